"""Charts in executed notebooks become numbered figures of the page.

A chapter displays a Plotly figure whose output metadata carries its title, caption, alternative text, static SVG
and data. The page shows the SVG; the interactive figure waits in a file until the reader asks for it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from xml.etree import ElementTree as ET

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from drawdown.web.markup import ChartCaption, ChartFigure, ChartTitle, Drawing, SourceLine, Toolbar

MIME = "application/vnd.plotly.v1+json"
METADATA = "drawdown"
_NAME = re.compile(r"[a-z0-9_]+\Z")  # it becomes a path and an anchor

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Figure:
    """A figure as a notebook hands it over.

    ``origin`` says where its data come from, ``as_of`` is the day of knowledge (ISO), ``narrow`` the drawing for a
    narrow page, and ``plot`` its Plotly JSON as text.
    """

    chapter: str
    key: str
    title: str
    caption: str
    alt: str
    origin: str
    as_of: str
    svg: str
    narrow: str
    csv: str
    plot: str

    @property
    def path(self) -> str:
        """The stem of its files below ``figures/``, and its name for the script."""
        return f"{self.chapter}/{self.key}"

    @property
    def label(self) -> str:
        """Its anchor and the target of ``{numref}``."""
        return f"fig-{self.chapter}-{self.key}".replace("_", "-")

    @property
    def room(self) -> int:
        """The height in pixels that the interactive figure needs on a phone; 0 where it does not say."""
        return int(json.loads(self.plot).get("layout", {}).get("meta", {}).get("room", 0))

    @classmethod
    def of(cls, content: Mapping[str, Any], metadata: Mapping[str, Any]) -> "Figure":
        """Read a figure from a notebook output.

        Raises
        ------
        ValueError
            If the metadata does not describe a whole figure.
        """
        described = metadata.get(METADATA)
        if described is None:
            raise ValueError(f"a Plotly figure without {METADATA!r} in its output's metadata")
        names = [field.name for field in fields(cls) if field.name != "plot"]
        empty = [name for name in names if not described.get(name)]
        if empty:
            raise ValueError(f"figure {described.get('key', '?')!r} lacks {', '.join(empty)}")
        for name in ("svg", "narrow"):
            try:
                ET.fromstring(described[name])
            except ET.ParseError as error:
                raise ValueError(f"the SVG of figure {described['key']!r} is not well-formed: {error}") from None
        wrong = [described[name] for name in ("chapter", "key") if not _NAME.match(described[name])]
        if wrong:
            raise ValueError(f"the figure name {wrong[0]!r} may hold only a-z, 0-9 and _")
        return cls(
            **{name: described[name] for name in names},
            plot=json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        )


class FigureRenderer(MimeRenderPlugin):
    """Renders Plotly outputs for MyST-NB."""

    mime_priority_overrides = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of a Plotly output; None leaves other outputs to other renderers."""
        if data.mime_type != MIME:
            return None
        environment = renderer.renderer.sphinx_env
        document = renderer.renderer.document
        try:
            figure = Figure.of(data.content, data.output_metadata)
        except ValueError as error:
            cell = (data.cell_index or 0) + 1
            message = f"cell {cell}: {error}; show charts with drawdown.page"
            logger.warning(message, location=(environment.docname, data.line), type="drawdown", subtype="figure")
            return [nodes.error("", nodes.paragraph(text=message))]
        return [shown(figure, environment, document)]


def shown(figure: Figure, environment: BuildEnvironment, document: nodes.document) -> ChartFigure:
    """Return the nodes of a figure, and have its files written beside the page."""
    environment.get_domain("drawdown").note(figure, environment.docname)  # type: ignore[attr-defined]
    node = ChartFigure(
        "",
        # the texts of an output are already in the reader's language
        ChartTitle(figure.title, figure.title, translatable=False),
        Drawing("", _paragraph(figure.alt), svg=figure.svg, narrow=figure.narrow),
        Toolbar(path=figure.path),
        ChartCaption("", _paragraph(figure.caption), SourceLine(figure.origin, figure.origin, translatable=False)),
        names=[nodes.fully_normalize_name(figure.label)],
    )
    document.note_explicit_target(node, node)
    return node


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text, translatable=False)
