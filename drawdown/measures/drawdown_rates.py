"""How fast a force grew or shrank in each wave, per month."""

from dataclasses import dataclass

import pandas as pd

from drawdown.measures import series, troop_levels

MONTH = 30.4375  # days, a twelfth of a year of 365.25
LEAST = 5  # of four points Kendall's test cannot tell a trend from none however they lie: 2 in 4! is 8 percent
_NUMBERS = ["from_low", "from_level", "from_high", "to_low", "to_level", "to_high", "months"]
_RATES = ["rate", "rate_low", "rate_high", "share", "share_low", "share_high"]
_SLOPES = ["slope", "slope_low", "slope_high", "points"]


def rates(rows: pd.DataFrame, waves: pd.DataFrame, *, slopes: bool = True) -> pd.DataFrame:
    """Return persons per month by which the force changed in each wave, and a robust second estimate.

    The rate is the difference between the level at the wave's start and the last level stated in the wave, divided by
    the time from the start to that level; so is its range, from the bands at both ends. The levels are those of
    `drawdown.measures.series.resolve`, stated at most 120 days before. A build-up starts from the level before its
    first day, on which the force sent may be counted already; a drawdown from the level on its first day or, without
    one, at the end of that month. The second estimate is the slope of Theil and Sen over the headlines of the months
    in the wave (Sen 1968, "Estimates of the regression coefficient based on Kendall's tau", Journal of the American
    Statistical Association 63), with its 95 percent interval, from five months on.

    Parameters
    ----------
    rows
        The statements of levels.
    waves
        The waves with their days, see `drawdown.measures.waves.resolve`.
    slopes
        Whether the second estimate is made; without it its columns are missing values.

    Returns
    -------
    DataFrame
        The columns of ``waves`` and ``from_low``, ``from_level``, ``from_high`` (persons), ``to_low``, ``to_level``,
        ``to_high``, ``until`` (the day of the last level), ``months``; ``rate``, ``rate_low``, ``rate_high`` (persons
        per month, below zero in a drawdown); ``share``, ``share_low``, ``share_high`` (of the force at the start, per
        month); ``slope``, ``slope_low``, ``slope_high``, ``points``; ``reason`` why there is no rate: "start" or
        "end" (no level reaches it), "counting" (the way of counting changed in between), or ""; ``level_ids``,
        ``level_source``.

    Notes
    -----
    A wave is not steady: its rate says nothing about any one month of it. Levels repeat what was public, so a figure
    that was not renewed looks like a force that did not move. The months are not independent, and the interval of the
    slope is too narrow for that.
    """
    stated = troop_levels.levels(rows)
    sound = stated.loc[stated["tier"] < series.WEAKEST, series.READ]
    found = [
        _rate(wave, sound[sound["country"] == wave["country"]], slopes=slopes) for wave in waves.to_dict("records")
    ]
    columns = [*waves.columns, *_NUMBERS, "until", *_RATES, *_SLOPES, "reason", "level_ids", "level_source"]
    table = pd.DataFrame(found, columns=columns)
    text = table[["reason", "level_ids", "level_source"]].astype(object).fillna("").astype("str")
    kinds: dict[str, str] = {**dict.fromkeys([*_NUMBERS, *_RATES, *_SLOPES[:3]], "float"), "points": "Int64"}
    return table.assign(**text).astype({**kinds, "until": "datetime64[s]", "start": "datetime64[s]"})


@dataclass(frozen=True)
class _End:
    """The level at an end of a wave."""

    level: series.Level
    about: pd.Timestamp  # the last day, not after that end, for which it was stated

    @property
    def later(self) -> bool:
        return bool(self.level.rows["kind"].iloc[0] == "disclosed_later")


def _rate(wave: dict[str, object], sound: pd.DataFrame, *, slopes: bool) -> dict[str, object]:
    start, end = pd.Timestamp(str(wave["start"])), pd.Timestamp(str(wave["end"]))
    end = sound["date"].max() if pd.isna(end) else end
    inside = sound[sound["date"].between(start, end)]
    first, last = _start(sound, start, buildup=wave["kind"] == "buildup"), _end(sound, end)
    reached = last is not None and last.about > start
    kept = {**wave, "points": inside["date"].dt.to_period("M").nunique()}
    if (inside["kind"] == "disclosed_later").any():
        return {**kept, "reason": "counting"}
    kept |= _slope(inside) if slopes else {}
    if first is None or last is None or not reached:
        return {**kept, "reason": "end" if first is not None else "start"}
    kept |= _both(first, last)
    if first.later or last.later:
        return {**kept, "reason": "counting"}
    return {**kept, **_change(first.level, last.level, (last.about - start).days / MONTH), "reason": ""}


def _start(sound: pd.DataFrame, start: pd.Timestamp, *, buildup: bool) -> _End | None:
    if buildup:
        return _end(sound[sound["valid_to"] < start], start - pd.Timedelta(days=1))
    return _end(sound, start) or _end(sound, start + pd.offsets.MonthEnd(0))


def _end(sound: pd.DataFrame, at: pd.Timestamp) -> _End | None:
    found = None if pd.isna(at) else series.resolve(sound, at)
    if found is None:
        return None
    head = found.rows.iloc[0]
    about = min(at, head["valid_to"])
    return _End(found, about) if at - about <= troop_levels.NEAR else None


def _both(first: _End, last: _End) -> dict[str, object]:
    ids = dict.fromkeys([*first.level.rows["obs_id"], *last.level.rows["obs_id"]])
    sources = dict.fromkeys([*first.level.rows["source"], *last.level.rows["source"]])
    return {
        **{f"from_{name}": value for name, value in _levels(first.level).items()},
        **{f"to_{name}": value for name, value in _levels(last.level).items()},
        "until": last.about,
        "level_ids": " ".join(ids),
        "level_source": " ".join(sources),
    }


def _levels(level: series.Level) -> dict[str, float]:
    return {"low": level.low, "level": level.headline, "high": level.high}


def _change(first: series.Level, last: series.Level, months: float) -> dict[str, float | None]:
    ends = (last.headline, first.headline), (last.low, first.high), (last.high, first.low)
    values: list[float | None] = [(after - before) / months for after, before in ends]
    values += [(after / before - 1) / months if before else None for after, before in ends]
    return {"months": months, **dict(zip(_RATES, values, strict=True))}


def _slope(inside: pd.DataFrame) -> dict[str, float | None]:
    months = series.monthly(inside)
    if len(months) < LEAST:
        return {}
    from scipy import stats

    at = (months["month"] - months["month"].iloc[0]).dt.days / MONTH
    found = stats.theilslopes(months["headline"].to_numpy(float), at.to_numpy(float))
    low, high = float(found.low_slope), float(found.high_slope)
    return {"slope": float(found.slope), "slope_low": low, "slope_high": high}
