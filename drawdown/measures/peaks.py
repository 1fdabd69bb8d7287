"""The highest level of a force, what is left of it, and how long the fall took."""

from dataclasses import dataclass

import pandas as pd

from drawdown.measures import troop_levels

HALF, TENTH = 0.5, 0.1


def summary(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return the peak and the latest month of each country, with the latest as a ``share`` of the peak.

    The peak is the highest headline. Where sources disagree the highest level is itself a range: it lies between the
    largest ``low`` and the largest ``high`` of all months, and falls in one of the months whose ``high`` reaches the
    largest ``low``. The share has the range that follows (interval arithmetic: Moore 1966, Interval Analysis).

    Parameters
    ----------
    resolved
        The months of `drawdown.measures.troop_levels.monthly`.

    Returns
    -------
    DataFrame
        ``country``; ``peak``, ``peak_low``, ``peak_high`` (persons), ``peak_month``, ``peak_first``, ``peak_last``
        (months); ``low``, ``latest``, ``high`` (persons), ``latest_month``; ``share``, ``share_low``, ``share_high``;
        ``months`` (how many have a statement), ``obs_id``, ``source``.

    Notes
    -----
    It compares what was said at two times. Where counting changed between them the share is that of two figures, not
    of two forces.
    """
    found = [_summed(str(country), months) for country, months in resolved.groupby("country", sort=False)]
    columns = ["country", "peak", "peak_low", "peak_high", "peak_month", "peak_first", "peak_last"]
    columns += ["low", "latest", "high", "latest_month", "share", "share_low", "share_high"]
    columns += ["months", "source", "obs_id"]
    return pd.DataFrame(found, columns=columns)


def _summed(country: str, months: pd.DataFrame) -> tuple[object, ...]:
    top, last = months.loc[months["headline"].idxmax()], months.iloc[-1]
    low, high = months["low"].max(), months["high"].max()
    able = months.loc[months["high"] >= low, "month"]
    sources = " ".join(dict.fromkeys(f"{top['source']} {last['source']}".split()))
    ids = " ".join(dict.fromkeys(f"{top['obs_id']} {last['obs_id']}".split()))
    return (
        country,
        *(top["headline"], low, high, top["month"], able.iloc[0], able.iloc[-1]),
        *(last["low"], last["headline"], last["high"], last["month"]),
        *(_part(last["headline"], top["headline"]), _part(last["low"], high), _part(last["high"], low)),
        *(len(months), sources, ids),
    )


def _part(level: float, peak: float) -> float:
    return min(1.0, float(level) / float(peak)) if peak > 0 else 1.0


def recounts(months: pd.DataFrame) -> pd.DataFrame:
    """Return the months after one country's peak whose way of counting is not that of the month before.

    An observed level and one that was disclosed later are counted in two ways.

    Parameters
    ----------
    months
        The months of one country, of `drawdown.measures.troop_levels.monthly`.

    Notes
    -----
    Only the kind of the headline's statement is compared. A later disclosure often gives a level that had held for
    months, so the month of a recount is when the number was told or is placed, not when the force changed; and a count
    that was changed without a word is not found.
    """
    if months.empty:
        return months
    after = months.loc[months["headline"].idxmax() :]
    later = after["kind"] == "disclosed_later"
    return after[later.ne(later.shift(fill_value=bool(later.iloc[0])))]


@dataclass(frozen=True)
class Fall:
    """How many months a force took from its peak to a part of it, with the least and the most that the bands allow.

    ``months`` is None where that cannot be said; ``reason`` then is "no_level", "not_reached" (never stated that low)
    or "broken" (the series is interrupted before). ``again`` says that a later month lay above the part again.
    """

    months: int | None
    least: int | None
    most: int | None
    reason: str
    rows: tuple[str, ...] = ()
    again: bool = False


def fall(months: pd.DataFrame, part: float) -> Fall:
    """Return how long one country's force took to fall from its peak to a part of it.

    From the month of the highest headline to the first later one at or below that part. The day itself lies between
    two statements: the least is the last month before that is above the part whatever the bands allow, the most the
    first month that is below it whatever they allow.

    Parameters
    ----------
    months
        The months of one country, of `drawdown.measures.troop_levels.monthly`.
    part
        The share of the peak, between 0 and 1.

    Notes
    -----
    A fall is followed only to the next long silence or change of counting, see `troop_levels.spells`. Months, not
    days: statements are often dated to the month.
    """
    if months.empty:
        return Fall(None, None, None, "no_level")
    top, peak_low, peak_high = months["headline"].idxmax(), months["low"].max(), months["high"].max()
    spell = next(spell for spell in troop_levels.spells(months) if top in spell.index)
    after = spell.loc[top:]
    under = after["headline"] <= part * after["headline"].iloc[0]
    if not under.any():
        return Fall(None, None, None, "not_reached" if spell.index[-1] == months.index[-1] else "broken")
    first = under.idxmax()
    above = after.loc[: first - 1].loc[lambda rows: rows["low"] > part * peak_high]
    certain = after.loc[first:].loc[lambda rows: rows["high"] <= part * peak_low]
    since = [_since(after, rows["month"]) for rows in (after.loc[[first]], above.tail(1), certain.head(1))]
    again = bool((months.loc[first:, "headline"] > part * after["headline"].iloc[0]).any())
    used = tuple(dict.fromkeys(f"{after['obs_id'].iloc[0]} {after.loc[first, 'obs_id']}".split()))
    return Fall(since[0], since[1] or 0, since[2], "", used, again)


def _since(after: pd.DataFrame, month: pd.Series) -> int | None:
    if month.empty:
        return None
    start, end = (pd.Timestamp(day).to_period("M").ordinal for day in (after["month"].iloc[0], month.iloc[0]))
    return int(end - start)
