"""Cases decide predictions, and predictions grade mechanisms."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.facts import synthesis as facts
from drawdown.facts.grades import without_one
from drawdown.measures import cases, mechanisms

RESULTS = st.lists(st.sampled_from(cases.RESULTS), max_size=6)


def predictions(*tests):
    return pd.DataFrame(
        {
            "prediction_id": [f"PR{n}" for n, _ in enumerate(tests)],
            "mechanism_id": "vacuum",
            "test": tests,
            "theme": "violence",
            "waves": "drawdown",
            "direction": "rise",
        }
    )


def seen(*results):
    """Cases of predictions, as lists of results."""
    lines = [(f"PR{n}", result) for n, found in enumerate(results) for result in found]
    return pd.DataFrame(lines, columns=["prediction_id", "result"])


def graded(*results):
    return mechanisms.grade(mechanisms.tally(predictions(*("years" for _ in results)), seen(*results)))


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ([], "untested"),
        (["open"], "open"),
        (["expected"], "open"),  # one case alone makes nothing
        (["expected", "expected"], "holds"),
        (["expected", "expected", "opposite"], "holds"),
        (["expected", "opposite"], "open"),
        (["expected", "opposite", "opposite"], "fails"),
        (["opposite", "opposite", "open"], "fails"),
    ],
)
def test_a_prediction_is_decided_by_two_thirds_of_its_cases(results, verdict):
    assert list(mechanisms.tally(predictions("years"), seen(results))["verdict"]) == [verdict]


HOLDS, FAILS, OPEN = ["expected"] * 2, ["opposite"] * 2, ["open"]


@pytest.mark.parametrize(
    ("results", "grade"),
    [
        ([HOLDS, HOLDS], "strong"),
        ([HOLDS, HOLDS, OPEN], "moderate"),
        ([HOLDS, []], "moderate"),
        ([HOLDS, FAILS], "weak"),
        ([["expected"], FAILS], "weak"),
        ([FAILS, OPEN], "none"),
        ([[], []], "none"),
    ],
)
def test_a_mechanism_is_graded_by_its_predictions(results, grade):
    assert graded(*results) == grade


@given(st.lists(RESULTS, min_size=1, max_size=4), st.data())
def test_turning_a_case_against_a_mechanism_never_raises_its_grade(results, data):
    rank = mechanisms.GRADES.index
    before = graded(*results)
    turned = [list(found) for found in results]
    places = [(n, m) for n, found in enumerate(turned) for m, result in enumerate(found) if result == "expected"]
    if places:
        n, m = data.draw(st.sampled_from(places))
        turned[n][m] = "opposite"
        assert rank(graded(*turned)) <= rank(before)


@pytest.fixture
def held(view):
    chapter = view()
    return facts.evidence(chapter.table, chapter.countries)


def test_the_tiny_pack_has_its_cases(held):
    found = cases.cases(predictions("years", "attacks_start", "steps_months"), held)
    assert list(found["prediction_id"]) == ["PR0"]
    assert (found["case"].iloc[0], found["before"].iloc[0], found["after"].iloc[0]) == (
        "Out of Arland",
        "2004",
        "2005-2007",
    )


@pytest.mark.parametrize(("direction", "result"), [("rise", "expected"), ("fall", "opposite")])
def test_the_direction_decides_what_was_expected(held, direction, result):
    found = cases.cases(predictions("years").assign(direction=direction), held)
    assert found["low"].iloc[0] > 1
    assert list(found["result"]) == [result]


def test_every_test_of_the_schema_is_there_and_says_what_it_rests_on(view):
    fields = view().schema.tables["predictions"].descriptor["schema"]["fields"]
    known = next(field for field in fields if field["name"] == "test")["constraints"]["enum"]
    assert sorted(cases.TESTS) == sorted(known) == sorted(cases.RESTS_ON)


def test_a_grade_that_rests_on_one_source_falls_without_it(held):
    asked = predictions("years")
    found = cases.cases(asked, held)
    verdicts = mechanisms.tally(asked, found)
    assert mechanisms.grade(verdicts) == "weak"
    alone = (
        held.outcomes.assign(source="only", source_2="")
        if "source_2" in held.outcomes
        else held.outcomes.assign(source="only")
    )
    single = cases.Evidence(alone, held.incidents, held.counts, held.us_strikes, held.steps, held.waves, held.theatres)
    assert without_one(verdicts, cases.cases(asked, single), "weak", single) == ("none", "weak")


def test_grades_are_by_mechanism():
    verdicts = mechanisms.tally(predictions("years"), seen(["expected"]))
    table = pd.DataFrame({"mechanism_id": ["vacuum", "other"]})
    assert mechanisms.grades(table, verdicts).to_dict() == {"vacuum": "weak", "other": "none"}
    assert mechanisms.grades(pd.DataFrame(), verdicts).empty


def test_of_the_events_only_confirmed_ones_and_of_the_milestones_only_steps_are_evidence(view):
    chapter = view()
    names = ("outcomes", "attack_events", "attack_counts", "us_strikes", "milestones")
    found = cases.evidence({name: chapter.table(name) for name in names}, chapter.table("waves"), chapter.countries)
    assert set(found.incidents["status"]) == {"confirmed"}
    assert set(found.steps["kind"]) == {"drawdown", "completion", "agreement"}
    assert found.total["attacks"].tolist() == [10, 24, 40]
