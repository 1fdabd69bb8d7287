"""Positions on withdrawal, counted as they were coded."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import stated_positions as measures

COLUMNS = ["actor", "actor_group", "channel", "stance", "stance_b", "argument"]
PUBLIC, PRIVATE = "public", "private_reported"


def positions(*rows):
    """Rows as (actor, group, channel, stance, second coding, arguments)."""
    table = pd.DataFrame(list(rows), columns=COLUMNS)
    return table.assign(
        position_id=[f"PO-S{n:02}" for n in range(len(table))],
        said_on=pd.Timestamp("2001-01-01"),
        stance=table["stance"].astype("Int64"),
        stance_b=table["stance_b"].astype("Int64"),
    )


def said(stance, group="Arland", channel=PUBLIC, actor="Arland government", argument="other"):
    return (actor, group, channel, stance, stance, argument)


def test_a_row_without_a_stance_is_not_coded():
    assert len(measures.coded(positions(said(1), said(None)))) == 1


def test_coded_positions_stand_in_order_of_time():
    rows = positions(said(1), said(2)).assign(said_on=pd.to_datetime(["2002-01-01", "2001-01-01"]))
    assert measures.coded(rows)["stance"].tolist() == [2, 1]


def test_groups_stand_from_the_most_to_the_least_for_exit():
    table = measures.by_group(
        positions(said(-2, "Farland"), said(1, "Arland"), said(-1, "Arland"), said(2, "Hills"), said(0, "Farland"))
    )
    assert list(table.index) == ["Hills", "Arland", "Farland"]
    assert list(table) == [-2, -1, 0, 1, 2]
    assert table.loc["Farland"].tolist() == [1, 0, 1, 0, 0]


@pytest.mark.parametrize(("public", "private", "compared"), [(5, 5, True), (4, 9, False), (9, 4, False)])
def test_channels_are_compared_only_with_five_of_each(public, private, compared):
    rows = positions(*[said(1)] * public, *[said(-1, channel=PRIVATE)] * private)
    assert len(measures.channels(rows)) == compared


def test_channels_give_number_median_and_share_for_exit():
    rows = positions(*(said(s) for s in (2, 1, 1, 0, -1)), *(said(s, channel=PRIVATE) for s in (-2, -1, -1, 0, 1)))
    row = measures.channels(rows).iloc[0]
    assert row[["n_public", "median_public", "exit_public"]].tolist() == [5, 1, 0.6]
    assert row[["n_private", "median_private", "exit_private"]].tolist() == [5, -1, 0.2]


def test_an_argument_is_counted_on_the_side_it_was_used():
    table = measures.arguments(
        positions(
            said(1, argument="sovereignty"),
            said(2, argument="sovereignty vacuum"),
            said(-1, argument="vacuum"),
            said(-2, argument="vacuum"),
            said(0, argument="other"),
        )
    )
    assert table.loc["sovereignty", ["exit", "stay"]].tolist() == [2, 0]
    assert table.loc["vacuum", ["exit", "stay"]].tolist() == [1, 2]
    assert table.index[0] == "vacuum"


def test_agreement_is_the_share_of_equal_codings():
    rows = positions(
        ("a", "g", PUBLIC, 1, 1, "other"), ("a", "g", PUBLIC, 1, 2, "other"), ("a", "g", PUBLIC, 1, None, "other")
    )
    assert measures.agreement(rows) == 0.5


def test_without_a_second_coding_there_is_no_agreement():
    assert measures.agreement(positions(("a", "g", PUBLIC, 1, None, "other"))) is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(["G", "H"]),
        st.sampled_from([PUBLIC, PRIVATE]),
        st.integers(-2, 2),
        st.integers(-2, 2),
        st.sampled_from(["other", "vacuum", "vacuum other"]),
    ),
    max_size=30,
).map(lambda rows: positions(*rows))


@given(rows=ROWS)
def test_the_counts_of_a_group_sum_to_its_rows(rows):
    table = measures.by_group(rows)
    assert table.sum(axis=1).to_dict() == rows["actor_group"].value_counts().to_dict()


@given(rows=ROWS)
def test_shares_lie_between_zero_and_one(rows):
    table = measures.channels(rows)
    assert table[["exit_public", "exit_private"]].stack().between(0, 1).all()
    assert (table[["n_public", "n_private"]] >= measures.FEW).all(axis=None)
    agreement = measures.agreement(rows)
    assert agreement is None if rows.empty else 0 <= agreement <= 1


@given(rows=ROWS)
def test_an_argument_counts_no_more_often_than_it_was_made(rows):
    table = measures.arguments(rows)
    listed = rows["argument"].str.split().explode().value_counts() if len(rows) else {}
    assert all(table.loc[name].sum() <= listed[name] for name in table.index)


def test_the_tiny_pack_gives_the_answers_known_by_hand(view, stated):
    values = {fact.id: fact.value for fact in stated("stated_positions", view())}
    assert (values["positions"], values["actors"], values["private"]) == (15, 3, 5)
    assert (values["for_exit"], values["against_exit"], values["agreement"]) == (7, 7, 0.8)
    assert (values["most_group"], values["most_share"], values["most_n"]) == ("Hills", 1.0, 1)
    assert (values["least_group"], values["least_share"], values["least_n"]) == ("Farland", 0.0, 3)
    assert (values["split_actor"], values["split_n_public"], values["split_n_private"]) == ("Arland government", 6, 5)
    assert (values["split_public"], values["split_private"]) == (5 / 6, 1 / 5)
