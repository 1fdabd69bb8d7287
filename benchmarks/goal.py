"""One measured goal: what we take, what the usual way takes, and whether that is little enough."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table

COLUMNS = ("what", "ours", "usual way", "ratio", "goal", "met", "how it was measured")


@dataclass(frozen=True)
class Goal:
    """``ours`` and ``baseline`` in ``unit``; ``most`` is the greatest ratio of them that meets the goal.

    With ``within`` ours must be less than that too, in the same unit.
    """

    what: str
    ours: float
    baseline: float
    most: float
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
        return self.ratio <= self.most and (self.within is None or self.ours < self.within)

    def cells(self) -> tuple[str, ...]:
        """Return what the table says of it."""
        also = "" if self.within is None else f", under {self.within:g} {self.unit}"
        return (
            self.what,
            f"{self.ours:.2f} {self.unit}",
            f"{self.baseline:.2f} {self.unit}",
            f"{self.ratio:.3f}",
            f"<= {self.most:g}{also}",
            "yes" if self.met else "no",
            self.method,
        )


def table(goals: Iterable[Goal], title: str) -> Table:
    """Return the goals as a table."""
    shown = Table(*COLUMNS, title=title)
    for goal in goals:
        shown.add_row(*goal.cells())
    return shown
