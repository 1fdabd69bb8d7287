"""Public positions and private reports of the same actor, set beside each other."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import channels
from tests.test_stated_positions import PRIVATE, PUBLIC, ROWS, positions, said


def both(public, private):
    return positions(*(said(s) for s in public), *(said(s, channel=PRIVATE) for s in private))


@pytest.mark.parametrize(("public", "private", "compared"), [(5, 5, True), (4, 9, False), (9, 4, False)])
def test_channels_are_compared_only_with_five_of_each(public, private, compared):
    assert len(channels.channels(both([1] * public, [-1] * private))) == compared


def test_channels_give_number_median_share_and_pairs():
    row = channels.channels(both((2, 1, 1, 0, -1), (-2, -1, -1, 0, 1))).iloc[0]
    assert row[["n_public", "median_public", "exit_public"]].tolist() == [5, 1, 0.6]
    assert row[["n_private", "median_private", "exit_private"]].tolist() == [5, -1, 0.2]
    assert row["nearer"] == 0.78  # 19.5 of 25 pairs


def test_the_split_is_the_share_of_pairs_in_which_the_public_side_is_nearer_to_an_exit():
    assert channels.split(both([1, 2], [-1, 1])) == 0.875
    assert channels.split(both([1], [])) is None
    assert channels.split_range(both([1, 1], [-1])).low is None


def test_the_second_coding_makes_a_split_of_its_own():
    rows = both([1], [-1]).assign(stance_b=pd.array([-1, 1], dtype="Int64"))
    assert (channels.split(rows), channels.recoded(rows)) == (1, 0)


def test_an_episode_is_a_month_with_both():
    rows = both([1, 1, 2], [-1, 1, 1]).assign(
        said_on=pd.to_datetime(["2001-01-05", "2001-02-01", "2001-03-01", "2001-01-20", "2001-02-01", "2001-01-01"]),
        date_precision=["day", "month", "day", "day", "month", "year"],
    )
    table = channels.episodes(rows)
    assert table["month"].dt.month.tolist() == [1, 2]
    assert table["private"].tolist() == ["stay", "same"]
    assert table["n_private"].tolist() == [1, 1], "a date known to the year belongs to no month"


def test_the_basis_counts_on_whose_word_the_private_half_rests():
    rows = both([1], [-1, -1, 1]).assign(
        relayed_by=["", "Gazette", "Gazette", ""],
        attribution=["named", "unnamed_official", "unnamed_official", "named"],
        tier=["B", "D", "C", "D"],
        source=["a", "b", "b", "c"],
    )
    assert len(channels.private(rows)) == 3
    [found] = channels.basis(rows).to_dict("records")
    assert found == {
        **{"actor": "Arland government", "n": 3, "unnamed": 2, "relayed": 2, "relayers": 1},
        **{"documents": 2, "weakest": 2},
    }


@given(rows=ROWS)
def test_shares_lie_between_zero_and_one_and_ranges_hold_their_value(rows):
    table = channels.channels(rows)
    shares = table[["exit_public", "exit_private", "nearer", "second"]].astype(float)
    assert shares.stack().between(0, 1).all()
    assert (table["dropped_low"] <= table["nearer"]).all() and (table["nearer"] <= table["dropped_high"]).all()
    assert table["n_private"].is_monotonic_decreasing


@given(rows=ROWS, turned=st.just({PUBLIC: PRIVATE, PRIVATE: PUBLIC}))
def test_the_split_turns_with_the_channels(rows, turned):
    found, other = channels.split(rows), channels.split(rows.assign(channel=rows["channel"].map(turned)))
    assert (found is None) == (other is None)
    assert found is None or found + other == pytest.approx(1)


@given(rows=ROWS)
def test_every_private_report_has_one_basis(rows):
    assert channels.basis(rows)["n"].sum() == len(channels.private(rows))
