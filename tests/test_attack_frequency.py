"""Running totals, their rates, and incidents."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.facts import attack_frequency
from drawdown.measures import attack_frequency as measures
from drawdown.measures.attack_models import Study

START = "2006-03-01"


def counts(*rows, start=START):
    """Rows as (id, end, attacks) or (id, end, attacks, what differs from an official whole total)."""
    plain = {
        "period_start": start,
        "counter": "us_military",
        "split_of": "",
        "computed": "no",
        "lags_behind": "",
        "period_end_precision": "day",
        "country": "Borland",
        "count_qualifier": "exact",
        "status": "confirmed",
        "scope": "attacks on bases",
        "source": "s",
        "tier": "B",
    }
    table = pd.DataFrame(
        [
            {**plain, "count_id": i, "period_end": end, "attacks": n, **(other[0] if other else {})}
            for i, end, n, *other in rows
        ]
    )
    if "reported_on" not in table:
        table["reported_on"] = table["period_end"]
    days = {column: pd.to_datetime(table[column]) for column in ("period_start", "period_end", "reported_on")}
    days["reported_on"] = days["reported_on"].fillna(days["period_end"])
    return table.assign(**days, attacks=table["attacks"].astype("Int64"))


TINY = [("C1", "2006-03-10", 10), ("C2", "2006-03-31", 24), ("C3", "2006-04-15", 20), ("C4", "2006-04-30", 40)]


@pytest.mark.parametrize(
    "other",
    [
        {"split_of": "C1"},
        {"computed": "yes"},
        {"count_qualifier": "fewer_than"},
        {"status": "superseded"},
        {"scope": "attacks on one base"},
        {"scope": "rockets only"},
        {"period_start": "2006-03-05"},
        {"period_start": "2003-01-01"},
    ],
)
def test_a_statement_that_is_no_whole_total_of_the_campaign_is_left_out(other):
    rows = counts(*TINY, ("X", "2006-04-30", 99, other))
    assert "X" not in set(measures.campaign(rows)["count_id"])


def test_in_a_view_of_one_country_its_splits_are_the_totals():
    parts = counts(("C1-B", "2006-03-10", 6, {"split_of": "C1"}), ("C2-B", "2006-03-31", 9, {"split_of": "C2"}))
    assert measures.running_total(measures.campaign(parts))["attacks"].tolist() == [6, 9]
    beside = counts(*TINY, ("C1-B", "2006-03-10", 6, {"split_of": "C1"}))
    assert "C1-B" not in set(measures.campaign(beside)["count_id"])


@pytest.mark.parametrize("day", ["2006-02-26", "2006-03-04"])
def test_a_counter_may_date_the_start_three_days_apart(day):
    rows = counts(*TINY, ("X", "2006-04-30", 99, {"period_start": day, "counter": "observatory"}))
    assert "X" in set(measures.campaign(rows)["count_id"])


def test_a_statement_without_a_number_is_no_total():
    assert "X" not in set(measures.campaign(counts(*TINY, ("X", "2006-04-30", None)))["count_id"])


def test_without_an_official_total_there_is_no_campaign():
    assert measures.campaign(counts(("X", "2006-04-30", 99, {"counter": "armed_group"}))).empty


def test_the_campaign_is_the_one_most_official_totals_count_from():
    rows = counts(*TINY, ("X", "2003-03-31", 5, {"period_start": "2003-01-01"}))
    assert set(measures.campaign(rows)["period_start"]) == {pd.Timestamp(START)}


def test_a_superseded_total_stands_until_the_one_it_lags_behind_is_known():
    late = ("X", "2006-04-30", 39, {"status": "superseded", "lags_behind": "C4"})
    assert "X" not in set(measures.campaign(counts(*TINY, late))["count_id"])
    assert "X" in set(measures.campaign(counts(*TINY[:3], late))["count_id"])


def test_the_counts_of_different_bodies_for_the_same_weeks_stand_side_by_side():
    rows = counts(
        ("C1", "2006-03-06", 8),  # a Monday: the week ends on Sunday 12 March
        ("C2", "2006-03-10", 10),
        ("S1", "2006-03-12", 14, {"counter": "observatory"}),
        ("C3", "2006-03-13", 20),  # alone in its week
        ("C4", "2006-03-24", 24),
        ("C5", "2006-03-24", 26, {"tier": "A"}),
        ("C6", "2006-03-24", 25, {"tier": "A", "reported_on": "2006-03-23"}),
        ("A1", "2006-03-20", 90, {"counter": "armed_group", "tier": "D"}),
        ("P1", "2006-03-20", 30, {"counter": "press", "period_end_precision": "month"}),
    )
    table = measures.same_weeks(rows)
    assert table[["counter", "attacks", "low", "high", "count_id"]].values.tolist() == [
        ["observatory", 14, 14, 14, "S1"],
        ["us_military", 10, 10, 10, "C2"],
        ["armed_group", 90, 90, 90, "A1"],
        ["us_military", 26, 24, 26, "C5"],
    ]
    assert [str(day.date()) for day in table["week"].unique()] == ["2006-03-12", "2006-03-26"]


def test_no_statement_and_one_counter_alone_give_no_week():
    assert measures.same_weeks(counts(*TINY)).empty
    assert measures.same_weeks(counts(*TINY).head(0)).empty


def test_a_lagging_total_is_left_out():
    total = measures.running_total(counts(*TINY))
    assert total["attacks"].tolist() == [10, 24, 40]
    assert total["count_id"].tolist() == ["C1", "C2", "C4"]


def test_the_highest_of_a_day_stands():
    assert measures.running_total(counts(("C1", "2006-03-10", 9), ("C2", "2006-03-10", 11)))["count_id"].tolist() == [
        "C2"
    ]


def test_counters_are_never_mixed():
    rows = counts(*TINY, ("X", "2006-04-01", 90, {"counter": "armed_group"}))
    assert measures.running_total(rows)["attacks"].tolist() == [10, 24, 40]
    assert measures.running_total(rows, "armed_group")["attacks"].tolist() == [90]


def test_intervals_start_the_day_before_the_campaign():
    spans = measures.intervals(measures.running_total(counts(*TINY)))
    assert spans["start"].iloc[0] == pd.Timestamp("2006-02-28")
    assert spans[["days", "attacks"]].values.tolist() == [[10, 10], [21, 14], [30, 16]]
    assert spans["per_week"].tolist() == pytest.approx([7.0, 14 / 3, 112 / 30])
    assert spans["low"].iloc[0] == pytest.approx(4.795 * 0.7, abs=1e-3)


def test_no_total_gives_no_interval_and_no_half():
    none = measures.running_total(counts(*TINY), "observatory")
    assert measures.intervals(none).empty
    assert measures.by_month(none).empty
    assert measures.half_time(none) is None


def test_a_month_ends_with_the_total_near_its_last_day():
    rows = counts(
        ("C1", "2006-03-10", 10),
        ("C2", "2006-03-28", 20),
        ("C3", "2006-04-04", 24),
        ("C4", "2006-04-20", 30),
        ("C5", "2006-04-30", 40),
    )
    months = measures.by_month(measures.running_total(rows))
    assert months[["end", "attacks"]].values.tolist() == [
        [pd.Timestamp("2006-04-04"), 24],
        [pd.Timestamp("2006-04-30"), 16],
    ]


def test_half_time_is_the_first_total_with_half_of_the_last():
    assert measures.half_time(measures.running_total(counts(*TINY)))["count_id"] == "C2"


TOTALS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300)), min_size=1, max_size=15).map(
    lambda found: counts(
        *((f"C{n:02}", dt.date(2006, 3, 1) + dt.timedelta(days=day), attacks) for n, (day, attacks) in enumerate(found))
    )
)


@given(rows=TOTALS)
def test_a_running_total_never_falls_and_has_one_value_a_day(rows):
    total = measures.running_total(rows)
    assert total["attacks"].is_monotonic_increasing
    assert total["period_end"].is_unique and total["period_end"].is_monotonic_increasing
    assert total["attacks"].max() == rows["attacks"].max()


COUNTERS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 300), st.sampled_from(["us_military", "observatory", "press"])),
    max_size=15,
).map(
    lambda found: counts(
        *(
            (f"C{n:02}", dt.date(2006, 3, 1) + dt.timedelta(days=day), attacks, {"counter": counter})
            for n, (day, attacks, counter) in enumerate([*found, (0, 1, "us_military")])
        )
    )
)


@given(rows=COUNTERS)
def test_a_shared_week_has_two_counters_and_one_number_of_each(rows):
    table = measures.same_weeks(rows)
    assert not table.duplicated(["week", "counter"]).any()
    assert (table.groupby("week").size() > 1).all()
    assert ((table["low"] <= table["attacks"]) & (table["attacks"] <= table["high"])).all()
    assert (table["week"].dt.day_name() == "Sunday").all()
    assert ((table["week"] - table["period_end"]).dt.days.between(0, 6)).all()
    stated = rows.set_index("count_id").loc[table["count_id"]]
    assert stated["counter"].tolist() == table["counter"].tolist()


@given(rows=TOTALS)
def test_intervals_sum_to_the_last_total(rows):
    total = measures.running_total(rows)
    for spans in (measures.intervals(total), measures.by_month(total)):
        assert spans["attacks"].sum() == total["attacks"].iloc[-1]
        assert spans["days"].sum() == (total["period_end"].iloc[-1] - pd.Timestamp("2006-02-28")).days
        assert (spans["attacks"] >= 0).all() and (spans["days"] > 0).all()
        assert (spans["low"] <= spans["per_week"]).all() and (spans["per_week"] <= spans["high"]).all()


def events(*rows):
    """Rows as (id, incident, lead, day, status, weapon, outcome)."""
    table = pd.DataFrame(
        list(rows), columns=["event_id", "incident_id", "lead_event_id", "date", "status", "weapon", "outcome"]
    )
    day = pd.to_datetime(table["date"])
    return table.assign(
        date=day,
        reported_on=day,
        us_killed=pd.array([pd.NA] * len(table), "Int64"),
        us_injured=pd.array([pd.NA] * len(table), "Int64"),
    )


def test_an_incident_is_its_lead_report():
    rows = events(
        ("E1", "I1", "E2", "2006-03-05", "claimed", "drone", "unknown"),
        ("E2", "I1", "E2", "2006-03-05", "confirmed", "drone", "impact"),
    )
    assert measures.incidents(rows)["event_id"].tolist() == ["E2"]


def test_an_incident_whose_lead_is_not_known_yet_is_its_first_report():
    rows = events(
        ("E3", "I1", "E2", "2006-03-06", "claimed", "drone", "unknown"),
        ("E1", "I1", "E2", "2006-03-05", "claimed", "drone", "unknown"),
    )
    assert measures.incidents(rows)["event_id"].tolist() == ["E1"]


def test_no_month_is_missing_between_the_first_and_the_last():
    rows = events(
        ("E1", "I1", "E1", "2006-03-05", "confirmed", "drone", "impact"),
        ("E2", "I2", "E2", "2006-05-05", "claimed", "rocket", "unknown"),
    )
    months = measures.monthly_incidents(measures.incidents(rows))
    assert [str(month) for month in months.index] == ["2006-03", "2006-04", "2006-05"]
    assert months[["confirmed", "claimed"]].values.tolist() == [[1, 0], [0, 0], [0, 1]]


def test_weapons_stand_from_the_most_frequent_on():
    rows = events(
        *(
            (f"E{n}", f"I{n}", f"E{n}", "2006-03-05", "confirmed", weapon, "impact")
            for n, weapon in enumerate(["mortar", "drone", "drone"])
        )
    )
    table = measures.weapons(measures.incidents(rows))
    assert list(table.index) == ["drone", "mortar"]
    assert list(table) == ["impact", "intercepted", "unknown"]
    assert table["impact"].tolist() == [2, 1]


REPORTS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 90), st.sampled_from(["confirmed", "claimed"])), max_size=12
).map(
    lambda found: events(
        *(
            (
                f"E{n:02}",
                f"I{incident}",
                f"E{min(m for m, f in enumerate(found) if f[0] == incident):02}",
                dt.date(2006, 3, 1) + dt.timedelta(days=day),
                status,
                "drone",
                "impact",
            )
            for n, (incident, day, status) in enumerate(found)
        )
    )
)


@given(rows=REPORTS, keep=st.data())
def test_each_incident_is_counted_once_whatever_is_known_of_it(rows, keep):
    known = rows.iloc[[n for n in range(len(rows)) if keep.draw(st.booleans())]]
    one_each = measures.incidents(known)
    assert sorted(one_each["incident_id"]) == sorted(set(known["incident_id"]))
    assert set(one_each["event_id"]) <= set(known["event_id"])
    assert measures.monthly_incidents(one_each).sum().sum() == len(one_each)
    assert measures.weapons(one_each).sum().sum() == len(one_each)


def test_the_tiny_pack_gives_the_answers_known_by_hand(view):
    rows = view().table
    study = Study(rows("attack_counts"), rows("attack_events"), rows("milestones"))
    facts = {fact.id: fact for fact in attack_frequency.stated(study, rows("claims"))}
    values = {name: fact.value for name, fact in facts.items()}
    assert (values["campaign_start"], values["total"], values["total_on"], values["totals"]) == (
        dt.date(2006, 3, 1),
        40,
        dt.date(2006, 4, 30),
        3,
    )
    assert (values["half"], values["half_on"], values["half_days"]) == (24, dt.date(2006, 3, 31), 31)
    assert values["per_week"] == pytest.approx(40 / 61 * 7)
    assert (values["busiest"], values["busiest_from"], values["busiest_to"]) == (
        7.0,
        dt.date(2006, 3, 1),
        dt.date(2006, 3, 10),
    )
    assert values["counters"] == 3
    assert (values["reports"], values["incidents"], values["confirmed"], values["claimed"]) == (5, 4, 3, 1)
    assert (values["killed"], values["injured"], values["unstated"]) == (1, 3, 0.5)
    assert facts["incidents"].rows == ("E002", "E003", "E006", "E007")


def test_reports_of_one_count_that_disagree_span_a_range():
    stated = counts(("C1", "2006-03-05", 13), ("C2", "2006-03-05", 14), ("C3", "2006-03-09", 20))
    found = measures.disagreement(stated)
    assert list(zip(found["low"], found["high"], strict=True)) == [(13, 14), (20, 20)]


def test_a_total_names_every_source_of_its_day_the_highest_first():
    stated = counts(("C1", "2006-03-05", 13, {"source": "a"}), ("C2", "2006-03-05", 14, {"source": "b"}))
    [total] = measures.running_total(stated).to_dict("records")
    assert (total["attacks"], total["source"]) == (14, "b a")


def test_the_campaign_starts_on_the_day_most_official_totals_count_from():
    other = {"period_start": "2006-01-01"}
    rows = counts(
        *TINY, ("X", "2006-04-30", 99, other), *(("S", "2006-04-30", 9, other | {"counter": "observatory"}),) * 9
    )
    assert measures.campaign_start(rows) == pd.Timestamp(START)
    even = counts(TINY[0], ("X", "2006-04-30", 99, other))
    assert measures.campaign_start(even) == pd.Timestamp("2006-01-01")  # as many from each: the earlier one
    assert measures.campaign_start(counts(("S", "2006-04-30", 9, {"counter": "observatory"}))) is None


def test_whole_totals_hold_each_counter_and_no_part_sum_or_limit():
    parts = [("P", {"split_of": "C1"}), ("Q", {"computed": "yes"}), ("R", {"count_qualifier": "fewer_than"})]
    parts += [("T", {"scope": "one base"}), ("U", {"attacks": None})]
    others = [(name, "2006-04-30", change.pop("attacks", 9), change) for name, change in parts]
    rows = counts(*TINY, ("S", "2006-04-30", 9, {"counter": "observatory"}), *others)
    assert measures.whole_totals(rows)["count_id"].tolist() == ["C1", "C2", "C3", "C4", "S"]
    assert measures.whole_totals(rows.head(0)).empty
