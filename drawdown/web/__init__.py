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
    excerpt,
    facts,
    markup,
    measures,
    registry,
    report,
    saying,
)

MODULES = (config, report, markup, assets, codebook, coverage, excerpt, registry, measures, cards, facts, saying)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    for module in MODULES:
        module.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
