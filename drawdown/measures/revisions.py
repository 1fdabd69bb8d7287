"""How what was known about the troop levels changed: the resolved series on each day of knowledge."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from drawdown.measures import series, troop_levels
from drawdown.pack.history import History

_VALUES = ["low", "headline", "high"]


@dataclass(frozen=True)
class Revisions:
    """All that was known, and when: ``readings`` of the resolved months, ``disclosed`` levels, and ``stated`` ones."""

    readings: pd.DataFrame  # see `versions`
    disclosed: pd.DataFrame  # see `disclosures`
    stated: pd.DataFrame  # the statements of tiers A to C, see `drawdown.measures.troop_levels.levels`
    changes: pd.DataFrame  # see `changes`
    as_of: dt.date


def of(history: History) -> Revisions:
    """Work out the revisions of a table of troop levels."""
    readings, stated = versions(history), troop_levels.levels(history.rows)
    disclosed = disclosures(history, readings)
    changed = changes(readings, disclosed)
    return Revisions(readings, disclosed, stated[stated["tier"] < "D"], changed, history.as_of)


def versions(history: History) -> pd.DataFrame:
    """Return the resolved level of each country and month in every reading it has had.

    A level whose start is unknown has no month and is left to :func:`disclosures`.

    Returns
    -------
    DataFrame
        The columns of `drawdown.measures.troop_levels.monthly`, and ``known_on`` and ``until``: the days of
        knowledge from which the reading held, and on which another replaced it (missing for the latest).
    """
    stated = troop_levels.levels(history.rows)
    stated = stated[~stated["start_unknown"] & (stated["tier"] < "D")]
    seen = {day: set(history.on(day)["obs_id"]) for day in history.days}
    found = [
        {**reading, "country": country}
        for country, rows in stated.groupby("country")
        for reading in _readings(rows, seen)
    ]
    columns = [*troop_levels.monthly(stated.head(0)).columns, "known_on", "until"]
    table = pd.DataFrame(found, columns=columns).astype(dict.fromkeys(_VALUES, "Int64"))
    days = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in ("month", "known_on", "until")}
    return table.assign(**days).sort_values(["country", "month", "known_on"], ignore_index=True)


def _readings(rows: pd.DataFrame, seen: dict[dt.date, set[str]]) -> list[dict[Hashable, Any]]:
    """Return the readings of one country's months: each held until a day on which its month reads otherwise."""
    found: list[dict[Hashable, Any]] = []
    standing: dict[pd.Timestamp, dict[Hashable, Any]] = {}
    last: set[str] = set()
    for day, ids in seen.items():
        now = rows[rows["obs_id"].isin(ids)]
        if last == (last := set(now["obs_id"])):
            continue
        read = {reading["month"]: reading for reading in series.monthly(now).to_dict("records")}
        for month in [month for month, old in standing.items() if not _same(old, read.get(month))]:
            found.append(standing.pop(month) | {"until": day})
        for month in read.keys() - standing.keys():
            standing[month] = read[month] | {"known_on": day}
    return found + [reading | {"until": None} for reading in standing.values()]


def _same(old: dict[Hashable, Any], new: dict[Hashable, Any] | None) -> bool:
    return new is not None and all(old[name] == value for name, value in new.items())


def known(readings: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the resolved months as they were known at the end of a day."""
    at = pd.Timestamp(day)
    held = (readings["known_on"] <= at) & ~(readings["until"] <= at)
    return readings[held].drop(columns=["known_on", "until"]).reset_index(drop=True)


def disclosures(history: History, readings: pd.DataFrame) -> pd.DataFrame:
    """Return the levels that were disclosed without their start.

    Columns: ``country``, ``first`` (a placeholder) and ``last`` day it is about, ``before`` (the level that was
    public at ``first``; missing if none), ``estimate`` (persons), ``known_on``, ``obs_id``, ``source``.
    """
    stated = troop_levels.levels(history.rows)
    sound = stated[stated["start_unknown"] & (stated["tier"] < "D")]
    found = sound.rename(columns={"valid_from": "first", "valid_to": "last", "reported_on": "known_on"})
    before = [
        held(known(readings, row.known_on - pd.Timedelta(days=1)), row.country, row.first) for row in found.itertuples()
    ]
    columns = ["country", "first", "last", "before", "estimate", "known_on", "obs_id", "source"]
    return found.assign(before=pd.Series(before, found.index, dtype="Float64"))[columns].reset_index(drop=True)


def held(resolved: pd.DataFrame, country: str, day: pd.Timestamp) -> float | None:
    """Return the level that stood on a day: the headline of the last month with one, at most 400 days before."""
    near = resolved[(resolved["country"] == country) & (resolved["month"] <= day)]
    near = near[day - near["month"] <= troop_levels.GAP]
    return float(near["headline"].iloc[-1]) if len(near) else None


def changes(readings: pd.DataFrame, disclosed: pd.DataFrame) -> pd.DataFrame:
    """Return by how much each new reading changed what stood the day before.

    Counted are disclosures, and statements about a month that was over when they came; other statements are news. A
    disclosure about a month without a level is set against the level that stood for it.

    Returns
    -------
    DataFrame
        ``day`` (of knowledge), ``country``, ``month``, ``change`` (0.5 is half more, or half less), ``disclosed``.
    """
    found = []
    before = readings.groupby(["country", "month"])["headline"].shift()
    for row, last in zip(readings.itertuples(), before, strict=True):
        told = row.kind == "disclosed_later"
        if pd.isna(last) and told:
            last = held(known(readings, row.known_on - pd.Timedelta(days=1)), row.country, row.month)
        if told or row.known_on >= row.month + pd.offsets.MonthBegin():
            found.append((row.known_on, row.country, row.month, _relative(last, row.headline), told))
    found += [
        (row.known_on, row.country, row.first.to_period("M").to_timestamp(), _relative(row.before, row.estimate), True)
        for row in disclosed.itertuples()
    ]
    table = pd.DataFrame(found, columns=["day", "country", "month", "change", "disclosed"])
    table = table.astype({"day": "datetime64[s]", "change": float, "disclosed": bool})
    return table[table["change"] > 0].sort_values(["change", "day", "country", "month"], ascending=[False, *[True] * 3])


def revision_days(revised: Revisions, most: int) -> pd.DataFrame:
    """Return the days of knowledge on which the series changed most, at most ``most``, in order of time.

    The change of a day is its largest in :func:`changes`, whose columns are returned.
    """
    return revised.changes.drop_duplicates("day").head(most).sort_values("day", ignore_index=True)


def path(revised: Revisions, country: str, month: pd.Timestamp) -> pd.DataFrame:
    """Return the level that stood for a month on each day of knowledge from the month's first.

    Columns: ``day``, and ``low``, ``headline``, ``high``; a level disclosed without its start widens the range.
    """
    own = revised.readings[revised.readings["country"] == country]
    end = month + pd.offsets.MonthBegin()
    told = revised.disclosed[
        (revised.disclosed["country"] == country)
        & (revised.disclosed["first"] < end)
        & (revised.disclosed["last"] >= month)
    ]
    days = {day for days in (own["known_on"], told["known_on"]) for day in days if day > month} | {month}
    found = []
    for day in sorted(days):
        level = held(known(own, day), country, month)
        if level is not None:
            beside = [float(row.estimate) for row in told.itertuples() if row.known_on <= day]
            found.append((day, min([level, *beside]), level, max([level, *beside])))
    table = pd.DataFrame(found, columns=["day", *_VALUES])
    return table[(table[_VALUES] != table[_VALUES].shift()).any(axis=1)].reset_index(drop=True)


def _relative(before: float | None, after: float) -> float:
    return abs(after / before - 1) if before is not None and not pd.isna(before) and before > 0 else 0.0


def then_and_now(revised: Revisions, then: dt.date) -> pd.DataFrame:
    """Set what was known on a day beside what is known now, for the months up to that day.

    Columns: ``country``, ``month``, and ``low``, ``headline``, ``high``, ``source`` and ``obs_id``, each with
    ``_then`` and ``_now``.
    """
    shown = ["country", "month", *_VALUES, "source", "obs_id"]
    earlier, later = (known(revised.readings, day)[shown] for day in (then, revised.as_of))
    both = earlier.merge(later, how="outer", on=["country", "month"], suffixes=("_then", "_now"))
    return both[both["month"] <= pd.Timestamp(then)].sort_values(["country", "month"], ignore_index=True)
