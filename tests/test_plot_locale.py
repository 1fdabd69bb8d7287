"""How the interactive rendering writes dates in the language of the book."""

import re

import pytest
from babel import Locale
from playwright.sync_api import Browser

from drawdown import language
from drawdown.charts import interactive, plot_locale
from drawdown.charts.chart import Chart
from tests.browser import explore, until

WORDS = re.compile("[^\\W\\d_]+(?:[ \u00a0][^\\W\\d_]+)*")
CUT = """() => {
  const plot = document.querySelector(".chart-plot"), left = plot.getBoundingClientRect().left;
  const labels = [...plot.querySelectorAll(".ytick text")];
  if (!labels.length) return ["no label"];
  return labels.filter((text) => text.getBoundingClientRect().left < left).map((text) => text.textContent);
}"""
SHOW = "(range) => Plotly.relayout(document.querySelector('.chart-plot'), {'xaxis.range': range})"


@pytest.mark.parametrize(
    ("code", "region", "tag", "first", "eighth", "sunday"),
    [("en", "en_GB", "en-GB", "January", "August", "Sunday"), ("ar", "ar_IQ", "ar-IQ", "كانون الثاني", "آب", "الأحد")],
)
def test_months_and_days_are_those_of_the_region(code, region, tag, first, eighth, sunday):
    language.activate(code, region)
    held = plot_locale.described()
    assert held["tag"] == tag
    assert (held["format"]["months"][0], held["format"]["months"][7], held["format"]["days"][0]) == (
        first,
        eighth,
        sunday,
    )
    assert len(held["format"]["shortMonths"]) == 12 and len(held["format"]["shortDays"]) == 7


@pytest.mark.parametrize("code", ["fr", "ckb", "zh"])
def test_any_locale_can_be_described(monkeypatch, code):
    monkeypatch.setattr(language, "locale", lambda: Locale.parse(code))
    assert len(plot_locale.described()["format"]["months"]) == 12


def test_a_day_keeps_its_order_in_a_drawing_that_runs_from_the_left():
    assert plot_locale.described()["format"]["dayMonth"] == "%-d %b"
    language.activate("ar")
    assert plot_locale.described()["format"]["dayMonth"] == "\u2067%-d %b\u2069"


@pytest.mark.parametrize(("code", "side"), [("en", "left"), ("ar", "right")])
def test_a_hover_label_is_aligned_where_its_language_begins(code, side):
    language.activate(code)
    empty = Chart(key="none", title="None", caption="", alt="", data=None, panels=[])
    assert interactive.figure(empty)["layout"]["hoverlabel"]["align"] == side


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "region", "day"), [("", "en_GB", "5 Mar"), ("ar/", "ar_IQ", "\u20675 آذار\u2069")])
def test_months_and_days_of_an_axis_are_in_the_language_of_the_page(browser: Browser, address, folder, region, day):
    months = set(Locale.parse(region).months["format"]["abbreviated"].values())
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{folder}chapters/troop_levels.html")
        explore(page)
        ticks = page.locator(".chart-plot .xtick text")
        for span in (["2007-01-15", "2007-12-20"], ["2007-03-03", "2007-03-07"]):
            page.evaluate(SHOW, span)
            named = {word for text in ticks.all_text_contents() for word in WORDS.findall(text)}
            assert named and named <= months, named
        assert any(day.rstrip("\u2069") in text for text in ticks.all_text_contents())  # the year may follow
        assert page.evaluate(CUT) == []
        page.locator(".chart-zoom button").nth(3).click()  # to the right
        told = page.locator(".chart-status").first
        until(page, "(text) => text.textContent.includes('2007')", told.element_handle())
        assert Locale.parse(region).months["format"]["wide"][3] in told.text_content()
