"""PDF of each chapter and of the whole book, printed by Chromium: tagged, outlined, with nothing that varies."""

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

import pikepdf
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from drawdown.book import kept, paper
from drawdown.book.browser import Chromium, Tab
from drawdown.book.imprint import Imprint, title_page
from drawdown.book.paper import Sheet
from drawdown.language import _
from drawdown.web.links import shown

STYLE = Path(__file__).resolve().parent.parent / "web" / "static" / "print.css"


def chapter(
    browser: Browser | Chromium,
    sheet: Sheet,
    held: Sequence[Sheet],
    imprint: Imprint,
    keep: kept.Keep = kept.not_at_all,
) -> bytes:
    """Return one chapter with the references it cites; ``held`` are all pages of the book."""
    references = paper.cited(sheet, held)
    keys = {str(node["id"]) for node in references}
    found = paper.places([sheet], _place)
    found |= {f"{other.file}#{key}": f"#reference-{key}" for other in held for key in keys & other.ids}
    body = _masthead(sheet, imprint) + _article(paper.linked(sheet, found, imprint.address)) + _listed(references)
    title = f"{imprint.title} · {sheet.title}"
    document = _document(body, title, imprint, _feet(imprint, [], title))
    return keep(["pdf", document, repr(imprint)], lambda: finished(browser, document, title, imprint))


def book(
    browser: Browser | Chromium, held: Sequence[Sheet], imprint: Imprint, keep: kept.Keep = kept.not_at_all
) -> bytes:
    """Return the whole book, with a title page and contents."""
    found = paper.places(held, _place)
    articles = "".join(_article(paper.linked(sheet, found, imprint.address)) for sheet in held)

    def document(pages: Mapping[str, int]) -> str:
        body = title_page(imprint) + contents(held, pages) + articles
        return _document(body, imprint.title, imprint, _feet(imprint, held, imprint.title))

    def made() -> bytes:
        # the first print tells the pages of the contents, which take the same room with and without numbers
        numbered = document(pages(_printed(browser, document({}))))
        return finished(browser, numbered, imprint.title, imprint)

    return keep(["pdf", document({}), repr(imprint)], made)


pikepdf.settings.set_flate_compression_level(9)


def finished(browser: Browser | Chromium, markup: str, title: str, imprint: Imprint) -> bytes:
    """Return a document as PDF with its title, author and direction, and without the day and the program that made it.

    Raises
    ------
    LookupError
        If the bookmarks are not those of the headings.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_printed(browser, markup))) as document:
        del document.trailer["/Info"]
        document.docinfo["/Title"] = title
        document.docinfo["/Author"] = imprint.author
        document.docinfo["/Subject"] = f"{imprint.question} {imprint.known}."
        direction = "/L2R" if imprint.direction == "ltr" else "/R2L"  # in which a reader lays pages side by side
        document.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name(direction), DisplayDocTitle=True)
        _name_bookmarks(document, markup)
        streams = pikepdf.ObjectStreamMode.generate
        document.save(out, object_stream_mode=streams, recompress_flate=True, deterministic_id=True)
    return out.getvalue()


def _name_bookmarks(document: pikepdf.Pdf, markup: str) -> None:
    """Give each bookmark the words of its heading: Chromium writes those of a line from the left, in any language."""
    headings = BeautifulSoup(markup, "html.parser").find_all(re.compile("^h[1-6]$"))
    bookmarks = list(_below(document.Root.Outlines))
    if len(bookmarks) != len(headings):
        raise LookupError(f"the PDF has {len(bookmarks)} bookmarks, and the document {len(headings)} headings")
    for bookmark, heading in zip(bookmarks, headings, strict=True):
        bookmark.Title = " ".join(heading.get_text().split())


def _below(bookmark: pikepdf.Object) -> Iterator[pikepdf.Object]:
    below = bookmark.get("/First")
    while below is not None:
        yield below
        yield from _below(below)
        below = below.get("/Next")


def _place(sheet: Sheet, name: str) -> str:
    return f"#{sheet.key}--{name}" if name else f"#{sheet.key}"


def _article(sheet: Sheet) -> str:
    """Return the article of a page whose ids clash with those of no other page; one below another has lower heads."""
    for heading in sheet.article.find_all(["h1", "h2", "h3"]) if sheet.above else ():
        heading.name = f"h{int(heading.name[1]) + 1}"
    for node in sheet.article.select("[id]"):
        node["id"] = _place(sheet, str(node["id"]))[1:]
    for link in sheet.article.select("ul.sources a.external[href*='%']"):
        link["data-address"] = shown(str(link["href"]))
    for image in sheet.article.select("img"):
        name = str(image["src"]).removeprefix(f"{paper.DRAWINGS}/")
        if name in sheet.drawings:
            image["src"] = "data:image/svg+xml;base64," + base64.b64encode(sheet.drawings[name].encode()).decode()
    style = "sheet below" if sheet.above else "sheet"
    return f'<section class="{style}" id="{sheet.key}">{sheet.article}</section>'


def _masthead(sheet: Sheet, imprint: Imprint) -> str:
    address = f"{imprint.address}/{sheet.file}" if imprint.address else ""
    link = f' <a href="{escape(address)}" dir="ltr">{escape(address)}</a>' if address else ""
    book = f"<b>{escape(imprint.title)}</b> {escape(imprint.question)}"
    return f'<div class="masthead"><p>{book}</p><p>{escape(f"{imprint.known}. {imprint.rights}.")}{link}</p></div>'


def _listed(references: Sequence[Tag]) -> str:
    """Return references under the headings that they have on their own page."""
    lines, group, title = [], "", escape(_("References"))
    for node in references:
        heading = node.find_parent("section").h2  # type: ignore[union-attr]
        if heading and heading.get_text() != group:
            group = heading.get_text()
            lines.append(f"<h3>{escape(group)}</h3>")
        lines.append(f'<div class="citation" dir="auto" id="reference-{node["id"]}">{node.decode_contents()}</div>')
    return f'<section class="references"><h2>{title}</h2>{"".join(lines)}</section>' if lines else ""


def contents(held: Sequence[Sheet], pages: Mapping[str, int]) -> str:
    """Return the contents, with the page of each place as far as it is known."""
    title, lines, part = escape(_("Contents")), [], ""
    for sheet in held:
        if sheet.part != part:
            part = sheet.part
            lines.append(f'<p class="contents-part">{escape(part)}</p>')
        style = "contents-section" if sheet.above else "contents-page"
        lines.append(_entry(style, sheet.title, _place(sheet, ""), pages))
        lines += [_entry("contents-section", text, _place(sheet, name), pages) for name, text in sheet.headings]
    return f'<section class="contents"><h1>{title}</h1>{"".join(lines)}</section>'


def _entry(style: str, text: str, place: str, pages: Mapping[str, int]) -> str:
    number = pages.get(place[1:], "")
    return f'<p class="{style}"><a href="{place}"><span>{escape(text)}</span><span>{number}</span></a></p>'


def pages(printed: bytes) -> dict[str, int]:
    """Return the page that each place of a PDF stands on, counted from one."""
    with pikepdf.open(io.BytesIO(printed)) as document:
        numbers = {page.objgen: number for number, page in enumerate((page.obj for page in document.pages), 1)}
        return {name.removeprefix("/"): numbers[place[0].objgen] for name, place in document.Root.Dests.items()}


def _document(body: str, title: str, imprint: Imprint, feet: str) -> str:
    style = STYLE.read_text(encoding="utf-8") + feet
    return (
        f'<!doctype html><html lang="{imprint.language}" dir="{imprint.direction}"><head><meta charset="utf-8">'
        f'<title>{escape(title)}</title><style>{style}</style></head><body class="paper">{body}</body></html>'
    )


def _feet(imprint: Imprint, held: Sequence[Sheet], title: str) -> str:
    """Return the foot of every page: its number, and the title of the book or of the page among ``held``."""
    start, end = ("left", "right") if imprint.direction == "ltr" else ("right", "left")
    rules = [f"@page {{ @bottom-{start} {{ content: {_quoted(title)} }} @bottom-{end} {{ content: counter(page) }} }}"]
    named = {sheet.name: sheet.key for sheet in held}
    for sheet in held:
        words = _quoted(f"{imprint.title} · {sheet.title}" if sheet.part else imprint.title)
        rules.append(f"@page {sheet.key} {{ @bottom-{start} {{ content: {words} }} }}")
        # another name would begin another page
        rules.append(f"#{sheet.key} {{ page: {named[sheet.above or sheet.name]} }}")
    return "\n".join(rules)


def _quoted(text: str) -> str:
    return '"' + re.sub(r'["\\<\n]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _printed(browser: Browser | Chromium, document: str) -> bytes:
    with Tab(browser, offline=True, java_script_enabled=False, color_scheme="light") as tab:
        tab.page.set_content(document, wait_until="load")
        return tab.page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
