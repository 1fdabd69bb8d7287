"""Announced levels against what was then stated."""

import pandas as pd
import pytest
from hypothesis import given

from drawdown.measures import forecasts as measures
from tests.test_troop_levels import STATEMENTS, levels


def plan(number, target="2003-06-30", on="2003-01-01", name="P", **other):
    first = {"kind": "planned", "reported_on": on, **other}
    return (name, target, number, first)


def score(*rows):
    return measures.scored(levels(*rows)).iloc[0]


BEFORE = ("Z", "2002-12-01", 1000)
LATE = ("Y", "2004-01-01", 1)  # the series goes on


def test_the_error_is_what_was_stated_less_what_was_planned():
    row = score(BEFORE, plan(800), ("A", "2003-06-30", 1000, {"low": 900, "high": 1100}))
    assert (row["outcome"], row["verdict"], row["level_ids"]) == ("scored", "over", "A")
    assert (row["error"], row["error_low"], row["error_high"]) == (200, 100, 300)
    assert (row["relative"], row["relative_low"], row["relative_high"]) == (0.2, 0.1, 0.3)
    assert row["lead"] == 180


def test_a_smaller_force_is_under_the_plan_and_one_in_its_band_within():
    assert score(plan(800), ("A", "2003-06-30", 600))["verdict"] == "under"
    within = score(plan(800), ("A", "2003-06-30", 600, {"high": 900}))
    assert (within["verdict"], within["error"], within["error_high"]) == ("within", -200, 100)


@pytest.mark.parametrize(
    ("other", "level", "error"),
    [
        ({"high": 800}, 500, 0),
        ({"high": 800}, 900, 100),
        ({"low": 800}, 900, 0),
        ({"low": 800}, 500, -300),
        ({"low": 700, "high": 900}, 750, 0),
        ({"low": 700, "high": 900}, 1000, 100),
    ],
    ids=["at most, kept", "at most, missed", "at least, kept", "at least, missed", "a range, kept", "a range, missed"],
)
def test_a_bound_is_missed_only_on_its_side(other, level, error):
    assert score(plan(800, **other), ("A", "2003-06-30", level))["error"] == error


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((plan(800), ("A", "2003-06-20", 900), LATE), "silent"),
        ((plan(800), ("A", "2003-08-29", 900)), "scored"),
        ((plan(800), ("A", "2003-08-30", 900)), "silent"),
        ((plan(800), ("A", "2003-06-29", 900)), "open"),
        ((plan(800),), "open"),
        ((plan(800, date_precision="month"), ("A", "2003-06-01", 900), LATE), "scored"),
        ((plan(800, date_precision="year"), ("A", "2003-06-30", 900)), "undated"),
        ((plan(800, on="2003-06-30"), ("A", "2003-07-10", 900)), "undated"),
        ((plan(0), ("A", "2003-06-30", 900)), "zero"),
        (
            (plan(800, on="2003-06-15", date_precision="month"), ("A", "2003-06-15", 900), LATE),
            "silent",
        ),
        ((plan(800), ("A", "2003-06-30", 900, {"tier": "D"}), LATE), "silent"),
    ],
    ids=[
        "said before the day",
        "said 60 days later",
        "said 61 days later",
        "after the last level",
        "no level",
        "in the month aimed at",
        "only a year",
        "no day ahead",
        "none at all",
        "said on the day of the plan",
        "tier D only",
    ],
)
def test_what_cannot_be_scored_says_why(rows, outcome):
    assert score(*rows)["outcome"] == outcome


def test_a_plan_is_told_once_by_the_first_who_gives_it():
    rows = levels(plan(800, name="P2", on="2003-02-01"), plan(800, name="P1"), plan(700, name="P3"))
    assert measures.plans(rows)["obs_id"].tolist() == ["P1", "P3"]


@pytest.mark.parametrize("other", [{"tier": "D"}, {"scope": "coalition"}, {"note": "[not_a_total]"}], ids=str)
def test_what_is_no_plan_for_a_whole_force_is_left_out(other):
    assert measures.plans(levels(plan(800, **other))).empty


def test_six_scored_plans_have_a_typical_error_and_five_have_none():
    rows = [
        row
        for n in range(6)
        for row in (
            plan(80 + n, name=f"P{n}", target=f"200{n}-06-30", on=f"200{n}-01-01"),
            (f"A{n}", f"200{n}-06-30", 100),
        )
    ]
    found = measures.typical_error(measures.scored(levels(*rows)))
    assert (found.value, found.low, found.high) == (pytest.approx(0.175), pytest.approx(0.15), pytest.approx(0.2))
    assert measures.typical_error(measures.scored(levels(*rows[:-2]))).value is None


@given(rows=STATEMENTS)
def test_every_plan_has_one_outcome_and_a_level_no_earlier_than_its_month(rows):
    announced = rows.assign(kind=rows["kind"].replace("cap", "planned"))
    announced["valid_to"] = announced["valid_to"].where(
        announced["kind"] != "planned", announced["reported_on"] + pd.Timedelta(days=90)
    )
    table = measures.scored(announced)
    assert set(table["outcome"]) <= {"scored", "open", "undated", "zero", "silent"}
    done = table[table["outcome"] == "scored"]
    assert (done["about"] >= done["first"]).all()
    assert (done["about"] <= done["target"] + measures.AFTER).all()
    assert (done["error_low"] <= done["error"]).all() and (done["error"] <= done["error_high"]).all()
    assert table[table["outcome"] != "scored"]["error"].isna().all()
