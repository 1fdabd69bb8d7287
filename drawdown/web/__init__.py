"""The Sphinx side of the book: figures, cards, the codebook, coverage and source pages, and their styles.

A Sphinx extension: ``extensions = ["drawdown.web"]``. The figure renderer is found by MyST-NB through the entry
point group ``myst_nb.mime_renderers``.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from drawdown import __version__
from drawdown.web import assets, cards, codebook, config, coverage, excerpt, facts, markup, registry, report


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    for module in (config, report, markup, assets, codebook, coverage, excerpt, registry, cards, facts):
        module.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
