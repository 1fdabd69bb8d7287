"""The official record: what official statements say about stretches of time that do not overlap."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from drawdown.measures import attack_frequency
from drawdown.measures.rates import rate
from drawdown.measures.series import WEAKEST

QUIET_COUNTERS = (attack_frequency.OFFICIAL, "press")  # whose word is taken that there was no attack at all
COLUMNS = ["start", "end", "days", "attacks", "count_id", "source", "tier"]


@dataclass(frozen=True)
class Mark:
    """The total at the end of a day, and the statements it follows from."""

    day: pd.Timestamp
    total: int
    count_id: str
    source: str
    tier: str


def record(counts: pd.DataFrame, start: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the official counts of stretches of time that do not overlap, with weekly rates and exact intervals.

    The spine is the running total of the campaign. A statement about another stretch ("none since Sunday", "two since
    the 5th") is added where one of its ends falls on a day whose total is known, so that the total at its other end
    follows. It must count the same thing in the same area as the campaign's official totals, and must fit between the
    totals around it; the spine and the better tier win. A statement of the press is taken only where it says that
    there was no attack: that adds nothing to a count. Official totals that lie wholly outside form stretches of their
    own.

    Parameters
    ----------
    counts
        The statements, as the chapter sees them.
    start
        The first day of the campaign, where it is not the one most of these statements count from.

    Returns
    -------
    DataFrame
        ``start`` and ``end`` (an interval begins after the day ``start``), ``days``, ``attacks``, ``per_week`` with
        ``low`` and ``high`` (exact Poisson), and the ids, sources and weakest tier of the statements at both ends.

    Notes
    -----
    Nothing is assumed about days between two ends. Where no statement meets another, the record has a gap: it is not
    a stretch without attacks. A total "at least" or "about" is taken at its word.
    """
    return with_rates(stretches(counts, start))


def stretches(counts: pd.DataFrame, start: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the official record without its rates, see `record`."""
    statements = attack_frequency.campaign(counts, start)
    marks = _marks(attack_frequency.running_total(statements))
    if not marks:
        return _table([])
    others = _comparable(counts, statements)
    marks = _extended(marks, [_Statement.of(row) for row in others.to_dict("records")])
    apart = others[
        (others["counter"] == attack_frequency.OFFICIAL)
        & ((others["period_end"] <= marks[0].day) | (others["period_start"] > marks[-1].day))
        & (others["attacks"] > 0)
    ]
    return _table([marks, *_chains(apart)])


def with_rates(intervals: pd.DataFrame) -> pd.DataFrame:
    """Return intervals with their attacks ``per_week``, ``low`` and ``high`` (exact Poisson)."""
    weekly = [
        rate(int(n), days / attack_frequency.WEEK)
        for n, days in zip(intervals["attacks"], intervals["days"], strict=True)
    ]
    return intervals.assign(
        per_week=[estimate.value for estimate in weekly],
        low=[estimate.low for estimate in weekly],
        high=[estimate.high for estimate in weekly],
    )


def sound(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that do not rest on the weakest tier alone."""
    return rows[rows["tier"] < WEAKEST]


def of_total(total: pd.DataFrame) -> pd.DataFrame:
    """Return the intervals of one running total in the columns of `stretches`."""
    return _table([_marks(total)])


def country_total(counts: pd.DataFrame, country: str) -> pd.DataFrame:
    """Return the running total that the official statements of the campaign give for one country."""
    statements = attack_frequency.campaign(counts)
    official = statements.loc[statements["counter"] == attack_frequency.OFFICIAL, "count_id"]
    own = counts["split_of"].isin(official) | counts["count_id"].isin(official)
    parts = counts[own & (counts["country"] == country) & counts["attacks"].notna()]
    return attack_frequency.running_total(parts)


def _marks(total: pd.DataFrame) -> list[Mark]:
    if total.empty:
        return []
    first = total.iloc[0]
    begin = Mark(first["period_start"] - pd.Timedelta(days=1), 0, "", "", "")
    rows = total[["period_end", "attacks", "count_id", "source", "tier"]].itertuples(index=False)
    return [begin, *(Mark(row[0], int(row[1]), row[2], row[3], row[4]) for row in rows)]


@dataclass(frozen=True)
class _Statement:
    """So many attacks after the end of one day and up to the end of another."""

    after: pd.Timestamp
    until: pd.Timestamp
    attacks: int
    count_id: str
    source: str
    tier: str

    @classmethod
    def of(cls, row: Mapping[Hashable, Any]) -> "_Statement":
        after = row["period_start"] - pd.Timedelta(days=1)
        return cls(after, row["period_end"], int(row["attacks"]), row["count_id"], row["source"], row["tier"])


def _comparable(counts: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return what counts the same as the official totals of the campaign, but from another day; the best tier first."""
    official = statements[statements["counter"] == attack_frequency.OFFICIAL]
    whole = attack_frequency.whole_totals(counts)
    same = whole["scope"].isin(official["scope"].mode()) & whole["country"].isin(official["country"])
    spoken = (whole["counter"] == attack_frequency.OFFICIAL) | (
        whole["counter"].isin(QUIET_COUNTERS) & (whole["attacks"] == 0)
    )
    others = whole[same & spoken & ~whole["count_id"].isin(statements["count_id"])]
    return others.sort_values(["tier", "reported_on", "count_id"])


def _extended(marks: list[Mark], waiting: list[_Statement]) -> list[Mark]:
    while True:
        found = ((statement, _follows(marks, statement)) for statement in waiting)
        statement, mark = next(((statement, mark) for statement, mark in found if mark is not None), (None, None))
        if statement is None or mark is None:
            return marks
        marks = sorted([*marks, mark], key=lambda one: one.day)
        waiting = [other for other in waiting if other is not statement]


def _follows(marks: list[Mark], statement: _Statement) -> Mark | None:
    """Return the total at one end of a statement, where the other end alone falls on a known one and it fits in."""
    at_first, at_last = _known(marks, statement.after), _known(marks, statement.until)
    if at_first is not None and at_last is None:
        known, day, total = at_first, statement.until, at_first.total + statement.attacks
    elif at_last is not None and at_first is None:
        known, day, total = at_last, statement.after, at_last.total - statement.attacks
    else:
        return None
    if any((mark.total > total) if mark.day < day else (mark.total < total) for mark in marks):
        return None
    ids, sources = _words(statement.count_id, known.count_id), _words(statement.source, known.source)
    return Mark(day, total, ids, sources, max(statement.tier, known.tier))


def _known(marks: list[Mark], day: pd.Timestamp) -> Mark | None:
    """Return the total at the end of a day: stated, or the same on both sides of it."""
    before = [mark for mark in marks if mark.day <= day]
    after = [mark for mark in marks if mark.day >= day]
    if not before or not after or before[-1].total != after[0].total:
        return None
    return before[-1] if before[-1].day == day else after[0]


def _chains(apart: pd.DataFrame) -> list[list[Mark]]:
    chains: list[list[Mark]] = []
    for _, rows in sorted(apart.groupby("period_start"), key=lambda part: str(part[0])):
        chain = _marks(attack_frequency.running_total(rows))
        if chain and not any(chain[0].day < other[-1].day and other[0].day < chain[-1].day for other in chains):
            chains.append(chain)
    return chains


def _table(chains: list[list[Mark]]) -> pd.DataFrame:
    rows = [
        (
            before.day,
            after.day,
            (after.day - before.day).days,
            after.total - before.total,
            _words(after.count_id, before.count_id),
            _words(after.source, before.source),
            max(before.tier, after.tier),
        )
        for chain in chains
        for before, after in pairwise(chain)
    ]
    table = pd.DataFrame(sorted(rows, key=lambda row: row[:2]), columns=COLUMNS)
    return table.astype({"start": "datetime64[s]", "end": "datetime64[s]", "days": "int64", "attacks": "int64"})


def _words(*texts: str) -> str:
    return " ".join(dict.fromkeys(" ".join(texts).split()))
