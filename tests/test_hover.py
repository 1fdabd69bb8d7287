"""Hovering over a value says what it is, where, how much, its interval and its publishers, in every figure."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pytest

from drawdown import language, paths
from drawdown.book.plan import chapters
from drawdown.charts import coverage, hover, interactive
from drawdown.charts.chart import Band, Bars, Chart, Hover, Line, Panel, Points, Rule, Whiskers
from drawdown.charts.style import Colour
from drawdown.charts.traces import traces
from drawdown.page import Chapter
from tests.conftest import TINY

BASIC = {"scatter", "bar", "pie"}  # the types of plotly.js-basic-dist-min
PUBLISHERS = {"ap-2008": "AP", "crs-2009": "Congressional Research Service", "ap-2010": "AP"}
MONTHS = list(pd.to_datetime(["2008-03-01", "2008-04-01"]))


def chart(*marks: Any, panel: Mapping[str, Any] | None = None, **changes: Any) -> Chart:
    """A figure of one panel."""
    described = {"title": "Title", "caption": "", "alt": "", "data": pd.DataFrame()} | changes
    return Chart(key="levels", panels=[Panel(marks, **(panel or {}))], **described)


def said(shown: Chart, number: int = -1) -> list[list[str]]:
    """What hovering says of each value of a mark, line by line."""
    trace = traces(shown, PUBLISHERS)[number]
    head = trace["hovertemplate"].removesuffix("%{customdata}<extra></extra>")
    return [(head + text).split("<br>") for text in trace["customdata"]]


def test_a_text_is_no_tag_no_entity_and_no_value_of_plotly() -> None:
    title = "<a href='https://example.org'>x</a> &lt; %{x}"
    look = interactive.figure(chart(Line(MONTHS, [1, 2], title, Colour.BLUE), panel={"y_title": title}), PUBLISHERS)
    texts = [note["text"] for note in look["layout"]["annotations"]]
    texts += [trace["hovertemplate"].removesuffix("%{customdata}<extra></extra>") for trace in look["data"]]
    joined = "".join(texts).replace("<b>", "").replace("</b>", "").replace("<br>", " ")
    assert "&lt;a" in joined and "&amp;lt;" in joined
    assert not [mark for mark in ("<", ">", "%{") if mark in joined]


def test_a_value_has_its_series_month_amount_range_and_publishers() -> None:
    told = Hover(precision="month", notes=["A note", ""], sources=["ap-2008 crs-2009 ap-2010", ""])
    line = Line(MONTHS, [157000, 152000], "Headline", Colour.BLUE, hover=told)
    band = Band(MONTHS, [155000, 152000], [160000, 152000], "Range of statements", Colour.BLUE)
    assert said(chart(band, line, panel={"y_title": "Personnel"})) == [
        [
            "<b>Headline</b>",
            "March 2008",
            "Personnel: 157,000",
            "Range of statements: 155,000 to 160,000",
            "A note",
            "Source: AP and Congressional Research",
            "Service",
        ],
        ["<b>Headline</b>", "April 2008", "Personnel: 152,000"],
    ]


def test_a_band_of_another_colour_is_not_the_values_own() -> None:
    band = Band(MONTHS, [1, 1], [9, 9], "Range", Colour.RED)
    assert said(chart(band, Line(MONTHS, [2, 3], "Level", Colour.BLUE)))[0] == ["<b>Level</b>", "1 March 2008", "2"]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(1, 3, "95% interval: 1 to 3"), (1, None, "95% interval: at least 1"), (None, 3, "95% interval: at most 3")],
)
def test_an_interval_can_be_given_and_be_open(low: float | None, high: float | None, text: str) -> None:
    told = Hover(low=[low], high=[high], interval="95% interval")
    assert said(chart(Points(MONTHS[:1], [2], "Rate", Colour.BLUE, hover=told)))[0][-1] == text


def test_bars_on_both_sides_of_zero_count_upwards_and_an_empty_one_says_nothing() -> None:
    bars = Bars(["Street", "Party"], [-4, 0], "Against", Colour.RED, horizontal=True, hover=Hover(sources=["ap-2008"]))
    shown = chart(bars, panel={"y_scale": "category", "unit": "Statements"}, x_scale="number", mirrored=True)
    assert said(shown) == [["<b>Against</b>", "Street", "Statements: 4", "Source: AP"], ["<b>Against</b>", ""]]


def test_a_whisker_says_its_ends_and_lends_them_to_the_point_of_its_colour() -> None:
    whiskers = Whiskers(["Wave"], [0.5], [2.25], "Range", Colour.RED, horizontal=True)
    points = Points([2.25], ["Wave"], "Deaths", Colour.RED)
    shown = chart(whiskers, points, panel={"y_scale": "category"}, x_scale="number", x_title="Times the year before")
    assert said(shown, 0)[0] == ["<b>Range</b>", "Wave", "Range: 0.5 to 2.25"]
    assert said(shown)[0] == ["<b>Deaths</b>", "Wave", "Times the year before: 2.25", "Range: 0.5 to 2.25"]


def test_a_circle_of_a_map_says_its_place_and_its_size() -> None:
    circles = Points([44.3], [33.3], "Iraq", Colour.BLUE, sizes=[12], hover=Hover(at=["Union III"]))
    shown = chart(circles, panel={"unit": "Incidents"}, x_scale="number", aspect=1.2)
    assert said(shown) == [["<b>Iraq</b>", "Union III", "Incidents: 12"]]


def test_of_many_publishers_the_first_are_named_and_the_rest_counted() -> None:
    points = Points(MONTHS[:1], [1], "", Colour.BLUE, hover=Hover(sources=["one two three four five"]))
    assert said(chart(points))[0][-1] == "Source: one, two, three and 2 more"


def test_lines_fit_a_phone() -> None:
    points = Points(MONTHS[:1], [1], "A name " * 12, Colour.BLUE, hover=Hover(notes=["word " * 200]))
    assert max(len(line.removeprefix("<b>").removesuffix("</b>")) for line in said(chart(points))[0]) <= hover.WIDTH


def test_arabic_lines_keep_their_order() -> None:
    language.activate("ar")
    points = Points(MONTHS[:1], [1], "", Colour.BLUE, hover=Hover(notes=["خطة (أ)"]))
    assert said(chart(points))[0][-1] == "\u2067خطة (أ)\u2069"


@pytest.mark.parametrize(
    ("value", "text"), [(2500, "2,500"), (9.8765, "9.88"), (0.01234, "0.012"), (0, "0"), (-3.5, "\u22123.5")]
)
def test_amounts_are_read_at_a_glance(value: float, text: str) -> None:
    assert hover.amount(value) == text


def test_the_sources_behind_a_group_are_those_of_its_rows() -> None:
    rows = pd.DataFrame(
        {"kind": ["a", "b", "a"], "source": ["x", "y", "z"], "source_2": ["", None, "w"], "sourced": ["no"] * 3}
    )
    assert hover.sources(rows) == ["x", "y", "z w"]
    assert hover.behind(rows, ["kind"]) == {("a",): "x z w", ("b",): "y"}


def test_marks_of_one_series_are_toggled_together() -> None:
    blue, orange = (
        [
            Band(MONTHS, [1, 1], [2, 2], name, colour, hover=Hover("Range")),
            Line(MONTHS, [1, 2], label, colour, hover=told),
        ]
        for colour, name, label, told in (
            (Colour.BLUE, "Range", "Level", Hover("Level")),
            (Colour.ORANGE, "", "", Hover("Level")),
        )
    )
    shown = Chart("key", "", "", "", pd.DataFrame(), [Panel([*blue]), Panel([*orange])])
    assert [trace["legendgroup"] for trace in traces(shown)] == ["Range/BLUE", "Level/BLUE"] * 2
    assert [trace["showlegend"] for trace in traces(shown)] == [True, True, False, False]
    alone = chart(Line(MONTHS, [1, 2], "Level", Colour.BLUE), Line(MONTHS, [2, 3], "", Colour.BLUE))
    assert [trace["legendgroup"] for trace in traces(alone)] == ["Level/BLUE", ""]


# --- the figures of the book


@pytest.fixture(scope="module")
def figures() -> list[tuple[str, Chart, dict[str, str]]]:
    """Every figure of every chapter and of the coverage of the tiny pack, as the notebooks make them."""
    found: list[tuple[str, Chart, dict[str, str]]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Chapter, "figure", lambda self, chart: found.append((self.name, chart, dict(self.publishers))))
        for chapter in chapters():
            cells = json.loads((paths.NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
            space: dict[str, Any] = {"country": "all", "start": "first", "end": "latest", "as_of": "latest"}
            space |= {"lang": "en", "data": str(TINY)}
            for cell in cells:
                if cell["cell_type"] == "code" and (cell["id"] == "load" or cell["id"].startswith("fig-")):
                    exec("".join(cell["source"]), space)  # noqa: S102
    rows = pd.DataFrame(
        [
            ("levels", "a", "Arland", MONTHS[0], MONTHS[1], "press"),
            ("levels", "b", "", MONTHS[1], MONTHS[1], "official"),
        ],
        columns=["table", "row_id", "country", "first", "last", "kind"],
    )
    theatres = {"Arland": "Arland"}
    covered = [coverage.months(rows, {}, theatres), coverage.countries(rows, theatres), coverage.sources(rows, {})]
    return [*found, *(("methods", shown, {}) for shown in covered)]


def values(panels: Any) -> Iterator[tuple[Any, int, int]]:
    """Each mark with a voice, the number of its values, and how many of them can be pointed at."""
    for panel in panels:
        for mark in sorted(panel.marks, key=lambda mark: not isinstance(mark, Band)):
            match mark:
                case Line() | Points():
                    seen = pd.notna(pd.Series(list(mark.x), dtype=object)) & pd.notna(
                        pd.Series(list(mark.y), dtype=object)
                    )
                case Bars():
                    amounts = pd.Series(list(mark.amount), dtype=float)
                    seen = amounts.notna() & (amounts != 0)
                case Whiskers():
                    seen = pd.Series(list(mark.low), dtype=object).notna()
                case Band() | Rule():
                    continue
            yield mark, len(seen), int(seen.sum())


def test_every_mark_of_every_figure_says_what_it_is(figures) -> None:
    assert len(figures) > 20
    for chapter, shown, publishers in figures:
        marks = list(values(() if shown.empty else shown.panels))
        drawn = [trace for trace in traces(shown, publishers) if trace.get("hoverinfo") != "skip"] if marks else []
        for (mark, _size, seen), trace in zip(marks, drawn, strict=True):
            told = [text for text in trace["customdata"] if text]
            assert len(told) >= seen, (chapter, shown.key, mark)
            named = "<b>" in trace["hovertemplate"] or all("<br>" in text for text in told)
            assert named, (chapter, shown.key, mark)


def test_what_rests_on_rows_names_its_publishers(figures) -> None:
    quiet = {(chapter, shown.key) for chapter, shown, publishers in figures for trace in traces(shown, publishers)}
    for chapter, shown, publishers in figures:
        texts = [text for trace in traces(shown, publishers) for text in trace.get("customdata", []) if text]
        if any("Source: " in text for text in texts) or not texts or shown.empty:
            quiet.discard((chapter, shown.key))
        assert not any(key in text for text in texts for key in publishers), (chapter, shown.key)
    assert {chapter for chapter, _key in quiet} <= {"methods"}


def test_every_figure_is_drawn_by_the_smallest_bundle(figures) -> None:
    for chapter, shown, publishers in figures:
        made = interactive.figure(shown, publishers)
        assert {trace["type"] for trace in made["data"]} <= BASIC, (chapter, shown.key)
        assert made["layout"]["meta"]["room"] > 0 and "transition" not in made["layout"]


def test_intervals_are_told_wherever_a_band_is_drawn(figures) -> None:
    told = 0
    for chapter, shown, publishers in figures:
        texts = {text for trace in traces(shown, publishers) for text in trace.get("customdata", [])}
        for panel in shown.panels if not shown.empty else ():
            for band in (mark for mark in panel.marks if isinstance(mark, Band) and panel.y_scale == "number"):
                for low, high in zip(band.low, band.high, strict=True):
                    if pd.notna(low) and pd.notna(high) and low < high:
                        words = f": {hover.amount(low)} to {hover.amount(high)}"
                        assert any(words in text for text in texts), (chapter, shown.key, words)
                        told += 1
    assert told > 10
