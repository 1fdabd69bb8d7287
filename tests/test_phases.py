"""Phases between dates fixed in advance, and the models over them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import interrupted, phases
from drawdown.measures.phases import Change


def milestones(*days, marked="yes"):
    table = pd.DataFrame({"date": pd.to_datetime(list(days)), "milestone_id": [f"M{n}" for n in range(len(days))]})
    return table.assign(break_date=marked, date_precision="day")


def intervals(*rows):
    """Rows as (after, up to, attacks)."""
    table = pd.DataFrame(rows, columns=["start", "end", "attacks"])
    table[["start", "end"]] = table[["start", "end"]].apply(pd.to_datetime)
    return table.assign(days=(table["end"] - table["start"]).dt.days)


def weekly(*counts, start="2006-01-01"):
    days = pd.date_range(start, periods=len(counts) + 1, freq="7D")
    return intervals(*zip(days[:-1], days[1:], counts, strict=True))


def names(found):
    return [change.ids for change in found]


def test_breaks_closer_than_two_weeks_are_one_change():
    found = phases.changes(milestones("2006-01-01", "2006-01-14", "2006-01-28"))
    assert names(found) == [("M0", "M1"), ("M2",)]
    assert (found[0].first, found[0].last) == (pd.Timestamp("2006-01-01"), pd.Timestamp("2006-01-14"))


def test_only_marked_milestones_of_a_known_day_are_breaks():
    assert phases.changes(milestones("2006-01-01", marked="")) == []
    assert phases.changes(milestones("2006-01-01").assign(date_precision="month")) == []
    assert phases.changes(pd.DataFrame()) == []


def test_an_interval_may_end_three_days_beyond_a_break_and_no_more():
    breaks = phases.changes(milestones("2006-02-01"))
    near = intervals(("2006-01-01", "2006-02-03", 5), ("2006-02-03", "2006-03-01", 2))
    assert phases.assigned(near, breaks)["phase"].tolist() == [0, 1]
    far = intervals(("2006-01-01", "2006-01-20", 5), ("2006-01-20", "2006-02-06", 4), ("2006-02-06", "2006-03-01", 2))
    assert phases.assigned(far, breaks)["phase"].tolist() == [0, -1, 1]


def test_a_break_without_counts_of_its_own_on_each_side_is_not_seen():
    breaks = phases.changes(milestones("2006-02-01", "2006-06-01"))
    rows = intervals(("2006-01-01", "2006-01-31", 5), ("2006-01-31", "2006-12-31", 4))
    assert names(phases.seen(rows, breaks)) == [("M0",)]
    table = phases.table(phases.assigned(rows, breaks), breaks)
    assert table[["begins", "unsplit"]].values.tolist() == [["", ""], ["M0", "M1"]]
    assert table["attacks"].tolist() == [5, 4]


def test_two_breaks_with_nothing_between_become_one():
    breaks = phases.changes(milestones("2006-02-01", "2006-06-01"))
    rows = intervals(("2006-01-01", "2006-01-31", 5), ("2006-01-31", "2006-05-31", 0), ("2006-05-31", "2006-07-01", 3))
    assert names(phases.seen(rows, breaks)) == [("M0",), ("M1",)]
    over = [("2006-01-01", "2006-01-31", 5), ("2006-01-31", "2006-06-20", 7), ("2006-06-20", "2006-08-01", 3)]
    assert names(phases.seen(intervals(*over), breaks)) == [("M0", "M1")]
    assert names(phases.seen(intervals(*over[:2]), breaks)) == [("M0",)]


def test_a_stretch_without_attacks_is_cut_at_the_breaks():
    breaks = phases.changes(milestones("2006-02-01"))
    rows = intervals(("2006-01-01", "2006-03-01", 0), ("2006-03-01", "2006-03-11", 4))
    found = phases.assigned(rows, breaks)
    assert found[["days", "attacks", "phase"]].values.tolist() == [[30, 0, 0], [29, 0, 1], [10, 4, 1]]


def test_a_split_gives_the_phases_and_the_changes_between_them():
    breaks = phases.changes(milestones("2006-02-01", "2006-06-01"))
    rows = intervals(("2006-01-01", "2006-01-31", 5), ("2006-01-31", "2006-03-01", 4))
    cut, left = phases.split(rows, breaks)
    assert cut["phase"].tolist() == [0, 1] and names(left) == [("M0",)]  # nothing is stated after the second
    pd.testing.assert_frame_equal(cut, phases.assigned(rows, breaks))
    cut, left = phases.split(rows.head(0), breaks)
    assert cut.empty and left == []


def test_weeks_start_at_the_breaks_and_hold_every_incident_once():
    breaks = phases.changes(milestones("2006-02-01"))
    days = pd.Series(pd.to_datetime(["2006-01-30", "2006-01-31", "2006-02-01", "2006-02-07", "2006-02-08"]))
    table = phases.weeks(days, breaks)
    assert table["attacks"].tolist() == [2, 2, 1]
    assert table["days"].tolist() == [2, 7, 1]
    assert phases.weeks(days.head(0), breaks).empty and phases.weeks(days, []).empty


STRETCHES = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20)), min_size=1, max_size=12)


@given(found=STRETCHES, breaks=st.lists(st.integers(0, 500), max_size=4, unique=True))
def test_phases_hold_no_attack_twice_and_stand_in_order(found, breaks):
    first, rows = pd.Timestamp("2006-01-01"), []
    for days, attacks in found:
        rows.append((first, first + pd.Timedelta(days=days), attacks))
        first = rows[-1][1]
    dates = [pd.Timestamp("2006-01-01") + pd.Timedelta(days=day) for day in breaks]
    changes = phases.changes(milestones(*dates)) if dates else []
    phased = phases.assigned(intervals(*rows), changes)
    assert phased["days"].sum() == sum(days for days, _ in found)
    assert phased["attacks"].sum() == sum(attacks for _, attacks in found)
    table = phases.table(phased, changes)
    assert table["phase"].tolist() == list(range(len(table)))
    assert len(phases.seen(intervals(*rows), changes)) == max(len(table) - 1, 0)
    assert (table["start"].iloc[1:].to_numpy() >= table["end"].iloc[:-1].to_numpy()).all()


BREAK = [Change(pd.Timestamp("2006-05-22"), pd.Timestamp("2006-05-22"), ("M0",))]  # 141 days, 20 weeks and one day, on
POISSON = [4, 6, 5, 5, 3, 7, 5, 4, 6, 5, 5, 5, 4, 6, 5, 3, 7, 5, 6, 4]


def drawn(seed, mean, scatter, size):
    """Counts of a variance that is so many times their mean."""
    return np.random.default_rng(seed).negative_binomial(mean / (scatter - 1), 1 / scatter, size).tolist()


def test_the_model_gives_back_the_rates_it_was_drawn_from():
    rows = phases.assigned(weekly(*drawn(1, 12.0, 3.0, 20), *drawn(2, 3.0, 3.0, 60)), BREAK)
    model = interrupted.fit(rows, regular=True)
    table = phases.table(rows, BREAK)
    found, interval = interrupted.ratio(table, 1, model)
    assert interval == "model"
    assert found.low < 0.25 < found.high and found.value == pytest.approx(0.25, rel=0.35)
    assert model.alpha == pytest.approx(2.0, rel=0.5)


def test_joining_weeks_leaves_the_ratio_as_it_is():
    counts = drawn(3, 10.0, 3.0, 20) + drawn(4, 2.0, 3.0, 40)
    joined = [sum(counts[n : n + 2]) for n in range(0, 60, 2)]
    days = pd.date_range("2006-01-01", periods=31, freq="14D")
    found = []
    for rows in (weekly(*counts), intervals(*zip(days[:-1], days[1:], joined, strict=True))):
        phased = phases.assigned(rows, BREAK)
        found.append(interrupted.ratio(phases.table(phased, BREAK), 1, interrupted.fit(phased))[0])
    assert found[0].value == pytest.approx(found[1].value)
    assert found[0].high / found[0].low == pytest.approx(found[1].high / found[1].low, rel=0.4)


def test_the_interval_of_the_model_is_the_textbook_one():
    rows = phases.assigned(weekly(*[8, 12] * 10, *[3, 5] * 5), BREAK)
    model = interrupted.fit(rows)
    scale = (20 * 4 / 10 + 10 * 1 / 4) / 28  # Pearson: squared deviation over mean, over 30 - 2
    assert model.alpha == max(scale - 1, 0) == 0
    found = interrupted.ratio(phases.table(rows, BREAK), 1, model)[0]
    error = (1 / 200 + 1 / 40) ** 0.5
    assert (found.value, found.low) == pytest.approx((0.4, 0.4 * np.exp(-1.959964 * error)))


def test_a_clustered_series_has_a_wider_interval_than_the_exact_one():
    rows = phases.assigned(weekly(*([0, 0, 20, 0] * 5), *([0, 6, 0, 0] * 5)), BREAK)
    table = phases.table(rows, BREAK)
    model, exact = (interrupted.ratio(table, 1, fit)[0] for fit in (interrupted.fit(rows), None))
    assert model.value == pytest.approx(exact.value) == pytest.approx(0.3)
    assert model.low < exact.low and exact.high < model.high


def test_a_phase_without_attacks_gets_an_exact_limit_not_a_coefficient():
    rows = phases.assigned(weekly(*POISSON, *[0] * 10), BREAK)
    found, interval = interrupted.ratio(phases.table(rows, BREAK), 1, interrupted.fit(rows))
    assert (found.value, found.low, interval) == (0, 0, "exact")
    assert 0 < found.high < 0.1


def test_too_few_counts_give_no_model_and_no_ratio():
    assert interrupted.fit(phases.assigned(weekly(5, 4), [])) is None
    rows = phases.assigned(weekly(5, 4, 6), [])
    assert interrupted.ratio(phases.table(rows, []), 0, None)[0].low is None
    assert interrupted.fit(rows.head(0)) is None


def test_a_trend_is_given_only_where_a_phase_has_counts_enough():
    growing = [round(4 * 1.1**n) for n in range(20)]
    rows = phases.assigned(weekly(*growing, 9, 3, 6, 2, 7), BREAK)
    model = interrupted.fit(rows)
    assert list(model.slopes) == [0]
    assert model.slopes[0].low < 1.1 < model.slopes[0].high and model.slopes[0].value == pytest.approx(1.1, abs=0.02)


@given(
    before=st.lists(st.integers(0, 12), min_size=20, max_size=20),
    after=st.lists(st.integers(0, 6), min_size=4, max_size=12),
)
def test_a_ratio_lies_in_its_interval_whatever_the_counts(before, after):
    rows = phases.assigned(weekly(*before, *after), BREAK)
    found, interval = interrupted.ratio(phases.table(rows, BREAK), 1, interrupted.fit(rows, regular=True))
    if found.value is not None:
        assert found.low <= found.value <= found.high
    assert interval in ("model", "exact")
