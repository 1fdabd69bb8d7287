"""How far a number moves when a source is dropped."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures.influence import Influence, leave_one_out

COLUMNS = ["source", "source_2"]


def rows(*found):
    return pd.DataFrame(list(found), columns=["n", *COLUMNS])


def total(table):
    return float(table["n"].sum())


def test_the_range_spans_what_is_left_without_each_source():
    found = leave_one_out(rows((10, "a", ""), (5, "b", ""), (1, "b", "")), COLUMNS, total)
    assert found == Influence(16.0, 6.0, 16.0, "a", 6.0)


def test_a_row_with_another_source_survives_on_it():
    found = leave_one_out(rows((10, "a", "b"), (5, "b", "")), COLUMNS, total)
    assert (found.low, found.high, found.source, found.without) == (10.0, 15.0, "b", 10.0)


def test_a_row_that_names_one_source_twice_falls_with_it():
    assert leave_one_out(rows((10, "a", "a"), (5, "b", "")), COLUMNS, total).source == "a"


def test_the_number_may_rise():
    found = leave_one_out(rows((9, "a", ""), (2, "b", ""), (1, "b", "")), COLUMNS, lambda table: table["n"].mean())
    assert (found.value, found.low, found.high, found.source, found.without) == (4.0, 1.5, 9.0, "b", 9.0)


def test_a_source_without_which_there_is_no_number_is_told():
    def first(table):
        return table["n"].max() if len(table) > 1 else None

    found = leave_one_out(rows((2, "a", ""), (2, "a", ""), (2, "b", "")), COLUMNS, first)
    assert (found.low, found.high, found.lost, found.source) == (2.0, 2.0, ("a",), "")


def test_without_a_number_there_is_no_range():
    assert leave_one_out(rows(), COLUMNS, lambda table: table["n"].max()) == Influence(None, None, None)
    assert leave_one_out(rows((1, "a", "")), COLUMNS, lambda table: None) == Influence(None, None, None)


def test_a_surviving_row_has_the_tier_of_the_source_left():
    def sound(table):
        return float(table.loc[table["tier"] < "D", "n"].sum())

    graded = rows((10, "a", "d"), (5, "b", "c"), (1, "a", "b")).assign(tier=["A", "B", "A"])
    tiers = {"a": "A", "b": "B", "c": "C", "d": "D"}
    found = leave_one_out(graded, COLUMNS, sound, tiers)
    assert (found.value, found.low, found.source, found.without) == (16.0, 6.0, "a", 6.0)
    assert leave_one_out(graded, COLUMNS, sound).low == 16.0


def test_only_sources_that_matter_are_tried():
    calls = []

    def counting(table):
        calls.append(len(table))
        return total(table)

    leave_one_out(rows(*((1, "a", "b") for _ in range(50)), (1, "c", "")), COLUMNS, counting)
    assert calls == [51, 50]


TABLES = st.lists(
    st.tuples(st.integers(-50, 50), st.sampled_from("abcd"), st.sampled_from(["", "a", "b", "e"])), max_size=12
).map(lambda found: rows(*found))


@given(table=TABLES)
def test_the_range_holds_the_number_and_every_number_without_a_source(table):
    found = leave_one_out(table, COLUMNS, total)
    assert found.low <= found.value <= found.high
    for key in "abcdef":
        left = table.iloc[[n for n, cells in enumerate(table[COLUMNS].values.tolist()) if set(cells) - {key, ""}]]
        assert found.low <= total(left) <= found.high
        most = found.value if found.without is None else found.without
        assert abs(total(left) - found.value) <= abs(most - found.value)


@given(table=TABLES)
def test_an_unused_or_backed_source_and_the_order_of_rows_change_nothing(table):
    found = leave_one_out(table, COLUMNS, total)
    backed = pd.concat([table, rows((0, "new", "newer"))], ignore_index=True)
    assert leave_one_out(backed, COLUMNS, total) == found
    assert leave_one_out(table.iloc[::-1], COLUMNS, total) == found


@given(table=TABLES)
def test_rows_are_left_as_they_were(table):
    before = table.copy()
    leave_one_out(table.assign(tier="B"), COLUMNS, total, {"a": "A"})
    leave_one_out(table, COLUMNS, total)
    pd.testing.assert_frame_equal(table, before)
