"""How a reader cites: the box of a chapter, the pages of citations, and the files that reference managers take.

A page holds no citation but that of its box: its links lead to a page of citations, of which a script shows the part
that is asked for.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from drawdown.citing import styles
from drawdown.citing.formats import FORMATS
from drawdown.citing.places import ALL, FOLDER, address, group
from drawdown.citing.work import Item, Kind, Work
from drawdown.language import _
from drawdown.web import works
from drawdown.web.evidence_rows import FOLDER as EVIDENCE
from drawdown.web.links import relative
from drawdown.web.markup import SITES, Card, ChartFigure
from drawdown.web.templating import render

SCRIPTS = ("citing.js", "copying.js")
LINKING = (f"{FOLDER}/", f"{EVIDENCE}/")  # the pages without a source that link to citations
BOX = "apa"  # the style that is read without asking

Page = tuple[str, dict[str, Any], str]


class CiteBox(nodes.General, nodes.Element):
    """The box that says how to cite the chapter ``page``, or the book where it is empty."""


class CiteThis(SphinxDirective):
    """``{cite-this}``: how to cite the chapter that this page is; with ``book``, how to cite the book."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        whole = [directives.choice(word, ("book",)) for word in self.arguments]
        return [CiteBox(page="" if whole else self.env.docname)]


def setup(app: Sphinx) -> None:
    """Register the box, the pages and the files."""
    skip = (_skip, None)
    app.add_node(CiteBox, html=(_box, None), latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_directive("cite-this", CiteThis)
    app.connect("html-page-context", _scripts)
    app.connect("html-collect-pages", _pages)
    app.connect("build-finished", _write)


def _skip(writer: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _box(writer: HTML5Translator, node: CiteBox) -> None:
    app, page = writer.builder.app, node["page"]
    held = works.book(app)
    if held is not None and app.builder.name in SITES:
        work = works.chapter(app, held, page) if page else works.whole(app, held)
        here = app.builder.get_target_uri(writer.builder.current_docname)
        writer.body.append(
            render(
                "cite-box.html",
                title=_("Cite this chapter") if page else _("Cite the book"),
                words=Markup(styles.marked_up(work.csl(), BOX)),
                link=relative(here, address(work.kind, work.name)),
                files=[(label, relative(here, href), name) for label, href, name in _files(work)],
            )
        )
    raise nodes.SkipNode


def _scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    linking = (
        any(doctree.findall(lambda node: isinstance(node, CiteBox | Card | ChartFigure)))
        if doctree is not None
        else page.startswith(LINKING)
    )
    for name in SCRIPTS if linking else ():
        app.add_js_file(name, loading_method="defer")


def _files(work: Work) -> Iterator[tuple[str, str, str]]:
    """Give the files of a work: the label, the address from the root of the site, the name a download takes."""
    for held in FORMATS.values():
        name = f"{work.stem}{held.ending}"
        yield held.label, f"{FOLDER}/{name}", name


def _pages(app: Sphinx) -> Iterator[Page]:
    if app.builder.name not in SITES:
        return
    groups: dict[str, list[Work]] = {}
    for work in works.works(app):
        groups.setdefault(group(work.kind, work.name), []).append(work)
    for name, held in groups.items():
        title = _("Tables of the evidence") if name == "tables" else _named(app, held)
        title = _("Cite: {title}").format(title=title)
        yield f"{FOLDER}/{name}", {"title": title, "body": _body(title, held)}, "page.html"


def _named(app: Sphinx, held: list[Work]) -> str:
    first = held[0]
    return first.title if first.kind in (Kind.BOOK, Kind.CHAPTER) else _("other figures")


def _body(title: str, held: Iterable[Work]) -> str:
    listed = [
        {
            "work": work,
            "cited": [
                (key, label, Markup(styles.marked_up(work.csl(), key))) for key, (label, _file) in styles.STYLES.items()
            ],
            "files": [(label, Path(href).name, name) for label, href, name in _files(work)],
        }
        for work in held
    ]
    return render("citations.html", title=title, listed=listed)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write a file of each format for each work, and one for all."""
    if exception is not None or app.builder.name not in SITES:
        return
    items: dict[str, list[Item]] = {work.stem: [work.csl()] for work in works.works(app)}
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.*"):
        if path.suffix != ".html":
            path.unlink()  # of works that are gone
    every = [item for held in items.values() for item in held]
    for held in FORMATS.values():
        wanted = {f"{name}{held.ending}": held.write(found) for name, found in {**items, ALL: every}.items()}
        for name, text in wanted.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
