"""Whether results hold under other choices of rows, and without any one source."""

import pandas as pd
import pytest
from hypothesis import given, settings

from drawdown.measures import sensitivity as measures
from drawdown.measures import variants
from tests.test_drawdown_rates import waves
from tests.test_public_figures import counts
from tests.test_troop_levels import STATEMENTS, levels


def test_the_choices_are_three():
    rows = levels(
        ("A", "2003-01-01", 1), ("B", "2003-02-01", 2, {"tier": "D"}), ("C", "2003-03-01", 4, {"note": "[date_approx]"})
    )
    sound = variants.results(rows, lambda chosen: chosen.loc[chosen["tier"] < "D", "estimate"].sum())
    assert sound == {"stated": 5, "with_weakest": 7, "without_approximate": 1}
    assert variants.results(rows, lambda chosen: None)["stated"] is None


def test_a_choice_changes_nothing_but_tiers_and_rows():
    rows = levels(("A", "2003-01-01", 1, {"tier": "D"}), ("B", "2003-02-01", 2, {"note": "[date_approx]", "tier": "A"}))
    chosen = variants.of(rows)
    assert {name: list(zip(kept["obs_id"], kept["tier"], strict=True)) for name, kept in chosen.items()} == {
        "stated": [("A", "D"), ("B", "A")],
        "with_weakest": [("A", "C"), ("B", "A")],
        "without_approximate": [("A", "D")],
    }
    assert [len(kept) for kept in variants.of(rows.head(0)).values()] == [0, 0, 0]


def table(*rows, told=(), moves=None):
    found = measures.table(levels(*rows), counts(*told), waves() if moves is None else moves, ["Arland", "Borland"])
    return found.set_index("result")


ROWS = (("A", "2003-01-01", 1000), ("B", "2003-07-01", 50, {"source": "t"}))


def test_a_result_that_stays_on_its_side_holds():
    row = table(*ROWS, ("C", "2003-07-01", 60, {"source": "u"})).loc["share"]
    assert (row["stated"], row["low"], row["high"], row["holds"]) == (0.05, 0.05, 1.0, False)
    row = table(*ROWS, ("C", "2003-01-01", 1000, {"source": "u"})).loc["peak"]
    assert (row["stated"], row["low"], row["high"], row["holds"]) == (1000, 1000, 1000, True)


def test_a_weak_row_that_would_move_the_result_is_named():
    row = table(*ROWS, ("C", "2003-08-01", 900, {"tier": "D"})).loc["latest"]
    assert (row["stated"], row["with_weakest"], row["holds"]) == (50, 900, False)


def test_the_fastest_drawdown_is_the_largest_fall_per_month():
    rates = pd.DataFrame({"kind": ["drawdown", "drawdown", "buildup"], "rate": [-100.0, None, -500.0]})
    assert measures.fastest(rates) == 100
    assert measures.fastest(rates.head(0)) is None
    assert measures.fastest(pd.DataFrame({"kind": ["drawdown"], "rate": [5.0]})) is None


def test_without_rows_nothing_holds_or_fails():
    found = table(moves=waves().head(0))
    assert found["stated"].isna().all() and found["holds"].isna().all()


def test_the_main_country_is_the_first_with_a_sound_level():
    rows = levels(("A", "2003-01-01", 1, {"tier": "D"}), ("B", "2003-01-01", 2, {"country": "Borland"}))
    assert measures.main(rows, ["Arland", "Borland"]) == "Borland"
    assert measures.main(rows.head(0), ["Arland"]) == ""


@pytest.mark.slow
@settings(max_examples=10)
@given(rows=STATEMENTS)
def test_a_result_lies_in_its_range(rows):
    found = measures.table(rows, counts(), waves(), ["Arland", "Borland"])
    known = found[found["stated"].notna()]
    assert (known["low"] <= known["stated"]).all() and (known["stated"] <= known["high"]).all()
    assert (found["holds"].isna() == found["stated"].isna()).all()
