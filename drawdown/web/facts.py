"""Links from the numbers of the prose to their cards."""

from typing import Any, cast

from docutils import nodes
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from drawdown.web.cards import Cards
from drawdown.web.markup import Card, FactLink

ENDS = ("_low", "_high")  # a fact's interval is glued under its name with one of these


class FactLinks(SphinxPostTransform):
    """Makes each glued fact that has a card a link to it; what it shows, MyST-NB puts in afterwards."""

    default_priority = 4  # before myst_nb.ext.glue.crossref.ReplacePendingGlueReferences
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap the references."""
        cards = cast(Cards, self.env.get_domain(Cards.name)).cards
        for node in list(self.document.findall(PendingGlueReference)):
            held = cards.get(node.refdoc, {})
            fact = named(node.key, held)
            if fact and not _linked(node):
                name, summary = held[fact]
                page = self.app.builder.get_relative_uri(self.env.docname, node.refdoc)
                link = FactLink("", "", internal=True, refuri=f"{page}#{name}", summary=summary)
                node.replace_self(link)
                link += node


def setup(app: Sphinx) -> None:
    """Register the transform, and the script of the pages that have such links."""
    app.add_post_transform(FactLinks)
    app.connect("html-page-context", _scripts)


def named(key: str, facts: dict[str, Any]) -> str:
    """Return the fact that a glued key belongs to: itself, or the one whose end of interval it is."""
    stems = (key, *(key.removesuffix(end) for end in ENDS))
    return next((stem for stem in stems if stem in facts), "")


def _linked(node: nodes.Node | None) -> bool:
    while node is not None:
        if isinstance(node, nodes.reference):
            return True
        node = node.parent
    return False


def _scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is not None and any(isinstance(node, FactLink | Card) for node in doctree.findall(nodes.Element)):
        app.add_js_file("facts.js", loading_method="defer")
