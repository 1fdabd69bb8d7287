"""The rules at dates worth knowing, and how their labels make room for one another."""

from collections.abc import Sequence
from dataclasses import replace

from drawdown.charts import geometry
from drawdown.charts.chart import Chart, Rule

Label = tuple[int, int, float, float, float]  # its row, its lines, its left and right end, its rule
_NEAR = 0.03  # of the room: a label that ends so close to a rule would read as that rule's


def of(chart: Chart) -> list[list[Rule]]:
    """Return the rules of each panel in order of date; one that an upper panel has named is left without its label."""
    named: set[tuple[str, str]] = set()
    found = []
    for panel in chart.panels:
        own = {
            (str(geometry.plain([mark.x], chart.x_scale)[0]), mark.label): mark
            for mark in panel.marks
            if isinstance(mark, Rule) and geometry.plain([mark.x], chart.x_scale) != [None]
        }
        found.append([replace(mark, label="") if key in named else mark for key, mark in own.items()])
        named |= own.keys()
    return [sorted(own, key=lambda mark: geometry.positions([mark.x], chart.x_scale)) for own in found]


def stagger(
    places: Sequence[float], widths: Sequence[float], room: float, lines: Sequence[int] = ()
) -> list[tuple[int, bool]]:
    """Return, for the label at the top of each rule, its row (0 is lowest) and whether it runs to the left of its rule.

    A label takes as many rows upwards as it has ``lines``. No label lies on another, and no rule runs through a label,
    as far as rows can prevent it.
    """
    leftwards = _leftwards(places, widths, room)
    set_down: list[Label] = []
    found = [(0, False)] * len(places)
    # A label clears the rules it lies across by standing above theirs: the innermost of each direction goes first.
    for i in sorted(range(len(places)), key=lambda i: (leftwards[i], places[i] if leftwards[i] else -places[i])):
        place = places[i]
        long = widths[i] + (_NEAR * room if widths[i] else 0.0)
        low, high = (place - long, place) if leftwards[i] else (place, place + long)
        high_as = lines[i] if lines else 1
        above = max((row + deep for row, deep, *_ in set_down), default=0)
        free = (row for row in range(above) if _fits(row, high_as, low, high, place, set_down))
        row = next(free, above)
        set_down.append((row, high_as, low, high, place))
        found[i] = row, leftwards[i]
    return found


def _leftwards(places: Sequence[float], widths: Sequence[float], room: float) -> list[bool]:
    """Return which labels run to the left: those too long for the right, and those that would face one of them."""
    found = [place + width > room and place > room / 2 for place, width in zip(places, widths, strict=True)]
    for i in sorted(range(len(places)), key=lambda i: -places[i]):
        faced = any(
            found[j] and places[j] - widths[j] < places[i] < places[j] < places[i] + widths[i]
            for j in range(len(places))
        )
        found[i] = found[i] or (faced and places[i] > widths[i])
    return found


def _fits(row: int, lines: int, low: float, high: float, place: float, others: list[Label]) -> bool:
    for other, deep, start, end, rule in others:
        if row < other + deep and other < row + lines and low < end and start < high:
            return False
        if (other < row and start < place < end) or (other >= row and low < rule < high):
            return False
    return True
