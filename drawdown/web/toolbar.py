"""What a reader can do with a figure: explore, take its data, read it as a table, cite it, embed it."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from drawdown.citing import places
from drawdown.citing.work import Kind
from drawdown.language import _
from drawdown.web import embedding
from drawdown.web.figure_pages import TABLE
from drawdown.web.markup import FIGURES, SITES, Toolbar
from drawdown.web.placed import Placed
from drawdown.web.templating import render

PLOTLY = "plotly.min.js"
LOCALE = f"{FIGURES}/locale.js"  # how the language of the book writes dates, for Plotly


def setup(app: Sphinx) -> None:
    """Register the node."""
    skip = (_skip, None)
    app.add_node(Toolbar, html=(_toolbar, None), latex=skip, text=skip, man=skip, texinfo=skip)


def _skip(writer: Any, node: nodes.Element) -> None:
    raise nodes.SkipNode


def _toolbar(writer: HTML5Translator, node: nodes.Element) -> None:
    if writer.builder.name in SITES:
        placed = Placed.of(writer.builder, node["path"])
        writer.body.append(tools(placed, pictures=writer.config.drawdown_prints))
    raise nodes.SkipNode


def tools(placed: Placed, *, pictures: bool) -> str:
    """Return the markup of the tools; with ``pictures`` there is a PNG to download."""
    path = placed.figure.path
    downloads = {".csv": _("Data (CSV)"), ".svg": "SVG"} | ({".png": "PNG"} if pictures else {})
    return render(
        "toolbar.html",
        placed=placed,
        path=path,
        texts=_texts(),
        plot=placed.link(placed.file(".js")),
        library=placed.link(f"_static/{PLOTLY}"),
        locale=placed.link(LOCALE),
        table=placed.link(placed.file(TABLE)),
        alone=placed.link(placed.file(".html")),
        downloads=[
            (label, placed.link(placed.file(ending)), placed.saved + ending) for ending, label in downloads.items()
        ],
        cite=placed.link(places.address(Kind.FIGURE, path)),
        snippet=embedding.snippet(placed),
    )


def _texts() -> dict[str, str]:
    """Return what the interactive chart says, in the language of the book."""
    return {
        "explore": _("Explore"),
        "static": _("Static view"),
        "loading": _("Loading…"),
        "ready": _("The chart is interactive now."),
        "failed": _("The interactive chart could not be loaded. The static chart and its data are still here."),
        "series": _("Series"),
        "zoom": _("Zoom"),
        "closer": _("Zoom in"),
        "wider": _("Zoom out"),
        "left": _("Move left"),
        "right": _("Move right"),
        "reset": _("Reset the view"),
        "shown": _("Shown: {from} to {to}"),
        "whole": _("The whole chart is shown."),
    }
