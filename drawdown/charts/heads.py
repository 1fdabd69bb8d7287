"""The names of stacked bars, written above the parts of the first of them."""

from itertools import pairwise

from drawdown.charts import geometry, labels, shapes
from drawdown.charts.axes import measure
from drawdown.charts.chart import Bars, Chart, Panel
from drawdown.charts.direct import Name
from drawdown.charts.formats import Format
from drawdown.charts.ground import Ground

_BETWEEN = 9.0  # points from one name to the next


def above(chart: Chart, panel: Panel, ground: Ground, form: Format) -> list[Name]:
    """Return the names of lying bars above the first row, all of them or none, at the left of what they name."""
    bars = [
        (mark, bases)
        for mark, bases in geometry.stacked(panel)
        if mark.horizontal and any(mark is own for own in labels.legend(chart))
    ]
    if len(chart.panels) > 1 or len(bars) < 2:
        return []
    found = []
    for mark, bases in bars:
        rows = shapes.boxes(chart, panel, mark, bases)
        first = [box for box in rows if min(y for _, y in box) < 0 < max(y for _, y in box)]
        if not first:
            return []
        found.append(_head(mark, [ground.spot(x, y)[0] for x, y in first[0]], form, max(x for x, _ in first[0]) <= 0))
    found.sort(key=lambda name: name.box[0])
    apart = all(before.box[2] + _BETWEEN <= after.box[0] for before, after in pairwise(found))
    inside = found[0].box[0] >= 0 and found[-1].box[2] <= ground.width
    return found if apart and inside else []


def _head(mark: Bars, ends: list[float], form: Format, leftwards: bool) -> Name:
    width = measure(mark.label, size=form.size) * 72
    left = max(ends) - width if leftwards else min(ends)
    box = left, 0.0, left + width, form.line * 72
    return Name([mark.label], box, "left" if leftwards else "right", mark.colour.text, labels.entry(mark))
