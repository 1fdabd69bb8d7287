"""What was known when: rows appear on the day they were reported, and never before."""

import datetime as dt
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import paths
from drawdown.measures import troop_levels
from drawdown.pack.schema import Schema, Table
from drawdown.pack.view import View
from drawdown.pack.vintage import seen
from drawdown.parameters import Parameters

TABLE = Table(
    {
        "name": "rows",
        "path": "rows.csv",
        "later": {"outcome_reported_on": {"outcome": "pending", "level": None}},
        "schema": {"primaryKey": ["id"], "fields": []},
    }
)
DAY_0 = dt.date(2001, 1, 1)


def frame(*rows):
    """Rows as (id, reported_on, status, outcome, outcome_reported_on); days count from the first."""
    columns = ["id", "reported_on", "status", "outcome", "outcome_reported_on"]
    table = pd.DataFrame(rows, columns=columns).astype({"id": str, "status": str, "outcome": str})
    for column in ("reported_on", "outcome_reported_on"):
        table[column] = pd.Timestamp(DAY_0) + pd.to_timedelta(table[column], unit="D")
    return table.assign(level=7)


def on(day):
    return DAY_0 + dt.timedelta(days=day)


def names(rows, day):
    return list(seen(rows, TABLE, on(day))["id"])


def test_a_row_is_unseen_before_the_day_it_was_reported():
    rows = frame(("A", 5, "confirmed", "kept", 5))
    assert names(rows, 4) == []
    assert names(rows, 5) == ["A"]


def test_a_duplicate_drops_once_the_original_is_known():
    rows = frame(("A", 5, "confirmed", "kept", 5), ("B", 3, "duplicate_of:A", "kept", 5))
    assert names(rows, 3) == ["B"]
    assert names(rows, 5) == ["A"]


def test_a_duplicate_of_a_row_that_is_not_in_the_pack_stays():
    assert names(frame(("B", 3, "duplicate_of:A", "kept", 5)), 9) == ["B"]


def test_a_denied_row_is_never_kept():
    assert names(frame(("A", 5, "denied", "kept", 5)), 9) == []


@pytest.mark.parametrize("status", ["confirmed", "claimed", "superseded"])
def test_a_row_of_any_other_status_stays(status):
    assert names(frame(("A", 5, status, "kept", 5)), 9) == ["A"]


def test_an_outcome_reads_pending_until_it_was_reported():
    rows = frame(("A", 1, "confirmed", "kept", 5))
    before, after = seen(rows, TABLE, on(4)), seen(rows, TABLE, on(5))
    assert before[["outcome", "outcome_reported_on"]].values.tolist()[0][0] == "pending"
    assert before["level"].isna().all()
    assert after["outcome"].tolist() == ["kept"]
    assert after["level"].tolist() == [7]


def test_an_outcome_without_a_day_stays_pending():
    rows = frame(("A", 1, "confirmed", "pending", None))
    assert seen(rows, TABLE, on(999))["outcome"].tolist() == ["pending"]


@pytest.mark.parametrize("as_of", ["2005-01-01", "2011-01-01", "2025-01-01"])
def test_text_that_is_not_known_yet_is_empty_and_not_missing(as_of):
    rows = View(Parameters(as_of=as_of, data=str(paths.DATA))).table("pledges")
    text = [column for column, kind in Schema(paths.DATA).tables["pledges"].types.items() if kind == "string"]
    assert (rows["outcome"] == "pending").any()
    assert not rows[text].isna().any(axis=None)


def test_a_table_without_days_is_always_known():
    rows = pd.DataFrame({"id": ["A"]})
    assert seen(rows, TABLE.__class__({**TABLE.descriptor, "later": {}}), on(0))["id"].tolist() == ["A"]


def test_seeing_leaves_the_rows_as_they_were():
    rows = frame(("A", 1, "confirmed", "kept", 5))
    copy = rows.copy()
    seen(rows, TABLE, on(2))
    pd.testing.assert_frame_equal(rows, copy)


DAYS = st.integers(0, 20)
STATUS = st.sampled_from(
    ["confirmed", "claimed", "superseded", "denied", "duplicate_of:0", "duplicate_of:1", "duplicate_of:2"]
)
ROWS = st.lists(st.tuples(DAYS, STATUS, st.sampled_from(["kept", "late"]), DAYS), max_size=6).map(
    lambda found: frame(*((str(i), *row) for i, row in enumerate(found)))
)


@given(rows=ROWS, days=st.tuples(DAYS, DAYS))
def test_a_later_day_loses_no_row_but_repeated_ones(rows, days):
    early, late = sorted(days)
    lost = set(names(rows, early)) - set(names(rows, late))
    status = rows.set_index("id")["status"]
    known = set(rows["id"][rows["reported_on"] <= pd.Timestamp(on(late))])
    assert all(status[name].startswith("duplicate_of:") and status[name].split(":")[1] in known for name in lost)


@given(rows=ROWS, day=DAYS)
def test_no_row_is_seen_early_and_none_twice(rows, day):
    kept = seen(rows, TABLE, on(day))
    assert (kept["reported_on"] <= pd.Timestamp(on(day))).all()
    assert kept["id"].is_unique
    assert (kept["status"] != "denied").all()
    assert list(kept["id"]) == sorted(kept["id"])


@given(rows=ROWS, day=DAYS)
def test_no_outcome_is_known_early(rows, day):
    kept = seen(rows, TABLE, on(day))
    early = kept["outcome_reported_on"] > pd.Timestamp(on(day))
    assert (kept.loc[early, "outcome"] == "pending").all()
    assert (kept.loc[~early, "outcome"] != "pending").all()


@given(rows=ROWS, days=st.tuples(DAYS, DAYS))
def test_a_day_seen_through_a_later_day_is_the_same(rows, days):
    early, late = sorted(days)
    plain = rows.assign(status="confirmed")
    through = seen(seen(plain, TABLE, on(late)), TABLE, on(early))
    assert list(through["id"]) == list(seen(plain, TABLE, on(early))["id"])


def test_the_tiny_pack_grows_with_the_day(view):
    milestones = {day: set(view(as_of=day).table("milestones")["milestone_id"]) for day in ("2005-01-01", "2005-01-02")}
    assert "M006" in milestones["2005-01-01"] and "M004" not in milestones["2005-01-01"]
    assert "M004" in milestones["2005-01-02"] and "M006" not in milestones["2005-01-02"]


def test_the_outcome_of_a_tiny_pledge_is_pending_before_it_was_reported(view):
    def outcome(day):
        return (
            view(as_of=day)
            .table("pledges")
            .set_index("pledge_id")
            .loc["PL002", ["outcome", "source_outcome", "outcome_rows"]]
        )

    assert outcome("2005-01-04").tolist() == ["pending", "", ""]
    assert outcome("2005-01-05").tolist() == ["kept", "reprint-2003-arland", "M004"]


def test_a_period_keeps_what_touches_it(view):
    rows = view(start="2006-12-19", end="2006-12-31").table("troop_levels")
    assert list(rows["obs_id"]) == ["BOR-002"]


def test_a_country_has_its_own_rows_and_the_joint_events_but_no_joint_totals(view):
    assert set(view(country="Borland").table("milestones")["milestone_id"]) == {"M007", "M008"}
    assert set(view(country="Borland").table("troop_levels")["country"]) == {"Borland"}


def test_a_table_of_no_country_is_the_same_for_all(view):
    assert len(view(country="Borland").table("claims")) == len(view().table("claims")) == 4


def test_a_pack_without_a_table_gives_its_columns_and_no_rows(broken_pack):
    descriptor = json.loads((broken_pack / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [table for table in descriptor["resources"] if table["name"] != "positions"]
    (broken_pack / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    seen = View(Parameters(data=str(broken_pack)))
    assert seen.table("positions").empty and not seen.holds("positions")
    assert {"said_on", "stance", "tier"} <= set(seen.table("positions")) and seen.vintages("positions").rows.empty
    assert seen.holds("milestones")


class TestSyria2024:
    """The case that matters: what was public in August 2024, and what was disclosed in December."""

    @staticmethod
    def levels(as_of):
        view = View(Parameters(country="Syria", as_of=as_of, data=str(paths.DATA)))
        return troop_levels.levels(view.table("troop_levels"))

    def test_the_level_of_august_2024_is_900_as_known_in_august(self):
        resolved = troop_levels.monthly(self.levels("2024-08-24")).set_index("month")
        assert resolved.loc["2024-08-01", "headline"] == 900
        assert resolved.index.max() == pd.Timestamp("2024-08-01")

    def test_the_disclosure_of_2000_is_seen_on_20_december_and_not_on_18(self):
        def disclosed(as_of):
            rows = self.levels(as_of)
            return rows[
                (rows["kind"] == "disclosed_later") & (rows["estimate"] == 2000) & (rows["date"] >= "2024-01-01")
            ]

        assert disclosed("2024-12-18").empty
        assert len(disclosed("2024-12-20")) >= 1

    def test_the_disclosure_does_not_rewrite_august(self):
        resolved = troop_levels.monthly(self.levels("2024-12-31")).set_index("month")
        assert resolved.loc["2024-08-01", "headline"] == 900

    def test_no_line_joins_the_900_and_the_2000(self):
        for spell in troop_levels.spells(troop_levels.monthly(self.levels("2024-12-31"))):
            assert len(set(spell["kind"] == "disclosed_later")) == 1


def test_every_table_of_the_real_pack_has_a_day_of_knowledge_but_registers():
    tables = Schema(paths.DATA).tables.values()
    without = {table.name for table in tables if "reported_on" not in table.types}
    assert without == {"sources", "audit", "waves", "predictions"}  # the last two are known with what they name
