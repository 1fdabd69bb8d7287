"""The static rendering: an SVG that is seen at once, prints, and needs no JavaScript."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

from drawdown.charts import axes as scales
from drawdown.charts import furniture, geometry, labels, rules, scale, strokes, vector
from drawdown.charts.axes import LINE, SIZE, Tick, measure
from drawdown.charts.chart import Chart, Panel, Rule
from drawdown.charts.furniture import EDGE, GAP, LETTERS, WIDTH, Plot
from drawdown.charts.geometry import Span
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def svg(chart: Chart) -> str:
    """Return the chart as one SVG element, the same bytes every time.

    It has the chart's ``alt`` as its label, no fixed size, and its colours as custom properties (``--chart-blue``)
    that fall back to those of a light page.
    """
    with _settings(chart.key):
        figure = _figure(chart) if chart.panels and not chart.empty else _sentence(chart)
        words = _words(figure)
        target = StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None}, transparent=True)
    return vector.inline(target.getvalue(), chart.key, chart.alt, words)


@contextmanager
def _settings(key: str) -> Iterator[None]:
    from matplotlib import rc_context

    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": key,
        "path.simplify": False,
        "font.size": SIZE,
        "text.color": Colour.INK.light,
        "text.parse_math": False,
        "hatch.linewidth": 0.8,
    }
    with rc_context(settings):
        yield


def _words(figure: "Figure") -> list[str]:
    """Take the texts out of the figure and leave their numbers: the reader's fonts may know signs that ours lacks."""
    from matplotlib.text import Text

    words = []
    for text in figure.findobj(Text):
        if text.get_text():
            words.append(text.get_text())
            text.set_text(str(len(words) - 1))
    return words


def _sentence(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    text = labels.lines(labels.nothing(chart), LETTERS)
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
    left = EDGE + max((tick.width + GAP for plot in plots for tick in plot.ticks), default=GAP)
    below = _below(chart, across, WIDTH - left - 2 * GAP)
    right = _right(below, across, left)
    if chart.aspect and below:
        across = _to_scale(chart, plots[0], across, right - left)
    for plot, own in zip(plots, rules.of(chart), strict=True):
        plot.rules, plot.rows = own, _rows(chart, own, across, left, right)
    entries = furniture.flow(chart)
    foot = LINE * (max((len(tick.lines) for tick in below), default=0) + bool(chart.x_title)) + 1.2 * GAP
    head = LINE * 1.15 * len(entries) + (GAP if entries else 0.0)
    height = head + foot + sum(plot.heading + chart.height for plot in plots) + 1.5 * GAP * (len(plots) - 1)
    figure.set_size_inches(WIDTH, height)
    furniture.legend(figure, entries, height)
    top = height - head
    for plot in plots:
        furniture.heading(figure, plot, top)
        top -= plot.heading + chart.height
        plot.axes.set_position((left / WIDTH, top / height, (right - left) / WIDTH, chart.height / height))
        furniture.furnish(plot, chart, below, across)
        top -= 1.5 * GAP
    furniture.foot(figure, plots[-1].axes, chart, below, (left + right) / 2)
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


def _to_scale(chart: Chart, plot: Plot, across: Span, width: float) -> Span:
    """Widen the axes of a map so that a mile is as long in both directions; return the horizontal span."""
    low, high = plot.axes.get_ylim()
    across, upwards = scale.fitted(across, (float(low), float(high)), width, chart.height, chart.aspect)
    plot.axes.set(xlim=across, ylim=upwards)
    return across


def _below(chart: Chart, across: Span, room: float) -> list[Tick]:
    shown = geometry.limits(chart, chart.panels, "x") is not None
    return scales.horizontal(chart, across, room) if shown else []


def _right(below: Sequence[Tick], across: Span, left: float) -> float:
    if not below:
        return WIDTH - EDGE
    share = (below[-1].place - across[0]) / (across[1] - across[0])
    room = WIDTH - EDGE - left
    return left + min(room, (room - below[-1].width / 2) / share if share > 0.5 else room)


def _rows(chart: Chart, own: Sequence[Rule], across: Span, left: float, right: float) -> list[tuple[int, bool]]:
    shares = [
        (place - across[0]) / (across[1] - across[0])
        for place in geometry.positions([rule.x for rule in own], chart.x_scale)
    ]
    widths = [measure(rule.label) + GAP if rule.label else 0.0 for rule in own]
    return rules.stagger([share * (right - left) for share in shares], widths, WIDTH - EDGE - left)
