"""What must not come before, exceed or contradict what."""

import csv

import pytest

from drawdown.pack.check import problems
from drawdown.pack.order import disorder
from drawdown.pack.schema import Table
from tests.test_check import only, places, put, read

LEVEL = {"valid_from": "2003-05-10", "valid_to": "2003-05-20", "reported_on": "2003-05-21", "kind": "observed"}


def table(time, columns, later=None):
    fields = [{"name": name, "type": kind} for name, kind in columns.items()]
    schema = {"fields": fields, "primaryKey": "id"}
    return Table({"name": "t", "path": "t.csv", "time": time, "later": later or {}, "schema": schema})


LEVELS = table(["valid_from", "valid_to"], dict.fromkeys([*LEVEL, "low", "estimate", "high"], "string"))


def found(described, *rows):
    return [(p.row, p.column, p.rule) for p in disorder(described, list(enumerate(rows, start=2)))]


def columns(described, *rows):
    return [column for _, column, _ in found(described, *rows)]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({}, []),
        ({"reported_on": "2003-05-10"}, []),
        ({"reported_on": "2003-05-09"}, ["reported_on"]),
        ({"reported_on": "2003-05-09", "kind": "planned"}, []),
        ({"reported_on": "2003-05-09", "kind": "cap"}, []),
        ({"reported_on": "2003-05-09", "kind": "deadline"}, []),
        ({"reported_on": ""}, []),
        ({"reported_on": "soon"}, []),
        ({"valid_to": "2003-05-09"}, ["valid_to"]),
        ({"valid_to": "2003-05-10"}, []),
        ({"low": "5", "estimate": "5", "high": "5"}, []),
        ({"low": "6", "estimate": "5"}, ["estimate"]),
        ({"estimate": "5", "high": "4"}, ["estimate"]),
        ({"low": "5", "high": "4"}, ["low"]),
        ({"low": "many", "estimate": "5"}, []),
    ],
)
def test_order_within_a_row(cells, column):
    assert columns(LEVELS, {**LEVEL, **cells}) == column


LATER = {"outcome_on": {"done_on": None, "verdict": "pending"}}
PLEDGES = table(["made_on"], {"made_on": "date", "outcome_on": "date", "done_on": "date", "verdict": "string"}, LATER)


@pytest.mark.parametrize(
    ("outcome", "done", "column"),
    [
        ("2003-06-02", "2003-06-01", []),
        ("2003-06-02", "", []),
        ("", "", []),
        ("2002-12-31", "", ["outcome_on"]),
        ("2003-06-02", "2002-12-31", ["done_on"]),
        ("2003-06-02", "2003-06-03", ["done_on"]),
    ],
)
def test_an_outcome_follows_its_pledge_and_precedes_its_disclosure(outcome, done, column):
    pledge = {"made_on": "2003-01-01", "reported_on": "2003-01-01", "outcome_on": outcome, "done_on": done}
    assert columns(PLEDGES, pledge) == column


NAMES = ["id", "period_start", "period_end", "attacks", "counter", "scope", "split_of", "split_complete", "lags_behind"]
COUNTS = table(["period_start", "period_end"], dict.fromkeys([*NAMES, "status", "edit_note"], "string"))


def count(identity, end, attacks, **other):
    blank = dict.fromkeys([*NAMES, "status", "edit_note", "country"], "")
    plain = {"id": identity, "period_start": "2006-03-01", "period_end": end, "attacks": str(attacks)}
    return {**blank, **plain, "counter": "us_military", "scope": "bases", "reported_on": end, **other}


def falls(**other):
    return found(COUNTS, count("C1", "2006-03-10", 24), {**count("C2", "2006-03-20", 20), **other})


def test_an_official_total_must_not_fall():
    assert falls() == [(3, "attacks", "The running total falls below that of C1 (24).")]


@pytest.mark.parametrize(
    "other",
    [
        {"status": "superseded"},
        {"lags_behind": "C1"},
        {"computed": "yes"},
        {"count_qualifier": "fewer_than"},
        {"counter": "press"},
        {"scope": "one base"},
        {"country": "Borland"},
        {"period_start": "2006-03-02"},
        {"split_of": "C9"},
        {"edit_note": "Revised by the office."},
        {"edit_note": "Lower than C038 (78), whose date is in doubt."},
        {"edit_note": "It is lower than an earlier total."},
        {"period_end": "2006-03-10"},
        {"attacks": "24"},
        {"attacks": ""},
    ],
)
def test_what_is_no_fall_or_says_why(other):
    assert falls(**other) == []


def test_a_note_about_another_number_excuses_no_fall():
    assert len(falls(edit_note="The number of injured is lower than in an earlier row.")) == 1


def test_a_superseded_total_is_no_measure_of_a_fall():
    wrong = count("C1", "2006-03-10", 99, status="superseded")
    assert found(COUNTS, wrong, count("C2", "2006-03-20", 20)) == []


def split(*parts, **other):
    parent = count("C1", "2006-03-10", 24, **{"split_complete": "yes", **other})
    rows = (count(f"C1-{n}", "2006-03-10", part, split_of="C1", split_complete="yes") for n, part in enumerate(parts))
    return found(COUNTS, parent, *rows)


@pytest.mark.parametrize("parts", [(10, 14), (10, 13, 1)])
def test_splits_that_add_up_are_sound(parts):
    assert split(*parts) == []


@pytest.mark.parametrize(("parts", "listed"), [((10, 13), "10 + 13"), ((10,), "10"), ((24, ""), "24"), ((), "none")])
def test_complete_splits_must_add_up(parts, listed):
    assert split(*parts) == [(2, "attacks", f"Its splits ({listed}) do not add up to it.")]


def test_splits_that_say_they_do_not_add_up_are_evidence():
    assert split(10, 13, split_complete="no") == []
    assert split(10, 13, edit_note="The country split does not add up in the source.") == []


DAMAGE = {
    "reported before the event": ("milestones", 4, "reported_on", "2001-01-01"),
    "level reported too early": ("troop_levels", 3, "reported_on", "2002-06-19"),
    "period that ends first": ("troop_levels", 3, "valid_to", "2002-06-19"),
    "low above its estimate": ("troop_levels", 5, "low", "5001"),
    "high below its estimate": ("troop_levels", 5, "high", "4999"),
    "completed before it was promised": ("pledges", 2, "completed_on", "2001-05-31"),
    "outcome before the pledge": ("pledges", 8, "outcome_reported_on", "2008-05-31"),
    "total that falls": ("attack_counts", 6, "attacks", "23"),
}
POINTED_TO = {"pledges": ("milestones", "troop_levels")}


@pytest.mark.parametrize(("name", "row", "column", "value"), DAMAGE.values(), ids=DAMAGE)
def test_damage_to_a_pack_is_one_clear_problem(broken_pack, name, row, column, value):
    only(broken_pack, name, *POINTED_TO.get(name, ()))
    put(broken_pack, name, row, column, value)
    broken = problems(broken_pack)
    reported = "estimate" if column in ("low", "high") else column
    assert places(broken) == [(f"{name}.csv", row, reported)]
    assert broken[0].rule.endswith(".") and broken[0].mend.endswith(".") and broken[0].value


def test_a_split_of_the_pack_that_does_not_add_up_is_one_problem(broken_pack):
    only(broken_pack, "attack_counts")
    put(broken_pack, "attack_counts", 6, "split_complete", "yes")
    assert places(problems(broken_pack)) == [("attack_counts.csv", 6, "attacks")]


def test_a_table_without_these_columns_has_no_such_rule(tiny):
    with (tiny / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert found(table(None, dict.fromkeys(rows[0], "string")), *rows) == []
    assert read(tiny, "sources")
