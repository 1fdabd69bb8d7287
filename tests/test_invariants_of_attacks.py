"""What holds of every record of attacks: the order of rows, the unit and the day of reckoning do not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.measures import (
    attack_coverage,
    attack_frequency,
    attack_record,
    attack_sensitivity,
    attack_stretches,
    attack_windows,
    casualties,
    change_points,
    exposure,
    phases,
)
from drawdown.measures.attack_models import Study

pytestmark = pytest.mark.slow  # drawn data over heavy measures; the known answers are in the fast part

START = pd.Timestamp("2006-03-01")
FEW, SEVERAL = settings(max_examples=4), settings(max_examples=8)  # where an example costs many tables
SHIFT = st.integers(-4000, 4000).map(lambda days: pd.Timedelta(days=days))
PLAIN = {
    "period_start": START,
    "counter": "us_military",
    "split_of": "",
    "computed": "no",
    "lags_behind": "",
    "period_end_precision": "day",
    "country": "Arland+Borland",
    "count_qualifier": "exact",
    "status": "confirmed",
    "scope": "attacks on bases",
    "source": "s",
    "source_2": "",
    "tier": "B",
}


def counts(*rows):
    """Rows as (id, end, attacks, what differs from an official whole total)."""
    table = pd.DataFrame(
        [{**PLAIN, "count_id": i, "period_end": end, "attacks": n, **other} for i, end, n, other in rows]
    )
    days = {column: pd.to_datetime(table[column]) for column in ("period_start", "period_end")}
    return table.assign(**days, attacks=table["attacks"].astype("Int64"), reported_on=days["period_end"])


COUNTS = counts(
    ("C1", "2006-03-10", 10, {"source": "a"}),
    ("C2", "2006-03-31", 24, {"source": "b", "tier": "A"}),
    ("C2b", "2006-03-31", 22, {"source": "c", "tier": "D"}),
    ("C3", "2006-04-15", 20, {"status": "superseded", "lags_behind": "C2"}),
    ("C4", "2006-04-30", 40, {"source": "d", "period_start": "2006-03-02"}),
    ("C4-A", "2006-04-30", 12, {"split_of": "C4", "country": "Arland"}),
    ("C4-B", "2006-04-30", 28, {"split_of": "C4", "country": "Borland"}),
    ("C2-A", "2006-03-31", 9, {"split_of": "C2", "country": "Arland"}),
    ("Q", "2006-04-30", 0, {"period_start": "2006-04-16", "source": "q", "counter": "press"}),
    ("L", "2006-05-31", 2, {"period_start": "2006-04-21", "source": "l", "tier": "C"}),
    ("O", "2005-12-31", 8, {"period_start": "2005-01-01", "source": "o"}),
    ("F", "2006-04-30", 60, {"count_qualifier": "fewer_than"}),
    ("S", "2006-04-30", 50, {"counter": "observatory", "period_start": "2006-02-27"}),
    ("X", "2006-04-30", 55, {"computed": "yes"}),
)
DATES = ["period_start", "period_end", "reported_on"]
SOME = st.lists(st.sampled_from(range(len(COUNTS))), unique=True).map(lambda places: COUNTS.iloc[places])


def same(found, expected):
    pd.testing.assert_frame_equal(found.reset_index(drop=True), expected.reset_index(drop=True))


def later(table, shift, columns):
    """The same rows so much later."""
    return table.assign(**{name: (table[name] + shift).astype(table[name].dtype) for name in columns})


# --- statements and their totals


@FEW
@given(st.permutations(range(len(COUNTS))), SHIFT)
def test_neither_the_order_of_the_statements_nor_their_year_matters_to_the_totals(order, shift):
    moved = later(COUNTS, shift, DATES).iloc[order]
    campaign = attack_frequency.campaign(COUNTS)
    found = attack_frequency.campaign(moved)
    assert found["count_id"].tolist() == campaign["count_id"].tolist()
    assert attack_frequency.campaign_start(moved) == attack_frequency.campaign_start(COUNTS) + shift
    whole = attack_frequency.whole_totals(moved)
    assert set(whole["count_id"]) == set(attack_frequency.whole_totals(COUNTS)["count_id"])
    plain = attack_frequency.disagreement(campaign)
    same(attack_frequency.disagreement(found), later(plain, shift, ["period_end"]))


@SEVERAL
@given(SOME)
def test_a_campaign_is_a_part_of_the_whole_totals_and_taken_again_it_stays(rows):
    whole = attack_frequency.whole_totals(rows)
    assert set(whole["count_id"]) <= set(rows["count_id"]) - {"F", "X"}
    same(attack_frequency.whole_totals(whole), whole)
    assert ("C3" in set(whole["count_id"])) == ({"C3", "C2"} & set(rows["count_id"]) == {"C3"})
    campaign = attack_frequency.campaign(rows)
    assert set(campaign["count_id"]) <= set(whole["count_id"])
    same(attack_frequency.campaign(campaign), campaign)
    begin = attack_frequency.campaign_start(rows)
    assert (begin is None) == campaign.empty
    starts = whole.loc[whole["counter"] == attack_frequency.OFFICIAL, "period_start"].tolist()
    if begin is not None:
        assert all((starts.count(day), begin) <= (starts.count(begin), day) for day in starts)
        near = (whole["period_start"] - begin).abs() <= pd.Timedelta(days=3)
        assert set(campaign["count_id"]) == set(whole.loc[near, "count_id"])


TOTALS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 60)), min_size=1, max_size=10)


def totals(stated):
    """Official totals so many days after the start."""
    return counts(*((f"T{n:02}", START + pd.Timedelta(days=day), total, {}) for n, (day, total) in enumerate(stated)))


@given(TOTALS)
def test_the_highest_total_of_a_day_is_the_running_one(stated):
    rows = totals(stated)
    ranges = attack_frequency.disagreement(rows)
    total = attack_frequency.running_total(rows)
    assert ranges["high"].tolist() == total["attacks"].tolist()
    for day, low in zip(ranges["period_end"], ranges["low"], strict=True):
        assert low == min(n for after, n in stated if START + pd.Timedelta(days=after) == day)


@given(TOTALS, st.integers(2, 9))
def test_half_of_the_total_is_reached_on_a_day_that_the_unit_does_not_move(stated, factor):
    total = attack_frequency.running_total(totals(stated))
    half = attack_frequency.half_time(total)
    assert 2 * half["attacks"] >= total["attacks"].max()
    assert (2 * total.loc[total["period_end"] < half["period_end"], "attacks"] < total["attacks"].max()).all()
    scaled = attack_frequency.half_time(total.assign(attacks=total["attacks"] * factor))
    assert scaled["count_id"] == half["count_id"]


# --- the official record


@FEW
@given(st.permutations(range(len(COUNTS))), SHIFT)
def test_neither_the_order_of_the_statements_nor_their_year_matters_to_the_record(order, shift):
    moved = later(COUNTS, shift, DATES).iloc[order]
    plain = attack_record.stretches(COUNTS)
    assert plain["attacks"].sum() == 8 + 40 + 2
    same(attack_record.stretches(moved), later(plain, shift, ["start", "end"]))
    begin = attack_frequency.campaign_start(COUNTS) + shift
    same(attack_record.stretches(moved, begin), attack_record.stretches(moved))
    for country in ("Arland", "Borland"):
        own = attack_record.country_total(COUNTS, country)
        same(attack_record.country_total(moved, country), later(own, shift, DATES[:2]))


@SEVERAL
@given(SOME)
def test_a_country_has_no_more_than_all_together_and_keeps_its_total_under_another_name(rows):
    renamed = rows.assign(country=rows["country"].replace({"Arland": "Farland"}))
    own = attack_record.country_total(rows, "Arland")
    same(attack_record.country_total(renamed, "Farland"), own)
    assert attack_record.country_total(renamed, "Arland").empty
    assert own["attacks"].is_monotonic_increasing
    whole = attack_frequency.running_total(attack_frequency.campaign(rows)).set_index("period_end")["attacks"]
    for row in own.itertuples():
        assert row.attacks <= whole[row.period_end]
        stated = rows[(rows["country"] == "Arland") & (rows["period_end"] == row.period_end)]
        assert row.attacks == stated["attacks"].max()


@given(SOME)
def test_what_is_sound_rests_on_a_better_tier_than_the_weakest(rows):
    held = attack_record.sound(rows)
    assert held["count_id"].tolist() == [name for name in rows["count_id"] if name != "C2b"]
    same(attack_record.sound(held), held)


@given(TOTALS)
def test_the_stretches_of_a_total_follow_each_other_and_add_up_to_it(stated):
    total = attack_frequency.running_total(totals(stated))
    found = attack_record.of_total(total)
    assert found["attacks"].cumsum().tolist() == total["attacks"].tolist()
    assert found["start"].tolist() == [START - pd.Timedelta(days=1), *total["period_end"].iloc[:-1]]
    assert found["days"].cumsum().tolist() == [(day - START).days + 1 for day in total["period_end"]]


SPANS = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40)), min_size=1, max_size=6)


@given(SPANS, st.integers(2, 5))
def test_a_rate_lies_in_its_interval_and_halves_over_twice_the_days(spans, factor):
    table = pd.DataFrame(spans, columns=["days", "attacks"])
    rated = attack_record.with_rates(table)
    assert (rated["per_week"] * rated["days"] / 7).tolist() == pytest.approx(table["attacks"].tolist())
    assert ((rated["low"] <= rated["per_week"]) & (rated["per_week"] < rated["high"])).all()
    longer = attack_record.with_rates(table.assign(days=table["days"] * factor))
    more = attack_record.with_rates(table.assign(attacks=table["attacks"] + 1))
    for name in ("per_week", "low", "high"):
        assert (longer[name] * factor).tolist() == pytest.approx(rated[name].tolist())
        assert (more[name] > rated[name]).all()
    same(attack_record.with_rates(rated), rated)


@given(TOTALS)
def test_stretches_of_a_week_join_whole_ones_and_the_busiest_is_one_of_them(stated):
    record = attack_record.with_rates(attack_record.of_total(attack_frequency.running_total(totals(stated))))
    found = attack_stretches.weekly(record)
    assert found["attacks"].sum() == record["attacks"].sum() and found["days"].sum() == record["days"].sum()
    assert set(found["end"]) <= set(record["end"]) and (found["days"].iloc[:-1] >= 7).all()
    same(attack_stretches.weekly(found), found)
    top, long = attack_stretches.busiest(record, START), found[found["days"] >= 7]
    assert top.empty == long.empty
    assert top.empty or top["per_week"] == long["per_week"].max()


# --- incidents


KINDS = st.tuples(
    st.integers(0, 40),  # days after the start
    st.sampled_from(["", "North Camp", "South Camp"]),
    st.sampled_from(["Arland", "Borland"]),
    st.sampled_from(["confirmed", "claimed"]),
    st.sampled_from(["drone", "rocket", "missile"]),
    st.sampled_from([None, 0, 1, 3]),
    st.sampled_from([None, 0, 2, 30]),
)
INCIDENTS = st.lists(KINDS, max_size=16)


def incidents(found):
    columns = ["date", "site", "country", "status", "weapon", "us_killed", "us_injured"]
    table = pd.DataFrame(found, columns=columns)
    names = pd.Series([f"E{n:02}" for n in range(len(found))], dtype="str")
    place = pd.array([float(n) if n % 2 else None for n in range(len(found))], "Float64")
    return table.assign(
        date=START + pd.to_timedelta(table["date"].astype("int64"), unit="D"),
        event_id=names,
        source="s" + names.str[-1],
        lat=place,
        lon=place,
        us_killed=table["us_killed"].astype("Int64"),
        us_injured=table["us_injured"].astype("Int64"),
    )


def intervals(edges, attacks):
    days = [START + pd.Timedelta(days=day) for day in edges]
    return pd.DataFrame({"start": days[:-1], "end": days[1:], "attacks": attacks, "source": "s"})


@SEVERAL
@given(INCIDENTS, st.sets(st.integers(-1, 45), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_parts_of_a_stretch_hold_together_the_incidents_of_the_whole(found, edges, random):
    one_each, edges = incidents(found), sorted(edges)
    parts = attack_coverage.covered(intervals(edges, [4] * (len(edges) - 1)), one_each)
    whole = attack_coverage.covered(intervals([edges[0], edges[-1]], [4 * len(parts)]), one_each)
    assert parts[["official", "confirmed", "claimed"]].sum().tolist() == whole.iloc[0, 2:5].tolist()
    inside = [row for row in found if edges[0] < row[0] <= edges[-1]]
    assert whole["confirmed"].iloc[0] + whole["claimed"].iloc[0] == len(inside)
    assert (parts["low"] >= 0).all() and (parts["low"] <= parts["high"]).all()
    assert whole["high"].iloc[0] == pytest.approx(len(inside) / (4 * len(parts)))
    order = random.sample(range(len(found)), len(found))
    same(attack_coverage.covered(intervals(edges, [4] * len(parts)), one_each.iloc[order]), parts)


@SEVERAL
@given(INCIDENTS, st.randoms(use_true_random=False))
def test_every_incident_of_a_named_site_is_counted_at_one(found, random):
    one_each = incidents(found)
    table = attack_coverage.sites(one_each)
    named = one_each[one_each["site"] != ""]
    assert sorted(" ".join(table["event_id"]).split()) == named["event_id"].tolist()
    assert table["incidents"].tolist() == [len(ids.split()) for ids in table["event_id"]]
    assert sum(table["confirmed"]) == (named["status"] == "confirmed").sum()
    assert table["incidents"].is_monotonic_decreasing
    assert not table.duplicated(["site", "country"]).any()
    shuffled = attack_coverage.sites(one_each.iloc[random.sample(range(len(found)), len(found))])
    columns = ["site", "country", "incidents", "confirmed"]
    same(shuffled[columns], table[columns])
    assert shuffled["lat"].isna().tolist() == table["lat"].isna().tolist()


@given(INCIDENTS, st.sampled_from(["weapon", "site"]), st.randoms(use_true_random=False))
def test_the_casualties_of_all_kinds_add_up(found, column, random):
    one_each = incidents(found)
    table = casualties.by(one_each, column)
    assert table["incidents"].sum() == len(found)
    assert table["stated"].sum() == one_each["us_injured"].notna().sum()
    assert (table["stated"] <= table["incidents"]).all()
    assert table["killed"].sum() == one_each["us_killed"].sum()
    assert table["injured"].sum() == one_each["us_injured"].sum()
    assert table["incidents"].is_monotonic_decreasing
    same(casualties.by(one_each.iloc[random.sample(range(len(found)), len(found))], column), table)


@SEVERAL
@given(INCIDENTS, st.randoms(use_true_random=False))
def test_no_incident_left_out_is_deadlier_than_one_listed(found, random):
    one_each = incidents(found)
    listed = casualties.deadliest(one_each)
    toll = {f"E{n:02}": (row[5] or 0, row[6] or 0) for n, row in enumerate(found)}
    tolls = [toll[name] for name in listed["event_id"]]
    assert tolls == sorted(filter(any, toll.values()), reverse=True)[: casualties.DEADLIEST]
    same(casualties.deadliest(listed), listed)
    same(casualties.deadliest(one_each.iloc[random.sample(range(len(found)), len(found))]), listed)


REPORTS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 9), st.sampled_from([None, 0, 2, 30, 64])), min_size=1, max_size=12
)


@SEVERAL
@given(REPORTS, st.randoms(use_true_random=False))
def test_a_number_of_injured_is_revised_only_upwards_and_by_a_later_report(reports, random):
    events = pd.DataFrame(reports, columns=["incident_id", "reported_on", "us_injured"])
    events = events.assign(
        incident_id="I" + events["incident_id"].astype("str"),
        reported_on=START + pd.to_timedelta(events["reported_on"], unit="D"),
        us_injured=events["us_injured"].astype("Int64"),
        event_id=[f"E{n:02}" for n in range(len(events))],
        date=START,
        site="",
        source="s",
    )
    found = casualties.revised(events)
    same(casualties.revised(events.iloc[random.sample(range(len(events)), len(events))]), found)
    same(casualties.revised(events[events["us_injured"].notna()]), found)
    assert (found["last"] - found["first"]).is_monotonic_decreasing
    expected = {}
    for name in range(4):
        stated = sorted(
            (day, n, injured) for n, (who, day, injured) in enumerate(reports) if who == name and injured is not None
        )
        after = [injured for day, _, injured in stated if day > stated[0][0]]
        if after and max(after) > stated[0][2]:
            expected[f"I{name}"] = (stated[0][2], max(after))
    assert {row.incident_id: (row.first, row.last) for row in found.itertuples()} == expected
    assert (found["days"] > 0).all()


# --- windows around a day


PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12)


@given(PAIRS, st.integers(1, 3), st.randoms(use_true_random=False))
def test_the_dispersion_depends_neither_on_the_order_nor_on_stretches_without_a_model(pairs, fitted, random):
    seen, model = zip(*pairs, strict=True)
    found = attack_windows.dispersion(seen, model, fitted)
    assert found >= 1
    free = sum(m > 0 for m in model) - fitted
    if free > 0:
        assert found == pytest.approx(max(1, sum((s - m) ** 2 / m for s, m in pairs if m) / free))
    other = [*random.sample(pairs, len(pairs)), (9, 0)]
    assert attack_windows.dispersion(*zip(*other, strict=True), fitted) == pytest.approx(found)


OFFSETS = st.lists(st.integers(-70, 69), max_size=40)


def attacks(offsets, ends=80):
    return attack_windows.days(pd.Series([START + pd.Timedelta(days=n) for n in (-ends, *offsets, ends - 1)]))


@given(OFFSETS, st.integers(7, 80))
def test_time_run_backwards_turns_the_change_around(offsets, span):
    found = attack_windows.around(attacks(offsets), START, span)
    before, after = (sum(low <= n < low + span for n in (-80, *offsets, 79)) for low in (-span, 0))
    assert (found is None) == (before + after < attack_windows.FEW)
    assert attack_windows.around(attacks(offsets), START, 81) is None
    if found is not None:
        back = attack_windows.around(attacks([-1 - n for n in offsets]), START, span)
        assert (found.before, found.after) == (back.after, back.before) == (before, after)
        assert (found.ratio, found.low, found.high) == pytest.approx((1 / back.ratio, 1 / back.high, 1 / back.low))
        assert found.low < found.ratio < found.high


@given(OFFSETS, st.integers(7, 70), st.integers(1, 500), SHIFT)
def test_a_total_stated_every_day_counts_what_the_attacks_themselves_do(offsets, span, more, shift):
    days = [START + pd.Timedelta(days=n) for n in range(-80, 80)]
    sums = [sum(other <= n for other in offsets) for n in range(-80, 80)]
    total = pd.DataFrame({"period_end": days, "attacks": sums})
    found = attack_windows.counted(total, START, span)
    before, after = (sum(low <= n < low + span for n in offsets) for low in (-span, 0))
    if before + after < attack_windows.FEW:
        assert found is None
    else:
        assert (found.before, found.after) == (before, after)
        assert found.ratio == pytest.approx((after + 0.5) / (before + 0.5))
    moved = total.assign(period_end=total["period_end"] + shift, attacks=total["attacks"] + more)
    assert attack_windows.counted(moved, START + shift, span) == found


MONTHS = st.lists(st.integers(0, 23), min_size=1, max_size=12)


def within(months, day):
    return attack_windows.days(pd.Series([pd.Timestamp(2005 + n // 12, n % 12 + 1, day) for n in months]))


@given(MONTHS, MONTHS, st.integers(1, 28), st.integers(1, 28))
def test_neither_the_day_of_the_month_nor_a_second_attack_in_it_matters(busy, steps, day, other):
    found = attack_windows.in_months(within(busy, day), within(steps, day))
    assert attack_windows.in_months(within([*busy, *busy], other), within(steps, other)) == found
    known = [n for n in steps if min(busy) <= n <= max(busy)]
    quiet = max(busy) - min(busy) + 1 - len(set(busy))
    assert (found is None) == (len(known) < attack_windows.FEW or not quiet)
    if found is not None:
        inside = sum(n in busy for n in known)
        assert (found.before, found.after) == (len(known) - inside, inside)
        assert found.ratio == pytest.approx((inside + 0.5) / (len(known) - inside + 0.5) / (len(set(busy)) / quiet))


ROWS = st.lists(
    st.tuples(
        st.sampled_from([*attack_windows.STEPS, "policy", "return"]),
        st.sampled_from(["confirmed", "claimed"]),
        st.sampled_from(["Arland", "Arland+Borland", "Borland", "Arlandia"]),
        st.sampled_from(["yes", "no"]),
        st.sampled_from(["G1", "G2", "G3"]),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=12,
)


@SEVERAL
@given(ROWS, st.randoms(use_true_random=False))
def test_what_is_chosen_is_a_part_that_stays_when_chosen_again(found, random):
    rows = pd.DataFrame(found, columns=["kind", "status", "country", "counted", "strike_group", "date"])
    rows = rows.assign(
        strike_id=[f"K{n:02}" for n in range(len(rows))], date=START + pd.to_timedelta(rows["date"], "D")
    )
    shuffled = rows.iloc[random.sample(range(len(rows)), len(rows))]
    out = attack_windows.toward(rows)
    same(attack_windows.toward(out), out)
    same(attack_windows.toward(shuffled).sort_values("strike_id"), out)
    left = rows.drop(out.index)
    assert not (left["kind"].isin(attack_windows.STEPS) & (left["status"] == "confirmed")).any()
    local = attack_windows.here(rows, "Arland")
    assert local.index.tolist() == [n for n, row in enumerate(found) if row[2] in ("Arland", "Arland+Borland")]
    same(attack_windows.here(local, "Arland"), local)
    struck = attack_windows.strikes(rows)
    same(attack_windows.strikes(shuffled), struck)
    same(attack_windows.strikes(struck), struck)
    valid = rows[rows["counted"] == "yes"]
    assert dict(zip(struck["strike_group"], struck["date"], strict=True)) == dict(
        valid.groupby("strike_group")["date"].min()
    )
    assert struck["strike_group"].is_unique and struck["date"].is_monotonic_increasing


# --- phases and changes


def spans(lengths_and_attacks):
    """Intervals one after the other, as (days, attacks)."""
    lengths, seen = zip(*lengths_and_attacks, strict=True)
    ends = START + pd.to_timedelta(np.cumsum(lengths), "D")
    return pd.DataFrame({"start": [START, *ends[:-1]], "end": ends, "days": lengths, "attacks": seen})


BREAKS = st.lists(st.integers(14, 80), max_size=3).map(
    lambda gaps: [
        phases.Change(day, day, (f"M{n}",)) for n, day in enumerate(START + pd.to_timedelta(np.cumsum(gaps), "D"))
    ]
)
STRETCHES = st.lists(st.tuples(st.integers(1, 40), st.sampled_from([0, 0, 3, 9])), min_size=1, max_size=8)


@given(STRETCHES, BREAKS, st.randoms(use_true_random=False))
def test_phases_keep_every_day_and_attack_and_follow_each_other(stretches, breaks, random):
    table = spans(stretches)
    cut, left = phases.split(table, breaks)
    assert cut[["days", "attacks"]].sum().tolist() == table[["days", "attacks"]].sum().tolist()
    placed = cut[cut["phase"] >= 0]
    assert placed["phase"].is_monotonic_increasing
    assert set(placed["phase"]) == set(range(len(left) + 1))
    slack = pd.Timedelta(days=3)
    for row in placed.itertuples():
        assert row.phase == 0 or row.start >= left[row.phase - 1].after - slack
        assert row.phase == len(left) or row.end <= left[row.phase].before + slack
    again, others = phases.split(table.iloc[random.sample(range(len(table)), len(table))], breaks)
    assert others == left
    same(again.sort_values("start"), cut)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=20), BREAKS, st.randoms(use_true_random=False))
def test_weeks_hold_each_incident_once_and_none_runs_over_a_break(offsets, breaks, random):
    days = pd.Series([START + pd.Timedelta(days=n) for n in offsets])
    table = phases.weeks(days, breaks)
    same(phases.weeks(pd.Series(random.sample(list(days), len(days))), breaks), table)
    assert table["attacks"].sum() == (len(days) if breaks else 0)
    assert table["days"].between(1, 7).all()
    assert table["start"].iloc[1:].tolist() == table["end"].iloc[:-1].tolist()
    for row in table.itertuples():
        assert row.attacks == sum(row.start < day <= row.end for day in days)
        assert not any(row.start < change.before < row.end for change in breaks)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20)), max_size=10), SHIFT)
def test_the_single_change_has_the_highest_chance_and_the_same_one_backwards(stretches, shift):
    table = spans(stretches) if stretches else spans([(1, 0)])
    found = change_points.single(table)
    assert (found is None) == (len(table) < change_points.FEWEST or not table["attacks"].sum())
    if found is None:
        return
    chances = change_points.posterior(table["attacks"].tolist(), table["days"].tolist())
    assert found.chance == chances.max()
    assert found.low < found.day < found.high
    back = change_points.single(spans(stretches[::-1]))
    assert back.chance == pytest.approx(found.chance)
    at = table["end"].tolist().index(found.day) + 1
    sides = table.iloc[:at], table.iloc[at:]
    rates = [7 * side["attacks"].sum() / side["days"].sum() for side in sides]
    assert (found.before, found.after) == pytest.approx(rates)
    moved = change_points.single(later(table, shift, ["start", "end"]))
    assert (moved.day, moved.low, moved.high) == (found.day + shift, found.low + shift, found.high + shift)


@given(st.integers(3, 12), st.integers(3, 12), st.integers(5, 30))
def test_an_abrupt_end_is_dated_to_the_day_of_the_last_attacks(busy, quiet, weekly):
    table = spans([*[(7, weekly)] * busy, *[(7, 0)] * quiet])
    found = change_points.single(table)
    assert found.day == table["end"].iloc[busy - 1]
    assert (found.before, found.after) == pytest.approx((weekly, 0))


# --- attacks per troops


LEVELS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 90), st.integers(100, 9000), st.booleans()), min_size=1, max_size=6
)


def levels(stated):
    """Levels stated for so many days, so many days after the start; some of them disclosed later."""
    table = pd.DataFrame(stated, columns=["date", "valid_to", "estimate", "start_unknown"])
    first = START + pd.to_timedelta(table["date"], "D")
    return table.assign(
        date=first, valid_to=first + pd.to_timedelta(table["valid_to"], "D"), reported_on=first,
        low=table["estimate"] - 50, high=table["estimate"] + 50, tier="B", kind="observed", country="Borland",
        obs_id=[f"L{n}" for n in range(len(table))], source="s",
    )  # fmt: skip


@SEVERAL
@given(LEVELS, st.tuples(*[st.integers(0, 400)] * 3).map(sorted), st.randoms(use_true_random=False))
def test_troop_weeks_add_up_over_time_and_grow_with_the_troops(stated, edges, random):
    table = levels(stated)
    first, middle, last = (START + pd.Timedelta(days=day) for day in edges)
    whole = exposure.troop_weeks(table, first, last)
    shuffled = table.iloc[random.sample(range(len(table)), len(table))]
    assert exposure.troop_weeks(shuffled, first, last) == whole
    if whole is None:
        return
    parts = [exposure.troop_weeks(table, *ends) or (0, 0, 0) for ends in ((first, middle), (middle, last))]
    assert whole == pytest.approx([sum(sizes) for sizes in zip(*parts, strict=True)])
    assert 0 < whole[0] <= whole[1] <= whole[2]
    sizes = {name: table[name] * 2 for name in ("low", "estimate", "high")}
    assert exposure.troop_weeks(table.assign(**sizes), first, last) == pytest.approx([2 * size for size in whole])


@SEVERAL
@given(LEVELS, st.integers(0, 40), st.integers(7, 200), st.integers(1, 7))
def test_the_rate_per_thousand_lies_in_its_range_and_belongs_to_its_country(stated, seen, length, part):
    end = START + pd.Timedelta(days=length)
    phase = {"start": START, "end": end, "days": length - part + 1, "attacks": seen, "begins": "M", "count_id": "C"}
    table, own = pd.DataFrame([{**phase, "source": "s"}]), levels(stated)
    found = exposure.per_thousand({"Borland": table}, own)
    weeks = exposure.troop_weeks(own, START, end)
    assert found.empty == (weeks is None)
    other = own.assign(country="Arland", estimate=own["estimate"] * 3)
    both = exposure.per_thousand({"Arland": table, "Borland": table}, pd.concat([other, own]))
    same(both[both["country"] == "Borland"], found)
    if weeks is not None:
        row = found.iloc[0]
        assert row["low"] <= row["value"] < row["high"]
        assert 0 < row["least"] <= row["most"]
        assert row["value"] * weeks[1] * row["days"] / length == pytest.approx(seen)


# --- every series over one break


def reports(found):
    """Reports as (incident, source, second source); incidents are a day apart."""
    table = pd.DataFrame(found, columns=["number", "source", "source_2"])
    names = pd.Series([f"E{n:02}" for n in range(len(table))], dtype="str")
    date = START + pd.to_timedelta(table["number"] * 2, "D")
    incident = "I" + table["number"].astype("str").str.zfill(2)
    first = names.groupby(incident).transform("first")
    return table.assign(
        event_id=names, incident_id=incident, lead_event_id=first, date=date, reported_on=date, tier="B",
        status=np.where(table["number"] % 3, "confirmed", "claimed"), country="Arland", site="", weapon="drone",
    )  # fmt: skip


KEYS = st.sampled_from(["a", "b", "c", "d"])
FOUND = st.lists(st.tuples(st.integers(0, 30), KEYS, st.sampled_from(["", "a", "e"])), min_size=1, max_size=12)


def held(table):
    columns = [name for name in table if str(name).startswith("document_")]
    return [[key for key in cells if key] for cells in table[columns].itertuples(index=False)]


@SEVERAL
@given(FOUND, st.randoms(use_true_random=False))
def test_an_incident_has_each_document_of_all_its_reports_once(found, random):
    events = reports(found)
    one_each = attack_frequency.incidents(events)
    table = attack_sensitivity.documents(one_each, events)
    same(table[["incident_id", "event_id", "date"]], one_each[["incident_id", "event_id", "date"]])
    expected = [
        sorted({key for n, *keys in found for key in keys if key and f"I{n:02}" == name})
        for name in one_each["incident_id"]
    ]
    assert [sorted(keys) for keys in held(table)] == expected
    shuffled = attack_sensitivity.documents(one_each, events.iloc[random.sample(range(len(events)), len(events))])
    assert [sorted(keys) for keys in held(shuffled)] == expected


EVENTS = reports([(n, "abcd"[n % 4], "e" if n % 5 else "") for n in range(26)])
STATED = COUNTS[COUNTS["count_id"].isin(["C1", "C2", "C4", "Q", "L"])]
BREAK = pd.DataFrame({"milestone_id": ["M1"], "date": [START + pd.Timedelta(days=31)]})
BREAK = BREAK.assign(break_date="yes", date_precision="day")


@settings(max_examples=1)  # it fits four series, and drops every document in turn
@given(st.permutations(range(len(STATED))), st.permutations(range(len(EVENTS))))
def test_the_order_of_the_rows_does_not_matter_to_the_series_compared(statements, rows):
    found = attack_sensitivity.compared(Study(STATED.iloc[statements], EVENTS.iloc[rows], BREAK))
    same(found, attack_sensitivity.compared(Study(STATED[::-1], EVENTS[::-1], BREAK)))
    assert {"official", "incidents"} <= set(found["series"])
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()
    crude = found["attacks"] / found["days"] / (found["before_attacks"] / found["before_days"])
    tried = found["dropped_low"].notna()
    assert tried.any()
    assert (found["dropped_low"] <= crude + 1e-9)[tried].all() and (found["dropped_high"] >= crude - 1e-9)[tried].all()
