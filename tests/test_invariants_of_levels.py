"""What must hold of the measures on levels, whatever the rows: order, scale, hindsight and sums change nothing."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.measures import (
    ceilings,
    coverage,
    forecasts,
    peaks,
    revisions,
    sensitivity,
    series,
    troop_levels,
    variants,
)
from drawdown.pack.history import History
from drawdown.pack.schema import Table

pytestmark = pytest.mark.slow  # drawn data over heavy measures; the known answers are in the fast part

START = pd.Timestamp("2003-01-01")
DAYS = ["valid_from", "valid_to", "reported_on"]
PERSONS = ["low", "estimate", "high"]
COLUMNS = ["obs_id", *DAYS, *PERSONS, "tier", "kind", "country", "note", "status", "source", "date_precision", "scope"]
COUNTRIES = ["Arland", "Borland"]
KEY = Table({"name": "troop_levels", "schema": {"primaryKey": "obs_id", "fields": []}})


def shuffled(rows, seed):
    return rows.sample(frac=1, random_state=seed)


def same(found, expected, **loose):
    pd.testing.assert_frame_equal(found.reset_index(drop=True), expected.reset_index(drop=True), **loose)


def levels(drawn):
    rows = []
    for n, (day, span, lag, size, bounds, tier, kind, country, note, status, source, precision) in enumerate(drawn):
        said = -lag if kind == "planned" else span + lag
        days = (START + pd.Timedelta(days=after) for after in (day, day + span, day + said))
        low, high = size // 2 if "l" in bounds else None, size * 2 if "h" in bounds else None
        rows.append((f"A{n:02}", *days, low, size, high, tier, kind, country, note, status, source, precision))
    table = pd.DataFrame([(*row, "us_military") for row in rows], columns=COLUMNS)
    return table.astype(dict.fromkeys(DAYS, "datetime64[s]") | dict.fromkeys(PERSONS, "Int64"))


def drawn(*kinds, size=7):
    """Statements about little more than a year; ``kinds`` are as likely as they are often given."""
    rows = st.tuples(
        st.integers(0, 40).map(lambda step: step * 10),
        st.sampled_from([0, 0, 20, 90]),
        st.integers(0, 200),
        st.integers(1, 60),
        st.sampled_from(["", "", "lh", "l", "h"]),
        st.sampled_from("ABCD"),
        st.sampled_from(kinds),
        st.sampled_from(["Arland", "Arland", "Arland", "Borland", "Arland+Borland"]),
        st.sampled_from(["", "", "[date_approx]", "", "[not_a_total]"]),
        st.sampled_from(["confirmed", "confirmed", "superseded", "duplicate_of:A00"]),
        st.sampled_from("stu"),
        st.sampled_from(["day", "month", "quarter", "year"]),
    )
    return st.lists(rows, min_size=4, max_size=size).map(levels)


SEEDS = st.integers(0, 9)
FEW = settings(max_examples=8)  # for measures of many milliseconds
CAPS = drawn("cap", "observed", "planned", "disclosed_later", size=6)
COUNTS = st.lists(
    st.tuples(st.integers(0, 50).map(lambda step: step * 10), st.integers(1, 90), st.sampled_from(COUNTRIES)),
    min_size=4,
    max_size=8,
).map(
    lambda found: pd.DataFrame(
        [(f"D{n}", START + pd.Timedelta(days=day), size, country, "d") for n, (day, size, country) in enumerate(found)],
        columns=["dmdc_id", "as_of_date", "troops_total", "country", "source"],
    )
)


# --- ceilings


@given(rows=CAPS, counts=COUNTS)
def test_what_was_counted_under_a_ceiling_is_what_falls_in_its_time(rows, counts):
    for row in ceilings.compared(rows, counts).to_dict("records"):
        told = [
            (count.dmdc_id, count.troops_total)
            for count in counts.itertuples()
            if count.country == row["country"] and row["first"] <= count.as_of_date <= row["last"]
        ]
        assert row["dmdc_id"].split() == [name for name, _ in told]
        assert (row["counts"], row["above"]) == (len(told), sum(size > row["ceiling"] for _, size in told))
        if told:
            assert row["counted_low"] == min(size for _, size in told)
            assert (row["ratio"] > 1) == (row["above"] > 0)
            assert row["counted_high"] == max(size for _, size in told)
        by_id = rows.set_index("obs_id")
        beside = by_id.loc[row["level_ids"].split()]
        assert set(beside["kind"]) <= {"observed"} and set(beside["tier"]) <= set("ABC")
        if len(beside):
            assert (row["low"] <= beside["estimate"]).all() and (beside["estimate"] <= row["high"]).all()


@FEW
@given(rows=CAPS, counts=COUNTS, times=st.integers(2, 9), seed=SEEDS)
def test_in_other_units_and_another_order_a_force_lies_as_far_above_its_ceiling(rows, counts, times, seed):
    persons = ["ceiling", "low", "high", "counted_low", "counted_high"]
    expected = ceilings.compared(rows, counts)
    found = ceilings.compared(
        shuffled(rows.assign(**{name: rows[name] * times for name in PERSONS}), seed),
        shuffled(counts.assign(troops_total=counts["troops_total"] * times), seed),
    )
    expected = expected.assign(**{name: expected[name] * times for name in persons})
    same(*(table.assign(dmdc_id=table["dmdc_id"].str.split().map(sorted)) for table in (found, expected)))


# --- coverage

TIERS = {"data": "A", "wire": "B", "tank": "B", "paper": "C", "party": "D", "forum": "D"}
TYPES = ["dataset", "wire", "think_tank", "newspaper", "party_or_state_media", "something_new"]
KINDS = dict(zip(TIERS, ["official", "press", "research", "press", "party", "web"], strict=True))
REGISTRY = pd.DataFrame({"tier": list(TIERS.values()), "source_type": TYPES}, index=list(TIERS))
CITED = st.sampled_from([*TIERS, "", "unknown"])
PLACES = st.sampled_from(["Arland", "Borland", "Arland+Borland", "Borland+Arland", "Corland", ""])


def covered(found):
    """Return tables of rows as (table, first day, how long or None, country, two sources), by the table's name."""
    rows = [
        (
            f"R{n}",
            START + pd.Timedelta(days=day),
            None if long is None else START + pd.Timedelta(days=day + long),
            *more,
        )
        for n, (_, day, long, *more) in enumerate(found)
    ]
    columns = ["id", "first", "last", "country", "source", "source_2"]
    whole = pd.DataFrame(rows, columns=columns).astype({"first": "datetime64[s]", "last": "datetime64[s]"})
    names = pd.Series([name for name, *_ in found], dtype="str")
    return {name: whole[names == name].reset_index(drop=True) for name in ("levels", "claims")}


TABLES = st.lists(
    st.tuples(
        st.sampled_from(["levels", "levels", "claims"]),
        st.integers(0, 500),
        st.sampled_from([None, 0, 30, 200]),
        PLACES,
        CITED,
        CITED,
    ),
    min_size=5,
    max_size=9,
).map(covered)


def evidence(tables):
    times, cited = dict.fromkeys(tables, ("first", "last")), dict.fromkeys(tables, ["source", "source_2"])
    return coverage.evidence(tables, dict.fromkeys(tables, "id"), times, cited, REGISTRY)


@given(tables=TABLES, seed=SEEDS)
def test_each_row_is_evidence_once_by_its_best_source(tables, seed):
    rows = evidence(tables)
    assert rows["table"].value_counts().to_dict() == {name: len(own) for name, own in tables.items() if len(own)}
    whole = pd.concat(tables.values()).set_index("id")
    for row in rows.itertuples():
        cited = whole.loc[row.row_id, ["source", "source_2"]]
        best = [key for tier in "ABCD" for key in cited if TIERS.get(key) == tier]
        assert row.kind == (KINDS[best[0]] if best else "")
        assert row.last >= row.first
    again = evidence({name: shuffled(own, seed) for name, own in reversed(tables.items())})
    same(again.sort_values("row_id"), rows.sort_values("row_id"))


@given(tables=TABLES, cut=st.integers(0, 9), seed=SEEDS)
def test_counts_of_coverage_add_up_over_any_parts_of_the_rows(tables, cut, seed):
    rows = shuffled(evidence(tables), seed)
    parts = [rows.head(cut), rows.iloc[cut:]]

    def months(part):
        return coverage.by_month(part, COUNTRIES).set_index(["table", "place", "month"])["rows"]

    def countries(part):
        return coverage.by_country(part, COUNTRIES).set_index("country")

    def kinds(part):
        return coverage.by_kind(part).set_index(["table", "kind"])["rows"]

    assert months(rows).sum() == kinds(rows).sum() == len(rows)
    for counted in (months, kinds):
        summed = pd.concat([counted(part) for part in parts if len(part)])
        summed = summed.groupby(level=list(range(summed.index.nlevels))).sum()
        pd.testing.assert_series_equal(counted(rows).sort_index(), summed.sort_index())
    assert (countries(rows) == countries(parts[0]) + countries(parts[1])).all(axis=None)


@given(tables=TABLES)
def test_a_place_is_counted_alone_or_with_others(tables):
    rows = evidence(tables)
    by_country = coverage.by_country(rows, COUNTRIES).set_index("country")
    by_place = coverage.by_month(rows, COUNTRIES).groupby("place")["rows"].sum()
    for country in COUNTRIES:
        assert by_country.loc[country, "alone"] == by_place.get(country, 0)
    assert (by_country["rows"] - by_country["alone"]).nunique() == 1, "a joint row counts for both"
    assert by_country["rows"].max() <= len(rows)
    turned = rows.assign(country=["+".join(reversed(name.split("+"))) for name in rows["country"]])
    same(coverage.by_country(turned, COUNTRIES), coverage.by_country(rows, COUNTRIES))


@given(tables=TABLES)
def test_the_shares_of_a_table_are_of_the_whole_of_it(tables):
    rows = evidence(tables)
    kinds = coverage.by_kind(rows)
    assert (kinds.groupby("table")["share"].sum() - 1).abs().max() < 1e-9
    assert kinds["share"].between(0, 1).all()
    twice = coverage.by_kind(pd.concat([rows, rows], ignore_index=True))
    assert (twice["rows"] == 2 * kinds["rows"]).all() and twice["share"].equals(kinds["share"])


@given(tables=TABLES, seed=SEEDS)
def test_a_gap_is_a_run_of_days_that_no_row_is_about(tables, seed):
    rows = evidence(tables)
    expected = set()
    for country in COUNTRIES:
        for table, own in rows[rows["country"].str.split("+").map(lambda names, c=country: c in names)].groupby(
            "table"
        ):
            days = sorted({day for row in own.itertuples() for day in pd.date_range(row.first, row.last)})
            expected |= {(table, country, a, b, (b - a).days) for a, b in pairwise(days) if (b - a).days > 60}
    gaps = coverage.gaps(rows, COUNTRIES)
    assert len(gaps) == len(expected) and set(gaps.itertuples(index=False, name=None)) == expected
    assert gaps["days"].is_monotonic_decreasing
    same(coverage.gaps(shuffled(rows, seed), COUNTRIES), gaps)


AUDITS = st.lists(
    st.tuples(
        st.sampled_from([*coverage.VERDICTS, "unreachable"]),
        st.sampled_from(["sample", "headline", "findings"]),
        st.sampled_from(["page", "copy"]),
    ),
    max_size=15,
).map(lambda found: pd.DataFrame(found, columns=["verdict", "stratum", "basis"], dtype="str"))


@given(rows=AUDITS, seed=SEEDS)
def test_the_rates_of_an_audit_lie_in_their_intervals_and_count_each_decided_row_once(rows, seed):
    rates = coverage.audited(rows)
    decided = rows[(rows["verdict"] != "unreachable") & (rows["stratum"] != "findings")]
    assert rates["rows"].sum() == len(decided)
    assert round((rates["off"] * rates["rows"]).sum()) == (decided["verdict"] != "confirmed").sum()
    for name in ("wrong", "off"):
        assert (rates[f"{name}_low"] <= rates[name]).all() and (rates[name] <= rates[f"{name}_high"]).all()
    assert (rates["wrong"] <= rates["off"]).all() and rates["off_high"].le(1).all()
    same(coverage.audited(shuffled(rows, seed)), rates)
    same(coverage.audited(decided), rates)


# --- plans

PLANS = drawn("planned", "planned", "planned", "observed")


@given(rows=PLANS, seed=SEEDS, times=st.integers(2, 9))
def test_a_plan_is_told_once_by_the_first_who_gave_it(rows, seed, times):
    plans = forecasts.plans(rows)
    same(forecasts.plans(shuffled(rows, seed)), plans)
    same(forecasts.plans(rows[rows["obs_id"].isin(plans["obs_id"])]), plans)
    persons = ["planned", "planned_low", "planned_high"]
    scaled = rows.assign(**{name: rows[name] * times for name in PERSONS})
    same(forecasts.plans(scaled), plans.assign(**{name: plans[name] * times for name in persons}))
    assert (plans["planned_low"] <= plans["planned"]).all() and (plans["planned"] <= plans["planned_high"]).all()
    assert (plans["first"] <= plans["target"]).all()
    assert (plans["planned_on"] + pd.to_timedelta(plans["lead"], unit="D") == plans["target"]).all()
    told = rows.set_index("obs_id").loc[plans["obs_id"]]
    assert set(told["kind"]) <= {"planned"} and set(told["tier"]) <= set("ABC")
    for row in plans.itertuples():
        able = rows[(rows["kind"] == "planned") & (rows["tier"] < "D") & (rows["country"] == row.country)]
        able = able[(able["valid_to"] == row.target) & (able["estimate"] == row.planned)]
        sound = able[~able["status"].eq("superseded") & ~able["note"].eq("[not_a_total]")]
        assert row.planned_on == sound["reported_on"].min()


SCORES = st.lists(
    st.tuples(st.floats(-2, 2), st.sampled_from(["scored", "scored", "scored", "open"])), max_size=14
).map(lambda found: pd.DataFrame(found, columns=["relative", "outcome"]).astype({"relative": float, "outcome": "str"}))


@given(table=SCORES, seed=SEEDS)
def test_the_typical_error_is_of_the_scored_plans_whatever_their_side_and_order(table, seed):
    error = forecasts.typical_error(table)
    scored = table[table["outcome"] == "scored"]
    assert (error.value is None) == (len(scored) < 6)
    assert forecasts.typical_error(shuffled(table, seed)) == forecasts.typical_error(scored) == error
    assert forecasts.typical_error(table.assign(relative=-table["relative"])) == error
    if error.value is not None:
        sizes = scored["relative"].abs()
        assert sizes.min() <= error.low <= error.value <= error.high <= sizes.max()
        assert (sizes <= error.value).mean() >= 0.5 and (sizes >= error.value).mean() >= 0.5
        twice = forecasts.typical_error(table.assign(relative=table["relative"] * 2))
        assert (twice.value, twice.low, twice.high) == (error.value * 2, error.low * 2, error.high * 2)


# --- the months of one country

MONTHS = st.lists(
    st.tuples(st.sampled_from([1, 1, 2, 13, 16]), st.integers(1, 9), st.sampled_from(["observed", "disclosed_later"])),
    min_size=1,
    max_size=10,
).map(
    lambda found: pd.DataFrame(
        {
            "country": "Arland",
            "month": [
                START + pd.DateOffset(months=sum(step for step, *_ in found[: n + 1])) for n in range(len(found))
            ],
            "headline": [size for _, size, _ in found],
            "kind": [kind for *_, kind in found],
        }
    )
)


@given(months=MONTHS)
def test_a_recount_is_each_month_after_the_peak_where_the_way_of_counting_changes(months):
    found = peaks.recounts(months)
    top = list(months["headline"]).index(months["headline"].max())
    told = list(months["kind"])
    assert list(found.index) == [n for n in range(top + 1, len(told)) if told[n] != told[n - 1]]
    same(found, months.loc[found.index])
    same(peaks.recounts(months.iloc[top:]), found)
    close = months.iloc[top:].assign(month=pd.date_range(START, periods=len(months) - top, freq="MS"))
    assert len(found) == len(troop_levels.spells(close)) - 1, "without a silence only a recount ends a spell"


@given(months=MONTHS)
def test_a_broken_line_is_every_month_and_one_end_for_each_spell(months):
    found = troop_levels.broken(months)
    ends = found[found["headline"].isna()]
    same(found[found["headline"].notna()], months, check_dtype=False)
    assert len(ends) == len(troop_levels.spells(months)) and found["headline"].isna().iloc[-1]
    assert found["month"].is_monotonic_increasing
    for before, after in pairwise(found.itertuples()):
        if pd.isna(after.headline):
            assert after.month == before.month + pd.DateOffset(months=1)
        elif not pd.isna(before.headline):
            assert before.kind == after.kind and after.month - before.month <= troop_levels.GAP


# --- starts that nobody said


@given(rows=drawn("disclosed_later", "disclosed_later", "observed"), seed=SEEDS, more=st.integers(0, 900))
def test_whether_a_start_is_unknown_is_told_by_its_own_row(rows, seed, more):
    rows = rows.assign(note=rows["note"].where(rows.index % 4 == 0, "[date_approx]"))
    unknown = series.start_unknown(rows)
    pd.testing.assert_series_equal(series.start_unknown(shuffled(rows, seed)).sort_index(), unknown)
    parts = [series.start_unknown(rows.iloc[[n]]) for n in range(len(rows))]
    pd.testing.assert_series_equal(pd.concat(parts), unknown)
    able = (rows["kind"] == "disclosed_later") & (rows["note"] == "[date_approx]")
    assert not (unknown & ~able).any()
    longer = series.start_unknown(rows.assign(valid_to=rows["valid_to"] + pd.Timedelta(days=more)))
    assert (longer >= unknown).all(), "a longer stretch leaves the start no better known"
    found = [series.start_unknown(rows.assign(date_precision=unit)) for unit in ("day", "month", "quarter", "year")]
    assert all((coarse <= fine).all() for fine, coarse in pairwise(found))
    assert found[0].equals(able & (rows["valid_from"] < rows["valid_to"]))


# --- choices


@given(rows=drawn("observed"), seed=SEEDS)
def test_the_choices_of_rows_are_parts_of_the_whole_and_made_once(rows, seed):
    chosen = variants.of(rows)
    for name, kept in chosen.items():
        same(variants.of(kept)[name], kept)
        again = variants.of(shuffled(rows, seed))[name]
        same(again.sort_values("obs_id"), kept)
        same(kept.drop(columns="tier"), rows[rows["obs_id"].isin(kept["obs_id"])].drop(columns="tier"))
    same(chosen["stated"], rows)
    assert len(chosen["with_weakest"]) == len(rows) and not chosen["with_weakest"]["tier"].eq("D").any()
    left = rows[~rows["obs_id"].isin(chosen["without_approximate"]["obs_id"])]
    assert set(left["note"]) <= {"[date_approx]"}
    assert not chosen["without_approximate"]["note"].str.contains("date_approx").any()


@given(rows=drawn("observed"), seed=SEEDS)
def test_a_highest_level_rises_with_weak_rows_and_falls_without_approximate_ones(rows, seed):
    def highest(kept):
        return kept.loc[kept["tier"] < "D", "estimate"].max()

    found = variants.results(rows, highest)
    assert found == variants.results(shuffled(rows, seed), highest)
    known = [found[name] for name in ("without_approximate", "stated", "with_weakest") if found[name] is not None]
    assert known == sorted(known) and found["with_weakest"] == rows["estimate"].max()
    plain = variants.results(rows[(rows["tier"] < "D") & (rows["note"] == "")], highest)
    assert len(set(plain.values())) == 1


@given(rows=drawn("observed", "cap"), seed=SEEDS, countries=st.permutations([*COUNTRIES, "Corland"]))
def test_the_main_country_is_the_first_that_would_be_it_alone(rows, seed, countries):
    alone = [country for country in countries if sensitivity.main(rows, [country])]
    first = sensitivity.main(rows, countries)
    assert first == (alone[0] if alone else "")
    assert sensitivity.main(shuffled(rows, seed), countries) == first
    assert sensitivity.main(rows[rows["tier"] < "D"], countries) == first
    assert sensitivity.main(rows[rows["country"] != first], countries) == "".join(alone[1:2])


RATES = st.lists(
    st.tuples(st.sampled_from(["drawdown", "drawdown", "buildup"]), st.sampled_from([None, -900, -80, -7, 5, 60])),
    max_size=6,
).map(lambda found: pd.DataFrame(found, columns=["kind", "rate"]).astype({"kind": "str", "rate": float}))


@given(rates=RATES, more=RATES, seed=SEEDS)
def test_the_fastest_drawdown_of_all_is_the_fastest_of_any_part(rates, more, seed):
    both = shuffled(pd.concat([rates, more], ignore_index=True), seed)
    known = [found for found in (sensitivity.fastest(rates), sensitivity.fastest(more)) if found is not None]
    assert sensitivity.fastest(both) == max(known, default=None)
    fell = [-row.rate for row in both.itertuples() if row.kind == "drawdown" and row.rate < 0]
    assert sensitivity.fastest(both) == max(fell, default=None)


# --- what was known when

TOLD = drawn("observed", "observed", "disclosed_later", size=6)
END = START + pd.Timedelta(days=2000)
MOMENTS = st.integers(0, 700).map(lambda day: START + pd.Timedelta(days=day))


def known_by(rows, day):
    """Return the readings, disclosures and changes as somebody would have worked them out on a day."""
    told = History(rows[rows["reported_on"] <= day], KEY, day.date())
    readings = revisions.versions(told)
    disclosed = revisions.disclosures(told, readings)
    return readings, disclosed, revisions.changes(readings, disclosed)


@FEW
@given(rows=TOLD, day=MOMENTS, seed=SEEDS, times=st.integers(2, 9))
def test_nothing_that_came_later_changes_what_was_known_and_when(rows, day, seed, times):
    readings, disclosed, changes = known_by(rows, END)
    then, disclosed_then, changes_then = known_by(rows, day)
    earlier = readings[readings["known_on"] <= day]
    same(then, earlier.assign(until=earlier["until"].mask(earlier["until"] > day)), check_dtype=False)
    same(disclosed_then, disclosed[disclosed["known_on"] <= day], check_dtype=False)
    same(changes_then, changes[changes["day"] <= day], check_dtype=False)
    for found, expected in zip(known_by(shuffled(rows, seed), END), (readings, disclosed, changes), strict=True):
        same(found, expected)
    scaled = rows.assign(**{name: rows[name] * times for name in PERSONS})
    same(known_by(scaled, END)[2], changes)
    assert (changes["change"] > 0).all() and changes["change"].is_monotonic_decreasing


@FEW
@given(rows=TOLD)
def test_the_readings_of_a_month_follow_each_other_and_differ(rows):
    readings, *_ = known_by(rows, END)
    assert not (readings["until"] <= readings["known_on"]).any()
    assert set(readings["known_on"]) | set(readings["until"].dropna()) <= set(rows["reported_on"])
    shown = readings.drop(columns=["known_on", "until"]).astype(str)
    for _, own in readings.groupby(["country", "month"]):
        for before, after in pairwise(own.index):
            assert own.loc[before, "until"] <= own.loc[after, "known_on"]
            if own.loc[before, "until"] == own.loc[after, "known_on"]:
                assert not shown.loc[before].equals(shown.loc[after])


def stands(months, country, day):
    return revisions.held(months, country, day)


@given(months=MONTHS, after=st.integers(-40, 900))
def test_the_level_that_stands_on_a_day_is_the_last_before_it_and_no_older_than_its_limit(months, after):
    day = months["month"].iloc[len(months) // 2] + pd.Timedelta(days=after)
    able = [row.headline for row in months.itertuples() if pd.Timedelta(0) <= day - row.month <= troop_levels.GAP]
    assert stands(months, "Arland", day) == (able[-1] if able else None)
    beside = pd.concat([months, months.assign(country="Borland", headline=99)], ignore_index=True)
    assert stands(beside, "Arland", day) == stands(months, "Arland", day)
    assert stands(months, "Borland", day) is None


def revised(rows):
    return revisions.of(History(rows, KEY, END.date()))


@FEW
@given(rows=TOLD, most=st.integers(0, 4))
def test_the_days_that_changed_most_are_in_order_and_none_left_out_changed_more(rows, most):
    found = revised(rows)
    days = revisions.revision_days(found, most)
    largest = found.changes.groupby("day")["change"].max()
    assert len(days) == min(most, len(largest))
    assert days["day"].is_monotonic_increasing and days["day"].is_unique
    assert list(days["change"]) == list(largest[days["day"]])
    assert largest.drop(days["day"]).max() <= days["change"].min() or not most or len(days) == len(largest)
    assert set(days["day"]) <= set(revisions.revision_days(found, most + 1)["day"])


@FEW
@given(rows=TOLD, month=MOMENTS, day=MOMENTS)
def test_the_path_of_a_month_is_the_level_that_stood_on_each_day(rows, month, day):
    month = month.to_period("M").to_timestamp()
    found = revised(rows)
    path = revisions.path(found, "Arland", month)
    assert path["day"].is_monotonic_increasing and path["day"].is_unique and (path["day"] >= month).all()
    assert ((path["low"] <= path["headline"]) & (path["headline"] <= path["high"])).all()
    assert not (path[PERSONS[::2]].diff().eq(0).all(axis=1) & path["headline"].diff().eq(0)).any(), (
        "each row is a change"
    )
    if day >= month:
        then = path[path["day"] <= day]["headline"]
        stood = stands(revisions.known(found.readings, day.date()), "Arland", month)
        assert stood is None or stood == then.iloc[-1]
        before = revisions.of(History(rows[rows["reported_on"] <= day], KEY, day.date()))
        same(revisions.path(before, "Arland", month), path[path["day"] <= day], check_dtype=False)
    alone = revised(rows[rows["country"] == "Arland"])
    same(revisions.path(alone, "Arland", month), path)


@FEW
@given(rows=TOLD, day=MOMENTS)
def test_then_and_now_are_what_was_known_on_each_of_the_two_days(rows, day):
    found = revised(rows)
    both = revisions.then_and_now(found, day.date())
    assert (both["month"] <= day).all() and not both.duplicated(["country", "month"]).any()
    for name, when in (("then", day.date()), ("now", END.date())):
        known = revisions.known(found.readings, when)
        known = known[known["month"] <= day]
        own = both[both[f"headline_{name}"].notna()]
        for column in ("low", "headline", "high", "source", "obs_id"):
            assert list(own[f"{column}_{name}"]) == list(known[column])
        assert list(own["month"]) == list(known["month"]) and list(own["country"]) == list(known["country"])
    now = revisions.then_and_now(found, END.date())
    assert (now["obs_id_then"] == now["obs_id_now"]).all() and (now["headline_then"] == now["headline_now"]).all()
