"""How far the public figure was from the count, and from what was disclosed later."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import public_figures as measures
from drawdown.measures.troop_levels import NEAR
from tests.test_troop_levels import STATEMENTS, levels

SAID = ("A", "2006-08-10", 900)


def disclosed(estimate=2000, day="2006-12-01", on="2006-12-19", **other):
    return ("B", day, estimate, {"kind": "disclosed_later", "reported_on": on, **other})


def test_a_disclosure_is_set_against_the_figure_that_was_public():
    found = measures.restatements(levels(SAID, disclosed())).iloc[0]
    assert (found["before"], found["after"], found["ratio"]) == (900, 2000, pytest.approx(2000 / 900))
    assert (found["before_id"], found["after_id"], found["disclosed_on"]) == ("A", "B", pd.Timestamp("2006-12-19"))


def test_a_ceiling_was_public_too():
    assert len(measures.restatements(levels(("A", "2006-08-10", 900, {"kind": "cap"}), disclosed()))) == 1


@pytest.mark.parametrize(
    ("said", "then"),
    [
        (SAID, disclosed(900)),
        (SAID, disclosed(day="2006-12-09")),
        (SAID, disclosed(country="Borland")),
        (SAID, disclosed(tier="D")),
        (("A", "2006-08-10", 900, {"tier": "D"}), disclosed()),
        (("A", "2006-08-10", 900, {"reported_on": "2006-12-19"}), disclosed()),
        (("A", "2006-08-10", 900, {"date_precision": "year"}), disclosed()),
        (("A", "2006-08-10", 900, {"kind": "planned"}), disclosed()),
    ],
    ids=[
        "equal values",
        "too far apart",
        "another country",
        "tier D disclosure",
        "tier D figure",
        "published no earlier",
        "dated to a year",
        "a plan",
    ],
)
def test_what_changed_no_public_figure_is_no_restatement(said, then):
    assert measures.restatements(levels(said, then)).empty


def test_the_same_change_is_listed_once():
    rows = levels(
        SAID, disclosed(), ("C", "2006-11-01", 2000, {"kind": "disclosed_later", "reported_on": "2006-12-20"})
    )
    assert measures.restatements(rows)["after_id"].tolist() == ["B"]


def counts(*rows):
    table = pd.DataFrame(rows, columns=["dmdc_id", "country", "as_of_date", "troops_total"])
    return table.assign(as_of_date=pd.to_datetime(table["as_of_date"]), source="d")


def test_a_count_is_set_beside_the_nearest_public_figure():
    said = levels(("A", "2003-05-20", 4700), ("B", "2003-08-20", 4000))
    found = measures.counted(
        said,
        counts(
            ("D1", "Arland", "2003-06-30", 9400), ("D2", "Arland", "2008-03-31", 50), ("D3", "Borland", "2003-06-30", 1)
        ),
    )
    assert found[["dmdc_id", "obs_id", "count", "public", "ratio"]].values.tolist() == [["D1", "A", 9400, 4700, 2.0]]


@pytest.mark.parametrize(("day", "found"), [("2003-05-01", 1), ("2003-05-02", 0)])
def test_a_public_figure_is_near_within_120_days(day, found):
    assert len(measures.counted(levels(("A", "2003-01-01", 4700)), counts(("D1", "Arland", day, 9400)))) == found


def test_a_restatement_says_for_how_long_the_figure_had_been_public():
    first = ("A", "2006-02-01", 900)
    found = measures.restatements(levels(first, ("C", "2006-11-01", 900), disclosed())).iloc[0]
    assert (found["before_id"], found["since"]) == ("C", pd.Timestamp("2006-02-01"))
    assert found["days"] == (pd.Timestamp("2006-12-19") - pd.Timestamp("2006-02-01")).days


@pytest.mark.parametrize(
    ("count", "sign"), [(1101, "above"), (1100, "within"), (900, "within"), (899, "below")], ids=str
)
def test_a_count_is_within_a_tenth_of_the_public_figure_or_beside_it(count, sign):
    found = measures.counted(levels(("A", "2003-06-30", 1000)), counts(("D1", "Arland", "2003-06-30", count)))
    assert found["sign"].tolist() == [sign]


@pytest.mark.parametrize(("count", "size"), [(9999, "small"), (10000, "large")])
def test_a_force_is_large_from_ten_thousand(count, size):
    found = measures.counted(levels(("A", "2003-06-30", 5000)), counts(("D1", "Arland", "2003-06-30", count)))
    assert found["size"].tolist() == [size]


def pairs(*ratios):
    said = [(f"A{n}", f"2003-{n + 1:02}-01", 1000) for n in range(len(ratios))]
    told = [(f"D{n}", "Arland", f"2003-{n + 1:02}-01", int(1000 * ratio)) for n, ratio in enumerate(ratios)]
    return measures.counted(levels(*said), counts(*told))


def test_six_pairs_have_a_median_and_five_have_none():
    six = measures.spread(pairs(0.5, 1, 1.05, 1.5, 2, 3), ["size"]).iloc[0]
    assert (six["pairs"], six["median"], six["low"], six["high"]) == (6, 1.275, 0.5, 3)
    assert (six["above"], six["within"], six["below"], six["ceilings"]) == (3, 2, 1, 0)
    five = measures.spread(pairs(0.5, 1, 1, 1.5, 2), ["size"]).iloc[0]
    assert pd.isna(five["median"]) and (five["least"], five["greatest"]) == (0.5, 2)


def test_without_pairs_there_is_no_spread():
    assert measures.spread(measures.counted(levels(), counts()), ["country", "size"]).empty


@given(rows=STATEMENTS)
def test_a_restatement_changes_a_figure_that_was_public_before(rows):
    table = measures.restatements(rows)
    days = rows.set_index("obs_id")
    assert (table["before"] != table["after"]).all()
    assert not table.duplicated(["country", "before", "after"]).any()
    for row in table.itertuples():
        assert days.loc[row.before_id, "reported_on"] < row.disclosed_on
        assert abs(days.loc[row.before_id, "valid_from"] - row.date) <= NEAR


@given(rows=STATEMENTS, days=st.lists(st.integers(0, 3000), max_size=6))
def test_every_count_has_one_sign_and_its_nearest_figure(rows, days):
    first = pd.Timestamp("2001-01-01")
    told = counts(*((f"D{n}", "Arland", first + pd.Timedelta(days=day), 500) for n, day in enumerate(days)))
    found = measures.counted(rows, told)
    table = measures.spread(found, ["size"])
    assert table[["above", "within", "below"]].sum(axis=None) == len(found) == table["pairs"].sum()
    said = measures.public(rows)
    for row in found.itertuples():
        distance = (said.loc[said["country"] == "Arland", "valid_from"] - row.date).abs()
        near = abs(rows.set_index("obs_id").loc[row.obs_id, "valid_from"] - row.date)
        assert near == distance.min() <= NEAR
