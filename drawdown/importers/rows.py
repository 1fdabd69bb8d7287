"""Rows into a table of a pack: checked with the whole pack aside, and put in place in one step if it is sound."""

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drawdown.errors import DataError
from drawdown.importers.aside import aside
from drawdown.pack.check import problems
from drawdown.pack.files import lines, unreadable
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, Schema, Table

Cells = dict[str, str]


@dataclass(frozen=True)
class Row:
    """Cells for a row of a table, by column; those not given stay, or are blank. ``origin`` says where they stood."""

    cells: Cells
    origin: str


@dataclass(frozen=True)
class Put:
    """How many rows were added, changed and left as they were."""

    new: int
    changed: int
    same: int

    def __str__(self) -> str:
        return f"{self.new} row{'s' * (self.new != 1)} added, {self.changed} changed, {self.same} as before."


def put(pack: Path, table: Table, rows: Sequence[Row]) -> Put:
    """Update the rows of a table by their id, or add them, if the whole pack is sound with them.

    Raises
    ------
    DataError
        If an id stands twice, or the pack would have problems (all are listed), or cannot be written: it is unchanged.
    """
    path = pack / table.path
    held = {cells[table.key]: cells for cells in read(path, table)}
    ordered = _ordered(list(held.values()), table)
    origins: dict[str, str] = {}
    count = {"new": 0, "changed": 0, "same": 0}
    for row in rows:
        key = row.cells.get(table.key, "")
        if key in origins:
            raise DataError(f"{row.origin}: the id {key!r} stands in {origins[key]} already. Give each row its own.")
        origins[key] = row.origin
        before = held.get(key)
        held[key] = {**(before or dict.fromkeys(table.types, "")), **row.cells}
        count["new" if before is None else "same" if held[key] == before else "changed"] += 1
    if count["new"] or count["changed"]:
        after = list(held.values())
        _replace(pack, table, _sorted(after, table) if ordered else after, origins)
    return Put(**count)


def read(path: Path, table: Table) -> list[Cells]:
    """Return the rows of a table as text."""
    return [{column: cells[column] for column in table.types} for _, cells in lines(path)]


def _place(table: Table, cells: Cells) -> tuple[str, str]:
    return (cells[table.time[0]] if table.time else "", cells[table.key])


def _sorted(rows: list[Cells], table: Table) -> list[Cells]:
    return sorted(rows, key=lambda cells: _place(table, cells))


def _ordered(rows: list[Cells], table: Table) -> bool:
    """Return whether a table is in the order of its main date, then its id, and new rows should keep it so."""
    return rows == _sorted(rows, table)


def _replace(pack: Path, table: Table, rows: list[Cells], origins: dict[str, str]) -> None:
    with aside(pack) as folder:
        copy = _copied(pack, folder / "pack", table)
        with (copy / table.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table.types), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        if found := problems(copy):
            places = {line: origins.get(cells[table.key], "") for line, cells in lines(copy / table.path)}
            told = [_told(problem, table, places) for problem in found]
            count = f"{len(told)} problem{'s' * (len(told) > 1)}; {table.path} is as it was."
            raise DataError("\n".join([*told, count]))
        (copy / table.path).replace(pack / table.path)


def _copied(pack: Path, target: Path, but: Table) -> Path:
    """Make a pack of the files of another, without one table. A link would lead out of it, which the check refuses."""
    schema = Schema(pack)
    for name in (DESCRIPTOR, *(table.path for table in schema.tables.values())):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if name != but.path:
            shutil.copyfile(pack / name, target / name)
    return target


def _told(problem: Problem, table: Table, places: dict[int, str]) -> str:
    """Return a problem with the place in the file that brought the row, if one did."""
    origin = places.get(problem.row, "") if problem.file == table.path else ""
    return str(replace(problem, file=f"{origin} ({table.path})", row=0) if origin else problem)


def table_of(pack: Path, name: str) -> Table:
    """Return a table of a pack.

    Raises
    ------
    DataError
        If the pack has no such table, or its file cannot be read as one.
    """
    schema = Schema(pack)
    table = schema.tables.get(name)
    if table is None:
        raise DataError(f"{pack} has no table {name!r}; it has {', '.join(schema.tables)}.")
    if problem := next(unreadable(pack, table), None):
        raise DataError(f"{problem} `drawdown check` lists every problem.")
    return table
