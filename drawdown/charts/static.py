"""The static rendering: an SVG that is seen at once, prints, and needs no JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

from drawdown.charts import furniture, geometry, labels, strokes, vector
from drawdown.charts.chart import Chart
from drawdown.charts.formats import NARROW, WIDE, Format
from drawdown.charts.layout import GAP, Layout, Plot, arranged
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def svg(chart: Chart, narrow: bool = False) -> str:
    """Return the chart as one SVG element, the same bytes every time.

    It has the chart's ``alt`` as its label, no fixed size, and its colours as custom properties (``--chart-blue``)
    that fall back to those of a light page. The ``narrow`` one is laid out for a phone; both can stand on one page.
    """
    form = NARROW if narrow else WIDE
    key = chart.key + form.suffix
    with _settings(key, form):
        figure = _figure(chart, form) if chart.panels and not chart.empty else _sentence(chart, form)
        words = _words(figure)
        target = StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None}, transparent=True)
    return vector.inline(target.getvalue(), key, chart.alt or chart.empty, words, form.size)


@contextmanager
def _settings(key: str, form: Format) -> Iterator[None]:
    from matplotlib import rc_context

    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": key,
        "path.simplify": False,
        "font.size": form.size,
        "text.color": Colour.INK.light,
        "text.parse_math": False,
        "hatch.linewidth": 1.2,
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


def _sentence(chart: Chart, form: Format) -> "Figure":
    from matplotlib.figure import Figure

    text = labels.lines(labels.nothing(chart), form.letters)
    height = form.line * (len(text) + 2)
    figure = Figure(figsize=(form.width, height), dpi=72)
    for row, line in enumerate(text):
        figure.text(0.5, 1 - (row + 1.7) * form.line / height, line, ha="center", color=Colour.MUTED.light)
    return figure


def _figure(chart: Chart, form: Format) -> "Figure":
    from matplotlib.figure import Figure

    layout = arranged(chart, form)
    entries = furniture.flow(layout.rest(chart), form)
    foot = form.line * (max((len(tick.lines) for tick in layout.below), default=0) + 1.2 * bool(chart.x_title) + 0.55)
    head = furniture.deep(entries, form)[-1] + (GAP if entries else 0.0)
    tall = sum(plot.heading + plot.height for plot in layout.plots) + 1.5 * GAP * (len(layout.plots) - 1)
    height = head + foot + tall
    figure = Figure(figsize=(form.width, height), dpi=72)
    furniture.legend(figure, chart, entries, form, height)
    top = height - head
    for plot in layout.plots:
        furniture.heading(figure, plot, top)
        top -= plot.heading + plot.height
        width = (layout.right - layout.left) / form.width
        axes = _axes(figure, chart, plot, layout)
        axes.set_position((layout.left / form.width, top / height, width, plot.height / height))
        furniture.furnish(axes, plot, chart, layout)
        top -= 1.5 * GAP
    furniture.foot(figure, axes, chart, layout)
    return figure


def _axes(figure: "Figure", chart: Chart, plot: Plot, layout: Layout) -> "Axes":
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), label=str(len(figure.axes)))
    axes.set_axis_off()
    if geometry.logarithmic(chart, plot.panel):
        value_axis = geometry.value_axis(chart, plot.panel)
        (axes.set_yscale if value_axis == "y" else axes.set_xscale)("log")
    axes.set(xlim=layout.across, ylim=plot.upwards)
    strokes.draw(axes, chart, plot.panel, plot.share, (layout.right - layout.left) * 72)
    return axes
