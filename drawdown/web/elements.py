"""Elements that docutils and MyST-NB write in HTML that checkers of validity or accessibility refuse, written anew."""

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from drawdown.language import _


def setup(app: Sphinx) -> None:
    """Register the elements."""
    app.add_node(HideCodeCellNode, override=True, html=(_open_code, _close_code))
    app.add_node(nodes.citation, override=True, html=(_open_citation, _close_citation))


def _open_code(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(f'<details class="cell-code no-print">\n<summary>{_("Code")}</summary>\n')


def _close_code(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</details>\n")


def _open_citation(writer: HTML5Translator, node: nodes.Element) -> None:
    if not isinstance(node.previous_sibling(), nodes.citation):
        writer.body.append('<ul class="citations">\n')
    writer.body.append(writer.starttag(node, "li", CLASS="citation"))


def _close_citation(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</li>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        writer.body.append("</ul>\n")
