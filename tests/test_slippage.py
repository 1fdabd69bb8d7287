"""How late promises are, with those not met yet."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import slippage
from tests.promises import PENDING, promises, undone

UNTIL = pd.Timestamp("2005-01-01")
MERCAPTOPURINE = {  # weeks in remission, Freireich et al. 1963; True: it ended
    **{(week, n): True for n, week in enumerate([6, 6, 6, 7, 10, 13, 16, 22, 23])},
    **{(week, n): False for n, week in enumerate([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], 9)},
}


def watched(*rows):
    """Rows as (days, fate, days until the end)."""
    table = pd.DataFrame(rows, columns=["since", "fate", "reach"])
    return table.assign(past=table["since"])


def remissions():
    return watched(*((week, "met" if ended else "open", 0) for (week, _), ended in MERCAPTOPURINE.items()))


def test_the_curve_is_the_published_one_of_a_classic_trial():
    """Kalbfleisch and Prentice (1980), the 6-MP arm; the limits are those of R's survfit, conf.type "log-log"."""
    steps = slippage.curve(remissions(), "since", never=True).set_index("day")
    assert steps["unmet"].round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert steps["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert steps.loc[6, ["low", "high"]].tolist() == pytest.approx([0.620, 0.952], abs=5e-4)
    assert steps.loc[23, ["low", "high"]].tolist() == pytest.approx([0.188, 0.680], abs=5e-4)


def test_the_median_is_the_published_one_and_its_interval_is_open_above():
    found = slippage.median(slippage.curve(remissions(), "since", never=True))
    assert (found.value, found.low, found.high) == (23, 13, None)


def test_a_failed_promise_is_never_met_or_leaves():
    rows = watched((10, "met", 90), (20, "failed", 80), (30, "met", 70))
    assert slippage.curve(rows, "since", never=True)["unmet"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert slippage.curve(rows, "since", never=False)["unmet"].tolist() == pytest.approx([2 / 3, 0])


def test_without_a_promise_met_there_is_no_curve_and_no_median():
    for rows in (watched(), watched((10, "open", 0))):
        steps = slippage.curve(rows, "past", never=True)
        assert steps.empty
        assert slippage.median(steps).value is None and slippage.unmet(steps, 0).value is None


def test_one_promise_met_gives_a_day_without_an_interval():
    steps = slippage.curve(watched((-3, "met", 9)), "past", never=True)
    assert (slippage.median(steps).value, slippage.unmet(steps, -4).value, slippage.unmet(steps, 0).value) == (-3, 1, 0)
    assert slippage.unmet(steps, 0).low is None


def test_each_promise_is_watched_until_it_is_met_seen_unmet_or_the_last_day():
    rows = promises({}, undone(), PENDING, {"outcome": "unverified", "completed_on": "2002-02-01"})
    found = slippage.timed(rows, UNTIL)
    assert found["fate"].tolist() == ["met", "failed", "open", "met"]
    assert found["since"].tolist() == [354, 181, 1461, 396]
    assert found["past"].tolist() == [-10, -183, 1097, 32]
    assert found["reach"].tolist() == [1107, 1280, 0, 1065]


@pytest.mark.parametrize(
    "change", [{"target_date_basis": "convention"}, {"outcome": "unverified", "completed_on": None}]
)
def test_a_promise_without_its_own_date_or_never_seen_met_cannot_be_timed(change):
    assert slippage.timed(promises(change), UNTIL).empty


def test_a_promise_announced_in_a_month_has_no_days_since():
    found = slippage.timed(promises({"announced_on_precision": "month"}), UNTIL)
    assert found["since"].isna().all() and found["past"].tolist() == [-10]


def test_the_last_page_is_the_last_known_on_the_day():
    milestones = pd.DataFrame({"reported_on": pd.to_datetime(["2001-03-01"])})
    assert slippage.horizon(milestones, promises({})) == pd.Timestamp("2001-12-30")
    not_known = promises(PENDING | {"outcome_reported_on": "2009-01-01"})
    assert slippage.horizon(milestones, not_known) == pd.Timestamp("2001-03-01")
    assert pd.isna(slippage.horizon(milestones.iloc[:0], promises()))


FATES = st.tuples(st.integers(-300, 900), st.sampled_from(["met", "failed", "open"]), st.just(2000))


@given(st.lists(FATES, min_size=1, max_size=15), st.integers(-500, 500))
def test_curves_fall_lie_in_their_intervals_and_move_with_the_clock(rows, shift):
    table = watched(*((day, fate, 0 if fate == "open" else reach) for day, fate, reach in rows))
    never, leaving = (slippage.curve(table, "past", never=never) for never in (True, False))
    assert never["unmet"].is_monotonic_decreasing
    inside = never.dropna(subset="low")
    assert ((inside["low"] <= inside["unmet"]) & (inside["unmet"] <= inside["high"])).all()
    assert (leaving["unmet"].to_numpy() <= never["unmet"].to_numpy() + 1e-9).all()
    moved = slippage.curve(table.assign(past=table["past"] + shift), "past", never=True)
    assert moved["day"].tolist() == (never["day"] + shift).tolist()
    assert moved["unmet"].tolist() == pytest.approx(never["unmet"].tolist())
