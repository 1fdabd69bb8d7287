"""Milestones, promises, and what came of them."""

import datetime as dt
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.facts import promise_time_sentences, withdrawal_history, withdrawal_sentences
from drawdown.measures import withdrawal_history as measures
from drawdown.measures.influence import leave_one_out
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.promises import PENDING, undone
from tests.promises import promises as make


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


def test_the_day_of_an_exit_that_sources_end_differently_is_a_range():
    found = measures.returns(
        milestones(
            ("M1", "2004-11-01", "Arland", "completion"),
            ("M2", "2004-12-28", "Arland", "completion"),
            ("M3", "2004-12-31", "Arland", "completion"),
            ("M4", "2006-01-05", "Arland", "return"),
        )
    ).iloc[0]
    assert (found["days"], found["days_most"], found["exit_ids"]) == (370, 373, "M2 M3")
    assert (found["left_first"], found["left"]) == (pd.Timestamp("2004-12-28"), pd.Timestamp("2004-12-31"))


def test_a_promise_falls_with_the_source_of_either_half():
    rows = make(
        {"source_announcement": "a", "source_outcome": "o"},
        {"source_announcement": "a", "source_announcement_2": "b", "source_outcome": "p"},
        undone(source_announcement="c", source_outcome="a"),
    )
    halves = measures.halves(rows)
    assert measures.whole(halves)["pledge_id"].tolist() == ["PL001", "PL002", "PL003"]
    found = leave_one_out(halves, ["first", "second"], lambda left: measures.kept(measures.whole(left)).value)
    assert (found.value, found.low, found.high) == (2 / 3, 1 / 2, 1.0)


@given(st.lists(st.sampled_from(["a", "b", ""]), max_size=8))
def test_a_promise_is_whole_as_long_as_its_outcome_has_a_source(sources):
    rows = make(*({"source_outcome": source} for source in sources))
    left = measures.whole(measures.halves(rows))
    assert left["pledge_id"].tolist() == rows[rows["source_outcome"] != ""]["pledge_id"].tolist()


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
    assert facts["left"].low == facts["left"].value and facts["days_away"].high == 370
    assert (facts["share_kept_dropped"].low, facts["share_kept_dropped"].high) == (0.4, 0.5)
    assert facts["breaches"].value == 0
    assert (values["timed"], values["timed_met"], values["timed_failed"], values["timed_open"]) == (5, 3, 1, 1)
    assert (values["delay"], values["taken"], values["took"], values["chain"]) == (0, 384, 384, 2)


def test_the_waves_of_the_tiny_pack_are_counted(view):
    seen = view()
    facts = withdrawal_history.stated(seen.table("milestones"), seen.table("pledges"), seen.table("waves"))
    values = {fact.id: fact for fact in facts}
    assert (values["waves"].value, values["open_waves"].value, values["quiet"].value) == (2, 1, 1)
    assert values["in_waves"].value + values["between_waves"].value == values["milestones"].value
    assert values["quiet"].rows == ("M002", "M004")


NO_MILESTONES = pd.DataFrame(columns=["milestone_id", "date", "country", "kind", "reported_on", "source"])
DAYS = {"date": "datetime64[s]", "reported_on": "datetime64[s]"}


def finding(*changes):
    stated = withdrawal_history.stated(NO_MILESTONES.astype(DAYS), make(*changes))
    return f"{withdrawal_history.finding(stated)} {withdrawal_history.holds(stated)}"


def own(n, **change):
    """A promise with sources of its own."""
    return {"source_announcement": f"a{n}", "source_outcome": f"o{n}"} | change


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([], "no promise to withdraw"),
        ([PENDING], "can be scored yet"),
        ([{}], "Only one promise"),
        ([{}] * 4, "too few to give a share"),
        ([own(n) for n in range(9)], "it was more than half"),
        ([own(n, **undone()) for n in range(9)], "it was fewer than half"),
        ([own(n, **(undone() if n % 2 else {})) for n in range(8)], "depends on single sources"),
    ],
)
def test_the_finding_says_what_the_rows_can_say(changes, says):
    assert says in finding(*changes)


def test_the_finding_says_whether_one_half_is_ruled_out():
    assert "does not rule out one half" in finding(*(own(n, **(undone() if n else {})) for n in range(6)))
    assert "rule out" not in finding(*(own(n) for n in range(9)))


SENTENCES = [
    withdrawal_history.finding,
    withdrawal_history.holds,
    withdrawal_sentences.overview,
    withdrawal_sentences.returns,
    withdrawal_sentences.outcomes,
    withdrawal_sentences.kinds,
    promise_time_sentences.times,
    promise_time_sentences.exits,
    promise_time_sentences.reversals,
]
VIEWS = [
    {},
    {"country": "Syria"},
    {"country": "Jordan"},
    {"as_of": "2005-01-01"},
    {"as_of": "2012-06-01"},
    {"start": "2021-07-01", "end": "2021-12-31"},
    {"start": "2012-06-01", "end": "2012-12-31"},
]


@pytest.mark.parametrize("parameters", VIEWS, ids=str)
def test_a_sentence_names_only_numbers_that_its_view_has(parameters):
    seen = View(Parameters(**parameters))
    stated = withdrawal_history.stated(seen.table("milestones"), seen.table("pledges"), seen.table("waves"))
    known = {fact.id for fact in stated if fact.value is not None}
    known |= {f"{fact.id}_{end}" for fact in stated if fact.low is not None for end in ("low", "high")}
    for say in SENTENCES:
        assert set(re.findall(r"{(\w+)}", say(stated))) <= known, say(stated)


def test_only_promises_with_a_known_result_are_scored():
    every = promises(*({"outcome": name} for name in measures.OUTCOMES))
    assert measures.scored(every)["outcome"].tolist() == ["kept", "late", "partial", "reversed"]
    assert measures.scored(every.head(0)).empty
