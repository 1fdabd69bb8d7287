"""The marks of the static rendering, drawn into matplotlib's axes as few and plain paths."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from drawdown.charts import geometry, scale, shapes
from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Points, Rule, Whiskers
from drawdown.charts.style import Colour

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Transform

SHADE = 0.2  # the opacity of a band
LARGEST = 30.0  # points, the diameter of the largest circle of a mark with sizes
_SHAPES = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "cross": "x", "left": "<"}
_SIZES = {"circle": 7.0, "square": 6.4, "diamond": 6.0, "triangle": 7.6, "cross": 7.0, "left": 7.6}
_CAPS = {"circle": "round", "square": "projecting"}  # the end of a line without length is a point of that shape
_EDGE = 1.6  # points
_OUTLINE = 1.2  # points, of hollow bars
_DOT = 6.5  # points, a point of a line


def draw(axes: "Axes", chart: Chart, panel: Panel, share: float, width: float) -> None:
    """Draw every mark of a panel ``width`` points wide but its rules, areas first; bars at a share of their thickness.

    Thin bars have thin outlines.
    """
    low, high = axes.get_xlim()
    thin = geometry.bar_width(chart, panel) / abs(high - low) * width
    bases = {id(mark): starts for mark, starts in geometry.stacked(panel)}
    for layer, mark in enumerate(sorted(panel.marks, key=lambda mark: not isinstance(mark, Band))):
        match mark:
            case Band():
                axes.add_artist(_patch(mark, shapes.areas(chart, panel, mark), axes.transData, layer))
            case Bars():
                outlines = shapes.boxes(chart, panel, mark, bases[id(mark)], share)
                drawn = _patch(mark, outlines, axes.transData, layer)
                if mark.hollow and not mark.horizontal:
                    drawn.set(linewidth=min(_OUTLINE, 0.45 * thin))
                axes.add_artist(drawn)
            case Points() if len(mark.sizes):
                _circles(axes, chart, panel, mark, layer)
            case Points():
                axes.add_artist(_points(mark, *shapes.spots(chart, panel, mark), axes.transData, layer))
            case Line():
                _joined(axes, mark, *shapes.spots(chart, panel, mark), layer)
            case Whiskers():
                axes.add_line(_line(mark, *shapes.ranges(chart, panel, mark), axes.transData, layer))
            case Rule():
                pass


def swatch(mark: Mark, colour: Colour, x: float, y: float, width: float, transform: "Transform") -> "list[Artist]":
    """Return a small picture of a mark for the legend, in a colour, ``width`` wide and centred at ``y``."""
    if not isinstance(mark, Rule):
        mark = replace(mark, colour=colour)
    if isinstance(mark, Band | Bars):
        half = width / 4
        box = [(x, y - half), (x + width, y - half), (x + width, y + half), (x, y + half)]
        return [_patch(mark, [box], transform, 9)]
    if isinstance(mark, Points):
        return [_points(mark, [x + width / 2], [y], transform, 9)]
    found: list[Artist] = []
    if not isinstance(mark, Line) or len(geometry.lone(mark)) < len(mark.x):
        found.append(_line(mark, [x, x + width], [y, y], transform, 9))
    if isinstance(mark, Line) and (mark.markers or not found):
        found.append(_dots([x + width / 2], [y], mark.colour, _DOT, "round", transform, 9))
    return found


def _circles(axes: "Axes", chart: Chart, panel: Panel, mark: Points, layer: int) -> None:
    """Draw points as large as they are many."""
    from matplotlib.colors import to_rgba

    sizes = scale.diameters(mark.sizes, LARGEST)
    for x, y, size in zip(*shapes.spots(chart, panel, mark), sizes, strict=True):
        dot = _symbols(mark, [x], [y], axes.transData, layer)
        face = to_rgba(mark.colour.light, 2 * SHADE)
        dot.set(markersize=size, markeredgewidth=1.2, markerfacecolor=face)
        axes.add_line(dot)


def _joined(axes: "Axes", mark: Line, x: list[float], y: list[float], layer: int) -> None:
    if any(len(run) > 1 for run in geometry.runs(mark.x, mark.y, step=mark.step)):
        axes.add_line(_line(mark, x, y, axes.transData, layer))
    shown = range(len(x)) if mark.markers else geometry.lone(mark)
    if shown:
        own = [x[i] for i in shown], [y[i] for i in shown]
        axes.add_artist(_dots(*own, mark.colour, _DOT, "round", axes.transData, layer))


def _points(mark: Points, x: list[float], y: list[float], transform: "Transform", layer: int) -> "Artist":
    if mark.hollow or mark.shape not in _CAPS:
        return _symbols(mark, x, y, transform, layer)
    return _dots(x, y, mark.colour, _SIZES[mark.shape] + _EDGE, _CAPS[mark.shape], transform, layer)


def _symbols(mark: Points, x: list[float], y: list[float], transform: "Transform", layer: int) -> "Line2D":
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {
        "linestyle": "",
        "marker": _SHAPES[mark.shape],
        "markersize": _SIZES[mark.shape],
        "markeredgecolor": mark.colour.light,
        "markerfacecolor": Colour.PAPER.light if mark.hollow else mark.colour.light,
        "markeredgewidth": _EDGE,
    }
    return Line2D(x, y, transform=transform, clip_on=False, zorder=2 + layer / 100, **look)


def _dots(
    x: Sequence[float], y: Sequence[float], colour: Colour, size: float, cap: str, transform: "Transform", layer: int
) -> "Artist":
    """Return points as lines without length: one path for them all, where each symbol would be an element."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    ends = [spot for spot in zip(x, y, strict=True) if isfinite(spot[0]) and isfinite(spot[1]) for _ in range(2)]
    path = Path(ends or [(0.0, 0.0)], [Path.MOVETO, Path.LINETO] * (len(ends) // 2) or [Path.MOVETO])
    look: dict[str, Any] = {"facecolor": "none", "edgecolor": colour.light, "linewidth": size, "capstyle": cap}
    return PathPatch(path, transform=transform, clip_on=False, zorder=2.001 + layer / 100, **look)


def _line(mark: Mark, x: Sequence[float], y: Sequence[float], transform: "Transform", layer: int) -> "Line2D":
    from matplotlib.lines import Line2D

    look: dict[str, Any] = {"linewidth": 2.6, "solid_capstyle": "round", "alpha": 0.6}
    if isinstance(mark, Line):
        look = {
            "linewidth": 2.2,
            "linestyle": (0, (3, 2)) if mark.dashed else "-",
            "drawstyle": "steps-post" if mark.step else "default",
        }
    colour = Colour.MUTED if isinstance(mark, Rule) else mark.colour
    return Line2D(x, y, transform=transform, clip_on=False, zorder=2 + layer / 100, color=colour.light, **look)


def _patch(mark: Band | Bars, polygons: Sequence[shapes.Polygon], transform: "Transform", layer: int) -> "Artist":
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
    faint = 4 * SHADE if isinstance(mark, Band) else 2 * SHADE  # a band has no edge: its hatch alone shows it
    hatch = {"facecolor": "none", "hatch": "//", "hatchcolor": to_rgba(colour, faint)}
    if isinstance(mark, Band) and mark.hatched:
        look = hatch | {"linewidth": 0}
    elif isinstance(mark, Band):
        look = {"facecolor": to_rgba(colour, SHADE), "edgecolor": to_rgba(colour, 2 * SHADE), "linewidth": 0.8}
    elif mark.hollow:
        look = hatch | {"edgecolor": colour, "linewidth": _OUTLINE}
    return PathPatch(path, transform=transform, clip_on=False, zorder=1 + layer / 100, **look)
