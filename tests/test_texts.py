"""Texts of rows: in the reader's language, in English where they are not, and in none before they were disclosed."""

import re

import pandas as pd
import pytest

from drawdown import paths
from drawdown.charts import (
    announced_levels,
    drawdown_rates,
    reversals,
    synthesis,
    withdrawal_history,
    withdrawal_tables,
)
from drawdown.charts.style import Colour
from drawdown.language import activate
from drawdown.pack.schema import standard
from drawdown.pack.texts import told

ARABIC = re.compile("[\u0600-\u06ff]")
ROWS = pd.DataFrame({"says_en": ["One.", "Two."], "says_ar": ["واحد.", ""]}, dtype="str")


@pytest.mark.parametrize(("code", "said"), [("en", ["One.", "Two."]), ("ar", ["واحد.", "Two."])])
def test_a_text_is_in_the_active_language_and_in_english_where_that_is_blank(code: str, said: list[str]) -> None:
    activate(code)
    assert told(ROWS, "says").tolist() == said


def test_rows_without_the_column_of_a_language_are_told_in_english() -> None:
    activate("ar")
    assert told(ROWS[["says_en"]], "says").tolist() == ["One.", "Two."]
    assert told(ROWS[:0], "says").empty


@pytest.mark.parametrize("name", standard())
def test_what_was_disclosed_later_was_so_in_every_language(name: str) -> None:
    for earlier in standard()[name].later.values():
        english = {column: before for column, before in earlier.items() if column.endswith("_en")}
        arabic = {
            f"{column[:-3]}_ar": {"column": f"{before['column'][:-3]}_ar"} if before else None
            for column, before in english.items()
        }
        assert {column: before for column, before in earlier.items() if column.endswith("_ar")} == arabic


def test_what_came_of_a_promise_is_in_no_language_before_its_day(view) -> None:
    rows = view(lang="ar", as_of="2001-12-31").table("pledges")
    assert len(rows) and (rows["promised_ar"] != "").all()
    assert (rows[["outcome_note_en", "outcome_note_ar"]] == "").all(axis=None)


@pytest.mark.parametrize(("lang", "first", "why"), [("en", "8,000", "Met ten"), ("ar", "8 آلاف", "أُوفي به قبل")])
def test_the_tables_and_the_figure_of_the_promises_speak_the_language_of_the_page(
    view, lang: str, first: str, why: str
) -> None:
    seen = view(lang=lang)
    pledges, milestones = seen.table("pledges"), seen.table("milestones")
    table = withdrawal_tables.outcomes(pledges).rows.set_index("pledge_id").loc["PL001"]
    assert table["promised"].startswith(first) and table["why"].startswith(why)
    assert withdrawal_tables.met(pledges).rows["promised"].tolist()[0].startswith(first)
    assert any(first in note for note in withdrawal_history.told(pledges).notes)
    undone = reversals.undone(pledges, milestones).rows
    assert undone["promised"].tolist() == told(pledges.set_index("pledge_id"), "promised")[undone["pledge_id"]].tolist()


def test_claims_levels_and_those_outside_them_are_told_in_arabic(view) -> None:
    seen = view(lang="ar")
    assert set(synthesis.ledger(seen.table("claims")).rows["why"]) == {"مختلق."}
    levels = seen.table("troop_levels")
    marked = levels.assign(note="Contractors besides.")
    outside = drawdown_rates.outside(marked).rows
    assert len(outside) and outside["said"].str.contains(ARABIC).all()


def test_a_mark_of_a_plan_is_told_in_arabic(view) -> None:
    seen = view(lang="ar", data=str(paths.DATA))
    colours = dict.fromkeys(seen.countries, Colour.BLUE)
    chart = announced_levels.plans(seen.table("troop_levels"), seen.countries, colours)
    notes = [note for panel in chart.panels for mark in panel.marks if mark.hover for note in mark.hover.notes or []]
    assert notes and all(ARABIC.search(note) for note in notes if note)
