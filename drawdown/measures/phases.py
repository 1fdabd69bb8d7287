"""Phases between dates that were fixed in advance, as far as a series of intervals can tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from drawdown.measures.attack_frequency import WEEK
from drawdown.measures.rates import rate

TOLERANCE = pd.Timedelta(days=3)  # reports date an attack or a total up to a few days apart
APART = pd.Timedelta(days=14)  # breaks closer than this leave a phase too short to see
REACH = pd.Timedelta(weeks=52)  # weeks are counted up to this long before the first break and after the last
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """One break date, or several that are too close to be told apart; days and ids of their milestones."""

    first: pd.Timestamp
    last: pd.Timestamp
    ids: tuple[str, ...]

    @property
    def before(self) -> pd.Timestamp:
        """The last day before the first break."""
        return self.first - DAY

    @property
    def after(self) -> pd.Timestamp:
        """The last day before the last break."""
        return self.last - DAY


def changes(milestones: pd.DataFrame) -> list[Change]:
    """Return the break dates that the pack fixes in advance, those less than two weeks apart as one change.

    A break is a milestone whose ``break_date`` is "yes" and that is dated to the day. Nothing is searched for in the
    series itself: the impact model of an interrupted time series is set a priori (Lopez Bernal, Cummins and Gasparrini
    2017, "Interrupted time series regression for the evaluation of public health interventions: a tutorial",
    International Journal of Epidemiology 46).

    Notes
    -----
    That the dates were fixed before the series was looked at rests on the word of the pack. Days of events differ by
    one between US and local time, and other things happened on them too: a break is a date, not a cause.
    """
    if "break_date" not in milestones:
        return []
    chosen = (milestones["break_date"] == "yes") & (milestones["date_precision"] == "day")
    rows = milestones[chosen].sort_values(["date", "milestone_id"])
    found: list[Change] = []
    for day, name in zip(rows["date"], rows["milestone_id"], strict=True):
        if found and day - found[-1].last < APART:
            found[-1] = Change(found[-1].first, day, (*found[-1].ids, name))
        else:
            found.append(Change(day, day, (name,)))
    return found


def seen(intervals: pd.DataFrame, breaks: Sequence[Change]) -> list[Change]:
    """Return the changes that a series can see: those with an interval of its own on each side.

    Where nothing lies between two changes, they cannot be told apart and become one; one before the first interval, or
    after the last that lies wholly on one side, is not seen at all.

    Notes
    -----
    That a series cannot see a change is a matter of when totals were stated, not of the attacks. Two changes made one
    get one ratio, which belongs to neither of them alone.
    """
    left = list(breaks)
    while left:
        held = set(_numbers(_cut(intervals, left), left))
        if len(left) not in held:
            left = left[:-1]
        elif 0 not in held:
            left = left[1:]
        elif empty := [phase for phase in range(1, len(left)) if phase not in held]:
            one, other = left[empty[0] - 1], left[empty[0]]
            left[empty[0] - 1 : empty[0] + 1] = [Change(one.first, other.last, one.ids + other.ids)]
        else:
            break
    return left


def assigned(intervals: pd.DataFrame, breaks: Sequence[Change]) -> pd.DataFrame:
    """Return intervals with the ``phase`` each lies in: 0 before the first change that can be seen, 1 after it, ...

    An interval lies in a phase where more than half of it does, and neither end is more than three days outside. One
    that runs further over a break, or lies between breaks that cannot be told apart, has no phase (-1). A stretch
    without attacks is cut at the breaks: none fell in either part.

    Parameters
    ----------
    intervals
        ``start``, ``end``, ``days``, ``attacks``, as `attack_record.record` returns them.
    breaks
        As `changes` returns them.
    """
    return split(intervals, breaks)[0]


def split(intervals: pd.DataFrame, breaks: Sequence[Change]) -> tuple[pd.DataFrame, list[Change]]:
    """Return what `assigned` returns, and the changes between its phases."""
    left = seen(intervals, breaks)
    cut = _cut(intervals, left)
    return cut.assign(phase=_numbers(cut, left)), left


def _numbers(cut: pd.DataFrame, left: Sequence[Change]) -> list[int]:
    """Return the phase of each interval, -1 for none."""
    start, end = cut["start"].to_numpy("datetime64[D]"), cut["end"].to_numpy("datetime64[D]")
    number = np.full(len(cut), -1)
    edge, slack = np.datetime64("1000-01-01", "D"), np.timedelta64(TOLERANCE.days, "D")
    lows = np.array([edge, *(change.after for change in left)], "datetime64[D]")
    highs = np.array([*(change.before for change in left), np.datetime64("3000-01-01", "D")], "datetime64[D]")
    for phase, (low, high) in enumerate(zip(lows, highs, strict=True)):
        mostly = ((start - low) + (end - low) > np.timedelta64(0)) & ((start - high) + (end - high) < np.timedelta64(0))
        number[(start >= low - slack) & (end <= high + slack) & mostly] = phase
    return [int(phase) for phase in number]


def _cut(intervals: pd.DataFrame, breaks: Sequence[Change]) -> pd.DataFrame:
    """Return intervals with each one without attacks cut at the breaks."""
    bounds = sorted({day for change in breaks for day in (change.before, change.after)})
    start, end = (intervals[name].to_numpy("datetime64[D]") for name in ("start", "end"))
    inside = [(start < np.datetime64(day, "D")) & (np.datetime64(day, "D") < end) for day in bounds]
    over = (intervals["attacks"] == 0).to_numpy() & np.any(inside, axis=0)
    if not over.any():
        return intervals.reset_index(drop=True)
    parts = [intervals[~over]]
    for row in intervals[over].to_dict("records"):
        ends = [row["start"], *(day for day in bounds if row["start"] < day < row["end"]), row["end"]]
        spans = pd.DataFrame([row] * (len(ends) - 1)).assign(start=ends[:-1], end=ends[1:])
        parts.append(spans.assign(days=(spans["end"] - spans["start"]).dt.days))
    return pd.concat(parts).sort_values("start", kind="stable").reset_index(drop=True)


def table(phased: pd.DataFrame, breaks: Sequence[Change]) -> pd.DataFrame:
    """Return one row per phase: what its intervals cover together, and the weekly rate with its exact interval.

    Returns
    -------
    DataFrame
        ``phase``, ``start`` (the day before the first one covered), ``end``, ``points`` (intervals), ``days`` covered,
        ``attacks``, ``per_week``, ``low``, ``high``, ``begins`` (ids of the break it begins with), ``unsplit`` (ids of
        breaks inside it that the series cannot see), ``count_id``, ``source``.

    Notes
    -----
    The rate is the mean over the days covered: days in no interval, and intervals that lie across a break, are in none
    of it. Its interval takes attacks as independent, which they are not: read it as the least uncertainty there is.
    """
    left = seen(phased, breaks)
    found = []
    for phase, rows in phased[phased["phase"] >= 0].groupby("phase"):
        attacks, days = int(rows["attacks"].sum()), int(rows["days"].sum())
        weekly = rate(attacks, days / WEEK)
        start, end = rows["start"].min(), rows["end"].max()
        inside = [change for change in breaks if start < change.first and change.last <= end and change not in left]
        found.append(
            {
                "phase": int(str(phase)),
                "start": start,
                "end": end,
                "points": len(rows),
                "days": days,
                "attacks": attacks,
                "per_week": weekly.value,
                "low": weekly.low,
                "high": weekly.high,
                "begins": " ".join(left[int(str(phase)) - 1].ids) if int(str(phase)) else "",
                "unsplit": " ".join(name for change in inside for name in change.ids),
                "count_id": _joined(rows, "count_id"),
                "source": _joined(rows, "source"),
            }
        )
    return pd.DataFrame(found, columns=list(_TABLE))


_TABLE = (
    *("phase", "start", "end", "points", "days", "attacks", "per_week", "low", "high"),
    *("begins", "unsplit", "count_id", "source"),
)


def _joined(rows: pd.DataFrame, column: str) -> str:
    return " ".join(dict.fromkeys(" ".join(rows[column]).split())) if column in rows else ""


def weeks(days: pd.Series, breaks: Sequence[Change]) -> pd.DataFrame:
    """Return the number of incidents in each stretch of seven days, none of which runs over a break.

    Weeks are counted from the first day and anew from each break, over a year before the first break and after the
    last, and not beyond the days themselves: further back another set of pages was read. The last week before a break
    is shortened.

    Parameters
    ----------
    days
        The day of each incident.
    breaks
        As `changes` returns them.
    """
    nothing = pd.DataFrame({"start": days.head(0), "end": days.head(0), "days": [], "attacks": []})
    if days.empty or not breaks:
        return nothing
    first = max(days.min() - DAY, breaks[0].before - REACH)
    last = min(days.max(), breaks[-1].after + REACH)
    if first >= last:
        return nothing  # all incidents lie too far from the breaks
    bounds = [day for change in breaks for day in dict.fromkeys((change.before, change.after)) if first < day < last]
    edges: list[pd.Timestamp] = []
    for low, high in zip([first, *bounds], [*bounds, last], strict=True):
        edges += list(pd.date_range(low, high - DAY, freq="7D"))
    edges.append(last)
    counted = np.histogram(days.to_numpy("datetime64[D]").astype(int), _places(edges))[0]
    table = pd.DataFrame({"start": edges[:-1], "end": edges[1:], "attacks": counted})
    return table.assign(days=(table["end"] - table["start"]).dt.days)


def _places(edges: Sequence[pd.Timestamp]) -> np.ndarray:
    """Return the ends of days as places between whole days."""
    return np.array([day.to_datetime64() for day in edges], "datetime64[D]").astype(int) + 0.5
