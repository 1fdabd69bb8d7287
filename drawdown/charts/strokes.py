"""The marks of the static rendering, drawn into matplotlib's axes as few and plain paths."""

from collections.abc import Sequence
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from drawdown.charts import geometry, scale
from drawdown.charts.axes import SIZE
from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Points, Rule, Whiskers
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Transform

Polygon = list[tuple[float, float]]

SHADE = 0.2  # the opacity of a band
_SHAPES = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "cross": "x", "left": "<"}
LARGEST = 30.0  # points, the diameter of the largest circle of a mark with sizes
_SIZES = {"circle": 7.0, "square": 6.4, "diamond": 6.0, "triangle": 7.6, "cross": 7.0, "left": 7.6}


def draw(axes: "Axes", chart: Chart, panel: Panel) -> None:
    """Draw every mark of a panel but its rules, areas first."""
    bases = {id(mark): starts for mark, starts in geometry.stacked(panel)}
    for layer, mark in enumerate(sorted(panel.marks, key=lambda mark: not isinstance(mark, Band))):
        match mark:
            case Band():
                axes.add_artist(_patch(mark, _areas(chart, panel, mark), axes.transData, layer))
            case Bars():
                axes.add_artist(_patch(mark, _boxes(chart, panel, mark, bases[id(mark)]), axes.transData, layer))
            case Points() if len(mark.sizes):
                _circles(axes, chart, panel, mark, layer)
            case Line() | Points():
                xy = _places(chart, panel, "x", mark.x), _places(chart, panel, "y", mark.y)
                axes.add_line(_line(mark, *xy, axes.transData, layer))
            case Whiskers():
                axes.add_line(_line(mark, *_ranges(chart, panel, mark), axes.transData, layer))
            case Rule():
                pass


def _circles(axes: "Axes", chart: Chart, panel: Panel, mark: Points, layer: int) -> None:
    """Draw points as large as they are many, and write their names beside them."""
    from matplotlib.colors import to_rgba

    places = zip(_places(chart, panel, "x", mark.x), _places(chart, panel, "y", mark.y), strict=True)
    sizes = scale.diameters(mark.sizes, LARGEST)
    for number, ((x, y), size) in enumerate(zip(places, sizes, strict=True)):
        dot = _line(mark, [x], [y], axes.transData, layer)
        face = to_rgba(mark.colour.light, 2 * SHADE)
        dot.set(markersize=size, markeredgewidth=1.2, markerfacecolor=face)
        axes.add_line(dot)
        if len(mark.names) and mark.names[number]:
            _beside(axes, (x, y), size / 2 + 3, mark.names[number], mark.sides[number])


def _beside(axes: "Axes", xy: tuple[float, float], away: float, name: str, side: str) -> None:
    across = {"right": (away, "left"), "left": (-away, "right")}.get(side, (0.0, "center"))
    up = {"above": away, "below": -away - 0.72 * SIZE}.get(side, -0.36 * SIZE)
    axes.annotate(
        name,
        xy,
        xytext=(across[0], up),
        textcoords="offset points",
        ha=across[1],
        va="baseline",
        annotation_clip=False,
        color=Colour.INK.light,
    )


def swatch(mark: Mark, x: float, y: float, width: float, transform: "Transform") -> "Artist":
    """Return a small picture of a mark for the legend, ``width`` wide and centred at ``y``."""
    if isinstance(mark, Band | Bars):
        half = width / 4
        box = [(x, y - half), (x + width, y - half), (x + width, y + half), (x, y + half)]
        return _patch(mark, [box], transform, 9)
    if isinstance(mark, Points):
        return _line(mark, [x + width / 2], [y], transform, 9)
    line = _line(mark, [x, x + width / 2, x + width], [y, y, y], transform, 9)
    if isinstance(mark, Line):
        line.set(markevery=[1], linestyle="" if len(geometry.lone(mark)) == len(mark.x) else line.get_linestyle())
    return line


def _line(mark: Mark, x: Sequence[float], y: Sequence[float], transform: "Transform", layer: int) -> "Line2D":
    from matplotlib.lines import Line2D

    return Line2D(x, y, transform=transform, clip_on=False, zorder=2 + layer / 100, **_look(mark))


def _look(mark: Mark) -> dict[str, Any]:
    colour = mark.colour.light if not isinstance(mark, Rule) else Colour.MUTED.light
    match mark:
        case Points():
            face = Colour.PAPER.light if mark.hollow else colour
            return {
                "linestyle": "",
                "marker": _SHAPES[mark.shape],
                "markersize": _SIZES[mark.shape],
                "markeredgecolor": colour,
                "markerfacecolor": face,
                "markeredgewidth": 1.6,
            }
        case Line():
            style = {
                "color": colour,
                "linewidth": 2.2,
                "linestyle": (0, (3, 2)) if mark.dashed else "-",
                "drawstyle": "steps-post" if mark.step else "default",
            }
            shown = None if mark.markers else geometry.lone(mark)
            dots = {"marker": "o", "markersize": 5.5, "markeredgecolor": colour, "markevery": shown}
            return style | (dots if shown is None or shown else {})
        case _:
            return {"color": colour, "linewidth": 2.6, "solid_capstyle": "round", "alpha": 0.6}


def _patch(mark: Band | Bars, polygons: Sequence[Polygon], transform: "Transform", layer: int) -> "Artist":
    from matplotlib.colors import to_rgba
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points = [point for polygon in polygons for point in (*polygon, polygon[0])]
    codes = [
        code for polygon in polygons for code in (Path.MOVETO, *[Path.LINETO] * (len(polygon) - 1), Path.CLOSEPOLY)
    ]
    path = Path(points or [(0.0, 0.0)], codes or [Path.MOVETO])
    colour = mark.colour.light
    look: dict[str, Any] = {"facecolor": colour, "linewidth": 0}
    hatch = {"facecolor": "none", "hatch": "//", "hatchcolor": to_rgba(colour, 2 * SHADE)}
    if isinstance(mark, Band) and mark.hatched:
        look = hatch | {"linewidth": 0}
    elif isinstance(mark, Band):
        look = {"facecolor": to_rgba(colour, SHADE), "edgecolor": to_rgba(colour, 2 * SHADE), "linewidth": 0.8}
    elif mark.hollow:
        look = hatch | {"edgecolor": colour, "linewidth": 1.2}
    return PathPatch(path, transform=transform, clip_on=False, zorder=1 + layer / 100, **look)


def _areas(chart: Chart, panel: Panel, mark: Band) -> list[Polygon]:
    x = _places(chart, panel, "x", mark.x)
    low, high = (_clipped(chart, panel, "y", values) for values in (mark.low, mark.high))
    return [
        [*((x[i], low[j]) for i, j in run), *((x[i], high[j]) for i, j in reversed(run))]
        for run in geometry.runs(mark.x, mark.low, mark.high, step=mark.step)
    ]


def _boxes(chart: Chart, panel: Panel, mark: Bars, bases: list[float]) -> list[Polygon]:
    across: geometry.Axis = "y" if mark.horizontal else "x"
    half = geometry.bar_width(chart, panel, mark.horizontal) / 2
    amounts = geometry.positions(mark.amount, "number")
    ends = [base + amount for base, amount in zip(bases, amounts, strict=True)]
    axis: geometry.Axis = "x" if mark.horizontal else "y"
    starts, stops = (_clipped(chart, panel, axis, values) for values in (bases, ends))
    boxes = []
    for at, start, stop in zip(_places(chart, panel, across, mark.at), starts, stops, strict=True):
        if not (isfinite(at) and isfinite(start) and isfinite(stop)) or start == stop:
            continue
        box = [(at - half, start), (at + half, start), (at + half, stop), (at - half, stop)]
        boxes.append([(b, a) for a, b in box] if mark.horizontal else box)
    return boxes


def _ranges(chart: Chart, panel: Panel, mark: Whiskers) -> tuple[list[float], list[float]]:
    across: geometry.Axis = "y" if mark.horizontal else "x"
    axis: geometry.Axis = "x" if mark.horizontal else "y"
    at = _places(chart, panel, across, mark.at)
    low, high = (_clipped(chart, panel, axis, values) for values in (mark.low, mark.high))
    places = [place for one in at for place in (one, one, nan)]
    ends = [end for pair in zip(low, high, strict=True) for end in (*pair, nan)]
    return (ends, places) if mark.horizontal else (places, ends)


def _places(chart: Chart, panel: Panel, axis: geometry.Axis, values: Sequence[Any]) -> list[float]:
    return geometry.positions(values, geometry.scale_of(chart, panel, axis), geometry.order(chart, panel, axis))


def _clipped(chart: Chart, panel: Panel, axis: geometry.Axis, values: Sequence[Any]) -> list[float]:
    """Return the places of the ends of a range; one that a logarithmic axis cannot show lies at the axis."""
    places = _places(chart, panel, axis, values)
    span = geometry.limits(chart, [panel], axis)
    if span is None or axis != geometry.value_axis(chart, panel) or not geometry.logarithmic(chart, panel):
        return places
    return [max(place, span[0]) if isfinite(place) else place for place in places]
