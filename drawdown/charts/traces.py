"""The marks of the interactive rendering, as Plotly's traces."""

from collections.abc import Sequence
from typing import Any

from drawdown import language
from drawdown.charts import geometry, labels
from drawdown.charts.chart import Band, Bars, Chart, Line, Mark, Panel, Points, Rule, Scale, Values, Whiskers
from drawdown.charts.geometry import Axis

_SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle": "triangle-up", "cross": "x-thin"}


def traces(chart: Chart) -> list[dict[str, Any]]:
    entries = {id(mark) for mark in labels.legend(chart)}
    found = []
    for number, panel in enumerate(chart.panels, 1):
        bases = {id(mark): starts for mark, starts in geometry.stacked(panel)}
        for mark in sorted(panel.marks, key=lambda mark: not isinstance(mark, Band)):
            if isinstance(mark, Rule):
                continue
            trace = _bars(chart, panel, mark, bases[id(mark)]) if isinstance(mark, Bars) else _trace(chart, panel, mark)
            found.append(trace | {
                "name": labels.isolate(mark.label), "legendgroup": "/".join(labels.entry(mark)),
                "showlegend": id(mark) in entries, "xaxis": "x", "yaxis": axis_name("y", number)})
    return found


def _trace(chart: Chart, panel: Panel, mark: Mark) -> dict[str, Any]:
    match mark:
        case Line():
            return _line(chart, panel, mark)
        case Points():
            symbol = _SYMBOLS[mark.shape] + ("-open" if mark.hollow or mark.shape == "cross" else "")
            look = {"color": mark.colour.light, "symbol": symbol, "size": 9,
                    "line": {"color": mark.colour.light, "width": 2 if mark.hollow or mark.shape == "cross" else 0}}
            return {"type": "scatter", "mode": "markers", "marker": look, **_xy(chart, panel, mark.x, mark.y),
                    **_hover(chart, panel, mark, mark.x, mark.y)}
        case Band():
            return _band(chart, panel, mark)
        case Whiskers():
            return _whiskers(chart, panel, mark)
    raise TypeError(mark)


def _line(chart: Chart, panel: Panel, mark: Line) -> dict[str, Any]:
    pairs = [(i, i) for i in range(len(mark.x))]
    if mark.step:  # Plotly ends a step at its last point, and so would not hold it up to a gap
        y = geometry.plain(mark.y, panel.y_scale)
        held = {i + 1 for i in range(len(y) - 1) if y[i] is not None and y[i + 1] is None}
        pairs = [pair for i, _ in pairs for pair in ([(i, i - 1), (i, i)] if i in held else [(i, i)])]
    x, y = [mark.x[i] for i, _ in pairs], [mark.y[j] for _, j in pairs]
    lone = set() if mark.markers else {pairs.index((i, i)) for i in geometry.lone(mark)}
    look = {"color": mark.colour.light, "width": 2.5, "dash": "dash" if mark.dashed else "solid",
            "shape": "hv" if mark.step else "linear"}
    trace = {"type": "scatter", "mode": "lines+markers" if mark.markers or lone else "lines", "line": look,
             "connectgaps": False, **_xy(chart, panel, x, y),
             **_hover(chart, panel, mark, x, y, [mark.hover[j] for _, j in pairs] if len(mark.hover) else ())}
    if mark.markers or lone:
        sizes = 7 if mark.markers else [7 if i in lone else 0 for i in range(len(pairs))]
        trace["marker"] = {"color": mark.colour.light, "size": sizes}
    return trace


def _band(chart: Chart, panel: Panel, mark: Band) -> dict[str, Any]:
    x, y = [], []
    for run in geometry.runs(mark.x, mark.low, mark.high, step=mark.step):
        x += [*(mark.x[i] for i, _ in run), *(mark.x[i] for i, _ in reversed(run)), mark.x[run[0][0]], None]
        y += [*(mark.low[j] for _, j in run), *(mark.high[j] for _, j in reversed(run)), mark.low[run[0][1]], None]
    return {"type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": mark.colour.light, "opacity": 0.25,
            "line": {"color": mark.colour.light, "width": 1}, **_xy(chart, panel, x[:-1], y[:-1]), **_NO_HOVER}


def _whiskers(chart: Chart, panel: Panel, mark: Whiskers) -> dict[str, Any]:
    at = [place for one in mark.at for place in (one, one, None)]
    ends = [end for low, high in zip(mark.low, mark.high, strict=True) for end in (low, high, None)]
    x, y = (ends, at) if mark.horizontal else (at, ends)
    return {"type": "scatter", "mode": "lines", "line": {"color": mark.colour.light, "width": 3}, "opacity": 0.6,
            "connectgaps": False, **_xy(chart, panel, x, y), **_hover(chart, panel, mark, x, y)}


def _bars(chart: Chart, panel: Panel, mark: Bars, bases: Sequence[float]) -> dict[str, Any]:
    width = geometry.bar_width(chart, panel, mark.horizontal)
    across: Axis = "y" if mark.horizontal else "x"
    if geometry.scale_of(chart, panel, across) == "date":
        width *= 86_400_000
    look: dict[str, Any] = {"color": mark.colour.light, "line": {"width": 0}}
    if mark.hollow:
        pattern = {"shape": "/", "fgcolor": mark.colour.light, "bgcolor": "rgba(0,0,0,0)", "fgopacity": 0.5, "size": 6}
        look = {"color": mark.colour.light, "pattern": pattern, "line": {"color": mark.colour.light, "width": 1.2}}
    x, y = (mark.amount, mark.at) if mark.horizontal else (mark.at, mark.amount)
    return {"type": "bar", "orientation": "h" if mark.horizontal else "v", "base": geometry.plain(bases, "number"),
            "width": width, "marker": look, **_xy(chart, panel, x, y), **_hover(chart, panel, mark, x, y)}


def _xy(chart: Chart, panel: Panel, x: Values, y: Values) -> dict[str, Any]:
    return {"x": geometry.plain(x, chart.x_scale), "y": geometry.plain(y, panel.y_scale)}


def _hover(chart: Chart, panel: Panel, mark: Mark, x: Values, y: Values, notes: Values | None = None) -> dict[str, Any]:
    notes = getattr(mark, "hover", ()) if notes is None else notes
    lines = [[_said(a, chart.x_scale), _said(b, panel.y_scale)] for a, b in zip(x, y, strict=True)]
    for texts, note in zip(lines, notes, strict=False):
        texts += labels.lines(str(note or ""), 60, 8)
    head = f"<b>{labels.isolate(mark.label)}</b><br>" if mark.label else ""
    return {"customdata": ["<br>".join(labels.isolate(text) for text in texts if text) for texts in lines],
            "hovertemplate": head + "%{customdata}<extra></extra>"}


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
