"""Where the tables of a pack breach the rules of its descriptor: types, constraints and keys, as frictionless finds."""

from collections.abc import Iterator
from typing import Any

from drawdown.language import LOCALES, SOURCE
from drawdown.pack.files import records
from drawdown.pack.mend import MEND
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, Schema, Table

TRANSLATIONS = tuple(f"_{code}" for code in LOCALES.keys() - {SOURCE})  # how their columns end
# Said, because frictionless would else guess it from the first rows.
CSV = {"csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}}


def breaches(schema: Schema, tables: list[Table], *, keys: bool) -> Iterator[Problem]:
    """Yield each breach of the rules of the tables, and of their keys if these can be checked."""
    from frictionless import FrictionlessException, Package  # a second of imports that only a check needs

    descriptor = {**schema.descriptor, "resources": [_resource(table, keys) for table in tables]}
    try:
        package = Package.from_descriptor(descriptor, basepath=str(schema.folder))
    except FrictionlessException as refused:
        for reason in refused.reasons or [refused.error]:
            yield Problem(DESCRIPTOR, 0, "", "", f"{reason.note.rstrip('.')}.", MEND["undescribed"])
        return
    for task in package.validate(limit_errors=10_000).tasks:
        table = schema.tables[task.name]
        lines = [line for line, _ in records(schema.folder / table.path)]
        for error in task.errors:
            yield _problem(table, error.to_descriptor(), lines)


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
    return {**table.descriptor, "dialect": CSV, "schema": rules}


def _problem(table: Table, error: dict[str, Any], lines: list[int]) -> Problem:
    """Turn a frictionless error into ours: its note says which rule, the table of mends says what to do."""
    kind, column = str(error["type"]), str(error.get("fieldName") or error.get("label") or "")
    if kind == "foreign-key":
        column = str((error.get("fieldNames") or [""])[0])
    if kind == "primary-key":
        column = table.key
    cells = error.get("fieldCells") or [error.get("cell", "")]
    value = "" if cells[0] in (None, "None") else str(cells[0])
    rule = str(error.get("note") or error["title"]).rstrip(".") + "."
    record = int(str(error.get("rowNumber") or 1))
    return Problem(table.path, lines[record - 1], column, value, rule, MEND.get(kind, MEND["error"]))
