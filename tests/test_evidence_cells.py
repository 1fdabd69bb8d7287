"""A row in words: what it says in the language of the page is not said again in another."""

import pytest

from drawdown import language, paths
from drawdown.pack.schema import Schema
from drawdown.web.evidence_cells import Cell, cells

ROW = {"statement_en": "500.", "note": "[midpoint] Said so.", "edit_note": "Read again."}
ARABIC = {"statement_ar": "خمسمئة.", "note_ar": "[midpoint] هكذا قيل.", "edit_note_ar": "قُرئ ثانية."}


def shown(code: str, **row: str) -> dict[str, Cell]:
    table = Schema(paths.DATA).tables["troop_levels"]
    language.activate(code)
    return {cell.column: cell for cell in cells({**dict.fromkeys(table.types), **row}, table)}


@pytest.mark.parametrize(("code", "own"), [("en", ROW), ("ar", ARABIC)])
def test_a_row_speaks_the_language_of_the_page_alone(code, own):
    found = shown(code, **ROW, **ARABIC)
    assert set(found) == set(own) and {cell.code for cell in found.values()} == {code}
    assert "[midpoint]" not in found["note" if code == "en" else "note_ar"].text


def test_what_has_no_translation_is_shown_as_it_is():
    assert {column: cell.code for column, cell in shown("ar", **ROW).items()} == dict.fromkeys(ROW, "en")


@pytest.mark.parametrize(("code", "label"), [("en", "Editor\u2019s note (Arabic)"), ("ar", "ملاحظة المحرر")])
def test_a_column_in_the_language_of_the_page_does_not_name_it(code, label):
    found = shown(code, edit_note_ar=ARABIC["edit_note_ar"])
    assert found["edit_note_ar"].label == label
