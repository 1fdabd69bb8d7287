"""What must hold of the measures of promises and positions, whatever the rows."""

from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.measures import (
    agreement,
    cases,
    channels,
    mechanisms,
    movement,
    naming,
    ordinal,
    slippage,
    stated_positions,
    synthesis,
    timeline,
    windows,
    withdrawal_history,
)
from tests.promises import promises

pytestmark = pytest.mark.slow  # drawn data over heavy measures; the known answers are in the fast part

PUBLIC, PRIVATE = "public", "private_reported"
CODES = st.integers(-2, 2)
MAYBE = st.one_of(st.none(), CODES)
GROUPS = st.sampled_from(["Arland", "Borland", "Hills"])
ORDERS = st.randoms(use_true_random=False)
JANUARY = pd.Timestamp("2001-01-01")


def shuffled(rows, order):
    """The same rows in another order, each with its old label."""
    places = list(range(len(rows)))
    order.shuffle(places)
    return rows.iloc[places]


def same(found, other):
    pd.testing.assert_frame_equal(found, other, check_dtype=False)


def coded(triples):
    """Rows as (stance, second coding, group)."""
    table = pd.DataFrame(triples, columns=["stance", "stance_b", "actor_group"])
    return table.astype({"stance": "Int64", "stance_b": "Int64"})


TWICE = st.lists(st.tuples(MAYBE, MAYBE, GROUPS), max_size=25).map(coded)


@settings(max_examples=8)
@given(rows=TWICE)
def test_two_codings_agree_or_lie_apart_as_a_count_by_hand_says(rows):
    pairs = [(a, b) for a, b in zip(rows["stance"], rows["stance_b"], strict=True) if not (pd.isna(a) or pd.isna(b))]
    both, apart, opposed = agreement.twice(rows), agreement.steps(rows), agreement.sides(rows)
    assert len(both) == len(apart) == len(pairs)
    assert apart.tolist() == [abs(a - b) for a, b in pairs]
    assert len(opposed) == sum(min(a, b) < 0 < max(a, b) for a, b in pairs)
    assert set(opposed.index) <= set(apart[apart > 1].index), "between two sides lie two steps or more"
    raw = agreement.raw(rows)
    if pairs:
        assert raw.value == pytest.approx(sum(a == b for a, b in pairs) / len(pairs))
        assert 0 <= raw.low <= raw.value <= raw.high <= 1
    else:
        assert raw.value is None


@settings(max_examples=8)
@given(rows=TWICE, order=ORDERS)
def test_neither_the_order_of_rows_nor_that_of_codings_changes_an_agreement(rows, order):
    mixed = shuffled(rows, order)
    turned = mixed.rename(columns={"stance": "stance_b", "stance_b": "stance"})
    for other in (mixed, turned, agreement.twice(rows)):
        assert agreement.raw(other) == agreement.raw(rows)
        assert agreement.steps(other).sort_index().tolist() == agreement.steps(rows).tolist()
        assert sorted(agreement.sides(other).index) == list(agreement.sides(rows).index)
        assert sorted(agreement.twice(other).index) == list(agreement.twice(rows).index)


@settings(max_examples=8)
@given(rows=TWICE.map(lambda rows: rows[rows["stance"].notna()]), order=ORDERS)
def test_the_guess_is_no_worse_than_one_code_for_all_and_gains_by_finer_groups(rows, order):
    guess = agreement.guessed(rows)
    assert agreement.guessed(shuffled(rows, order)) == guess
    if len(rows):
        codes = [group["stance"].value_counts().max() for _, group in rows.groupby("actor_group")]
        assert guess.value == pytest.approx(sum(codes) / len(rows))
        assert agreement.guessed(rows.assign(actor_group="all")).value <= guess.value
        assert agreement.guessed(rows.assign(actor_group=range(len(rows)))).value == 1


@settings(max_examples=8)
@given(rows=TWICE, order=ORDERS)
def test_the_agreement_of_the_groups_adds_up_to_that_of_all(rows, order):
    table = agreement.by_group(rows)
    same(agreement.by_group(shuffled(rows, order)), table)
    assert table["n"].sum() == len(agreement.twice(rows))
    assert table["n"].is_monotonic_decreasing and table["actor_group"].is_unique
    if len(table):
        assert (table["n"] * table["same"]).sum() / table["n"].sum() == pytest.approx(agreement.raw(rows).value)
    told = table.dropna(subset="alpha")
    assert (told["n"] >= agreement.LEAST).all()
    assert ((told["low"] <= told["alpha"]) & (told["alpha"] <= told["high"]) & (told["high"] <= 1)).all()


SAID = st.tuples(CODES, MAYBE, st.sampled_from([PUBLIC, PRIVATE]), st.integers(0, 120), st.integers(0, 2))
HOW = {0: "day", 1: "month", 2: "year"}


def positions(said):
    """Rows as (stance, second coding, channel, day, how exact), of two actors by turns."""
    table = pd.DataFrame(said, columns=["stance", "stance_b", "channel", "day", "how"])
    days = JANUARY + pd.to_timedelta(table["day"].astype("int64"), unit="D")
    size = len(table)
    words = dict.fromkeys(("position_id", "actor", "speaker", "source", "country", "date_precision"), "str")
    table = table.astype({"stance": "Int64", "stance_b": "Int64"}).assign(
        said_on=days.where(table["how"] != 1, days.dt.to_period("M").dt.to_timestamp()),
        date_precision=table["how"].map(HOW),
        position_id=[f"P{n:02}" for n in range(size)],
        actor=[("government", "street")[n % 2] for n in range(size)],
        speaker=[f"speaker {n % 7}" for n in range(size)],
        source=[f"source {n % 9}" for n in range(size)],
        attribution="named",
        country=[("Arland", "Borland", "Arland+Borland")[n % 3] for n in range(size)],
    )
    return table.astype(words)


SPOKEN = st.lists(SAID, max_size=24).map(positions)
TURNED = {PUBLIC: PRIVATE, PRIVATE: PUBLIC}


@given(rows=SPOKEN)
def test_the_range_of_a_split_turns_with_the_channels_and_asks_no_names(rows):
    found = channels.split_range(rows)
    assert found.value == channels.split(rows)
    renamed = rows.assign(speaker="the " + rows["speaker"], source=rows["source"].str[::-1], position_id=rows.index)
    assert channels.split_range(renamed) == found
    other = channels.split_range(rows.assign(channel=rows["channel"].map(TURNED)))
    if found.low is None:
        assert other.low is None
    else:
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert (other.low, other.value, other.high) == pytest.approx((1 - found.high, 1 - found.value, 1 - found.low))


@given(rows=SPOKEN, order=ORDERS)
def test_the_second_split_is_the_first_one_of_the_second_codes(rows, order):
    second = [
        [int(code) for code in rows.loc[rows["channel"] == channel, "stance_b"].dropna()]
        for channel in (PUBLIC, PRIVATE)
    ]
    pairs = [(a > b) + (a == b) / 2 for a, b in product(*second)]
    found = channels.recoded(rows)
    assert found == pytest.approx(np.mean(pairs)) if pairs else found is None
    assert channels.recoded(shuffled(rows, order)) == found
    assert channels.recoded(rows.assign(stance_b=rows["stance"])) == channels.split(rows)


@settings(max_examples=8)
@given(rows=SPOKEN, order=ORDERS)
def test_episodes_are_the_months_of_both_channels_and_turn_with_the_codes(rows, order):
    table = channels.episodes(rows)
    same(channels.episodes(shuffled(rows, order)), table)
    dated = rows[rows["date_precision"] != "year"].assign(month=lambda kept: kept["said_on"].dt.strftime("%Y-%m"))
    kinds = dated.groupby(["actor", "month"])["channel"].agg(set)
    assert {(row.actor, row.month.strftime("%Y-%m")) for row in table.itertuples()} == set(
        kinds[kinds.map(len) == 2].index
    )
    for row in table.itertuples():
        own = dated[(dated["actor"] == row.actor) & (dated["month"] == row.month.strftime("%Y-%m"))]
        assert row.n_public + row.n_private == len(own)
    turned = channels.episodes(rows.assign(stance=-rows["stance"]))
    assert turned["private"].tolist() == [
        {"stay": "exit", "exit": "stay", "same": "same"}[side] for side in table["private"]
    ]


LINES = st.lists(SAID.filter(lambda said: said[4] < 2), max_size=9).map(positions)


@settings(max_examples=8)
@given(rows=LINES, order=ORDERS)
def test_moments_hold_every_stance_once_and_grow_coarser_with_the_dates(rows, order):
    table = movement.moments(rows)
    same(movement.moments(shuffled(pd.concat([rows, rows], ignore_index=True), order)), table)
    assert table["day"].is_monotonic_increasing and table["day"].is_unique
    assert set().union(*table["codes"]) == set(rows["stance"])
    coarse = set(rows.loc[rows["date_precision"] == "month", "said_on"].dt.strftime("%Y-%m"))
    spans = {at[:7] if at[:7] in coarse else at for at in rows["said_on"].dt.strftime("%Y-%m-%d")}
    assert len(table) == len(spans), "a month in which one date is coarse is one moment"
    months = movement.moments(rows.assign(date_precision="month"))
    assert len(months) == rows["said_on"].dt.to_period("M").nunique() <= len(table)
    days = movement.moments(rows.assign(date_precision="day"))
    assert len(days) == rows["said_on"].nunique() >= len(table)


@given(rows=LINES, order=ORDERS)
def test_crossings_are_the_fewest_of_all_ways_to_read_the_moments(rows, order):
    sides = [sorted({np.sign(code) for code in codes if code}) for codes in movement.moments(rows)["codes"]]
    ways = product(*(side for side in sides if side))
    found = movement.crossings(rows)
    assert found == min(sum(a != b for a, b in pairwise(way)) for way in ways)
    assert movement.crossings(shuffled(rows, order).assign(stance=lambda mixed: -mixed["stance"])) == found
    backward = JANUARY + (rows["said_on"].max() - rows["said_on"])
    assert movement.crossings(rows.assign(date_precision="day", said_on=backward)) == movement.crossings(
        rows.assign(date_precision="day")
    )
    assert movement.crossings(rows.assign(date_precision="month")) <= found


@settings(max_examples=8)
@given(rows=SPOKEN, cut=st.integers(0, 6), order=ORDERS)
def test_the_positions_of_a_table_are_those_of_its_parts(rows, cut, order):
    told = movement.lines(rows)
    table = told.groupby(["actor", "who", "theatre"], as_index=False).size()
    first, second = (movement.of(told, part) for part in (table.iloc[:cut], table.iloc[cut:]))
    assert (len(first), len(second)) == (table["size"].iloc[:cut].sum(), table["size"].iloc[cut:].sum())
    assert sorted([*first.index, *second.index]) == list(told.index)
    same(movement.of(first, table.iloc[:cut]), first)
    same(movement.of(told, shuffled(table, order)), told)


@given(kinds=st.lists(st.sampled_from(naming.KINDS), max_size=20), order=ORDERS)
def test_the_share_of_the_unnamed_asks_only_how_many_they_are(kinds, order):
    rows = pd.DataFrame({"attribution": pd.Series(kinds, dtype="str")})
    found = naming.unnamed(rows)
    assert naming.unnamed(shuffled(rows, order).replace("institution", "named")) == found
    if kinds:
        assert found.value == pytest.approx(kinds.count("unnamed_official") / len(kinds))
        assert 0 <= found.low <= found.value <= found.high <= 1
        double = naming.unnamed(pd.concat([rows, rows]))
        assert double.value == pytest.approx(found.value)
        assert found.low <= double.low and double.high <= found.high, "more rows never tell less"


@given(codes=st.lists(CODES, min_size=1, max_size=20), order=ORDERS)
def test_half_of_the_codes_lie_on_either_side_of_the_median(codes, order):
    low, high = ordinal.median(pd.Series(codes))
    assert {low, high} <= set(codes) and low <= high
    assert 2 * sum(code <= low for code in codes) >= len(codes) <= 2 * sum(code >= high for code in codes)
    assert low == high or len(codes) % 2 == 0
    assert ordinal.median(shuffled(-pd.Series(codes), order)) == (-high, -low)
    assert ordinal.median(pd.Series(codes * 3, dtype="Int64")) == (low, high)


VALUES = st.lists(st.floats(-100, 100), min_size=1, max_size=60)


@given(values=VALUES, missing=st.integers(0, 5), order=ORDERS, shift=st.integers(-9, 9))
def test_the_ends_of_resampled_values_move_with_them_and_ignore_what_is_missing(values, missing, order, shift):
    low, high = ordinal.percentiles(np.array(values))
    assert min(values) <= low <= high <= max(values)
    outside = sum(value < low or value > high for value in values)
    assert outside <= 0.05 * len(values) + 2
    mixed = [*values, *[np.nan] * missing]
    order.shuffle(mixed)
    assert ordinal.percentiles(np.array(mixed)) == (low, high)
    assert ordinal.percentiles(2 * np.array(values) + shift) == pytest.approx((2 * low + shift, 2 * high + shift))
    assert ordinal.percentiles(-np.array(values)) == pytest.approx((-high, -low))


@given(rows=st.lists(st.tuples(MAYBE, st.one_of(st.none(), st.integers(0, 4))), max_size=15), order=ORDERS)
def test_coded_positions_are_those_with_a_stance_in_one_order_of_time(rows, order):
    table = pd.DataFrame(rows, columns=["stance", "day"]).astype({"stance": "Int64", "day": "float64"})
    table = table.assign(
        said_on=JANUARY + pd.to_timedelta(table["day"], unit="D"), position_id=[f"P{n:02}" for n in range(len(rows))]
    )
    found = stated_positions.coded(table)
    assert set(found.index) == {n for n, (stance, _) in enumerate(rows) if stance is not None}
    same(stated_positions.coded(shuffled(table, order)), found)
    same(stated_positions.coded(found), found)
    assert found["said_on"].dropna().is_monotonic_increasing
    assert found["said_on"].isna().is_monotonic_increasing, "those without a day come last"


OUTCOMES = st.sampled_from(withdrawal_history.OUTCOMES)
PROMISE = st.tuples(
    OUTCOMES, st.integers(0, 300), st.integers(0, 900), st.booleans(), st.sampled_from(["stated", "month_end", "month"])
)
MADE_BY = ("executive", "third_party", "internal_plan", "minister")
UNTIL = pd.Timestamp("2005-01-01")


def day(number):
    return str((JANUARY + pd.Timedelta(days=number)).date())


def pledged(drawn):
    """Rows as (outcome, day announced, days until its outcome was seen, whether seen met, basis of its date)."""
    return promises(
        *(
            {
                "outcome": outcome,
                "announced_on": day(said),
                "announced_on_precision": "month" if n % 4 == 3 else "day",
                "made_by_type": MADE_BY[n % 4],
                "restates": "PL001" if n % 5 == 4 else "",
                "target_date_basis": basis,
                "completed_on": day(said + after) if outcome in ("kept", "late") or met else None,
                "actual_level_date": day(said + after) if outcome in ("partial", "reversed") else None,
                "outcome_reported_on": None if outcome == "pending" else day(said + after + 1),
                "source_outcome": "" if outcome == "pending" else "o",
                "reported_on": day(said + 1),
            }
            for n, (outcome, said, after, met, basis) in enumerate(drawn)
        )
    )


PLEDGES = st.lists(PROMISE, max_size=12).map(pledged)


@settings(max_examples=8)
@given(rows=PLEDGES, order=ORDERS)
def test_pledges_stand_in_one_order_and_the_scored_ones_are_those_with_a_result(rows, order):
    told = withdrawal_history.pledges(rows)
    same(withdrawal_history.pledges(shuffled(rows, order)), told)
    assert told["announced_on"].is_monotonic_increasing and sorted(told.index) == list(rows.index)
    scored, counts = withdrawal_history.scored(rows), withdrawal_history.outcomes(rows)
    assert len(scored) == counts.sum() - counts["unverified"] - counts["pending"]
    assert set(told.index[told["slippage"].notna()]) <= set(scored.index)
    strict = withdrawal_history.strict(rows)
    same(withdrawal_history.strict(withdrawal_history.scored(rows)), withdrawal_history.scored(strict))
    same(withdrawal_history.strict(strict), strict)
    left_out = rows.drop(strict.index)
    assert ((left_out["restates"] != "") | left_out["made_by_type"].isin(["third_party", "internal_plan"])).all()
    assert len(strict) == sum(n % 5 != 4 and n % 4 in (0, 3) for n in range(len(rows)))


@settings(max_examples=8)
@given(rows=PLEDGES, order=ORDERS, later=st.integers(0, 800))
def test_every_promise_with_its_own_date_is_timed_once_and_only_the_open_ones_wait_longer(rows, order, later):
    found = slippage.timed(rows, UNTIL)
    same(slippage.timed(shuffled(rows, order), UNTIL).sort_index(), found)
    own = rows["target_date_basis"].isin(["stated", "month_end"])
    counts = withdrawal_history.outcomes(rows[own])
    fates = found["fate"].value_counts()
    assert fates.get("open", 0) == counts["pending"]
    assert fates.get("failed", 0) == counts["partial"] + counts["reversed"]
    assert fates.sum() == own.sum() - (own & (rows["outcome"] == "unverified") & rows["completed_on"].isna()).sum()
    assert (found["since"].notna() == (found["announced_on_precision"] == "day")).all()
    late = withdrawal_history.pledges(rows)["slippage"].dropna()
    assert found["past"].loc[late.index].tolist() == late.tolist(), "two measures of one delay"
    moved = slippage.timed(rows, UNTIL + pd.Timedelta(days=later))
    pending = found["fate"] == "open"
    assert found["reach"][pending].eq(0).all()
    assert (moved["past"] - found["past"]).tolist() == [later if wait else 0 for wait in pending]
    assert (moved["reach"] - found["reach"])[~pending].eq(later).all() and found["reach"].ge(0).all()


@settings(max_examples=8)
@given(rows=PLEDGES, cut=st.integers(0, 12), order=ORDERS)
def test_the_last_day_of_knowledge_is_that_of_the_last_page_known(rows, cut, order):
    milestones = pd.DataFrame({"reported_on": [JANUARY + pd.Timedelta(days=40)]})
    last = slippage.horizon(milestones, rows)
    parts = [slippage.horizon(milestones, part) for part in (rows.iloc[:cut], rows.iloc[cut:])]
    assert last == max(parts) and last == slippage.horizon(milestones, shuffled(rows, order))
    pages = [*milestones["reported_on"], *rows["reported_on"], *rows["outcome_reported_on"].dropna()]
    assert last == max(pages)
    hidden = slippage.horizon(milestones, rows.assign(source_outcome=""))
    assert hidden == max([*milestones["reported_on"], *rows["reported_on"]]) <= last


WATCHED = st.lists(
    st.tuples(st.integers(-50, 50), st.sampled_from(["met", "met", "failed", "open"])), min_size=1, max_size=14
)


@given(rows=WATCHED, never=st.booleans(), at=st.integers(-60, 60), shift=st.integers(-90, 90))
def test_the_median_is_the_day_on_which_the_unmet_become_half(rows, never, at, shift):
    table = pd.DataFrame(rows, columns=["past", "fate"]).assign(reach=1000)
    steps = slippage.curve(table, "past", never=never)
    half = slippage.median(steps)
    if half.value is not None:
        assert slippage.unmet(steps, int(half.value)).value <= 0.5 + 1e-9
        assert slippage.unmet(steps, int(half.value) - 1).value > 0.5
        assert half.low <= half.value <= (np.inf if half.high is None else half.high)
        assert slippage.median(steps.assign(day=steps["day"] + shift)).value == half.value + shift
    elif len(steps):
        assert slippage.unmet(steps, 10_000).value > 0.5
    found = slippage.unmet(steps, at)
    if len(steps):
        assert 0 <= slippage.unmet(steps, at + 1).value <= found.value <= 1
        assert found.low is None or found.low <= found.value <= found.high
    if not {"open"} & set(table["fate"]) and never and len(steps):
        met = sum(fate == "met" and past <= at for past, fate in rows)
        assert found.value == pytest.approx(1 - met / len(rows)), "nobody leaves: a share like any other"


SPANS = st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 60), st.booleans()), max_size=6)
NEWS = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(-10, 130)), max_size=20)


@settings(max_examples=8)
@given(spans=SPANS, news=NEWS, order=ORDERS)
def test_every_milestone_of_one_country_counts_in_the_wave_that_began_last(spans, news, order):
    held = pd.DataFrame(
        [(f"W{n}", country, 10 * n, 10 * n + length, ended) for n, (country, length, ended) in enumerate(spans)],
        columns=["wave_id", "country", "first", "last", "ended"],
    )
    held = held.assign(
        start=pd.to_datetime(JANUARY + pd.to_timedelta(held["first"], unit="D")).astype("datetime64[s]"),
        end=pd.to_datetime(JANUARY + pd.to_timedelta(held["last"], unit="D")).astype("datetime64[s]"),
    )
    held["end"] = held["end"].where(held["ended"].astype(bool))
    known = pd.DataFrame(news, columns=["country", "day"])
    known = known.assign(
        country=known["country"].astype("str"), date=JANUARY + pd.to_timedelta(known["day"].astype("int64"), unit="D")
    )
    found = timeline.counted(held, known, UNTIL)
    inside = {
        n: max(
            (
                m
                for m, (country, length, ended) in enumerate(spans)
                if country == where and 10 * m <= when and (not ended or when <= 10 * m + length)
            ),
            default=None,
        )
        for n, (where, when) in enumerate(news)
    }
    assert found["rows"].tolist() == [list(inside.values()).count(m) for m in range(len(spans))]
    assert found["dates"].tolist() == [len({news[n][1] for n in inside if inside[n] == m}) for m in range(len(spans))]
    assert (found["days"] >= 1).all() and found["open"].tolist() == [not ended for *_, ended in spans]
    if spans:
        other = timeline.counted(shuffled(held, order), shuffled(known, order), UNTIL)
        same(other.sort_index(), found)
        later = timeline.counted(held, known, UNTIL + pd.Timedelta(days=7))
        assert (later["days"] - found["days"]).tolist() == [0 if ended else 7 for *_, ended in spans]


@given(number=st.integers(0, 4000), more=st.integers(0, 400))
def test_the_years_around_a_day_are_whole_but_for_a_month(number, more):
    when, month = JANUARY + pd.Timedelta(days=number), pd.Timedelta(days=31)
    before, after = windows.last_before(when), windows.first_after(when)
    years = range(1990, 2030)
    assert before == max(year for year in years if pd.Timestamp(year, 12, 31) <= when + month)
    assert after == min(year for year in years if pd.Timestamp(year, 1, 1) >= when - month)
    assert 1 <= after - before <= 2
    later = when + pd.Timedelta(days=more)
    assert windows.last_before(later) >= before and windows.first_after(later) >= after


def outcomes(values, **other):
    """Yearly rows from (series, edition, year) to an amount."""
    rows = [
        {
            "outcome_id": f"O{n:02}",
            "series": series,
            "source": source,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "value": value,
        }
        for n, ((series, source, year), value) in enumerate(values.items())
    ]
    table = pd.DataFrame(rows).assign(
        **{"country": "Arland", "theme": "violence", "unit": "deaths", "status": "confirmed", "tier": "A"} | other
    )
    dates = {name: pd.to_datetime(table[name]) for name in ("period_start", "period_end")}
    return table.assign(**dates, value=table["value"].astype("Float64"))


EDITED = st.dictionaries(
    st.tuples(st.sampled_from(["all", "civil"]), st.sampled_from("st"), st.integers(2001, 2007)),
    st.integers(1, 1000),
    min_size=1,
    max_size=20,
)


@settings(max_examples=8)
@given(values=EDITED, order=ORDERS)
def test_editions_span_all_that_was_stated_of_a_year_and_nothing_else(values, order):
    rows = outcomes(values)
    table = synthesis.editions(rows)
    same(synthesis.editions(shuffled(pd.concat([rows, rows], ignore_index=True), order)), table)
    stated = {(series, year) for series, _, year in values}
    assert list(zip(table["series"], table["year"], strict=True)) == sorted(stated)
    for line in table.itertuples():
        own = [value for (series, _, year), value in values.items() if (series, year) == (line.series, line.year)]
        assert (line.low, line.high) == (min(own), max(own))
    parts = [synthesis.editions(part) for _, part in rows.groupby("source")]
    assert sum(map(len, parts)) >= len(table) and pd.concat(parts)["high"].max() == table["high"].max()
    same(table, windows.yearly(rows, "violence")[list(table)])


GRADED = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["holds", "fails", "open", "untested"]), st.integers(0, 2)),
    max_size=10,
)


@given(drawn=GRADED, order=ORDERS)
def test_a_grade_rests_on_the_predictions_of_its_own_mechanism_alone(drawn, order):
    verdicts = pd.DataFrame(drawn, columns=["mechanism_id", "verdict", "expected"])
    names = pd.DataFrame({"mechanism_id": ["a", "b", "c"]})
    found = mechanisms.grades(names, verdicts)
    assert set(found) <= set(mechanisms.GRADES) and list(found.index) == ["a", "b", "c"]
    other = mechanisms.grades(shuffled(names, order), shuffled(verdicts, order))
    assert other.to_dict() == found.to_dict()
    for name in found.index:
        alone = mechanisms.grades(names, verdicts[verdicts["mechanism_id"] == name])
        assert alone[name] == found[name] and set(alone.drop(name)) == {"none"}
        own = [verdict for mechanism, verdict, _ in drawn if mechanism == name]
        assert found[name] not in ("moderate", "strong") or ("holds" in own and "fails" not in own)


def dated(name, size, every, **columns):
    """So many rows at unequal distances, with ids."""
    days = JANUARY + pd.to_timedelta([n * every + n * n % 5 for n in range(size)], unit="D")
    table = pd.DataFrame({name: [f"{name[0]}{n:02}" for n in range(size)], "date": days})
    return table.assign(country=[("Arland", "Borland", "Arland")[n % 3] for n in range(size)]).assign(
        **{"status": "confirmed", "source": "s", "source_2": "", "reported_on": days} | columns
    )


EVENTS = dated("event_id", 60, 9).assign(
    incident_id=lambda rows: "I" + rows["event_id"],
    lead_event_id=lambda rows: rows["event_id"],
    status=["claimed" if n % 10 == 9 else "confirmed" for n in range(60)],
)
COUNTS = dated("count_id", 40, 7, country="Arland", tier="A").assign(
    period_start=JANUARY,
    period_end=lambda rows: rows["date"],
    attacks=pd.array([n * (n + 3) // 2 for n in range(40)], dtype="Int64"),
    counter="us_military",
    scope="attacks on bases",
    **dict.fromkeys(("split_of", "lags_behind"), ""),
    **{"computed": "no", "count_qualifier": "exact"},
)
STRIKES = dated("strike_id", 3, 70, counted="yes").assign(strike_group=lambda rows: rows["strike_id"])
STRIKES["date"] += pd.Timedelta(days=60)
STEPS = dated("milestone_id", 24, 21).assign(kind=["drawdown", "agreement", "visit"] * 8)
WAVES = pd.DataFrame(
    {
        "wave_id": ["W1", "W2", "W3"],
        "country": ["Arland", "Arland", "Borland"],
        "kind": ["drawdown", "buildup", "drawdown"],
        "title": ["Out", "In", "Away"],
        "start": pd.to_datetime(["2001-05-01", "2001-07-01", "2001-08-01"]),
        "end": pd.to_datetime(["2001-12-20", None, "2002-01-10"]),
    }
)
AMOUNTS = {
    (series, source, year): (year - 1998) * 7 + len(source)
    for series in ("all", "civil")
    for source in ("s", "tt")
    for year in range(2000, 2005)
}
TABLES = {
    "outcomes": outcomes(AMOUNTS),
    "attack_events": EVENTS,
    "attack_counts": COUNTS,
    "us_strikes": STRIKES,
    "milestones": STEPS,
}
PREDICTIONS = pd.DataFrame({"test": list(cases.TESTS)}).assign(
    prediction_id=lambda rows: "P-" + rows["test"],
    mechanism_id="vacuum",
    theme="violence",
    waves="drawdown",
    direction="rise",
)


def seen(predictions, tables=TABLES, resolved=WAVES, theatres=("Arland", "Borland")):
    return cases.cases(predictions, cases.evidence(tables, resolved, theatres))


def as_set(found):
    """The cases in no order, each with the rows behind it in none."""
    lines = found.assign(rows=found["rows"].str.split().map(frozenset)).itertuples(index=False, name=None)
    return {tuple(str(round(part, 9)) if isinstance(part, float) else part for part in line) for line in lines}


SEEN = seen(PREDICTIONS)
PICKED = st.sets(st.sampled_from(list(cases.TESTS)), min_size=1, max_size=2)
OTHER_WAY = {"expected": "opposite", "opposite": "expected", "open": "open"}


def test_every_kind_of_test_has_a_case_to_be_asked_about():
    assert set(SEEN["prediction_id"]) == set(PREDICTIONS["prediction_id"])


@settings(max_examples=8)
@given(picked=PICKED, order=ORDERS)
def test_the_cases_of_a_prediction_ask_neither_the_order_of_rows_nor_its_neighbours(picked, order):
    asked = PREDICTIONS[PREDICTIONS["test"].isin(picked)]
    mixed = {name: shuffled(rows, order) for name, rows in TABLES.items()}
    found = seen(shuffled(asked, order), mixed, shuffled(WAVES, order), ("Borland", "Arland"))
    assert as_set(found) == as_set(SEEN[SEEN["prediction_id"].isin(asked["prediction_id"])])


@settings(max_examples=8)
@given(picked=PICKED, factor=st.sampled_from([0.5, 3, 10]))
def test_a_case_turns_with_its_direction_and_not_with_its_unit(picked, factor):
    asked = PREDICTIONS[PREDICTIONS["test"].isin(picked)]
    scaled = TABLES["outcomes"].assign(value=TABLES["outcomes"]["value"] * factor)
    held = SEEN[SEEN["prediction_id"].isin(asked["prediction_id"])].reset_index(drop=True)
    found = seen(asked.assign(direction="fall"), TABLES | {"outcomes": scaled})
    same(found.drop(columns="result"), held.drop(columns="result"))
    assert found["result"].tolist() == held["result"].map(OTHER_WAY).tolist()
    assert (found["low"] <= found["high"]).all()
    assert ((found["result"] == "open") == ((found["low"] <= 1) & (found["high"] >= 1))).all()


@settings(max_examples=8)
@given(kept=st.lists(st.integers(0, 59), unique=True), twice=st.sets(st.integers(0, 59)), order=ORDERS)
def test_the_evidence_holds_each_confirmed_incident_once_and_only_steps_that_lead_out(kept, twice, order):
    reports = EVENTS.iloc[kept]
    again = EVENTS.loc[[n for n in kept if n in twice]]
    again = again.assign(event_id="z" + again["event_id"], status="claimed", date=again["date"] + pd.Timedelta(days=1))
    events = shuffled(pd.concat([reports, again], ignore_index=True), order)
    held = cases.evidence(TABLES | {"attack_events": events, "milestones": shuffled(STEPS, order)}, WAVES, ["Arland"])
    confirmed = reports.loc[reports["status"] == "confirmed", "event_id"]
    assert sorted(held.incidents["event_id"]) == sorted(confirmed), "the lead report stands for the incident"
    assert held.incidents["date"].is_monotonic_increasing
    assert sorted(held.steps["milestone_id"]) == sorted(STEPS.loc[STEPS["kind"] != "visit", "milestone_id"])
    later = cases.evidence(TABLES | {"attack_counts": shuffled(COUNTS, order)}, WAVES, ["Arland"]).total
    assert later["attacks"].is_monotonic_increasing and later["attacks"].max() == COUNTS["attacks"].max()
