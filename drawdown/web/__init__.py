"""The Sphinx side of the book: its theme, figures, cards and said sentences, the pages made from the evidence, and
what machines read.

A Sphinx extension: ``extensions = ["drawdown.web"]``. The figure renderer is found by MyST-NB through the entry
point group ``myst_nb.mime_renderers``.
"""

from importlib import import_module

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from drawdown import __version__

NUMBERING = "sphinx_multitoc_numbering"  # which sphinx_external_toc brings
# In this order they are set up: settings first, then what a page shows, then what is made of all pages.
MODULES = (
    *("config", "layout", "captions", "permalinks", "untranslated", "face", "styles", "report", "markup", "toolbar"),
    *("pager", "assets", "elements", "tables"),
    *("codebook", "coverage", "excerpt", "registry", "measures", "citing", "references", "cards", "facts", "saying"),
    *("own", "evidence", "row_links", "glossary", "actors", "signs"),
    *("edition", "editions", "differences", "missing", "head", "scholarly", "twins", "policy", "doors", "feeds"),
    *("social", "search"),
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").setup(app)
    if NUMBERING in app.extensions:
        app.extensions[NUMBERING].parallel_read_safe = True  # it numbers when all is read, but does not say so
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
