"""The words on a figure: its legend, and dates, numbers and names as the reader's language writes them."""

import re
from collections.abc import Iterable, Sequence
from math import isfinite
from textwrap import shorten, wrap

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Band, Chart, Mark, Rule
from drawdown.charts.style import Colour
from drawdown.language import _

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DATE = re.compile(r"\b\d{1,2} (?:[^\W\d]+ ){1,2}\d{4}\b")
_SHORT = 11  # letters of a line on average: with fewer a label is a column of words
_BOUND = "\u00a0"  # a space that no line is broken at
_LITERAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ISOLATE = "\u2067{}\u2069"  # right-to-left isolate, and its end


def rightward() -> bool:
    """Whether the reader's language starts at the left."""
    return language.direction(language.active()) == "ltr"


def isolate(text: str) -> str:
    """Return the text as it is drawn: a left-to-right drawing keeps the order of its words in any language."""
    text = language.typographic(text)
    return isolated(text) if _ARABIC.search(text) else text


def isolated(text: str) -> str:
    """Return a text whose words a left-to-right drawing leaves in the order of the reader's language."""
    return text if rightward() else _ISOLATE.format(language.ordered(text))


def hypertext(lines: Iterable[str]) -> str:
    """Return lines as Plotly draws them: it reads tags, entities and names of values, of which a text has none."""
    return "<br>".join(isolate(line).translate(_LITERAL).replace("%{", "%&#123;") for line in lines)


def legend(chart: Chart) -> list[Mark]:
    """Return the marks that the legend shows: one for each label and colour, a band only where nothing else says it."""
    found: dict[tuple[str, str], Mark] = {}
    for mark in (mark for panel in chart.panels for mark in panel.marks):
        if isinstance(mark, Rule) or not mark.label:
            continue
        if isinstance(known := found.setdefault(entry(mark), mark), Band) and not known.hatched:
            found[entry(mark)] = mark
    return list(found.values())


def look(mark: Mark) -> tuple[object, ...]:
    """Return what a mark looks like beside its colour."""
    names = ("step", "dashed", "markers", "shape", "hollow", "hatched")
    return type(mark), *(getattr(mark, name) for name in names if hasattr(mark, name))


def shade(chart: Chart, mark: Mark) -> Colour:
    """Return the colour of a mark in the legend: a neutral one if a panel shows it in a colour without an entry."""
    assert not isinstance(mark, Rule)
    alike = [held for panel in chart.panels for held in panel.marks if look(held) == look(mark)]
    entries = {held.colour for held in alike if not isinstance(held, Rule) and held.label}
    others = {
        held.colour
        for panel in chart.panels
        if not any(held.label == mark.label for held in panel.marks)
        for held in panel.marks
        if not isinstance(held, Rule) and _repeats(held, mark)
    }
    return Colour.MUTED if others - entries else mark.colour


def _repeats(held: Mark, mark: Mark) -> bool:
    return not held.label and look(held) == look(mark)


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
    """Return the text in at most ``most`` lines of about ``width`` letters; an ellipsis stands for the rest.

    No line ends within a date or behind a hyphen.
    """
    if most == 1:
        return [shorten(text, width, placeholder="…", break_on_hyphens=False)] if text else []
    bound = _DATE.sub(lambda found: found[0].replace(" ", _BOUND), text)
    broken = wrap(bound, width, max_lines=most, placeholder="…", break_on_hyphens=False)
    return [line.replace(_BOUND, " ") for line in broken]


def told_apart(names: Sequence[str], width: int) -> list[str]:
    """Return each name in about ``width`` letters, its last word kept; whole where two would read the same."""
    short = [name if len(name) <= width else _middle_out(name, width) for name in names]
    return [name if short.count(one) > 1 else one for one, name in zip(short, names, strict=True)]


def _middle_out(name: str, width: int) -> str:
    start, _space, last = name.rpartition(" ")
    return "".join(lines(start, max(width - len(last) - 1, 1), 1)) + f" {last}"


def broken(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` letters; nothing where words would break or lines be very short."""
    found = lines(text, width, len(text) // _SHORT) if width > 0 and text else []
    return found if " ".join(found) == text and max(map(len, found), default=0) <= width else []
