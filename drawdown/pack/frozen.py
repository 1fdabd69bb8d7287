"""A pack as it was known on a day, as a pack of its own, whose latest day of knowledge is that day.

What a row says is kept cell by cell; the rows, and the parts of rows, that became known later are left out, and with
them what pointed to them.
"""

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from drawdown.errors import BookError
from drawdown.pack import imported
from drawdown.pack.check import LISTS, REPEATS
from drawdown.pack.publication import Publication
from drawdown.pack.schema import DESCRIPTOR, KEYS, PAGES, SOURCES, Schema, Table

AUDIT = "audit"  # rows about rows

Rows = dict[str, pd.DataFrame]


def write(schema: Schema, day: dt.date, folder: Path) -> None:
    """Write the pack as it was known at the end of a day to the new folder ``folder``.

    Raises
    ------
    BookError
        If the pack holds imported events, whose rows are often not ours to publish, or was not known on that day.
    """
    first, last = schema.window
    if not first <= day <= last:
        raise BookError(f"There is no evidence as of {day}: that of {schema.name} is from {first} to {last}.")
    if any(path.is_file() for path in imported.registers(schema.folder)):
        raise BookError(f"{schema.folder.name} holds imported events, which an edition may not publish with its rows.")
    held = rows(schema, day)
    folder.mkdir(parents=True)
    for name, found in held.items():
        (folder / schema.tables[name].path).write_text(_csv(found), encoding="utf-8", newline="")
    described = json.dumps(descriptor(schema, day), ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(described, encoding="utf-8")
    if (pages := schema.folder / PAGES).is_dir():
        shutil.copytree(pages, folder / PAGES)


def descriptor(schema: Schema, day: dt.date) -> dict[str, Any]:
    """Return the descriptor of the pack as known on a day: its period ends with it, and so does its example."""
    changed: dict[str, Any] = {"edition": str(day), "window": {**schema.descriptor["window"], "end": str(day)}}
    if address := Publication.of(schema).address:
        changed["homepage"] = address
    if "day" in (example := schema.descriptor.get("example", {})):
        changed["example"] = {**example, "day": min(example["day"], str(day))}
    return {**schema.descriptor, **changed}


def rows(schema: Schema, day: dt.date) -> Rows:
    """Return the rows of each table known on a day, cells as they stand in the files.

    Raises
    ------
    BookError
        If a row repeats another that was reported later: what it was taken for before is not in the pack.
    """
    held = {name: _known(_read(schema.folder / table.path), table, str(day)) for name, table in schema.tables.items()}
    before = None
    while before != (before := {name: len(found) for name, found in held.items()}):
        known = _ids(schema, held)
        held = {name: _joined(found, schema.tables[name], known) for name, found in held.items()}
    return _sourced(schema, held)


def _known(found: pd.DataFrame, table: Table, day: str) -> pd.DataFrame:
    """Return the rows reported up to a day, and what was disclosed later as it read before; ISO dates sort as text."""
    if "reported_on" in found:
        found = found[found["reported_on"] <= day]
    for column, earlier in table.later.items():
        later = (found[column] == "") | (found[column] > day)
        day_before = (
            found["reported_on"] if _required(table, column) else ""
        )  # such a part reads as from the row's own day
        before = {column: day_before, **{name: _before(found, value) for name, value in earlier.items()}}
        found = found.assign(**{name: found[name].mask(later, value) for name, value in before.items()})
    return found


def _before(found: pd.DataFrame, value: str | dict[str, str] | None) -> pd.Series | str:
    return found[value["column"]] if isinstance(value, dict) else value or ""


def _joined(found: pd.DataFrame, table: Table, known: set[str]) -> pd.DataFrame:
    """Return the rows without pointers to what is not known: a row that cannot be without one is left out."""
    repeated = found["status"].where(found["status"].str.startswith(REPEATS)) if "status" in found else None
    if repeated is not None and len(odd := found[repeated.notna() & ~repeated.str.removeprefix(REPEATS).isin(known)]):
        row = odd.iloc[0]
        raise BookError(f"{table.path}: {row[table.key]} is {row['status']}, which was reported later than the row.")
    for column, required in _pointers(table):
        lost = (found[column] != "") & ~found[column].isin(known)
        found = found[~lost] if required else found.assign(**{column: found[column].mask(lost, "")})
    for column in (name for name in LISTS if name in found):
        kept = found[column].map(lambda cell: " ".join(each for each in cell.split() if each in known))
        found = found.assign(**{column: kept})
    return found[found["row_id"].isin(known)] if table.name == AUDIT else found


def _pointers(table: Table) -> Iterator[tuple[str, bool]]:
    """Yield each column that names a row of a table other than the sources, and whether it may not be blank."""
    for key in table.descriptor["schema"].get("foreignKeys", []):
        (column,) = key["fields"]
        if key["reference"]["resource"] != SOURCES:
            yield column, _required(table, column)


def _required(table: Table, column: str) -> bool:
    fields = {field["name"]: field for field in table.descriptor["schema"]["fields"]}
    return bool(fields[column].get("constraints", {}).get("required"))


def _ids(schema: Schema, held: Rows) -> set[str]:
    return {identity for name, found in held.items() for identity in found[schema.tables[name].key]}


def _sourced(schema: Schema, held: Rows) -> Rows:
    """Return the rows with only those sources that a row names."""
    if SOURCES not in held:
        return held
    named = {
        key
        for name, found in held.items()
        for column in (*schema.tables[name].sources, *(column for column in KEYS if column in found))
        for cell in found[column]
        for key in cell.split()
    }
    registry = held[SOURCES]
    return {**held, SOURCES: registry[registry[schema.tables[SOURCES].key].isin(named)]}


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


def _csv(found: pd.DataFrame) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([list(found.columns), *found.itertuples(index=False)])
    return written.getvalue()
