"""The official record: statements joined where their ends meet, and never where they do not."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.measures import attack_frequency
from drawdown.measures import attack_record as measures
from tests.test_attack_frequency import counts

SPINE = [("C1", "2006-03-10", 10), ("C2", "2006-03-31", 24), ("C3", "2006-04-20", 30)]


def spans(rows):
    """The record as (days, attacks)."""
    table = measures.record(rows)
    return list(zip(table["days"], table["attacks"], strict=True))


def test_the_record_of_a_running_total_is_its_intervals():
    assert spans(counts(*SPINE)) == [(10, 10), (21, 14), (20, 6)]


def test_a_stated_quiet_splits_the_interval_it_ends_with():
    quiet = ("Q", "2006-04-20", 0, {"period_start": "2006-04-06"})
    table = measures.record(counts(*SPINE, quiet))
    assert list(zip(table["days"], table["attacks"], strict=True)) == [(10, 10), (21, 14), (5, 6), (15, 0)]
    assert set(table["count_id"].iloc[-1].split()) == {"C3", "Q"}


def test_a_statement_is_joined_to_a_day_within_a_quiet():
    quiet = ("Q", "2006-04-20", 0, {"period_start": "2006-04-06"})
    later = ("L", "2006-05-31", 2, {"period_start": "2006-04-11"})  # begins while it was quiet
    assert spans(counts(*SPINE, quiet, later))[-1] == (41, 2)
    assert spans(counts(*SPINE, later))[-1] == (20, 6)  # without the quiet nobody knows the total of 10 April


def test_what_does_not_fit_between_the_totals_is_left_out():
    wrong = ("W", "2006-03-31", 20, {"period_start": "2006-03-20"})  # 24 - 20 = 4 on 19 March, after 10 on the 10th
    assert spans(counts(*SPINE, wrong)) == spans(counts(*SPINE))


def test_the_press_adds_nothing_but_the_absence_of_attacks():
    before = {"period_start": "2006-01-01", "counter": "press"}
    assert spans(counts(*SPINE, ("P", "2006-02-28", 0, before)))[0] == (59, 0)
    assert spans(counts(*SPINE, ("P", "2006-02-28", 5, before))) == spans(counts(*SPINE))


def test_another_scope_or_area_is_not_joined():
    for other in ({"scope": "attacks on embassies"}, {"country": "Arland"}, {"counter": "observatory"}):
        rows = counts(*SPINE, ("X", "2006-02-28", 0, {"period_start": "2006-01-01", **other}))
        assert spans(rows) == spans(counts(*SPINE))


def test_a_total_that_lies_wholly_outside_stands_by_itself_and_leaves_a_gap():
    table = measures.record(counts(*SPINE, ("O", "2005-12-31", 8, {"period_start": "2005-01-01"})))
    assert (table["days"].iloc[0], table["attacks"].iloc[0]) == (365, 8)
    assert table["start"].iloc[1] == pd.Timestamp("2006-02-28") > table["end"].iloc[0]


def test_without_a_campaign_there_is_no_record():
    assert measures.record(counts(("X", "2006-04-30", 9, {"counter": "armed_group"}))).empty
    assert measures.record(counts(*SPINE).head(0)).empty


def test_a_country_has_the_total_that_the_campaign_splits_off():
    rows = counts(*SPINE, ("C1-A", "2006-03-10", 4, {"split_of": "C1", "country": "Arland"}))
    assert measures.country_total(rows, "Arland")["attacks"].tolist() == [4]
    assert measures.country_total(rows, "Farland").empty


OTHERS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(0, 9)), max_size=5)


@given(found=OTHERS)
def test_the_record_never_overlaps_never_falls_and_keeps_the_running_total(found):
    first = dt.date(2006, 2, 1)
    more = [
        (f"X{n}", first + dt.timedelta(days=a + b), attacks, {"period_start": str(first + dt.timedelta(days=a))})
        for n, (a, b, attacks) in enumerate(found)
    ]
    table = measures.record(counts(*SPINE, *SPINE[:1], *more, start="2006-03-01"))
    assert (table["attacks"] >= 0).all() and (table["days"] > 0).all()
    assert (table["start"].iloc[1:].to_numpy() >= table["end"].iloc[:-1].to_numpy()).all()
    assert ((table["low"] <= table["per_week"]) & (table["per_week"] <= table["high"])).all()


def test_stretches_are_the_record_without_rates():
    rows = counts(*SPINE, ("Q", "2006-04-20", 0, {"period_start": "2006-04-06"}))
    bare = measures.stretches(rows)
    assert bare["attacks"].tolist() == [10, 14, 6, 0] and list(bare) == measures.COLUMNS
    pd.testing.assert_frame_equal(bare, measures.record(rows)[measures.COLUMNS])
    assert measures.stretches(rows, pd.Timestamp("2001-01-01")).empty  # nobody counts from that day


def test_a_weekly_rate_has_the_exact_poisson_interval():
    stretch = pd.DataFrame({"attacks": [0, 10], "days": [14, 14]})
    rated = measures.with_rates(stretch)
    assert rated["per_week"].tolist() == [0, 5]
    # Garwood 1936: no event in two weeks, at most 3.689 in all; ten events, 4.795 to 18.390
    assert rated["low"].tolist() == pytest.approx([0, 4.795 / 2], abs=1e-3)
    assert rated["high"].tolist() == pytest.approx([3.689 / 2, 18.390 / 2], abs=1e-3)
    assert list(measures.with_rates(stretch.head(0))) == ["attacks", "days", "per_week", "low", "high"]


def test_a_row_on_the_weakest_tier_alone_is_not_sound():
    rows = counts(*((tier, "2006-03-10", 1, {"tier": tier}) for tier in "DCBA"))
    assert measures.sound(rows)["tier"].tolist() == ["C", "B", "A"]
    assert measures.sound(rows.head(1)).empty


def test_a_total_gives_its_increases_between_the_days_it_was_stated():
    total = attack_frequency.running_total(counts(*SPINE))
    found = measures.of_total(total)
    assert found[["days", "attacks"]].values.tolist() == [[10, 10], [21, 14], [20, 6]]
    assert found["start"].iloc[0] == pd.Timestamp("2006-02-28")  # the day before the first one counted
    assert found["count_id"].tolist() == ["C1", "C2 C1", "C3 C2"]
    assert measures.of_total(total.head(1))["attacks"].tolist() == [10]
    assert measures.of_total(total.head(0)).empty
