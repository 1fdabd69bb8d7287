"""The works of the book: everything on its pages that can be cited, where the builder of the site has placed it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from drawdown.citing.work import Book, Kind, Work, part
from drawdown.errors import DataError
from drawdown.facts.records import Record, anchor, read, valued
from drawdown.pack.plain import is_web
from drawdown.pack.schema import Schema, worded
from drawdown.web import config, edition
from drawdown.web.assets import Figures
from drawdown.web.evidence import held as evidence_of
from drawdown.web.evidence_rows import label
from drawdown.web.evidence_rows import page as evidence_page
from drawdown.web.executed import finding, notebook
from drawdown.web.placed import Placed


def book(app: Sphinx) -> Book | None:
    """Return the book in this edition; None while it shows nothing that has a day of knowledge."""
    made = edition.of(app)
    figures = cast(Figures, app.env.get_domain(Figures.name)).figures
    days = [Placed.of(cast(StandaloneHTMLBuilder, app.builder), path).known for path in figures]
    known = made.as_of if made else min(days, default=None)
    if known is None:
        return None
    held, schema = app.config, _schema(app)
    licences = schema.descriptor.get("licenses", []) if schema else []
    return Book(
        name=schema.name if schema else "book",
        title=held.html_title,
        author=held.author,
        language=held.language,
        known=known,
        institution=held.drawdown_institution,
        doi=held.drawdown_doi,
        data=held.drawdown_frozen.get("data", made.data)[: edition.SHOWN] if made else "",
        version=made.version if made else "",
        licence=", ".join(licence.get("name", "") for licence in licences),
        licence_url=next((url for licence in licences if is_web(url := licence.get("path", ""))), ""),
    )


def works(app: Sphinx) -> list[Work]:
    """Return every work of the book: the book, each chapter with its figures and facts in reading order, the tables."""
    held = book(app)
    if held is None:
        return []
    pages = list(app.env.collect_relations())
    found = [whole(app, held)]
    for page in pages:
        if notebook(app.env, page):
            found.append(chapter(app, held, page))
        found += [*_figures(app, held, page), *_facts(app, held, page)]
    return [*found, *_tables(app, held)]


def whole(app: Sphinx, held: Book) -> Work:
    """Return the book itself as a work."""
    schema = _schema(app)
    return Work(Kind.BOOK, "", held.title, held, config.permanent(app.config), schema.question if schema else "")


def chapter(app: Sphinx, held: Book, page: str) -> Work:
    """Return a chapter as a work."""
    title = app.env.titles[page].astext()
    return Work(Kind.CHAPTER, Path(page).name, title, held, _url(app, page), finding(app.env, page))


def _figures(app: Sphinx, held: Book, page: str) -> Iterator[Work]:
    domain = cast(Figures, app.env.get_domain(Figures.name))
    for path, (shown_on, figure) in domain.figures.items():
        if shown_on == page:
            placed = Placed.of(cast(StandaloneHTMLBuilder, app.builder), path)
            title = part(placed.heading, placed.chapter)
            yield Work(Kind.FIGURE, path, title, held, _url(app, page, figure.label), figure.caption)


def _facts(app: Sphinx, held: Book, page: str) -> Iterator[Work]:
    path = notebook(app.env, page)
    records = read(path) if path else None
    for fact in records["facts"] if records and page in app.env.get_domain("drawdown-cards").data["cards"] else []:
        title = part(_fact(fact), app.env.titles[page].astext())
        name = f"{fact['chapter']}/{fact['id']}"
        yield Work(Kind.FACT, name, title, held, _url(app, page, anchor(fact["chapter"], fact["id"])))


def _fact(fact: Record) -> str:
    return f"{fact['definition'].rstrip('.')}: {valued(fact)}"


def _tables(app: Sphinx, held: Book) -> Iterator[Work]:
    found = evidence_of(app)
    for described in found.tables if found else []:
        yield from filter(None, [table(app, held, evidence_page(described, 0))])


def table(app: Sphinx, held: Book, page: str) -> Work | None:
    """Return the table of the evidence whose first page this is; None for any other page."""
    found = evidence_of(app)
    for described in found.tables if found else []:
        if evidence_page(described, 0) == page:
            version = str(found.schema.descriptor.get("version", "")) if found else ""
            words = worded(described.descriptor, "description")
            return Work(Kind.TABLE, described.name, label(described), held, _url(app, page), words, version)
    return None


def _url(app: Sphinx, page: str, place: str = "") -> str:
    root = config.permanent(app.config)
    uri = app.builder.get_target_uri(page)
    return f"{root}{uri}{f'#{place}' if place else ''}" if root else ""


def _schema(app: Sphinx) -> Schema | None:
    try:
        return Schema(config.pack(app.config))
    except DataError:
        return None  # told by the page that needs the pack
