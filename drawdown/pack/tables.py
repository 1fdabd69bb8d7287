"""The only reader of a pack's tables."""

from pathlib import Path

import pandas as pd

from drawdown.errors import DataError
from drawdown.pack.schema import Schema, Table

_DTYPES = {"integer": "Int64", "number": "Float64"}


def read(schema: Schema, name: str) -> pd.DataFrame:
    """Return a table whole: every row, typed by the schema, dates as timestamps, blanks missing.

    Text is never missing but empty. A pack may lack a table: then it has its columns and no row.

    Raises
    ------
    DataError
        If the file cannot be read or a cell does not fit its type.
    """
    table = schema.table(name)
    path = schema.folder / table.path
    rows = _cells(path) if name in schema.tables else pd.DataFrame(columns=list(table.types), dtype=str)
    missing = [column for column in table.types if column not in rows]
    if missing:
        raise DataError(f"{path.name} lacks the column {missing[0]}. `drawdown check` lists every problem.")
    return pd.DataFrame({column: _typed(rows[column], kind, table) for column, kind in table.types.items()})


def graded(rows: pd.DataFrame, table: Table, tiers: pd.Series) -> pd.DataFrame:
    """Return the rows with a column ``tier``: the best tier among the sources of each row."""
    columns = table.sources
    if not columns or rows.empty:
        return rows.assign(tier="") if columns else rows
    known = pd.concat([rows[column].map(tiers) for column in columns], axis=1)
    return rows.assign(tier=known.fillna("D").min(axis=1))


def _cells(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(f"{path.name} cannot be read: {error}. `drawdown check` lists every problem.") from None


def _typed(cells: pd.Series, kind: str, table: Table) -> pd.Series:
    if kind not in ("integer", "number", "date"):
        return cells
    filled = cells.where(cells != "")
    if kind == "date":
        typed = pd.to_datetime(filled, format="%Y-%m-%d", errors="coerce")
    else:
        typed = pd.to_numeric(filled, errors="coerce")
    wrong = typed.isna() & filled.notna()
    if kind == "integer":
        wrong |= typed.notna() & (typed.astype(float) % 1 != 0)  # a fraction, or infinity
    if wrong.any():
        line = wrong.idxmax()
        raise DataError(
            f"{table.path} row {line + 2}, column {cells.name}: {cells[line]!r} is not of type {kind}."
            " `drawdown check` lists every problem."
        )
    return typed.astype(_DTYPES.get(kind, "datetime64[s]"))
