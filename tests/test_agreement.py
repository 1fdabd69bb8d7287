"""Two codings of the same statements, and how far they agree."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import agreement

PAIRS = st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), max_size=40)


def coded(pairs, group="Arland"):
    table = pd.DataFrame(pairs, columns=["stance", "stance_b"]).astype("Int64")
    return table.assign(actor_group=group, position_id=range(len(table)))


def test_raw_agreement_is_the_share_of_equal_codings():
    rows = coded([(1, 1), (1, 2), (1, None)])
    assert agreement.raw(rows).value == 0.5 and len(agreement.twice(rows)) == 2
    assert agreement.raw(coded([(1, None)])).value is None


def test_full_agreement_is_one_and_opposition_less_than_chance():
    assert agreement.alpha(coded([(-2, -2), (2, 2)] * 5)).value == 1
    assert agreement.alpha(coded([(-2, 2), (2, -2)] * 5)).value < 0


def test_nominal_alpha_by_hand():
    # 20 statements, 2 codes, 10 of each in both codings, 4 apart: observed 4/20, expected 2 * 20 * 20 / (40 * 39)
    rows = coded([(-1, -1)] * 8 + [(1, 1)] * 8 + [(-1, 1)] * 2 + [(1, -1)] * 2)
    assert agreement.alpha(rows, "nominal").value == pytest.approx(1 - 0.2 / (800 / 1560))


def test_a_far_disagreement_weighs_more_only_at_the_ordinal_level():
    same = [(code, code) for code in range(-2, 3)] * 3
    near, far = coded([*same, (-2, -1), (-1, -2)]), coded([*same, (-2, 2), (2, -2)])
    assert agreement.alpha(near).value > agreement.alpha(far).value
    assert agreement.alpha(near, "nominal").value == pytest.approx(agreement.alpha(far, "nominal").value)


def test_without_variation_or_with_few_statements_there_is_no_alpha():
    assert agreement.alpha(coded([(1, 1)] * 20)).value is None
    assert agreement.alpha(coded([(1, 1), (2, 2)] * 4)).value is None
    assert agreement.alpha(coded([])).low is None


def test_the_confusion_table_keeps_the_order_of_the_codings():
    table = agreement.confusion(coded([(-2, -1), (-2, -1), (1, 1)]))
    assert (table.loc[-2, -1], table.loc[-1, -2], table.loc[1, 1]) == (2, 0, 1)
    assert agreement.steps(coded([(-2, 2), (1, 1)])).tolist() == [4, 0]
    assert len(agreement.sides(coded([(-2, 2), (1, 0), (-1, -2)]))) == 1


def test_the_guess_is_the_commonest_code_of_the_group():
    rows = pd.concat([coded([(1, 1), (1, 1), (2, 2)]), coded([(-1, -1)], "Hills")])
    assert agreement.guessed(rows).value == 0.75


def test_agreement_is_told_for_each_group():
    rows = pd.concat([coded([(1, 1), (-1, 0)]), coded([(-2, -2), (2, 2)] * 5, "Hills")])
    hills, arland = agreement.by_group(rows).to_dict("records")
    assert (hills["actor_group"], hills["n"], hills["alpha"]) == ("Hills", 10, 1)
    assert (arland["same"], pd.isna(arland["alpha"])) == (0.5, True)


@given(pairs=PAIRS, level=st.sampled_from(["ordinal", "nominal"]))
def test_the_fast_alpha_is_that_of_the_package(pairs, level):
    rows = coded(pairs)
    found = agreement.alpha(rows, level)
    [fast] = agreement.alphas(agreement.confusion(rows).to_numpy(dtype=float)[None], level)
    if found.value is not None:
        assert fast == pytest.approx(found.value)
        assert found.low <= found.value <= found.high <= 1


@given(pairs=PAIRS)
def test_alpha_does_not_ask_which_coding_came_first(pairs):
    found, turned = agreement.alpha(coded(pairs)), agreement.alpha(coded([(b, a) for a, b in pairs]))
    assert found.value == pytest.approx(turned.value) if found.value is not None else turned.value is None


def test_a_table_without_variation_has_no_fast_alpha():
    assert np.isnan(agreement.alphas(np.diag([3.0, 0, 0, 0, 0])[None], "ordinal")).all()
