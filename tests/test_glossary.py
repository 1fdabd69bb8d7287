"""The glossary: entries, the marks of their first use on a page, and the list of actors."""

import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from drawdown.web.actors import actors
from drawdown.web.evidence_rows import Evidence
from drawdown.web.finder import Entry, Finder
from tests.test_web import build, one, page

CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_theme = "basic"
nitpicky = True
nb_execution_mode = "off"
drawdown_pack = {pack!r}
"""
PAGES = {
    "index": "# Tiers and waves\n\nA `wave`, a [wave](https://example.org/), then Waves and a wave; microwaves.\n\n"
    "| a tier |\n|:--|\n| tier |\n\nThe {term}`tier`, a tier, the grade of a page; a headline level.\n\n"
    "```{toctree}\nglossary\nother\n```\n",
    "glossary": "# Glossary\n\n```{glossary}\nwave\n  A stretch of <b>time</b>. It has a start.\n\ntier\ngrade\n"
    "  How good a page is.\n\nheadline level\n  The one picked. See wave.\n```\n\n## Actors\n\n```{actors}\n```\n",
    "other": "# Other\n\n- One wave.\n",
}


def entry(name: str, exact: bool = False) -> Entry:
    return Entry(name, f"term-{name}", f"term-{name}", "It means.", exact)


def found(text: str, *entries: Entry) -> list[str]:
    return [match.group() for match, _entry in Finder(list(entries)).find(text)]


def test_whole_words_are_found_in_any_case_and_number_the_longest_first() -> None:
    text = "Waves, waveform, a force\nlevel and levels; re-wave."
    assert found(text, entry("wave"), entry("level"), entry("force level")) == ["Waves", "force\nlevel", "levels"]


def test_a_name_is_found_as_it_is_written_only() -> None:
    assert found("Nation, nation, Nations", entry("Nation", exact=True)) == ["Nation"]


def test_either_apostrophe_will_do() -> None:
    assert found("Krippendorff’s alpha, Krippendorff's alpha", entry("Krippendorff's alpha")) == [
        "Krippendorff’s alpha",
        "Krippendorff's alpha",
    ]


def test_an_arabic_vowel_is_part_of_its_word() -> None:
    assert found("يُنقل، نقل", entry("نقل")) == ["نقل"]


def test_without_entries_nothing_is_found() -> None:
    assert found("A wave.") == []


@given(st.text(max_size=40), st.text(min_size=1, max_size=20).filter(str.strip))
def test_any_name_can_be_looked_for_in_any_text(text: str, name: str) -> None:
    for match, held in Finder([entry(name, exact=True)]).find(text):
        assert match.group().replace("’", "'").split() == held.name.replace("’", "'").split()


LETTERS = st.text("ab s-'’\u064b", max_size=12)


@given(LETTERS.map(str.upper) | LETTERS, st.lists(LETTERS.filter(str.strip), min_size=1, max_size=4, unique=True))
def test_terms_are_those_that_one_expression_of_all_finds(text: str, names: list[str]) -> None:
    longest = sorted(names, key=lambda name: (-len(name), name))
    words = [r"\s+".join(map(re.escape, name.replace("’", "'").split())).replace("'", "[’']") for name in longest]
    edge = r"\w\u064b-\u0652-"
    every = re.compile(rf"(?i)(?<![{edge}])(?:{'|'.join(f'{word}s?' for word in words)})(?![{edge}])")
    assert found(text, *map(entry, names)) == [match.group() for match in every.finditer(text)]


def test_actors_are_counted_as_the_tables_name_them(tiny: Path) -> None:
    held = Evidence(tiny)
    counted = held.frame(held.schema.tables["positions"])["actor"].value_counts()
    listed = actors(held)
    assert list(listed) == sorted(listed, key=str.casefold)
    spoken = {name: part for name, parts in listed.items() for part in parts if part.column == "actor"}
    assert {name: len(part.rows) for name, part in spoken.items()} == pd.Series(counted).to_dict()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    book = tmp_path_factory.mktemp("glossary") / "book"
    book.mkdir()
    (book / "conf.py").write_text(CONF.format(pack=str(tiny)), encoding="utf-8")
    for name, text in PAGES.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    return book.parent / "out/html"


@pytest.mark.slow
def test_the_first_use_of_a_term_on_a_page_is_marked(site: Path) -> None:
    links = page(site, "index").select("a.term")
    assert [link.get_text() for link in links] == ["Waves", "tier", "headline level"]
    assert links[0]["title"] == "A stretch of <b>time</b>.\nwave"
    assert [link.get_text() for link in page(site, "other").select("a.term")] == ["wave"]


@pytest.mark.slow
def test_links_headings_code_and_cells_stay_unmarked(site: Path) -> None:
    for link in page(site, "index").select("a.term"):
        assert link.find_parent(["a", "h1", "code", "td", "th"]) is None
    assert not page(site, "glossary").select("a.term")


@pytest.mark.slow
def test_every_mark_leads_to_its_entry(site: Path) -> None:
    glossary = page(site, "glossary")
    for name in ("index", "other"):
        for link in page(site, name).select("a.term"):
            file, _hash, place = str(link["href"]).partition("#")
            assert file == "glossary.html" and isinstance(glossary.find(id=place), Tag)


@pytest.mark.slow
def test_actors_have_a_place_and_the_script_comes_with_marks(site: Path) -> None:
    listed = one(page(site, "glossary"), "dl.actors")
    assert all(str(name["id"]).startswith("actor-") for name in listed.select("dt"))
    assert page(site, "index").select('script[src*="facts.js"]')
    assert not page(site, "glossary").select('script[src*="facts.js"]')
