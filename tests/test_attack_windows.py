"""Attacks before and after a day, and steps that follow attacks."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import attack_windows as measures

DAY = pd.Timestamp("2005-01-01")


def attacks(*offsets):
    """Attacks so many days from the day."""
    return measures.days(pd.Series([DAY + pd.Timedelta(days=n) for n in offsets], dtype="datetime64[s]"))


def total(*stated):
    return pd.DataFrame(stated, columns=["period_end", "attacks"]).astype({"period_end": "datetime64[s]"})


def test_a_ratio_and_its_interval_by_hand():
    found = measures.compare(4, 9)
    width = 1.959964 * np.sqrt(1 / 4.5 + 1 / 9.5)
    assert found.ratio == pytest.approx(9.5 / 4.5)
    assert (found.low, found.high) == pytest.approx((found.ratio * np.exp(-width), found.ratio * np.exp(width)))


def test_a_longer_exposure_lowers_the_rate():
    assert measures.compare(4, 9, exposure=2).ratio == pytest.approx(9.5 / 4.5 / 2)


def test_few_attacks_say_nothing():
    assert measures.compare(2, 2) is None
    assert measures.compare(2, 3) is not None


def test_the_dispersion_is_pearsons_statistic_per_degree_of_freedom():
    assert measures.dispersion([2, 8, 5, 5], [5, 5, 5, 5], 2) == pytest.approx((9 + 9) / 5 / 2)


def test_even_attacks_do_not_count_as_less_than_chance():
    assert measures.dispersion([5, 5, 5], [5, 5, 5], 1) == 1
    assert measures.dispersion([5], [5], 1) == 1


def test_attacks_are_counted_on_both_sides_of_the_day():
    found = measures.around(attacks(-200, -90, -20, -2, -1, 0, 1, 5, 89, 200), DAY)
    assert (found.before, found.after) == (4, 4)


def test_a_side_beyond_the_known_attacks_is_not_silence():
    assert measures.around(attacks(-91, -20, -2, -1, 0, 1, 5, 60), DAY) is None
    assert measures.around(attacks(-60, -20, -2, -1, 0, 1, 5, 91), DAY) is None
    assert measures.around(attacks(), DAY) is None


def test_a_running_total_is_read_where_it_was_stated():
    rows = total(("2004-12-17", 10), ("2004-12-30", 40), ("2005-01-14", 46))
    found = measures.counted(rows, DAY, 14)
    assert (found.before, found.after) == (30, 6)
    assert found.ratio == pytest.approx(6.5 / 30.5 / (15 / 13))


@pytest.mark.parametrize("rows", [[], [("2004-12-17", 10), ("2004-12-31", 40), ("2005-01-20", 46)]])
def test_a_total_further_than_three_days_is_not_taken(rows):
    assert measures.counted(total(*rows), DAY, 14) is None


def test_steps_right_after_a_cluster_follow_it():
    every = attacks(0, *range(1000, 1010), 4000)
    found = measures.follow(every, measures.days(pd.Series([DAY + pd.Timedelta(days=1010 + n) for n in range(6)])))
    assert found.after == 60  # six steps, ten attacks before each
    assert found.ratio == pytest.approx(60 / (6 * 12 * 90 / 4001))


def test_without_enough_steps_or_attacks_nothing_follows():
    assert measures.follow(attacks(), attacks(*range(100, 110))) is None
    assert measures.follow(attacks(0, 1, 2, 3, 400), attacks(100, 110, 120)) is None


def test_steps_are_counted_by_kind_of_month():
    every = attacks(0, 1, 40, 150)  # January, February and May of five months
    steps = attacks(2, 3, 4, 41, 42, 70)
    found = measures.in_months(every, steps)
    assert (found.before, found.after) == (1, 5)
    assert found.ratio == pytest.approx(5.5 / 1.5 / (3 / 2))


def test_one_kind_of_month_is_no_comparison():
    assert measures.in_months(attacks(0, 1), attacks(0, 1, 2, 3, 4, 5)) is None
    assert measures.in_months(attacks(), attacks(0)) is None


def test_steps_lead_out_and_strikes_count_once():
    rows = pd.DataFrame(
        {
            "kind": ["agreement", "policy", "drawdown", "return"],
            "status": ["confirmed", "confirmed", "claimed", "confirmed"],
        }
    )
    assert list(measures.toward(rows).index) == [0]
    struck = pd.DataFrame(
        {
            "strike_id": ["K1", "K2", "K3"],
            "strike_group": ["G1", "G1", "G2"],
            "date": pd.to_datetime(["2005-01-02", "2005-01-01", "2005-02-01"]),
            "counted": ["yes", "yes", "no"],
        }
    )
    assert list(measures.strikes(struck)["strike_id"]) == ["K2"]


def test_a_joint_row_is_here_in_each_country():
    rows = pd.DataFrame({"country": ["Arland", "Arland+Borland", "Borland", "all"]})
    assert list(measures.here(rows, "Borland").index) == [1, 2]
    assert measures.here(rows[:0], "Borland").empty


@given(st.integers(0, 300), st.integers(0, 300), st.floats(1, 20))
def test_the_interval_holds_the_ratio_and_swaps_with_the_sides(before, after, spread):
    found, turned = measures.compare(before, after, 1, spread), measures.compare(after, before, 1, spread)
    assert (found is None) == (before + after < measures.FEW)
    if found and turned:
        assert found.low < found.ratio < found.high
        assert turned.ratio == pytest.approx(1 / found.ratio)
        assert turned.low == pytest.approx(1 / found.high)


@given(st.lists(st.integers(0, 2000), min_size=6), st.lists(st.integers(0, 2000), min_size=6), st.integers(1, 4000))
def test_moving_all_days_together_changes_nothing(every, steps, move):
    shifted = measures.follow(attacks(*(n + move for n in every)), attacks(*(n + move for n in steps)))
    assert measures.follow(attacks(*every), attacks(*steps)) == shifted
