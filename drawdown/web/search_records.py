"""What the search finds: a section of a page, a figure, a row of the pack, a source; each with its own address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import cast

from docutils import nodes
from lxml.html import HtmlElement, fromstring
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains.std import StandardDomain

from drawdown import language
from drawdown.language import _
from drawdown.pack.texts import gloss
from drawdown.terms import named
from drawdown.web.assets import Figures
from drawdown.web.evidence import held
from drawdown.web.evidence_rows import Evidence, Row, label

TEXT, DATA, FIGURE = "text", "data", "figure"
# how much words count, in Pagefind's own scales: what the book says comes before the rows behind it, and these before
# the register, where a name stands in every other title
PAGE, HEADING = "h1", {TEXT: "h2", FIGURE: "h3", DATA: "p"}
ROW, SOURCE = 0.5, 0.1
UNSAID = ("_precision", "_basis")  # columns that say how a day or number is known: nobody looks for them
# links to places, code of the chapters, drawings, and what has records of its own
MARKUP = {"headerlink", "section-number", "cell_input", "no-print", "sources", "citation", "measure-behind"}
TAGS = {"script", "style", "svg", "button", "figure"}
ARTICLE = "(//article | //div[@class = 'body'])[1]"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*HEADINGS, "p", "li", "th", "td", "dt", "dd", "div", "summary", "figcaption", "br", "pre")


@dataclass(frozen=True)
class Found:
    """A thing that can be found: its kind, address, page and title, and what is searched.

    ``heading`` is the title as it is searched, where that is not as it is shown.
    """

    kind: str
    address: str
    page: str
    title: str
    text: str
    weight: float = 1
    heading: str = ""

    @property
    def html(self) -> str:
        """The record as the page that Pagefind reads."""
        # the kind is no filter: Pagefind writes the values of one in another order each time
        values = {"address": self.address, "page": self.page, "title": self.title, "kind": self.kind}
        held = "".join(f'<span data-pagefind-meta="{name}">{escape(text)}</span>' for name, text in values.items())
        element = PAGE if self.title == self.page else HEADING[self.kind]
        # one of one would take the place of the weights of headings
        weight = f' data-pagefind-weight="{self.weight}"' if self.weight != 1 else ""
        return (
            f'<!doctype html><html lang="{language.active()}"><head><meta charset="utf-8"></head><body>'
            f"<div data-pagefind-ignore>{held}</div>"
            f"<div data-pagefind-body{weight}><{element}>{escape(self.heading or self.title)}</{element}>"
            f"<p>{escape(self.text)}</p></div></body></html>\n"
        )


def records(app: Sphinx) -> Iterator[Found]:
    """Return everything that can be found, in the order of the book and the tables."""
    for name in sorted(app.env.found_docs):
        yield from _sections(app, name)
    yield from _figures(app)
    if (evidence := held(app)) is not None:
        yield from _rows(evidence)
        yield from _sources(app, evidence)


def sections(html: str) -> Iterator[tuple[str, str, str]]:
    """Return the sections of a page, each without those within it: (id, title, text)."""
    for article in fromstring(html).xpath(ARTICLE):
        for left in [element for element in article.iter() if _left_out(element)]:
            left.drop_tree()
        for block in article.iter(BLOCKS):
            _spaced(block)  # or the words of two cells would become one
        for section in _extracted(article):
            title = next((_text(child) for child in section if child.tag in HEADINGS), "")
            yield section.get("id"), title, _text(section).removeprefix(title).strip()


def _left_out(element: HtmlElement) -> bool:
    return element.tag in TAGS or not MARKUP.isdisjoint(element.get("class", "").split())


def _spaced(block: HtmlElement) -> None:
    if len(block):
        block[-1].tail = f"{block[-1].tail or ''} "
    else:
        block.text = f"{block.text or ''} "


def _extracted(article: HtmlElement) -> list[HtmlElement]:
    """Take the sections out, the inner ones first."""
    found = article.xpath(".//section[@id]")
    for section in reversed(found):
        section.drop_tree()
    return found


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _sections(app: Sphinx, name: str) -> Iterator[Found]:
    html = Path(cast(StandaloneHTMLBuilder, app.builder).get_outfilename(name)).read_text(encoding="utf-8")
    page, address = app.env.titles[name].astext(), app.builder.get_target_uri(name)
    for place, title, text in sections(html):
        yield Found(TEXT, f"{address}#{place}", page, title or page, text)


def _figures(app: Sphinx) -> Iterator[Found]:
    for _path, (name, figure) in sorted(cast(Figures, app.env.get_domain(Figures.name)).figures.items()):
        address = f"{app.builder.get_target_uri(name)}#{figure.label}"
        yield Found(FIGURE, address, app.env.titles[name].astext(), figure.title, f"{figure.caption} {figure.alt}")


def _rows(evidence: Evidence) -> Iterator[Found]:
    for table in evidence.tables:
        for rows in evidence.pages(table):
            for row in rows:
                yield Found(DATA, evidence.places[row.id], label(table), row.id, _said(row, evidence), ROW)


def _said(row: Row, evidence: Evidence) -> str:
    cells = (cell.text for cell in row.cells if not cell.column.endswith(UNSAID))
    publishers = (str(evidence.sources[key]["publisher"]) for key in row.sources if key in evidence.sources)
    return _joined([row.when, row.where, row.says, *cells, *publishers])


def _sources(app: Sphinx, evidence: Evidence) -> Iterator[Found]:
    labels = cast(StandardDomain, app.env.get_domain("std")).anonlabels
    for key, row in evidence.sources.items():
        name, place = labels.get(nodes.fully_normalize_name(key), ("", ""))
        if name:
            people = (str(row[column]) for column in ("publisher", "original_publisher", "author"))
            text = _joined([gloss(row), *people, named(row["tier_reason"], "tier_reason")])
            address = f"{app.builder.get_target_uri(name)}#{place}"
            yield Found(DATA, address, _("Sources"), str(row["title"]), text, SOURCE)


def _joined(parts: Iterable[str]) -> str:
    return ". ".join(part.removesuffix(".") for part in parts if part)
