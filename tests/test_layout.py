"""The static drawing is read without effort: on a phone too, and with names where they belong."""

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown import language
from drawdown.charts import axes, compact, direct, labels, layout, static
from drawdown.charts.chart import Bars, Chart, Line, Mark, Panel, Points, Rule, Whiskers
from drawdown.charts.formats import NARROW, WIDE, Format
from drawdown.charts.ground import Ground
from drawdown.charts.style import Colour

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [dt.date(2024, month, 1) for month in range(1, 13)]
RISING, FALLING = list(range(10, 130, 10)), list(range(120, 0, -10))
BOTH = pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])


def lines(*labelled: tuple[str, Sequence[int], Colour], more: Sequence[Mark] = ()) -> Chart:
    marks = [Line(DAYS, values, label, colour) for label, values, colour in labelled]
    return Chart("levels", "T", "C", "It rises.", pd.DataFrame(), [Panel([*marks, *more])])


def rows(names: Sequence[str], *marks: Mark) -> Chart:
    panel = Panel(marks, y_scale="category", categories=names)
    return Chart("rows", "T", "C", "It rises.", pd.DataFrame(), [panel], x_scale="number")


def root(shown: Chart, form: Format) -> ET.Element:
    return ET.fromstring(static.svg(shown, form is NARROW))


def texts(read: ET.Element) -> list[str]:
    return ["".join(element.itertext()) for element in read.iter(f"{SVG}text")]


TWO = lines(("Upwards", RISING, Colour.BLUE), ("Downwards", FALLING, Colour.RED))


def test_a_narrow_drawing_is_a_phone_wide_and_its_letters_can_be_read() -> None:
    read = root(TWO, NARROW)
    assert float(read.attrib["viewBox"].split()[2]) == 324
    assert "font-size:12px" in read.attrib["style"], "a point is a pixel and more where it is 328 wide"
    wide = root(TWO, WIDE)
    size = float(re.findall(r"font-size:([\d.]+)px", wide.attrib["style"])[0])
    assert size * 700 / float(wide.attrib["viewBox"].split()[2]) >= 12


def test_both_drawings_can_stand_on_one_page() -> None:
    shown = lines(("A", RISING, Colour.BLUE), more=[Points(DAYS, FALLING, "B", Colour.RED, "diamond", hollow=True)])
    ids = [re.findall(r'\bid="([^"]+)"', static.svg(shown, narrow)) for narrow in (False, True)]
    assert all(ids) and not set(ids[0]) & set(ids[1])
    assert all(len(found) == len(set(found)) for found in ids)


@BOTH
def test_a_line_is_named_where_it_ends_in_its_colour(form: Format) -> None:
    found = layout.arranged(TWO, form)
    assert found.rest(TWO) == [], "no legend"
    assert {(name.lines[0], name.colour) for name in found.plots[0].names} == {
        ("Upwards", Colour.BLUE),
        ("Downwards", Colour.RED),
    }
    coloured = [e for e in root(TWO, form).iter() if Colour.BLUE.css in e.get("style", "") and e.tag != f"{SVG}path"]
    assert "Upwards" in "".join(part for e in coloured for part in e.itertext())


def test_lines_that_end_together_are_named_apart_with_leaders() -> None:
    shown = lines(("One", [*RISING[:-1], 60], Colour.BLUE), ("Other", [*FALLING[:-1], 61], Colour.RED))
    one, other = layout.arranged(shown, WIDE).plots[0].names
    assert one.box[3] <= other.box[1] or other.box[3] <= one.box[1]


def test_a_name_without_room_goes_to_the_legend() -> None:
    crowd = [Points([day] * 60, range(2, 122, 2), "", Colour.GREY) for day in DAYS]
    shown = lines(("Upwards for as long as anyone can see", RISING, Colour.BLUE), more=crowd)
    assert [mark.label for mark in layout.arranged(shown, NARROW).rest(shown)] == [shown.panels[0].marks[0].label]
    assert "Upwards for as long as anyone can see" in " ".join(texts(root(shown, NARROW)))


def test_what_another_panel_relies_on_stays_in_the_legend() -> None:
    other = Panel([Line(DAYS, FALLING, "", Colour.RED)])
    shown = Chart("two", "T", "C", "A", pd.DataFrame(), [*lines(("Level", RISING, Colour.BLUE)).panels, other])
    assert len(layout.arranged(shown, WIDE).rest(shown)) == 1


def test_a_name_along_a_line_is_not_where_another_runs_with_it() -> None:
    same = [100] * 8
    shown = lines(("One", [*same, 70, 60, 50, 40], Colour.BLUE), ("Other", [*same, 30, 20, 10, 5], Colour.RED))
    for form in (WIDE, NARROW):
        found = layout.arranged(shown, form)
        left = (DAYS[7] - DAYS[0]).days / (DAYS[-1] - DAYS[0]).days * (found.right - found.left) * 72
        assert all(name.box[2] > left for name in found.plots[0].names)


def test_stacked_bars_are_named_above_the_first_row_or_in_the_legend() -> None:
    wide = [Bars(["A", "B"], [50, 5], "Hit", Colour.RED, horizontal=True)]
    wide.append(Bars(["A", "B"], [50, 5], "Missed", Colour.GREEN, horizontal=True))
    shown = rows(["A", "B"], *wide)
    assert [head.lines for head in layout.arranged(shown, WIDE).plots[0].heads] == [["Hit"], ["Missed"]]
    thin = rows(["B", "A"], Bars(["A"], [50], "Hit", Colour.RED, horizontal=True), wide[1])
    assert layout.arranged(thin, WIDE).plots[0].heads == [] and len(layout.arranged(thin, WIDE).rest(thin)) == 2


def test_long_names_stand_above_their_rows_on_a_phone_and_none_is_cut() -> None:
    names = [f"A name of a row that takes much room {n}" for n in range(8)]
    shown = rows(names, Bars(names, range(1, 9), "", Colour.BLUE, horizontal=True))
    plot = layout.arranged(shown, NARROW).plots[0]
    assert plot.raised and plot.share < 1 and layout.arranged(shown, WIDE).plots[0].raised == 0
    assert layout.arranged(shown, NARROW).left < 0.3
    assert [text for text in texts(root(shown, NARROW)) if text.startswith("A name")] == names


def test_a_name_above_its_row_is_measured_by_its_width_not_by_its_letters() -> None:
    name = "17 تشرين الأول 2023 إلى 2 تشرين الثاني 2023"
    assert len(name) > NARROW.letters
    assert axes.wrapped(name, NARROW.width, NARROW, 1) == [name]
    [cut] = axes.wrapped(name, NARROW.width / 2, NARROW, 1)
    assert cut.endswith("…") and axes.measure(cut, size=NARROW.size) <= NARROW.width / 2


@BOTH
def test_long_labels_are_broken_not_cut(form: Format) -> None:
    label = "The best estimate of deaths of every kind, computed from the file as it was published, all theatres"
    shown = lines(("", RISING, Colour.BLUE), more=[Points(DAYS, FALLING, label, Colour.RED), Rule(DAYS[6], label)])
    assert " ".join(texts(root(shown, form))).count("every kind") == 2
    assert layout.arranged(shown, form).plots[0].banners[0].width <= form.width


def test_a_rule_leaves_out_the_words_of_another() -> None:
    first, second = Rule(DAYS[2], "A long label at a date"), Rule(DAYS[4], "Next")
    plot = layout.arranged(lines(("", RISING, Colour.BLUE), more=[first, second]), WIDE).plots[0]
    low, high = sorted(plot.banners, key=lambda banner: banner.row)
    assert plot.crossings(low) == [] and all(a < b for a, b in plot.crossings(high))


@BOTH
def test_an_arabic_drawing_has_its_names_too(form: Format) -> None:
    language.activate("ar")
    names = ["مجلس النواب العراقي ولجانه الدائمة كلها"] * 1
    shown = rows(names, Points([1], names, "موقف", Colour.BLUE), Whiskers(names, [0], [2], "", Colour.BLUE, True))
    assert any("مجلس" in text for text in texts(root(shown, form)))


# --- any chart

values = st.lists(st.integers(0, 100), min_size=12, max_size=12)


@settings(max_examples=25)
@given(st.lists(values, min_size=1, max_size=4), st.sampled_from([WIDE, NARROW]))
def test_no_name_lies_on_another_or_outside(series: list[list[int]], form: Format) -> None:
    shown = lines(*((f"Series {n}", part, Colour.BLUE) for n, part in enumerate(series)))
    found = layout.arranged(shown, form)
    boxes = [name.box for name in found.plots[0].names]
    for i, box in enumerate(boxes):
        assert box[0] >= 0 and found.left * 72 + box[2] <= form.width * 72
        assert not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes[:i])
    assert len(boxes) + len(found.rest(shown)) == len(labels.legend(shown))


def test_a_place_lies_where_its_axes_put_it() -> None:
    assert Ground((0, 10), (0, 100), 200, 50).spot(5, 100) == (100, 50)
    assert Ground((0, 10), (1, 100), 200, 50, log=True).spot(0, 10) == pytest.approx((0, 25))
    assert direct.FEW < 6


# --- written short


@pytest.mark.parametrize(
    ("absolute", "relative"),
    [
        ("M 10 20 L 10.04 25 L 30 25 z", "M10 20v5h20z"),
        ("M 0 0 L 1 2 L 2.5 1 M 5 5 L 5 5", "M0 0l1 2 1.5-1M5 5h0"),
        ("M 1 1 C 2 2 3 3 4 4 C 5 5 6 6 7 7", "M1 1c1 1 2 2 3 3 1 1 2 2 3 3"),
    ],
)
def test_a_path_is_written_in_steps(absolute: str, relative: str) -> None:
    assert compact.path(absolute) == relative


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=2, max_size=40))
def test_rounding_does_not_add_up(spots: list[tuple[float, float]]) -> None:
    data = compact.path("M" + "L".join(f"{x:.6f} {y:.6f}" for x, y in spots))
    x = y = 0.0
    for command, part in re.findall(r"([Mlhv])([^Mlhv]*)", data):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", part)]
        for i in range(0, len(numbers), 1 if command in "hv" else 2):
            step = (numbers[i], 0.0) if command == "h" else (0.0, numbers[i]) if command == "v" else numbers[i : i + 2]
            x, y = (step[0], step[1]) if command == "M" else (x + step[0], y + step[1])
    assert (x, y) == pytest.approx(spots[-1], abs=0.051)


@BOTH
def test_nothing_is_said_twice(form: Format) -> None:
    read = root(TWO, form)
    assert not [group for group in read.iter(f"{SVG}g") if not len(group)], "no empty group"
    for group in read.iter():
        looks = [part.get("style") for part in group if part.tag in (f"{SVG}text", f"{SVG}use")]
        assert all(one is None or one != other for one, other in zip(looks, looks[1:], strict=False))
    assert not re.search(r"\d\.\d\d", "".join(e.get("d", "") for e in read.iter()))
