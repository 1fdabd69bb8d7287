"""The marks of the interactive rendering, as Plotly's traces: of the types that its smallest bundle knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from drawdown.charts import geometry, hover, labels, layout, runs, scale
from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Points, Rule, Whiskers
from drawdown.charts.direct import Name
from drawdown.charts.formats import NARROW
from drawdown.charts.geometry import Axis
from drawdown.charts.style import Colour

_SIDES = {"right": "middle right", "left": "middle left", "above": "top center", "below": "bottom center"}
_LARGEST = 36.0  # pixels, the diameter of the largest circle of a mark with sizes
_SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle": "triangle-up",
    "cross": "x-thin",
    "left": "triangle-left",
}


def traces(chart: Chart, publishers: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return a trace for each mark but the rules; marks of one ``legendgroup`` are shown and hidden together."""
    ranks = {id(mark): 1001 + rank for rank, mark in enumerate(labels.legend(chart))}
    said = hover.Texts(chart, publishers or {})
    found = []
    for number, panel in enumerate(chart.panels, 1):
        bases = {id(mark): starts for mark, starts in geometry.stacked(panel)}
        for mark in sorted(panel.marks, key=lambda mark: not isinstance(mark, Band)):
            if isinstance(mark, Rule):
                continue
            trace = _trace(chart, panel, mark, said, bases.get(id(mark), []))
            rank = ranks.pop(id(mark), None)  # a mark that stands in two panels is named once
            neutral = rank and (shade := labels.shade(chart, mark)) is not mark.colour
            found.append(
                trace
                | {
                    "name": labels.isolate(mark.label),
                    "legendgroup": _group(chart, mark),
                    "showlegend": rank is not None,
                    "legendrank": rank or 1000,
                    "xaxis": "x",
                    "yaxis": axis_name("y", number),
                }
                | ({"meta": {"swatch": shade.light}} if neutral else {})
            )
    return found


def _group(chart: Chart, mark: Mark) -> str:
    """Return what is toggled with a mark: its label's entry, that of its series, or of a band that of its colour."""
    if mark.label:
        return "/".join(labels.entry(mark))
    series = "" if isinstance(mark, Rule) else mark.hover.series
    entries = [labels.entry(named) for named in labels.legend(chart)]
    own = [entry for entry in entries if (entry[0] == series if series else entry[1] == labels.entry(mark)[1])]
    return "/".join(own[0]) if own and (series or isinstance(mark, Band)) else ""


def _trace(chart: Chart, panel: Panel, mark: Mark, said: hover.Texts, bases: Sequence[float]) -> dict[str, Any]:
    if isinstance(mark, Band):
        return runs.band(chart, panel, mark)
    assert not isinstance(mark, Rule)
    texts = said.of(panel, mark)
    head = labels.hypertext(hover.head(chart, panel, mark))
    told = {"hovertemplate": (f"<b>{head}</b><br>" if head else "") + "%{customdata}<extra></extra>"}
    match mark:
        case Line():
            return runs.line(chart, panel, mark, texts) | told
        case Whiskers():
            return runs.whiskers(chart, panel, mark, texts) | told
        case Points():
            return _points(chart, panel, mark, texts) | told
        case Bars():
            return _bars(chart, panel, mark, texts, bases) | told


def _points(chart: Chart, panel: Panel, mark: Points, texts: Sequence[str]) -> dict[str, Any]:
    cross = mark.shape == "cross"
    look: dict[str, Any] = {
        "color": Colour.PAPER.light if mark.hollow else mark.colour.light,
        "symbol": _SYMBOLS[mark.shape] + ("-open" if cross else ""),
        "size": 8 if mark.hollow else 9,
        "line": {"color": mark.colour.light, "width": 2 if mark.hollow or cross else 0},
    }
    if cross:
        look["color"] = mark.colour.light  # a cross has no inside
    if len(mark.sizes):
        look |= {"color": mark.colour.light, "size": scale.diameters(mark.sizes, _LARGEST), "opacity": 0.6}
    return {
        "type": "scatter",
        "mode": "markers",
        **_names(chart, mark),
        "marker": look,
        "cliponaxis": False,
        **runs.xy(chart, panel, mark.x, mark.y),
        "customdata": texts,
    }


def _names(chart: Chart, mark: Points) -> dict[str, Any]:
    """Return the names beside the points of a map: those for which the narrow static drawing has room, as there."""
    if not chart.aspect or not any(mark.names):
        return {}
    plots = layout.arranged(chart, NARROW).plots
    shown = {" ".join(name.lines): name for plot in plots for name in plot.names}
    found: list[Name | None] = [shown.get(str(name)) for name in mark.names]
    return {
        "mode": "markers+text",
        "text": [labels.hypertext(name.lines) if name else "" for name in found],
        "textposition": [_SIDES[name.side] if name else "middle right" for name in found],
        "textfont": {"size": 11, "color": Colour.INK.light},
    }


def _bars(chart: Chart, panel: Panel, mark: Bars, texts: Sequence[str], bases: Sequence[float]) -> dict[str, Any]:
    width = geometry.bar_width(chart, panel, mark.horizontal)
    across: Axis = "y" if mark.horizontal else "x"
    if geometry.scale_of(chart, panel, across) == "date":
        width *= 86_400_000
    look: dict[str, Any] = {"color": mark.colour.light, "line": {"width": 0}}
    if mark.hollow:
        pattern = {"shape": "/", "fgcolor": mark.colour.light, "bgcolor": "rgba(0,0,0,0)", "fgopacity": 0.5, "size": 6}
        widths = [1.2 if amount else 0 for amount in geometry.plain(mark.amount, "number")]  # nothing has no outline
        look = {"color": mark.colour.light, "pattern": pattern, "line": {"color": mark.colour.light, "width": widths}}
    x, y = (mark.amount, mark.at) if mark.horizontal else (mark.at, mark.amount)
    return {
        "type": "bar",
        "orientation": "h" if mark.horizontal else "v",
        "base": geometry.plain(bases, "number"),
        "width": width,
        "marker": look,
        **runs.xy(chart, panel, x, y),
        "customdata": texts,
    }


def axis_name(name: str, number: int) -> str:
    """Return what Plotly calls the axis of the panel of that number: "y", "y2", ..."""
    return name if number == 1 else f"{name}{number}"
