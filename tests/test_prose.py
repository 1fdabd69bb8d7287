"""The authored pages type no number that the data could give."""

import re

import pytest

from drawdown import paths

PAGES = sorted(path for path in paths.BOOK.rglob("*.md") if not {paths.CHAPTERS, paths.BOOK_LOCALE} & {*path.parents})

ALLOWED = {
    "400 days": "troop_levels.GAP, a choice of the method",
    "120 days": "troop_levels.NEAR, a choice of the method",
    "more than 60 days": "coverage.SILENCE, a choice of the method",
    "95%": "rates.CONFIDENCE, a choice of the method",
    "Garwood (1936": "a citation",
    "Pearson (1934": "a citation",
    "*Biometrika* 28": "a citation",
    "*Biometrika* 26": "a citation",
    "from −2 (": "the ends of the scale of stances, as the codebook names them",
    "to +2 (": "the ends of the scale of stances, as the codebook names them",
    "Python 3.11": "what the project runs on",
    "Attribution 4.0": "the name of a licence",
    "ISO 690": "the name of a standard",
}
_CODE = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$|`[^`\n]*`", re.M | re.S)
_ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
_TARGET = re.compile(r"\]\([^)]*\)|^\([\w-]+\)=$", re.M)
_COUNTED = re.compile(r"^\d+\. ", re.M)  # the items of a list


def typed(text: str) -> list[str]:
    """Return the lines that hold a digit of their own."""
    for pattern in (_ROLE, _CODE, _TARGET, _COUNTED):
        text = pattern.sub("", text)
    for phrase in ALLOWED:
        text = text.replace(phrase, "")
    return [line for line in text.splitlines() if re.search(r"\d", line)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_types_no_number(page):
    assert typed(page.read_text(encoding="utf-8")) == []


def test_a_typed_number_is_found():
    assert typed("Only {glue:text}`x.ipynb::kept:s` of 29 were kept.\n1. `code 5` within 400 days") == [
        "Only  of 29 were kept."
    ]
