"""Both renderings of a figure draw what its description says, and nothing that varies."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import language
from drawdown.charts import geometry, grid, interactive, labels, rules, static, vector
from drawdown.charts.chart import Band, Bars, Chart, Frame, Hover, Line, Mark, Panel, Points, Rule, Whiskers
from drawdown.charts.style import Colour

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [dt.date(2024, 8, 24), dt.date(2024, 9, 27), dt.date(2025, 9, 30)]
ISO = ["2024-08-24", "2024-09-27", "2025-09-30"]
MARKS: dict[str, Mark] = {
    "line": Line(DAYS, [2500, 2400, 2000], "Level", Colour.BLUE, hover=Hover(notes=["a", "b", "c"])),
    "step": Line(DAYS, [2500, None, 2000], "Level", Colour.BLUE, step=True, dashed=True),
    "band": Band(DAYS, [2300, 2200, 1800], [2600, 2500, 2100], "Range", Colour.SKY),
    "points": Points(DAYS, [1, 2, 3], "Plan", Colour.PURPLE, "diamond", hollow=True),
    "cross": Points(DAYS, [1, 2, 3], "Plan", Colour.PURPLE, "cross"),
    "whiskers": Whiskers(DAYS, [1, 2, 3], [2, 4, 6], "Interval", Colour.RED),
    "bars": Bars(DAYS, [1, 2, 3], "Attacks", Colour.ORANGE),
    "hollow bars": Bars(DAYS, [1, 2, 3], "Claims", Colour.GREY, hollow=True),
}
NAMES = ["Parliament", "Government", "Street"]


def chart(*marks: Mark, key: str = "levels", **changes: Any) -> Chart:
    """One panel of marks over dates."""
    return several([Panel(marks)], key=key, **changes)


def several(panels: Sequence[Panel], key: str = "levels", **changes: Any) -> Chart:
    """A chart of panels, with whatever else it needs."""
    return replace(Chart(key, "Title", "Caption", 'Down to <2,500> & "fewer"', pd.DataFrame(), panels), **changes)


def root(shown: Chart) -> ET.Element:
    """The parsed drawing."""
    return ET.fromstring(static.svg(shown))


def words(shown: Chart) -> list[str]:
    """Every text of the drawing."""
    return ["".join(element.itertext()) for element in root(shown).iter(f"{SVG}text")]


def traces(shown: Chart) -> list[dict[str, Any]]:
    return interactive.figure(shown)["data"]


def strokes(shown: Chart, colour: Colour) -> list[str]:
    """The path data drawn in a colour, outside definitions."""
    read = root(shown)
    above = {part: group for group in read.iter() for part in group}
    styles = {e: e.get("style", "") + above[e].get("style", "") for e in read.iter(f"{SVG}path")}
    return [e.attrib["d"] for e, style in styles.items() if colour.css in style and not e.get("id")]


def points(path: str) -> list[tuple[float, float]]:
    """The points of a path of straight lines."""
    found: list[tuple[float, float]] = []
    for command, part in re.findall(r"([Mlhvz])([^Mlhvz]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", part)]
        pairs = {"h": [(number, 0.0) for number in numbers], "v": [(0.0, number) for number in numbers]}
        for x, y in pairs.get(command) or zip(numbers[::2], numbers[1::2], strict=True):
            before = found[-1] if command != "M" else (0.0, 0.0)
            found.append((before[0] + x, before[1] + y))
    return found


# --- what is drawn


@pytest.mark.parametrize("name", MARKS)
def test_each_kind_of_mark_is_drawn_by_both(name: str) -> None:
    mark = MARKS[name]
    assert not isinstance(mark, Rule)
    unnamed = static.svg(chart(replace(mark, label="")))
    assert mark.colour.css in unnamed, "the colour is in the drawing, not only in its legend"
    assert mark.label in words(chart(mark))
    [trace] = traces(chart(mark))
    assert trace["name"] == mark.label and trace["showlegend"]
    assert mark.colour.light in json.dumps(trace)


def test_the_interactive_values_are_those_of_the_marks() -> None:
    line, points_, bars = (traces(chart(MARKS[name]))[0] for name in ("line", "points", "bars"))
    assert (line["x"], line["y"]) == (ISO, [2500, 2400, 2000])
    assert (points_["x"], points_["y"]) == (ISO, [1, 2, 3])
    assert (bars["x"], bars["y"], bars["base"]) == (ISO, [1, 2, 3], [0, 0, 0])
    [whiskers] = traces(chart(MARKS["whiskers"]))
    assert whiskers["y"] == [1, 2, None, 2, 4, None, 3, 6, None]
    [band] = traces(chart(MARKS["band"]))
    assert band["x"] == [*ISO, *reversed(ISO), ISO[0]]
    assert band["y"] == [2300, 2200, 1800, 2100, 2500, 2600, 2300]
    assert band["hoverinfo"] == "skip"


def test_a_pandas_series_is_drawn_by_its_places_not_its_labels() -> None:
    rows = pd.DataFrame({"x": pd.to_datetime(ISO), "y": [5, 6, 7]}, index=[30, 10, 20])
    shown = chart(
        Line(rows["x"], rows["y"], "A", Colour.BLUE), Band(rows["x"], rows["y"], rows["y"] + 1, "B", Colour.RED)
    )
    band, line = traces(shown)
    assert (line["x"], line["y"], band["y"]) == (ISO, [5, 6, 7], [5, 6, 7, 8, 7, 6, 5])
    assert static.svg(shown)


def test_the_static_line_is_to_scale() -> None:
    days = [dt.date(2024, 1, 1), dt.date(2024, 1, 11), dt.date(2024, 1, 31)]
    [path] = strokes(chart(Line(days, [0, 50, 100], "", Colour.BLUE)), Colour.BLUE)
    (x0, y0), (x1, y1), (x2, y2) = points(path)
    assert (x2 - x0) == pytest.approx(3 * (x1 - x0), abs=0.3)
    assert (y0 - y2) == pytest.approx(2 * (y0 - y1), abs=0.3)
    assert y0 > y2, "more is higher"


def test_a_step_is_held_up_to_a_gap() -> None:
    step = MARKS["step"]
    [path] = strokes(chart(replace(step, label="")), Colour.BLUE)[:1]
    (x0, y0), (x1, y1) = points(path)[:2]
    assert x1 > x0 and y1 == y0
    [trace] = traces(chart(step))
    assert trace["x"] == [ISO[0], ISO[1], ISO[1], ISO[2]]
    assert trace["y"] == [2500, 2500, None, 2000]


def test_bars_stack_where_they_share_a_place_and_below_zero_apart() -> None:
    first, second = Bars(NAMES, [1, 2, -3], "A", Colour.BLUE), Bars(NAMES[::-1], [-1, 5, 4], "B", Colour.RED)
    panel = Panel([first, second])
    assert [bases for _, bases in geometry.stacked(panel)] == [[0, 0, 0], [-3, 2, 1]]
    shown = several([panel], x_scale="category")
    assert [trace["base"] for trace in traces(shown)] == [[0, 0, 0], [-3, 2, 1]]
    assert geometry.limits(shown, [panel], "y") == pytest.approx((-4 - 0.06 * 11, 7 + 0.06 * 11))


def test_a_bar_of_nothing_leaves_no_line() -> None:
    shown = chart(Bars(DAYS, [0, None, 4], "", Colour.GREY, hollow=True))
    assert traces(shown)[0]["marker"]["line"]["width"] == [0, 0, 1.2]
    assert strokes(shown, Colour.GREY)[0].count("M") == 1


def test_a_base_is_where_a_bar_starts() -> None:
    bars = Bars(NAMES, [1, 2, 3], "A", Colour.BLUE, base=[10, 20, 30], horizontal=True)
    shown = several([Panel([bars], y_scale="category", categories=NAMES)], x_scale="number")
    [trace] = traces(shown)
    assert (trace["base"], trace["x"], trace["y"], trace["orientation"]) == ([10, 20, 30], [1, 2, 3], NAMES, "h")
    boxes = [points(f"M{part}") for part in strokes(replace(shown), Colour.BLUE)[0].split("M")[1:]]
    lefts, widths = [box[0][0] for box in boxes], [box[2][0] - box[0][0] for box in boxes]
    assert lefts == sorted(lefts) and lefts[0] > 50
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.3)
    assert [box[0][1] for box in boxes] == sorted(box[0][1] for box in boxes), "the first category is at the top"


def test_categories_keep_their_order_and_none_is_lost() -> None:
    panel = Panel([Points(NAMES, ["b", "c", "a"], "", Colour.BLUE)], y_scale="category", categories=["a", "b"])
    shown = several([panel], x_scale="category", x_categories=NAMES[::-1])
    assert geometry.order(shown, panel, "y") == ["a", "b", "c"]
    assert geometry.order(shown, panel, "x") == NAMES[::-1]
    layout = interactive.figure(shown)["layout"]
    assert layout["yaxis"]["categoryarray"] == ["a", "b", "c"] and layout["yaxis"]["range"] == [2.5, -0.5]
    assert [word for word in words(shown) if word in NAMES] == NAMES[::-1]


def test_what_stands_alone_gets_a_marker() -> None:
    line = Line(DAYS, [1, None, 2], "", Colour.BLUE)
    assert geometry.lone(line) == [0, 2]
    assert [path.count("M") for path in strokes(chart(line), Colour.BLUE)] == [2], "two dots in one path"
    [trace] = traces(chart(line))
    assert (trace["mode"], trace["marker"]["size"]) == ("lines+markers", [7, 0, 7])
    single = chart(Line(DAYS[:1], [2500], "One", Colour.BLUE))
    assert [path[-2:] for path in strokes(single, Colour.BLUE)][-1] == "h0"
    assert traces(single)[0]["mode"] == "markers"


def test_a_log_scale_shows_powers_and_survives_zero() -> None:
    shown = several(
        [Panel([Line(DAYS, [1, 0, 10_000], "", Colour.BLUE), Bars(DAYS, [0, 5, 7], "", Colour.RED)], log=True)]
    )
    assert {"1", "100", "10,000"} <= set(words(shown))
    assert interactive.figure(shown)["layout"]["yaxis"]["type"] == "log"
    nothing = several([Panel([Line(DAYS, [0, 0, 0], "", Colour.BLUE)], log=True)])
    assert interactive.figure(nothing)["layout"]["yaxis"]["type"] == "linear"
    assert static.svg(nothing)


# --- legend, rules, words


def test_the_legend_names_a_label_and_colour_once() -> None:
    band, line = Band(DAYS, [1, 1, 1], [2, 2, 2], "Level", Colour.BLUE), replace(MARKS["line"])
    other = replace(line, colour=Colour.RED)
    shown = several([Panel([band, line]), Panel([line, other, Rule(DAYS[0], "Talks")])])
    assert labels.legend(shown) == [line, other]
    assert words(shown).count("Level") == 2
    assert [trace["name"] for trace in traces(shown) if trace["showlegend"]] == ["Level", "Level"]
    assert words(chart(replace(line, label=""))).count("") == 0


def test_a_rule_is_named_once_and_drawn_in_every_panel() -> None:
    rule = Rule(DAYS[1], "Two-phase plan")
    shown = several([Panel([MARKS["line"], rule]), Panel([MARKS["line"], rule])])
    assert words(shown).count("Two-phase plan") == 1
    layout = interactive.figure(shown)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [ISO[1]] * 2
    assert [note["text"] for note in layout["annotations"]].count("Two-phase plan") == 1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 60)), max_size=8))
def test_no_label_of_a_rule_lies_on_another(places: list[tuple[float, float]]) -> None:
    found = rules.stagger([place for place, _ in places], [width for _, width in places], 100)
    boxes = [
        (row, place - width, place) if left else (row, place, place + width)
        for (place, width), (row, left) in zip(places, found, strict=True)
    ]
    for i, (row, low, high) in enumerate(boxes):
        assert all(row != other or high <= start or end <= low for other, start, end in boxes[:i])


def test_rules_run_through_no_label_where_rows_can_prevent_it() -> None:
    assert rules.stagger([10, 20, 60], [30, 20, 20], 100) == [(1, False), (0, False), (0, False)]
    assert rules.stagger([80, 95], [12, 30], 100) == [(0, False), (1, True)]


def test_a_label_that_ends_at_the_rule_of_another_stands_above_it() -> None:
    assert rules.stagger([10, 90], [10, 79], 100) == [(0, False), (1, True)]


def test_a_label_is_broken_before_the_next_rule_in_both_renderings() -> None:
    days = [dt.date(year, 1, 1) for year in (2003, 2012, 2021, 2026)]
    line = Line(days, [4, 3, 2, 1], "", Colour.BLUE)
    shown = chart(line, Rule(days[1], "Exit under the withdrawal agreement"), Rule(days[2], "Cut"))
    for drawn in (words(shown), [t for note in notes(shown) for t in note.split("<br>")]):
        assert "Exit under the withdrawal agreement" not in drawn and "Cut" in drawn
        assert any(word.startswith("Exit under") for word in drawn) and any(w.endswith("agreement") for w in drawn)


def notes(shown: Chart) -> list[str]:
    return [note["text"] for note in interactive.figure(shown)["layout"]["annotations"]]


def test_no_line_ends_within_a_date_or_behind_a_hyphen() -> None:
    assert labels.lines("From 17 October 2023 to 2 November 2023", 26) == ["From 17 October 2023 to", "2 November 2023"]
    assert labels.lines("MSS Green Village (al-Omar field)", 22) == ["MSS Green Village", "(al-Omar field)"]


def test_no_two_names_are_shortened_to_the_same() -> None:
    names = ["US Department of Defense (Iraq)", "US Department of Defense (Syria)", "White House"]
    assert labels.told_apart(names, 28) == ["US Department of… (Iraq)", "US Department of… (Syria)", "White House"]
    same = ["A name that is too long here", "A name that is too short here"]
    assert labels.told_apart(same, 20) == same


def test_the_legend_is_neutral_where_panels_have_colours_of_their_own() -> None:
    line = MARKS["line"]
    other = replace(line, label="", colour=Colour.ORANGE)
    shown, plain = several([Panel([line]), Panel([other])]), several([Panel([line]), Panel([replace(line, label="")])])
    assert (labels.shade(shown, line), labels.shade(plain, line)) == (Colour.MUTED, line.colour)
    assert [trace.get("meta") for trace in traces(shown)] == [{"swatch": Colour.MUTED.light}, None]
    second = replace(line, label="Second", colour=Colour.ORANGE)
    repeated = several([Panel([line, second]), Panel([replace(line, label=""), replace(second, label="")])])
    assert [labels.shade(repeated, mark) for mark in (line, second)] == [line.colour, Colour.ORANGE]
    one = several([Panel([line, second]), Panel([replace(second, label="")])])
    assert labels.shade(one, line) == line.colour, "a panel may lack a series"


def test_no_line_of_the_grid_runs_through_a_name() -> None:
    places = Points([0, 10], [0, 10], "", Colour.BLUE, sizes=[4, 4], names=["Low", "High"])
    shown = chart(places, x_scale="number", aspect=1.0)
    [trace] = traces(shown)
    assert (trace["mode"], trace["text"]) == ("markers+text", ["Low", "High"])
    assert list(grid.rest([(0.2, 0.3), (0.25, 0.4), (0.9, 1.2)])) == [(0.0, 0.2), (0.4, 0.9)]
    assert list(grid.rest([])) == [(0.0, 1.0)]


@pytest.mark.parametrize(("code", "region", "month"), [("en", "", "September"), ("ar", "ar_IQ", "أيلول")])
def test_months_are_named_in_the_readers_language(code: str, region: str, month: str) -> None:
    language.activate(code, region)
    days = [dt.date(2024, month, 1) for month in range(7, 12)]
    assert any(month in word for word in words(chart(Line(days, [1, 2, 3, 4, 5], "", Colour.BLUE))))
    [trace] = traces(chart(Line(days, [1, 2, 3, 4, 5], "", Colour.BLUE)))
    assert month in trace["customdata"][2]


def test_the_year_is_said_where_it_begins() -> None:
    stamps = list(pd.to_datetime(["2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01"]))
    assert labels.days(stamps) == [["November", "2023"], ["December"], ["January", "2024"], ["February"]]
    assert labels.days(stamps[2:3]) == [["2024"]]


def test_arabic_keeps_its_order_in_a_drawing_that_runs_left_to_right() -> None:
    language.activate("ar")
    shown = chart(Line(DAYS, [1, 2, 3], "خطة 2024 (أ)", Colour.BLUE))
    assert "\u2067خطة 2024 (أ)\u2069" in words(shown)
    assert traces(shown)[0]["name"] == "\u2067خطة 2024 (أ)\u2069"
    assert "direction:ltr" in root(shown).attrib["style"]


def test_hovering_says_the_exact_value_the_day_and_the_note() -> None:
    [trace] = traces(chart(replace(MARKS["line"], y=[2500, 2400.25, 2000])))
    assert trace["customdata"][:2] == ["24 August 2024<br>2,500<br>a", "27 September 2024<br>2,400.25<br>b"]
    assert trace["hovertemplate"].startswith("<b>Level</b>")


# --- the page's needs


@pytest.mark.parametrize("name", MARKS)
def test_the_drawing_is_deterministic_and_themed(name: str) -> None:
    shown = chart(MARKS[name], Rule(DAYS[1], "Plan"))
    svg = static.svg(shown)
    assert svg == static.svg(shown)
    for colour in Colour:
        assert colour.light not in svg.replace(colour.css, "")
    assert not re.search(r"#[0-9a-f]{6}", re.sub(r"var\([^)]*\)", "", svg))
    assert json.dumps(interactive.figure(shown)) == json.dumps(interactive.figure(shown))


def test_the_drawing_can_be_put_into_a_page() -> None:
    read = root(chart(MARKS["line"]))
    assert read.attrib["role"] == "img"
    assert read.attrib["aria-label"] == 'Down to <2,500> & "fewer"'
    assert "viewBox" in read.attrib and "width" not in read.attrib and "height" not in read.attrib
    svg = static.svg(chart(*MARKS.values()))
    assert svg.startswith("<svg")
    for waste in ("<!--", "<?xml", "metadata", "<style", "DejaVu", "xlink"):
        assert waste not in svg


def test_ids_of_two_drawings_do_not_clash() -> None:
    marks = MARKS["points"], MARKS["hollow bars"]
    one, two = (static.svg(chart(*marks, key=key)) for key in ("one", "two"))
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one, two)]
    assert ids[0] and not ids[0] & ids[1]
    assert set(re.findall(r'(?:url\(|href=")#([^)"]+)', one)) == ids[0], "each reference has its definition"


def test_a_drawing_for_other_programs_has_colours_and_a_size() -> None:
    plain = vector.standalone(static.svg(chart(MARKS["line"])))
    assert "var(" not in plain and Colour.BLUE.light in plain
    assert ET.fromstring(plain).attrib["width"] == "518.4pt"


def test_the_interactive_figure_is_small_plain_and_switchable() -> None:
    made = interactive.figure(chart(MARKS["line"]))
    assert "template" not in made["layout"] and "bdata" not in json.dumps(made)
    assert made["layout"]["meta"]["colours"][Colour.BLUE.light] == Colour.BLUE.dark
    assert made["layout"]["autosize"] and "width" not in made["layout"]
    assert len(json.dumps(made)) < 5000


@pytest.mark.parametrize(
    "shown",
    [
        several([], empty="No rows before 2003."),
        several([Panel([MARKS["line"]])], empty="No rows before 2003."),
    ],
    ids=["without panels", "with panels"],
)
def test_an_empty_chart_says_so(shown: Chart) -> None:
    assert words(shown) == ["No rows before 2003."]
    made = interactive.figure(shown)
    assert made["data"] == [] and made["layout"]["annotations"][0]["text"] == "No rows before 2003."


def test_a_panel_without_values_still_stands() -> None:
    shown = several([Panel([], title="Iraq"), Panel([Line([], [], "", Colour.BLUE)], title="Syria")])
    assert {"Iraq", "Syria"} <= set(words(shown))
    assert len(traces(shown)) == 1


# --- any chart

amounts = st.one_of(st.none(), st.integers(-5, 500), st.floats(-1e6, 1e6), st.just(float("nan")))
days = st.dates(dt.date(2003, 1, 1), dt.date(2026, 12, 31))
colours = st.sampled_from([Colour.BLUE, Colour.RED, Colour.GREY])
texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    size = draw(st.integers(0, 5))
    x = draw(st.lists(days, min_size=size, max_size=size))
    one, two = (draw(st.lists(amounts, min_size=size, max_size=size)) for _ in range(2))
    label, colour, flag = draw(texts), draw(colours), draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                Line(x, one, label, colour, step=flag, dashed=flag),
                Band(x, one, two, label, colour, step=flag),
                Points(x, one, label, colour, "cross" if flag else "circle", hollow=flag),
                Whiskers(x, one, two, label, colour),
                Bars(x, one, label, colour, hollow=flag),
                Rule(draw(days), label),
            ]
        )
    )


@pytest.mark.slow
@given(st.lists(st.lists(marks(), max_size=3), max_size=2), st.booleans(), st.booleans(), st.sampled_from(["en", "ar"]))
def test_any_chart_is_drawn_by_both(panels: list[list[Mark]], log: bool, zero: bool, code: str) -> None:
    language.activate(code)
    shown = several([Panel(part, title="T", log=log, zero=zero) for part in panels])
    read = root(shown)
    for element in read.iter():
        assert not re.search("nan|inf", element.get("d", "") + element.get("x", "") + element.get("y", ""))
    json.dumps(interactive.figure(shown), allow_nan=False)


# --- charts that move


def frame(label: str, *values: float | None) -> Frame:
    return Frame(label, f"Newest on {label}", [Panel([Line(DAYS, list(values), "Level", Colour.BLUE)])])


MOVING = chart(
    MARKS["line"],
    frames=[frame("Monday", 900, None, None), frame("Tuesday", 900, 2000, None), frame("Friday", 5000, 2000, 1000)],
    frames_title="Day of knowledge",
)


def before(traces: list[dict[str, Any]], edits: list[list[Any]]) -> list[dict[str, Any]]:
    """Undo a step as the page's script does."""
    found = [dict(trace) for trace in traces]
    for number, name, *edit in edits:
        if len(edit) == 3:
            start, removed, items = edit
            found[number][name] = [*found[number][name][:start], *items, *found[number][name][start + removed :]]
        elif edit[0] is None:
            del found[number][name]
        else:
            found[number][name] = edit[0]
    return found


def test_each_step_can_be_led_back_to_the_one_before() -> None:
    made = interactive.figure(MOVING)
    held, told = made["data"], made["layout"]["meta"]["steps"]
    assert (told["title"], told["labels"]) == ("Day of knowledge", ["Monday", "Tuesday", "Friday"])
    assert told["notes"][0] == "Newest on Monday"
    assert held[0]["y"] == [5000, 2000, 1000], "it stands on the last step"
    values = [held[0]["y"]]
    for edits in reversed(told["undo"]):
        held = before(held, edits)
        values.append(held[0]["y"])
    assert values == [[5000, 2000, 1000], [900, 2000, None], [900, None, None]]
    first = traces(replace(MOVING, panels=MOVING.frames[0].panels, frames=()))
    assert held == first


def test_the_axes_of_a_moving_chart_hold_every_step() -> None:
    shorter = replace(MOVING, frames=[*MOVING.frames, frame("Sunday", None, 10, None)])
    layout = interactive.figure(shorter)["layout"]
    low, high = layout["xaxis"]["range"]
    assert low <= ISO[0] and high >= ISO[2]
    assert layout["yaxis"]["range"][1] >= 5000


def test_a_moving_chart_is_still_on_paper() -> None:
    assert static.svg(MOVING) == static.svg(replace(MOVING, frames=()))
    assert "steps" not in interactive.figure(replace(MOVING, frames=()))["layout"]["meta"]


def test_a_hatched_band_has_no_edge_and_is_named() -> None:
    hatched = Band(DAYS, [1, 1, 1], [2, 2, 2], "Start unknown", Colour.BLUE, hatched=True)
    shown = chart(hatched, Points(DAYS[:1], [2], "Start unknown", Colour.BLUE, "left"))
    assert labels.legend(shown) == [hatched]
    band, _points = traces(shown)
    assert band["fillpattern"]["shape"] == "/" and band["line"]["width"] == 0
    assert "pattern" in static.svg(shown)
