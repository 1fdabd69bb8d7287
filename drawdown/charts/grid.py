"""The lines behind the marks of the static rendering; none runs through words."""

from collections.abc import Iterator, Sequence
from math import nan
from typing import TYPE_CHECKING

from drawdown.charts import geometry
from drawdown.charts.chart import Bars, Chart
from drawdown.charts.geometry import Span
from drawdown.charts.layout import Layout, Plot
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CLEAR = 2.0  # points between a line and words

Gaps = Sequence[Sequence[Span]]  # for each line, the shares of it that words take


def draw(axes: "Axes", plot: Plot, chart: Chart, layout: Layout) -> None:
    """Draw the grid, the foot and the zero of a plot area."""
    lying = geometry.value_axis(chart, plot.panel) == "x" or plot.panel.y_scale == "category"
    if lying:
        _lines(axes, [tick.place for tick in layout.below], upright=True)
    if not any(isinstance(mark, Bars) and mark.horizontal for mark in plot.panel.marks):
        _lines(axes, [tick.place for tick in plot.ticks], _named(axes, plot))
    _lines(axes, [axes.get_ylim()[0]], colour=Colour.MUTED)
    if chart.x_scale == "number" and lying and layout.across[0] < 0 < layout.across[1]:
        _lines(axes, [0.0], [_above(axes, plot)], upright=True, colour=Colour.MUTED)


def _lines(
    axes: "Axes", places: Sequence[float], gaps: Gaps = (), upright: bool = False, colour: Colour = Colour.GRID
) -> None:
    from matplotlib.lines import Line2D

    parts = [
        (place, *part) for place, spans in zip(places, gaps or [()] * len(places), strict=True) for part in rest(spans)
    ]
    along = [place for place, _, _ in parts for place in (place, place, nan)]
    across = [end for _, start, stop in parts for end in (start, stop, nan)]
    transform = axes.get_xaxis_transform() if upright else axes.get_yaxis_transform()
    xy = (along, across) if upright else (across, along)
    layer = 0.5 if colour is Colour.GRID else 1.9
    axes.add_line(Line2D(*xy, transform=transform, color=colour.light, linewidth=0.8, clip_on=False, zorder=layer))


def rest(spans: Sequence[Span]) -> Iterator[Span]:
    """Return the parts of a whole line that the spans leave."""
    start = 0.0
    for low, high in sorted(spans):
        if low > start:
            yield start, min(low, 1.0)
        start = max(start, high)
    if start < 1.0:
        yield start, 1.0


def _spots(axes: "Axes", places: Sequence[Span]) -> tuple[list[Span], float, float]:
    """Return places in points from the lower left corner of the plot area, and its width and height."""
    (left, bottom), (right, top) = axes.transAxes.transform([(0.0, 0.0), (1.0, 1.0)])
    found = [(x - left, y - bottom) for x, y in axes.transData.transform(places)] if places else []
    return found, right - left, top - bottom


def _named(axes: "Axes", plot: Plot) -> Gaps:
    """Return where names lie at the height of each tick."""
    spots, width, _ = _spots(axes, [(axes.get_xlim()[0], tick.place) for tick in plot.ticks])
    boxes = [name.box for name in plot.names]
    return [
        [((left - _CLEAR) / width, (right + _CLEAR) / width) for left, low, right, high in boxes if low < up < high]
        for _, up in spots
    ]


def _above(axes: "Axes", plot: Plot) -> list[Span]:
    """Return where names above their rows reach across the line at zero."""
    spots, _, height = _spots(axes, [(0.0, tick.place) for tick in plot.ticks])
    half = 0.5 * plot.form.line * 72
    return [
        ((up + plot.raised * 72 - half) / height, (up + plot.raised * 72 + half) / height)
        for tick, (x, up) in zip(plot.ticks, spots, strict=True)
        if plot.raised and x < tick.width * 72 + _CLEAR
    ]
