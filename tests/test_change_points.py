"""Scatter and changes of rate, against answers known by hand."""

from math import exp, lgamma, log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import change_points
from drawdown.measures.dispersion import dispersion


def intervals(*counts, days=7):
    ends = pd.date_range("2006-01-01", periods=len(counts) + 1, freq=f"{days}D")
    return pd.DataFrame({"start": ends[:-1], "end": ends[1:], "days": days, "attacks": list(counts)})


def test_the_index_of_dispersion_is_variance_over_mean():
    found = dispersion([2, 4, 6, 4, 4], [1, 1, 1, 1, 1])
    assert found.index == pytest.approx(np.var([2, 4, 6, 4, 4], ddof=1) / 4) == pytest.approx(0.5)
    assert found.p == pytest.approx(exp(-1) * (1 + 1))  # chi-square 2 on 4 degrees of freedom
    assert (found.low, found.high) == pytest.approx((0.4844 / 4, 11.1433 / 4), abs=1e-4)


def test_the_regression_test_has_the_slope_of_its_formula():
    found = dispersion([0, 0, 10, 0, 10], [1, 1, 1, 1, 1])
    # mu = 4: ((y - 4)^2 - y) / 4 is 4 for a zero and 6.5 for a ten; the slope on a constant 4 is their mean over 4
    assert found.alpha == pytest.approx((3 * 4 + 2 * 6.5) / 5 / 4)
    assert found.alpha_p < 0.001 and found.p < 0.001


def test_twice_the_time_may_hold_twice_the_attacks():
    assert dispersion([4, 8, 4, 8, 4], [1, 2, 1, 2, 1]).index == pytest.approx(0)


def test_few_counts_or_none_say_nothing_about_scatter():
    assert dispersion([1, 2, 3, 4], [1] * 4) is None
    assert dispersion([0] * 9, [1] * 9) is None


@given(counts=st.lists(st.integers(0, 30), min_size=5, max_size=20).filter(any))
def test_the_order_of_counts_does_not_matter_to_their_scatter(counts):
    one, other = dispersion(counts, [1] * len(counts)), dispersion(sorted(counts), [1] * len(counts))
    assert (one.index, one.p) == pytest.approx((other.index, other.p))
    assert one.low < 1 < one.high


def test_the_posterior_is_that_of_the_closed_form():
    def marginal(n, t, rate):
        return log(rate) + lgamma(1 + n) - (1 + n) * log(rate + t)

    rate = 3 / 6
    first = marginal(5, 1, rate) + marginal(1, 2, rate)
    second = marginal(5, 2, rate) + marginal(1, 1, rate)
    found = change_points.posterior([5, 0, 1], [1, 1, 1])
    assert found[0] / found[1] == pytest.approx(exp(first - second))
    assert found.sum() == pytest.approx(1)


def test_a_clear_fall_is_dated_to_its_interval_and_no_finer():
    [found] = change_points.changes(intervals(*[10] * 8, *[0] * 8))
    assert found.day == pd.Timestamp("2006-02-26")
    assert (found.low, found.high) == (pd.Timestamp("2006-02-19"), pd.Timestamp("2006-03-05"))
    assert (found.before, found.after) == (10, 0)
    assert change_points.single(intervals(*[10] * 8, *[0] * 8)) == found


def test_as_many_changes_are_found_as_there_are():
    found = change_points.changes(intervals(*[0] * 8, *[12] * 8, *[2] * 8))
    assert [one.day for one in found] == [pd.Timestamp("2006-02-26"), pd.Timestamp("2006-04-23")]


@pytest.mark.parametrize("counts", [[5] * 12, [5, 4, 6, 5, 5, 6, 4, 5], [0] * 9, [3, 9]])
def test_a_steady_rate_or_too_few_intervals_have_no_change(counts):
    assert change_points.changes(intervals(*counts)) == []


def test_scatter_widens_the_days_and_takes_changes_away():
    rows = intervals(9, 7, 12, 2, 10, 8, 3, 5, 1, 4, 2, 6)
    one, other = (change_points.single(rows, scatter) for scatter in (1.0, 4.0))
    assert other.high - other.low >= one.high - one.low
    assert len(change_points.changes(rows, 4.0)) <= len(change_points.changes(rows))


@given(counts=st.lists(st.integers(0, 15), min_size=5, max_size=12).filter(any), scatter=st.floats(1, 5))
def test_the_days_of_each_change_hold_it_and_changes_stand_in_order(counts, scatter):
    rows = intervals(*counts)
    found = change_points.changes(rows, scatter)
    assert all(one.low < one.day < one.high and 0 < one.chance <= 1 for one in found)
    days = [one.day for one in found]
    assert days == sorted(set(days)) and set(days) <= set(rows["end"][:-1])


@given(counts=st.lists(st.integers(0, 15), min_size=2, max_size=12).filter(any))
def test_time_backwards_gives_the_same_chances_backwards(counts):
    forth = change_points.posterior(counts, [1.0] * len(counts))
    back = change_points.posterior(counts[::-1], [1.0] * len(counts))
    assert forth == pytest.approx(back[::-1])
