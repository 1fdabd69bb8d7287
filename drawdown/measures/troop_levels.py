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

    Notes
    -----
    A level is what somebody said, not a measurement. Leaving superseded rows out on every day of knowledge is right
    as long as each was published after what it contradicts: then no day knew the superseded row alone.
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
