"""How the interactive rendering writes dates in the language of the book."""

import pytest

from drawdown import language
from drawdown.charts import interactive, plot_locale
from drawdown.charts.chart import Chart


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


def test_a_day_keeps_its_order_in_a_drawing_that_runs_from_the_left():
    assert plot_locale.described()["format"]["dayMonth"] == "%-d %b"
    language.activate("ar")
    assert plot_locale.described()["format"]["dayMonth"] == "\u2067%-d %b\u2069"


@pytest.mark.parametrize(("code", "side"), [("en", "left"), ("ar", "right")])
def test_a_hover_label_is_aligned_where_its_language_begins(code, side):
    language.activate(code)
    empty = Chart(key="none", title="None", caption="", alt="", data=None, panels=[])
    assert interactive.figure(empty)["layout"]["hoverlabel"]["align"] == side
