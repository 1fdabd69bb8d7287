"""The Sphinx side of the book: figures, cards, said sentences, the pages of codebook, measures, coverage and
sources, and their styles.

A Sphinx extension: ``extensions = ["drawdown.web"]``. The figure renderer is found by MyST-NB through the entry
point group ``myst_nb.mime_renderers``.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from drawdown import __version__
from drawdown.web import (
    assets,
    cards,
    codebook,
    config,
    coverage,
    elements,
    excerpt,
    facts,
    layout,
    markup,
    measures,
    registry,
    report,
    saying,
    styles,
    tables,
)

MODULES = (
    config,
    layout,
    styles,
    report,
    markup,
    assets,
    tables,
    elements,
    codebook,
    coverage,
    excerpt,
    registry,
    measures,
    cards,
    facts,
    saying,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    for module in MODULES:
        module.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
