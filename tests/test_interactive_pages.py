"""An interactive chart in a real browser: everything it offers is there for the keyboard, and nothing moves."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from playwright.sync_api import Browser

from drawdown.charts.chart import Band, Chart, Hover, Line, Panel
from drawdown.charts.style import Colour
from drawdown.pack.view import View
from drawdown.page import figures
from tests.test_web import build, make_book

pytestmark = pytest.mark.slow
DAYS = [dt.date(2020, 1, 1), dt.date(2022, 1, 1), dt.date(2024, 1, 1)]
SHOWN = "() => document.querySelector('.chart-plot').data.map((trace) => trace.visible)"
RANGE = "() => document.querySelector('.chart-plot').layout.xaxis.range.map((end) => Number(String(end).slice(0, 4)))"
PLACE = """() => {
  const { xaxis, yaxis } = document.querySelector(".chart-plot")._fullLayout;
  return [xaxis.d2p("2022-01-01"), yaxis.d2p(2)];
}"""
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) window.shifted += entry.value;
  })).observe({ type: "layout-shift" });
}"""


def chart() -> Chart:
    """Two theatres in two panels: one entry of the legend for the lines of both."""
    told = Hover("Level", sources=["archive-2009-deaths"] * 3)
    blue = [
        Band(DAYS, [1, 1, 1], [3, 3, 3], "Range", Colour.BLUE),
        Line(DAYS, [2, 2, 2], "Level", Colour.BLUE, hover=told),
    ]
    panels = [
        Panel(blue, title="Iraq", y_title="Personnel"),
        Panel([Line(DAYS, [5, 4, 3], "", Colour.ORANGE, hover=told)], title="Syria"),
    ]
    return Chart("levels", "Levels", "How to read it.", "It falls.", pd.DataFrame({"level": [1]}), panels)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, view: Callable[..., View]) -> Path:
    """A chapter with the figure."""
    book = make_book(tmp_path_factory.mktemp("interactive"))
    data, metadata = figures.bundle(chart(), "troop_levels", view(), ())
    output = nbformat.v4.new_output("display_data", data, metadata=metadata)
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Levels", id="title"),
            nbformat.v4.new_code_cell("show()", id="fig-levels", outputs=[output]),
        ],
        metadata={
            "language_info": {"name": "python"},
            "kernelspec": {"name": "python3", "display_name": "Python"},
        },
    )
    (book / "chapters/troop_levels.ipynb").write_text(nbformat.writes(made), encoding="utf-8")
    done = build(book)
    assert done.returncode == 0, done.stderr
    return book.parent / "out/html/chapters/troop_levels.html"


@pytest.fixture(params=[(1280, "light"), (360, "dark")], ids=["desktop", "phone"])
def tab(request: pytest.FixtureRequest, page: Path, browser: Browser) -> Iterator[Any]:
    """The page with its chart made interactive from the keyboard."""
    width, theme = request.param
    with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as context:
        tab = context.new_page()
        tab.set_default_timeout(60_000)
        tab.goto(page.as_uri())
        tab.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        tab.evaluate(SHIFTS)
        tab.get_by_role("button", name="Explore").focus()
        tab.keyboard.press("Enter")
        tab.locator(".chart-plot .main-svg").first.wait_for()
        yield tab


def status(tab: Any, text: str) -> None:
    tab.locator(".chart-status", has_text=text).wait_for(state="attached")


def test_series_are_toggled_by_keyboard_in_every_panel(tab: Any) -> None:
    button = tab.get_by_role("group", name="Series").get_by_role("button", name="Level")
    assert tab.evaluate(SHOWN) == [True, True, True]
    button.focus()
    tab.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "false"
    tab.wait_for_function(f"() => String(({SHOWN})()) === 'true,false,false'")
    tab.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    tab.wait_for_function(f"() => String(({SHOWN})()) === 'true,true,true'")
    assert tab.locator(".chart-plot .legend").count() == 0


def test_the_axis_is_zoomed_moved_and_reset_by_keyboard(tab: Any) -> None:
    status(tab, "interactive")
    whole = tab.evaluate(RANGE)
    tab.get_by_role("button", name="Zoom in").focus()
    tab.keyboard.press("Enter")
    status(tab, "Shown: ")
    closer = tab.evaluate(RANGE)
    assert whole[0] < closer[0] < closer[1] < whole[1]
    tab.get_by_role("button", name="Move left").press("Enter")
    tab.wait_for_function(f"(end) => ({RANGE})()[1] < end", arg=closer[1])
    tab.get_by_role("group", name="Series").get_by_role("button", name="Range").press("Enter")
    tab.wait_for_function(f"() => ({SHOWN})()[0] === false")
    assert tab.evaluate(RANGE)[1] < whole[1], "toggling keeps the zoom"
    tab.get_by_role("button", name="Reset the view").press("Enter")
    status(tab, "The whole chart")
    assert tab.evaluate(RANGE) == whole
    tab.get_by_role("button", name="Zoom in").press("Enter")
    status(tab, "Shown: ")
    tab.locator(".chart-plot .nsewdrag").first.dblclick()
    tab.wait_for_function(f"(whole) => String(({RANGE})()) === String(whole)", arg=whole)


def test_hovering_shows_value_interval_and_source(tab: Any) -> None:
    area = tab.locator(".chart-plot .nsewdrag").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    across, down = tab.evaluate(PLACE)
    tab.mouse.move(box["x"] + across, box["y"] + down)
    label = tab.locator(".chart-plot .hoverlayer .hovertext")
    label.first.wait_for()
    text = label.first.text_content()
    for part in ("Level", "1 January 2022", "Personnel: 2", "Range: 1 to 3", "Source: Arland Archive"):
        assert part in text


def test_nothing_moves_and_the_theme_switches_live(tab: Any) -> None:
    status(tab, "interactive")
    assert tab.evaluate("window.shifted") == 0
    dark = tab.evaluate("document.documentElement.dataset.theme") == "dark"
    before, after = (Colour.BLUE.dark, Colour.BLUE.light) if dark else (Colour.BLUE.light, Colour.BLUE.dark)
    colour = "() => document.querySelector('.chart-plot').data[1].line.color"
    assert tab.evaluate(colour) == before
    tab.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", "light" if dark else "dark")
    tab.wait_for_function(f"(after) => ({colour})() === after", arg=after)


def test_controls_are_large_enough_and_lead_nowhere(tab: Any) -> None:
    boxes = [button.bounding_box() for button in tab.locator(".chart-controls button").all()]
    assert len(boxes) == 7
    assert min(min(box["width"], box["height"]) for box in boxes) >= 36
    assert tab.locator(".chart-interactive a, .modebar-btn").count() == 0
    assert tab.get_by_role("img", name="It falls.").count() == 1
    assert tab.evaluate("document.querySelector('.chart-interactive').scrollWidth") <= tab.viewport_size["width"]
