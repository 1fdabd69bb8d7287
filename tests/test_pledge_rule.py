"""The written pledge rule, recomputed from the rows."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures.pledge_rule import breaches
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.promises import PENDING, promises, undone


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"outcome": "late", "completed_on": "2002-12-31"},
        {"target_date": None, "completed_on": "2005-01-01"},
        {"target_level": 0, "actual_level": 200},
        undone("partial"),
        undone("reversed"),
        undone("reversed", completed_on="2003-01-01"),
        PENDING,
        {"outcome": "unverified", "completed_on": "2002-02-01"},
        {"scope": "bases", "target_level": 1, "actual_level": 900},
    ],
)
def test_an_outcome_that_follows_the_rule_is_no_breach(change):
    assert breaches(promises(change)).empty


@pytest.mark.parametrize(
    "change",
    [
        {"completed_on": None},
        {"completed_on": "2002-01-01"},
        {"completed_on": "2000-12-31"},
        {"outcome": "late"},
        {"outcome": "late", "completed_on": "2003-01-01"},
        {"outcome": "late", "completed_on": "2002-01-01", "target_date": None},
        {"actual_level": 8001},
        {"target_level": 0, "actual_level": 201},
        undone("reversed", completed_on="2002-12-31"),
        undone("partial", actual_level=8000),
        PENDING | {"completed_on": "2001-06-01"},
        PENDING | {"source_outcome": "o", "outcome_reported_on": "2002-01-01"},
        {"outcome": "unverified"},
    ],
)
def test_an_outcome_that_its_row_contradicts_is_found(change):
    assert breaches(promises(change))["pledge_id"].tolist() == ["PL001"]


def test_without_a_date_a_promise_must_be_met_before_it_is_replaced():
    first = {"target_date": None, "completed_on": "2002-01-01", "replaced_by": "PL002"}
    assert breaches(promises(first, {"announced_on": "2002-06-01", **PENDING})).empty
    assert len(breaches(promises(first, {"announced_on": "2001-06-01", **PENDING}))) == 1


def test_no_promise_breaks_no_rule():
    assert breaches(promises()).empty


@pytest.mark.parametrize("as_of", ["latest", "2024-08-24", "2012-06-01", "2005-01-01"])
def test_the_rows_of_the_pack_obey_the_rule_on_every_day_of_knowledge(as_of):
    found = breaches(View(Parameters(as_of=as_of)).table("pledges"))
    assert found.empty, found


@given(days=st.integers(-400, 800))
def test_a_day_of_completion_fits_one_of_kept_and_late_at_most(days):
    done = pd.Timestamp("2001-12-31") + pd.Timedelta(days=days)
    fits = [
        outcome for outcome in ("kept", "late") if breaches(promises({"outcome": outcome, "completed_on": done})).empty
    ]
    assert fits == (["kept"] if -364 <= days <= 0 else ["late"] if 0 < days <= 365 else [])
