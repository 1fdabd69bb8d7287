"""A median comes with its exact interval, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from drawdown.measures.median import LEAST, median


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(6, 1, 6), (8, 1, 8), (9, 2, 8), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18)],
)
def test_the_interval_ends_at_the_ranks_of_the_published_tables(count, low, high):
    """Ranks of the 95 percent interval of a median, as in Conover 1999, Practical Nonparametric Statistics."""
    found = median(range(1, count + 1))
    assert (found.value, found.low, found.high) == ((count + 1) / 2, low, high)


@pytest.mark.parametrize("values", [[], [1.0], [1.0] * (LEAST - 1)], ids=["none", "one", "five"])
def test_too_few_values_have_no_median(values):
    found = median(values)
    assert (found.value, found.low, found.high) == (None, None, None)


@given(st.lists(st.integers(-1000, 1000), min_size=LEAST, max_size=40))
def test_the_interval_is_that_of_the_sign_test(values):
    found = median(values)
    assert found.low <= found.value <= found.high
    interval = stats.quantile_test(values, p=0.5).confidence_interval(0.95)
    assert (found.low, found.high) == (interval.low, interval.high)
