"""Tables of a page stand in boxes of their own, which scroll where a screen is narrower than they are."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from drawdown.language import _


class TableBox(nodes.container):
    """The box around a table."""


class TableBoxes(SphinxPostTransform):
    """Puts every table into its box."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap the tables."""
        for table in list(self.document.findall(nodes.table)):
            title = table.next_node(nodes.title)
            box = TableBox(label=title.astext() if title is not None else _("Table"))
            table.parent.replace(table, box)  # not replace_self, which would give the box the table's anchor too
            box += table


def setup(app: Sphinx) -> None:
    """Register the box."""
    app.add_node(TableBox, html=(_open, _close))
    app.add_post_transform(TableBoxes)


def _open(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append(writer.starttag(node, "div", CLASS="table-box", role="group", **{"aria-label": node["label"]}))


def _close(writer: HTML5Translator, node: nodes.Element) -> None:
    writer.body.append("</div>\n")
