"""The pages of the real book in a real browser, with nothing but the site to talk to."""

import functools
import gzip
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from drawdown.book import plan
from tests.project import copy, drawdown

pytestmark = pytest.mark.slow

CHAPTERS = [f"chapters/{chapter}.html" for chapter in plan.chapters()]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real book, built once in a copy of the project."""
    folder = copy(tmp_path_factory.mktemp("book"))
    done = drawdown(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


class Visit:
    """A page opened with everything it did wrong written down."""

    def __init__(self, context: BrowserContext, address: str, scripts: bool = True) -> None:
        self.address, self.wrong, self.scripts = address, [], scripts
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("requestfailed", self._fail)
        self.page.on("response", lambda response: self._note(response.status >= 400, f"missing: {response.url}"))
        context.route("**/*", self._stay)

    def _note(self, wrong: bool, text: str) -> None:
        if wrong:
            self.wrong.append(text)

    def _fail(self, request: Request) -> None:
        left = request.failure == "net::ERR_ABORTED"  # the next page was opened before an icon had come
        refused = request.resource_type == "script" and not self.scripts  # by the browser, as it was told
        self._note(not left and not refused, f"failed: {request.url}")

    def _stay(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.wrong.append(f"left the site: {route.request.url}")
            route.abort()

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}/{path}", wait_until="networkidle")
        return self.page


def pages(site: Path) -> list[str]:
    return sorted(
        str(path.relative_to(site)) for path in site.rglob("*.html") if not path.is_relative_to(site / "_static")
    )


def test_no_page_errs_or_leaves_the_site(site, address, browser):
    with browser.new_context(viewport=DESKTOP) as context:
        visit = Visit(context, address)
        found = pages(site)
        for path in found:
            visit.open(path)
        assert visit.wrong == []
        assert len(found) > len(CHAPTERS)


@pytest.mark.parametrize("javascript", [True, False])
def test_every_figure_is_seen_at_once(address, browser, javascript):
    with browser.new_context(viewport=PHONE, java_script_enabled=javascript) as context:
        visit = Visit(context, address, scripts=javascript)
        for path in ["index.html", *CHAPTERS]:
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
        buttons = page.locator("button.chart-explore")
        assert buttons.count() >= 2
        for place, button in enumerate(buttons.all(), start=1):
            button.click()
            plots = page.locator(".js-plotly-plot .main-svg").first
            plots.wait_for(state="visible")
            page.wait_for_function("n => document.querySelectorAll('.js-plotly-plot').length === n", arg=place)
        assert visit.wrong == []


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_phone_never_scrolls_sideways(address, browser, path):
    with browser.new_context(viewport=PHONE) as context:
        page = Visit(context, address).open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", ["index.html", *CHAPTERS])
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

    for path in ["index.html", *CHAPTERS]:
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


def test_search_finds_a_chapter(address, browser):
    with browser.new_context(viewport=DESKTOP) as context:
        visit = Visit(context, address)
        page = visit.open("search.html?q=withdrawal")
        page.locator("#search-results li").first.wait_for()
        assert page.locator("#search-results li").count() > 0
        assert visit.wrong == []
