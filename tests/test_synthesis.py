"""The yearly deaths beside the force level, the claims of the article, and what the synthesis says."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.facts import answer
from drawdown.measures import synthesis as measures

ALL = {2001: 80, 2002: 90, 2003: 100, 2004: 110, 2005: 120, 2006: 200, 2007: 300}


def deaths(values=None, **other):
    """Yearly deaths of one series; what differs from a confirmed one of tier A by name."""
    plain = {
        "country": "Arland",
        "series": "all deaths",
        "unit": "deaths",
        "status": "confirmed",
        "tier": "A",
        "source": "s",
    }
    rows = [
        {
            **plain,
            "outcome_id": f"{other.get('name', 'O')}{year}",
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "value": value,
        }
        for year, value in (ALL if values is None else values).items()
    ]
    other.pop("name", None)
    table = pd.DataFrame(rows).assign(**other)
    return table.assign(
        **{column: pd.to_datetime(table[column]) for column in ("period_start", "period_end")},
        value=table["value"].astype("Float64"),
    )


def test_verdicts_are_counted_from_supported_to_unverified():
    claims = pd.DataFrame({"verdict": ["refined", "supported", "supported"]})
    assert list(measures.verdicts(claims).items()) == [
        ("supported", 2),
        ("refined", 1),
        ("contradicted", 0),
        ("unverified", 0),
    ]


def test_a_verdict_that_changed_is_counted_on_both_days():
    claims = pd.DataFrame({"verdict": ["refined", "supported"], "verdict_then": ["supported", "supported"]})
    assert measures.verdicts(claims, "verdict_then")["supported"] == 2
    assert list(measures.moved(claims).index) == [0]


@given(st.lists(st.tuples(st.sampled_from(measures.VERDICTS), st.sampled_from(measures.VERDICTS))))
def test_every_claim_has_one_verdict_on_each_day(pairs):
    claims = pd.DataFrame(pairs, columns=["verdict", "verdict_then"])
    for column in claims:
        assert measures.verdicts(claims, column).sum() == len(pairs)
    assert len(measures.moved(claims)) == sum(now != then for now, then in pairs)


def test_a_series_of_whole_years_is_kept():
    assert dict(measures.yearly(deaths())[["year", "value"]].values.tolist()) == ALL


@pytest.mark.parametrize(
    "other", [{"unit": "events"}, {"unit": "US military deaths"}, {"status": "claimed"}, {"tier": "D"}]
)
def test_what_is_no_sound_count_of_deaths_is_left_out(other):
    assert measures.yearly(deaths(**other)).empty


def test_a_short_series_is_left_out():
    assert measures.yearly(deaths(dict.fromkeys(range(2001, 2006), 1))).empty
    assert len(measures.yearly(deaths(dict.fromkeys(range(2001, 2007), 1)))) == 6


def test_part_of_a_year_is_no_year():
    assert measures.yearly(deaths().assign(period_end=pd.Timestamp("2001-06-30"))).empty


def test_only_the_longest_edition_of_a_series_is_kept():
    older = {year: value + 5 for year, value in ALL.items() if year < 2007}
    table = measures.yearly(pd.concat([deaths(older, source="a-older", name="P"), deaths(source="z-newer")]))
    assert set(table["source"]) == {"z-newer"}


def test_of_equally_long_editions_one_is_kept():
    table = measures.yearly(pd.concat([deaths(source="b", name="P"), deaths(source="a")]))
    assert set(table["source"]) == {"a"}
    assert table["year"].is_unique


YEARS = st.dictionaries(st.integers(2001, 2012), st.integers(0, 10_000), max_size=12)


@given(editions=st.lists(YEARS.filter(bool), min_size=1, max_size=3))
def test_a_series_has_one_value_a_year_from_one_edition(editions):
    table = measures.yearly(
        pd.concat([deaths(values, source=f"s{n}", name=f"S{n}-") for n, values in enumerate(editions)])
    )
    assert table["source"].nunique() == (max(map(len, editions)) >= measures.LONG)
    assert table["year"].is_unique
    if len(table):
        assert len(table) == max(map(len, editions))


def test_the_tiny_pack_gives_the_answers_known_by_hand(view, stated):
    values = {fact.id: fact.value for fact in stated("synthesis", view())}
    verdicts = [values[verdict] for verdict in measures.VERDICTS]
    assert (values["claims"], verdicts, values["moved"]) == (4, [1, 1, 1, 1], 1)
    assert (values["mechanisms"], values["predictions"], values["untested"]) == (1, 2, 1)
    assert (values["grade_vacuum"], values["cases_vacuum"], values["expected_vacuum"]) == ("Weak", 1, 1)
    assert (values["drawdowns"], values["compared"], values["most_wave"]) == (1, 1, "Out of Arland")


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "Of {mechanisms} ways"),
        ({"as_of": "2001-05-01"}, "On this day of knowledge nobody"),
        ({"country": "Borland"}, "No row of this view can test"),
    ],
)
def test_the_answer_fits_what_the_view_can_tell(view, stated, parameters, said):
    assert answer.finding(stated("synthesis", view(**parameters))).startswith(said)


def test_every_name_in_what_is_said_is_a_fact(view, stated):
    for parameters in ({}, {"country": "Borland"}, {"as_of": "2001-05-01"}, {"as_of": "2006-12-31"}):
        facts = stated("synthesis", view(**parameters))
        names = {name for fact in facts for name in (fact.id, f"{fact.id}_low", f"{fact.id}_high")}
        for say in (answer.finding, answer.answers, answer.tested, answer.windows, answer.ledger):
            assert set(re.findall(r"\{(\w+)\}", say(facts))) <= names


def test_a_grade_that_one_source_carries_says_so(view, stated):
    facts = {fact.id: fact for fact in stated("synthesis", view())}
    grade = facts["grade_vacuum"]
    assert ("Without some one source" in answer.answers(list(facts.values()))) == (grade.low != grade.value)


def test_the_editions_of_a_series_span_a_range():
    first, second = deaths(name="O"), deaths({2003: 95, 2006: 250}, name="P", source="t")
    found = measures.editions(pd.concat([first, second], ignore_index=True)).set_index("year")
    assert (found.loc[2003, "low"], found.loc[2003, "high"]) == (95, 100)
    assert (found.loc[2006, "low"], found.loc[2006, "high"]) == (200, 250)
    assert (found.loc[2001, "low"], found.loc[2001, "high"]) == (80, 80)
