"""The words on a figure: its legend, and dates, numbers and names as the reader's language writes them."""

import re
from collections.abc import Sequence
from math import isfinite
from textwrap import shorten, wrap

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Band, Chart, Mark, Rule
from drawdown.language import _

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ISOLATE = "\u2067{}\u2069"  # right-to-left isolate, and its end


def rightward() -> bool:
    """Whether the reader's language starts at the left."""
    return language.active() != "ar"


def isolate(text: str) -> str:
    """Return the text so that a left-to-right drawing keeps the order of its words in a right-to-left language."""
    if rightward() or not _ARABIC.search(text):
        return text
    return _ISOLATE.format(text)


def legend(chart: Chart) -> list[Mark]:
    """Return the marks that the legend shows: one for each label and colour, a band only where nothing else says it."""
    found: dict[tuple[str, str], Mark] = {}
    for mark in (mark for panel in chart.panels for mark in panel.marks):
        if isinstance(mark, Rule) or not mark.label:
            continue
        if isinstance(known := found.setdefault(entry(mark), mark), Band) and not known.hatched:
            found[entry(mark)] = mark
    return list(found.values())


def nothing(chart: Chart) -> str:
    """Return what a chart says when it draws nothing."""
    return chart.empty or _("There is nothing to draw.")


def entry(mark: Mark) -> tuple[str, str]:
    """Return what makes a mark's legend entry the same as another's."""
    return mark.label, "" if isinstance(mark, Rule) else mark.colour.name


def exact(value: float) -> str:
    """Return a number with the decimals it has, four at most."""
    if not isfinite(value):
        return ""
    decimals = next((d for d in range(4) if abs(value - round(value, d)) < 1e-9 * max(1.0, abs(value))), 4)
    return language.number(value, decimals)


def days(stamps: Sequence[pd.Timestamp]) -> list[list[str]]:
    """Return the lines that label the ticks of a time axis: years, or months or days above the year they begin."""
    if all(stamp.is_year_start for stamp in stamps):
        return [[language.date(stamp.date(), "year")] for stamp in stamps]
    precision = "month" if all(stamp.is_month_start for stamp in stamps) else "day"
    lines = [language.date(stamp.date(), precision).rsplit(" ", 1) for stamp in stamps]
    years = [None, *(year for _, year in lines)]
    return [[name] if year == before else [name, year] for (name, year), before in zip(lines, years, strict=False)]


def lines(text: str, width: int, most: int = 3) -> list[str]:
    """Return the text in at most ``most`` lines of about ``width`` letters; an ellipsis stands for the rest."""
    if most == 1:
        return [shorten(text, width, placeholder="…")] if text else []
    return wrap(text, width, max_lines=most, placeholder="…")
