"""Names beside what they name, in its colour: read at once, where a legend must be looked up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from drawdown.charts import labels, scale, shapes
from drawdown.charts.axes import measure
from drawdown.charts.chart import Chart, Line, Mark, Panel, Points, Rule
from drawdown.charts.formats import Format
from drawdown.charts.ground import Box, Ground, Outline, Spot, belongs, outlines
from drawdown.charts.strokes import LARGEST
from drawdown.charts.style import Colour

FEW = 3  # points: a name beside one of more would not be seen to be that of all
_AWAY = 7.0  # points from the end of a line or the middle of a symbol
_CLEAR = 4.0  # points between a name and what it does not name
_FAR = 8.0  # points between a name along a line and any other line
_MOVES = (0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0, -2.0, 2.7, -2.7)  # lines of text up from the end of a line
_APART = (4.0, 9.0)  # points between a line and its name above or below
_STEP = 20.0  # points along a line from one place where its name is tried to the next

# a box, its aligned side, the end of a line that a leader starts from, the place along a line that it stands at
Place = tuple[Box, str, Spot | None, Spot | None]


@dataclass(frozen=True)
class Name:
    """Lines of text in a box on a plot area."""

    lines: Sequence[str]
    box: Box
    side: str
    colour: Colour
    entry: tuple[str, str]
    leader: Spot | None = None


def named(chart: Chart, panel: Panel, ground: Ground, form: Format, room: float) -> list[Name]:
    """Return the names that find room on a plot area, or at most ``room`` points to the right of it."""
    around = outlines(chart, panel, ground)
    found = _sites(chart, panel, ground, form, around)
    wanted = [mark for mark in labels.legend(chart) if any(mark is own for own in panel.marks)]
    for mark in wanted:
        if panel.y_scale != "number" or not _tells(chart, panel, mark):
            continue
        name = _name(mark, _tried(chart, panel, mark, ground, form), ground, around, room)
        if name:
            ground.taken.append(name.box)
            found.append(name)
    return found


def _tells(chart: Chart, panel: Panel, mark: Mark) -> bool:
    """Whether a name beside the mark says all that its entry in the legend would: no other panel relies on that."""
    if isinstance(mark, Points):
        if len(mark.sizes) or not 0 < len(mark.x) <= FEW:
            return False
    elif not isinstance(mark, Line):
        return False
    others = [other for shown in chart.panels if shown is not panel for other in shown.marks]
    return not any(labels.look(other) == labels.look(mark) and other.label in ("", mark.label) for other in others)


def _name(
    mark: Mark, tried: Iterator[tuple[list[str], Place]], ground: Ground, around: Sequence[Outline], room: float
) -> Name | None:
    own = labels.entry(mark)
    for lines, (box, side, leader, at) in tried:
        inside = box[0] >= 2 and box[2] <= ground.width + room and box[1] >= 2 and box[3] <= ground.height + 4
        if inside and ground.free(box, around, own, _CLEAR if at is None else _FAR) and _alone(at, around, own):
            colour = Colour.INK if isinstance(mark, Rule) else mark.colour.text
            return Name(lines, box, side, colour, own, leader)
    return None


def _alone(at: Spot | None, around: Sequence[Outline], own: tuple[str, str]) -> bool:
    """Whether no other line runs so close to a place along a line that the name there could be taken for its own."""
    if at is None:
        return True
    lines = [outline for outline in around if not outline[1] and not belongs(outline, own)]
    return Ground((0, 1), (0, 1), 1, 1).free((*at, *at), lines, own, _FAR)


def _tried(chart: Chart, panel: Panel, mark: Mark, ground: Ground, form: Format) -> Iterator[tuple[list[str], Place]]:
    assert isinstance(mark, Line | Points)
    xy = [spot for spot in zip(*shapes.spots(chart, panel, mark), strict=True) if all(map(isfinite, spot))]
    spots = [ground.spot(x, y) for x, y in xy]
    wraps = _wraps(mark.label, form)
    if isinstance(mark, Points):
        yield from (
            (w, (_box(w, s, _AWAY, side, form), side, None, None)) for w in wraps for s in spots for side in _SIDES
        )
        return
    if mark.step:
        spots = [ground.spot(*spot) for stretch in shapes.course(chart, panel, mark) for spot in stretch]
    for end in spots[-1:]:
        for move in _MOVES:
            up = move * form.line * 72
            leader = end if abs(move) > 0.75 else None
            aside = _AWAY + (6.0 if leader else 0.0)
            yield from (
                (w, (_box(w, (end[0], end[1] + up), aside, "right", form), "right", leader, None)) for w in wraps
            )
    for spot in _along(spots):
        for side in ("above", "below", "above right", "above left", "below right", "below left"):
            yield from ((w, (_box(w, spot, away, side, form), side, None, spot)) for w in wraps for away in _APART)


def _along(spots: Sequence[Spot]) -> Iterator[Spot]:
    """Walk back along a line in steps as long as a short name."""
    for (x, y), (end, top) in pairwise(reversed(spots)):
        yield x, y
        parts = int(abs(x - end) / _STEP)
        yield from ((x + (end - x) * n / (parts + 1), y + (top - y) * n / (parts + 1)) for n in range(1, parts + 1))


_SIDES = ("right", "left", "above", "below")


def _wraps(text: str, form: Format) -> list[list[str]]:
    """Return the text in one line, in two and in three, as far as it can be broken."""
    found = [labels.lines(text, max(len(text) // n + 4, 8), n) for n in (1, 2, 3)]
    whole = [lines for lines in found if lines and not lines[-1].endswith("…")]
    return list({len(lines): lines for lines in reversed(whole)}.values())[::-1] or [[text]]


def _box(lines: Sequence[str], spot: Spot, away: float, side: str, form: Format) -> Box:
    (x, y), width = spot, max(measure(line, size=form.size) for line in lines) * 72
    height = form.line * 72 * len(lines)
    if side in ("right", "left"):
        start = x + away if side == "right" else x - away - width
        return start, y - height / 2, start + width, y + height / 2
    base = y + away if side.startswith("above") else y - away - height
    start = x - 2 if side.endswith("right") else x - width + 2 if side.endswith("left") else x - width / 2
    return start, base, start + width, base + height


def _sites(chart: Chart, panel: Panel, ground: Ground, form: Format, around: Sequence[Outline]) -> list[Name]:
    """Return the names of single points, the largest first, each on the first side where it has room."""
    found: list[Name] = []
    for mark, number, spot, size in _largest(chart, panel, ground):
        given = str(mark.sides[number]) if len(mark.sides) else ""
        sides = sorted(_SIDES, key=lambda side: side != given)
        wraps = _wraps(str(mark.names[number]), form)[: 1 if form.margin else 3]
        for lines, side in ((lines, side) for lines in wraps for side in sides):
            box = _box(lines, spot, size / 2 + 3, side, form)
            inside = box[0] >= 0 and box[2] <= ground.width + 4 and box[1] >= 0
            if inside and ground.free(box, around, ("", ""), 0.0):
                ground.taken.append(box)
                found.append(Name(lines, box, side, Colour.INK, ("", "")))
                break
    return found


def _largest(chart: Chart, panel: Panel, ground: Ground) -> list[tuple[Points, int, Spot, float]]:
    found = [
        (mark, number, ground.spot(x, y), size)
        for mark in panel.marks
        if isinstance(mark, Points) and len(mark.sizes) and len(mark.names)
        for number, (x, y, size) in enumerate(
            zip(*shapes.spots(chart, panel, mark), scale.diameters(mark.sizes, LARGEST), strict=True)
        )
        if mark.names[number] and isfinite(x) and isfinite(y)
    ]
    return sorted(found, key=lambda held: -held[3])
