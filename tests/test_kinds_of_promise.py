"""Kinds of promises, and two kinds compared."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures.kinds_of_promise import FEW, compared, kinds
from tests.promises import PENDING, promises, undone


def group(kept, of):
    return promises(*[{}] * kept, *[undone()] * (of - kept))


@pytest.mark.parametrize(
    ("first", "second", "difference", "low", "high"),
    [((56, 70), (48, 80), 0.2, 0.0524, 0.3339), ((9, 10), (3, 10), 0.6, 0.1705, 0.8090)],
)
def test_the_difference_is_that_of_newcombe(first, second, difference, low, high):
    """Examples (a) and (b) of Newcombe (1998), method 10."""
    found = compared(group(*first), group(*second))
    assert found.difference == pytest.approx(difference)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_the_probability_is_that_of_the_lady_who_tasted_tea():
    assert compared(group(3, 4), group(1, 4)).p == pytest.approx(34 / 70)


def test_without_a_scored_promise_on_each_side_nothing_is_compared():
    assert compared(group(1, 2), promises(PENDING)).difference is None
    assert compared(promises(), group(1, 2)).p is None


def test_each_kind_is_counted_and_few_get_no_share():
    rows = promises(*[{"scope": "bases"}] * (FEW - 1), *[undone()] * FEW, {"restates": "PL001", **PENDING})
    found = kinds(rows).set_index(["by", "kind"])
    assert found.loc[("all", ""), ["promises", "scored", "kept"]].tolist() == [10, 9, 4]
    assert found.loc[("strict", ""), "promises"] == 9
    assert pd.isna(found.loc[("scope", "bases"), "share"])
    assert found.loc[("scope", "level"), "share"] == 0


def test_no_promise_is_of_no_kind():
    assert kinds(promises()).empty


@given(st.lists(st.sampled_from(["level", "bases", "mission_label"]), max_size=12), st.data())
def test_the_kinds_of_each_column_add_up_to_all(scopes, data):
    states = [data.draw(st.sampled_from([{}, undone(), PENDING])) for _ in scopes]
    found = kinds(promises(*({"scope": scope} | state for scope, state in zip(scopes, states, strict=True))))
    numbers = ["promises", "scored", "kept", "late"]
    for column in ("scope", "made_by_type", "country"):
        assert (found[found["by"] == column][numbers].sum() == found[found["by"] == "all"][numbers].sum()).all()


@given(st.integers(0, 6), st.integers(0, 6), st.integers(1, 6), st.integers(1, 6))
def test_two_kinds_compared_the_other_way_round_differ_by_the_sign(good, other, bad, worse):
    first, second = group(good, good + bad), group(other, other + worse)
    one, back = compared(first, second), compared(second, first)
    assert one.difference == pytest.approx(-back.difference) and one.p == pytest.approx(back.p)
    assert one.low == pytest.approx(-back.high, abs=1e-9)
    assert one.low - 1e-9 <= one.difference <= one.high + 1e-9
