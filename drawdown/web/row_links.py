"""Links from ids of rows, where tables and cards name them, to their places on the pages of evidence.

A cell that holds nothing but the title of one row, such as a milestone's, is linked too.
"""

import re
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from drawdown.web.evidence import held
from drawdown.web.evidence_rows import Evidence, address
from drawdown.web.links import worded

IDS = re.compile(r"(?<![\w-])([A-Z][A-Z0-9-]*[0-9])(?![\w-])")
CLASS = "row-link"
TITLE = "row-title"  # of a link that is as long as a title: it is text like its neighbours, and target enough
CARD = "fact-row"  # what a card puts around the id of a row
CLOSED = (nodes.reference, addnodes.pending_xref, nodes.literal, nodes.title, nodes.caption)


class RowLinks(SphinxPostTransform):
    """Makes each id of a row in a table or a card a link to the row."""

    default_priority = 600  # after references are resolved, so that no link comes to stand in another
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Put the links in."""
        found = held(self.app)
        if found is None:
            return
        uri = self.app.builder.get_target_uri(self.env.docname)
        for text in list(self.document.findall(nodes.Text)):
            if _named(text) and (parts := linked(str(text), found, uri, whole=_alone(text))):
                text.parent.replace(text, parts)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(RowLinks)


def linked(text: str, found: Evidence, uri: str, *, whole: bool = False) -> list[nodes.Node]:
    """Return a text with its ids as links from the page at ``uri``; nothing if it has none.

    ``whole`` says that the text is all that its cell holds, so that it may be the title of a row.
    """
    title = found.titles.get(text.replace("’", "'"), "") if whole else ""
    if title:
        return [_link(text, found.places[title], uri, CLASS, TITLE)]
    parts = [part for part in IDS.split(text) if part]
    if not any(part in found.places for part in parts):
        return []
    return [_link(part, found.places[part], uri, CLASS) if part in found.places else nodes.Text(part) for part in parts]


def _link(text: str, place: str, uri: str, *classes: str) -> nodes.reference:
    return nodes.reference("", "", worded(text), refuri=address(uri, place), internal=True, classes=list(classes))


def _named(text: nodes.Text) -> bool:
    """Return whether a text stands where rows are named: in a cell or a card, outside links, titles and code."""
    named, node = False, text.parent
    while node is not None:
        if isinstance(node, CLOSED):
            return False
        named = named or isinstance(node, nodes.entry) or CARD in node.get("classes", ())
        node = node.parent
    return named


def _alone(text: nodes.Text) -> bool:
    """Return whether a text is all that its cell holds."""
    node: nodes.Node = text
    while not isinstance(node, nodes.entry):
        if node.parent is None or len(node.parent.children) > 1:
            return False
        node = node.parent
    return True
