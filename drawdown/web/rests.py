"""Which numbers rest on a source: links from its entry to their cards."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from drawdown import paths
from drawdown.facts.records import Record, anchor, has_cards, read, valued
from drawdown.language import _, ngettext, separator

NAMED = 3  # numbers of a chapter that an entry names: those on the fewest rows, which lean on each source the most


def rests(environment: BuildEnvironment, keys: Collection[str]) -> dict[str, list[nodes.Node]]:
    """Return what an entry says of the chapters' numbers, for each of these sources that a number rests on."""
    found: defaultdict[str, dict[str, list[Record]]] = defaultdict(dict)
    wanted = set(keys)
    for notebook in sorted((Path(environment.srcdir) / paths.CHAPTERS.name).glob("*.ipynb")):
        environment.note_dependency(str(notebook))
        held = read(notebook)
        for fact in held["facts"] if held and has_cards(notebook) else ():
            for key in wanted.intersection(fact["sources"]):
                found[key].setdefault(notebook.stem, []).append(fact)
    return {key: [_line(chapters, environment.docname)] for key, chapters in found.items()}


def _line(chapters: dict[str, list[Record]], page: str) -> nodes.paragraph:
    parts: list[nodes.Node] = [nodes.Text(_("Numbers that rest on it") + ": ")]
    mark = separator(";")
    for place, (chapter, facts) in enumerate(chapters.items()):
        parts += [nodes.Text(mark)] if place else []
        title = addnodes.pending_xref(
            "",
            nodes.inline("", chapter),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{paths.CHAPTERS.name}/{chapter}",
            refexplicit=False,
            refwarn=True,
            refdoc=page,
        )
        parts += [title, nodes.Text(": "), *_named(chapter, facts, page)]
    parts.append(nodes.Text("."))
    return nodes.paragraph("", "", *parts, classes=["source-rests"], translatable=False)


def _named(chapter: str, facts: Iterable[Record], page: str) -> list[nodes.Node]:
    nearest = sorted(facts, key=lambda fact: len(fact["rows"]))
    links = [_link(anchor(chapter, fact["id"]), _value(fact), page) for fact in nearest[:NAMED]]
    more = len(nearest) - NAMED
    if more > 0:
        links.append(_link(anchor(chapter), nodes.Text(ngettext("{n} more", "{n} more", more)), page))
    parts: list[nodes.Node] = [part for link in links for part in (nodes.Text("\u00a0· "), link)]
    return parts[1:]


def _value(fact: Record) -> nodes.abbreviation:
    """Return the value of a fact, which says on request what it means."""
    return nodes.abbreviation("", valued(fact), explanation=fact["definition"])


def _link(target: str, shown: nodes.Node, page: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", shown),
        refdomain="std",
        reftype="ref",
        reftarget=target,
        refexplicit=True,
        refwarn=True,
        refdoc=page,
    )
