"""Every problem of a pack, found in one pass: what, where, which rule, and how to mend it.

The rules of a cell and a key are those of ``datapackage.json`` (`drawdown.pack.breaches`), and what no cell may hold is
in `drawdown.pack.cells`; the rules of order in time and size within a table are in `drawdown.pack.order`, those of
texts in several languages in `drawdown.pack.translated`, and the rules between tables are here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from drawdown.errors import DataError
from drawdown.pack import imported
from drawdown.pack.breaches import breaches
from drawdown.pack.cells import misfits
from drawdown.pack.descriptor import FaultyError
from drawdown.pack.files import lines as read
from drawdown.pack.files import strays, unreadable
from drawdown.pack.mend import MEND
from drawdown.pack.order import Line, disorder
from drawdown.pack.plain import hostile
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, KEYS, SOURCES, Schema, Table, standard
from drawdown.pack.translated import untranslated

LISTS = ("related_rows", "outcome_rows")  # columns that hold ids of rows, in any table; an audited row may be gone
CLAIMS = "claims"  # a column of ids of the table of this name, of which an edition lacks those not made yet
REPEATS = "duplicate_of:"  # a status that names a row of the same table

Lines = Mapping[str, list[Line]]  # the rows of each table


def problems(folder: Path) -> list[Problem]:
    """Return all problems of the pack in ``folder``, sorted by file and row; none if it is sound."""
    try:
        schema = Schema(folder)
    except FaultyError as error:
        mend = "Write it as the descriptor that `drawdown new` writes does."
        return [Problem(DESCRIPTOR, 0, place, "", rule, mend) for place, rule in error.faults]
    except DataError as error:
        return [Problem(DESCRIPTOR, 0, "", "", str(error), "Write the descriptor as data/README.md shows.")]
    unknown = list(_undescribed(schema))
    if unknown:  # a table of another shape cannot be read as what it is called
        return unknown
    tables = list(schema.tables.values())
    broken = [*(problem for table in tables for problem in unreadable(folder, table)), *strays(folder, tables)]
    if broken:  # keys cannot be checked against a table that cannot be read
        bad = {problem.file for problem in broken}
        sound = [table for table in tables if table.path not in bad]
        return sorted([*broken, *_within(schema, sound, _lines(folder, sound), keys=False)])
    lines = _lines(folder, tables)
    order = [problem for name, table in schema.tables.items() for problem in disorder(table, lines[name])]
    between = [*_across(schema, lines), *_unused(schema, lines), *untranslated(schema, lines), *hostile(schema, lines)]
    cells = _within(schema, tables, lines, keys=True)
    return sorted({*cells, *order, *between, *imported.problems(folder)})


def _lines(folder: Path, tables: list[Table]) -> Lines:
    return {table.name: read(folder / table.path) for table in tables}


def _within(schema: Schema, tables: list[Table], lines: Lines, *, keys: bool) -> Iterator[Problem]:
    """Yield the problems of the tables' cells; one that the descriptor's rules tell is not told again."""
    told = list(breaches(schema, tables, keys=keys))
    yield from told
    places = {(problem.file, problem.row, problem.column) for problem in told}
    for table in tables:
        for problem in misfits(table, lines[table.name]):
            if (problem.file, problem.row, problem.column) not in places:
                yield problem


def _undescribed(schema: Schema) -> Iterator[Problem]:
    """Yield each column that the descriptor leaves out of a table, or describes as another type."""
    for name, table in schema.tables.items():
        every = standard().get(name)
        for column, kind in every.types.items() if every else ():
            if table.types.get(column) != kind:
                rule = f"The table {name} has no column {column} of type {kind}, which the chapters read."
                yield Problem(DESCRIPTOR, 0, column, "", rule, MEND["undescribed"])


def _across(schema: Schema, lines: Lines) -> Iterator[Problem]:
    """Yield breaches of the rules between tables: ids that are unique, and pointers that lead somewhere."""
    owner: dict[str, str] = {}
    for name, table in schema.tables.items():
        for line, cells in lines[name]:
            identity = cells[table.key]
            first = owner.setdefault(identity, name)
            if first != name:
                rule = f"The id is also used in {schema.tables[first].path}; ids are unique across tables."
                yield Problem(table.path, line, table.key, identity, rule, "Give the newer row an id of its own.")
    for name, table in schema.tables.items():
        for line, cells in lines[name]:
            for column, identity, place in _pointers(name, cells):
                if column == CLAIMS and schema.edition:
                    continue
                if identity not in owner or place not in ("", owner[identity]):
                    rule = f"No row of {place} has this id." if place else "No row has this id."
                    yield Problem(table.path, line, column, identity, rule, "Correct the id, or add the row.")


def _unused(schema: Schema, lines: Lines) -> Iterator[Problem]:
    """Yield each source that no row of another table rests on."""
    registry = schema.tables.get(SOURCES)
    if registry is None:
        return
    used: set[str] = set()
    for name, table in schema.tables.items():
        for column in (*table.sources, *(column for column in KEYS if column in table.types)):
            used.update(key for _, cells in lines[name] for key in cells[column].split())
    for line, cells in lines[SOURCES]:
        if cells[registry.key] not in used:
            rule = "No row of any table names this source."
            yield Problem(registry.path, line, registry.key, cells[registry.key], rule, MEND["unused"])


def _pointers(name: str, cells: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each id a row points to, with its column and the table it must stand in ("" for any)."""
    for column in LISTS:
        yield from ((column, identity, "") for identity in cells.get(column, "").split())
    yield from ((CLAIMS, identity, CLAIMS) for identity in cells.get(CLAIMS, "").split())
    for column in KEYS:
        yield from ((column, identity, SOURCES) for identity in cells.get(column, "").split())
    status = cells.get("status", "")
    if original := status.partition(REPEATS)[2]:
        yield "status", original, name
