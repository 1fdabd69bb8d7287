"""The directive ``{chart} CHAPTER KEY``: a chapter's figure, shown on another page, static and with a link to it."""

from functools import lru_cache
from pathlib import Path

import nbformat
from docutils import nodes
from nbformat import NotebookNode
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from drawdown import paths
from drawdown.web.figures import METADATA, MIME, Figure
from drawdown.web.markup import Drawing


class Excerpt(SphinxDirective):
    """Shows the static drawing of a figure of an executed chapter."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return the drawing under its linked title."""
        chapter, key = self.arguments
        notebook = Path(self.env.srcdir) / paths.CHAPTERS.name / f"{chapter}.ipynb"
        if not notebook.is_file():
            raise self.error(f"the chapter {chapter} has not been run")
        self.env.note_dependency(str(notebook))
        figure = _find(notebook, key)
        if figure is None:
            raise self.error(f"the chapter {chapter} shows no figure {key}")
        link = pending_xref(
            "",
            nodes.inline(figure.title, figure.title),
            refdomain="std",
            reftype="ref",
            reftarget=figure.label,
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.docname,
        )
        words = nodes.paragraph(figure.alt, figure.alt, translatable=False)
        drawing = Drawing("", words, svg=figure.svg, narrow=figure.narrow)
        title = nodes.paragraph("", "", link, classes=["chart-title"], translatable=False)
        return [nodes.container("", title, drawing, classes=["chart-excerpt"])]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("chart", Excerpt)


def _find(notebook: Path, key: str) -> Figure | None:
    for output in _described(notebook, notebook.stat().st_mtime_ns):
        if output["metadata"][METADATA]["key"] == key:
            return Figure.of(output["data"][MIME], output["metadata"])
    return None


@lru_cache(maxsize=32)
def _described(notebook: Path, _modified: int) -> list[NotebookNode]:
    """Return the outputs of an executed chapter that are figures."""
    outputs = [output for cell in nbformat.read(notebook, as_version=4).cells for output in cell.get("outputs", [])]
    return [output for output in outputs if output.get("metadata", {}).get(METADATA)]
