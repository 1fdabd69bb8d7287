"""Ceilings against what was stated and counted while they stood."""

import pandas as pd
from hypothesis import given

from drawdown.measures import ceilings as measures
from tests.test_public_figures import counts
from tests.test_troop_levels import STATEMENTS, levels


def cap(name, day, number, **other):
    return (name, day, number, {"kind": "cap", **other})


def test_a_ceiling_stands_until_the_day_before_the_next():
    table = measures.periods(levels(cap("A", "2003-01-01", 300), cap("B", "2003-02-01", 500)))
    assert list(table["last"]) == list(pd.to_datetime(["2003-01-31", "2003-06-01"]))


def test_rows_of_one_number_are_one_ceiling():
    table = measures.periods(levels(cap("A", "2003-01-01", 300), cap("B", "2003-04-01", 300, tier="D")))
    assert table[["ceiling", "tier", "obs_id"]].values.tolist() == [[300.0, "B", "A B"]]
    assert table["last"].tolist() == [pd.Timestamp("2003-04-01") + measures.NEAR]


def test_a_plan_above_it_ends_a_ceiling():
    plan = ("P", "2003-12-31", 900, {"kind": "planned", "reported_on": "2003-02-01"})
    assert measures.periods(levels(cap("A", "2003-01-01", 300), plan))["last"].tolist() == [pd.Timestamp("2003-01-31")]
    lower = ("P", "2003-12-31", 200, {"kind": "planned", "reported_on": "2003-02-01"})
    assert measures.periods(levels(cap("A", "2003-01-01", 300), lower))["last"].tolist() == [pd.Timestamp("2003-05-01")]


def test_a_ceiling_is_set_beside_what_was_said_and_counted_in_its_time():
    rows = levels(
        cap("A", "2003-01-01", 300),
        cap("B", "2003-03-01", 500),
        ("C", "2003-01-20", 280),
        ("D", "2003-02-20", 300),
        ("E", "2003-02-25", 900, {"kind": "disclosed_later"}),
        ("F", "2003-04-01", 490),
    )
    told = counts(
        ("D1", "Arland", "2003-01-31", 290), ("D2", "Arland", "2003-02-28", 450), ("D3", "Borland", "2003-02-28", 9)
    )
    first, second = measures.compared(rows, told).to_dict("records")
    assert (first["low"], first["high"], first["level_ids"]) == (280, 300, "C D")
    assert (first["counts"], first["counted_low"], first["counted_high"], first["above"]) == (2, 290, 450, 1)
    assert (first["ratio"], first["dmdc_id"]) == (1.5, "D1 D2")
    assert (second["low"], second["counts"], second["above"]) == (490, 0, 0)
    assert pd.isna(second["ratio"])


def test_without_rows_there_is_no_ceiling():
    assert measures.compared(levels(), counts()).empty
    assert measures.periods(levels(cap("A", "2003-01-01", 300, scope="us_advisers"))).empty


@given(rows=STATEMENTS)
def test_ceilings_of_a_country_do_not_overlap(rows):
    for _, own in measures.periods(rows).groupby("country"):
        assert (own["last"] >= own["first"]).all()
        assert (own["first"].iloc[1:].to_numpy() >= own["last"].iloc[:-1].to_numpy()).all()
