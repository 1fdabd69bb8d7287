"""How the tables of the stated positions write their cells."""

from collections.abc import Sequence

import pandas as pd

from drawdown import language
from drawdown.charts.table import NONE
from drawdown.language import _


def signed(code: int) -> str:
    """Return a code as a reader sees it, with its sign."""
    return language.signed(f"+{code}") if code > 0 else language.number(int(code))


def medians(table: pd.DataFrame) -> list[str]:
    """Return medians as codes, two where the middle lies between them."""
    return [
        NONE if pd.isna(low) else signed(int(low)) if low == high else f"{signed(int(low))} / {signed(int(high))}"
        for low, high in zip(table["low_median"], table["high_median"], strict=True)
    ]


def shares(values: pd.Series) -> list[str]:
    """Return shares as percentages."""
    return [NONE if pd.isna(value) else language.percent(float(value)) for value in values]


def estimates(table: pd.DataFrame, value: str, low: str, high: str) -> list[str]:
    """Return shares with their intervals."""
    return [
        share if NONE in (share, ends) else f"{share} ({ends})"
        for share, ends in zip(shares(table[value]), ranges(table, low, high), strict=True)
    ]


def ranges(table: pd.DataFrame, low: str, high: str) -> list[str]:
    """Return the ends of intervals."""
    return [
        NONE if NONE in ends else _("{low} to {high}").format(low=ends[0], high=ends[1])
        for ends in zip(shares(table[low]), shares(table[high]), strict=True)
    ]


def of(parts: pd.Series, numbers: pd.Series) -> list[str]:
    """Return shares with the numbers they are of."""
    return [
        _("{share} of {n}").format(share=share, n=language.number(n))
        for share, n in zip(shares(parts), numbers, strict=True)
    ]


def coded(numbers: Sequence[int] | pd.Series, medians: pd.Series) -> list[str]:
    """Return numbers of positions with their median codes."""
    return [f"{language.number(n)}: {signed(int(code))}" for n, code in zip(numbers, medians, strict=True)]


def dates(rows: pd.DataFrame) -> list[str]:
    """Return when positions were said, no finer than it is known."""
    return [
        NONE if pd.isna(day) else language.date(day.date(), how or "day")
        for day, how in zip(rows["said_on"], rows["date_precision"], strict=True)
    ]


def end(day: pd.Timestamp, low: int, high: int) -> str:
    """Return the code and the month of an end of a line."""
    code = signed(low) if low == high else _("{low} to {high}").format(low=signed(low), high=signed(high))
    return f"{code} ({language.date(day.date(), 'month')})"


def coefficient(value: float, low: float, high: float) -> str:
    """Return a coefficient with its interval."""
    if pd.isna(value):
        return NONE
    number, *ends = (language.number(one, 2) for one in (value, low, high))
    interval = _("{low} to {high}").format(low=ends[0], high=ends[1])
    return f"{number} ({interval})"
