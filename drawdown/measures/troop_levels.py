"""How many troops there were, by whose word, and how far the word was from the count."""

import pandas as pd

from drawdown.measures import series

LEVELS = ("observed", "disclosed_later")  # caps and plans are not observations
NOT_A_LEVEL = r"\[(?:not_a_total|retracted)\]"
GAP = series.LIMIT  # a stated level is not carried further than this
NEAR = pd.Timedelta(days=120)  # a public figure this close to a count can be set against it


def levels(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the stated levels of US military personnel, one row a statement.

    Kept are observations and later disclosures of a whole force in one country. ``low`` and ``high`` (persons) are
    filled from ``estimate`` where the source gives one number; ``date`` is the first day the number was true.
    ``start_unknown`` is that of `series.start_unknown`. A superseded row is left out whatever the day of knowledge,
    because the table does not say which row replaced it.
    """
    usable = (
        rows["kind"].isin(LEVELS)
        & (rows["scope"] == "us_military")
        & (rows["status"] != "superseded")
        & ~rows["note"].str.contains(NOT_A_LEVEL)
        & ~rows["country"].str.contains("+", regex=False)
        & rows["estimate"].notna()
    )
    kept = rows[usable]
    return kept.assign(
        date=kept["valid_from"],
        low=kept["low"].fillna(kept["estimate"]),
        high=kept["high"].fillna(kept["estimate"]),
        start_unknown=series.start_unknown(kept),
    ).sort_values(["country", "date", "obs_id"])


def monthly(stated: pd.DataFrame) -> pd.DataFrame:
    """Resolve the statements of each country into low, headline and high, month by month.

    The rule is that of `series.resolve`, asked at the end of each month in which a statement starts.

    Returns
    -------
    DataFrame
        ``country`` and the columns of `series.monthly`.
    """
    parts = [series.monthly(rows).assign(country=country) for country, rows in stated.groupby("country")]
    found = pd.concat(parts, ignore_index=True) if parts else series.monthly(stated).assign(country="")
    return found[["country", *found.columns.drop("country")]]


def spells(resolved: pd.DataFrame) -> list[pd.DataFrame]:
    """Split a country's months where no line may be drawn: over a long silence, and over a change of counting."""
    if resolved.empty:
        return []
    silence = resolved["month"].diff() > GAP
    recount = (resolved["kind"] == "disclosed_later") != (resolved["kind"].shift() == "disclosed_later")
    return [spell for _, spell in resolved.groupby((silence | recount).cumsum())]


def broken(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return a country's months with a row without values after each spell, where a drawn line ends.

    The last level of a spell is held to the end of its month, no further.
    """
    parts = []
    for spell in spells(resolved):
        end = spell.tail(1)[["country", "month"]]
        parts += [spell, end.assign(month=end["month"] + pd.offsets.MonthBegin())]
    return pd.concat(parts, ignore_index=True) if parts else resolved


def restatements(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each later disclosure that differs from the figure that was public about the same time.

    The public figure is the observation or ceiling (tiers A to C) nearest in time to the disclosed one, within 120
    days of it and published before the disclosure. Columns: ``country``, ``disclosed_on``, ``date`` (the time both
    are about), ``before``, ``after`` (persons), ``ratio``, both ids and sources.
    """
    said, found = public(rows), []
    stated = levels(rows)
    for row in stated[(stated["kind"] == "disclosed_later") & (stated["tier"] < "D")].itertuples():
        near = _nearest(said[said["reported_on"] < row.reported_on], row.country, row.date)
        if near is not None and near["estimate"] != row.estimate:
            found.append(
                (
                    row.country,
                    row.reported_on,
                    row.date,
                    near["estimate"],
                    row.estimate,
                    row.estimate / near["estimate"],
                    near["obs_id"],
                    row.obs_id,
                    near["source"],
                    row.source,
                )
            )
    columns = [
        "country",
        "disclosed_on",
        "date",
        "before",
        "after",
        "ratio",
        "before_id",
        "after_id",
        "before_source",
        "after_source",
    ]
    table = pd.DataFrame(found, columns=columns).sort_values(["disclosed_on", "country", "date"])
    return table.drop_duplicates(["country", "before", "after"]).reset_index(drop=True)


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
    ]


def counted(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Set each personnel count of the DMDC beside the public figure nearest to it, within 120 days.

    Columns: ``country``, ``date``, ``count``, ``public`` (persons), ``ratio``, the ids and sources.
    """
    said, found = public(rows), []
    for row in counts.itertuples():
        near = _nearest(said, row.country, row.as_of_date)
        if near is not None:
            found.append(
                (
                    row.country,
                    row.as_of_date,
                    row.troops_total,
                    near["estimate"],
                    row.troops_total / near["estimate"],
                    row.dmdc_id,
                    near["obs_id"],
                    row.source,
                    near["source"],
                )
            )
    columns = ["country", "date", "count", "public", "ratio", "dmdc_id", "obs_id", "source", "public_source"]
    return pd.DataFrame(found, columns=columns)


def _nearest(said: pd.DataFrame, country: str, date: pd.Timestamp) -> pd.Series | None:
    near = said[said["country"] == country].sort_values(["tier", "obs_id"])  # the better tier wins a tie
    distance = (near["valid_from"] - date).abs()
    return near.loc[distance.idxmin()] if len(near) and distance.min() <= NEAR else None


def summary(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return the peak and the latest month of each country, with the latest as a ``share`` of the peak."""
    found = []
    for country, months in resolved.groupby("country", sort=False):
        top, last = months.loc[months["headline"].idxmax()], months.iloc[-1]
        found.append(
            (
                country,
                top["headline"],
                top["month"],
                last["low"],
                last["headline"],
                last["high"],
                last["month"],
                last["headline"] / top["headline"],
                len(months),
                f"{top['source']} {last['source']}",
                f"{top['obs_id']} {last['obs_id']}",
            )
        )
    columns = [
        "country",
        "peak",
        "peak_month",
        "low",
        "latest",
        "high",
        "latest_month",
        "share",
        "months",
        "source",
        "obs_id",
    ]
    return pd.DataFrame(found, columns=columns)
