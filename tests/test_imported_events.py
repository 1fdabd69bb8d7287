"""What a page shows of imported events: each dataset apart, with what it counts and where it comes from."""

import datetime as dt
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import language
from drawdown.book.run import run
from drawdown.charts import imported_events, static
from drawdown.charts.style import Colour
from drawdown.importers import ucdp
from drawdown.importers.events import Asked, bring
from drawdown.measures.imported_events import by_month
from drawdown.pack.datasets import DATASETS
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests import events

COUNTRIES, COLOURS = {"Arland": "Arland", "Borland": "Borland"}, {"Arland": Colour.BLUE, "Borland": Colour.ORANGE}


@pytest.fixture
def pack(broken_pack: Path, tmp_path: Path) -> Path:
    """A pack with events of two datasets: 3 of UCDP GED, 2 of ACLED."""
    rows = [
        events.ged(1),
        events.ged(2, date_start="2004-05-02", country="Borland"),
        events.ged(3, date_start="2004-05-09", country="Borland", best=0),
    ]
    file = events.write(tmp_path / "GEDEvent_v05_1.csv", rows, ucdp.COLUMNS)
    bring(file, broken_pack, "ucdp", Asked(accessed=dt.date(2006, 2, 1), released=dt.date(2005, 6, 1)))
    file = events.write(tmp_path / "export.csv", [events.acled(1), events.acled(2)], events.ACLED)
    asked = Asked(accessed=dt.date(2006, 3, 1), countries=("Arland",), since=dt.date(2004, 1, 1))
    bring(file, broken_pack, "acled", asked)
    return broken_pack


def seen(pack: Path, **parameters: str) -> View:
    return View(Parameters(data=str(pack), **parameters))


def test_each_dataset_has_panels_of_its_own(pack):
    months, origins = seen(pack).imported()
    chart = imported_events.by_month(by_month(months), origins, COUNTRIES, COLOURS)
    shown = {panel.title: [(mark.label, list(mark.amount)) for mark in panel.marks] for panel in chart.panels}
    assert shown == {
        "UCDP GED, events": [("Arland", [1]), ("Borland", [2])],
        "UCDP GED, deaths": [("Arland", [4]), ("Borland", [4])],
        "ACLED, events": [("Arland", [2])],
        "ACLED, deaths": [("Arland", [6])],
    }
    assert "UCDP GED: 3 events with 8 deaths; the most events in one month are 2, in May 2004." in chart.alt
    ged, acled = "UCDP GED (release 5.1, accessed 1 February 2006)", "ACLED (release 2006-03-01, accessed 1 March 2006)"
    assert chart.origin == f"Source: {ged} and {acled}."
    assert static.svg(chart).startswith("<svg")


@given(
    rows=st.dictionaries(
        st.tuples(st.sampled_from(["ucdp", "acled"]), st.sampled_from(["Arland", "Borland"]), st.integers(0, 40)),
        st.integers(1, 99),
        max_size=12,
    )
)
def test_months_between_hold_zeros_and_no_event_is_lost(rows):
    counted = pd.DataFrame(
        [
            {"dataset": dataset, "country": country, "month": pd.Timestamp(2004, 1, 1) + pd.DateOffset(months=month)}
            | {"events": n, "deaths_best": n, "deaths_low": n if dataset == "ucdp" else None, "deaths_high": None}
            for (dataset, country, month), n in sorted(rows.items())
        ],
        columns=["dataset", "country", "month", "events", "deaths_low", "deaths_best", "deaths_high"],
    ).astype({"month": "datetime64[s]", "deaths_low": "float", "deaths_high": "float"})
    months = by_month(counted)
    assert months["events"].sum() == sum(rows.values())
    for (dataset, _), own in months.groupby(["dataset", "country"]):
        assert (own["month"].diff().dropna().dt.days <= 31).all() and own["month"].is_unique
        assert own["events"].iloc[0] and own["events"].iloc[-1]
        assert own["deaths_low"].isna().all() if dataset == "acled" else (own["deaths_low"] == own["events"]).all()
        assert own["deaths_high"].isna().all()


def test_the_page_says_what_each_dataset_counts_and_how_it_was_asked(pack):
    months, origins = seen(pack).imported()
    said = imported_events.said(months)
    assert "UCDP GED and ACLED" in said and "never added" in said
    assert DATASETS["ucdp"].unit in said and DATASETS["acled"].unit in said and DATASETS["gtd"].unit not in said
    rows = imported_events.origin(origins).rows
    assert list(rows["asked"]) == ["none", "Arland; from 1 January 2004"]
    assert list(rows["rows"]) == [3, 2]
    assert "may not be passed on" in rows["licence"].iloc[1]


def test_each_import_of_a_release_stands_with_its_own_rows(broken_pack, tmp_path):
    rows = [events.ged(1), events.ged(2, country="Borland"), events.ged(3, country="Borland")]
    file = events.write(tmp_path / "GEDEvent_v05_1.csv", rows, ucdp.COLUMNS)
    for country in ("Arland", "Borland"):
        bring(file, broken_pack, "ucdp", Asked(released=dt.date(2005, 6, 1), countries=(country,)))
    origins = seen(broken_pack).imported()[1]
    assert list(zip(origins["countries"], origins["rows"], strict=True)) == [(["Arland"], 1), (["Borland"], 2)]


def test_no_row_reaches_the_data_of_the_figure(pack):
    months, origins = seen(pack).imported()
    chart = imported_events.by_month(by_month(months), origins, COUNTRIES, COLOURS)
    assert list(chart.data) == ["dataset", "country", "month", "events", "deaths_low", "deaths_best", "deaths_high"]


def test_a_view_sees_its_country_its_period_and_its_day(pack):
    assert set(seen(pack, country="Borland").imported()[0]["country"]) == {"Borland"}
    assert set(seen(pack, end="2004-04-30").imported()[0]["country"]) == {"Arland"}
    months, origins = seen(pack, as_of="2005-05-31").imported()
    assert set(months["dataset"]) == set(origins["dataset"]) == {"acled"}, "what ACLED had by then, UCDP had not out"
    assert seen(pack, as_of="2004-03-19").imported()[0].empty


def test_a_pack_without_imports_shows_nothing(tiny):
    months, origins = seen(tiny).imported()
    assert (len(months), len(origins), imported_events.said(months)) == (0, 0, "")
    assert imported_events.by_month(by_month(months), origins, {}, {}).empty


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_figure_is_made_in_both_languages(lang, pack):
    months, origins = seen(pack, lang=lang).imported()
    assert language.active() == lang
    assert imported_events.by_month(by_month(months), origins, COUNTRIES, COLOURS).alt
    assert len(imported_events.origin(origins).columns) == 6


@pytest.mark.slow
def test_the_chapter_shows_imported_events_and_leaves_no_trace_without_any(pack, tiny, tmp_path):
    outputs = {}
    for name, data in {"with": pack, "without": tiny}.items():
        run("attack_frequency", {"data": str(data)}, tmp_path / f"{name}.ipynb")
        cells = nbformat.read(tmp_path / f"{name}.ipynb", as_version=4).cells
        outputs[name] = next(cell.outputs for cell in cells if cell.id == "imported")
    assert outputs["without"] == []
    said, figure, table = (output["data"] for output in outputs["with"])
    assert "never added" in said["text/markdown"] and "image/svg+xml" in figure
    assert "1\xa0March 2006" in table["text/markdown"]
