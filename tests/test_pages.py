"""The pages of the real book in a real browser, with nothing but the site to talk to."""

import gzip
import json
from urllib.parse import quote

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from drawdown.book import plan
from tests.browser import CHAPTERS, DESKTOP, EXPLORE, PAGES, PHONE, READ, Visit, pages, until

pytestmark = pytest.mark.slow


def test_no_page_errs_or_leaves_the_site(site, address, browser):
    with browser.new_context(viewport=DESKTOP) as context:
        visit = Visit(context, address)
        found = pages(site)
        for path in found:
            visit.open(path, "networkidle" if path in PAGES else "load")
        assert visit.wrong == []
        assert len(found) > len(CHAPTERS)


@pytest.mark.parametrize("javascript", [True, False])
def test_every_figure_is_seen_at_once(address, browser, javascript):
    with browser.new_context(viewport=PHONE, java_script_enabled=javascript) as context:
        visit = Visit(context, address, scripts=javascript)
        for path in READ:
            figures = visit.open(path).locator(".chart-static > .chart-narrow > svg")
            assert figures.count() >= 2, path
            for figure in figures.all():
                assert figure.is_visible(), path
                box = figure.bounding_box()
                assert box and box["width"] > 250 and box["height"] > 80, path
        assert visit.wrong == []


@pytest.mark.parametrize("path", CHAPTERS)
def test_every_figure_becomes_interactive_on_request(address, browser, path):
    with browser.new_context(viewport=DESKTOP) as context:
        visit = Visit(context, address)
        page = visit.open(path)
        assert page.locator(".js-plotly-plot").count() == 0
        buttons = page.locator(EXPLORE)
        assert buttons.count() >= 2
        for place, button in enumerate(buttons.all(), start=1):
            button.click()
            plots = page.locator(".js-plotly-plot .main-svg").first
            plots.wait_for(state="visible")
            until(page, "(n) => document.querySelectorAll('.js-plotly-plot').length === n", place)
        assert visit.wrong == []


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_phone_never_scrolls_sideways(address, browser, path):
    with browser.new_context(viewport=PHONE) as context:
        page = Visit(context, address).open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", READ)
def test_no_number_is_empty_or_unknown(address, browser, path):
    with browser.new_context(viewport=DESKTOP) as context:
        page = Visit(context, address).open(path)
        text = page.locator("article").first.inner_text()
        for broken in ("not known", "nan", "None", "{glue", "<NA>"):
            assert broken not in text.split("\nSources\n")[0].split(), (path, broken)


def test_every_number_leads_to_its_card_and_every_card_to_its_sources(site):
    soups = {path: BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser") for path in pages(site)}
    places = {path: {str(node["id"]) for node in soup.select("[id]")} for path, soup in soups.items()}

    def leads(path: str, link: Tag) -> str:
        target, _hash, place = str(link["href"]).partition("#")
        page = str((site / path).parent.joinpath(target).resolve().relative_to(site.resolve())) if target else path
        assert place in places[page], (path, link)
        return page

    for path in READ:
        numbers = soups[path].select("a.fact")
        assert numbers, path
        assert all(leads(path, link) in CHAPTERS for link in numbers)
    for path in CHAPTERS:
        assert soups[path].select("ul.facts > li > details.fact-card"), path
        for source in soups[path].select(".fact-rows a[href*='/sources/']"):
            assert leads(path, source).startswith("sources/")
    for path in (name for name in soups if name.startswith("sources/")):
        assert all(leads(path, link) in CHAPTERS for link in soups[path].select(".source-rests a[href*='#']"))


def test_the_cards_of_a_chapter_are_light(site):
    for path in CHAPTERS:
        soup = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")
        cards = str(soup.select_one("ul.facts"))
        assert len(gzip.compress(cards.encode())) < 40_000, path


def test_the_facts_of_the_book_fit_their_schema(site):
    schema = json.loads((site / "facts.schema.json").read_text(encoding="utf-8"))
    facts = json.loads((site / "facts.json").read_text(encoding="utf-8"))
    jsonschema.validate(facts, schema, jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker())
    assert {fact["chapter"] for fact in facts["facts"]} == set(plan.chapters())
    names = [(fact["chapter"], fact["id"]) for fact in facts["facts"]]
    assert len(names) == len(set(names))
    assert {row for fact in facts["facts"] for row in fact["rows"]} == set(facts["rows"])


@pytest.mark.parametrize("path", CHAPTERS)
def test_search_for_its_title_finds_a_chapter_before_the_rows_behind_it(site, address, browser, path):
    with browser.new_context(viewport=DESKTOP) as context:
        visit = Visit(context, address)
        title = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser").select_one(
            "meta[property='og:title']"
        )["content"]
        page = visit.open(f"search.html?q={quote(title)}")
        page.locator(".search-results li").first.wait_for()
        found = page.locator(".search-where").all_inner_texts()
        assert f"Text · {title}" in found[:3]
        assert visit.wrong == []
