"""The interactive rendering: a Plotly figure as plain data, drawn when the reader asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from drawdown.charts import geometry, labels, plot_axes, rules, steps
from drawdown.charts.chart import Chart, Panel, Rule
from drawdown.charts.formats import WIDE
from drawdown.charts.plot_axes import INCH, PHONE, ROW
from drawdown.charts.style import Colour, families
from drawdown.charts.traces import axis_name, traces

_LETTER = 6.6  # pixels
_BETWEEN = 12  # pixels between panels
_CONTROL = 40  # pixels, a row of the page's controls
_STEPS = 130  # pixels, what leads through the steps of a chart that moves

_NAME = 22  # letters of a line of a rule's label

Head = tuple[Rule, list[str], int, bool]  # a rule, the lines of its label, their row, whether they run to the left


def figure(chart: Chart, publishers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the chart as the ``data`` and ``layout`` of a Plotly figure, in plain lists.

    ``layout.meta.colours`` maps each colour of a light page to the one for a dark page; ``layout.meta.room`` is the
    height in pixels that the figure needs on a phone, with the page's controls above it; ``layout.meta.steps`` holds
    the steps of a chart that moves, which stands on the last of them. Hovering names the ``publishers`` of the
    sources, by their keys.
    """
    from plotly.graph_objects import Figure

    moving, chart = chart, steps.resting(chart)
    shown = chart.panels if not chart.empty else ()
    heads = [_head(chart, own) for own in rules.of(chart)] if shown else []
    still = replace(chart, panels=moving.frames[-1].panels) if moving.frames else chart
    drawn = traces(still, publishers) if shown else []
    made = Figure(data=drawn, layout=_layout(chart, shown, heads)).to_plotly_json()
    made["layout"].pop("template", None)
    if moving.frames and shown:
        made["layout"]["meta"]["steps"] = steps.described(moving, publishers)
    return {"data": made["data"], "layout": made["layout"]}


def _head(chart: Chart, own: Sequence[Rule]) -> list[Head]:
    low, high = geometry.limits(chart, chart.panels, "x") or (0.0, 1.0)
    places = [
        (place - low) / (high - low) * 0.8 * PHONE
        for place in geometry.positions([rule.x for rule in own], chart.x_scale)
    ]
    gaps = [int((after - at - 10) / _LETTER) for at, after in pairwise([*places, *places[-1:]])]
    texts = [
        labels.broken(rule.label, gap) or labels.lines(rule.label, _NAME) for rule, gap in zip(own, gaps, strict=True)
    ]
    widths = [_LETTER * max(map(len, text)) + 10 if text else 0 for text in texts]
    rows = rules.stagger(places, widths, 0.8 * PHONE, [len(text) for text in texts])
    return [(rule, text, row, leftwards) for rule, text, (row, leftwards) in zip(own, texts, rows, strict=True)]


def _layout(chart: Chart, panels: Sequence[Panel], heads: Sequence[Sequence[Head]]) -> dict[str, Any]:
    tops = [_top(panel, head) for panel, head in zip(panels, heads, strict=True)]
    plot = chart.height * INCH
    inner = sum(tops) + plot * len(panels) + _BETWEEN * max(0, len(panels) - 1) or 60.0
    entries = _legend_rows(chart) if panels else 0
    legend, foot = 10 + 24 * entries, 44 + 20 * len(plot_axes.title(chart)) if panels else 10
    layout = _look() | {"height": round(inner + foot + legend), "margin": {"l": 8, "r": 14, "t": legend, "b": foot}}
    less = plot * (1 - PHONE / WIDE.width / INCH) if chart.aspect else 0.0  # a map is as high as it is wide
    room = inner - less * len(panels) + foot + _CONTROL * (entries + 1) + (_STEPS if chart.frames else 0)
    layout["meta"]["room"] = round(room)
    if not panels:
        text = labels.hypertext(labels.lines(labels.nothing(chart), 44))
        return layout | {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "annotations": [_note(text)]}
    layout |= {"xaxis": plot_axes.across(chart, len(panels)), "annotations": [], "shapes": []}
    down = inner
    for number, (panel, head, top) in enumerate(zip(panels, heads, tops, strict=True), 1):
        domain = [max(0.0, round((down - top - plot) / inner, 5)), round((down - top) / inner, 5)]
        down -= top + plot + _BETWEEN
        layout[axis_name("yaxis", number)] = plot_axes.upwards(chart, panel, domain)
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
        "font": {"family": families(), "size": 13, "color": Colour.INK.light},
        "hoverlabel": {
            "bgcolor": Colour.PAPER.light,
            "bordercolor": Colour.MUTED.light,
            "align": "left" if labels.rightward() else "right",
            "font": {"color": Colour.INK.light},
        },
        "legend": {"orientation": "h", "x": 0, "y": 1, "xref": "container", "yref": "container", "yanchor": "top"},
        "meta": {"colours": {colour.light: colour.dark for colour in Colour}},
    }


def _top(panel: Panel, head: Sequence[Head]) -> float:
    rows = max((row + len(text) for _, text, row, _ in head if text), default=0)
    return (bool(panel.title) + bool(panel.y_title) + rows) * ROW + 12.0


def _legend_rows(chart: Chart) -> int:
    rows, used = 0, float(PHONE)
    for mark in labels.legend(chart):
        width = 46 + _LETTER * len(mark.label)
        if used + width > PHONE:
            rows, used = rows + 1, 0.0
        used += width
    return rows


def _titles(panel: Panel, number: int, top: float) -> list[dict[str, Any]]:
    texts = [f"<b>{labels.hypertext([panel.title])}</b>"] if panel.title else []
    texts += [labels.hypertext([panel.y_title])] if panel.y_title else []
    side = (
        {"xref": "paper", "x": 0, "xanchor": "left"}
        if labels.rightward()
        else {"xref": "paper", "x": 1, "xanchor": "right"}
    )
    return [
        _note(text)
        | side
        | {"yref": axis_name("y", number) + " domain", "y": 1, "yanchor": "top", "yshift": round(top - row * ROW)}
        for row, text in enumerate(texts)
    ]


def _names(chart: Chart, head: Sequence[Head], number: int) -> list[dict[str, Any]]:
    return [
        _note(labels.hypertext(text))
        | {
            "xref": "x",
            "x": geometry.plain([rule.x], chart.x_scale)[0],
            "xanchor": "right" if leftwards else "left",
            "yref": axis_name("y", number) + " domain",
            "y": 1,
            "yanchor": "bottom",
            "yshift": row * ROW,
            "align": "right" if leftwards or not labels.rightward() else "left",
            "xshift": -3 if leftwards else 3,
            "font": {"size": 12, "color": Colour.MUTED.light},
        }
        for rule, text, row, leftwards in head
        if text
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
            "y1": round(1 + ((row + len(text)) * ROW / plot if text else 0), 4),
            "line": {"color": Colour.MUTED.light, "width": 1, "dash": "dot"},
        }
        for rule, text, row, _ in head
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
