"""What was known when: the resolved levels on each day of knowledge, on small tables with known answers."""

import datetime as dt
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import language
from drawdown.charts import interactive, machine, static
from drawdown.charts import revisions as charts
from drawdown.charts.chart import Band, Line, Points
from drawdown.charts.style import Colour
from drawdown.measures import revisions, troop_levels
from drawdown.pack.history import History
from drawdown.pack.schema import Table

PLAIN = {
    "country": "Arland",
    "kind": "observed",
    "scope": "us_military",
    "status": "confirmed",
    "note": "",
    "tier": "B",
    "date_precision": "day",
    "source": "s",
}
COLOURS = {"Arland": Colour.BLUE, "Borland": Colour.ORANGE}
NAMES = {"Arland": "Arland", "Borland": "Borland"}
TABLE = Table({"name": "troop_levels", "schema": {"primaryKey": "obs_id", "fields": []}})
UNKNOWN = {"kind": "disclosed_later", "note": "[date_approx]", "valid_to": "2024-12-18", "date_precision": "month"}
SYRIA_LIKE = [
    ("A1", "2024-07-23", 900, "2024-07-23", {}),
    ("A2", "2024-09-03", 900, "2024-09-03", {}),
    ("A3", "2024-12-13", 900, "2024-12-13", {}),
    ("A4", "2024-09-01", 2000, "2024-12-20", UNKNOWN),
    ("A5", "2024-12-19", 2000, "2024-12-20", {"kind": "disclosed_later"}),
    ("A6", "2025-04-18", 2000, "2025-04-19", {}),
]


def history(rows, as_of=dt.date(2026, 3, 24)):
    """Rows as (id, first day it is about, estimate, day reported, what differs from a plain observation of tier B)."""
    table = pd.DataFrame(
        [
            {**PLAIN, "obs_id": i, "valid_from": day, "valid_to": day, "estimate": n, "reported_on": said, **other}
            for i, day, n, said, other in rows
        ],
        columns=["obs_id", "valid_from", "valid_to", "estimate", "reported_on", *PLAIN],
    ).assign(low=None, high=None)
    days = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in ("valid_from", "valid_to")}
    said = pd.to_datetime(table["reported_on"]).astype("datetime64[s]")
    numbers = {name: table[name].astype("Int64") for name in ("low", "estimate", "high")}
    return History(table.assign(**days, **numbers, reported_on=said), TABLE, as_of)


@pytest.fixture
def syria_like():
    return revisions.of(history(SYRIA_LIKE))


def level(revised, day, month):
    known = revisions.known(revised.readings, dt.date.fromisoformat(day)).set_index("month")
    return known["headline"].get(pd.Timestamp(month))


def test_a_month_reads_as_it_was_known(syria_like):
    assert level(syria_like, "2024-12-12", "2024-12-01") is None
    assert level(syria_like, "2024-12-19", "2024-12-01") == 900
    assert level(syria_like, "2024-12-20", "2024-12-01") == 2000
    assert level(syria_like, "2026-01-01", "2024-09-01") == 900, "both stand for the autumn; the line keeps the older"


def test_a_reading_holds_until_the_next(syria_like):
    december = syria_like.readings[syria_like.readings["month"] == "2024-12-01"]
    assert list(december["headline"]) == [900, 2000]
    assert list(december["until"].dt.date)[:1] == [dt.date(2024, 12, 20)] and december["until"].isna().iloc[1]


def test_a_level_without_its_start_is_in_no_month(syria_like):
    [row] = syria_like.disclosed.to_dict("records")
    assert (row["before"], row["estimate"], row["known_on"]) == (900, 2000, pd.Timestamp("2024-12-20"))
    assert not syria_like.readings["obs_id"].str.contains("A4").any()


def test_the_days_that_changed_most(syria_like):
    days = revisions.revision_days(syria_like, 5)
    assert list(days["day"].dt.date) == [dt.date(2024, 12, 20)], "news of a new month revises nothing"
    assert days["change"].iloc[0] == pytest.approx(2000 / 900 - 1)


def test_the_larger_change_comes_first_and_the_days_in_order():
    late = [(f"L{n}", f"20{n}-05-10", size, f"20{n}-07-01", {"kind": "disclosed_later"}) for n, size in SIZES]
    early = [(f"E{n}", f"20{n}-05-01", 100, f"20{n}-05-01", {}) for n, _ in SIZES]
    revised = revisions.of(history(early + late))
    assert list(revisions.revision_days(revised, 2)["day"].dt.year) == [2011, 2013]
    assert list(revisions.revision_days(revised, 9)["change"]) == pytest.approx([3.0, 0.5, 1.0])


SIZES = [(11, 400), (12, 150), (13, 200)]


def test_then_beside_now(syria_like):
    both = revisions.then_and_now(syria_like, dt.date(2024, 12, 19)).set_index("month")
    assert list(both["headline_then"]) == [900, 900, 900] and list(both["headline_now"]) == [900, 900, 2000]
    assert pd.Timestamp("2025-04-01") not in both.index


def test_a_row_that_repeats_another_counts_until_the_other_is_known():
    rows = [
        ("A1", "2024-07-01", 800, "2024-07-02", {"status": "duplicate_of:A2"}),
        ("A2", "2024-07-01", 900, "2024-07-10", {}),
    ]
    revised = revisions.of(history(rows))
    assert [level(revised, day, "2024-07-01") for day in ("2024-07-05", "2024-07-10")] == [800, 900]


def test_nothing_after_the_day_of_the_book_is_known():
    revised = revisions.of(history(SYRIA_LIKE[:3], dt.date(2024, 8, 24)))
    assert revised.as_of == dt.date(2024, 8, 24)
    assert history(SYRIA_LIKE, dt.date(2024, 8, 24)).days == [dt.date(2024, 7, 23)]


def test_the_path_of_a_month_opens_when_the_disclosure_comes(syria_like):
    path = revisions.path(syria_like, "Arland", pd.Timestamp("2024-09-01"))
    assert list(path["day"].dt.date) == [dt.date(2024, 9, 1), dt.date(2024, 12, 20)]
    assert list(path["headline"]) == [900, 900] and list(path["high"]) == [900, 2000]


statements = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 50), st.integers(0, 400), st.sampled_from(["B", "C", "D"])),
    max_size=6,
)


@pytest.mark.slow
@given(statements)
def test_a_later_day_never_knows_fewer_statements(drawn):
    start = dt.date(2020, 1, 1)
    rows = [
        (f"A{n}", str(start + dt.timedelta(day)), size, str(start + dt.timedelta(day + lag)), {"tier": tier})
        for n, (day, size, lag, tier) in enumerate(drawn)
    ]
    told = history(rows)
    revised = revisions.of(told)
    known: set[str] = set()
    for day in told.days:
        now = {i for ids in revisions.known(revised.readings, day)["obs_id"] for i in ids.split()}
        assert known <= now
        known = now
        seen = troop_levels.monthly(troop_levels.levels(told.on(day)))
        pd.testing.assert_frame_equal(revisions.known(revised.readings, day)[seen.columns], seen, check_dtype=False)


def test_the_view_hands_over_the_whole_table(view):
    told = view(as_of="2006-12-18").vintages("troop_levels")
    assert "BOR-002" not in set(told.rows["obs_id"])
    latest = view().vintages("troop_levels")
    pd.testing.assert_frame_equal(
        latest.on(latest.as_of).reset_index(drop=True), view().table("troop_levels"), check_dtype=False
    )


# --- figures


def test_known_then_and_known_now_are_both_drawn(syria_like):
    [panel] = charts.known(syria_like, NAMES, COLOURS).panels
    assert "19 December 2024" in panel.title
    dashed = next(mark for mark in panel.marks if isinstance(mark, Line) and mark.dashed)
    solid = next(mark for mark in panel.marks if isinstance(mark, Line) and not mark.dashed)
    assert max(y for y in dashed.y if y) == 900 and max(y for y in solid.y if y) == 2000
    hollow = next(mark for mark in panel.marks if isinstance(mark, Points) and mark.hollow)
    assert list(hollow.x) == [pd.Timestamp("2024-12-01")]


def test_an_unknown_start_is_hatched_and_no_line_joins_it(syria_like):
    [panel] = charts.known(syria_like, NAMES, COLOURS).panels
    hatched = next(mark for mark in panel.marks if isinstance(mark, Band) and mark.hatched)
    assert (list(hatched.low)[0], list(hatched.high)[0]) == (900, 2000)
    assert "unknown" in hatched.label
    line = next(mark for mark in panel.marks if isinstance(mark, Line) and not mark.dashed)
    values = dict(zip(line.x, line.y, strict=True))
    assert values[pd.Timestamp("2024-10-01")] is None, "the line ends before the disclosure"


@pytest.mark.parametrize("code", ["en", "ar"])
def test_without_a_disclosure_the_figures_say_so(code):
    language.activate(code)
    revised = revisions.of(history(SYRIA_LIKE[:2]))
    for chart in (
        charts.known(revised, NAMES, COLOURS),
        charts.months(revised, NAMES, COLOURS),
        machine.machine(revised, NAMES, COLOURS, {}),
    ):
        assert chart.empty and not chart.frames
        assert static.svg(chart) and interactive.figure(chart)["data"] == []


def test_an_empty_table_is_no_error():
    revised = revisions.of(history([]))
    assert charts.known(revised, NAMES, COLOURS).empty


def test_the_machine_steps_through_the_days_and_names_the_newest_source(syria_like):
    chart = machine.machine(syria_like, NAMES, COLOURS, {"s": "The Gazette"})
    assert [frame.label for frame in chart.frames][-2:] == ["20 December 2024", "19 April 2025"]
    assert "The Gazette" in chart.frames[0].note
    assert len(chart.panels) <= machine.PANELS
    assert "Explore" not in chart.caption  # it is printed, and stands on the figure's own page
    assert len(json.dumps(interactive.figure(chart))) < 150_000
