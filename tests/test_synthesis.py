"""What followed each change of level, and the claims of the article."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def months(*rows):
    return pd.DataFrame(
        [(country, pd.Timestamp(month), level) for country, month, level in rows],
        columns=["country", "month", "headline"],
    )


def test_an_exit_is_the_first_month_below_a_tenth_of_the_peak():
    left = measures.exits(
        months(
            ("Arland", "2001-03", 10000),
            ("Arland", "2003-05", 1000),
            ("Arland", "2004-12", 999),
            ("Arland", "2005-01", 10),
        )
    )
    assert left.values.tolist() == [["Arland", pd.Timestamp("2004-12-01"), 999, 10000]]


def test_a_low_level_before_the_peak_is_no_exit():
    assert measures.exits(months(("Borland", "2006-01", 10), ("Borland", "2007-01", 900))).empty


def around(values=None, year="2004-12"):
    left = measures.exits(months(("Arland", "2001-03", 10000), ("Arland", year, 500)))
    return measures.around(measures.yearly(deaths(values)), left)


def test_deaths_are_set_around_the_exit():
    row = around().iloc[0]
    assert row[["exit_year", "before", "year_1", "year_2", "year_3"]].tolist() == [2004, 100, 120, 200, 300]
    assert row["outcome_id"] == "O2003 O2005 O2006 O2007"


def test_a_year_the_series_lacks_stays_missing():
    row = around({year: n for year, n in ALL.items() if year != 2006}).iloc[0]
    assert pd.isna(row["year_2"]) and row["year_3"] == 300


def test_a_series_without_the_year_before_is_left_out():
    assert around({year: n for year, n in (ALL | {2008: 1}).items() if year != 2003}).empty


def test_deaths_of_another_country_are_not_set_around_an_exit():
    left = measures.exits(months(("Borland", "2001-03", 10000), ("Borland", "2004-12", 500)))
    assert measures.around(measures.yearly(deaths()), left).empty


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


@given(levels=st.lists(st.integers(1, 1000), max_size=12))
def test_a_country_has_one_exit_at_most_and_it_is_a_fall(levels):
    found = measures.exits(months(*(("Arland", f"20{n + 1:02}-01", level) for n, level in enumerate(levels))))
    assert len(found) <= 1
    assert (found["level"] < measures.SMALL * found["peak"]).all()


def test_the_tiny_pack_gives_the_answers_known_by_hand(view, stated):
    facts = {fact.id: fact for fact in stated("synthesis", view())}
    values = {name: fact.value for name, fact in facts.items()}
    assert (values["claims"], values["supported"], values["refined"], values["contradicted"], values["unverified"]) == (
        4,
        1,
        1,
        1,
        1,
    )
    assert (values["theatre"], values["exit_year"], values["compared"]) == ("Arland", "2004", 2)
    assert (values["first_low"], values["first_high"], values["third_low"], values["third_high"]) == (
        0.9,
        1.2,
        2.0,
        3.0,
    )
    assert len(facts["compared"].rows) == 8


def test_the_editions_of_a_series_span_a_range():
    first, second = deaths(name="O"), deaths({2003: 95, 2006: 250}, name="P", source="t")
    found = measures.editions(pd.concat([first, second], ignore_index=True)).set_index("year")
    assert (found.loc[2003, "low"], found.loc[2003, "high"]) == (95, 100)
    assert (found.loc[2006, "low"], found.loc[2006, "high"]) == (200, 250)
    assert (found.loc[2001, "low"], found.loc[2001, "high"]) == (80, 80)
