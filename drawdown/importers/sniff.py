"""What a file is: its delimiter, its header, and which of its columns are those a dataset names."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from drawdown.errors import DataError
from drawdown.importers.layout import Layout

HEAD = 1 << 16  # bytes that are looked at
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Sniffed:
    """A file as it will be read. ``columns`` are unique names in order; ``found`` are those the dataset names."""

    path: Path
    name: str  # what an error calls it
    delimiter: str
    header: bool
    columns: tuple[str, ...]
    found: dict[str, str]  # {name in the layout: column}
    rows: tuple[dict[str, str], ...]  # the first few


def sniff(path: Path, layout: Layout, others: tuple[Layout, ...], name: str) -> Sniffed:
    """Return how to read a file of a dataset.

    Parameters
    ----------
    path
        The file, as UTF-8 text.
    layout, others
        The dataset it should be of, and those it may be of instead.
    name
        What to call the file in an error.

    Raises
    ------
    DataError
        If the file is empty, is of another dataset, or lacks columns; the message names them.
    """
    head = _head(path, name)
    delimiter = max(DELIMITERS, key=lambda mark: _known(_read(head, mark)[0], layout))
    rows = _read(head, delimiter)
    first = [plain(cell) for cell in rows[0]]
    found = _found(first, layout)
    missing = [column for column in layout.names if column not in found and column not in layout.optional]
    if missing and _bare(rows, layout):
        columns, found = layout.bare, {column: column for column in layout.names}
        return Sniffed(path, name, delimiter, False, columns, found, _sample(columns, rows))
    if missing:
        raise DataError(_unknown(name, layout, others, first, missing))
    columns = _unique(first)
    return Sniffed(path, name, delimiter, True, columns, found, _sample(columns, rows[1:]))


def plain(heading: str) -> str:
    """Return a heading as names are compared: without marks, case and outer space, inner space as ``_``."""
    return re.sub(r"[\s\u00a0_]+", "_", heading.replace("\ufeff", "").strip().lower())


def _head(path: Path, name: str) -> str:
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise DataError(f"{name} is empty.")
    if "\0" in head:
        raise DataError(f"{name} is not text: it holds NUL characters. Save it as CSV in UTF-8, or as xlsx.")
    return head


def _read(head: str, delimiter: str) -> list[list[str]]:
    """Return the rows that the head of a file holds whole."""
    rows = [row for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if row]
    return rows[:-1] if len(rows) > 1 and len(head) >= HEAD else rows


def _known(first: list[str], layout: Layout) -> tuple[int, int]:
    return len(_found([plain(cell) for cell in first], layout)), len(first)


def _found(header: list[str], layout: Layout) -> dict[str, str]:
    found = {}
    for name, aliases in layout.names.items():
        column = next((alias for alias in aliases if alias in header), None)
        if column is not None:
            found[name] = column
    return found


def _bare(rows: list[list[str]], layout: Layout) -> bool:
    """Return whether the rows are those of a file without a header: as many cells, and dates where dates belong."""
    if not layout.bare or len(rows[0]) != len(layout.bare):
        return False
    first = dict(zip(layout.bare, rows[0], strict=True))
    dates = all(re.match(r"\d{4}-\d\d-\d\d|\d{1,2}[ /-]\w+[ /-]\d{2,4}", first[day]) for day in layout.days)
    return dates and all(re.fullmatch(r"\d+(\.0)?", first[number]) for number in layout.numbers)


def _unique(header: list[str]) -> tuple[str, ...]:
    """Return a header whose names differ: a repeated or blank one is told by its place."""
    return tuple(
        name if name and name not in header[:place] else f"{name}@{place + 1}" for place, name in enumerate(header)
    )


def _sample(columns: tuple[str, ...], rows: list[list[str]]) -> tuple[dict[str, str], ...]:
    return tuple(dict(zip(columns, row, strict=False)) for row in rows)


def _unknown(name: str, layout: Layout, others: tuple[Layout, ...], first: list[str], missing: list[str]) -> str:
    for other in others:
        if not [column for column in other.names if column not in _found(first, other) | dict.fromkeys(other.optional)]:
            return f"{name} is a file of {other.dataset.title}: `drawdown import {other.dataset.name}` takes it."
    title = layout.dataset.title
    if len(missing) == sum(column not in layout.optional for column in layout.names):
        return f"{name} is not a file of {title} in a form that is known: no column has the name of one of its own."
    return f"{name} is not a whole file of {title}: it lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}."
