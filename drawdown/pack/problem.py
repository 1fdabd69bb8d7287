"""One thing that is wrong with a pack: what, where, which rule, and how to mend it."""

from dataclasses import dataclass

SHOWN = 200  # characters of a value


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with a pack. ``row`` counts lines of the file, the header being 1; 0 is the file."""

    file: str
    row: int
    column: str
    value: str
    rule: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}" + (f" row {self.row}" if self.row else "")
        where += f", column {self.column}" if self.column else ""
        value = f" = {_short(self.value)!r}" if self.value else ""
        return f"{where}{value}: {self.rule} {self.mend}"


def _short(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
