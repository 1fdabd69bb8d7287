"""How long the promises that were met took."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures.exits import exits
from tests.promises import PENDING, promises, undone


def test_days_taken_are_set_beside_the_days_planned():
    row = exits(promises({"completed_on": "2001-07-02"})).iloc[0]
    assert (row["days"], row["planned"]) == (182, 364)
    assert row["ratio"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"target_level": 0}, "country"),
        ({"target_level": 200}, "country"),
        ({"target_level": 201}, "level"),
        ({"target_level": None}, "level"),
        ({"target_level": 0, "target_area": "its north"}, "level"),
        ({"target_level": 0, "scope": "bases"}, "bases"),
        ({"scope": "mission_label", "target_level": None}, "mission_label"),
    ],
)
def test_the_exit_of_a_whole_country_is_told_apart(change, what):
    assert exits(promises(change))["what"].tolist() == [what]


@pytest.mark.parametrize("change", [undone(), PENDING, {"announced_on_precision": "month"}, {"completed_on": None}])
def test_a_promise_not_met_or_not_dated_to_the_day_is_left_out(change):
    assert exits(promises(change)).empty


@pytest.mark.parametrize("change", [{"target_date_basis": "convention"}, {"target_date": "2001-01-01"}])
def test_without_planned_days_of_its_own_there_is_no_ratio(change):
    assert exits(promises(change))["ratio"].isna().all()


@given(st.integers(0, 4000), st.integers(1, 4000))
def test_the_ratio_is_above_one_exactly_when_it_took_longer(taken, planned):
    start = pd.Timestamp("2001-01-01")
    done, due = start + pd.Timedelta(days=taken), start + pd.Timedelta(days=planned)
    row = exits(promises({"outcome": "late", "completed_on": done, "target_date": due})).iloc[0]
    assert (row["ratio"] > 1) == (taken > planned)
    assert row["days"] == taken
