"""When sources disagree: the one rule that resolves a series of statements into low, headline and high."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

WEAKEST = "D"  # a statement on this tier alone never makes a headline nor widens a band
LIMIT = pd.Timedelta(days=400)  # a statement is not carried further than this past the last day it is about
ORDER = {"date": False, "tier": True, "reported_on": False, "obs_id": True}  # which statement leads: ascending or not
READ = ["country", "date", "valid_to", "low", "estimate", "high", "tier", "reported_on", "start_unknown", "kind"]
READ += ["obs_id", "source"]  # what the measures on resolved levels read of a statement: a narrow table is cut faster
APPROXIMATE = "[date_approx]"
_UNITS = {"month": "M", "quarter": "Q", "year": "Y"}


@dataclass(frozen=True)
class Level:
    """A series at a day.

    ``rows`` are the statements behind it, the headline's first. ``open`` are later disclosures whose start is unknown:
    they are dated after the day, but may have held already, so it stays open which number did.
    """

    low: float
    headline: float
    high: float
    rows: pd.DataFrame
    open: pd.DataFrame


def resolve(statements: pd.DataFrame, at: pd.Timestamp) -> Level | None:
    """Resolve the statements of one series at a day; None where no statement reaches it.

    Only tiers A to C count. The headline is the statement that is true from the latest day not after ``at``, of the
    best tier among those of that day, published last among equals. It is carried for at most 400 days past the last
    day it is about. Low and high span all statements that are true on some day of the month the headline starts in:
    a conflict is kept as a band, not averaged. The idea of low, best and high with a source for each follows the
    UCDP Georeferenced Event Dataset (Sundberg and Melander 2013, Journal of Peace Research 50).

    Parameters
    ----------
    statements
        What was known, one row a statement: ``date`` and ``valid_to`` (first and last day it is about), ``low``,
        ``estimate``, ``high``, ``tier``, ``reported_on``, ``start_unknown``, ``obs_id``. Their order does not matter.
    at
        The day asked about.
    """
    order = _order(statements)
    found = _find(_Columns(statements, order), pd.Timestamp(at))
    if found is None:
        return None
    band, pending = (statements.iloc[order[places]].set_axis(places) for places in (found.band, found.open))
    return Level(found.low, found.headline, found.high, band, pending)


def monthly(statements: pd.DataFrame) -> pd.DataFrame:
    """Resolve the statements of one series at the end of each month in which one starts, by the rule of `resolve`.

    Returns
    -------
    DataFrame
        ``month`` (first day), ``low``, ``headline``, ``high``, ``kind`` and ``start_unknown`` of the headline's
        statement, ``obs_id`` and ``source`` of all statements behind it and ``open``, the ids of those that may have
        held already; lists are separated by spaces, the headline's first.
    """
    order = _order(statements)
    columns = _Columns(statements, order)
    ends = np.unique(columns.first.astype("datetime64[M]")) + np.timedelta64(1, "M")
    asked = (_find(columns, pd.Timestamp(end) - pd.Timedelta(days=1)) for end in ends)
    months = [found for found in asked if found is not None]
    led = statements[["date", "kind", "start_unknown", "estimate"]]
    heads = led.iloc[order[[found.band[0] for found in months]]].reset_index(drop=True)
    ids, sources = (statements[name].to_numpy()[order] for name in ("obs_id", "source"))
    table = heads[["date", "kind", "start_unknown"]].assign(
        month=heads["date"].dt.to_period("M").dt.to_timestamp(),
        low=pd.array([found.low for found in months], statements["low"].dtype),
        headline=heads["estimate"],
        high=pd.array([found.high for found in months], statements["high"].dtype),
        obs_id=[" ".join(ids[found.band]) for found in months],
        source=[" ".join(dict.fromkeys(sources[found.band])) for found in months],
        open=[" ".join(ids[found.open]) for found in months],
    )[["month", "low", "headline", "high", "kind", "start_unknown", "obs_id", "source", "open"]]
    return table.astype(dict.fromkeys(["obs_id", "source", "open"], "str"))  # also without a row


def start_unknown(rows: pd.DataFrame) -> pd.Series:
    """Return which statements disclose a number that had held for some time, nobody said since when.

    They are later disclosures, marked as approximate, of a stretch longer than the precision of its dates. Such a row
    counts from its ``valid_from``, a placeholder, but may have been true before.
    """
    unknown = (rows["kind"] == "disclosed_later") & rows["note"].str.contains(APPROXIMATE, regex=False)
    if not unknown.any():
        return unknown.astype(bool)
    marked = rows.loc[unknown.astype(bool), ["valid_from", "valid_to", "date_precision"]]
    units = marked["date_precision"].map(_UNITS).fillna("D")
    stretch = [
        first.to_period(unit) != last.to_period(unit)
        for first, last, unit in zip(marked["valid_from"], marked["valid_to"], units, strict=True)
    ]
    found = unknown.to_numpy(bool, copy=True)
    found[found] = stretch
    return pd.Series(found, rows.index)


def _order(statements: pd.DataFrame) -> np.ndarray:
    """Return the positions of the statements that count, the one that leads first.

    What ``sort_values`` does, in a tenth of the time: a series is resolved thousands of times to leave sources out.
    """
    keys = [_key(statements[name], ascending=ascending) for name, ascending in ORDER.items()]
    order = np.lexsort(keys[::-1])
    return order[(statements["tier"] < WEAKEST).to_numpy(bool)[order]]


def _key(column: pd.Series, *, ascending: bool) -> np.ndarray:
    """Return a column as an array that sorts upwards, missing days last."""
    if ascending:
        return column.to_numpy(str)
    days = column.to_numpy("datetime64[s]")
    return np.where(np.isnat(days), np.iinfo(np.int64).max, -days.astype(np.int64))


class _Columns:
    """The columns of ordered statements as plain arrays, so that a month costs microseconds."""

    def __init__(self, statements: pd.DataFrame, order: np.ndarray) -> None:
        self.first = statements["date"].to_numpy("datetime64[D]")[order]
        last = statements["valid_to"].to_numpy("datetime64[D]")[order]
        self.last = np.where(np.isnat(last), self.first, last)
        self.unknown = statements["start_unknown"].to_numpy(bool)[order]
        names = "low", "estimate", "high"
        self.low, self.estimate, self.high = (statements[name].to_numpy(float)[order] for name in names)


@dataclass(frozen=True)
class _Found:
    """A level, and the positions of the statements behind it, the headline's first, and of the open ones."""

    low: float
    headline: float
    high: float
    band: list[int]
    open: list[int]


def _find(columns: _Columns, at: pd.Timestamp) -> _Found | None:
    first, last = columns.first, columns.last
    day, limit = np.datetime64(at.date(), "D"), np.timedelta64(LIMIT.days, "D")
    reaching = np.flatnonzero((first <= day) & (last >= day - limit))
    if not len(reaching):
        return None
    head = int(reaching[0])
    month = first[head].astype("datetime64[M]")
    same = (first < (month + 1).astype("datetime64[D]")) & (last >= month.astype("datetime64[D]"))
    headline = float(columns.estimate[head])
    another = columns.estimate != headline  # one that says the same leaves nothing open
    pending = columns.unknown & another & ~same & (first > day) & (first <= day + limit)
    band = [head, *(int(n) for n in np.flatnonzero(same) if n != head)]
    low, high = float(columns.low[band].min()), float(columns.high[band].max())
    return _Found(low, headline, high, band, np.flatnonzero(pending).tolist())
