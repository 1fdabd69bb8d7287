"""What stands around the plot areas of the static rendering: legend, titles, grid, tick labels and rules."""

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Any

from drawdown.charts import grid, labels, strokes
from drawdown.charts.axes import measure, wrapped
from drawdown.charts.chart import Chart, Mark
from drawdown.charts.direct import Name
from drawdown.charts.formats import WIDE, Format
from drawdown.charts.layout import EDGE, GAP, Layout, Plot
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = WIDE.width  # inches
_SWATCH = 0.3  # inches
DEEP = 1.5  # points by which a name in a row is raised, where its letters reach down below the line

Entry = tuple[float, Mark, list[str]]  # inches from the side where reading starts, what it shows, lines


def flow(marks: Sequence[Mark], form: Format) -> list[list[Entry]]:
    """Return the legend's entries in rows."""
    rows: list[list[Entry]] = []
    start = form.width
    for mark in marks:
        lines = wrapped(mark.label, form.width - _SWATCH - GAP - 2 * EDGE, form)
        width = _SWATCH + 2.5 * GAP + max(measure(line, size=form.size) for line in lines)
        if start + width - 1.5 * GAP > form.width:
            rows.append([])
            start = EDGE
        rows[-1].append((start, mark, lines))
        start += width
    return rows


def deep(rows: Sequence[Sequence[Entry]], form: Format) -> list[float]:
    """Return how many inches from the top each row of the legend begins, and how many the last one ends."""
    found = [0.0]
    for row in rows:
        found.append(found[-1] + (0.15 + max(len(lines) for _, _, lines in row)) * form.line)
    return found


def legend(figure: "Figure", chart: Chart, rows: Sequence[Sequence[Entry]], form: Format, height: float) -> None:
    """Draw the legend at the top of a figure."""
    for top, row in zip(deep(rows, form), rows, strict=False):
        for start, mark, lines in row:
            base = height - top - 0.85 * form.line
            x = start if labels.rightward() else form.width - start - _SWATCH
            at = x, base + 0.26 * form.line, _SWATCH
            for picture in strokes.swatch(mark, labels.shade(chart, mark), *at, figure.dpi_scale_trans):
                figure.add_artist(picture)
            for number, line in enumerate(lines):
                _write(figure, start + _SWATCH + 0.7 * GAP, base - number * form.line, line, form)


def _write(figure: "Figure", start: float, base: float, text: str, form: Format, **look: Any) -> None:
    """Write a line of text, ``start`` inches from the side where reading starts."""
    x, side = (start, "left") if labels.rightward() else (form.width - start, "right")
    figure.text(x, base, text, ha=side, va="baseline", transform=figure.dpi_scale_trans, **look)


def heading(figure: "Figure", plot: Plot, top: float) -> None:
    """Write the title of a plot area and what its vertical axis counts."""
    bold = [(line, {"weight": "bold"}) for line in plot.title]
    quiet = [(line, {"color": Colour.MUTED.light}) for line in plot.unit]
    for row, (line, look) in enumerate(bold + quiet):
        _write(figure, EDGE, top - (row + 0.8) * plot.form.line, line, plot.form, **look)


def furnish(axes: "Axes", plot: Plot, chart: Chart, layout: Layout) -> None:
    """Draw the grid, the labels at the left, the rules and the names of a plot area."""
    grid.draw(axes, plot, chart, layout)
    _beside(axes, plot, layout.left)
    _mark_rules(axes, plot, chart)
    for name in plot.names:
        _name(axes, name, plot.form, 0.0)
    for head in plot.heads:
        _name(axes, head, plot.form, plot.height * 72)


def _beside(axes: "Axes", plot: Plot, left: float) -> None:
    """Write the labels of the ticks at the left, or above their rows."""
    form = plot.form
    start = labels.rightward()
    for tick in plot.ticks:
        for row, line in enumerate(tick.lines):
            up = ((len(tick.lines) - 1) / 2 - row) * form.line * 72 - 0.36 * form.size
            look: dict[str, Any] = {"ha": "right", "color": Colour.MUTED.light}
            xy, aside = (0.0, tick.place), -7.0
            if plot.raised:
                xy, aside, up = (
                    (0.0 if start else 1.0, tick.place),
                    1.0 if start else -1.0,
                    up + plot.raised * 72 + DEEP * (not start),
                )
                look = {"ha": "left" if start else "right", "color": Colour.INK.light}
            _text(axes, line, xy, ("axes fraction", "data"), (aside, up), **look)


def _mark_rules(axes: "Axes", plot: Plot, chart: Chart) -> None:
    from matplotlib.lines import Line2D

    line = plot.form.line
    for banner in plot.banners:
        up = (banner.row + 0.75) * line + 0.5 * GAP if banner.lines else 0.0
        xs, ys = [banner.place], [0.0]
        for low, high in plot.crossings(banner):  # a rule does not run through words
            xs += [banner.place, nan, banner.place]
            ys += [1 + (low * line + 0.5 * GAP) / plot.height, nan, 1 + (high * line + 0.5 * GAP) / plot.height]
        look: dict[str, Any] = {"linewidth": 1.0, "linestyle": (0, (2, 2)), "zorder": 1.8, "color": Colour.MUTED.light}
        xs, ys = [*xs, banner.place], [*ys, 1 + up / plot.height]
        axes.add_line(Line2D(xs, ys, transform=axes.get_xaxis_transform(), clip_on=False, **look))
        for number, text in enumerate(reversed(banner.lines)):
            away = (-4.0 if banner.leftwards else 4.0), ((banner.row + number) * line + 0.8 * GAP) * 72
            side = "right" if banner.leftwards else "left"
            if _flush(banner.lines) and not banner.leftwards:
                side, away = "right", (72 * banner.width, away[1])
            _text(axes, text, (banner.place, 1.0), ("data", "axes fraction"), away, ha=side, color=Colour.MUTED.light)


def _name(axes: "Axes", name: Name, form: Format, up: float) -> None:
    from matplotlib.lines import Line2D

    (left, bottom, right, top), colour = name.box, name.colour.light
    anchor, x = {"left": ("right", right), "above left": ("right", right), "below left": ("right", right)}.get(
        name.side, ("left", left)
    )
    if name.side in ("above", "below"):
        anchor, x = "center", (left + right) / 2
    elif _flush(name.lines):
        anchor, x = "right", right
    for row, line in enumerate(name.lines):
        down = top + up - (row + 0.5) * form.line * 72 - 0.36 * form.size
        _text(axes, line, (0.0, 0.0), ("axes fraction", "axes fraction"), (x, down), ha=anchor, color=colour)
    if name.leader:
        scale = 72 / axes.figure.dpi
        ends = axes.transAxes.inverted()
        (a, b), (c, d) = name.leader, (left - 2, (bottom + top) / 2)
        origin = axes.transAxes.transform((0.0, 0.0))
        spots = [ends.transform((origin[0] + x / scale, origin[1] + y / scale)) for x, y in ((a + 3, b), (c, d))]
        xs, ys = zip(*spots, strict=True)
        axes.add_line(Line2D(xs, ys, transform=axes.transAxes, color=colour, linewidth=0.8, clip_on=False, zorder=2.9))


def _flush(lines: Sequence[str]) -> bool:
    """Return whether lines begin below each other at the right: those of a language that is read from there."""
    return len(lines) > 1 and not labels.rightward()


def foot(figure: "Figure", axes: "Axes", chart: Chart, layout: Layout) -> None:
    """Write the labels below the lowest plot area, and what they count."""
    for tick in layout.below:
        for row, line in enumerate(tick.lines):
            away = 0.0, -(row + 0.9) * layout.form.line * 72
            look: dict[str, Any] = {"ha": "center", "color": Colour.MUTED.light}
            _text(axes, line, (tick.place, 0.0), ("data", "axes fraction"), away, **look)
    if chart.x_title:
        x, look = (layout.left + layout.right) / 2, {"ha": "center", "va": "baseline", "color": Colour.MUTED.light}
        figure.text(x, 0.3 * layout.form.line, chart.x_title, transform=figure.dpi_scale_trans, **look)


def _text(
    axes: "Axes",
    text: str,
    xy: tuple[float, float],
    coordinates: tuple[str, str],
    away: tuple[float, float],
    **look: Any,
) -> None:
    """Write a line of text, so many points away from a place."""
    place: dict[str, Any] = {"xycoords": coordinates, "xytext": away, "textcoords": "offset points"}
    axes.annotate(text, xy, va="baseline", annotation_clip=False, **place, **look)
