"""What was taken for sound and stopped a chapter, or was sorted to a wrong place: no cell may hold it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.pack.cells import misfits
from drawdown.pack.schema import standard
from tests.wrong_cells import ANY, TYPED

COLUMNS = {"integer": "target_level", "number": "lat", "date": "announced_on", "string": "edit_note"}


def found(kind: str, cell: str) -> list[str]:
    table = standard()["attack_events" if kind == "number" else "pledges"]
    return [str(problem) for problem in misfits(table, [(2, {COLUMNS[kind]: cell})])]


WRONG = [
    (kind, cell)
    for kind, cells in TYPED.items()
    for name, cell in cells.items()
    if name != "a day that does not exist"  # it has the form, and frictionless knows the calendar
]


@pytest.mark.parametrize(("kind", "cell"), WRONG, ids=[f"{kind} {cell!r}"[:40] for kind, cell in WRONG])
def test_a_cell_not_written_as_its_type_is_named(kind, cell):
    [told] = found(kind, cell)
    assert told.startswith(("pledges.csv", "attack_events.csv")) and f"row 2, column {COLUMNS[kind]}" in told


@pytest.mark.parametrize("cell", ANY.values(), ids=ANY)
def test_what_no_cell_may_hold_is_named_in_a_text(cell):
    [told] = found("string", cell)
    assert len(told) < 1000


@pytest.mark.parametrize("cell", ["«عربي»\u200f", "a\u200cb", '"quoted"', "9,000 أو أكثر", "-"])
def test_a_text_may_hold_what_people_type(cell):
    assert found("string", cell) == []


@given(number=st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_count_is_written_in_digits(number):
    assert found("integer", str(number)) == []


@given(number=st.floats(-180, 180).map(lambda number: f"{number:.6f}"))
def test_a_degree_is_written_with_a_point(number):
    assert found("number", number) == []


@given(day=st.dates().map(str))
def test_a_day_is_written_in_iso_form(day):
    assert found("date", day) == []


@pytest.mark.parametrize("identity", ["PL\u0660\u0660\u0661", "PL001\n", "pl001", "PL0011"])
def test_an_id_is_of_plain_letters_and_digits(identity):
    table = standard()["pledges"]
    assert [problem.column for problem in misfits(table, [(2, {"pledge_id": identity})])] == ["pledge_id"]
