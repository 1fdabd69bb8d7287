"""What followed each change of level, and what of the article's claims stands."""

import pandas as pd

VERDICTS = ("supported", "refined", "contradicted", "unverified")
LONG = 6  # years a violence series must cover to be shown
SMALL = 0.1  # an exit: the level falls below this share of its peak
YEARS = (-1, 1, 2, 3)  # years after the exit that are set beside each other


def verdicts(claims: pd.DataFrame) -> pd.Series:
    """Return the number of claims per verdict, from supported to unverified."""
    return claims["verdict"].value_counts().reindex(VERDICTS, fill_value=0)


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


def exits(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return the first month in which each country's level fell below a tenth of its earlier peak.

    Columns: ``country``, ``month``, ``level``, ``peak`` (persons).
    """
    found = []
    for country, months in resolved.groupby("country", sort=False):
        peak = months["headline"].cummax()
        low = months[months["headline"] < SMALL * peak]
        if len(low):
            found.append((country, low.iloc[0]["month"], low.iloc[0]["headline"], peak.loc[low.index[0]]))
    return pd.DataFrame(found, columns=["country", "month", "level", "peak"])


def around(deaths: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    """Return yearly deaths in the years around each exit: the year before, the exit year, and the three after.

    Columns: ``country``, ``series``, ``exit_year``, ``before``, ``year_1``, ``year_2``, ``year_3``, ``source``,
    ``outcome_id`` (all rows). A year the series lacks stays missing; a line without deaths
    the year before has nothing to compare with, and is left out.
    """
    found = []
    for row in left.itertuples():
        year = row.month.year
        for series, rows in deaths[deaths["country"] == row.country].groupby("series"):
            values = rows.set_index("year")["value"]
            if values.get(year - 1, 0) > 0:
                used = rows[rows["year"].isin([year + step for step in YEARS])]
                found.append(
                    (
                        row.country,
                        series,
                        year,
                        *(values.get(year + step) for step in YEARS),
                        rows["source"].iloc[0],
                        " ".join(used["outcome_id"]),
                    )
                )
    columns = ["country", "series", "exit_year", "before", "year_1", "year_2", "year_3", "source", "outcome_id"]
    return pd.DataFrame(found, columns=columns)
