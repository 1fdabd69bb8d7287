"""The reader's words for the codes of the data: each code has some, and they mean one thing wherever they stand."""

import re
from collections import defaultdict

import pytest

from drawdown import paths
from drawdown.measures.mechanisms import GRADES
from drawdown.pack.schema import Schema
from drawdown.terms import OF_COLUMN, TERMS, place, term
from drawdown.web.evidence_cells import COUNTRY, LISTED
from drawdown.web.evidence_rows import Evidence

# codes that say the same in every column that has them
SAME = {
    *("day", "month", "quarter", "year", "stated", "inferred", "title", "statement"),
    *("unverified", "unknown", "yes", "no", "buildup", "drawdown", "supported", "refined", "contradicted"),
    *("denied", "superseded", "duplicate_of", "us_military", "monitor"),
}


@pytest.fixture(scope="module")
def held() -> Evidence:
    return Evidence(paths.DATA)


def codes(held: Evidence) -> dict[tuple[str, str], list[str]]:
    """The codes of each column that has some, by table and column."""
    found = {}
    for table in held.tables:
        for field in table.descriptor["schema"]["fields"]:
            constraints = field.get("constraints", {})
            if LISTED.match(pattern := constraints.get("pattern", "")):
                listed = re.findall(r"[^|^(]+", pattern.partition(")")[0])
                found[table.name, field["name"]] = [code.partition(":")[0] for code in listed]
            elif "enum" in constraints and field["name"] != COUNTRY:
                found[table.name, field["name"]] = [str(code) for code in constraints["enum"]]
    return found


def test_every_code_that_a_row_shows_has_words(held: Evidence) -> None:
    own = Schema(paths.DATA).words
    wordless = {
        (column, code)
        for (table, column), listed in codes(held).items()
        for code in listed
        if code[0].islower()
        and code not in own
        and term(code, f"{table}.{column}", column) == code  # capitals are names
    }
    assert wordless == set()


def test_no_code_has_two_meanings(held: Evidence) -> None:
    columns: dict[str, set[str]] = defaultdict(set)
    for (table, column), listed in codes(held).items():
        for code in listed:
            own = any(code in OF_COLUMN.get(name, {}) for name in (f"{table}.{column}", column))
            columns[code] |= {column} if not own else set()
    for code in GRADES:
        columns[code] |= {"grade"} if code not in OF_COLUMN["grade"] else set()
    shared = {code: names for code, names in columns.items() if len(names) > 1 and code not in SAME}
    assert {code: names for code, names in shared.items() if code[0].islower()} == {}  # capitals are names


def test_words_of_a_column_come_before_those_of_all() -> None:
    assert term("none", "grade") == "No support"
    assert term("none", "pledges.target_date_basis", "target_date_basis") == "No date was given"
    assert term("confirmed", "status") != term("confirmed", "attack_events.status", "status")
    assert term("none") == "none" and "none" not in TERMS


def test_a_place_is_named_in_words(held: Evidence) -> None:
    held.schema.speak("en")
    one, two = list(held.schema.theatres.items())[:2]
    assert place(f"{one[0]}+{two[0]}") == f"{one[1]} and {two[1]}"
    assert place("all") == "Every theatre the counter names"


def test_every_place_is_named_in_arabic_too(held: Evidence) -> None:
    held.schema.speak("ar")
    fields = (field for table in held.tables for field in table.descriptor["schema"]["fields"])
    named = {name for field in fields if field["name"] == COUNTRY for name in field["constraints"]["enum"]}
    assert "all" in named
    assert {name: place(name) for name in named if re.search("[A-Za-z+]", place(name))} == {}
