"""One break, every series: how the ratio of the rates depends on who counts, and on any one source."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from drawdown.measures import attack_frequency, attack_record, phases
from drawdown.measures.attack_models import ALL, CONFIRMED, EVERY, MONITOR, OFFICIAL, WEEKLY, Fit, Study
from drawdown.measures.influence import Influence, leave_one_out


def compared(study: Study) -> pd.DataFrame:
    """Return, for each series, the rate after the main break divided by the rate before it.

    Returns
    -------
    DataFrame
        ``series``, ``before_attacks``, ``before_days``, ``attacks``, ``days``, ``value``, ``low``, ``high`` and
        ``interval`` ("model" or "exact", see `interrupted.ratio`), ``dropped_low`` and ``dropped_high`` (the crude
        ratio without any one source document; missing where it was not worked out), ``count_id``, ``source``.

    Notes
    -----
    The series count different things in different areas; they are set side by side, never pooled.
    """
    return _compared(study)


@lru_cache(maxsize=1)
def _compared(study: Study) -> pd.DataFrame:  # the facts and the table of a chapter need it both
    rows = []
    for one in study.fits:
        phase = study.at_main(one)
        if phase is None:
            continue
        estimate, interval = one.ratio(phase)
        before, after = (one.table[one.table["phase"] == number].iloc[0] for number in (phase - 1, phase))
        without = _influence(study, one.name, phase)
        rows.append(
            {
                "series": one.name,
                "before_attacks": int(before["attacks"]),
                "before_days": int(before["days"]),
                "attacks": int(after["attacks"]),
                "days": int(after["days"]),
                "value": estimate.value,
                "low": estimate.low,
                "high": estimate.high,
                "interval": interval,
                "dropped_low": None if without is None else without.low,
                "dropped_high": None if without is None else without.high,
                "count_id": f"{before['count_id']} {after['count_id']}".strip(),
                "source": f"{before['source']} {after['source']}".strip(),
            }
        )
    return pd.DataFrame(rows, columns=list(_COMPARED))


_COMPARED = (
    *("series", "before_attacks", "before_days", "attacks", "days", "value", "low", "high", "interval"),
    *("dropped_low", "dropped_high", "count_id", "source"),
)


def _influence(study: Study, name: str, phase: int) -> Influence | None:
    """Return how far the crude ratio of a series moves when any one document is dropped."""
    if name in WEEKLY:
        rows = study.one_each if name == EVERY else study.one_each[study.one_each["status"] == CONFIRMED]
        return leave_one_out(documents(rows, study.events), _sources(study.events), _by_days(study, name, phase))
    if name not in (OFFICIAL, ALL, MONITOR):
        return None
    rows = study.counts if name != OFFICIAL else attack_record.sound(study.counts)
    rows = rows[rows["counter"].isin((*attack_record.QUIET_COUNTERS, MONITOR)) & (rows["split_of"] == "")]
    columns = [column for column in ("source", "source_2") if column in rows]
    held = _held(rows, columns, next(one for one in study.fits if one.name == name), phase)
    return leave_one_out(held, columns, lambda left: _crude(left, study, name))


def _held(rows: pd.DataFrame, columns: list[str], one: Fit, phase: int) -> pd.DataFrame:
    """Return statements with the documents blanked that cannot move the ratio: totals inside a phase cancel out."""
    ends = [one.phased[one.phased["phase"] == number].iloc[[0, -1]] for number in (phase - 1, phase)]
    near = pd.concat([*ends, one.phased[one.phased["phase"] < 0]])
    days = pd.concat([near["start"], near["end"]])
    ids = set(" ".join(near["count_id"]).split())
    matters = rows["count_id"].isin(ids) | rows["period_end"].isin(days)
    documents = {key for column in columns for key in rows.loc[matters, column] if key}
    return rows.assign(**{column: rows[column].where(rows[column].isin(documents), "") for column in columns})


def _crude(rows: pd.DataFrame, study: Study, name: str) -> float | None:
    """Return the ratio of plain rates over the main break."""
    if name == MONITOR:
        statements = attack_frequency.campaign(rows, study.start)
        intervals = attack_record.of_total(attack_frequency.running_total(statements, MONITOR))
    else:
        intervals = attack_record.stretches(rows, study.start)
    cut, left = phases.split(intervals, study.breaks)
    own = set(study.main.ids) if study.main else set()
    place = next((n for n, change in enumerate(left) if set(change.ids) & own), None)
    if place is None:
        return None
    before, after = (cut.loc[cut["phase"] == number, ["attacks", "days"]].sum() for number in (place, place + 1))
    if not before["attacks"] or not after["days"]:
        return None
    return float(after["attacks"] / after["days"] / (before["attacks"] / before["days"]))


def _by_days(study: Study, name: str, phase: int) -> Callable[[pd.DataFrame], float | None]:
    """Return what counts incidents on both sides of the main break, in the days that the series covers."""
    one = next(fit for fit in study.fits if fit.name == name)
    spans = [one.table.loc[one.table["phase"] == number, ["start", "end"]].iloc[0] for number in (phase - 1, phase)]
    edges = np.array([day.to_datetime64() for span in spans for day in (span["start"], span["end"])], "datetime64[D]")
    lengths = [float((span["end"] - span["start"]).days) for span in spans]

    def measure(rows: pd.DataFrame) -> float | None:
        days = rows["date"].to_numpy("datetime64[D]")
        before, after = (int(((days > edges[2 * n]) & (days <= edges[2 * n + 1])).sum()) for n in range(2))
        return after / lengths[1] / (before / lengths[0]) if before else None

    return measure


def documents(one_each: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return incidents with the documents of all their reports, one in each of the columns ``document_0``, ..."""
    pairs = events.melt("incident_id", [name for name in ("source", "source_2") if name in events], value_name="key")
    pairs = pairs[(pairs["key"] != "") & pairs["key"].notna()].drop_duplicates(["incident_id", "key"])
    place = pairs.groupby("incident_id").cumcount()
    wide = pairs.assign(place="document_" + place.astype(str)).pivot(index="incident_id", columns="place", values="key")
    return one_each[["incident_id", "event_id", "date"]].merge(wide.fillna(""), "left", on="incident_id")


def _sources(events: pd.DataFrame) -> Sequence[str]:
    most = documents(attack_frequency.incidents(events).head(0), events)
    return [name for name in most if str(name).startswith("document_")]
