"""The static rendering: an SVG that is seen at once, prints, and needs no JavaScript."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from math import nan
from typing import TYPE_CHECKING, Any

from drawdown.charts import axes as scales
from drawdown.charts import geometry, labels, strokes, vector
from drawdown.charts.axes import LINE, SIZE, Tick, measure
from drawdown.charts.chart import Chart, Panel, Rule
from drawdown.charts.geometry import Span
from drawdown.charts.style import Colour
from drawdown.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.2  # inches
_EDGE = 0.04  # inches around the figure
_GAP = 0.1  # inches between a text and what it belongs to
_SWATCH = 0.3  # inches
_LETTERS = 62  # of a line as wide as the figure


@dataclass
class Plot:
    """A plot area: its axes and what stands above and beside it."""

    axes: "Axes"
    panel: Panel
    ticks: list[Tick]
    rules: list[Rule]
    rows: list[tuple[int, bool]]

    @property
    def heading(self) -> float:
        """The height in inches of the title, the axis title and the labels of the rules."""
        rows = 1 + max((row for (row, _), rule in zip(self.rows, self.rules, strict=True) if rule.label), default=-1)
        texts = len(_title(self.panel)) + len(labels.lines(self.panel.y_title, _LETTERS))
        return (texts + rows) * LINE + (0.9 * _GAP if texts else 0.3 * _GAP) + (_GAP if rows else 0.0)


def svg(chart: Chart) -> str:
    """Return the chart as one SVG element, the same bytes every time.

    It has the chart's ``alt`` as its label, no fixed size, and its colours as custom properties (``--chart-blue``)
    that fall back to those of a light page.
    """
    with _settings(chart.key):
        figure = _figure(chart) if chart.panels and not chart.empty else _sentence(chart)
        target = StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None}, transparent=True)
    return vector.inline(target.getvalue(), chart.key, chart.alt)


@contextmanager
def _settings(key: str) -> Iterator[None]:
    from matplotlib import rc_context

    settings = {"svg.fonttype": "none", "svg.hashsalt": key, "path.simplify": False, "font.size": SIZE,
                "text.color": Colour.INK.light, "text.parse_math": False, "hatch.linewidth": 0.8}
    with rc_context(settings):
        yield


def _sentence(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    text = labels.lines(chart.empty or _("There is nothing to draw."), _LETTERS)
    height = LINE * (len(text) + 2)
    figure = Figure(figsize=(WIDTH, height), dpi=72)
    for row, line in enumerate(text):
        figure.text(0.5, 1 - (row + 1.7) * LINE / height, line, ha="center", color=Colour.MUTED.light)
    return figure


def _figure(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, chart.height), dpi=72)
    across = geometry.limits(chart, chart.panels, "x") or (0.0, 1.0)
    plots = [_plot(figure, chart, panel, across) for panel in chart.panels]
    left = _EDGE + max((tick.width + _GAP for plot in plots for tick in plot.ticks), default=_GAP)
    below = _below(chart, across, WIDTH - left - 2 * _GAP)
    right = _right(below, across, left)
    for plot, rules in zip(plots, geometry.rules(chart), strict=True):
        plot.rules, plot.rows = rules, _rows(chart, rules, across, left, right)
    entries = _flow(chart)
    foot = LINE * (max((len(tick.lines) for tick in below), default=0) + bool(chart.x_title)) + 1.2 * _GAP
    head = LINE * 1.15 * len(entries) + (_GAP if entries else 0.0)
    height = head + foot + sum(plot.heading + chart.height for plot in plots) + 1.5 * _GAP * (len(plots) - 1)
    figure.set_size_inches(WIDTH, height)
    _legend(figure, entries, height)
    top = height - head
    for plot in plots:
        _heading(figure, plot, top)
        top -= plot.heading + chart.height
        plot.axes.set_position((left / WIDTH, top / height, (right - left) / WIDTH, chart.height / height))
        _furnish(plot, chart, below, across)
        top -= 1.5 * _GAP
    _foot(figure, plots[-1].axes, chart, below, (left + right) / 2)
    return figure


def _plot(figure: "Figure", chart: Chart, panel: Panel, across: Span) -> Plot:
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), label=str(len(figure.axes)))
    axes.set_axis_off()
    span = geometry.limits(chart, [panel], "y") or (0.0, 1.0)
    if geometry.logarithmic(chart, panel):
        value_axis = geometry.value_axis(chart, panel)
        (axes.set_yscale if value_axis == "y" else axes.set_xscale)("log")
    axes.set(xlim=across, ylim=span[::-1] if panel.y_scale == "category" else span)
    strokes.draw(axes, chart, panel)
    shown = geometry.limits(chart, [panel], "y") is not None
    return Plot(axes, panel, scales.vertical(chart, panel, span) if shown else [], [], [])


def _below(chart: Chart, across: Span, room: float) -> list[Tick]:
    shown = geometry.limits(chart, chart.panels, "x") is not None
    return scales.horizontal(chart, across, room) if shown else []


def _right(below: Sequence[Tick], across: Span, left: float) -> float:
    if not below:
        return WIDTH - _EDGE
    share = (below[-1].place - across[0]) / (across[1] - across[0])
    room = WIDTH - _EDGE - left
    return left + min(room, (room - below[-1].width / 2) / share if share > 0.5 else room)


def _rows(chart: Chart, rules: Sequence[Rule], across: Span, left: float, right: float) -> list[tuple[int, bool]]:
    shares = [(place - across[0]) / (across[1] - across[0])
              for place in geometry.positions([rule.x for rule in rules], chart.x_scale)]
    widths = [measure(rule.label) + _GAP if rule.label else 0.0 for rule in rules]
    return geometry.stagger([share * (right - left) for share in shares], widths, WIDTH - _EDGE - left)


def _flow(chart: Chart) -> list[list[tuple[float, Any]]]:
    """Return the legend's entries in rows, each with its distance from the side where reading starts."""
    rows: list[list[tuple[float, Any]]] = []
    start = WIDTH
    for mark in labels.legend(chart):
        width = _SWATCH + 2.5 * _GAP + measure(mark.label)
        if start + width > WIDTH:
            rows.append([])
            start = _EDGE
        rows[-1].append((start, mark))
        start += width
    return rows


def _legend(figure: "Figure", rows: Sequence[Sequence[tuple[float, Any]]], height: float) -> None:
    for number, row in enumerate(rows):
        base = height - (number * 1.15 + 0.85) * LINE
        for start, mark in row:
            x = start if labels.rightward() else WIDTH - start - _SWATCH
            figure.add_artist(strokes.swatch(mark, x, base + 0.26 * LINE, _SWATCH, figure.dpi_scale_trans))
            _write(figure, start + _SWATCH + 0.7 * _GAP, base, mark.label)


def _write(figure: "Figure", start: float, base: float, text: str, **look: Any) -> None:
    """Write a line of text, ``start`` inches from the side where reading starts."""
    x, side = (start, "left") if labels.rightward() else (WIDTH - start, "right")
    figure.text(x, base, text, ha=side, va="baseline", transform=figure.dpi_scale_trans, **look)


def _title(panel: Panel) -> list[str]:
    return labels.lines(panel.title, int(0.9 * _LETTERS))


def _heading(figure: "Figure", plot: Plot, top: float) -> None:
    bold = [(line, {"weight": "bold"}) for line in _title(plot.panel)]
    quiet = [(line, {"color": Colour.MUTED.light}) for line in labels.lines(plot.panel.y_title, _LETTERS)]
    for row, (line, look) in enumerate(bold + quiet):
        _write(figure, _EDGE, top - (row + 0.8) * LINE, line, **look)


def _furnish(plot: Plot, chart: Chart, below: Sequence[Tick], across: Span) -> None:
    """Draw the grid, the labels at the left and the rules of a plot area."""
    axes = plot.axes
    lying = geometry.value_axis(chart, plot.panel) == "x" or plot.panel.y_scale == "category"
    if lying:
        _lines(axes, [tick.place for tick in below], upright=True)
    if not any(getattr(mark, "horizontal", False) and hasattr(mark, "amount") for mark in plot.panel.marks):
        _lines(axes, [tick.place for tick in plot.ticks])
    _lines(axes, [axes.get_ylim()[0]], colour=Colour.MUTED)
    if chart.x_scale == "number" and lying and across[0] < 0 < across[1]:
        _lines(axes, [0.0], upright=True, colour=Colour.MUTED)
    for tick in plot.ticks:
        _stack(axes, (0.0, tick.place), ("axes fraction", "data"), -7.0, tick.lines)
    _mark_rules(plot, chart)


def _lines(axes: "Axes", places: Sequence[float], upright: bool = False, colour: Colour = Colour.GRID) -> None:
    from matplotlib.lines import Line2D

    along = [place for one in places for place in (one, one, nan)]
    full = [0.0, 1.0, nan] * len(places)
    transform = axes.get_xaxis_transform() if upright else axes.get_yaxis_transform()
    xy = (along, full) if upright else (full, along)
    layer = 0.5 if colour is Colour.GRID else 1.9
    axes.add_line(Line2D(*xy, transform=transform, color=colour.light, linewidth=0.8, clip_on=False, zorder=layer))


def _stack(axes: "Axes", xy: tuple[float, float], coordinates: tuple[str, str], aside: float,
           lines: Sequence[str]) -> None:
    for row, line in enumerate(lines):
        down = (row - (len(lines) - 1) / 2) * LINE * 72 + 0.36 * SIZE
        axes.annotate(line, xy, xycoords=coordinates, xytext=(aside, -down), textcoords="offset points", ha="right",
                      va="baseline", annotation_clip=False, color=Colour.MUTED.light)


def _mark_rules(plot: Plot, chart: Chart) -> None:
    from matplotlib.lines import Line2D

    places = geometry.positions([rule.x for rule in plot.rules], chart.x_scale)
    for place, rule, (row, leftwards) in zip(places, plot.rules, plot.rows, strict=True):
        up = (row + 0.75) * LINE + 0.5 * _GAP if rule.label else 0.0
        plot.axes.add_line(Line2D([place, place], [0.0, 1 + up / chart.height], color=Colour.MUTED.light,
                                  transform=plot.axes.get_xaxis_transform(), linewidth=1.0, clip_on=False,
                                  linestyle=(0, (2, 2)), zorder=1.8))
        aside = -4.0 if leftwards else 4.0
        plot.axes.annotate(rule.label, (place, 1.0), xycoords=("data", "axes fraction"),
                           xytext=(aside, (row * LINE + 0.8 * _GAP) * 72), textcoords="offset points",
                           ha="right" if leftwards else "left", va="baseline", annotation_clip=False,
                           color=Colour.MUTED.light)


def _foot(figure: "Figure", axes: "Axes", chart: Chart, below: Sequence[Tick], middle: float) -> None:
    deepest = max((len(tick.lines) for tick in below), default=0)
    for tick in below:
        for row, line in enumerate(tick.lines):
            axes.annotate(line, (tick.place, 0.0), xycoords=("data", "axes fraction"), ha="center", va="baseline",
                          xytext=(0.0, -(row + 0.9) * LINE * 72), textcoords="offset points",
                          annotation_clip=False, color=Colour.MUTED.light)
    if chart.x_title:
        figure.text(middle, 0.4 * _GAP + 0.0 * deepest, chart.x_title, ha="center", va="baseline",
                    transform=figure.dpi_scale_trans, color=Colour.MUTED.light)
