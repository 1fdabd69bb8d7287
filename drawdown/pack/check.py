"""Every problem of a pack, found in one pass: what, where, which rule, and how to mend it.

The rules of a cell and a key are those of ``datapackage.json``, checked by frictionless; the rules of order in time
and size within a table are in `drawdown.pack.order`, those of texts in several languages in `drawdown.pack.translated`,
and the rules between tables are here.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from drawdown.errors import DataError
from drawdown.language import LOCALES, SOURCE
from drawdown.pack import imported
from drawdown.pack.mend import MEND
from drawdown.pack.order import Line, disorder
from drawdown.pack.plain import hostile
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, KEYS, SOURCES, Schema, Table, standard
from drawdown.pack.translated import untranslated

LISTS = ("related_rows", "outcome_rows")  # columns that hold ids of rows, in any table; an audited row may be gone
TRANSLATIONS = tuple(f"_{code}" for code in LOCALES.keys() - {SOURCE})  # how their columns end
REPEATS = "duplicate_of:"  # a status that names a row of the same table

Lines = Mapping[str, list[Line]]  # the rows of each table


def problems(folder: Path) -> list[Problem]:
    """Return all problems of the pack in ``folder``, sorted by file and row; none if it is sound."""
    try:
        schema = Schema(folder)
    except DataError as error:
        return [Problem(DESCRIPTOR, 0, "", "", str(error), "Write the descriptor as data/README.md shows.")]
    unknown = list(_undescribed(schema))
    if unknown:  # a table of another shape cannot be read as what it is called
        return unknown
    unreadable = [problem for table in schema.tables.values() for problem in _unreadable(folder, table)]
    if unreadable:  # keys cannot be checked against a table that cannot be read
        broken = {problem.file for problem in unreadable}
        sound = [table for table in schema.tables.values() if table.path not in broken]
        return sorted(unreadable + list(_table_problems(schema, sound, keys=False)))
    lines = {name: _lines(folder / table.path) for name, table in schema.tables.items()}
    order = [problem for name, table in schema.tables.items() for problem in disorder(table, lines[name])]
    cells = _table_problems(schema, list(schema.tables.values()), keys=True)
    between = [*_across(schema, lines), *_unused(schema, lines), *untranslated(schema, lines), *hostile(schema, lines)]
    return sorted([*cells, *order, *between, *imported.problems(folder)])


def _undescribed(schema: Schema) -> Iterator[Problem]:
    """Yield each column that the descriptor leaves out of a table, or describes as another type."""
    for name, table in schema.tables.items():
        every = standard().get(name)
        for column, kind in every.types.items() if every else ():
            if table.types.get(column) != kind:
                rule = f"The table {name} has no column {column} of type {kind}, which the chapters read."
                yield Problem(DESCRIPTOR, 0, column, "", rule, MEND["undescribed"])


def _unreadable(folder: Path, table: Table) -> Iterator[Problem]:
    """Yield what keeps a file from being read as a table at all."""
    path = folder / table.path

    def problem(rule: str, mend: str, column: str = "", row: int = 0) -> Problem:
        return Problem(table.path, row, column, "", rule, mend)

    if not path.is_file():
        yield problem("The file is missing.", f"Restore it, or take {table.name} out of {DESCRIPTOR}.")
        return
    content = path.read_bytes()
    if not content.strip():
        yield problem("The file is empty.", f"It needs at least the header: {','.join(table.types)}.")
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield problem("The file is not UTF-8.", "Save it as UTF-8 (CSV UTF-8 in a spreadsheet).", row=line)
        return
    if text.startswith("\ufeff"):
        yield problem("The file starts with a byte order mark.", "Save it as UTF-8 without one.", row=1)
        return
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        yield problem("The file holds a NUL character.", "Take it out, and save the file as text.", row=line)
        return
    header = text.splitlines()[0]
    if "," not in header and any(mark in header for mark in ";\t|"):
        yield problem("The cells are not separated by commas.", "Save the file with commas as the delimiter.", row=1)
        return
    for column in table.types.keys() - set(header.replace('"', "").split(",")):
        yield problem("The column is missing.", "Add it, in the place the schema gives it.", column, 1)


def _table_problems(schema: Schema, tables: list[Table], *, keys: bool) -> Iterator[Problem]:
    from frictionless import Package  # a second of imports that only a check needs

    descriptor = {**schema.descriptor, "resources": [_resource(table, keys) for table in tables]}
    package = Package.from_descriptor(descriptor, basepath=str(schema.folder))
    for task in package.validate(limit_errors=10_000).tasks:
        table = schema.tables[task.name]
        for error in task.errors:
            yield _problem(table, error.to_descriptor())


def _resource(table: Table, keys: bool) -> dict[str, object]:
    """Return the table's own rules; those between tables only where every table can be read.

    Whether a translation is required is not for the table to say: see `drawdown.pack.translated`.
    """
    rules = dict(table.descriptor["schema"])
    rules["fields"] = [
        {**field, "constraints": {**field.get("constraints", {}), "required": False}}
        if field["name"].endswith(TRANSLATIONS)
        else field
        for field in rules["fields"]
    ]
    if not keys:
        rules.pop("foreignKeys", None)
    return {**table.descriptor, "schema": rules}


def _problem(table: Table, error: dict[str, Any]) -> Problem:
    """Turn a frictionless error into ours: its note says which rule, the table of mends says what to do."""
    kind, column = str(error["type"]), str(error.get("fieldName") or error.get("label") or "")
    if kind == "foreign-key":
        column = str((error.get("fieldNames") or [""])[0])
    cells = error.get("fieldCells") or [error.get("cell", "")]
    value = str(cells[0] or "")
    rule = str(error.get("note") or error["title"]).rstrip(".") + "."
    row = int(str(error.get("rowNumber") or 1))
    return Problem(table.path, row, column, value, rule, MEND.get(kind, MEND["error"]))


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
    for column in KEYS:
        yield from ((column, identity, SOURCES) for identity in cells.get(column, "").split())
    status = cells.get("status", "")
    if original := status.partition(REPEATS)[2]:
        yield "status", original, name


def _lines(path: Path) -> list[Line]:
    """Return the cells of each row with the line of the file it ends on; a row may have too few or too many."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restval="")
        return [(reader.line_num, row) for row in reader]
