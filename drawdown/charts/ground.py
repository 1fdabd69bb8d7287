"""A plot area in points from its lower left corner, and what already lies on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite, log10

from drawdown.charts import geometry, labels, scale, shapes
from drawdown.charts.chart import Band, Bars, Chart, Line, Panel, Points, Rule, Whiskers
from drawdown.charts.geometry import Span
from drawdown.charts.strokes import LARGEST

Box = tuple[float, float, float, float]  # left, bottom, right, top
Spot = tuple[float, float]
Outline = tuple[Sequence[Spot], bool, tuple[str, str]]  # its corners, whether it is filled, the legend entry it is of
_DOT = 4.5  # points, half a symbol


@dataclass
class Ground:
    """A plot area: what its axes show, its size in points, and the boxes of the texts set down on it."""

    across: Span
    upwards: Span
    width: float
    height: float
    log: bool = False
    taken: list[Box] = field(default_factory=list)

    def spot(self, x: float, y: float) -> Spot:
        """Return where a place of the axes lies."""
        low, high = self.upwards
        share = log10(max(y, 1e-12) / low) / log10(high / low) if self.log else (y - low) / (high - low)
        return (x - self.across[0]) / (self.across[1] - self.across[0]) * self.width, share * self.height

    def free(self, box: Box, outlines: Sequence[Outline], own: tuple[str, str], away: float) -> bool:
        """Whether a box touches no text, and is clear of the marks: by ``away`` points of all but its own."""
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken):
            return False
        return not any(_touches(box, outline, 1.0 if belongs(outline, own) else away) for outline in outlines)


def belongs(outline: Outline, own: tuple[str, str]) -> bool:
    """Whether an outline is of a legend entry: a mark without a label is of the entry of its colour."""
    label, colour = outline[2]
    return colour == own[1] and label in ("", own[0])


def outlines(chart: Chart, panel: Panel, ground: Ground) -> list[Outline]:
    """Return the outlines of a panel's marks in points."""
    bases = {id(mark): starts for mark, starts in geometry.stacked(panel)}
    found: list[Outline] = []
    for mark in panel.marks:
        own = labels.entry(mark)
        match mark:
            case Band():
                found += [(_spots(ground, part), True, own) for part in shapes.areas(chart, panel, mark)]
            case Bars():
                found += [(_spots(ground, box), True, own) for box in shapes.boxes(chart, panel, mark, bases[id(mark)])]
            case Line():
                found += [(_spots(ground, part), False, own) for part in shapes.course(chart, panel, mark)]
                if mark.markers or geometry.lone(mark):
                    found += _dots(chart, panel, mark, ground)
            case Points():
                found += _dots(chart, panel, mark, ground)
            case Whiskers():
                ends = list(zip(*shapes.ranges(chart, panel, mark), strict=True))
                found += [(_spots(ground, ends[i : i + 2]), False, own) for i in range(0, len(ends), 3)]
            case Rule():
                found += [_rule(place, ground, own) for place in geometry.positions([mark.x], chart.x_scale)]
    return [outline for outline in found if all(isfinite(x) and isfinite(y) for x, y in outline[0])]


def _spots(ground: Ground, part: Sequence[Spot]) -> list[Spot]:
    return [ground.spot(x, y) for x, y in part]


def _rule(place: float, ground: Ground, own: tuple[str, str]) -> Outline:
    x = ground.spot(place, ground.upwards[0])[0]
    return [(x, 0.0), (x, ground.height)], False, own


def _dots(chart: Chart, panel: Panel, mark: Line | Points, ground: Ground) -> list[Outline]:
    xy = list(zip(*shapes.spots(chart, panel, mark), strict=True))
    sizes = scale.diameters(mark.sizes, LARGEST) if isinstance(mark, Points) and len(mark.sizes) else []
    halves = [size / 2 + 1 for size in sizes] or [_DOT] * len(xy)
    found: list[Outline] = []
    for (x, y), half in zip(xy, halves, strict=True):
        if isfinite(x) and isfinite(y):
            a, b = ground.spot(x, y)
            corners = [(a - half, b - half), (a + half, b - half), (a + half, b + half), (a - half, b + half)]
            found.append((corners, True, labels.entry(mark)))
    return found


def _touches(box: Box, outline: Outline, away: float) -> bool:
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox

    corners, filled, _ = outline
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, bottom, right, top = box[0] - away, box[1] - away, box[2] + away, box[3] + away
    if max(xs) < left or min(xs) > right or max(ys) < bottom or min(ys) > top:
        return False
    path = Path([*corners, corners[0]] if filled else corners)
    return bool(path.intersects_bbox(Bbox([[left, bottom], [right, top]]), filled=filled)) or len(corners) == 1
