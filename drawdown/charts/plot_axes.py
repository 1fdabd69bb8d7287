"""The axes of the interactive rendering."""

from typing import Any

from drawdown.charts import axes, geometry, labels
from drawdown.charts.chart import Bars, Chart, Panel
from drawdown.charts.geometry import Axis
from drawdown.charts.style import Colour
from drawdown.charts.traces import axis_name

INCH = 88  # pixels
ROW = 17  # pixels, a line of text
PHONE = 340  # pixels: what a label must fit at the narrowest


def across(chart: Chart, panels: int) -> dict[str, Any]:
    """Return the horizontal axis that the panels share."""
    panel = chart.panels[0]
    axis = _scale(chart, panel, "x")
    span = geometry.limits(chart, chart.panels, "x")
    if chart.x_scale == "date" and span:
        axis["range"] = [geometry.day(place) for place in span]
    elif chart.x_scale == "number" and span and axis["type"] == "linear":
        axis["range"] = list(span)
    return axis | {
        "anchor": axis_name("y", panels),
        "title": {"text": labels.hypertext(title(chart)), "font": {"size": 13, "color": Colour.MUTED.light}},
        "showgrid": geometry.value_axis(chart, panel) == "x" or panel.y_scale == "category",
    }


def title(chart: Chart) -> list[str]:
    """Return the lines that say what the horizontal axis counts: short ones where names take half of a phone."""
    narrow = any(panel.y_scale == "category" for panel in chart.panels)
    return labels.lines(chart.x_title, 20 if narrow else 44)


def upwards(chart: Chart, panel: Panel, domain: list[float]) -> dict[str, Any]:
    """Return the vertical axis of a panel, on its share of the height."""
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
            few = 4 if panel.y_scale == "category" else 5  # as many as stand side by side on a phone, beside the names
            return look | {"type": "date", "nticks": few, "tickangle": 0}
        case _:
            return look | {"tickformat": ",~f"} | _numbers(chart, panel, axis)


def _categories(chart: Chart, panel: Panel, axis: Axis) -> dict[str, Any]:
    names = geometry.order(chart, panel, axis)
    most = max(1, min(3, int(chart.height * INCH / max(1, len(names)) / ROW))) if axis == "y" else 3
    one = [[name] for name in labels.told_apart(names, 28)]
    wrapped = one if most == 1 else [labels.lines(name, 22, most) for name in names]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names,
        "tickvals": names,
        "ticktext": [labels.hypertext(lines) for lines in wrapped],
        "range": [-0.5, len(names) - 0.5],
    }


def _numbers(chart: Chart, panel: Panel, axis: Axis) -> dict[str, Any]:
    span = geometry.limits(chart, [panel], axis)
    if span and chart.mirrored and axis == "x":
        ticks = axes.horizontal(chart, span, PHONE / INCH)
        return {
            "type": "linear",
            "tickvals": [tick.place for tick in ticks],
            "ticktext": [tick.lines[0] for tick in ticks],
        }
    if span and axis == geometry.value_axis(chart, panel) and geometry.logarithmic(chart, panel):
        return {"type": "log", "dtick": "D2" if span[1] < 100 * span[0] else 1}
    if axis == "x":
        return {"type": "linear", "nticks": 4 if panel.y_scale == "category" else 7, "tickangle": 0}
    return {"type": "linear", "nticks": max(4, min(7, int(chart.height / 0.4)))}
