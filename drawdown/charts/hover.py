"""What hovering over a value says: what it is, where, how much, its interval, and who published it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from drawdown import language
from drawdown.charts import geometry, labels
from drawdown.charts.chart import Band, Bars, Chart, Hover, Line, Panel, Points, Values, Whiskers
from drawdown.language import _, ngettext

WIDTH = 42  # letters of a line: it fits a phone
NAMED = 3  # publishers of a value that are named
Told = Line | Points | Bars | Whiskers
Ends = tuple[Any, Any]


def sources(rows: pd.DataFrame) -> list[str]:
    """Return the keys in the source columns of each row, parted by spaces."""
    columns = [name for name in rows if name == "source" or str(name).startswith("source_")]
    cells = zip(*(rows[name].fillna("").astype(str) for name in columns), strict=True)
    return [" ".join(filter(None, row)) for row in cells] if columns else [""] * len(rows)


def behind(rows: pd.DataFrame, by: Sequence[Any]) -> dict[Hashable, str]:
    """Return the source keys of all rows of each group; ``by`` are columns, by name or by value."""
    keys = pd.Series(sources(rows), index=rows.index, dtype=str)
    values = [rows[name] if isinstance(name, str) else name for name in by]
    return {name: " ".join(own) for name, own in keys.groupby(values)}


def head(chart: Chart, panel: Panel, mark: Told) -> list[str]:
    """Return the name of a mark, in lines: its panel's, where there are several, and its series'."""
    title = panel.title if len(chart.panels) > 1 and panel.title != _unit(chart, panel) else ""
    return labels.lines(" · ".join(filter(None, [title, mark.label or mark.hover.series])), WIDTH, 3)


@dataclass(frozen=True)
class Texts:
    """The texts of the marks of a chart.

    Parameters
    ----------
    chart
        The chart.
    publishers
        The publisher of each source, by its key; a source without one is named by its key.
    """

    chart: Chart
    publishers: Mapping[str, str] = field(default_factory=dict)

    def of(self, panel: Panel, mark: Told) -> list[str]:
        """Return a text for each value of a mark, in lines of HTML; an empty one where there is no value."""
        x, y = _places(mark)
        ends = list(_intervals(self.chart, panel, mark))
        return [
            labels.hypertext(self._lines(panel, mark, number, (a, b), ends[number]))
            for number, (a, b) in enumerate(zip(x, y, strict=True))
        ]

    def _lines(self, panel: Panel, mark: Told, number: int, place: Ends, ends: Ends) -> Iterator[str]:
        hover, value = mark.hover, _value(self.chart, panel, mark, number)
        if None in (*geometry.plain([place[0]], self.chart.x_scale), *geometry.plain([place[1]], panel.y_scale)):
            return
        if isinstance(mark, Bars) and value == 0:
            return  # a bar of nothing is not there to be pointed at
        for text in _where(self.chart, panel, hover, number, place):
            yield from labels.lines(text, WIDTH, 2)
        if value is not None:
            yield _amount(_unit(self.chart, panel), value)
        if ends != (None, None) and (value is None or ends != (value, value)):
            yield _between(_interval(self.chart, panel, mark), *ends)
        yield from labels.lines(str(_entry(hover.notes, number) or ""), WIDTH, 6)
        yield from labels.lines(self._source(str(_entry(hover.sources, number) or "")), WIDTH, 3)

    def _source(self, keys: str) -> str:
        names = list(dict.fromkeys(self.publishers.get(key, key) for key in keys.split()))
        if not names:
            return ""
        more = [ngettext("{n} more", "{n} more", len(names) - NAMED)] if len(names) > NAMED else []
        return _("Source: {names}").format(names=language.listing([*names[:NAMED], *more]))


def amount(value: float) -> str:
    """Return a number as it is read at a glance: at most two decimals, or two digits of one below one."""
    return labels.exact(round(float(value), 2) if abs(value) >= 1 else float(f"{value:.2g}"))


def _between(name: str, low: float | None, high: float | None) -> str:
    ends = {"name": name, "low": "" if low is None else amount(low), "high": "" if high is None else amount(high)}
    if low is None or high is None:
        return (_("{name}: at most {high}") if low is None else _("{name}: at least {low}")).format(**ends)
    return _("{name}: {low} to {high}").format(**ends)


def _places(mark: Told) -> tuple[list[Any], list[Any]]:
    match mark:
        case Line() | Points():
            return list(mark.x), list(mark.y)
        case Bars():
            at, size = list(mark.at), list(mark.amount)
        case Whiskers():
            at, size = list(mark.at), list(mark.low)
    return (size, at) if mark.horizontal else (at, size)


def _value(chart: Chart, panel: Panel, mark: Told, number: int) -> float | None:
    """Return the amount of a value: of a map the size of its circle, of a whisker none but its ends."""
    if chart.aspect and isinstance(mark, Points):
        found = _entry(mark.sizes, number)
    elif isinstance(mark, Whiskers) or _axis(chart, panel) is None:
        return None
    else:
        found = _places(mark)[0 if _axis(chart, panel) == "x" else 1][number]
    plain = geometry.plain([found], "number")[0]
    return abs(plain) if chart.mirrored and plain is not None else plain


def _axis(chart: Chart, panel: Panel) -> geometry.Axis | None:
    """Return the axis that amounts are read on, if there is one."""
    axis = geometry.value_axis(chart, panel)
    return axis if geometry.scale_of(chart, panel, axis) == "number" else None


def _unit(chart: Chart, panel: Panel) -> str:
    titles: dict[geometry.Axis | None, str] = {"x": chart.x_title, "y": panel.y_title}
    return panel.unit or titles.get(_axis(chart, panel), "") or panel.title


def _amount(unit: str, value: float) -> str:
    return _("{what}: {amount}").format(what=unit, amount=amount(value)) if unit else amount(value)


def _where(chart: Chart, panel: Panel, hover: Hover, number: int, place: Ends) -> Iterator[str]:
    axis, given = _axis(chart, panel), str(_entry(hover.at, number) or "")
    if axis != "y":
        yield (given if axis == "x" else "") or _named(place[1], panel.y_scale, hover, panel.y_title)
    if axis != "x":
        yield given or _named(place[0], chart.x_scale, hover, chart.x_title)


def _named(place: Any, scale: str, hover: Hover, title: str) -> str:
    if scale == "date":
        return language.date(geometry.stamp(place).date(), hover.precision)
    return _amount(title, float(place)) if scale == "number" else str(place)


def _entry(values: Values, number: int) -> Any:
    found = list(values)
    return found[number] if number < len(found) else None


def _intervals(chart: Chart, panel: Panel, mark: Told) -> Iterable[Ends]:
    """Return the ends of each value's interval: as given, or those of the band or whisker of the mark's colour."""
    x, y = _places(mark)
    if isinstance(mark, Whiskers):
        scale = geometry.scale_of(chart, panel, "x" if mark.horizontal else "y")
        return zip(_plain(mark.low), _plain(mark.high), strict=True) if scale == "number" else [(None, None)] * len(x)
    if len(mark.hover.low):
        return zip(_plain(mark.hover.low), _plain(mark.hover.high), strict=True)
    known = {
        place: (low, high)
        for other in panel.marks
        if isinstance(other, Band | Whiskers) and other.colour == mark.colour and _spans_amounts(chart, panel, other)
        for place, low, high in zip(_at(chart, panel, other), _plain(other.low), _plain(other.high), strict=True)
        if low is not None and high is not None
    }
    along = _axis(chart, panel)
    at = geometry.plain(y, panel.y_scale) if along == "x" else geometry.plain(x, chart.x_scale)
    return [known.get(place, (None, None)) for place in at]


def _at(chart: Chart, panel: Panel, mark: Band | Whiskers) -> list[Any]:
    if isinstance(mark, Whiskers):
        return geometry.plain(mark.at, geometry.scale_of(chart, panel, "y" if mark.horizontal else "x"))
    return geometry.plain(mark.x, chart.x_scale)


def _spans_amounts(chart: Chart, panel: Panel, mark: Band | Whiskers) -> bool:
    if isinstance(mark, Band):
        return not mark.hatched and panel.y_scale == "number"
    return _axis(chart, panel) == ("x" if mark.horizontal else "y")


def _plain(values: Values) -> list[Any]:
    return geometry.plain(values, "number")


def _interval(chart: Chart, panel: Panel, mark: Told) -> str:
    """Return what an interval is called: as given with it, or as the chart names its bands and whiskers."""
    if len(mark.hover.low):
        return mark.hover.interval or _("Range")
    named = (
        mark.label
        for shown in (panel, *chart.panels)
        for mark in shown.marks
        if isinstance(mark, Band | Whiskers) and mark.label and not getattr(mark, "hatched", False)
    )
    return next(named, _("Range"))
