"""The references as files: everything the book cites, and what each chapter does, for reference managers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.alpha import Style
from pybtex.style.template import Node, field, href, sentence
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator
from sphinxcontrib.bibtex import plugin
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from drawdown.book.site import cited
from drawdown.citing import sources
from drawdown.citing.formats import FORMATS
from drawdown.citing.places import FOLDER
from drawdown.errors import DataError
from drawdown.language import _, separator
from drawdown.pack import tables
from drawdown.pack.bibliography import ENDS
from drawdown.pack.schema import SOURCES, Schema
from drawdown.web import config
from drawdown.web.executed import notebook
from drawdown.web.markup import SITES
from drawdown.web.templating import render

WHOLE = "references"  # the stem of the files of the whole book
STYLE = "drawdown"  # of the entries and the citations, as ``bibtex_default_style`` and its like name it
AROUND = "}\u2069"  # what closes a title: its braces, its direction


class Entries(Style):
    """The style of the entries: an address needs no word before it, which would be English in every language."""

    def format_title(self, e: Entry, which_field: str, as_sentence: bool = True) -> Node:
        """Return a title; one that ends in a mark of its own gets no full stop, also where its direction closes it."""
        shown = super().format_title(e, which_field, as_sentence=False)
        ended = e.fields[which_field].rstrip(AROUND).endswith(ENDS)
        return sentence(add_period=not ended)[shown] if as_sentence else shown

    def format_url(self, e: Entry) -> Node:
        """Return the address, as a link."""
        url = field("url", raw=True)
        return href(url)[url]


class Citations(AuthorYearReferenceStyle):
    """The style of the citations: the years of one author stand between commas of the language."""

    def __post_init__(self) -> None:
        """Take the comma."""
        self.bracket_year.sep = separator(",")
        super().__post_init__()


class ReferenceFiles(nodes.General, nodes.Element):
    """The list of the files."""


class References(SphinxDirective):
    """``{reference-files}``: the files of the references, of the whole book and of each chapter."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        return [ReferenceFiles()]


def setup(app: Sphinx) -> None:
    """Register the directive, the styles and the files."""
    register_plugin("pybtex.style.formatting", STYLE, Entries)
    plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", STYLE, Citations)
    skip = (_skip, None)
    app.add_node(ReferenceFiles, html=(_list, None), latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_directive("reference-files", References)
    app.connect("build-finished", _write)


def _skip(writer: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _list(writer: HTML5Translator, node: nodes.Element) -> None:
    app = writer.builder.app
    if app.builder.name in SITES:
        here = app.builder.get_target_uri(writer.builder.current_docname)
        stems = {WHOLE: _("The whole book")} | {
            stem: app.env.titles[page].astext() for stem, page in _chapters(app).items()
        }
        listed = [
            (
                title,
                [
                    (held.label, relative_uri(here, f"{FOLDER}/{stem}{held.ending}"), f"{stem}{held.ending}")
                    for held in FORMATS.values()
                ],
            )
            for stem, title in stems.items()
        ]
        writer.body.append(render("reference-files.html", listed=listed))
    raise nodes.SkipNode


def _chapters(app: Sphinx) -> dict[str, str]:
    """Return the page of each chapter by the stem of its files."""
    return {f"{WHOLE}-{Path(page).name}": page for page in app.env.collect_relations() if notebook(app.env, page)}


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in SITES:
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in _files(app):
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _files(app: Sphinx) -> Iterator[tuple[str, str]]:
    try:
        schema = Schema(config.pack(app.config))
        registry = tables.read(schema, SOURCES).set_index(schema.tables[SOURCES].key)
    except DataError:
        return  # told by the page that needs the pack
    path = {stem: notebook(app.env, page) for stem, page in _chapters(app).items()}
    keys = {stem: cited([found]) for stem, found in path.items() if found}
    keys[WHOLE] = set().union(*keys.values())
    for stem, wanted in keys.items():
        items = sources.items(registry.loc[sorted(wanted & set(registry.index))])
        for held in FORMATS.values():
            yield f"{stem}{held.ending}", held.write(items)
