"""How paper and e-readers lay out what they are given: what stays together, what fits, how titles run."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page

from drawdown.book import pdf

WIDTH = 600  # pixels of an e-reader
pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": WIDTH, "height": 800}) as context:
        yield context.new_page()


def styled(body: str) -> str:
    return f"<!doctype html><meta charset=utf-8><style>{pdf.STYLE.read_text(encoding='utf-8')}</style>{body}"


def case(number: int, filled: int) -> str:
    """Return a page of paper that is filled as far as that in mm, then a table of many rows, or a term."""
    rows = "".join(f"<tr><td id='row-{number}-{row}'>x</td></tr>" for row in range(20))
    table = f"<table><caption id='caption-{number}'>T</caption><thead><tr><th>X</th></tr></thead>{rows}</table>"
    terms = f"<dl><dt id='term-{number}'>t</dt><dd id='meaning-{number}'>m</dd></dl>"
    filler = f"<div style='block-size: {filled}mm'></div>"
    return "".join(
        f"<section class='sheet'><article>{filler}{what}</article></section>"
        for what in (f"<div class='table-box'>{table}</div>", terms)
    )


def test_a_head_is_never_parted_from_what_it_heads(page):
    cases = range(20)
    names = [f"{kind}-{number}" for number in cases for kind in ("caption", "term", "meaning")]
    names += [f"row-{number}-{row}" for number in cases for row in (0, 1)]
    links = "".join(f"<a href='#{name}'>x</a>" for name in names)  # a PDF notes the places that something leads to
    body = f"<body class='paper'>{''.join(case(number, 228 + 2 * number) for number in cases)}{links}</body>"
    page.set_content(styled(body))
    places = pdf.pages(page.pdf(prefer_css_page_size=True))
    for number in cases:
        assert places[f"caption-{number}"] == places[f"row-{number}-0"] == places[f"row-{number}-1"], number
        assert places[f"term-{number}"] == places[f"meaning-{number}"], number
    assert len({places[f"caption-{number}"] for number in cases}) == len(cases)


def test_quotation_marks_of_a_title_stand_as_its_language_runs(page):
    title = "<span class='source-title'>«بدر» تدعو إلى الانسحاب</span>"
    page.set_content(styled(f"<ul class='sources'><li><p>{title}. Wire</p></li></ul>"))
    first, last = page.evaluate(
        """() => {
          const text = document.querySelector('.source-title').firstChild;
          return [0, text.length - 1].map(at => {
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
          });
        }"""
    )
    assert first > last  # it begins on the right


@pytest.fixture(scope="module")
def book(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the real book as an e-reader has them."""
    folder = tmp_path_factory.mktemp("epub")
    [made] = (site / "files").glob("*.epub")
    with ZipFile(made) as archive:
        archive.extractall(folder)
    return folder / "book"


def test_no_page_of_an_e_reader_spills_sideways(book, page):
    wide = {}
    for path in sorted(book.glob("*.xhtml")):
        page.goto(path.as_uri())
        wide[path.name] = page.evaluate(
            """() => [document.documentElement, ...document.querySelectorAll('.table-box')]
              .filter(box => box.scrollWidth > box.clientWidth).map(box => box.textContent.slice(0, 40))"""
        )
    assert len(wide) > 20
    assert {name: found for name, found in wide.items() if found} == {}


def test_the_contents_of_an_e_reader_are_numbered_once(book, page):
    page.goto((book / "nav.xhtml").as_uri())
    styles = page.locator("ol").evaluate_all("lists => lists.map(list => getComputedStyle(list).listStyleType)")
    assert set(styles) == {"none"}


def test_the_letters_of_a_drawing_can_be_read_on_paper(book):
    style = pdf.STYLE.read_text(encoding="utf-8")
    width = float(re.findall(r"--paper-drawing: (\d+)mm", style)[0]) / 25.4 * 72
    for path in (book / "drawings").glob("chapters-*.svg"):
        drawing = path.read_text(encoding="utf-8")
        own = float(re.findall(r'viewBox="0 0 ([\d.]+)', drawing)[0])
        smallest = min(map(float, re.findall(r"font-size: ?([\d.]+)", drawing)))
        assert smallest * width / own >= 7, path.name
