"""What a yearly series showed before and after each wave of drawdown or build-up."""

from typing import Any

import numpy as np
import pandas as pd

AFTER = 3  # years after a wave that are compared: a vacuum may fill slowly, and later years have other causes
NEAR = pd.Timedelta(days=31)  # a year counts as before, or after, although the wave reaches so far into it
SPELLED = "percent| per "  # units that are no amount of a period
_READ = ["country", "series", "outcome_id", "period_start", "period_end", "status", "unit", "value", "source"]
COLUMNS = [
    *("wave_id", "country", "title", "series", "year", "before_low", "before_high", "years", "after_low", "after_high"),
    *("low", "high", "other_low", "other_high", "rows", "source"),
]


def yearly(outcomes: pd.DataFrame, theme: str, weakest: str = "C") -> pd.DataFrame:
    """Return the amounts of whole calendar years for each series of a theme, over all its editions.

    Parameters
    ----------
    outcomes
        Rows of the table of outcomes, with ``tier``; superseded rows are left out.
    theme
        The theme of the series.
    weakest
        The weakest tier that counts.

    Returns
    -------
    DataFrame
        ``country``, ``series``, ``year``, ``low`` and ``high`` (the smallest and largest amount stated), ``rows`` and
        ``source`` (ids and keys, separated by spaces).

    Notes
    -----
    Series count different things and are never mixed; editions of one series are, and their range is kept. What an
    armed group claims is a series of its own.
    """
    known = (outcomes["theme"] == theme) & (outcomes["tier"] <= weakest) & outcomes["value"].notna()
    own = outcomes.loc[known, _READ]
    start, end = own["period_start"], own["period_end"]
    whole = (start.dt.day_of_year == 1) & (end.dt.month == 12) & (end.dt.day == 31) & (start.dt.year == end.dt.year)
    current = own["status"].isin(["confirmed", "claimed"]) & ~own["unit"].str.contains(SPELLED)
    kept = own[whole & current]
    groups = kept.assign(year=kept["period_start"].dt.year).groupby(["country", "series", "year"])
    return groups.agg(
        low=("value", "min"), high=("value", "max"), rows=("outcome_id", " ".join), source=("source", _joined)
    ).reset_index()


def around(amounts: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """Set the years after each wave against the last year before it ended, series by series.

    The ratio is the mean of the one to three years after the wave, divided by the last whole year before its end. As
    a check on that choice ``other`` divides by the last whole year before its beginning.

    Parameters
    ----------
    amounts
        What `yearly` returns.
    waves
        Resolved waves, see `drawdown.measures.waves.resolve`, with a column ``title``; open ones have nothing after
        them.

    Returns
    -------
    DataFrame
        ``wave_id``, ``country``, ``title``, ``series``, ``year`` (that of the base), ``before_low`` and ``before_high``
        (its amount), ``years`` (the first and last one after), ``after_low`` and ``after_high`` (their mean), ``low``
        and ``high`` of the ratio, ``other_low`` and ``other_high`` (missing where the series lacks that year), ``rows``
        and ``source``. Low and high differ where editions of the series do.

    Notes
    -----
    A before-and-after comparison without a control: what else changed in those years is not taken out, and trends
    that were there before look like effects. The range is that of editions of one series, not of chance.
    """
    series: dict[str, list[pd.DataFrame]] = {}
    for (country, _), rows in amounts.groupby(["country", "series"], sort=True):
        series.setdefault(str(country), []).append(rows.set_index("year"))
    waved = waves[waves["end"].notna()].itertuples()
    compared = (_compared(wave, rows) for wave in waved for rows in series.get(wave.country, []))
    found = [line for line in compared if line]
    return pd.DataFrame(found, columns=COLUMNS)


def last_before(day: pd.Timestamp) -> int:
    """Return the last calendar year that ends before a day, or at most 31 days after it."""
    return (day + NEAR + pd.Timedelta(days=1)).year - 1


def first_after(day: pd.Timestamp) -> int:
    """Return the first calendar year that begins after a day, or at most 31 days before it."""
    return (day - NEAR - pd.Timedelta(days=1)).year + 1


def _compared(wave: Any, rows: pd.DataFrame) -> tuple[object, ...] | None:
    base, first = last_before(wave.end), first_after(wave.end)
    if base not in rows.index:
        return None
    after = rows[rows.index.isin(range(first, first + AFTER))]
    if after.empty or rows.at[base, "low"] <= 0:
        return None
    low, high = float(after["low"].mean()), float(after["high"].mean())
    other = last_before(wave.start)
    used = rows.loc[[base, *after.index, *([other] if other in rows.index and other != base else [])]]
    years = str(after.index[0]) if len(after) == 1 else f"{after.index[0]}-{after.index[-1]}"
    return (
        *(wave.wave_id, wave.country, wave.title, rows["series"].iloc[0]),
        *(str(base), float(rows.at[base, "low"]), float(rows.at[base, "high"]), years, low, high),
        *_range(low, high, rows, base),
        *_range(low, high, rows, other),
        *(_joined(used["rows"]), _joined(used["source"])),
    )


def _range(low: float, high: float, rows: pd.DataFrame, year: int) -> tuple[float, float]:
    if year not in rows.index or rows.at[year, "low"] <= 0:
        return np.nan, np.nan
    return low / float(rows.at[year, "high"]), high / float(rows.at[year, "low"])


def _joined(cells: pd.Series) -> str:
    return " ".join(dict.fromkeys(" ".join(cells).split()))
