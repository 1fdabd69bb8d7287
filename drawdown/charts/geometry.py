"""Where the marks of a chart lie: what both renderings need to know, worked out once."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf, isfinite, nan
from numbers import Integral
from typing import Any, Literal

import pandas as pd

from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Points, Rule, Scale, Values, Whiskers

Axis = Literal["x", "y"]
Span = tuple[float, float]

BAR = 0.86  # the share of the space between two positions that a bar takes
_EPOCH = pd.Timestamp("1970-01-01")
_LEAST = {"date": 14.0, "number": 0.0, "category": 0.0}  # days: a single date still needs an axis around it


def plain(values: Values, scale: Scale) -> list[Any]:
    """Return the values as JSON can hold them: ISO dates, numbers, names; None where missing."""
    return [None if _missing(value) else _plain(value, scale) for value in values]


def positions(values: Values, scale: Scale, order: Sequence[str] = ()) -> list[float]:
    """Return the values as numbers on an axis: days since 1970, ranks in ``order``; NaN where missing."""
    ranks = {name: float(rank) for rank, name in enumerate(order)}
    return [nan if _missing(value) else _position(value, scale, ranks) for value in values]


def stamp(value: Any) -> pd.Timestamp:
    """Return a value of a date axis as a timestamp."""
    return pd.Timestamp(value)


def day(position: float) -> str:
    """Return the day at a position on a date axis, in ISO form."""
    return (_EPOCH + pd.Timedelta(days=position)).date().isoformat()


def scale_of(chart: Chart, panel: Panel, axis: Axis) -> Scale:
    """Return the scale of an axis of a panel."""
    return chart.x_scale if axis == "x" else panel.y_scale


def value_axis(chart: Chart, panel: Panel) -> Axis:
    """Return the axis that carries amounts: the vertical one, unless its marks lie down."""
    lying = panel.y_scale != "number" or any(isinstance(mark, Bars) and mark.horizontal for mark in panel.marks)
    return "x" if lying and chart.x_scale == "number" else "y"


def order(chart: Chart, panel: Panel, axis: Axis) -> list[str]:
    """Return the names on a category axis: as given, then those left out as they appear; empty for other scales."""
    if scale_of(chart, panel, axis) != "category":
        return []
    panels = chart.panels if axis == "x" else [panel]
    given = list(chart.x_categories) if axis == "x" else []
    if not given and (axis == "y" or panel.y_scale != "category"):
        given = [str(name) for shown in panels for name in shown.categories]
    seen = [
        name
        for shown in panels
        for mark in shown.marks
        for values in along(mark, axis)
        for name in plain(values, "category")
        if name is not None
    ]
    return list(dict.fromkeys([*given, *seen]))


def along(mark: Mark, axis: Axis) -> list[Values]:
    """Return the values of a mark that lie on an axis; of bars, those that say where they stand."""
    match mark:
        case Rule():
            return [[mark.x]] if axis == "x" else []
        case Band():
            return [mark.x] if axis == "x" else [mark.low, mark.high]
        case Bars():
            return [mark.at] if mark.horizontal == (axis == "y") else []
        case Whiskers():
            return [mark.at] if mark.horizontal == (axis == "y") else [mark.low, mark.high]
        case Line() | Points():
            return [mark.x] if axis == "x" else [mark.y]


def stacked(panel: Panel) -> list[tuple[Bars, list[float]]]:
    """Return the bars of a panel with the value each starts from: its ``base``, or the end of the bar before it."""
    ends: dict[tuple[object, bool, bool], float] = {}
    return [(mark, _bases(mark, ends)) for mark in panel.marks if isinstance(mark, Bars)]


def bar_width(chart: Chart, panel: Panel, horizontal: bool = False) -> float:
    """Return the thickness of a panel's bars, in the units of :func:`positions`."""
    axis: Axis = "y" if horizontal else "x"
    scale, names = scale_of(chart, panel, axis), order(chart, panel, axis)
    found = {
        place
        for mark in panel.marks
        if isinstance(mark, Bars) and mark.horizontal == horizontal
        for place in positions(mark.at, scale, names)
        if isfinite(place)
    }
    gaps = [after - before for before, after in pairwise(sorted(found))]
    alone = {"date": 20.0, "number": 1.0, "category": 1.0}[scale]
    return BAR * (1.0 if scale == "category" else min(gaps, default=alone))


def limits(chart: Chart, panels: Iterable[Panel], axis: Axis) -> Span | None:
    """Return the ends of an axis that shows every mark of the panels, with a little room; None without values."""
    spans = [span for panel in panels for span in _spans(chart, panel, axis)]
    if not spans:
        return None
    return min(low for low, _ in spans), max(high for _, high in spans)


def reach(chart: Chart, panel: Panel, axis: Axis) -> list[float]:
    """Return every finite place on an axis that a panel's marks reach."""
    scale = scale_of(chart, panel, axis)
    found = [place for mark in panel.marks for values in along(mark, axis) for place in positions(values, scale)]
    half = {horizontal: bar_width(chart, panel, horizontal) / 2 for horizontal in (False, True)}
    for mark, bases in stacked(panel):
        if mark.horizontal == (axis == "x"):
            found += [
                *bases,
                *(base + amount for base, amount in zip(bases, positions(mark.amount, "number"), strict=True)),
            ]
        else:
            found += [
                place + side
                for place in positions(mark.at, scale)
                for side in (-half[mark.horizontal], half[mark.horizontal])
            ]
    return [place for place in found if -inf < place < inf]


def logarithmic(chart: Chart, panel: Panel) -> bool:
    """Whether the value axis is logarithmic: as asked, if anything is above zero."""
    return panel.log and any(value > 0 for value in reach(chart, panel, value_axis(chart, panel)))


def runs(*values: Values, step: bool = False) -> list[list[tuple[int, int]]]:
    """Return the unbroken stretches of values as (index of the position, index of the value).

    A step is held to the next position, also where the value there is missing.
    """
    found: list[list[tuple[int, int]]] = [[]]
    parts = [list(part) for part in values]  # a series counts by its labels, a list by place
    size = min(len(part) for part in parts)
    for i in range(size):
        if any(_missing(part[i]) for part in parts):
            found.append([])
            continue
        found[-1].append((i, i))
        if step and i + 1 < size:
            found[-1].append((i + 1, i))
    return [run for run in found if run]


def lone(mark: Line) -> list[int]:
    """Return the points of a line that nothing joins, which only a marker can show."""
    return [run[0][1] for run in runs(mark.x, mark.y, step=mark.step) if len(run) == 1]


def _bases(mark: Bars, ends: dict[tuple[object, bool, bool], float]) -> list[float]:
    if len(mark.base):
        return positions(mark.base, "number")
    bases = []
    for at, amount in zip(mark.at, positions(mark.amount, "number"), strict=True):
        key = (at if isinstance(at, str | int | float) else pd.Timestamp(at), mark.horizontal, amount < 0)
        bases.append(ends.get(key, 0.0))
        if isfinite(amount):
            ends[key] = bases[-1] + amount
    return bases


def _spans(chart: Chart, panel: Panel, axis: Axis) -> list[Span]:
    scale, names = scale_of(chart, panel, axis), order(chart, panel, axis)
    if scale == "category":
        return [(-0.5, len(names) - 0.5)] if names else []
    found = reach(chart, panel, axis)
    if not found:
        return []
    if axis == value_axis(chart, panel) and scale == "number":
        if logarithmic(chart, panel):
            return [(min(value for value in found if value > 0) / 1.25, max(found) * 1.25)]
        return [_padded(min(found), max(found), panel.zero)]
    low, high = min(found), max(found)
    room = max(0.02 * (high - low), (_LEAST[scale] - (high - low)) / 2, 0.0) or 1.0
    return [(low - room, high + room)]


def _padded(low: float, high: float, zero: bool) -> Span:
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    return (low if zero and low == 0 else low - room), (high if zero and high == 0 and low < 0 else high + room)


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value)) or (isinstance(value, float) and not isfinite(value))


def _plain(value: Any, scale: Scale) -> str | int | float:
    if scale == "category":
        return str(value)
    if scale == "date":
        moment = stamp(value)
        return moment.date().isoformat() if moment == moment.normalize() else moment.isoformat()
    return int(value) if isinstance(value, Integral) else float(value)


def _position(value: Any, scale: Scale, ranks: dict[str, float]) -> float:
    if scale == "category":
        return ranks.get(str(value), 0.0)
    if scale == "date":
        return (stamp(value) - _EPOCH) / pd.Timedelta(days=1)
    return float(value)
