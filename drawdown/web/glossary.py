"""The glossary: what its terms mean in short, and the marks that lead to it where a page uses one for the first time.

Terms are marked by themselves, so that sentences made by a chapter are served like written ones; a term written as
``{term}`` is marked too.
"""

import re
from html import escape
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from drawdown.language import _
from drawdown.web.finder import Entry, finder
from drawdown.web.markup import Card, ChartFigure

# where no term is marked: in links, titles, code, cells and figures, and where a term is being explained
CLOSED = (
    *(nodes.reference, nodes.title, nodes.caption, nodes.literal, nodes.literal_block, nodes.entry, nodes.definition),
    *(nodes.term, nodes.citation, nodes.raw, nodes.math, nodes.comment, addnodes.pending_xref, ChartFigure, Card),
)
ACTOR = "actor"  # the class of an entry whose name is written in one way only
SENTENCE = re.compile(r"(?<=[.!?؟])\s")
SKIPPED = ("sources", "codebook-file")


class Terms(Domain):
    """The glossary of the book: {page: its entries}, kept from one build to the next."""

    name = "drawdown-terms"
    label = "Terms"
    initial_data: dict[str, Any] = {"terms": {}}

    @property
    def terms(self) -> dict[str, list[Entry]]:
        """{page: its entries}"""
        return self.data["terms"]

    def clear_doc(self, docname: str) -> None:
        """Forget the entries of a page that is read again or gone."""
        self.terms.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.terms.update({name: held for name, held in otherdata["terms"].items() if name in docnames})

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """Terms are resolved by the standard domain."""
        return []


class TermLink(nodes.reference):
    """A link to an entry of the glossary, with its ``summary``."""


class TermLinks(SphinxPostTransform):
    """Marks the first use of each term and actor on a page, and every term written as such."""

    default_priority = 700  # after the references, so that no link comes to stand in another
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Put the links in."""
        for page, entries in cast(Terms, self.env.get_domain(Terms.name)).terms.items():
            if page != self.env.docname:
                address = self.app.builder.get_relative_uri(self.env.docname, page)
                self._summarise(entries, address)
                self._mark(entries, address)

    def _summarise(self, entries: list[Entry], address: str) -> None:
        held = {f"{address}#{entry.anchor}": entry for entry in entries}
        for node in list(self.document.findall(nodes.reference)):
            if node.get("refuri") in held and type(node) is nodes.reference:
                node.replace_self(link(node.astext(), held[node["refuri"]], address))

    def _mark(self, entries: list[Entry], address: str) -> None:
        find = finder(tuple(entries)).find
        seen = {node["refuri"].partition("#")[2] for node in self.document.findall(TermLink)}
        for text in [node for node in self.document.findall(nodes.Text) if _open(node)]:
            parts: list[nodes.Node] = []
            end = 0
            for found, entry in find(str(text)):
                if entry.first not in seen:
                    seen.add(entry.first)
                    parts += [nodes.Text(text[end : found.start()]), link(found.group(), entry, address)]
                    end = found.end()
            if parts:
                text.parent.replace(text, [*parts, nodes.Text(text[end:])])


def setup(app: Sphinx) -> None:
    """Register the glossary's entries and their marks."""
    app.add_domain(Terms)
    app.add_node(TermLink, html=(_open_link, _close_link))
    app.add_post_transform(TermLinks)
    app.connect("doctree-read", _collect)
    app.connect("html-page-context", _scripts)


def link(text: str, entry: Entry, address: str) -> TermLink:
    """Return the link of a use of a term to its entry."""
    summary = f"{entry.sentence}\n{entry.name}"
    return TermLink("", text, internal=True, refuri=f"{address}#{entry.first}", summary=summary)


def entries(document: nodes.document) -> list[Entry]:
    """Return the entries of the glossaries of a page: every name of each, with the first sentence of what it means."""
    found: list[Entry] = []
    for glossary in document.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            means = next(item.findall(nodes.paragraph), None)
            sentence = SENTENCE.split(" ".join(means.astext().split()))[0] if means is not None else ""
            named = [child for child in item.children if isinstance(child, nodes.term) and child["ids"]]
            exact = ACTOR in glossary["classes"]
            for term in named:
                found.append(Entry(term.astext().strip(), term["ids"][0], named[0]["ids"][0], sentence, exact))
    return _joined(found)


def _joined(found: list[Entry]) -> list[Entry]:
    """Return the entries with one for each name: the first."""
    return list({entry.name: entry for entry in reversed(found)}.values())[::-1]


def _collect(app: Sphinx, document: nodes.document) -> None:
    if held := entries(document):
        cast(Terms, app.env.get_domain(Terms.name)).terms[app.env.docname] = held


def _open(text: nodes.Text) -> bool:
    """Return whether a text stands in a paragraph where terms are marked."""
    inside, node = False, text.parent
    while node is not None:
        if isinstance(node, CLOSED) or (
            isinstance(node, nodes.Element) and set(node.get("classes", ())) & set(SKIPPED)
        ):
            return False
        inside = inside or isinstance(node, nodes.paragraph)
        node = node.parent
    return inside


def _open_link(writer: HTML5Translator, node: nodes.Element) -> None:
    title = escape(node["summary"]).replace("\n", "&#10;")
    more, target = escape(_("Glossary")), escape(node["refuri"])
    writer.body.append(f'<a class="term" href="{target}" title="{title}" data-more="{more}">')


def _close_link(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</a>")


def _scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is not None and next(doctree.findall(TermLink), None) is not None:
        app.add_js_file("facts.js", loading_method="defer")
