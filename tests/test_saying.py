"""What a chapter says, repeated on pages that are no notebooks: in a list, in a paragraph, in a folder below."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from drawdown.facts.fact import Fact
from drawdown.facts.records import Records
from drawdown.pack.view import View
from drawdown.page import cards, said
from drawdown.parameters import Parameters
from tests.test_cards import CONF, notebook
from tests.test_web import build, one, page

pytestmark = pytest.mark.slow

SAYS = "From {peak} to {latest}, *at least* {latest_low}."
PAGES = {
    "index": "# Book\n\n- **It fell.** {said}`troop_levels finding` ([levels](chapters/troop_levels.ipynb))\n"
    "- Set apart:\n\n  ```{said} troop_levels finding\n  ```\n\n```{said} troop_levels finding\n```\n\n"
    "```{toctree}\nmethods\nsources\nbelow/page\nchapters/troop_levels\n```\n",
    "below/page": "# Below\n\nSo: {said}`troop_levels finding`\n",
    "methods": "# Methods\n\n```{measures}\n```\n",
    "sources": "# Sources\n\n```{sources}\n```\n",
}


def records(pack: Path, *facts: Fact) -> Records:
    """Return the records of a chapter that states a peak, a latest level and these facts."""
    view = View(Parameters(data=str(pack)))
    peak = Fact("peak", 10000, "persons", "The highest level.", ("ARL-001",))
    latest = Fact("latest", 500, "persons", "The latest level.", ("ARL-006",))
    stated = [peak, latest, *facts]
    return cards.records("troop_levels", stated, view, {"troop_levels": view.table("troop_levels")})


def chapter(pack: Path, text: str) -> str:
    """An executed chapter that says the text."""
    book = json.loads(notebook(records(pack)))
    written = {fact["id"]: fact["text"] for fact in records(pack)["facts"]} | {"latest_low": "500"}
    output = {"output_type": "display_data", "data": said.bundle(text, "troop_levels", written)}
    output["metadata"] = {said.KEY: {"name": "finding", "text": text}}
    cell = {"cell_type": "code", "id": "finding", "source": "say()", "execution_count": 1, "metadata": {}}
    book["cells"].append({**cell, "outputs": [output]})
    return json.dumps(book)


def make(folder: Path, pack: Path, **pages: str) -> Path:
    """Write the sources of a book of one chapter and return their folder."""
    book = folder / "book"
    for name in ("chapters", "below"):
        (book / name).mkdir(parents=True)
    (book / "conf.py").write_text(CONF.format(pack=str(pack), report=""), encoding="utf-8")
    for name, text in {**PAGES, **pages}.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    (book / "chapters/troop_levels.ipynb").write_text(chapter(pack, SAYS), encoding="utf-8")
    return book


def links(node: BeautifulSoup) -> list[tuple[str, str]]:
    return [(str(link["href"]), link.get_text()) for link in node.select("a.fact")]


def test_a_sentence_is_repeated_with_its_links_and_follows_the_chapter(tmp_path: Path, tiny: Path) -> None:
    book = make(tmp_path, tiny)
    done = build(book)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "out/html"
    numbers = [("peak", "10,000"), ("latest", "500"), ("latest", "500")]
    expected = [(f"chapters/troop_levels.html#fact-troop-levels-{fact}", text) for fact, text in numbers]
    index = page(site, "index")
    item = one(index, "li:has(strong)")
    assert item.get_text(strip=True, separator=" ") == "It fell. From 10,000 to 500 , at least 500 . ( levels )"
    assert len(item.select("p, div")) == 1
    assert links(item) == expected and links(index) == expected * 3
    assert one(item, "em").get_text() == "at least"
    assert one(index, "section > p:has(a.fact)").get_text() == "From 10,000 to 500, at least 500."
    assert one(index, "li:not(:has(strong)) > p:has(a.fact)").find_previous_sibling("p").get_text() == "Set apart:"
    assert links(page(site, "below/page")) == [(f"../{target}", text) for target, text in expected]
    assert "facts.js" in str(index)

    (book / "chapters/troop_levels.ipynb").write_text(chapter(tiny, "Now {latest}."), encoding="utf-8")
    done = build(book)
    assert done.returncode == 0, done.stderr
    assert links(page(site, "index")) == [expected[1]] * 3


def test_what_was_not_run_or_not_said_stops_the_build(tmp_path: Path, tiny: Path) -> None:
    book = make(
        tmp_path,
        tiny,
        index="# Book\n\n{said}`nowhere finding`\n\n{said}`troop_levels`\n\n```{said} troop_levels answer\n```\n\n"
        "```{said} elsewhere finding\n```\n\n"
        "```{toctree}\nmethods\nsources\nbelow/page\nchapters/troop_levels\n```\n",
    )
    done = build(book)
    assert done.returncode != 0
    for message in (
        "the chapter 'nowhere' has not been run",
        "the chapter 'elsewhere' has not been run",
        "the chapter 'troop_levels' says nothing under the name ''",
        "the chapter 'troop_levels' says nothing under the name 'answer'",
    ):
        assert message in done.stderr
