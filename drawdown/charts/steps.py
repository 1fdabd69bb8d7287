"""The steps of an interactive figure that moves: what each step changes, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from drawdown.charts import geometry, labels
from drawdown.charts.chart import Chart, Frame, Panel, Points
from drawdown.charts.style import Colour
from drawdown.charts.traces import traces

Trace = dict[str, Any]
Edit = list[Any]  # trace, property, and either a value or a place, how many items go and which come


def resting(chart: Chart) -> Chart:
    """Return the chart as it stands on its last step, on axes that hold every step; a still chart as it is."""
    if not chart.frames:
        return chart
    return replace(chart, panels=[_roomy(chart, number) for number in range(len(chart.frames[-1].panels))])


def _roomy(chart: Chart, number: int) -> Panel:
    every = [frame.panels[number] for frame in chart.frames]
    ends = [_ends(chart, every, axis) for axis in ("x", "y")]
    if not all(ends):
        return every[-1]
    x = [geometry.day(place) for place in ends[0]] if chart.x_scale == "date" else ends[0]
    room = Points(x, ends[1], "", Colour.PAPER)
    return replace(every[-1], marks=[*every[-1].marks, room])


def _ends(chart: Chart, panels: Sequence[Panel], axis: geometry.Axis) -> list[float]:
    places = [place for panel in panels for place in geometry.reach(chart, panel, axis)]
    return [min(places), max(places)] if places else []


def described(chart: Chart, publishers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the steps of a chart: their ``title``, ``labels`` and ``notes``, and ``undo``.

    ``undo`` holds, for each step but the first, the edits that lead from it back to the step before. An edit is
    ``[trace, property, value]``, or for a list ``[trace, property, place, removed, inserted]``.
    """
    drawn = [_drawn(chart, frame, publishers) for frame in chart.frames]
    return {
        "title": chart.frames_title,
        "labels": [labels.isolate(frame.label) for frame in chart.frames],
        "notes": [frame.note for frame in chart.frames],
        "undo": [_edits(after, before) for before, after in zip(drawn, drawn[1:], strict=False)],
    }


def _drawn(chart: Chart, frame: Frame, publishers: Mapping[str, str] | None) -> list[Trace]:
    return traces(replace(chart, panels=frame.panels), publishers)


def _edits(old: Sequence[Trace], new: Sequence[Trace]) -> list[Edit]:
    found: list[Edit] = []
    for number, (was, becomes) in enumerate(zip(old, new, strict=True)):
        for name in sorted(was.keys() | becomes.keys()):
            left, right = was.get(name), becomes.get(name)
            if left == right:
                continue
            lists = isinstance(left, list) and isinstance(right, list)
            found.append([number, name, *(_splice(left, right) if lists else [right])])  # type: ignore[arg-type]
    return found


def _splice(old: list[Any], new: list[Any]) -> list[Any]:
    """Return where the lists differ: the place, how many items of the old go, and which of the new come."""
    least = min(len(old), len(new))
    start = next((i for i in range(least) if old[i] != new[i]), least)
    end = next((i for i in range(least - start) if old[-1 - i] != new[-1 - i]), least - start)
    return [start, len(old) - end - start, new[start : len(new) - end]]
