"""Facts: each named once, defined, and resting on rows that exist."""

import datetime as dt
import json
import math

import pandas as pd
import pytest

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.pack import tables
from drawdown.pack.schema import Schema
from drawdown.pack.view import View
from drawdown.page import cards
from drawdown.parameters import Parameters

CHAPTERS = chapters()
TOO_FEW = {  # what the tiny pack has too few rows to give
    "troop_levels": {
        *("months_to_half", "months_to_tenth", "ratio_small", "ratio_small_dropped"),
        *("plan_error", "plan_error_dropped", "contractors", "contractors_on"),
    },
    "attack_frequency": {
        *("main_break", "rate_before", "rate_after", "fall", "fall_dropped", "fall_limit", "fall_series", "too_close"),
        *("change_on", "change_agrees", "changes", "changes_on", "scatter", "scatter_limit", "scatter_points"),
        *("claim", "quiet_days", "after_until", "next_attacks", "next_by"),
    },
    "synthesis": {"most_other", "least_other"},
}


def assert_fits_unit(fact):
    """A value is None or of the kind its unit is written as; a number is finite, a share lies between 0 and 1."""
    kinds = {"text": str, "day": dt.date, "month": dt.date, "count": int, "persons": int, "attacks": int, "days": int}
    assert fact.value is None or isinstance(fact.value, kinds.get(fact.unit, (int, float))), fact.id
    if isinstance(fact.value, int | float):
        assert math.isfinite(fact.value), fact.id
    if fact.unit == "share" and fact.value is not None:
        assert 0 <= fact.value <= 1, fact.id


@pytest.fixture(scope="module", params=["tiny", pytest.param("real", marks=pytest.mark.slow)])
def pack(request, tiny):
    return tiny if request.param == "tiny" else paths.DATA


@pytest.fixture(scope="module")
def row_ids(pack):
    schema = Schema(pack)
    return {name for table in schema.tables.values() for name in tables.read(schema, table.name)[table.key]}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_facts_are_named_once_defined_and_rest_on_rows_of_the_pack(chapter, pack, row_ids, stated):
    facts = stated(chapter, View(Parameters(data=str(pack))))
    names = [fact.id for fact in facts]
    assert len(names) == len(set(names)) and all(name.isidentifier() for name in names)
    for fact in facts:
        assert fact.definition.endswith(".") and len(fact.definition) > 10
        assert set(fact.rows) <= row_ids, fact.id
        assert len(fact.rows) == len(set(fact.rows)), fact.id
    unknown = {fact.id for fact in facts if fact.value is None}
    assert unknown == (TOO_FEW.get(chapter, set()) if pack != paths.DATA else set())


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_fact_is_recorded_with_its_rows_and_sources(chapter, pack, stated):
    seen = View(Parameters(data=str(pack)))
    facts = stated(chapter, seen)
    held = cards.records(chapter, facts, seen, {name: seen.table(name) for name in seen.schema.tables})
    json.dumps(held, allow_nan=False)
    for fact, record in zip(facts, held["facts"], strict=True):
        assert (record["id"], record["rows"]) == (fact.id, list(fact.rows))
        assert record["measure"].startswith("drawdown.")
        assert bool(record["sources"]) == bool(fact.rows), fact.id
        if record["unit"] in ("day", "month") and fact.value is not None:
            assert dt.date.fromisoformat(record["value"]) == fact.value, fact.id
    assert all(row["text"] and row["sources"] for row in held["rows"].values())


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_two_facts_of_a_chapter_say_that_they_are_the_same(chapter, pack, stated):
    seen = View(Parameters(data=str(pack)))
    held = cards.records(chapter, stated(chapter, seen), seen, {name: seen.table(name) for name in seen.schema.tables})
    said: dict[str, list[str]] = {}
    for record in held["facts"]:
        said.setdefault(record["definition"], []).append(record["id"])
        assert "{" not in record["definition"]
    assert [names for names in said.values() if len(names) > 1] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_interval_holds_its_value(chapter, pack, stated):
    for fact in stated(chapter, View(Parameters(data=str(pack)))):
        assert (fact.low is None) == (fact.high is None)
        if fact.low is not None and fact.unit != "text":  # grades are words, in no alphabetical order
            assert fact.low <= fact.value <= fact.high, fact.id


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_value_fits_its_unit(chapter, pack, stated):
    for fact in stated(chapter, View(Parameters(data=str(pack)))):
        assert_fits_unit(fact)


EMPTY = ({"as_of": "2001-01-01"}, {"start": "2009-12-31", "end": "2009-12-31"})


@pytest.mark.parametrize("parameters", EMPTY, ids=["nothing known", "nothing happened"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_without_rows_every_fact_is_none_zero_or_empty(chapter, parameters, view, stated):
    facts = stated(chapter, view(**parameters))
    named = [fact.id for fact in stated(chapter, view()) if not fact.id.endswith("_vacuum")]  # of a mechanism not known
    assert [fact.id for fact in facts if not fact.id.endswith("_vacuum")] == named
    for fact in facts:
        if fact.rows == ("vacuum",) or fact.id.endswith("_vacuum"):
            continue  # what is claimed and predicted has no date
        assert fact.value in (None, 0, ""), fact.id
        assert fact.rows == () and fact.low is None and fact.high is None, fact.id


@pytest.mark.parametrize("country", ["Arland", "Borland"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_one_country_can_be_asked_about(chapter, country, view, stated):
    for fact in stated(chapter, view(country=country)):
        assert_fits_unit(fact)


@pytest.mark.parametrize("as_of", ["2003-06-30", "2006-04-17", "2006-12-18"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_facts_can_be_stated_as_of_any_day(chapter, as_of, view, stated):
    seen = view(as_of=as_of)
    for fact in stated(chapter, seen):
        assert_fits_unit(fact)
        if fact.unit == "day" and fact.id != "last_day" and isinstance(fact.value, dt.date):
            assert fact.value <= seen.scope.as_of, fact.id


def test_ids_are_sorted_and_once_each():
    rows = pd.DataFrame({"id": ["B", "A", "B"]})
    assert ids(rows, "id") == ("A", "B")
    assert ids(rows, "other") == ()


def test_a_missing_day_or_number_is_none():
    assert (day(pd.NaT), whole(pd.NA), day(None), whole(float("nan"))) == (None, None, None, None)
    assert day(pd.Timestamp("2024-08-24 12:00")) == dt.date(2024, 8, 24)
    assert whole(900.0) == 900 and isinstance(whole(900.0), int)


def test_a_fact_cannot_be_changed():
    with pytest.raises(AttributeError):
        Fact("peak", 1, "persons", "Highest level.").value = 2
