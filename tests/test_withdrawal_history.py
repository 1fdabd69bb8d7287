"""Milestones, promises, and what came of them."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import withdrawal_history as measures


def promises(*rows):
    """Rows as (id, announced, target, basis, completed, outcome, restates, made by)."""
    columns = [
        "pledge_id",
        "announced_on",
        "target_date",
        "target_date_basis",
        "completed_on",
        "outcome",
        "restates",
        "made_by_type",
    ]
    table = pd.DataFrame(rows, columns=columns)
    days = ["announced_on", "target_date", "completed_on"]
    return table.assign(**{column: pd.to_datetime(table[column]) for column in days})


def promise(outcome="kept", restates="", by="executive", name="PL001"):
    return (name, "2001-01-01", "2002-01-01", "stated", None, outcome, restates, by)


def test_slippage_is_the_days_from_the_target_to_the_day_it_was_shown():
    rows = promises(
        ("PL001", "2001-01-01", "2002-06-30", "month_end", "2002-06-20", "kept", "", "executive"),
        ("PL002", "2001-01-01", "2003-03-31", "stated", "2003-05-10", "late", "", "executive"),
    )
    assert measures.pledges(rows)["slippage"].tolist() == [-10, 40]


@pytest.mark.parametrize(
    ("basis", "completed", "outcome"),
    [
        ("convention", "2002-06-20", "kept"),
        ("none", "2002-06-20", "kept"),
        ("stated", "2002-06-20", "reversed"),
        ("stated", None, "kept"),
    ],
)
def test_slippage_is_missing_without_an_own_date_or_without_being_met(basis, completed, outcome):
    rows = promises(("PL001", "2001-01-01", "2002-06-30", basis, completed, outcome, "", "executive"))
    assert measures.pledges(rows)["slippage"].isna().all()


def test_pledges_stand_in_order_of_announcement():
    rows = promises(
        *(
            (f"PL{n}", day, None, "none", None, "kept", "", "executive")
            for n, day in ((1, "2003-01-01"), (3, "2001-01-01"), (2, "2001-01-01"))
        )
    )
    assert measures.pledges(rows)["pledge_id"].tolist() == ["PL2", "PL3", "PL1"]


def test_outcomes_are_counted_from_kept_to_pending():
    counts = measures.outcomes(promises(promise("pending"), promise("kept"), promise("kept"), promise("reversed")))
    assert list(counts.items()) == [
        ("kept", 2),
        ("late", 0),
        ("partial", 0),
        ("reversed", 1),
        ("unverified", 0),
        ("pending", 1),
    ]


def test_pending_and_unverified_pledges_are_not_scored():
    rows = promises(*(promise(o) for o in ("kept", "kept", "late", "partial", "reversed", "pending", "unverified")))
    assert measures.kept(rows).value == 2 / 5
    assert measures.kept(rows, or_late=True).value == 3 / 5


def test_no_scored_pledge_gives_no_share():
    assert measures.kept(promises(promise("pending"))).value is None


def test_the_strict_list_leaves_out_restatements_plans_and_third_parties():
    rows = promises(
        promise(name="PL1"),
        promise(restates="PL1", name="PL2"),
        promise(by="internal_plan", name="PL3"),
        promise(by="third_party", name="PL4"),
        promise(by="joint_agreement", name="PL5"),
    )
    assert measures.strict(rows)["pledge_id"].tolist() == ["PL1", "PL5"]


def milestones(*rows):
    table = pd.DataFrame(rows, columns=["milestone_id", "date", "country", "kind"])
    return table.assign(date=pd.to_datetime(table["date"]))


def test_a_return_counts_from_the_last_completion_before_it():
    found = measures.returns(
        milestones(
            ("M1", "2004-06-01", "Arland", "completion"),
            ("M2", "2004-12-31", "Arland", "completion"),
            ("M3", "2006-01-05", "Arland", "return"),
        )
    )
    assert found[["country", "days", "exit_id", "return_id"]].values.tolist() == [["Arland", 370, "M2", "M3"]]


def test_a_further_return_in_the_same_stay_is_left_out():
    found = measures.returns(
        milestones(
            ("M1", "2004-01-01", "Arland", "completion"),
            ("M2", "2005-01-01", "Arland", "return"),
            ("M3", "2005-02-01", "Arland", "return"),
        )
    )
    assert found["return_id"].tolist() == ["M2"]


def test_a_return_to_another_country_or_without_an_exit_is_none():
    assert measures.returns(
        milestones(("M1", "2004-01-01", "Arland", "completion"), ("M2", "2005-01-01", "Borland", "return"))
    ).empty
    assert measures.returns(
        milestones(("M2", "2005-01-01", "Borland", "return"), ("M3", "2006-01-01", "Borland", "completion"))
    ).empty


@given(outcomes=st.lists(st.sampled_from(measures.OUTCOMES), max_size=30))
def test_shares_lie_in_their_intervals_and_late_never_lowers_them(outcomes):
    rows = promises(*map(promise, outcomes))
    on_time, at_all = measures.kept(rows), measures.kept(rows, or_late=True)
    assert measures.outcomes(rows).sum() == len(outcomes)
    if on_time.value is None:
        assert not set(outcomes) & set(measures.SCORED)
    else:
        assert 0 <= on_time.low <= on_time.value <= at_all.value <= at_all.high <= 1


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 3000), st.sampled_from(["completion", "return", "drawdown"]), st.sampled_from("AB")),
        max_size=12,
    )
)
def test_days_away_are_never_negative_and_no_row_is_used_twice(steps):
    rows = milestones(
        *(
            (f"M{n}", dt.date(2001, 1, 1) + dt.timedelta(days=day), country, kind)
            for n, (day, kind, country) in enumerate(steps)
        )
    )
    found = measures.returns(rows)
    assert (found["days"] >= 0).all()
    assert found["return_id"].is_unique and found["exit_id"].is_unique


def test_the_tiny_pack_gives_the_answers_known_by_hand(view, stated):
    facts = {fact.id: fact for fact in stated("withdrawal_history", view())}
    values = {name: fact.value for name, fact in facts.items()}
    assert {
        name: values[name]
        for name in ("milestones", "pledges", "scored", "kept", "late", "partial", "reversed", "pending", "unverified")
    } == {
        "milestones": 7,
        "pledges": 7,
        "scored": 5,
        "kept": 2,
        "late": 1,
        "partial": 1,
        "reversed": 1,
        "pending": 1,
        "unverified": 1,
    }
    assert (values["share_kept"], values["share_met"], values["share_strict"]) == (2 / 5, 3 / 5, 2 / 3)
    assert (values["slippage"], values["slipped"]) == (0, 3)
    assert (values["left"], values["returned"], values["days_away"]) == (
        dt.date(2004, 12, 31),
        dt.date(2006, 1, 5),
        370,
    )
    assert facts["left"].rows == ("M004",) and facts["returned"].rows == ("M005",)
    assert facts["share_strict"].rows == ("PL001", "PL002", "PL003")
