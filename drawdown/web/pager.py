"""Long tables and lists are read a part at a time: buttons before them, which only a browser with JavaScript shows."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from drawdown.web.markup import SITES
from drawdown.web.templating import render

SCRIPT = "paging.js"
SIZE = 25  # rows shown at a time
LONG = 36  # rows from which a table is read in parts: a page of buttons for a few rows more is no help
CLASS = "paged"
LISTS = {"sources"}  # the styles of lists whose entries are as short as rows


class Pager(nodes.General, nodes.Element):
    """The buttons of the table or list that follows, which has so many ``rows``."""


class LongTables(SphinxPostTransform):
    """Puts a pager before every long table, and every long list of sources."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_: Any) -> None:
        for table in list(self.document.findall(nodes.table)):
            rows = sum(len(body.children) for body in table.findall(nodes.tbody))
            if rows >= LONG:
                table["classes"].append(CLASS)
                table.parent.insert(table.parent.index(table), Pager(rows=rows))
        for listed in list(self.document.findall(nodes.bullet_list)):
            if LISTS & set(listed["classes"]) and len(listed) >= LONG:
                listed.parent.insert(listed.parent.index(listed), Pager(rows=len(listed)))


def markup(rows: int) -> str:
    """Return the buttons of a table that follows them directly, or in a box; nothing for a short one."""
    return render("pager.html", rows=rows, size=SIZE) if rows >= LONG else ""


def setup(app: Sphinx) -> None:
    """Register the buttons."""
    skip = (_skip, None)
    app.add_node(Pager, html=(_pager, None), latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_post_transform(LongTables)


def _skip(writer: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _pager(writer: HTML5Translator, node: nodes.Element) -> None:
    if writer.builder.name in SITES:
        writer.body.append(markup(node["rows"]))
    raise nodes.SkipNode
