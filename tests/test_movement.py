"""The public line of an actor moves no faster than its dates can show."""

from itertools import groupby

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import movement
from tests.test_stated_positions import PRIVATE, positions, said

SETS = st.lists(st.frozensets(st.integers(-2, 2), min_size=1), max_size=12)


def line(*rows, **columns):
    """Rows as (stance, day, precision)."""
    days = [day for _, day, _ in rows]
    return positions(*(said(stance) for stance, *_ in rows)).assign(
        said_on=pd.to_datetime(days), date_precision=[how for *_, how in rows], **columns
    )


def daily(*codes):
    return line(*((code, f"2001-{n:02}-10", "day") for n, code in enumerate(codes, 1)))


def one(rows):
    [found] = movement.movement(movement.lines(rows)).to_dict("records")
    return found


def test_a_line_has_ends_changes_and_crossings():
    found = one(daily(-1, 1, 1, 2, -1, 0, 1))
    assert (found["moments"], found["first_low"], found["last_high"], found["direction"]) == (7, -1, 1, "exit")
    assert (found["changes"], found["crossings"], found["longest"]) == (5, 3, 2)


@pytest.mark.parametrize(("codes", "direction"), [([1, 1, 1, -1], "stay"), ([1, 2, 2, 1], "same")])
def test_the_direction_is_from_the_first_to_the_last(codes, direction):
    assert one(daily(*codes))["direction"] == direction


def test_three_moments_tell_no_movement():
    assert movement.movement(movement.lines(daily(1, -1, 1))).empty
    assert movement.movement(movement.lines(daily())).empty


def test_a_date_known_to_the_month_makes_the_month_one_moment():
    rows = line(
        (1, "2001-01-01", "month"), (-1, "2001-01-20", "day"), (1, "2001-02-03", "day"), (2, "2001-02-04", "day")
    )
    found = movement.moments(rows)
    assert found["codes"].tolist() == [{1, -1}, {1}, {2}]
    assert found["day"].dt.day.tolist() == [1, 3, 4]
    assert movement.crossings(rows) == 0, "the order within the month is not known"


def test_an_open_end_has_no_direction():
    days = [(1, "2001-01-01", "month"), (-1, "2001-01-20", "day"), *((0, f"2001-0{n}-01", "day") for n in (2, 3, 4))]
    assert one(line(*days))["direction"] == "open"


def test_years_and_private_reports_are_not_in_a_line():
    rows = line((1, "2001-01-01", "year"), (1, "2001-01-02", "day"), (1, "2001-01-03", "day"))
    assert len(movement.lines(rows)) == 2
    assert movement.lines(rows.assign(channel=PRIVATE)).empty
    assert movement.lines(rows.assign(attribution="institution"), "speaker").empty


def test_a_position_on_two_theatres_stands_in_both_lines():
    rows = daily(1, 1, 1, 1).assign(country=["Arland", "Arland+Borland", "Borland", "Arland"])
    assert movement.lines(rows)["theatre"].value_counts().to_dict() == {"Arland": 3, "Borland": 2}
    assert set(movement.lines(rows, theatres=["Borland"])["theatre"]) == {"Borland"}


def test_the_positions_of_a_line_are_found_again():
    rows = pd.concat([daily(1, 1, 1, 1), daily(1, 1).assign(actor="Street")])
    told = movement.lines(rows)
    assert set(movement.of(told, movement.movement(told))["actor"]) == {"Arland government"}
    assert movement.of(told, movement.movement(told).head(0)).empty


@given(codes=SETS)
def test_runs_cover_all_moments_and_each_has_a_common_stance(codes):
    lengths = movement.runs(codes)
    assert sum(lengths) == len(codes) and all(lengths)
    place = 0
    for length in lengths:
        assert frozenset.intersection(*codes[place : place + length])
        place += length


@given(codes=st.lists(st.integers(-2, 2), max_size=12))
def test_runs_of_single_stances_are_those_of_the_sequence(codes):
    assert movement.runs([frozenset({code}) for code in codes]) == [len(list(run)) for _, run in groupby(codes)]


@given(codes=st.lists(st.integers(-2, 2), min_size=4, max_size=10))
def test_a_line_crosses_no_more_often_than_it_changes(codes):
    found = one(daily(*codes))
    assert 0 <= found["crossings"] <= found["changes"] < len(codes)
    turned = one(daily(*(-code for code in codes)))
    assert (turned["changes"], turned["crossings"]) == (found["changes"], found["crossings"])
