"""The marks of the interactive rendering, as Plotly's traces."""

from collections.abc import Sequence
from typing import Any

from drawdown import language
from drawdown.charts import geometry, labels, scale
from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Points, Rule, Scale, Values, Whiskers
from drawdown.charts.geometry import Axis
from drawdown.charts.style import Colour

_LARGEST = 36.0  # pixels, the diameter of the largest circle of a mark with sizes
_SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle": "triangle-up",
    "cross": "x-thin",
    "left": "triangle-left",
}


def traces(chart: Chart) -> list[dict[str, Any]]:
    ranks = {id(mark): 1001 + rank for rank, mark in enumerate(labels.legend(chart))}
    found = []
    for number, panel in enumerate(chart.panels, 1):
        bases = {id(mark): starts for mark, starts in geometry.stacked(panel)}
        for mark in sorted(panel.marks, key=lambda mark: not isinstance(mark, Band)):
            if isinstance(mark, Rule):
                continue
            trace = _bars(chart, panel, mark, bases[id(mark)]) if isinstance(mark, Bars) else _trace(chart, panel, mark)
            rank = ranks.pop(id(mark), None)  # a mark that stands in two panels is named once
            found.append(
                trace
                | {
                    "name": labels.isolate(mark.label),
                    "legendgroup": "/".join(labels.entry(mark)),
                    "showlegend": rank is not None,
                    "legendrank": rank or 1000,
                    "xaxis": "x",
                    "yaxis": axis_name("y", number),
                }
            )
    return found


def _trace(chart: Chart, panel: Panel, mark: Mark) -> dict[str, Any]:
    match mark:
        case Line():
            return _line(chart, panel, mark)
        case Points():
            return _points(chart, panel, mark)
        case Band():
            return _band(chart, panel, mark)
        case Whiskers():
            return _whiskers(chart, panel, mark)
    raise TypeError(mark)


def _points(chart: Chart, panel: Panel, mark: Points) -> dict[str, Any]:
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
        "marker": look,
        "cliponaxis": False,
        **_xy(chart, panel, mark.x, mark.y),
        **_hover(chart, panel, mark, mark.x, mark.y),
    }


def _line(chart: Chart, panel: Panel, mark: Line) -> dict[str, Any]:
    pairs = _pairs(mark)
    xs, ys, notes = list(mark.x), list(mark.y), list(mark.hover)
    x, y = [xs[i] for i, _ in pairs], [ys[j] for _, j in pairs]
    lone = set() if mark.markers else {pairs.index((i, i)) for i in geometry.lone(mark)}
    mode = "markers" if len(lone) == len(x) else "lines+markers" if mark.markers or lone else "lines"
    look = {
        "color": mark.colour.light,
        "width": 2.5,
        "dash": "dash" if mark.dashed else "solid",
        "shape": "hv" if mark.step else "linear",
    }
    trace = {
        "type": "scatter",
        "mode": mode,
        "line": look,
        "connectgaps": False,
        **_xy(chart, panel, x, y),
        **_hover(chart, panel, mark, x, y, [notes[j] for _, j in pairs] if notes else ()),
    }
    if mark.markers or lone:
        sizes = 7 if mark.markers else [7 if i in lone else 0 for i in range(len(pairs))]
        trace |= {
            "marker": {"color": mark.colour.light, "size": sizes, "opacity": 1, "line": {"width": 0}},
            "cliponaxis": False,
        }
    return trace


def _pairs(mark: Line) -> list[tuple[int, int]]:
    """Return which value stands at which position; a step before a gap stands twice, for Plotly holds it no longer."""
    missing = [value is None for value in geometry.plain(mark.y, "category")]
    held = {i + 1 for i in range(len(missing) - 1) if mark.step and missing[i + 1] and not missing[i]}
    return [pair for i in range(len(missing)) for pair in ([(i, i - 1), (i, i)] if i in held else [(i, i)])]


def _band(chart: Chart, panel: Panel, mark: Band) -> dict[str, Any]:
    x: list[Any] = []
    y: list[Any] = []
    xs, lows, highs = list(mark.x), list(mark.low), list(mark.high)
    for run in geometry.runs(mark.x, mark.low, mark.high, step=mark.step):
        x += [*(xs[i] for i, _ in run), *(xs[i] for i, _ in reversed(run)), xs[run[0][0]], None]
        y += [*(lows[j] for _, j in run), *(highs[j] for _, j in reversed(run)), lows[run[0][1]], None]
    look: dict[str, Any] = {"fillcolor": mark.colour.light, "opacity": 0.25}
    if mark.hatched:
        look = {"fillpattern": {"shape": "/", "fgcolor": mark.colour.light, "bgcolor": "rgba(0,0,0,0)", "size": 6}}
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        **look,
        "line": {"color": mark.colour.light, "width": 0 if mark.hatched else 1},
        **_xy(chart, panel, x[:-1], y[:-1]),
        "hoverinfo": "skip",
    }


def _whiskers(chart: Chart, panel: Panel, mark: Whiskers) -> dict[str, Any]:
    at = [place for one in mark.at for place in (one, one, None)]
    ends = [end for low, high in zip(mark.low, mark.high, strict=True) for end in (low, high, None)]
    x, y = (ends, at) if mark.horizontal else (at, ends)
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": mark.colour.light, "width": 3},
        "opacity": 0.6,
        "connectgaps": False,
        **_xy(chart, panel, x, y),
        **_hover(chart, panel, mark, x, y),
    }


def _bars(chart: Chart, panel: Panel, mark: Bars, bases: Sequence[float]) -> dict[str, Any]:
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
        **_xy(chart, panel, x, y),
        **_hover(chart, panel, mark, x, y),
    }


def _xy(chart: Chart, panel: Panel, x: Values, y: Values) -> dict[str, Any]:
    return {"x": geometry.plain(x, chart.x_scale), "y": geometry.plain(y, panel.y_scale)}


def _hover(chart: Chart, panel: Panel, mark: Mark, x: Values, y: Values, notes: Values | None = None) -> dict[str, Any]:
    notes = getattr(mark, "hover", ()) if notes is None else notes
    lines = [[_said(a, chart.x_scale), _said(b, panel.y_scale)] for a, b in zip(x, y, strict=True)]
    for texts, note in zip(lines, notes, strict=False):
        texts += labels.lines(str(note or ""), 60, 8)
    head = f"<b>{labels.isolate(mark.label)}</b><br>" if mark.label else ""
    return {
        "customdata": ["<br>".join(labels.isolate(text) for text in texts if text) for texts in lines],
        "hovertemplate": head + "%{customdata}<extra></extra>",
    }


def _said(value: Any, scale: Scale) -> str:
    plain = geometry.plain([value], scale)[0]
    if plain is None:
        return ""
    if scale == "date":
        return language.date(geometry.stamp(value).date())
    return str(plain) if scale == "category" else labels.exact(plain)


def axis_name(name: str, number: int) -> str:
    """Return what Plotly calls the axis of the panel of that number: "y", "y2", ..."""
    return name if number == 1 else f"{name}{number}"
