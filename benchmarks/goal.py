"""One measured goal: what we take, what the usual way takes, and whether that is little enough."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

COLUMNS = ("what", "ours", "usual way", "ratio", "goal", "met", "how it was measured")


@dataclass(frozen=True)
class Goal:
    """``ours`` and ``baseline`` in ``unit``; ``most`` is the greatest ratio of them that meets the goal, None for any.

    With ``within`` ours must be less than that too, in the same unit.
    """

    what: str
    ours: float
    baseline: float
    most: float | None
    method: str
    unit: str = "s"
    within: float | None = None

    @property
    def ratio(self) -> float:
        """Ours as a part of the baseline."""
        return self.ours / self.baseline

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        little = self.most is None or self.ratio <= self.most
        return little and (self.within is None or self.ours < self.within)

    @property
    def words(self) -> str:
        """The goal in words; empty where there is none."""
        ratio = [] if self.most is None else [f"<= {self.most:.2g}"]
        bound = [] if self.within is None else [f"under {self.within:g} {self.unit}"]
        return ", ".join(ratio + bound)

    def kept(self) -> dict[str, Any]:
        """Return what a file keeps of it."""
        return asdict(self) | {"ratio": self.ratio, "met": self.met if self.words else None}

    def cells(self) -> tuple[str, ...]:
        """Return what the table says of it."""
        decimals = 2 if self.unit == "s" else 0
        ours, baseline = (f"{value:,.{decimals}f} {self.unit}" for value in (self.ours, self.baseline))
        met = ("yes" if self.met else "no") if self.words else ""
        return self.what, ours, baseline, f"{self.ratio:.3f}", self.words, met, self.method


def table(goals: Iterable[Goal], title: str) -> Table:
    """Return the goals as a table."""
    shown = Table(*COLUMNS, title=title)
    for goal in goals:
        shown.add_row(*goal.cells())
    return shown
