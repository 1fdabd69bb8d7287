"""What the marks beside headings, tables and terms say, in languages whose catalogue of Sphinx has no words for it."""

from gettext import NullTranslations

from sphinx.application import Sphinx

from drawdown.language import N_, _

SPHINX = (N_("Link to this heading"), N_("Link to this table"), N_("Link to this term"))  # its messages, as it has them


class Words(NullTranslations):
    """The catalogue of the package, asked for what Sphinx's own lacks."""

    def gettext(self, message: str) -> str:
        """Return a message in the active language, if it is one of `SPHINX`."""
        return _(message) if message in SPHINX else message


def setup(app: Sphinx) -> None:
    """Let Sphinx ask the package."""
    app.translator.add_fallback(Words())
