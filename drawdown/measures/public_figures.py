"""How far the public figure was from what was counted, and from what was disclosed later."""

import numpy as np
import pandas as pd

from drawdown.measures.median import median
from drawdown.measures.troop_levels import NEAR, NOT_A_LEVEL, levels

LARGE = 10_000  # persons: from here on rotation, not temporary duty, is what blurs a count
TOLERANCE = 0.10  # overlapping rotations move a snapshot by this share of the force
SIGNS = ("above", "within", "below")  # the count beside the public figure

_RESTATED = {
    "country": "str",
    "disclosed_on": "datetime64[s]",
    "date": "datetime64[s]",
    "since": "datetime64[s]",
    "before": "Int64",
    "after": "Int64",
    "before_id": "str",
    "after_id": "str",
    "before_source": "str",
    "after_source": "str",
}
_COUNTED = {
    "country": "str",
    "date": "datetime64[s]",
    "count": "Int64",
    "public": "Int64",
    "kind": "str",
    "dmdc_id": "str",
    "obs_id": "str",
    "source": "str",
    "public_source": "str",
}


def public(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what was said in public at the time: observations and ceilings dated to the month, tiers A to C.

    Ceilings belong here because the press printed the ceiling as a count.
    """
    return rows[
        rows["kind"].isin(["observed", "cap"])
        & rows["date_precision"].isin(["day", "month"])
        & (rows["tier"] < "D")
        & (rows["estimate"] > 0)
        & (rows["scope"] == "us_military")
        & ~rows["note"].str.contains(NOT_A_LEVEL)
    ].sort_values(["tier", "obs_id"])  # the better tier wins a tie


def restatements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each later disclosure that differs from the figure that was public about the same time.

    The public figure is the observation or ceiling (tiers A to C) nearest in time to the disclosed one, within 120
    days of it and published before the disclosure.

    Returns
    -------
    DataFrame
        ``country``, ``disclosed_on``, ``date`` (the time both are about), ``since`` (the day the public figure was
        first published), ``days`` (from then to the disclosure), ``before``, ``after`` (persons), ``ratio``, both ids
        and sources.

    Notes
    -----
    ``days`` counts from the first row that prints the same number for the country. It does not say for how long the
    number was wrong: when the disclosed one began is mostly not known. Each change is listed once.
    """
    said, found = public(rows), []
    stated = levels(rows)
    for row in stated[(stated["kind"] == "disclosed_later") & (stated["tier"] < "D")].itertuples():
        earlier = said[(said["country"] == row.country) & (said["reported_on"] < row.reported_on)]
        near = _nearest(earlier["valid_from"], row.date)
        if near is not None and earlier["estimate"].iloc[near] != row.estimate:
            old = earlier.iloc[near]
            since = earlier.loc[earlier["estimate"] == old["estimate"], "reported_on"].min()
            found.append(
                (
                    row.country,
                    row.reported_on,
                    row.date,
                    since,
                    old["estimate"],
                    row.estimate,
                    old["obs_id"],
                    row.obs_id,
                    old["source"],
                    row.source,
                )
            )
    table = pd.DataFrame(found, columns=list(_RESTATED)).astype(_RESTATED)
    table = table.assign(
        days=(table["disclosed_on"] - table["since"]).dt.days, ratio=table["after"].astype(float) / table["before"]
    ).sort_values(["disclosed_on", "country", "date"])
    return table.drop_duplicates(["country", "before", "after"]).reset_index(drop=True)


def counted(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Set each personnel count beside the public figure nearest to it, within 120 days.

    Returns
    -------
    DataFrame
        ``country``, ``date``, ``count``, ``public`` (persons), ``kind`` of the public figure, ``ratio`` (count by
        public), ``size`` ("large" from 10,000 persons, by the larger of the two, or "small"), ``sign`` (the count is
        "above", "within" 10 percent of, or "below" the public figure), the ids and sources.

    Notes
    -----
    The two do not count the same people: the personnel office counts whom it finds in a country on a day, with
    temporary duty and reserve; a public figure may leave those out by rule. One public figure can stand beside
    several counts, so the ratios are not independent.
    """
    said, found = public(rows), []
    for country, own in counts.groupby("country", sort=False) if len(counts) else ():
        here = said[said["country"] == country]
        for row in own.itertuples():
            near = _nearest(here["valid_from"], row.as_of_date)
            if near is not None:
                old = here.iloc[near]
                cells = (old["estimate"], old["kind"], row.dmdc_id, old["obs_id"], row.source, old["source"])
                found.append((country, row.as_of_date, row.troops_total, *cells))
    table = pd.DataFrame(found, columns=list(_COUNTED)).astype(_COUNTED)
    ratio = table["count"].astype(float) / table["public"].astype(float)
    size = np.where(table[["count", "public"]].max(axis=1).ge(LARGE).to_numpy(bool), "large", "small")
    sign = np.select([ratio > 1 + TOLERANCE, ratio < 1 - TOLERANCE], [SIGNS[0], SIGNS[2]], SIGNS[1])
    table = table.assign(ratio=ratio, size=pd.array(size, "str"), sign=pd.array(sign, "str"))
    return table.sort_values(["date", "country"], ignore_index=True)


def spread(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return how the ratios of `counted` are spread in each group of its columns ``by``.

    Columns: those of ``by``, ``pairs``, ``median`` with its exact 95 percent interval ``low`` and ``high`` (missing
    below `drawdown.measures.median.LEAST` pairs), ``least`` and ``greatest`` ratio, how many counts are ``above``,
    ``within`` and ``below``, ``ceilings`` (public figures that were ceilings), ``source``.
    """
    found = []
    for key, group in table.groupby(by):
        middle = median(group["ratio"])
        signs = [int((group["sign"] == sign).sum()) for sign in SIGNS]
        middles = (middle.value, middle.low, middle.high, group["ratio"].min(), group["ratio"].max())
        sources = " ".join(dict.fromkeys([*group["source"], *group["public_source"]]))
        found.append((*key, len(group), *middles, *signs, int((group["kind"] == "cap").sum()), sources))
    columns = [*by, "pairs", "median", "low", "high", "least", "greatest", *SIGNS, "ceilings", "source"]
    return pd.DataFrame(found, columns=columns).astype({"median": float, "low": float, "high": float})


def _nearest(days: pd.Series, date: pd.Timestamp) -> int | None:
    """Return the position of the day nearest to a date, the first of equals; None beyond 120 days."""
    distance = np.abs(days.to_numpy("datetime64[D]") - np.datetime64(date.date(), "D"))
    near = int(distance.argmin()) if len(distance) else 0
    return near if len(distance) and distance[near] <= np.timedelta64(NEAR.days, "D") else None
