"""Stated levels, their disagreement, and how far the public figure was from the count."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import troop_levels as measures


def levels(*rows):
    """Rows as (id, day, estimate) or (id, day, estimate, what differs from a plain observation of tier B)."""
    plain = {
        "country": "Arland",
        "kind": "observed",
        "scope": "us_military",
        "status": "confirmed",
        "note": "",
        "tier": "B",
        "date_precision": "day",
        "low": None,
        "high": None,
        "source": "s",
    }
    table = pd.DataFrame(
        [
            {
                **plain,
                "obs_id": i,
                "valid_from": day,
                "valid_to": day,
                "reported_on": day,
                "estimate": n,
                **(other[0] if other else {}),
            }
            for i, day, n, *other in rows
        ],
        columns=["obs_id", "valid_from", "valid_to", "reported_on", "estimate", *plain],
    )
    days = {column: pd.to_datetime(table[column]) for column in ("valid_from", "valid_to", "reported_on")}
    return table.assign(**days, **{column: table[column].astype("Int64") for column in ("low", "estimate", "high")})


def resolved(*rows):
    return measures.monthly(measures.levels(levels(*rows)))


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "cap"},
        {"kind": "planned"},
        {"scope": "coalition"},
        {"status": "superseded"},
        {"note": "A part. [not_a_total]"},
        {"note": "[retracted]"},
        {"country": "Arland+Borland"},
    ],
)
def test_what_is_no_level_of_a_whole_force_in_one_country_is_left_out(other):
    assert measures.levels(levels(("A", "2003-05-10", 5000, other))).empty


def test_a_statement_in_words_only_is_no_level():
    assert measures.levels(levels(("A", "2003-05-10", None))).empty


def test_one_number_is_its_own_low_and_high():
    row = measures.levels(
        levels(("A", "2003-05-10", 5000), ("B", "2003-05-11", 5000, {"low": 4000, "high": 6000}))
    ).set_index("obs_id")
    assert row.loc["A", ["low", "estimate", "high"]].tolist() == [5000, 5000, 5000]
    assert row.loc["B", ["low", "estimate", "high"]].tolist() == [4000, 5000, 6000]


def test_the_headline_is_the_statement_about_the_latest_day():
    month = resolved(("A", "2003-05-10", 5000, {"tier": "A"}), ("B", "2003-05-20", 4700, {"tier": "C"})).iloc[0]
    assert (month["low"], month["headline"], month["high"]) == (4700, 4700, 5000)


def test_of_one_day_the_best_tier_makes_the_headline():
    assert resolved(("A", "2003-05-20", 4500, {"tier": "C"}), ("B", "2003-05-20", 4700, {"tier": "A"}))[
        "headline"
    ].tolist() == [4700]


def test_among_equals_the_latest_published_makes_the_headline():
    assert resolved(
        ("A", "2003-05-20", 4500, {"reported_on": "2003-05-21"}),
        ("B", "2003-05-20", 4700, {"reported_on": "2003-06-21"}),
    )["headline"].tolist() == [4700]


def test_a_headline_never_rests_on_tier_d():
    months = resolved(
        ("A", "2003-05-10", 5000), ("B", "2003-05-20", 9000, {"tier": "D"}), ("C", "2003-06-20", 9000, {"tier": "D"})
    )
    assert months[["month", "low", "headline", "high", "obs_id"]].values.tolist() == [
        [pd.Timestamp("2003-05-01"), 5000, 5000, 5000, "A"]
    ]


def test_no_line_is_drawn_over_a_long_silence():
    spells = measures.spells(resolved(("A", "2003-01-01", 1), ("B", "2004-02-01", 2), ("C", "2005-04-01", 3)))
    assert [list(spell["headline"]) for spell in spells] == [[1, 2], [3]]


def test_no_line_is_drawn_over_a_change_of_counting():
    spells = measures.spells(
        resolved(
            ("A", "2006-07-01", 900),
            ("B", "2006-08-01", 900),
            ("C", "2006-12-01", 2000, {"kind": "disclosed_later"}),
            ("D", "2007-01-01", 1500),
        )
    )
    assert [list(spell["headline"]) for spell in spells] == [[900, 900], [2000], [1500]]


def test_without_months_there_is_no_spell():
    assert measures.spells(resolved()) == []


STATEMENTS = st.lists(
    st.tuples(
        st.integers(0, 3000),
        st.integers(1, 10_000),
        st.sampled_from("ABCD"),
        st.sampled_from(["observed", "disclosed_later", "cap"]),
        st.integers(0, 400),
        st.sampled_from(["Arland", "Borland"]),
    ),
    max_size=15,
).map(
    lambda found: levels(
        *(
            (
                f"ID{n:02}",
                dt.date(2001, 1, 1) + dt.timedelta(days=day),
                estimate,
                {
                    "tier": tier,
                    "kind": kind,
                    "country": country,
                    "reported_on": dt.date(2001, 1, 1) + dt.timedelta(days=day + lag),
                },
            )
            for n, (day, estimate, tier, kind, lag, country) in enumerate(found)
        )
    )
)


@given(rows=STATEMENTS)
def test_a_headline_lies_in_its_band_and_rests_on_sound_rows(rows):
    months = measures.monthly(measures.levels(rows))
    assert ((months["low"] <= months["headline"]) & (months["headline"] <= months["high"])).all()
    assert not months.duplicated(["country", "month"]).any()
    used = [name for cell in months["obs_id"] for name in cell.split()]
    sound = rows[(rows["tier"] < "D") & (rows["kind"] != "cap")]["obs_id"]
    assert sorted(used) == sorted(sound)


@given(rows=STATEMENTS)
def test_spells_keep_every_month_and_cross_no_gap_and_no_recount(rows):
    for _, months in measures.monthly(measures.levels(rows)).groupby("country"):
        spells = measures.spells(months)
        assert sum(map(len, spells)) == len(months)
        for spell in spells:
            assert not (spell["month"].diff() > measures.GAP).any()
            assert len(set(spell["kind"] == "disclosed_later")) == 1


def test_the_tiny_pack_gives_the_answers_known_by_hand(view, stated):
    facts = {fact.id: fact for fact in stated("troop_levels", view())}
    values = {name: fact.value for name, fact in facts.items()}
    assert (values["theatre"], values["statements"], values["sources"], values["weak"]) == ("Arland", 10, 5, 0.1)
    assert (values["peak"], values["peak_month"], values["latest"], values["latest_month"]) == (
        10000,
        dt.date(2001, 3, 1),
        500,
        dt.date(2004, 12, 1),
    )
    assert values["share_of_peak"] == 0.05
    assert (values["restated_from"], values["restated_to"], values["restated_on"], values["restated_where"]) == (
        900,
        2000,
        dt.date(2006, 12, 19),
        "Borland",
    )
    assert (values["counted_from"], values["counted_to"], values["counted_ratio"], values["counted_where"]) == (
        4700,
        9400,
        2.0,
        "Arland",
    )
    assert values["restatements"] == 1
    assert facts["counted_ratio"].rows == ("ARL-005", "D002")


def test_the_band_of_a_tiny_month_spans_its_statements(view):
    months = measures.monthly(measures.levels(view().table("troop_levels"))).set_index(["country", "month"])
    month = months.loc[("Arland", pd.Timestamp("2003-05-01"))]
    assert month[["low", "headline", "high"]].tolist() == [4000, 4700, 6000]


def test_before_the_disclosure_the_tiny_pack_knows_900(view):
    facts = {fact.id: fact.value for fact in stated_borland(view, "2006-12-18")}
    assert facts["latest"] == 900 and facts["restatements"] == 0
    assert {fact.id: fact.value for fact in stated_borland(view, "2006-12-19")}["latest"] == 2000


def stated_borland(view, day):
    from drawdown.facts import troop_levels

    seen = view(country="Borland", as_of=day)
    return troop_levels.stated(seen.table("troop_levels"), seen.table("dmdc_troops"), seen.countries)


def test_a_drawn_line_ends_with_the_month_of_its_last_level():
    drawn = measures.broken(resolved(("A", "2003-01-05", 100), ("B", "2003-02-05", 90), ("C", "2005-06-05", 50)))
    assert drawn["headline"].astype(object).where(drawn["headline"].notna(), None).tolist() == [100, 90, None, 50, None]
    assert drawn["month"].dt.strftime("%Y-%m-%d").tolist() == [
        *("2003-01-01", "2003-02-01", "2003-03-01"),  # over two years of silence: no line
        *("2005-06-01", "2005-07-01"),
    ]
    assert measures.broken(resolved()).empty
