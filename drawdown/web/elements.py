"""Elements that docutils and MyST-NB write in HTML that checkers of validity or accessibility refuse, written anew."""

from unicodedata import bidirectional

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from pybtex import plugin
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from drawdown.language import LOCALES, _
from drawdown.web.links import shown

BACKENDS = "pybtex.backends"


class Foreign(nodes.container):
    """Blocks in a language of their own, their ``code``: they are read aloud, and run, as it is."""


def setup(app: Sphinx) -> None:
    """Register the elements."""
    app.add_node(HideCodeCellNode, override=True, html=(_open_code, _close_code))
    app.add_node(Foreign, html=(_open_foreign, _close_foreign))
    app.add_node(nodes.citation, override=True, html=(_open_citation, _close_citation))
    _hold_backends()


def _hold_backends() -> None:
    """Give pybtex the backends once: it would read what every installed package offers again for every citation."""
    for name in ("docutils", "plaintext"):
        plugin.register_plugin(BACKENDS, name, plugin.find_plugin(BACKENDS, name), force=True)


def _open_code(writer: HTML5Translator, node: nodes.Element) -> None:
    summary = _("Code")
    writer.body.append(f'<details class="cell-code no-print">\n<summary>{summary}</summary>\n')


def _close_code(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</details>\n")


def _open_foreign(writer: HTML5Translator, node: nodes.Element) -> None:
    code = node["code"]
    writer.body.append(writer.starttag(node, "div", lang=code, dir=LOCALES[code].text_direction))


def _close_foreign(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</div>\n")


def _open_citation(writer: HTML5Translator, node: nodes.Element) -> None:
    if not isinstance(node.previous_sibling(), nodes.citation):
        writer.body.append('<ul class="citations">\n')
    for link in node.findall(nodes.reference):
        if link.astext() == link.get("refuri"):
            link[:] = [nodes.Text(shown(link["refuri"]))]
    writer.body.append(writer.starttag(node, "li", CLASS="citation", dir=direction(node.children[-1].astext())))


def direction(text: str) -> str:
    """Return the direction a text runs in, that of its first letter, as HTML names it."""
    strong = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


def _close_citation(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</li>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        writer.body.append("</ul>\n")
