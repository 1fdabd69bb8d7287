"""Signs beside numbers in pages that are read from the right: a line puts them elsewhere than a number alone does."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from drawdown import language

APART = (nodes.literal, nodes.literal_block, nodes.raw, nodes.reference)  # what runs by itself whatever stands around


class Signs(SphinxPostTransform):
    """Keeps the sign of a percentage at its right."""

    default_priority = 900

    def run(self, **_: Any) -> None:
        """Mark the texts of a page."""
        for text in list(self.document.findall(nodes.Text)):
            marked = language.ordered(text)
            if marked != text and not isinstance(text.parent, APART):
                text.parent.replace(text, nodes.Text(marked))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Signs)
