"""What stands around the plot areas of the static rendering: legend, titles, grid, tick labels and rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any

from drawdown.charts import geometry, labels, strokes
from drawdown.charts.axes import LINE, SIZE, Tick, measure
from drawdown.charts.chart import Bars, Chart, Mark, Panel, Rule
from drawdown.charts.geometry import Span
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.2  # inches
EDGE = 0.04  # inches around the figure
GAP = 0.1  # inches between a text and what it belongs to
LETTERS = 62  # of a line as wide as the figure
_SWATCH = 0.3  # inches


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
        texts = len(_title(self.panel)) + len(labels.lines(self.panel.y_title, LETTERS))
        return (texts + rows) * LINE + (0.9 * GAP if texts else 0.3 * GAP) + (GAP if rows else 0.0)


def flow(chart: Chart) -> list[list[tuple[float, Mark]]]:
    """Return the legend's entries in rows, each with its distance from the side where reading starts."""
    rows: list[list[tuple[float, Mark]]] = []
    start = WIDTH
    for mark in labels.legend(chart):
        width = _SWATCH + 2.5 * GAP + measure(mark.label)
        if start + width - 1.5 * GAP > WIDTH:
            rows.append([])
            start = EDGE
        rows[-1].append((start, mark))
        start += width
    return rows


def legend(figure: "Figure", rows: Sequence[Sequence[tuple[float, Mark]]], height: float) -> None:
    for number, row in enumerate(rows):
        base = height - (number * 1.15 + 0.85) * LINE
        for start, mark in row:
            x = start if labels.rightward() else WIDTH - start - _SWATCH
            figure.add_artist(strokes.swatch(mark, x, base + 0.26 * LINE, _SWATCH, figure.dpi_scale_trans))
            _write(figure, start + _SWATCH + 0.7 * GAP, base, mark.label)


def _write(figure: "Figure", start: float, base: float, text: str, **look: Any) -> None:
    """Write a line of text, ``start`` inches from the side where reading starts."""
    x, side = (start, "left") if labels.rightward() else (WIDTH - start, "right")
    figure.text(x, base, text, ha=side, va="baseline", transform=figure.dpi_scale_trans, **look)


def _title(panel: Panel) -> list[str]:
    return labels.lines(panel.title, int(0.9 * LETTERS))


def heading(figure: "Figure", plot: Plot, top: float) -> None:
    bold = [(line, {"weight": "bold"}) for line in _title(plot.panel)]
    quiet = [(line, {"color": Colour.MUTED.light}) for line in labels.lines(plot.panel.y_title, LETTERS)]
    for row, (line, look) in enumerate(bold + quiet):
        _write(figure, EDGE, top - (row + 0.8) * LINE, line, **look)


def furnish(plot: Plot, chart: Chart, below: Sequence[Tick], across: Span) -> None:
    """Draw the grid, the labels at the left and the rules of a plot area."""
    axes = plot.axes
    lying = geometry.value_axis(chart, plot.panel) == "x" or plot.panel.y_scale == "category"
    if lying:
        _lines(axes, [tick.place for tick in below], upright=True)
    if not any(isinstance(mark, Bars) and mark.horizontal for mark in plot.panel.marks):
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


def _stack(
    axes: "Axes", xy: tuple[float, float], coordinates: tuple[str, str], aside: float, lines: Sequence[str]
) -> None:
    for row, line in enumerate(lines):
        down = (row - (len(lines) - 1) / 2) * LINE * 72 + 0.36 * SIZE
        axes.annotate(
            line,
            xy,
            xycoords=coordinates,
            xytext=(aside, -down),
            textcoords="offset points",
            ha="right",
            va="baseline",
            annotation_clip=False,
            color=Colour.MUTED.light,
        )


def _mark_rules(plot: Plot, chart: Chart) -> None:
    from matplotlib.lines import Line2D

    places = geometry.positions([rule.x for rule in plot.rules], chart.x_scale)
    for place, rule, (row, leftwards) in zip(places, plot.rules, plot.rows, strict=True):
        up = (row + 0.75) * LINE + 0.5 * GAP if rule.label else 0.0
        plot.axes.add_line(
            Line2D(
                [place, place],
                [0.0, 1 + up / chart.height],
                color=Colour.MUTED.light,
                transform=plot.axes.get_xaxis_transform(),
                linewidth=1.0,
                clip_on=False,
                linestyle=(0, (2, 2)),
                zorder=1.8,
            )
        )
        aside = -4.0 if leftwards else 4.0
        plot.axes.annotate(
            rule.label,
            (place, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(aside, (row * LINE + 0.8 * GAP) * 72),
            textcoords="offset points",
            ha="right" if leftwards else "left",
            va="baseline",
            annotation_clip=False,
            color=Colour.MUTED.light,
        )


def foot(figure: "Figure", axes: "Axes", chart: Chart, below: Sequence[Tick], middle: float) -> None:
    for tick in below:
        for row, line in enumerate(tick.lines):
            axes.annotate(
                line,
                (tick.place, 0.0),
                xycoords=("data", "axes fraction"),
                ha="center",
                va="baseline",
                xytext=(0.0, -(row + 0.9) * LINE * 72),
                textcoords="offset points",
                annotation_clip=False,
                color=Colour.MUTED.light,
            )
    if chart.x_title:
        figure.text(
            middle,
            0.4 * GAP,
            chart.x_title,
            ha="center",
            va="baseline",
            transform=figure.dpi_scale_trans,
            color=Colour.MUTED.light,
        )
