"""Waves take their days from the milestones that begin and end them."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import waves


def milestones(*rows):
    columns = ["milestone_id", "date", "country", "source"]
    return pd.DataFrame(rows, columns=columns).astype({"date": "datetime64[s]"})


def table(*rows):
    columns = ["wave_id", "country", "kind", "starts_with", "ends_with"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


KNOWN = milestones(
    ("M1", "2001-01-01", "Arland", "a"),
    ("M2", "2002-01-01", "Arland+Borland", "b"),
    ("M3", "2003-01-01", "Arland", "c"),
    ("M4", "2004-01-01", "Borland", "d"),
)


def test_a_wave_has_the_days_and_sources_of_its_milestones():
    wave = waves.resolve(table(("W1", "Arland", "drawdown", "M1", "M3")), KNOWN).iloc[0]
    assert (wave["start"], wave["end"]) == (pd.Timestamp("2001-01-01"), pd.Timestamp("2003-01-01"))
    assert (wave["milestones"], wave["source"]) == ("M1 M3", "a c")


def test_a_wave_whose_end_is_not_known_is_open():
    wave = waves.resolve(table(("W1", "Arland", "drawdown", "M1", "M9")), KNOWN).iloc[0]
    assert pd.isna(wave["end"])
    assert wave["milestones"] == "M1"


def test_a_wave_whose_beginning_is_not_known_is_left_out():
    assert waves.resolve(table(("W1", "Arland", "drawdown", "M9", "M3")), KNOWN).empty


def test_without_waves_or_milestones_there_is_none():
    assert waves.resolve(table(), KNOWN).empty
    assert "start" in waves.resolve(table(("W1", "Arland", "drawdown", "M1", "")), milestones())


def test_a_joint_milestone_falls_in_a_wave_of_each_country():
    held = waves.resolve(table(("W1", "Arland", "drawdown", "M1", ""), ("W2", "Borland", "buildup", "M2", "M2")), KNOWN)
    assert list(waves.of(KNOWN, held)) == ["W1", "W1 W2", "W1", ""]


@given(st.permutations(range(4)))
def test_the_order_of_the_milestones_does_not_matter(order):
    held = table(("W1", "Arland", "drawdown", "M1", "M3"), ("W2", "Borland", "buildup", "M2", "M4"))
    shuffled = KNOWN.iloc[order]
    pd.testing.assert_frame_equal(waves.resolve(held, shuffled), waves.resolve(held, KNOWN))
    found = waves.of(shuffled, waves.resolve(held, shuffled))
    assert found.sort_index().equals(waves.of(KNOWN, waves.resolve(held, KNOWN)))
