"""Promises that were undone, and the chains of those replaced."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures.reversals import chains, paths
from tests.promises import PENDING, promises, undone


def milestones(*rows):
    return pd.DataFrame(rows, columns=["milestone_id", "date", "kind"]).astype({"date": "datetime64[s]"})


NONE = milestones()


def test_a_promise_lasts_until_the_first_sign_against_it():
    rows = promises(
        undone(seen="2001-07-01", replaced_by="PL002", outcome_rows="M1 M2 ARL-1"),
        {"announced_on": "2001-06-01", **PENDING},
    )
    known = milestones(("M1", "2001-05-01", "policy"), ("M2", "2001-02-01", "handover"))
    row = paths(rows, known).iloc[0]
    assert (row["least"], row["most"], row["cut_id"]) == (120, 181, "M1")
    assert row["replaced_on"] == pd.Timestamp("2001-06-01")


def test_a_milestone_before_the_promise_does_not_undo_it():
    rows = promises(undone(outcome_rows="M1"))
    assert paths(rows, milestones(("M1", "2000-01-01", "policy")))["cut_id"].tolist() == [""]


def test_without_a_dated_sign_the_day_it_was_told_counts():
    row = paths(promises(undone(seen=None)), NONE).iloc[0]
    assert (row["least"], row["most"]) == (363, 363)
    assert row["told_on"] == pd.Timestamp("2001-12-30")


def test_a_promise_announced_in_a_year_has_no_days():
    assert paths(promises(undone(announced_on_precision="year")), NONE)["least"].isna().all()


@pytest.mark.parametrize("rows", [promises(), promises({}), promises({"replaced_by": "PL009"})])
def test_a_promise_kept_or_replaced_by_an_unknown_one_is_not_undone(rows):
    assert paths(rows, NONE).empty
    assert chains(rows).empty


def test_a_chain_runs_from_the_first_to_the_last_promise():
    rows = promises(
        undone(replaced_by="PL003"),
        undone(replaced_by="PL003"),
        undone(replaced_by="PL004"),
        {"announced_on": "2002-01-01"},
    )
    found = chains(rows)
    assert found["promises"].tolist() == ["PL001 PL003 PL004", "PL002 PL003 PL004"]
    assert found["steps"].tolist() == [3, 3]
    assert found["outcome"].tolist() == ["kept", "kept"]


@given(st.lists(st.integers(0, 5), max_size=6))
def test_each_replaced_promise_is_in_a_chain_and_each_chain_ends(followers):
    rows = promises(
        *(
            undone(replaced_by=f"PL{n + 2 + after:03}", announced_on=f"200{n}-01-01")
            for n, after in enumerate(followers)
        )
    )
    found = chains(rows)
    replaced = set(rows[rows["replaced_by"].isin(rows["pledge_id"])]["pledge_id"])
    assert replaced <= set(" ".join(found["promises"]).split())
    assert all(len(set(chain.split())) == steps for chain, steps in zip(found["promises"], found["steps"], strict=True))


@given(st.lists(st.dates(pd.Timestamp("2001-01-01").date(), pd.Timestamp("2009-01-01").date()), max_size=6))
def test_the_first_sign_is_never_after_the_last(seen):
    found = paths(promises(*(undone(seen=day) for day in seen)), NONE)
    assert len(found) == len(seen)
    assert (found["least"] <= found["most"]).all() and (found["least"] >= 0).all()
