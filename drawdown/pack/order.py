"""What must not come before, exceed or contradict what: rules of order in time and size within a table.

They follow the columns a table has and the schema's ``time`` and ``later``, whatever the pack is about. A cell that
is blank or malformed is left to the rules of its column.
"""

import datetime as dt
import re
from collections.abc import Iterator

from drawdown.pack.mend import MEND
from drawdown.pack.problem import Problem
from drawdown.pack.schema import Table

Cells = dict[str, str]
Line = tuple[int, Cells]  # the line of the file a row starts on, and its cells

FORESEEN = ("deadline", "planned", "cap")  # kinds of rows about a day to come, which may be reported before it
OFFICIAL = "us_military"  # the counter whose total is one running total
TOTALS = {"period_start", "period_end", "attacks", "counter", "scope", "split_of", "split_complete", "lags_behind"}
LOWER = re.compile(r"\brevised\b|\blower than (?:an earlier total|[A-Z]+-?\d+)", re.IGNORECASE)  # said to be so
UNEVEN = re.compile(r"\bdo(?:es)? not add up\b|\bdo(?:es)? not add to\b", re.IGNORECASE)


def disorder(table: Table, lines: list[Line]) -> Iterator[Problem]:
    """Yield each breach of order in time or size among the rows of a table.

    A row is not reported before the event it reports (deadlines, plans and ceilings may be), no period ends before it
    starts, no low or high lies on the wrong side of its estimate, and nothing disclosed later about a row is dated
    before the row, or disclosed before it was true. An official running total does not fall, and complete splits add
    up to their parent, unless the row's ``edit_note`` says that the sources have it so: then it is evidence.
    """
    for line, cells in lines:
        for column, kind, rule in _row(table, cells):
            yield Problem(table.path, line, column, cells[column], rule, MEND[kind])
    if set(table.types) >= TOTALS:
        for line, cells, kind, rule in [*_falls(table, lines), *_uneven(table, lines)]:
            yield Problem(table.path, line, "attacks", cells["attacks"], rule, MEND[kind])


def _row(table: Table, cells: Cells) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the kind and the rule of each breach within one row."""
    if table.time:
        first, last = table.time
        start, end, reported = (_day(cells, column) for column in (first, last, "reported_on"))
        if start and end and end < start:
            yield last, "backwards", f"The period ends before it starts ({first} {start})."
        if start and reported and reported < start and cells.get("kind") not in FORESEEN:
            yield "reported_on", "too-early", f"It was reported before the event ({first} {start})."
        yield from _disclosed(table, cells, first)
    low, estimate, high = (_number(cells, column) for column in ("low", "estimate", "high"))
    if low is not None and estimate is not None and low > estimate:
        yield "estimate", "size", f"The estimate lies below its low ({low:g})."
    if high is not None and estimate is not None and estimate > high:
        yield "estimate", "size", f"The estimate lies above its high ({high:g})."
    if low is not None and high is not None and estimate is None and low > high:
        yield "low", "size", f"The low lies above the high ({high:g})."


def _disclosed(table: Table, cells: Cells, first: str) -> Iterator[tuple[str, str, str]]:
    """Yield what was disclosed later about a row, but is dated before it, or after its own disclosure."""
    start = _day(cells, first)
    for disclosure, columns in table.later.items():
        known = _day(cells, disclosure)
        for column in dict.fromkeys((disclosure, *(name for name in columns if table.types.get(name) == "date"))):
            day = _day(cells, column)
            if start and day and day < start:
                yield column, "before-row", f"It is dated before the row it is the outcome of ({first} {start})."
            elif known and day and day > known:
                yield column, "too-early", f"It was disclosed before it was true ({disclosure} {known})."


def _falls(table: Table, lines: list[Line]) -> Iterator[tuple[int, Cells, str, str]]:
    """Yield each official total below an earlier one of the same series; lagging and superseded ones are known."""
    series: dict[tuple[str, ...], list[tuple[dt.date, float, int, Cells]]] = {}
    for line, cells in lines:
        end, number = _day(cells, "period_end"), _number(cells, "attacks")
        if end and number is not None and _whole(cells):
            identity = tuple(cells.get(column, "") for column in ("country", "scope", "period_start"))
            series.setdefault(identity, []).append((end, number, line, cells))
    for totals in series.values():
        for end, number, line, cells in totals:
            earlier = [(other[1], other[3][table.key]) for other in totals if other[0] < end]
            highest, name = max(earlier, default=(number, ""))
            if number < highest and not LOWER.search(cells.get("edit_note", "")):
                yield line, cells, "falls", f"The running total falls below that of {name} ({highest:g})."


def _whole(cells: Cells) -> bool:
    return (
        cells["counter"] == OFFICIAL
        and not cells["split_of"]
        and not cells["lags_behind"]
        and cells.get("status") != "superseded"
        and cells.get("computed") != "yes"
        and cells.get("count_qualifier") != "fewer_than"
    )


def _uneven(table: Table, lines: list[Line]) -> Iterator[tuple[int, Cells, str, str]]:
    """Yield each count whose complete splits do not add up to it."""
    parts: dict[str, list[float | None]] = {}
    for _, cells in lines:
        if cells["split_of"]:
            parts.setdefault(cells["split_of"], []).append(_number(cells, "attacks"))
    for line, cells in lines:
        total, numbers = _number(cells, "attacks"), parts.get(cells[table.key], [])
        known = [number for number in numbers if number is not None]
        settled = cells["split_of"] or cells["split_complete"] != "yes" or UNEVEN.search(cells.get("edit_note", ""))
        if total is not None and not settled and (len(known) != len(numbers) or sum(known) != total):
            listed = " + ".join(f"{number:g}" for number in known) or "none"
            yield line, cells, "uneven", f"Its splits ({listed}) do not add up to it."


def _day(cells: Cells, column: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cells.get(column, ""))
    except ValueError:
        return None


def _number(cells: Cells, column: str) -> float | None:
    try:
        return float(cells.get(column, ""))
    except ValueError:
        return None
