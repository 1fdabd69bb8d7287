"""The captions of the contents in the book's language: the list of pages puts them in after Sphinx has translated."""

from pathlib import Path
from typing import Any

from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain


class Captions(SphinxTransform):
    """Translates the captions of the lists that `sphinx_external_toc` has put into a page."""

    default_priority = 101  # it puts them in at 100, and Sphinx reads them at 880

    def apply(self, **kwargs: Any) -> None:
        """Give each caption its translation; one without is left as it is."""
        folders = [str(Path(self.env.srcdir, folder)) for folder in self.config.locale_dirs]
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        catalogue, _found = locale.init(folders, self.config.language, domain)
        for contents in self.document.findall(addnodes.toctree):
            if caption := contents.get("caption"):
                contents["caption"] = catalogue.gettext(caption)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(Captions)
