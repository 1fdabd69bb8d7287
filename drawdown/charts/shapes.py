"""The outlines of marks on the axes of their panel, for what draws them and for what must not lie on them."""

from collections.abc import Sequence
from math import isfinite, nan
from typing import Any

from drawdown.charts import geometry
from drawdown.charts.chart import Band, Bars, Chart, Line, Panel, Points, Whiskers

Places = list[float]
Polygon = list[tuple[float, float]]


def places(chart: Chart, panel: Panel, axis: geometry.Axis, values: Sequence[Any]) -> Places:
    """Return values as numbers on an axis of a panel."""
    return geometry.positions(values, geometry.scale_of(chart, panel, axis), geometry.order(chart, panel, axis))


def spots(chart: Chart, panel: Panel, mark: Line | Points) -> tuple[Places, Places]:
    """Return where the points of a mark lie."""
    return places(chart, panel, "x", mark.x), places(chart, panel, "y", mark.y)


def course(chart: Chart, panel: Panel, mark: Line) -> list[Polygon]:
    """Return the unbroken stretches of a line."""
    x, y = spots(chart, panel, mark)
    return [[(x[i], y[j]) for i, j in run] for run in geometry.runs(mark.x, mark.y, step=mark.step)]


def areas(chart: Chart, panel: Panel, mark: Band) -> list[Polygon]:
    """Return the outlines of a band, one for each stretch."""
    x = places(chart, panel, "x", mark.x)
    low, high = (_clipped(chart, panel, "y", values) for values in (mark.low, mark.high))
    return [
        [*((x[i], low[j]) for i, j in run), *((x[i], high[j]) for i, j in reversed(run))]
        for run in geometry.runs(mark.x, mark.low, mark.high, step=mark.step)
    ]


def boxes(chart: Chart, panel: Panel, mark: Bars, bases: list[float], share: float = 1.0) -> list[Polygon]:
    """Return the outlines of bars that start at ``bases`` and are ``share`` of their usual thickness."""
    across: geometry.Axis = "y" if mark.horizontal else "x"
    half = share * geometry.bar_width(chart, panel, mark.horizontal) / 2
    amounts = geometry.positions(mark.amount, "number")
    ends = [base + amount for base, amount in zip(bases, amounts, strict=True)]
    axis: geometry.Axis = "x" if mark.horizontal else "y"
    starts, stops = (_clipped(chart, panel, axis, values) for values in (bases, ends))
    found = []
    for at, start, stop in zip(places(chart, panel, across, mark.at), starts, stops, strict=True):
        if not (isfinite(at) and isfinite(start) and isfinite(stop)) or start == stop:
            continue
        box = [(at - half, start), (at + half, start), (at + half, stop), (at - half, stop)]
        found.append([(b, a) for a, b in box] if mark.horizontal else box)
    return found


def ranges(chart: Chart, panel: Panel, mark: Whiskers) -> tuple[Places, Places]:
    """Return the ends of whiskers, a gap after each."""
    across: geometry.Axis = "y" if mark.horizontal else "x"
    axis: geometry.Axis = "x" if mark.horizontal else "y"
    at = places(chart, panel, across, mark.at)
    low, high = (_clipped(chart, panel, axis, values) for values in (mark.low, mark.high))
    beside = [place for one in at for place in (one, one, nan)]
    ends = [end for pair in zip(low, high, strict=True) for end in (*pair, nan)]
    return (ends, beside) if mark.horizontal else (beside, ends)


def _clipped(chart: Chart, panel: Panel, axis: geometry.Axis, values: Sequence[Any]) -> Places:
    """Return the places of the ends of a range; one that a logarithmic axis cannot show lies at the axis."""
    found = places(chart, panel, axis, values)
    span = geometry.limits(chart, [panel], axis)
    if span is None or axis != geometry.value_axis(chart, panel) or not geometry.logarithmic(chart, panel):
        return found
    return [max(place, span[0]) if isfinite(place) else place for place in found]
