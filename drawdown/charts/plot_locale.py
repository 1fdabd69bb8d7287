"""The words and orders of dates on the interactive rendering, as Plotly's ``locales`` take them."""

from collections.abc import Mapping
from typing import Any

from drawdown import language
from drawdown.charts import labels

_DAYS = (6, 0, 1, 2, 3, 4, 5)  # Babel begins a week with Monday, Plotly with Sunday


def described() -> dict[str, Any]:
    """Return the active language: its BCP 47 ``tag``, and the ``format`` of its dates and numbers."""
    held = language.locale()
    wide, short = held.months["format"]["wide"], held.months["format"]["abbreviated"]
    return {
        "tag": str(held).replace("_", "-"),
        "format": {
            "days": [held.days["format"]["wide"][day] for day in _DAYS],
            "shortDays": [held.days["format"]["abbreviated"][day] for day in _DAYS],
            "months": _ordered(wide),
            "shortMonths": _ordered(short),
            "periods": ["AM", "PM"],  # not shown: hours are counted to 24
            "dateTime": labels.isolated("%-d %B %Y %H:%M"),
            "date": labels.isolated("%-d %B %Y"),
            "time": "%H:%M:%S",
            "decimal": ".",
            "thousands": ",",
            "grouping": [3],
            "currency": ["", ""],
            "year": "%Y",
            "month": "%b\n%Y",  # the year below the month that begins it, as on the drawing
            "dayMonth": labels.isolated("%-d %b"),
            "dayMonthYear": labels.isolated("%-d %b %Y"),
        },
    }


def _ordered(names: Mapping[int, str]) -> list[str]:
    return [names[month] for month in sorted(names)]
