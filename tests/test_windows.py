"""Whole years before and after a wave, by series and edition."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import windows

AMOUNTS = {2000: 50, 2001: 100, 2002: 40, 2003: 80, 2004: 120, 2005: 160, 2006: 999}


def outcomes(values=None, **other):
    """Yearly rows of one series; what differs from a confirmed one of tier A by name."""
    plain = {"country": "Arland", "series": "all deaths", "theme": "violence", "unit": "deaths", "status": "confirmed"}
    rows = [
        {
            **plain,
            "tier": "A",
            "source": "s",
            "outcome_id": f"O{year}",
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "value": value,
            **other,
        }
        for year, value in (AMOUNTS if values is None else values).items()
    ]
    table = pd.DataFrame(rows)
    dates = {column: pd.to_datetime(table[column]) for column in ("period_start", "period_end")}
    return table.assign(**dates, value=table["value"].astype("Float64"))


def wave(start="2001-02-01", end="2002-12-20"):
    return pd.DataFrame(
        {
            "wave_id": ["W1"],
            "country": ["Arland"],
            "title": ["Out"],
            "start": pd.to_datetime([start]),
            "end": pd.to_datetime([end]),
        }
    )


def line(rows, waves=None):
    found = windows.around(windows.yearly(rows, "violence"), wave() if waves is None else waves)
    return found.iloc[0] if len(found) else None


def test_the_mean_of_three_years_is_set_against_the_last_one_before_the_end():
    found = line(outcomes())
    assert (found["year"], found["years"]) == ("2002", "2003-2005")
    assert (found["after_low"], found["low"], found["high"]) == (120, 3.0, 3.0)


def test_the_last_year_before_the_beginning_is_the_check():
    found = line(outcomes())
    assert (found["other_low"], found["other_high"]) == (2.4, 2.4)  # 120 over the 50 of 2000


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2002-12-31", 2002, 2003),
        ("2002-11-30", 2002, 2003),  # the year ends 31 days later
        ("2002-11-29", 2001, 2003),
        ("2003-01-01", 2002, 2003),
        ("2003-02-01", 2002, 2003),  # the year began 31 days before
        ("2003-02-02", 2002, 2004),
    ],
)
def test_a_wave_may_reach_a_month_into_a_year(day, before, after):
    day = pd.Timestamp(day)
    assert (windows.last_before(day), windows.first_after(day)) == (before, after)


def test_editions_that_differ_make_a_range():
    rows = pd.concat([outcomes(), outcomes({2002: 30, 2003: 100}, source="t")])
    found = line(rows)
    assert (found["before_low"], found["before_high"]) == (30, 40)
    assert (found["low"], found["high"]) == (120 / 40, (100 + 120 + 160) / 3 / 30)
    assert found["source"] == "s t"


def test_series_are_not_mixed():
    rows = pd.concat([outcomes(), outcomes({2002: 1, 2003: 5}, series="civilians")])
    assert list(windows.around(windows.yearly(rows, "violence"), wave())["series"]) == ["all deaths", "civilians"]


@pytest.mark.parametrize(
    "other",
    [{"theme": "us_deaths"}, {"tier": "D"}, {"status": "superseded"}, {"unit": "attacks per quarter"}, {"value": None}],
)
def test_what_is_no_sound_amount_of_the_theme_is_left_out(other):
    assert windows.yearly(outcomes(**other), "violence").empty


def test_tier_d_counts_only_when_asked_for():
    assert len(windows.yearly(outcomes(tier="D"), "violence", "D")) == len(AMOUNTS)


def test_a_part_of_a_year_is_no_year():
    rows = outcomes()
    rows.loc[rows["outcome_id"] == "O2002", "period_end"] = pd.Timestamp("2002-12-30")
    assert line(rows) is None


@pytest.mark.parametrize("values", [{}, {2002: 40}, {2003: 80}, {2002: 0, 2003: 80}])
def test_without_both_sides_there_is_nothing_to_compare(values):
    rows = outcomes(values) if values else outcomes()[:0]
    assert line(rows) is None


def test_an_open_wave_has_nothing_after_it():
    assert line(outcomes(), wave(end=None)) is None


@given(st.dictionaries(st.integers(1998, 2008), st.integers(1, 10_000), min_size=1), st.floats(0.1, 10))
def test_the_ratio_does_not_depend_on_the_unit(values, factor):
    rows = outcomes(values)
    scaled = line(rows.assign(value=rows["value"] * factor))
    plain = line(rows)
    assert (plain is None) == (scaled is None)
    if plain is not None:
        assert scaled["low"] == pytest.approx(plain["low"])
        assert plain["low"] <= plain["high"]
