"""What a pack holds at present: the sum of its files, and the newest day that anything in it was reported."""

import datetime as dt
import hashlib
from pathlib import Path

import pandas as pd

from drawdown.errors import DataError
from drawdown.pack import tables
from drawdown.pack.schema import DESCRIPTOR, Schema, Table
from drawdown.pack.vintage import seen


def fingerprint(schema: Schema) -> str:
    """Return the SHA-256 of the pack: its descriptor and every table that it names, in the descriptor's order."""
    digest = hashlib.sha256()
    for name in (DESCRIPTOR, *(table.path for table in schema.tables.values())):
        content = _bytes(schema.folder / name)
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def last_reported(schema: Schema, as_of: dt.date) -> dt.date | None:
    """Return the newest day on which a row, or a part disclosed later, was reported, up to the day of knowledge."""
    days = [day for table in schema.tables.values() for day in _reported(schema, table, as_of)]
    return max(days, default=None)


def _reported(schema: Schema, table: Table, as_of: dt.date) -> list[dt.date]:
    columns = [name for name in ("reported_on", *table.later) if name in table.types]
    if not columns:
        return []
    cells = seen(tables.read(schema, table.name), table, as_of)[columns].stack()
    newest = cells[cells <= pd.Timestamp(as_of)].max()
    return [] if pd.isna(newest) else [newest.date()]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path.name} cannot be read: {error.strerror}. `drawdown check` lists every problem."
        ) from None
