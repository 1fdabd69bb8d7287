"""Texts of a page that have no translation: in a language that is shown whole they are an error."""

from itertools import islice
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.nodes import extract_messages, is_translatable

from drawdown import language

logger = logging.getLogger(__name__)


class Untranslated(SphinxTransform):
    """Warns of each text that Sphinx found no translation of."""

    default_priority = 21  # `sphinx.transforms.i18n.Locale` has translated at 20, and noted where it could

    def apply(self, **kwargs: Any) -> None:
        """Look through the page."""
        code = self.config.language
        if code == language.SOURCE or language.partial(code) or not self._begun(code):
            return
        for begin in filter(_left, self.document.findall(nodes.Element)):
            for node, text in islice(extract_messages(begin), 1):  # its own comes first, if it has one
                if node is begin:
                    self._warn(node, text)

    def _begun(self, code: str) -> bool:
        """Return whether the book has catalogues of a language at all; one without them is shown as it is."""
        return any((Path(self.app.srcdir) / folder / code).is_dir() for folder in self.config.locale_dirs)

    def _warn(self, node: nodes.Element, text: str) -> None:
        told = f"{text!r} has no translation in {self.config.language!r}; `make messages` takes in what is new"
        logger.warning(told, location=node, type="drawdown", subtype="untranslated")


def _left(node: nodes.Element) -> bool:
    """Return whether a node may have a text that was left as it is; Sphinx is asked last, being slow to say no."""
    if node.get("translated") or (isinstance(node, nodes.TextElement) and not node.source):
        return False
    return is_translatable(node) and not _put_out(node)


def _put_out(node: nodes.Node | None) -> bool:
    """Return whether a chapter put a text out when it ran, in the language it ran in."""
    while node is not None:
        if "cell_output" in getattr(node, "attributes", {}).get("classes", ()):
            return True
        node = node.parent
    return False


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(Untranslated)
