"""Announced force levels against the level that was then stated: forecast errors."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from drawdown.measures import series
from drawdown.measures.median import median
from drawdown.measures.rates import Estimate
from drawdown.measures.troop_levels import NOT_A_LEVEL, levels

FINE = ("day", "month")  # precisions of a statement that can be about one day
AFTER = pd.Timedelta(days=60)  # a level this long after the day aimed at still tells how the plan went
_VAGUE = "year"  # a plan dated no better aims at no day
_BOUNDS = ["low", "headline", "high"]
_FOUND = [*_BOUNDS, "about", "level_ids", "level_source"]


def plans(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the announced levels of a whole US force, each plan once, by the first row that gives it.

    Columns: ``country``, ``target`` (the last day of the time it aims at), ``first`` (that time's first day),
    ``planned_on``, ``lead`` (days from the announcement to the target), ``planned``, ``planned_low``,
    ``planned_high`` (persons: "fewer than" is open below, "at least" above), ``precision``, ``obs_id``, ``source``.
    """
    usable = (
        (rows["kind"] == "planned")
        & (rows["scope"] == "us_military")
        & (rows["status"] != "superseded")
        & ~rows["note"].str.contains(NOT_A_LEVEL)
        & ~rows["country"].str.contains("+", regex=False)
        & rows["estimate"].notna()
    )
    kept = rows[usable & (rows["tier"] < series.WEAKEST)].sort_values(["reported_on", "obs_id"])
    plain = kept["low"].isna() & kept["high"].isna()
    month = kept["valid_to"].dt.to_period("M").dt.to_timestamp()
    table = pd.DataFrame(
        {
            "country": kept["country"],
            "target": kept["valid_to"],
            "first": kept["valid_to"].where(kept["date_precision"] == "day", month),
            "planned_on": kept["reported_on"],
            "lead": (kept["valid_to"] - kept["reported_on"]).dt.days,
            "planned": kept["estimate"].astype(float),
            "planned_low": kept["low"].astype(float).fillna(kept["estimate"].where(plain, 0).astype(float)),
            "planned_high": kept["high"].astype(float).fillna(kept["estimate"].where(plain).astype(float)),
            "precision": kept["date_precision"],
            "obs_id": kept["obs_id"],
            "source": kept["source"],
        }
    )
    table["planned_high"] = table["planned_high"].fillna(float("inf"))
    return table.drop_duplicates(["country", "target", "planned"]).sort_values(["target", "country"], ignore_index=True)


def scored(rows: pd.DataFrame) -> pd.DataFrame:
    """Set each plan against the level stated for the day it aimed at, and give the forecast error.

    The level is that of `drawdown.measures.series.resolve` on the last day aimed at, if a statement reaches into the
    day (or month) aimed at; otherwise the first level stated within 60 days after. A level stated before cannot tell
    whether a cut announced for the day was made, nor can one about the day of the announcement. The error is how far
    the level lies outside the plan (nothing for a level of at least what "at least" named), relative to the level as
    is usual for forecasts (Hyndman and Koehler 2006, "Another look at measures of forecast accuracy", International
    Journal of Forecasting 22).

    Returns
    -------
    DataFrame
        The columns of `plans` and ``low``, ``headline``, ``high`` (persons), ``about`` (the day of the level),
        ``level_ids``, ``level_source``; ``error``, ``error_low``, ``error_high`` (persons; above zero is a force
        larger than planned), ``relative``, ``relative_low``, ``relative_high`` (by the headline); ``verdict``: "over"
        or "under" where plan and band do not meet, "within" where they do; and ``outcome``: "scored", "open" (it aims
        at a day after the last level), "undated" (it names no day, or none after its announcement), "zero" or
        "silent" (no level is stated near the day).

    Notes
    -----
    A plan of none at all is not scored: nobody states a level of zero, so a kept one leaves no row and only the
    broken ones could count; whether it was kept is for the milestones to say. Rows of tier D make neither plan nor
    level; a statement about a whole quarter or year makes no level, for it cannot say how large the force was on the
    day. Plans for one operation are not independent of each other, and a cut that was called off counts as an error
    like one that was late.
    """
    stated = levels(rows)
    sound = stated.loc[(stated["tier"] < series.WEAKEST) & stated["date_precision"].isin(FINE), series.READ]
    last = sound.groupby("country")["date"].max()
    found = []
    announced = plans(rows)
    for plan in announced.to_dict("records"):
        outcome = _outcome(plan, last.get(plan["country"], pd.NaT))
        level = _level(sound, plan) if outcome == "scored" else None
        if level is None:
            found.append({**plan, "outcome": "silent" if outcome == "scored" else outcome})
        else:
            found.append({**plan, **_measured(plan, level), "outcome": outcome})
    columns = [*announced.columns, *_FOUND, "error", "error_low", "error_high", *_relative_names(), "verdict"]
    table = pd.DataFrame(found, columns=[*columns, "outcome"])
    text = table[["level_ids", "level_source", "verdict", "outcome"]].astype(object).fillna("").astype("str")
    names = [*_BOUNDS, "error", "error_low", "error_high", *_relative_names()]
    numbers: dict[str, object] = dict.fromkeys(names, float)
    days = dict.fromkeys(["target", "first", "planned_on", "about"], "datetime64[s]")
    return table.assign(**text).astype(numbers | days)


def _level(sound: pd.DataFrame, plan: dict[Hashable, Any]) -> series.Level | None:
    """Return the level that a plan is set against: of its country, stated for a time after its announcement."""
    here = sound[(sound["country"] == plan["country"]) & (sound["valid_to"] > plan["planned_on"])]
    return _near(here, plan["first"], plan["target"])


def _near(sound: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> series.Level | None:
    """Return the level of one country stated for a time, or the first one within 60 days after it; None if none is."""
    at = last
    during = (sound["date"] <= last) & (sound["valid_to"] >= first)
    if not during.any():
        later = sound.loc[(sound["date"] > last) & (sound["date"] <= last + AFTER), "date"]
        if later.empty:
            return None
        at = later.min()
    return series.resolve(sound, at)


def typical_error(table: pd.DataFrame) -> Estimate:
    """Return the median absolute relative error of the scored plans, with its exact interval.

    See `drawdown.measures.median.median`: below six scored plans there is none.

    Notes
    -----
    Plans for one operation share a fate, so they are fewer independent cases than they look and the interval is too
    narrow. Plans for none at all and those without a day are not in it: it does not say how exits were forecast. An
    error below a tenth is within what overlapping rotations move a stated level.
    """
    return median(table.loc[table["outcome"] == "scored", "relative"].abs())


def _outcome(plan: dict[str, object], last: pd.Timestamp) -> str:
    if plan["precision"] == _VAGUE or plan["lead"] <= 0:  # type: ignore[operator]
        return "open" if _after(plan["target"], last) else "undated"
    if _after(plan["target"], last):
        return "open"
    return "zero" if plan["planned"] == 0 else "scored"


def _after(target: object, last: pd.Timestamp) -> bool:
    return bool(pd.isna(last) or pd.Timestamp(str(target)) > last)


def _measured(plan: dict[str, float], level: series.Level) -> dict[str, object]:
    ends = level.headline, level.low, level.high
    errors = [max(end - plan["planned_high"], 0) + min(end - plan["planned_low"], 0) for end in ends]
    over, under = level.low > plan["planned_high"], level.high < plan["planned_low"]
    found: dict[str, object] = dict(zip(("error", "error_low", "error_high"), errors, strict=True))
    found |= {name: error / level.headline for name, error in zip(_relative_names(), errors, strict=True)}
    return found | {
        "low": level.low,
        "headline": level.headline,
        "high": level.high,
        "about": level.rows["date"].iloc[0],
        "level_ids": " ".join(level.rows["obs_id"]),
        "level_source": " ".join(dict.fromkeys(level.rows["source"])),
        "verdict": "over" if over else "under" if under else "within",
    }


def _relative_names() -> tuple[str, str, str]:
    return "relative", "relative_low", "relative_high"
