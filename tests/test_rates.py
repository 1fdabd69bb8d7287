"""Shares and rates against published values, and what holds for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures.rates import Estimate, rate, rate_ratio, share


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.3085), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0), (9, 29, 0.1528, 0.5083), (1, 1, 0.025, 1.0)],
)
def test_share_has_the_interval_of_clopper_and_pearson(successes, trials, low, high):
    estimate = share(successes, trials)
    assert estimate.value == successes / trials
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.2422, 7.225),
        (3, 0.6187, 8.767),
        (10, 4.795, 18.390),
        (100, 81.364, 121.627),
    ],
)
def test_rate_has_the_interval_of_garwood(events, low, high):
    assert rate(events, 1) == Estimate(events, pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_nothing_observed_gives_no_share():
    assert share(0, 0) == Estimate(None, None, None)


def test_more_successes_than_trials_are_refused():
    with pytest.raises(ValueError):
        share(1, 0)
    with pytest.raises(ValueError):
        share(3, 2)


@pytest.mark.parametrize("exposure", [0, 0.0, -1])
def test_no_exposure_gives_no_rate(exposure):
    assert rate(3, exposure) == Estimate(None, None, None)


def test_negative_events_are_refused():
    with pytest.raises(ValueError, match="a count is not negative"):
        rate(-1, 7)


@given(trials=st.integers(1, 2000), data=st.data())
def test_a_share_lies_in_its_interval_between_zero_and_one(trials, data):
    estimate = share(data.draw(st.integers(0, trials)), trials)
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert estimate.low < estimate.high


@given(trials=st.integers(1, 300), data=st.data())
def test_the_other_share_has_the_mirrored_interval(trials, data):
    successes = data.draw(st.integers(0, trials))
    this, other = share(successes, trials), share(trials - successes, trials)
    assert (this.low, this.high) == pytest.approx((1 - other.high, 1 - other.low))


@given(events=st.integers(0, 3000), exposure=st.floats(0.01, 1e4))
def test_a_rate_lies_in_its_interval(events, exposure):
    estimate = rate(events, exposure)
    assert 0 <= estimate.low <= estimate.value <= estimate.high
    assert estimate.low < estimate.high


@given(events=st.integers(1, 500), weeks=st.integers(1, 100), times=st.integers(2, 20))
def test_the_same_rate_from_less_exposure_is_less_certain(events, weeks, times):
    little, much = rate(events, weeks), rate(events * times, weeks * times)
    assert little.value == pytest.approx(much.value)
    assert little.low < much.low
    assert little.high > much.high


@given(events=st.integers(0, 500))
def test_another_unit_of_exposure_only_scales_a_rate(events):
    weekly, daily = rate(events, 2), rate(events, 14)
    assert (weekly.value, weekly.low, weekly.high) == pytest.approx((daily.value * 7, daily.low * 7, daily.high * 7))


def test_a_ratio_of_rates_has_the_exact_interval_of_the_published_example():
    # poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)) of R's manual
    found = rate_ratio(11, 800, 21, 3011)
    assert (found.value, found.low, found.high) == pytest.approx((1.971488, 0.8584264, 4.2772659), abs=1e-4)


def test_a_ratio_without_events_on_one_side_has_a_limit_on_the_other():
    none_after, none_before = rate_ratio(0, 1, 10, 1), rate_ratio(10, 1, 0, 1)
    assert (none_after.value, none_after.low) == (0, 0)
    assert none_after.high == pytest.approx(0.4462, abs=1e-3)  # 1 - 0.025 ** (1 / 10) = 0.3085 as odds
    assert (none_before.value, none_before.high) == (None, None)
    assert none_before.low == pytest.approx(1 / none_after.high)
    assert rate_ratio(0, 1, 0, 1) == rate_ratio(1, 0, 1, 1) == Estimate(None, None, None)


@given(after=st.integers(1, 200), before=st.integers(1, 200), weeks=st.floats(0.5, 50))
def test_swapping_both_sides_inverts_a_ratio(after, before, weeks):
    one, other = rate_ratio(after, weeks, before, 3), rate_ratio(before, 3, after, weeks)
    assert one.low < one.value < one.high
    assert (one.value, one.low, one.high) == pytest.approx((1 / other.value, 1 / other.high, 1 / other.low))
