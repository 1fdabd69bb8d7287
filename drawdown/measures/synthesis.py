"""What of the article's claims stands, and the yearly deaths that are set beside the force level."""

import pandas as pd

VERDICTS = ("supported", "refined", "contradicted", "unverified")
LONG = 6  # years a violence series must cover to be shown


def verdicts(claims: pd.DataFrame, column: str = "verdict") -> pd.Series:
    """Return the number of claims per verdict, from supported to unverified.

    Parameters
    ----------
    claims
        The claims.
    column
        ``verdict``, as known on the day of knowledge, or ``verdict_then``, as known on the day of the article.

    Notes
    -----
    A verdict is a reading of the pages found. A supported opinion is supported as having been said.
    """
    return claims[column].value_counts().reindex(VERDICTS, fill_value=0)


def moved(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims whose verdict is no longer that of the article's day.

    Notes
    -----
    The verdict of the article's day rests on the pages found that were published by then: a page that stood then and
    was not found makes a claim look as if it had moved. A move need not be a mistake of the article.
    """
    return claims[claims["verdict"] != claims["verdict_then"]]


def yearly(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return death counts of whole calendar years, one line per series and edition.

    A series in several editions is kept apart by its source, so that no line mixes editions; only the longest
    edition of a series is kept. Columns: ``country``, ``series``, ``source``, ``year``, ``value``, ``outcome_id``.
    """
    columns = ["country", "series", "source", "year", "value", "outcome_id"]
    table = _whole_years(outcomes)[columns].drop_duplicates(["country", "series", "source", "year"])
    years = table.groupby(["country", "series", "source"])["year"].transform("nunique")
    longest = years == table.assign(n=years).groupby(["country", "series"])["n"].transform("max")
    kept = table[(years >= LONG) & longest]
    first = kept.groupby(["country", "series"])["source"].transform("min")
    return kept[kept["source"] == first].sort_values(["country", "series", "year"]).reset_index(drop=True)


def editions(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the lowest and highest value over all editions of each series and whole year, tiers A to C.

    Columns: ``country``, ``series``, ``year``, ``low``, ``high``, in order.
    """
    values = _whole_years(outcomes).groupby(["country", "series", "year"])["value"]
    return values.agg(low="min", high="max").reset_index()


def _whole_years(outcomes: pd.DataFrame) -> pd.DataFrame:
    start, end = outcomes["period_start"], outcomes["period_end"]
    full = (start.dt.day_of_year == 1) & (end.dt.month == 12) & (end.dt.day == 31) & (start.dt.year == end.dt.year)
    deaths = outcomes[full & outcomes["unit"].str.contains("death") & ~outcomes["unit"].str.contains("US military")]
    deaths = deaths[(deaths["status"] == "confirmed") & (deaths["tier"] < "D")]
    return deaths.assign(year=deaths["period_start"].dt.year)
