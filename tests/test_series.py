"""The rule by which a series is resolved when sources disagree."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import paths
from drawdown.measures import series, troop_levels
from drawdown.pack.view import View
from drawdown.parameters import Parameters

FIRST = dt.date(2001, 1, 1)


def statements(*rows):
    """Rows as (id, first day, number) or (id, first day, number, what differs from a day's observation, tier B)."""
    plain = {"tier": "B", "low": None, "high": None, "source": "s", "start_unknown": False, "kind": "observed"}
    found = [
        {**plain, "obs_id": i, "date": day, "estimate": n, **(more[0] if more else {})} for i, day, n, *more in rows
    ]
    table = pd.DataFrame(found, columns=["obs_id", "date", "valid_to", "reported_on", "estimate", *plain])
    days = {
        name: pd.to_datetime(table[name]).fillna(pd.to_datetime(table["date"])) for name in ("valid_to", "reported_on")
    }
    numbers = {name: table[name].astype("Int64") for name in ("low", "estimate", "high")}
    numbers |= {name: numbers[name].fillna(numbers["estimate"]) for name in ("low", "high")}
    return table.assign(
        date=pd.to_datetime(table["date"]), start_unknown=table["start_unknown"].astype(bool), **days, **numbers
    )


def level(at, *rows):
    found = series.resolve(statements(*rows), pd.Timestamp(at))
    return None if found is None else (found.low, found.headline, found.high)


def ids(at, *rows):
    return list(series.resolve(statements(*rows), pd.Timestamp(at)).rows["obs_id"])


OLD, NEW = ("A", "2003-05-10", 5000), ("B", "2003-05-20", 4000)


@pytest.mark.parametrize(
    ("at", "headline"), [("2003-05-09", None), ("2003-05-10", 5000), ("2003-05-19", 5000), ("2003-05-20", 4000)]
)
def test_the_headline_is_the_latest_statement_not_after_the_day(at, headline):
    assert (level(at, OLD, NEW) or [None, None])[1] == headline


def test_the_band_spans_the_month_of_the_headline():
    rows = (OLD, NEW, ("C", "2003-06-01", 9000), ("D", "2003-04-30", 1))
    assert level("2003-05-31", *rows) == (4000, 4000, 5000)
    assert ids("2003-05-31", *rows) == ["B", "A"]


def test_a_statement_about_a_longer_time_belongs_to_every_month_of_it():
    long = ("C", "2003-01-01", 7000, {"valid_to": "2003-05-01"})
    assert level("2003-05-31", OLD, long) == (5000, 5000, 7000)
    assert level("2003-06-30", OLD, long, ("D", "2003-06-10", 4000)) == (4000, 4000, 4000)


def test_the_low_and_high_of_a_statement_widen_the_band():
    assert level("2003-05-31", OLD, ("B", "2003-05-20", 4000, {"low": 3000, "high": 6000})) == (3000, 4000, 6000)


def test_the_better_tier_of_a_day_makes_the_headline_and_then_the_later_page():
    day = "2003-05-20"
    better = ("A", day, 1, {"tier": "C"}), ("B", day, 2, {"tier": "A"}), ("C", day, 3)
    assert level(day, *better) == (1, 2, 3)
    assert level(day, ("A", day, 1, {"reported_on": "2003-06-01"}), ("B", day, 2)) == (1, 1, 2)


def test_tier_d_neither_makes_a_headline_nor_widens_a_band():
    weak = ("B", "2003-05-20", 9, {"tier": "D"})
    assert level("2003-05-31", OLD, weak) == (5000, 5000, 5000)
    assert level("2003-05-31", weak) is None


@pytest.mark.parametrize(("days", "held"), [(400, True), (401, False)])
def test_a_statement_is_carried_for_400_days_past_the_last_day_it_is_about(days, held):
    day = FIRST + dt.timedelta(days=days)
    assert (level(day, ("A", FIRST, 5)) is not None) is held
    until = FIRST + dt.timedelta(days=900)
    assert (level(until + dt.timedelta(days=days), ("A", FIRST, 5, {"valid_to": until})) is not None) is held


SAID = ("A", "2006-08-10", 900)
UNKNOWN = ("B", "2006-09-01", 2000, {"valid_to": "2006-12-01", "kind": "disclosed_later", "start_unknown": True})


def test_a_disclosure_whose_start_is_unknown_leaves_the_time_before_it_open():
    found = series.resolve(statements(SAID, UNKNOWN), pd.Timestamp("2006-08-24"))
    assert (found.low, found.headline, found.high) == (900, 900, 900)
    assert list(found.open["obs_id"]) == ["B"]


def test_from_its_placeholder_on_it_counts():
    found = series.resolve(statements(SAID, UNKNOWN), pd.Timestamp("2006-09-01"))
    assert (found.headline, list(found.open["obs_id"]), bool(found.rows["start_unknown"].iloc[0])) == (2000, [], True)


@pytest.mark.parametrize(
    "other", [{"start_unknown": False}, {"tier": "D"}, {"estimate": 900, "low": 900}, {"date": "2008-01-01"}]
)
def test_what_leaves_nothing_open(other):
    rows = (SAID, ("B", "2006-09-01", 2000, {**UNKNOWN[3], **other}))
    assert series.resolve(statements(*rows), pd.Timestamp("2006-08-24")).open.empty


def test_without_a_statement_there_is_no_level_and_no_month():
    assert level("2003-05-31") is None
    assert series.monthly(statements()).empty


def test_months_are_of_one_type_whether_there_are_any_or_not():
    one, none = series.monthly(statements(SAID)), series.monthly(statements().astype(statements(SAID).dtypes))
    assert one.dtypes.to_dict() == none.dtypes.to_dict()


def test_a_month_says_what_its_level_rests_on():
    month = series.monthly(statements(SAID, UNKNOWN)).iloc[0]
    assert (month["month"], month["headline"], month["obs_id"], month["source"], month["open"]) == (
        pd.Timestamp("2006-08-01"),
        900,
        "A",
        "s",
        "B",
    )


def test_start_unknown_needs_a_marked_disclosure_of_a_stretch():
    plain = {"kind": "disclosed_later", "note": "[date_approx]", "date_precision": "month"}
    rows = [
        {**plain, "valid_from": "2006-09-01", "valid_to": "2006-12-18"},
        {**plain, "valid_from": "2006-09-01", "valid_to": "2006-09-30"},
        {**plain, "valid_from": "2006-09-01", "valid_to": "2006-12-18", "note": ""},
        {**plain, "valid_from": "2006-09-01", "valid_to": "2006-12-18", "kind": "observed"},
        {**plain, "valid_from": "2006-01-01", "valid_to": "2006-12-31", "date_precision": "year"},
        {**plain, "valid_from": "2006-09-01", "valid_to": "2006-09-02", "date_precision": "day"},
    ]
    table = pd.DataFrame(rows)
    days = {name: pd.to_datetime(table[name]) for name in ("valid_from", "valid_to")}
    assert series.start_unknown(table.assign(**days)).tolist() == [True, False, False, False, False, True]


STATEMENTS = st.lists(
    st.tuples(
        st.integers(0, 1500),
        st.integers(0, 500),
        st.integers(1, 9000),
        st.sampled_from("ABCD"),
        st.integers(0, 300),
        st.booleans(),
    ),
    max_size=12,
).map(
    lambda found: statements(
        *(
            (
                f"ID{n:02}",
                FIRST + dt.timedelta(days=day),
                number,
                {
                    "valid_to": FIRST + dt.timedelta(days=day + length),
                    "tier": tier,
                    "reported_on": FIRST + dt.timedelta(days=day + lag),
                    "start_unknown": unknown,
                },
            )
            for n, (day, length, number, tier, lag, unknown) in enumerate(found)
        )
    )
)


@given(rows=STATEMENTS, day=st.integers(-10, 3000))
def test_a_level_rests_on_sound_statements_of_one_month(rows, day):
    at = pd.Timestamp(FIRST) + pd.Timedelta(days=day)
    found = series.resolve(rows, at)
    reaching = rows[(rows["tier"] < "D") & (rows["date"] <= at) & (at - rows["valid_to"] <= series.LIMIT)]
    assert (found is None) == reaching.empty
    if found is not None:
        head = found.rows.iloc[0]
        month = head["date"].to_period("M")
        assert found.low <= found.headline == head["estimate"] <= found.high
        assert head["date"] == reaching["date"].max()
        assert (found.rows["tier"] < "D").all() and found.rows["obs_id"].is_unique
        assert (found.rows["low"].min(), found.rows["high"].max()) == (found.low, found.high)
        assert (found.rows["date"] < month.end_time).all() and (found.rows["valid_to"] >= month.start_time).all()
        assert found.open["start_unknown"].all() and (found.open["date"] > at).all()
        assert not set(found.open["obs_id"]) & set(found.rows["obs_id"])


@given(rows=STATEMENTS, day=st.integers(0, 2000), seed=st.integers(0, 9))
def test_the_order_of_the_rows_does_not_matter(rows, day, seed):
    at = pd.Timestamp(FIRST) + pd.Timedelta(days=day)
    one, two = series.resolve(rows, at), series.resolve(rows.sample(frac=1, random_state=seed), at)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert list(one.rows["obs_id"]) == list(two.rows["obs_id"])


@given(rows=STATEMENTS)
def test_a_month_is_what_its_last_day_resolves_to(rows):
    months = series.monthly(rows)
    sound = rows[rows["tier"] < "D"]
    assert list(months["month"].dt.to_period("M")) == sorted(set(sound["date"].dt.to_period("M")))
    for month in months.itertuples():
        found = series.resolve(rows, month.month + pd.offsets.MonthEnd())
        assert (month.low, month.headline, month.high) == (found.low, found.headline, found.high)
        assert month.obs_id.split() == list(found.rows["obs_id"])
        assert month.open.split() == list(found.open["obs_id"])


@pytest.mark.parametrize(
    ("on", "known", "headline", "opened"),
    [
        ("2024-08-24", "2024-08-24", 900, []),
        ("2024-08-24", "2024-12-24", 900, ["SYR-054"]),
        ("2024-12-24", "2024-12-24", 2000, []),
    ],
)
def test_the_case_that_matters(on, known, headline, opened):
    view = View(Parameters(country="Syria", as_of=known, data=str(paths.DATA)))
    found = series.resolve(troop_levels.levels(view.table("troop_levels")), pd.Timestamp(on))
    assert (found.headline, list(found.open["obs_id"])) == (headline, opened)
