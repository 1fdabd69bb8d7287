"""How fast a force grew or shrank in a wave."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import drawdown_rates as measures
from tests.test_troop_levels import STATEMENTS, levels


def waves(start="2003-01-01", end="2003-07-01", kind="drawdown", country="Arland"):
    row = {"wave_id": "W1", "country": country, "kind": kind, "start": start, "end": end}
    return pd.DataFrame([row]).astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def rate(*rows, **wave):
    return measures.rates(levels(*rows), waves(**wave)).iloc[0]


def test_a_rate_is_the_difference_of_the_levels_by_the_months_between():
    row = rate(("A", "2003-01-01", 1000), ("B", "2003-07-01", 400))
    months = 181 / 30.4375
    assert (row["months"], row["rate"], row["share"]) == (months, -600 / months, pytest.approx(-0.6 / months))
    assert (row["rate_low"], row["rate_high"]) == (row["rate"], row["rate"])
    assert (row["reason"], row["level_ids"]) == ("", "A B")


def test_the_bands_at_both_ends_make_the_range():
    row = rate(
        ("A", "2003-01-01", 1000, {"low": 900, "high": 1200}), ("B", "2003-07-01", 400, {"low": 300, "high": 600})
    )
    assert row["rate_low"] * row["months"] == pytest.approx(-900)
    assert row["rate_high"] * row["months"] == pytest.approx(-300)
    assert row["share_low"] * row["months"] == pytest.approx(300 / 1200 - 1)
    assert row["share_high"] * row["months"] == pytest.approx(600 / 900 - 1)


def test_a_wave_is_followed_to_its_last_level_only():
    row = rate(("A", "2003-01-01", 1000), ("B", "2003-05-01", 400))
    assert (row["until"], row["months"]) == (pd.Timestamp("2003-05-01"), 120 / 30.4375)


def test_an_open_wave_ends_with_the_last_level():
    row = rate(("A", "2003-01-01", 1000), ("B", "2004-01-01", 400), end=None)
    assert (row["until"], row["reason"]) == (pd.Timestamp("2004-01-01"), "")


def test_a_drawdown_without_a_level_on_its_day_starts_at_the_end_of_the_month():
    assert rate(("A", "2003-01-20", 1000), ("B", "2003-07-01", 400))["from_level"] == 1000


def test_a_buildup_starts_from_the_level_before_it():
    before = ("A", "2002-12-20", 100)
    row = rate(before, ("B", "2003-01-01", 900), ("C", "2003-07-01", 1000), kind="buildup")
    assert row["from_level"] == 100
    assert rate(("B", "2003-01-01", 900), ("C", "2003-07-01", 1000), kind="buildup")["reason"] == "start"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((), "start"),
        ((("A", "2002-09-02", 1000), ("B", "2003-07-01", 400)), "start"),
        ((("A", "2003-01-01", 1000),), "end"),
        ((("A", "2003-01-01", 1000), ("B", "2003-03-02", 400)), "end"),
        ((("A", "2003-01-01", 1000), ("B", "2003-07-01", 400, {"tier": "D"})), "end"),
        ((("A", "2003-01-01", 1000), ("B", "2003-07-01", 400, {"country": "Borland"})), "end"),
        ((("A", "2003-01-01", 1000), ("B", "2003-07-01", 400, {"kind": "disclosed_later"})), "counting"),
        (
            (
                ("A", "2003-01-01", 1000),
                ("B", "2003-03-01", 1500, {"kind": "disclosed_later"}),
                ("C", "2003-07-01", 400),
            ),
            "counting",
        ),
    ],
    ids=[
        "no row",
        "121 days before the start",
        "no later level",
        "121 days before the end",
        "tier D at the end",
        "another country",
        "disclosed at the end",
        "disclosed in between",
    ],
)
def test_a_wave_without_a_rate_has_a_reason(rows, reason):
    row = rate(*rows)
    assert row["reason"] == reason
    assert pd.isna(row["rate"])


def steady(months, fall=100):
    return [(f"A{n}", f"2003-{n + 1:02}-01", 1000 - fall * n) for n in range(months)]


def test_five_months_have_a_slope_and_four_have_none():
    """A straight line has its slope exactly; Theil and Sen agree with the rate."""
    row = rate(*steady(5), end="2003-05-01")
    assert row["slope"] == pytest.approx(-100, rel=0.04)  # months of 28 to 31 days
    assert row["slope_low"] <= row["slope"] <= row["slope_high"]
    assert pd.isna(rate(*steady(4), end="2003-04-01")["slope"])


def test_one_wild_month_moves_the_slope_little():
    rows = steady(9)
    rows[4] = ("A4", "2003-05-01", 50_000)
    assert rate(*rows, end="2003-09-01")["slope"] == pytest.approx(-100, rel=0.05)


def test_without_waves_there_is_no_rate():
    assert measures.rates(levels(), waves().head(0)).empty


@given(
    rows=STATEMENTS,
    start=st.integers(0, 2500),
    length=st.integers(30, 500),
    kind=st.sampled_from(["drawdown", "buildup"]),
)
def test_a_rate_lies_in_its_range_or_has_a_reason(rows, start, length, kind):
    first = pd.Timestamp("2001-01-01") + pd.Timedelta(days=start)
    row = measures.rates(rows, waves(first, first + pd.Timedelta(days=length), kind)).iloc[0]
    assert pd.isna(row["rate"]) == bool(row["reason"])
    if not row["reason"]:
        assert row["rate_low"] <= row["rate"] <= row["rate_high"]
        assert first < row["until"] <= first + pd.Timedelta(days=length)
