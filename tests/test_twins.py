"""One page in two languages: each leads to its twin, at the same place, and the reader's choice is kept."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from drawdown.web import config, feeds, twins
from tests.browser import pages

ADDRESS = "https://example.org/book"
REGIONS = {"en": "en_GB", "ar": "ar_IQ"}


def settings(language: str, languages: tuple[str, ...] = ("en", "ar"), address: str = ADDRESS) -> SimpleNamespace:
    """What Sphinx knows of a book."""
    return SimpleNamespace(language=language, drawdown_languages=list(languages), drawdown_base_url=address)


def test_the_first_language_is_at_the_root_of_the_site():
    assert config.base(settings("en")) == f"{ADDRESS}/"
    assert config.base(settings("ar")) == config.base(settings("en"), "ar") == f"{ADDRESS}/ar/"
    assert config.base(settings("ar", ("ar", "en"))) == f"{ADDRESS}/"
    assert config.base(settings("ar", address="")) == ""


@pytest.mark.parametrize(
    ("language", "uri", "absolute", "expected"),
    [
        ("en", "chapters/troop_levels.html", "", "../ar/chapters/troop_levels.html"),
        ("ar", "chapters/troop_levels.html", "", "../../chapters/troop_levels.html"),
        ("en", "404.html", "/book/", "/book/ar/404.html"),
        ("ar", "404.html", "/book/", "/book/404.html"),
    ],
)
def test_a_twin_is_linked_from_where_the_page_is(language, uri, absolute, expected):
    (twin,) = twins.of(settings(language), uri, absolute)
    assert twin.href == expected
    named = {"ar": ("ar", "rtl", "العربية"), "en": ("en", "ltr", "English")}
    assert twin[:3] == named[{"en": "ar", "ar": "en"}[language]]


def test_a_book_in_one_language_has_no_twins():
    assert twins.of(settings("ar", ()), "index.html") == []


def test_a_sitemap_names_the_twins():
    addresses = {"en": f"{ADDRESS}/", "ar": f"{ADDRESS}/ar/"}
    made = BeautifulSoup(feeds.sitemap(addresses, "ar", ["cite.html"], None), "xml")
    assert [loc.text for loc in made.find_all("loc")] == [f"{ADDRESS}/ar/cite.html"]
    links = {link["hreflang"]: link["href"] for link in made.find_all("link")}
    assert links == {"en": f"{ADDRESS}/cite.html", "ar": f"{ADDRESS}/ar/cite.html"}


def places(path: Path) -> set[str]:
    """The places on a page that can be linked to, without those that docutils numbers and the place of the title."""
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    titles = {section["id"] for section in soup.select("article > section[id]")}
    return {tag["id"] for tag in soup.select("[id]") if not re.fullmatch(r"id\d+", tag["id"])} - titles


@pytest.mark.slow
def test_every_page_has_its_twin_and_both_say_so(site: Path):
    names = set(pages(site))
    arabic = {name.removeprefix("ar/") for name in names if name.startswith("ar/")}
    assert arabic == {name for name in names if not name.startswith("ar/")}
    for name in names:
        soup = BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")
        folder, code = (site / name).parent, "ar" if name.startswith("ar/") else "en"
        assert soup.html["lang"] == code and soup.html["dir"] == {"ar": "rtl", "en": "ltr"}[code], name
        if not soup.select(".site-header") or Path(name).name == "404.html":
            continue
        (switch,) = soup.select(".language-switch")
        target = (folder / switch["href"]).resolve().relative_to(site.resolve()).as_posix()
        assert target == (name.removeprefix("ar/") if code == "ar" else f"ar/{name}")
        assert not soup.select("link[rel=alternate][hreflang]")  # which take whole addresses, and this site has none


@pytest.mark.slow
def test_both_have_the_same_places(site: Path):
    for name in pages(site / "ar"):
        assert places(site / name) == places(site / "ar" / name), name


@pytest.mark.slow
def test_a_reader_stays_at_the_place_and_comes_back_to_the_language(browser: Browser, address: str):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/chapters/troop_levels.html#method")
        page.click(".language-switch")
        assert page.url == f"{address}/ar/chapters/troop_levels.html#method"
        page.goto(f"{address}/index.html")
        page.wait_for_url(f"{address}/ar/index.html")
        page.click(".language-switch")
        page.wait_for_url(f"{address}/index.html")
        page.goto("about:blank")
        page.goto(f"{address}/index.html")
        assert page.url == f"{address}/index.html"
