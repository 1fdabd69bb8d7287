"""The peak, what is left of it, and how long the fall took, where sources disagree."""

import pandas as pd
import pytest
from hypothesis import given

from drawdown.measures import peaks
from drawdown.measures.troop_levels import levels as stated
from drawdown.measures.troop_levels import monthly
from tests.test_troop_levels import STATEMENTS, levels


def resolved(*rows):
    return monthly(stated(levels(*rows)))


def summed(rows):
    return peaks.summary(monthly(stated(rows)))


def test_summary_gives_peak_and_last_month_of_each_country():
    table = peaks.summary(
        resolved(
            ("A", "2001-03-01", 10000),
            ("B", "2004-12-31", 500, {"low": 400, "high": 600}),
            ("C", "2006-01-01", 900, {"country": "Borland"}),
        )
    ).set_index("country")
    assert table.loc["Arland", ["peak", "low", "latest", "high", "share", "months"]].tolist() == [
        10000,
        400,
        500,
        600,
        0.05,
        2,
    ]
    assert table.loc["Arland", "peak_month"] == pd.Timestamp("2001-03-01")
    assert table.loc["Borland", "share"] == 1.0


def test_the_peak_is_a_range_where_sources_disagree():
    top = peaks.summary(
        resolved(
            ("A", "2001-03-10", 150, {"low": 150, "high": 192}),
            ("B", "2001-10-10", 170, {"low": 160, "high": 170}),
            ("C", "2001-12-10", 20, {"low": 16, "high": 32}),
        )
    ).iloc[0]
    assert (top["peak"], top["peak_low"], top["peak_high"]) == (170, 160, 192)
    assert (top["peak_month"], top["peak_first"], top["peak_last"]) == tuple(
        pd.to_datetime(["2001-10-01", "2001-03-01", "2001-10-01"])
    )
    assert (top["share_low"], top["share_high"]) == (16 / 192, 32 / 160)


def test_a_last_month_that_may_be_the_highest_is_at_most_the_whole_of_it():
    rows = resolved(("A", "2001-03-10", 100), ("B", "2001-10-10", 90, {"high": 150}))
    assert peaks.summary(rows)["share_high"].tolist() == [1.0]


FALL = (
    ("A", "2001-01-10", 100),
    ("B", "2001-03-10", 60, {"low": 45, "high": 60}),
    ("C", "2001-06-10", 50, {"low": 40, "high": 55}),
    ("D", "2001-08-10", 45),
)


def test_a_fall_is_counted_from_the_peak_to_the_first_month_that_is_low_enough():
    fell = peaks.fall(resolved(*FALL), peaks.HALF)
    assert (fell.months, fell.least, fell.most, fell.reason) == (5, 0, 7, "")
    assert fell.rows == ("A", "C")
    assert not fell.again


def test_a_fall_that_is_undone_later_says_so():
    assert peaks.fall(resolved(*FALL, ("E", "2001-09-10", 80)), peaks.HALF).again


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((), "no_level"),
        ((("A", "2001-01-10", 100), ("B", "2001-03-10", 60)), "not_reached"),
        ((("A", "2001-01-10", 100), ("B", "2003-03-10", 10)), "broken"),
        ((("A", "2001-01-10", 100), ("B", "2001-03-10", 10, {"kind": "disclosed_later"})), "broken"),
    ],
    ids=["no level", "never so low", "a long silence", "a change of counting"],
)
def test_a_fall_without_a_number_has_a_reason(rows, reason):
    fell = peaks.fall(resolved(*rows), peaks.HALF)
    assert (fell.months, fell.reason) == (None, reason)


def test_a_change_of_counting_after_the_peak_is_found():
    rows = resolved(
        ("A", "2001-01-10", 100), ("B", "2001-03-10", 80, {"kind": "disclosed_later"}), ("C", "2001-04-10", 60)
    )
    assert list(peaks.recounts(rows)["obs_id"]) == ["B", "C"]
    assert peaks.recounts(resolved(("A", "2001-01-10", 100))).empty


@given(rows=STATEMENTS)
def test_a_last_level_is_never_above_the_peak(rows):
    assert (summed(rows)["share"] <= 1).all()


@given(rows=STATEMENTS)
def test_ranges_hold_their_values(rows):
    months = monthly(stated(rows))
    for top in peaks.summary(months).itertuples():
        assert top.peak_low <= top.peak <= top.peak_high
        assert top.share_low <= top.share <= top.share_high
        assert top.peak_first <= top.peak_month <= top.peak_last
        fell = peaks.fall(months[months["country"] == top.country].reset_index(drop=True), peaks.HALF)
        assert (fell.months is None) == bool(fell.reason)
        if fell.months is not None:
            assert fell.least <= fell.months and (fell.most is None or fell.months <= fell.most)
