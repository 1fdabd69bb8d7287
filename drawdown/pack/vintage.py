"""What was known when: the one rule by which a pack is seen as of a day."""

import datetime as dt

import pandas as pd

from drawdown.pack.schema import Table


def seen(rows: pd.DataFrame, table: Table, as_of: dt.date) -> pd.DataFrame:
    """Return the rows as they were known at the end of a day.

    A row is known from its ``reported_on``. Where part of a row was disclosed later (the outcome of a pledge), that
    part reads as the schema says it read before. A row that repeats another (``duplicate_of``) is dropped only once
    the other is known, and a denied row is never kept: neither is evidence of its own.

    Parameters
    ----------
    rows
        The table's rows, typed.
    table
        The table's schema.
    as_of
        The day of knowledge, included.

    Returns
    -------
    DataFrame
        The rows known that day, in their order.
    """
    day = pd.Timestamp(as_of)
    known = rows[rows["reported_on"] <= day] if "reported_on" in rows else rows
    for column, earlier in table.later.items():
        unknown = ~(known[column] <= day)
        before = {name: _before(known, name, value) for name, value in earlier.items()}
        known = known.assign(**{name: known[name].mask(unknown, value) for name, value in before.items()})
    return _own_evidence(known, table.key)


def _before(rows: pd.DataFrame, name: str, value: str | dict[str, str] | None) -> pd.Series | str | None:
    """Return what a column read before the disclosure: a blank, a constant, or what another column holds."""
    if isinstance(value, dict):
        return rows[value["column"]]
    return _blank(rows[name]) if value is None else value


def _blank(cells: pd.Series) -> str | None:
    """Return how a blank cell of the column reads: text is empty, anything else missing."""
    return "" if pd.api.types.is_string_dtype(cells) else None


def _own_evidence(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    if "status" not in rows:
        return rows
    repeated = rows["status"].str.extract(r"^duplicate_of:(.+)$", expand=False)
    return rows[(rows["status"] != "denied") & ~repeated.isin(rows[key])]
