"""People outside the levels, as rows speak of them."""

import pandas as pd
import pytest
from hypothesis import given

from drawdown import language
from drawdown.measures import uncounted as measures
from tests.test_troop_levels import STATEMENTS, levels


def said(text, note="", **other):
    return levels(("A", "2003-05-10", 500, {"note": note, **other})).assign(statement_en=text)


@pytest.mark.parametrize("scope", ["us_advisers", "coalition"])
def test_a_scope_of_its_own_is_a_group_with_a_number(scope):
    found = measures.outside(said("500 of them.", scope=scope))
    assert found[["group", "number"]].values.tolist() == [[scope, 500]]


@pytest.mark.parametrize(
    ("text", "note", "number", "shown"),
    [
        ("500 temporary troops.", "A part. [not_a_total]", 500, "500 temporary troops."),
        ("500 troops, plus temporary ones.", "", None, "500 troops, plus temporary ones."),
        ("500 troops.", "By DOD. Temporary units are outside.", None, "500 troops. (Temporary units are outside)"),
    ],
    ids=["the number is theirs", "the number is another's", "only the note names them"],
)
def test_temporary_forces_are_found_by_word(text, note, number, shown):
    found = measures.outside(said(text, note)).iloc[0]
    assert (found["group"], found["said"]) == ("temporary", shown)
    assert found["number"] == number if number else pd.isna(found["number"])


def test_a_note_that_names_them_is_told_in_the_language_of_the_page():
    rows = said("500 troops.", "By DOD. Temporary units are outside. [date_approx]").assign(
        statement_ar="500 جندي.", note_ar="بحسب الوزارة. الوحدات المؤقتة خارجه. [date_approx]"
    )
    language.activate("ar")
    assert measures.outside(rows)["said"].tolist() == ["500 جندي. (الوحدات المؤقتة خارجه)"]
    whole = rows.assign(note_ar="بحسب الوزارة، والوحدات المؤقتة خارجه.")
    assert measures.outside(whole)["said"].tolist() == ["500 جندي. (بحسب الوزارة، والوحدات المؤقتة خارجه)"]


def test_contractors_without_a_number_are_among_the_silent():
    rows = said("131 troops and 125 contractors.")
    assert measures.outside(rows)["group"].tolist() == ["contractors"]
    assert "contractors" in measures.silent(rows)


@pytest.mark.parametrize("other", [{"kind": "planned"}, {"status": "superseded"}], ids=str)
def test_plans_and_replaced_rows_say_nothing_about_who_was_there(other):
    assert measures.outside(said("500 of them.", scope="coalition", **other)).empty


@given(rows=STATEMENTS)
def test_rows_of_whole_forces_speak_of_nobody_else(rows):
    assert measures.outside(rows.assign(statement_en="Troops.")).empty
    assert measures.silent(rows.assign(statement_en="Troops.")) == list(measures.GROUPS)
