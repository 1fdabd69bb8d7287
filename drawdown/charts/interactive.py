"""The interactive rendering: a Plotly figure as plain data, drawn when the reader asks for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from drawdown.charts import axes, geometry, labels, rules, steps
from drawdown.charts.chart import Bars, Chart, Panel, Rule
from drawdown.charts.geometry import Axis
from drawdown.charts.style import Colour
from drawdown.charts.traces import axis_name, traces

INCH = 88  # pixels
_ROW = 17  # pixels, a line of text
_LETTER = 6.6  # pixels
_BETWEEN = 12  # pixels between panels
_PHONE = 340  # pixels: what a label must fit at the narrowest
_NUMERALS = [
    {"dtickrange": [None, "M1"], "value": "%Y-%m-%d"},
    {"dtickrange": ["M1", "M12"], "value": "%Y-%m"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]

Head = tuple[Rule, int, bool]  # a rule, the row of its label, whether that runs to the left


def figure(chart: Chart) -> dict[str, Any]:
    """Return the chart as the ``data`` and ``layout`` of a Plotly figure, in plain lists.

    ``layout.meta.colours`` maps each colour of a light page to the one for a dark page; ``layout.meta.steps`` holds
    the steps of a chart that moves, which stands on the last of them.
    """
    from plotly.graph_objects import Figure

    moving, chart = chart, steps.resting(chart)
    shown = chart.panels if not chart.empty else ()
    heads = [_head(chart, own) for own in rules.of(chart)] if shown else []
    drawn = traces(replace(chart, panels=moving.frames[-1].panels) if moving.frames else chart) if shown else []
    made = Figure(data=drawn, layout=_layout(chart, shown, heads)).to_plotly_json()
    made["layout"].pop("template", None)
    if moving.frames and shown:
        made["layout"]["meta"]["steps"] = steps.described(moving)
    return {"data": made["data"], "layout": made["layout"]}


def _head(chart: Chart, own: Sequence[Rule]) -> list[Head]:
    low, high = geometry.limits(chart, chart.panels, "x") or (0.0, 1.0)
    places = [
        (place - low) / (high - low) * 0.8 * _PHONE
        for place in geometry.positions([rule.x for rule in own], chart.x_scale)
    ]
    widths = [_LETTER * len(rule.label) + 10 if rule.label else 0 for rule in own]
    rows = rules.stagger(places, widths, 0.8 * _PHONE)
    return [(rule, row, leftwards) for rule, (row, leftwards) in zip(own, rows, strict=True)]


def _layout(chart: Chart, panels: Sequence[Panel], heads: Sequence[Sequence[Head]]) -> dict[str, Any]:
    tops = [_top(panel, head) for panel, head in zip(panels, heads, strict=True)]
    plot = chart.height * INCH
    inner = sum(tops) + plot * len(panels) + _BETWEEN * max(0, len(panels) - 1) or 60.0
    legend = 10 + (24 * _legend_rows(chart) if panels else 0)
    foot = 44 + (22 if chart.x_title else 0) if panels else 10
    layout = _look() | {"height": round(inner + foot + legend), "margin": {"l": 8, "r": 14, "t": legend, "b": foot}}
    if not panels:
        text = "<br>".join(labels.isolate(line) for line in labels.lines(labels.nothing(chart), 44))
        return layout | {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "annotations": [_note(text)]}
    layout |= {"xaxis": _x(chart, len(panels)), "annotations": [], "shapes": []}
    down = inner
    for number, (panel, head, top) in enumerate(zip(panels, heads, tops, strict=True), 1):
        domain = [max(0.0, round((down - top - plot) / inner, 5)), round((down - top) / inner, 5)]
        down -= top + plot + _BETWEEN
        layout[axis_name("yaxis", number)] = _y(chart, panel, domain)
        layout["annotations"] += _titles(panel, number, top) + _names(chart, head, number)
        layout["shapes"] += _rules(chart, head, number, plot)
    return layout


def _look() -> dict[str, Any]:
    return {
        "autosize": True,
        "barmode": "overlay",
        "hovermode": "closest",
        "separators": ".,",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, 'Noto Sans Arabic', sans-serif", "size": 13, "color": Colour.INK.light},
        "hoverlabel": {
            "bgcolor": Colour.PAPER.light,
            "bordercolor": Colour.MUTED.light,
            "align": "left",
            "font": {"color": Colour.INK.light},
        },
        "legend": {"orientation": "h", "x": 0, "y": 1, "xref": "container", "yref": "container", "yanchor": "top"},
        "meta": {"colours": {colour.light: colour.dark for colour in Colour}},
    }


def _top(panel: Panel, head: Sequence[Head]) -> float:
    rows = 1 + max((row for rule, row, _ in head if rule.label), default=-1)
    return (bool(panel.title) + bool(panel.y_title) + rows) * _ROW + 12.0


def _legend_rows(chart: Chart) -> int:
    rows, used = 0, float(_PHONE)
    for mark in labels.legend(chart):
        width = 46 + _LETTER * len(mark.label)
        if used + width > _PHONE:
            rows, used = rows + 1, 0.0
        used += width
    return rows


def _x(chart: Chart, panels: int) -> dict[str, Any]:
    panel = chart.panels[0]
    axis = _scale(chart, panel, "x")
    span = geometry.limits(chart, chart.panels, "x")
    if chart.x_scale == "date" and span:
        axis["range"] = [geometry.day(place) for place in span]
    elif chart.x_scale == "number" and span and axis["type"] == "linear":
        axis["range"] = list(span)
    return axis | {
        "anchor": axis_name("y", panels),
        "title": {"text": labels.isolate(chart.x_title), "font": {"size": 13, "color": Colour.MUTED.light}},
        "showgrid": geometry.value_axis(chart, panel) == "x" or panel.y_scale == "category",
    }


def _y(chart: Chart, panel: Panel, domain: list[float]) -> dict[str, Any]:
    axis = _scale(chart, panel, "y")
    lying = any(isinstance(mark, Bars) and mark.horizontal for mark in panel.marks)
    if panel.y_scale == "category":
        axis["range"].reverse()
    elif chart.frames and axis["type"] == "linear" and (span := geometry.limits(chart, [panel], "y")):
        axis["range"] = list(span)  # the axis stands still while the values move
    elif panel.zero and not geometry.logarithmic(chart, panel):
        axis["rangemode"] = "tozero"
    if chart.aspect:
        axis |= {"scaleanchor": "x", "scaleratio": chart.aspect}
    return axis | {"domain": domain, "anchor": "x", "showgrid": not lying}


def _scale(chart: Chart, panel: Panel, axis: Axis) -> dict[str, Any]:
    look: dict[str, Any] = {
        "automargin": True,
        "gridcolor": Colour.GRID.light,
        "gridwidth": 1,
        "zerolinecolor": Colour.MUTED.light,
        "zerolinewidth": 1,
        "linecolor": Colour.MUTED.light,
        "showline": axis == "x",
        "tickfont": {"color": Colour.MUTED.light},
    }
    match geometry.scale_of(chart, panel, axis):
        case "category":
            return look | _categories(chart, panel, axis)
        case "date":
            # Plotly knows English months only; elsewhere numerals stand for them
            return look | {"type": "date", "nticks": 7} | ({} if labels.rightward() else {"tickformatstops": _NUMERALS})
        case _:
            return look | {"tickformat": ",~f"} | _numbers(chart, panel, axis)


def _categories(chart: Chart, panel: Panel, axis: Axis) -> dict[str, Any]:
    names = geometry.order(chart, panel, axis)
    most = max(1, min(3, int(chart.height * INCH / max(1, len(names)) / _ROW))) if axis == "y" else 3
    wrapped = [labels.lines(name, 22 if most > 1 else 28, most) for name in names]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names,
        "tickvals": names,
        "ticktext": ["<br>".join(labels.isolate(line) for line in lines) for lines in wrapped],
        "range": [-0.5, len(names) - 0.5],
    }


def _numbers(chart: Chart, panel: Panel, axis: Axis) -> dict[str, Any]:
    span = geometry.limits(chart, [panel], axis)
    if span and chart.mirrored and axis == "x":
        ticks = axes.horizontal(chart, span, _PHONE / INCH)
        return {
            "type": "linear",
            "tickvals": [tick.place for tick in ticks],
            "ticktext": [tick.lines[0] for tick in ticks],
        }
    if span and axis == geometry.value_axis(chart, panel) and geometry.logarithmic(chart, panel):
        return {"type": "log", "dtick": "D2" if span[1] < 100 * span[0] else 1}
    return {"type": "linear", "nticks": 7 if axis == "x" else max(4, min(7, int(chart.height / 0.4)))}


def _titles(panel: Panel, number: int, top: float) -> list[dict[str, Any]]:
    texts = [f"<b>{labels.isolate(panel.title)}</b>"] if panel.title else []
    texts += [labels.isolate(panel.y_title)] if panel.y_title else []
    side = (
        {"xref": "paper", "x": 0, "xanchor": "left"}
        if labels.rightward()
        else {"xref": "paper", "x": 1, "xanchor": "right"}
    )
    return [
        _note(text)
        | side
        | {"yref": axis_name("y", number) + " domain", "y": 1, "yanchor": "top", "yshift": round(top - row * _ROW)}
        for row, text in enumerate(texts)
    ]


def _names(chart: Chart, head: Sequence[Head], number: int) -> list[dict[str, Any]]:
    return [
        _note(labels.isolate(rule.label))
        | {
            "xref": "x",
            "x": geometry.plain([rule.x], chart.x_scale)[0],
            "xanchor": "right" if leftwards else "left",
            "yref": axis_name("y", number) + " domain",
            "y": 1,
            "yanchor": "bottom",
            "yshift": row * _ROW,
            "xshift": -3 if leftwards else 3,
            "font": {"size": 12, "color": Colour.MUTED.light},
        }
        for rule, row, leftwards in head
        if rule.label
    ]


def _rules(chart: Chart, head: Sequence[Head], number: int, plot: float) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": axis_name("y", number) + " domain",
            "layer": "below",
            "x0": geometry.plain([rule.x], chart.x_scale)[0],
            "x1": geometry.plain([rule.x], chart.x_scale)[0],
            "y0": 0,
            "y1": round(1 + ((row + 1) * _ROW / plot if rule.label else 0), 4),
            "line": {"color": Colour.MUTED.light, "width": 1, "dash": "dot"},
        }
        for rule, row, _ in head
    ]


def _note(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "font": {"color": Colour.MUTED.light} if not text.startswith("<b>") else {"color": Colour.INK.light},
    }
