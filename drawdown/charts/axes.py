"""The ticks of the static rendering: where they stand and the lines of text that label them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil, log10

import pandas as pd

from drawdown import language
from drawdown.charts import geometry, labels
from drawdown.charts.chart import Chart, Panel
from drawdown.charts.formats import WIDE, Format
from drawdown.charts.geometry import Axis, Span

LINE = WIDE.line  # inches from one line of text to the next
_STEPS = (("D", (1, 2, 7, 14), 6), ("M", (1, 2, 3, 6), 6), ("Y", (1, 2, 5, 10, 20, 50, 100), 8))  # and how many of them
_ABOVE = 0.93  # of the width of the drawing, what a name above its row may take
_WIDE = "M"  # stands for a sign that the font lacks


@dataclass(frozen=True)
class Tick:
    """A place on an axis and the lines of its label."""

    place: float
    lines: Sequence[str]
    size: float = WIDE.size

    @property
    def width(self) -> float:
        """The width of the label in inches."""
        return max((measure(line, size=self.size) for line in self.lines), default=0.0)


@cache
def measure(text: str, bold: bool = False, size: float = WIDE.size) -> float:
    """Return the width of a text in inches, in a font that is wider than most."""
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size, weight="bold" if bold else "normal")
    known = get_font(findfont(font))
    drawn = "".join(sign if known.get_char_index(ord(sign)) else _WIDE for sign in text)
    return float(text_to_path.get_text_width_height_descent(drawn, font, False)[0]) / 72


def wrapped(text: str, width: float, form: Format, most: int = 3) -> list[str]:
    """Return the text in as few lines as ``width`` inches hold, ``most`` at most."""
    for letters in range(len(text), 6, -1):
        found = labels.lines(text, letters, most)
        if all(measure(line, size=form.size) <= width for line in found):
            return found
    return [text] if text else []


def vertical(chart: Chart, panel: Panel, span: Span, form: Format, height: float) -> list[Tick]:
    """Return the ticks at the left of a panel that is ``height`` inches high."""
    if panel.y_scale == "category":
        names = geometry.order(chart, panel, "y")
        beside = column(names, form, height) or [wrapped(name, _ABOVE * form.width, form, 1) for name in names]
        return [Tick(rank, lines, form.size) for rank, lines in enumerate(beside)]
    if panel.y_scale == "date":
        return _dates(span, int(height / form.line / 2), form)
    return _numbers(chart, [panel], "y", span, int(height / 0.45), form)


def column(names: Sequence[str], form: Format, height: float) -> list[list[str]]:
    """Return the lines of names at the left of rows; nothing if the column would eat the room of a narrow drawing."""
    most = max(1, min(3, int(height / max(1, len(names)) / (0.95 * form.line))))
    width = int(form.column / form.letter * (1.0 if most > 1 or not form.margin else 1.4))
    found = [labels.lines(name, width, most) for name in names]
    return [] if not form.margin and any(lines and lines[-1].endswith("…") for lines in found) else found


def horizontal(chart: Chart, span: Span, room: float, form: Format = WIDE) -> list[Tick]:
    """Return the ticks below the panels, as many as ``room`` inches hold."""
    if chart.x_scale == "category":
        names = geometry.order(chart, chart.panels[0], "x")
        width = max(4, int(room / len(names) / form.letter))
        found = [Tick(rank, labels.lines(name, width), form.size) for rank, name in enumerate(names)]
    elif chart.x_scale == "date":
        found = _dates(span, max(3, int(room / 0.62)), form)
    else:
        found = _numbers(chart, chart.panels, "x", span, form.numbers, form)
    return _thinned(found, span, room)


def _thinned(ticks: list[Tick], span: Span, room: float) -> list[Tick]:
    gaps = [after.place - before.place for before, after in pairwise(ticks)]
    if not gaps:
        return ticks
    pitch = min(gaps) * room / (span[1] - span[0])
    return ticks[:: max(1, ceil((max(tick.width for tick in ticks) + 0.06) / pitch))]


def _dates(span: Span, most: int, form: Format) -> list[Tick]:
    low, high = (pd.Timestamp(geometry.day(end)) for end in span)
    stamps = _round_days(low, high, most)
    places = geometry.positions(stamps, "date")
    return [Tick(place, lines, form.size) for place, lines in zip(places, labels.days(stamps), strict=True)]


def _round_days(low: pd.Timestamp, high: pd.Timestamp, most: int) -> list[pd.Timestamp]:
    """Return round days, months or years, as fine as ``most`` allows; matplotlib's locator has gaps."""
    for freq, steps, limit in _STEPS:
        periods = pd.period_range(low, high, freq=freq)
        if len(periods) > limit * steps[-1]:
            continue
        for step in steps:
            starts = [period.start_time for period in periods if _ordinal(period) % step == 0]
            starts = [start for start in starts if low <= start]
            if len(starts) <= min(most, limit):
                return starts
    return []


def _ordinal(period: pd.Period) -> int:
    return period.year if period.freqstr.startswith("Y") else period.ordinal


def _numbers(chart: Chart, panels: Sequence[Panel], axis: Axis, span: Span, most: int, form: Format) -> list[Tick]:
    from matplotlib.ticker import LogLocator, MaxNLocator

    if any(axis == geometry.value_axis(chart, panel) and geometry.logarithmic(chart, panel) for panel in panels):
        subs = (1.0,) if log10(span[1] / span[0]) > 2 else (1.0, 2.0, 5.0)
        places = LogLocator(subs=subs, numticks=7).tick_values(*span)
    else:
        whole = all(value.is_integer() for panel in panels for value in geometry.reach(chart, panel, axis))
        steps = [1, 2, 2.5, 5, 10]
        places = MaxNLocator(max(3, min(most, 6)), steps=steps, integer=whole).tick_values(*span)
    shown = [float(place) for place in places if span[0] <= place <= span[1]]
    decimals = max((len(f"{place:.6g}".partition(".")[2]) for place in shown if abs(place) < 1000), default=0)
    read = abs if chart.mirrored and axis == "x" else float
    return [Tick(place, [language.number(read(place), min(decimals, 4))], form.size) for place in shown]
