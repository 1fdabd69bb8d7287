"""What the evidence covers and how often it was wrong, on tables with known answers."""

import pandas as pd
import pytest

from drawdown import language
from drawdown.charts import coverage as charts
from drawdown.charts import interactive, static
from drawdown.measures import coverage as measures

REGISTRY = pd.DataFrame(
    {"tier": ["A", "B", "B", "D"], "source_type": ["dataset", "wire", "think_tank", "party_or_state_media"]},
    index=["data", "wire", "tank", "party"],
)


def evidence(*rows, table="levels"):
    """Rows as (id, country, first day, last day, source, second source)."""
    names = ["id", "country", "first", "last", "source", "source_2"]
    frame = pd.DataFrame(rows, columns=names)
    frame = frame.assign(first=pd.to_datetime(frame["first"]), last=pd.to_datetime(frame["last"]))
    cited = {table: ["source", "source_2"]}
    return measures.evidence({table: frame}, {table: "id"}, {table: ("first", "last")}, cited, REGISTRY)


@pytest.fixture
def rows():
    return evidence(
        ("1", "Arland", "2003-01-01", None, "party", "wire"),
        ("2", "Arland", "2003-03-02", "2003-06-30", "party", ""),
        ("3", "Arland+Borland", "2003-04-01", "2003-04-02", "wire", "tank"),
        ("4", "Arland", "2005-08-30", "2005-08-30", "wire", "data"),
    )


def test_the_best_source_is_of_the_best_tier_and_the_first_among_equals(rows):
    assert list(rows["kind"]) == ["press", "party", "press", "official"]


def test_rows_are_counted_by_month_and_a_joint_one_for_no_single_place(rows):
    counts = measures.by_month(rows, ["Arland", "Borland"])
    assert counts["rows"].sum() == len(rows)
    assert counts.groupby("place")["rows"].sum().to_dict() == {"": 1, "Arland": 3}
    assert (counts["month"].dt.day == 1).all()


def test_a_joint_row_counts_for_each_country(rows):
    counts = measures.by_country(rows, ["Arland", "Borland", "Nowhere"])
    assert [tuple(row) for row in counts.itertuples(index=False)] == [
        ("Arland", 4, 3),
        ("Borland", 1, 0),
        ("Nowhere", 0, 0),
    ]


def test_shares_of_a_table_sum_to_one(rows):
    counts = measures.by_kind(rows).set_index("kind")
    assert counts.loc["press", "share"] == 0.5 and counts["share"].sum() == 1


def test_a_gap_runs_from_the_end_of_what_is_covered(rows):
    gaps = measures.gaps(rows, ["Arland", "Borland"])
    [gap] = gaps.to_dict("records")
    assert (gap["country"], gap["after"], gap["until"]) == (
        "Arland",
        pd.Timestamp("2003-06-30"),
        pd.Timestamp("2005-08-30"),
    )
    assert gap["days"] == 792, "and sixty days are no gap"


@pytest.mark.parametrize(("until", "count"), [("2003-03-02", 0), ("2003-03-03", 1)])
def test_sixty_days_are_no_gap_and_sixty_one_are(until, count):
    found = evidence(("1", "A", "2003-01-01", None, "wire", ""), ("2", "A", until, None, "wire", ""))
    assert len(measures.gaps(found, ["A"])) == count


def audit(*verdicts, **columns):
    drawn = {"stratum": "sample", "basis": "page"}
    return pd.DataFrame({"verdict": verdicts, **drawn, **columns}, index=range(len(verdicts)))


def test_the_audit_of_one_stratum_has_one_line():
    [row] = measures.audited(audit("confirmed", "confirmed", "imprecise", "wrong")).to_dict("records")
    assert (row["rows"], row["wrong"], row["off"]) == (4, 0.25, 0.5)
    assert row["wrong_low"] == pytest.approx(0.00631, abs=1e-5) and row["wrong_high"] == pytest.approx(
        0.80588, abs=1e-5
    )


def test_strata_are_told_apart_and_not_pooled():
    rates = measures.audited(audit("wrong", "confirmed", "confirmed", stratum=["headline", "sample", "sample"]))
    assert [tuple(row) for row in rates[["stratum", "basis", "rows", "wrong"]].itertuples(index=False)] == [
        ("headline", "page", 1, 1.0),
        ("sample", "page", 2, 0.0),
    ]


def test_rows_not_drawn_make_no_rate():
    assert measures.audited(audit("wrong", "wrong", stratum=["findings", "outside"])).empty


def test_what_was_not_decided_is_left_out():
    assert measures.audited(audit("confirmed", "unreachable"))["rows"].tolist() == [1]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_figures_are_drawn_by_both(rows, code):
    language.activate(code)
    titles, theatres = {"levels": "Levels"}, {"Arland": "Arland", "Borland": "Borland"}
    for chart in (
        charts.months(rows, titles, theatres),
        charts.countries(rows, theatres),
        charts.sources(rows, titles),
    ):
        assert not chart.empty and static.svg(chart) and interactive.figure(chart)["data"]


def test_a_pack_without_rows_says_so():
    nothing = measures.evidence({}, {}, {}, {}, REGISTRY)
    for chart in (charts.months(nothing, {}, {}), charts.countries(nothing, {"A": "A"}), charts.sources(nothing, {})):
        assert chart.empty and static.svg(chart)
    assert measures.gaps(nothing, ["A"]).empty
