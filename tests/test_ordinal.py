"""Ordered codes are compared by their order alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import ordinal

CODES = st.lists(st.integers(-2, 2), min_size=1, max_size=20)


def rows(first, second, **columns):
    size = len(first) + len(second)
    table = pd.DataFrame({"stance": [*first, *second]}).assign(
        position_id=range(size), speaker=range(size), source=range(size)
    )
    side = pd.Series([True] * len(first) + [False] * len(second))
    return table.assign(**columns), side


def test_a_median_between_two_codes_is_given_as_both():
    assert ordinal.median(pd.Series([2, -1, 1, -2])) == (-1, 1)
    assert ordinal.median(pd.Series([2, -1, -2])) == (-1, -1)
    assert ordinal.median(pd.Series([], dtype=int)) is None


def test_superiority_counts_pairs_and_half_of_the_ties():
    assert ordinal.superiority(pd.Series([2, 0]), pd.Series([0, 1])) == 0.625  # won, won, tied, lost
    assert ordinal.superiority(pd.Series([1]), pd.Series([], dtype=int)) is None


@given(first=CODES, second=CODES)
def test_superiority_turns_with_the_sides_and_is_that_of_mann_and_whitney(first, second):
    from scipy import stats

    a, b = pd.Series(first), pd.Series(second)
    found = ordinal.superiority(a, b)
    assert found + ordinal.superiority(b, a) == pytest.approx(1)
    u = stats.mannwhitneyu(first, second, method="asymptotic").statistic if len({*first, *second}) > 1 else None
    assert u is None or found == pytest.approx(u / (len(first) * len(second)))
    assert ordinal.superiority(a * 3, b * 3) == found, "only the order counts"


@given(first=CODES, second=CODES)
def test_a_range_holds_its_value_and_needs_five_of_each(first, second):
    found = ordinal.superiority_range(*rows(first, second))
    assert found.value == ordinal.superiority(pd.Series(first), pd.Series(second))
    assert (found.low is None) == (min(len(first), len(second)) < ordinal.FEW)
    assert found.low is None or 0 <= found.low <= found.value <= found.high <= 1


def test_sides_that_never_meet_leave_no_doubt():
    found = ordinal.superiority_range(*rows([1, 2, 2, 1, 1], [-1, -2, -1, -1, 0]))
    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_rows_of_one_speaker_widen_the_range():
    first, second = [2, 2, 2, 2, -1, -1, -1, -1, 1, 1] * 2, [0] * 20
    clusters = [*(n // 4 for n in range(20)), *range(100, 120)]
    apart, together = (
        ordinal.superiority_range(*rows(first, second, **speaker)) for speaker in ({}, {"speaker": clusters})
    )
    assert together.value == apart.value
    assert together.high - together.low > apart.high - apart.low


def test_percentiles_leave_out_what_is_missing():
    low, high = ordinal.percentiles(np.array([*np.linspace(0, 1, 1001), np.nan]))
    assert (low, high) == pytest.approx((0.025, 0.975))
