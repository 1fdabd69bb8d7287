"""What reference managers and search engines of scholars read in the head of a page: Highwire and Dublin Core tags,
JSON-LD of schema.org.

A chapter is a part of a book, never an article of a journal. What is not known is left out. JSON-LD is data: a policy
that forbids scripts in a page does not concern it.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from drawdown.citing.work import Book, Kind, Work
from drawdown.web import config, works
from drawdown.web.doors import FILES, book_name
from drawdown.web.evidence import DATA
from drawdown.web.executed import notebook
from drawdown.web.head import add, tag
from drawdown.web.markup import SITES

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
TYPES = {Kind.BOOK: "Report", Kind.CHAPTER: "Chapter", Kind.TABLE: "Dataset"}

Linked = dict[str, Any]  # a node of JSON-LD


def setup(app: Sphinx) -> None:
    """Register what is written."""
    app.connect("html-page-context", _head, priority=650)  # after the tags of every page


def _head(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    work = _work(app, page) if app.builder.name in SITES else None
    if work is None:
        return
    print_ = _print(app, work)
    tags = [] if work.kind is Kind.TABLE else highwire(work, print_, app.config.drawdown_orcid)
    core = [tag("link", rel="schema.DC", href=DUBLIN_CORE), *_metas(dublin_core(work))]
    add(context, *_metas(tags), *core, script(linked(app, work, page)))


def _work(app: Sphinx, page: str) -> Work | None:
    """Return the work that a page is: the book, a chapter, or a table of the evidence on its first page."""
    held = works.book(app)
    if held is None:
        return None
    if page == app.config.root_doc:
        return works.whole(app, held)
    if notebook(app.env, page):
        return works.chapter(app, held, page)
    return works.table(app, held, page)


def highwire(work: Work, print_: str, orcid: str) -> list[tuple[str, str]]:
    """Return the names and contents of the Highwire tags; ``print_`` is the address of the PDF."""
    book = work.book
    return [
        ("citation_title", work.title),
        ("citation_author", book.author),
        ("citation_author_institution", book.institution),
        ("citation_author_orcid", orcid and f"https://orcid.org/{orcid}"),
        ("citation_publication_date", f"{book.known:%Y/%m/%d}"),
        ("citation_inbook_title", book.title if work.kind is Kind.CHAPTER else ""),
        ("citation_publisher", book.institution),
        ("citation_language", book.language),
        ("citation_abstract", work.abstract),
        ("citation_doi", book.doi if work.kind is Kind.BOOK else ""),
        ("citation_public_url", work.url),
        ("citation_pdf_url", print_),
    ]


def dublin_core(work: Work) -> list[tuple[str, str]]:
    """Return the names and contents of the Dublin Core tags."""
    book = work.book
    return [
        ("DC.title", work.title),
        ("DC.creator", book.author),
        ("DC.publisher", book.institution),
        ("DC.date", book.known.isoformat()),
        ("DC.language", book.language),
        ("DC.type", "Dataset" if work.kind is Kind.TABLE else "Text"),
        ("DC.description", work.abstract),
        ("DC.relation", "" if work.kind is Kind.BOOK else book.title),
        ("DC.identifier", work.url),
        ("DC.rights", book.licence),
    ]


def linked(app: Sphinx, work: Work, page: str) -> Linked:
    """Return a work as JSON-LD, with what it is a part of and its translations."""
    held = app.config
    node = described(work, held.drawdown_orcid)
    if work.kind is not Kind.BOOK:
        node["isPartOf"] = described(works.whole(app, work.book), held.drawdown_orcid)
    if work.kind is Kind.TABLE and (root := config.base(held)):
        file = f"{root}{DATA}/{work.name}.csv"
        node["distribution"] = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file}
    node |= _translations(app, work, page)
    return {"@context": "https://schema.org", **{name: value for name, value in node.items() if value}}


def described(work: Work, orcid: str) -> Linked:
    """Return what JSON-LD says of a work alone."""
    book = work.book
    node = {
        "@type": TYPES[work.kind],
        "@id": work.url,
        "url": work.url,
        "name": work.title,
        "author": _author(book, orcid),
        "publisher": {"@type": "Organization", "name": book.institution} if book.institution else "",
        "datePublished": book.known.isoformat(),
        "inLanguage": book.language,
        "description" if work.kind is Kind.TABLE else "abstract": work.abstract,
        "version": work.version or book.edition,
        "license": book.licence_url or book.licence,
        "identifier": f"https://doi.org/{book.doi}" if book.doi and work.kind is Kind.BOOK else "",
    }
    return {name: value for name, value in node.items() if value}


def script(node: Linked) -> str:
    """Return the element of JSON-LD; no text in it can end it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _author(book: Book, orcid: str) -> Linked:
    person = {"@type": "Person", "@id": f"https://orcid.org/{orcid}"} if orcid else {"@type": "Organization"}
    return {**person, "name": book.author}


def _translations(app: Sphinx, work: Work, page: str) -> Linked:
    """Return the links to the same work in the other languages: the first language is what the others translate."""
    held = app.config
    if not config.base(held):
        return {}
    own, (first, *others) = held.language, config.languages(held)
    uri = "" if work.kind is Kind.BOOK else app.builder.get_target_uri(page)
    named = {
        code: {"@type": TYPES[work.kind], "@id": f"{config.base(held, code)}{uri}", "inLanguage": code}
        for code in (first, *others)
        if code != own
    }
    if own == first:
        return {"workTranslation": list(named.values())}
    return {"translationOfWork": named[first]}


def _print(app: Sphinx, work: Work) -> str:
    root = config.base(app.config)
    if not (root and app.config.drawdown_prints):
        return ""
    stem = book_name(app.config) if work.kind is Kind.BOOK else Path(work.name).name
    return f"{root}{FILES}/{stem}.pdf"


def _metas(pairs: list[tuple[str, str]]) -> list[str]:
    return [tag("meta", name=name, content=" ".join(content.split())) for name, content in pairs if content]
