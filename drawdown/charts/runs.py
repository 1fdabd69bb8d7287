"""The marks that run from place to place, as Plotly's traces: lines, bands and whiskers."""

from collections.abc import Sequence
from typing import Any

from drawdown.charts import geometry
from drawdown.charts.chart import Band, Chart, Line, Panel, Values, Whiskers


def line(chart: Chart, panel: Panel, mark: Line, texts: Sequence[str]) -> dict[str, Any]:
    """Return a line; ``texts`` has what hovering says of each of its values."""
    pairs = _pairs(mark)
    xs, ys = list(mark.x), list(mark.y)
    lone = set() if mark.markers else {pairs.index((i, i)) for i in geometry.lone(mark)}
    mode = "markers" if len(lone) == len(pairs) else "lines+markers" if mark.markers or lone else "lines"
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
        **xy(chart, panel, [xs[i] for i, _ in pairs], [ys[j] for _, j in pairs]),
        "customdata": [texts[j] for _, j in pairs],
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


def band(chart: Chart, panel: Panel, mark: Band) -> dict[str, Any]:
    """Return a band as an area; what it spans is said of the mark that it belongs to."""
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
        **xy(chart, panel, x[:-1], y[:-1]),
        "hoverinfo": "skip",
    }


def whiskers(chart: Chart, panel: Panel, mark: Whiskers, texts: Sequence[str]) -> dict[str, Any]:
    """Return ranges; ``texts`` has what hovering says of each of them."""
    at = [place for one in mark.at for place in (one, one, None)]
    ends = [end for low, high in zip(mark.low, mark.high, strict=True) for end in (low, high, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": mark.colour.light, "width": 3},
        "opacity": 0.6,
        "connectgaps": False,
        **(xy(chart, panel, ends, at) if mark.horizontal else xy(chart, panel, at, ends)),
        "customdata": [text for one in texts for text in (one, one, "")],
    }


def xy(chart: Chart, panel: Panel, x: Values, y: Values) -> dict[str, Any]:
    """Return the values of a trace as JSON can hold them."""
    return {"x": geometry.plain(x, chart.x_scale), "y": geometry.plain(y, panel.y_scale)}
