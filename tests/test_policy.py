"""What a page may load and run: the policy is on every page and in the file for hosts, and all works under it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Route

from drawdown.book.server import serving
from drawdown.web.policy import HEADERS, POLICY, hashed, headers
from tests.browser import CHAPTERS, DRAWN, PAGES, Visit, explore, pages, until
from tests.test_hostile import LISTEN

OUTWARD = {"noopener", "noreferrer"}
KINDS = [
    *("index.html", "chapters/troop_levels.html", "glossary.html", "sources.html", "sources/press.html"),
    *("codebook.html", "evidence.html", "evidence/pledges.html", "cite/book.html", "editions.html", "404.html"),
    *("figures/troop_levels/levels.html", "figures/troop_levels/levels-table.html"),
]


def directives(policy: str) -> dict[str, list[str]]:
    """{directive: what it allows}"""
    return {words[0]: words[1:] for words in map(str.split, policy.split(";"))}


def test_no_script_runs_but_those_of_the_site_and_the_two_known_ones():
    held = directives(POLICY)
    assert held["default-src"] == held["base-uri"] == held["form-action"] == ["'none'"]
    others = [source for source in held["script-src"] if not source.startswith("'sha256-")]
    assert others == ["'self'", "'wasm-unsafe-eval'"]  # of the search; no script is made of a text
    assert len(held["script-src"]) == 4
    assert all(
        "*" not in source and ":" not in source.removesuffix("data:") for names in held.values() for source in names
    )


def test_the_file_for_hosts_has_the_policy_and_what_editions_below_allow():
    first, said, *_rest = headers().splitlines()
    assert (first, said) == ("/*", f"  Content-Security-Policy: {POLICY}")
    more = directives(headers([headers(), f"x {hashed('old()')} {hashed('old()')}"]).splitlines()[1].partition(": ")[2])
    assert more == directives(POLICY) | {"script-src": [*directives(POLICY)["script-src"], hashed("old()")]}


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, html.HtmlElement]:
    """{page: its markup} of the whole site."""
    return {path: html.parse(str(site / path)).getroot() for path in pages(site)}


@pytest.mark.slow
def test_every_page_says_the_policy_before_anything_is_loaded(site, parsed):
    assert (site / HEADERS).read_text(encoding="utf-8").splitlines()[0] == "/*"
    for path, page in parsed.items():
        _charset, told = list(page.find("head"))[:2]
        assert (told.get("http-equiv"), told.get("content")) == ("Content-Security-Policy", POLICY), path


@pytest.mark.slow
def test_what_is_written_into_pages_is_known_or_data(parsed):
    allowed = directives(POLICY)["script-src"]
    for path, page in parsed.items():
        for script in page.iterfind(".//script"):
            data = script.get("type") == "application/ld+json"
            assert script.get("src") or data or hashed(script.text or "") in allowed, path
        assert not page.xpath("//@*[starts-with(name(), 'on')] | //base | //iframe | //object | //embed"), path


@pytest.mark.slow
def test_links_to_other_sites_tell_them_nothing(parsed):
    links = [(path, link) for path, page in parsed.items() for link in page.xpath("//a[starts-with(@href, 'http')]")]
    assert len(links) > 100
    assert [(path, link.get("href")) for path, link in links if not set(link.get("rel", "").split()) >= OUTWARD] == []


def watched(browser: Browser, address: str, policy: str = "") -> Iterator[Visit]:
    """Visit pages as a host sends them with its headers, and assert that nothing was refused."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.add_init_script(LISTEN)
        visit = Visit(context, address)

        def sent(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

        if policy:
            context.route(f"{address}/**/*.html*", sent)
        yield visit
        assert visit.page.evaluate("window.wrong") == []
        assert visit.wrong == []


@pytest.fixture
def visit(site: Path, browser: Browser, address: str) -> Iterator[Visit]:
    """A visit under the headers of the file for hosts."""
    policy = (site / HEADERS).read_text(encoding="utf-8").splitlines()[1].partition(": ")[2]
    yield from watched(browser, address, policy)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["", "ar/"])
def test_every_kind_of_page_works(site, visit, folder):
    for path in KINDS:
        if (site / folder / path).is_file() or path in PAGES:
            page = visit.open(f"{folder}{path}")
            assert page.evaluate("window.wrong") == [], path
            assert page.evaluate("document.documentElement.dataset.theme") in ("light", "auto"), path


@pytest.mark.slow
def test_what_a_reader_does_works(visit):
    page = visit.open(CHAPTERS[0])
    page.locator(".theme-switch").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    explore(page)
    page.locator("article a.fact").first.focus()
    page.locator("[role=tooltip]").first.wait_for(state="visible")
    page.locator("a.cite-link:visible").first.click()
    page.locator("dialog button.copy").first.click()
    until(page, "() => navigator.clipboard.readText().then((text) => text.length > 20)")
    page.keyboard.press("Escape")
    page.locator("a.language-switch").click()
    page.wait_for_url("**/ar/**")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page = visit.open("index.html")  # who chose a language before reads on in it
    page.wait_for_url("**/ar/**")


@pytest.mark.slow
@pytest.mark.parametrize(("path", "words"), [("search.html", "level"), ("ar/search.html", "مستوى")])
def test_the_search_works(visit, path, words):
    page = visit.open(f"{path}?q={words}")
    page.locator(".search-results li").first.wait_for()


@pytest.mark.slow
def test_a_figure_stands_in_a_page_of_another_site(address, browser, tmp_path):
    frame = f'<!doctype html><iframe width="900" src="{address}/figures/troop_levels/levels.html"></iframe>'
    (tmp_path / "index.html").write_text(frame, encoding="utf-8")
    with serving(tmp_path) as other, browser.new_context() as context:  # another port is another site
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.goto(other)
        page.frame_locator("iframe").locator("svg[role=img]").first.wait_for(state="visible")
        assert page.frames[1].evaluate("window.wrong") == []


@pytest.mark.slow
def test_the_site_opens_from_a_folder_of_files(site, browser):
    """What a browser forbids there, whatever the policy, is fetching: the search says so, citations open as a page."""
    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        page = context.new_page()

        def at(path: str) -> Page:
            page.goto(f"{site.resolve().as_uri()}/{path}")
            return page

        explore(at(CHAPTERS[0]))
        page.locator(DRAWN).first.wait_for(state="visible")
        assert page.evaluate("window.wrong") == []
        page.locator("a.cite-link:visible").first.click()
        page.wait_for_url("**/cite/*.html#*")
        failed = at("search.html?q=level").locator(".search-form").get_attribute("data-failed")
        page.get_by_text(failed or "").wait_for()
        assert page.evaluate("window.wrong") == []
        at("ar/index.html").locator("h1").wait_for()
        assert page.evaluate("window.wrong") == []
