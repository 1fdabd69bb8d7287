"""The nodes of figures and cards, and their HTML. Other builders see a plain figure, a plain list, a plain link."""

from collections.abc import Callable
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from drawdown.language import _

Visitor = Callable[[HTML5Translator, nodes.Element], None]

FIGURES = "figures"  # the folder of the figures' files in the site
SITES = ("html", "dirhtml", "singlehtml")  # the builders whose output can offer files


class ChartFigure(nodes.figure):
    """A numbered figure."""


class ChartTitle(nodes.caption):
    """What the figure shows, beside its number."""


class Drawing(nodes.container):
    """The static drawing, for a wide page and for a narrow one; its child says the same in words."""


class ChartCaption(nodes.legend):
    """How to read the figure."""


class Toolbar(nodes.General, nodes.Element):
    """What a reader can do with the figure that has the ``path``."""


class SourceLine(nodes.paragraph):
    """Where the data of the figure come from."""


class Card(nodes.container):
    """A fact with what is behind it, shown on request."""


class CardHead(nodes.paragraph):
    """The fact itself: always seen."""


class CardBody(nodes.container):
    """What is behind the fact."""


class FactLink(nodes.reference):
    """A link to a card, with its ``summary``."""


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_enumerable_node(ChartFigure, "figure", html=(_open_figure, _close_figure))
    app.add_node(ChartTitle, html=(_open_title, _close_title))
    app.add_node(Drawing, html=(_drawing, None))
    app.add_node(SourceLine, html=_tag("p", "chart-origin"))
    app.add_node(ChartCaption, html=(_open_caption, _close_caption))
    app.add_node(Card, html=_tag("details", "fact-card"))
    app.add_node(CardHead, html=_tag("summary", "fact-head"))
    app.add_node(CardBody, html=_tag("div", "fact-body"))
    app.add_node(FactLink, html=(_open_link, _close_link))


def _tag(name: str, style: str) -> tuple[Visitor, Visitor]:
    def enter(writer: HTML5Translator, node: nodes.Element) -> None:
        writer.body.append(writer.starttag(node, name, "", CLASS=style))

    def leave(writer: HTML5Translator, node: nodes.Element) -> None:
        writer.body.append(f"</{name}>\n")

    return enter, leave


def _open_link(writer: HTML5Translator, node: nodes.Element) -> None:
    # without JavaScript the browser shows the title; facts.js makes it a summary that touch and keyboard reach too
    title = escape(node["summary"]).replace("\n", "&#10;")
    more, target = escape(_("All rows and sources")), escape(node["refuri"])
    writer.body.append(f'<a class="fact" href="{target}" title="{title}" data-more="{more}">')


def _close_link(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</a>")


def _open_figure(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(writer.starttag(node, "figure", CLASS="chart-figure"))


def _close_figure(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</figure>\n")


def _open_title(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(writer.starttag(node, "p", "", CLASS="chart-title"))
    writer.add_fignumber(node.parent)
    writer.body.append('<span class="caption-text">')


def _close_title(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</span>")
    if writer.config.html_permalinks:
        writer.add_permalink_ref(node.parent, _("Link to this figure"))
    writer.body.append("</p>\n")


def _drawing(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(drawn(node["svg"], node["narrow"]))
    raise nodes.SkipNode


def drawn(svg: str, narrow: str) -> str:
    """Return both drawings, of which the page shows the one that fits; each carries its alternative text itself."""
    return (
        f'<div class="chart-canvas"><div class="chart-static"><div class="chart-wide">{svg}</div>'
        f'<div class="chart-narrow">{narrow}</div></div></div>\n'
    )


def _open_caption(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(writer.starttag(node, "figcaption"))


def _close_caption(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</figcaption>\n")
