"""One term has one translation and a number stays what it is, in the package and in the prose of the book."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from drawdown import paths
from drawdown.book import messages

FOLDER = paths.BOOK_LOCALE / "ar"
PACKAGE = paths.catalogue("ar")
HEADING = "## The book's own words"
BY_SENSE = "by sense"
MARKS = re.compile("[\u064b-\u0652\u0640]")  # vowels and their kin, which a writer may leave out
UNTRANSLATED = re.compile(r"\{[\w:]+\}`[^`]*`|\{\w+\}|\]\([^)]*\)|`[^`]*`")


def terms() -> Iterator[tuple[str, list[str]]]:
    """Give each English term of the first table with its Arabic forms."""
    table = (FOLDER / "GLOSSARY.md").read_text(encoding="utf-8").split(HEADING)[1].split("\n## ")[0]
    for line in [line for line in table.splitlines() if line.startswith("| ")][1:]:
        english, arabic, note = (cell.strip() for cell in line.removesuffix("|").removeprefix("|").split("|"))
        if not note.startswith(BY_SENSE):
            forms = [MARKS.sub("", form.strip()) for form in arabic.split("؛")]
            yield from ((name.strip(), forms) for name in re.sub(r"\([^)]*\)", "", english).split(","))


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str, str]]:
    """Every text: the catalogue, the English without what is not translated, the Arabic without vowels."""
    found = []
    for path in [PACKAGE, *sorted(FOLDER.rglob("*.po"))]:
        for english, arabic in _pairs(messages.read(path)):
            found.append((path.stem, UNTRANSLATED.sub(" ", english), MARKS.sub("", arabic)))
    return found


def _pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    for message in catalogue:
        if message.id:
            plural = not isinstance(message.id, str)
            yield (message.id[-1], message.string[-1]) if plural else (message.id, message.string)


@pytest.mark.parametrize(("english", "forms"), list(terms()))
def test_a_term_has_its_translation(texts, english, forms):
    named = re.compile(rf"\b{re.escape(english)}s?\b", re.IGNORECASE)
    assert not [
        (catalogue, text, arabic)
        for catalogue, text, arabic in texts
        if named.search(text) and not any(form in arabic for form in forms)
    ]


def test_a_text_has_the_numbers_of_its_english(texts):
    for catalogue, english, arabic in texts:
        shown = UNTRANSLATED.sub(" ", arabic)
        assert _numbers(shown) == _numbers(english), (catalogue, arabic)


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text.replace(",", "")))
