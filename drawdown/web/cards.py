"""The ``numbers`` directive: a card for every fact of the page's chapter, down to its rows and their sources."""

import datetime as dt
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from drawdown.book.facts import NAME as FACTS
from drawdown.citing import places
from drawdown.citing.work import Kind
from drawdown.facts.records import Record, Records, Source, anchor, read, valued
from drawdown.language import _, date, ngettext, ordered, strung
from drawdown.web import report
from drawdown.web.catalogue import anchor as place
from drawdown.web.catalogue import is_measure
from drawdown.web.links import relative, worded
from drawdown.web.markup import Card, CardBody, CardHead
from drawdown.web.registry import badge

SHOWN_ROWS = 5  # what a page can hold of them all; each row has its place among the evidence


class Cards(Domain):
    """The cards of the book: {page: {fact: (anchor, summary)}}, kept from one build to the next."""

    name = "drawdown-cards"
    label = "Cards"
    initial_data: dict[str, Any] = {"cards": {}}

    @property
    def cards(self) -> dict[str, dict[str, tuple[str, str]]]:
        """{page: {fact: (anchor of its card, summary of it)}}"""
        return self.data["cards"]

    def clear_doc(self, docname: str) -> None:
        """Forget the cards of a page that is read again or gone."""
        self.cards.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.cards.update({name: held for name, held in otherdata["cards"].items() if name in docnames})

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """Cards are resolved by their labels, in the standard domain."""
        return []


class Numbers(SphinxDirective):
    """Show the cards of the chapter that this page is."""

    def run(self) -> list[nodes.Node]:
        """Return the list of cards, and note them for the links of the prose."""
        held = read(Path(self.env.doc2path(self.env.docname)))
        if held is None:
            raise self.error("this page holds no records of facts: call chapter.facts() before chapter.numbers()")
        listed = nodes.bullet_list("", classes=["facts"])
        self._name(listed, anchor(held["chapter"]))
        listed += [nodes.list_item("", self._card(fact, held)) for fact in held["facts"]]
        cards = {fact["id"]: (anchor(held["chapter"], fact["id"]), ordered(summary(fact))) for fact in held["facts"]}
        self.env.get_domain(Cards.name).data["cards"][self.env.docname] = cards
        return [listed]

    def _name(self, node: nodes.Element, name: str) -> None:
        node["ids"], node["names"] = [name], [name]
        self.state.document.note_explicit_target(node, node)

    def _card(self, fact: Record, held: Records) -> Card:
        parts: list[nodes.Node] = [self._made(fact), *self._rows(fact, held)]
        name = anchor(held["chapter"], fact["id"])
        place = relative(self._uri(), places.address(Kind.FACT, f"{fact['chapter']}/{fact['id']}"))
        cite = nodes.reference("", _("Cite this number"), refuri=place, internal=True, classes=["cite-link"])
        parts.append(paragraph(cite, classes=("fact-cite",)))
        if url := report.address(self.config, f"{fact['chapter']}/{fact['id']}", f"{self._uri()}#{name}"):
            link = nodes.reference("", _("Report an error"), refuri=url, internal=False)
            parts.append(paragraph(link, classes=("fact-report",)))
        body = CardBody("", *parts)
        self._name(body, name)
        return Card("", _head(fact), body)

    def _made(self, fact: Record) -> nodes.paragraph:
        listed = is_measure(fact["measure"])  # one that is not in the list has no such place: the build says so
        link = addnodes.pending_xref(
            "",
            nodes.literal("", fact["measure"]),
            refdomain="std",
            reftype="ref" if listed else "doc",
            reftarget=place(fact["measure"]) if listed else "/methods",
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.docname,
        )
        days = {name: date(dt.date.fromisoformat(fact[name])) for name in ("as_of", "start", "end")}
        known = _("As known on {as_of}, for {start} to {end}.").format(**days)
        return paragraph(nodes.Text(_("Made by") + " "), link, nodes.Text(f". {known}"))

    def _rows(self, fact: Record, held: Records) -> list[nodes.Node]:
        if not fact["rows"]:
            return [paragraph(nodes.Text(_("It rests on no row of its own.")))]
        items = [self._row(row, held) for row in fact["rows"][:SHOWN_ROWS]]
        listed = nodes.bullet_list("", *items, classes=["fact-rows"])
        more = len(fact["rows"]) - SHOWN_ROWS
        if more <= 0:
            return [listed]
        text = ngettext("and {n} more row, in", "and {n} more rows, in", more) + " "
        target = relative_uri(self._uri(), FACTS)
        link = nodes.reference("", FACTS, refuri=target, internal=True)
        return [listed, paragraph(nodes.Text(text), link)]

    def _row(self, name: str, held: Records) -> nodes.list_item:
        row = held["rows"][name]
        says = worded(row["text"], ["fact-says"], row["language"])
        line = paragraph(worded(name, ["fact-row"]), nodes.Text(f" {row['date']}. " if row["date"] else " "), says)
        for key in row["sources"]:
            line += [nodes.Text(" "), *self._source(key, held["sources"][key])]
        return nodes.list_item("", line)

    def _source(self, key: str, source: Source) -> list[nodes.Node]:
        """Name a source by its publisher; its title and address stand once, where the link leads."""
        link = addnodes.pending_xref(
            "",
            worded(source["publisher"]),
            refdomain="std",
            reftype="ref",
            reftarget=nodes.fully_normalize_name(key),
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.docname,
        )
        return [badge(source["tier"]), nodes.Text(" "), link]

    def _uri(self) -> str:
        return self.env.app.builder.get_target_uri(self.env.docname)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_domain(Cards)
    app.add_directive("numbers", Numbers)


def summary(fact: Record) -> str:
    """Return a fact in short, a line each: what it means, its value, what it rests on."""
    rows = ngettext("{n} row", "{n} rows", len(fact["rows"]))
    sources = ngettext("{n} source", "{n} sources", len(fact["sources"]))
    return f"{fact['definition']}\n{_value(fact)}\n{strung([rows, sources], ',')}"


def paragraph(*parts: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    """Return a paragraph of text that is in the book's language already."""
    return nodes.paragraph("", "", *parts, translatable=False, classes=list(classes))


def _head(fact: Record) -> CardHead:
    whole = _value(fact)
    shown = fact["text"] if whole.startswith(fact["text"]) else valued(fact)  # a plural form may hold its number
    value, rest = worded(shown, ["fact-value"]), whole.removeprefix(shown)
    unit = [worded(rest, ["fact-unit"])] if rest else []
    meaning = worded(fact["definition"], ["fact-definition"])
    return CardHead("", "", value, *unit, nodes.Text(" "), meaning, translatable=False)


def _value(fact: Record) -> str:
    return f"{valued(fact)} ({fact['interval']})" if fact["interval"] else valued(fact)
