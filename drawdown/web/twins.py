"""The twins of a page: the same page in the other languages of the site."""

from typing import Any, NamedTuple

from babel import Locale
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import relative_uri

from drawdown.language import direction
from drawdown.web import config
from drawdown.web.config import base, languages
from drawdown.web.head import add, tag

# On the first page, before its text is shown: who comes from elsewhere reads on in the language chosen before.
CHOSEN = (
    "(chosen=>{const link=document.querySelector(`.language-switch[hreflang='${chosen}']`);"
    "if(link&&!document.referrer.startsWith(location.origin))location.replace(link.href)})"
    "(localStorage.getItem('language'))"
)


class Twin(NamedTuple):
    """A page in another language: its code and direction, its name in itself, and the link from this page."""

    language: str
    direction: str
    name: str
    href: str


def setup(app: Sphinx) -> None:
    """Give every page its twins."""
    app.connect("html-page-context", _context, priority=700)  # links of the page for a 404 are made absolute by then


def of(held: Config, uri: str, absolute: str = "") -> list[Twin]:
    """Return the twins of a page.

    Parameters
    ----------
    held
        The book's configuration.
    uri
        The page's path from the root of the site in its language.
    absolute
        The path of the whole site on its host, for a page that is shown at any address.
    """
    own = config.folder(held, held.language) + uri
    twins = []
    for code in languages(held):
        if code != held.language:
            target = config.folder(held, code) + uri
            href = f"{absolute}{target}" if absolute else relative_uri(own, target)
            twins.append(Twin(code, direction(code), Locale(code).get_display_name(code) or code, href))
    return twins


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    held = app.config
    uri = app.builder.get_target_uri(page)
    missing = page == held.notfound_pagename
    prefix = held.notfound_urls_prefix.removesuffix(config.folder(held, held.language)) if missing else ""
    context["twins"] = of(held, uri, prefix)
    context["chosen_script"] = CHOSEN if page == held.root_doc and context["twins"] else ""
    if context["twins"] and not missing and base(held):  # only a whole address is allowed there
        places = {code: base(held, code) + uri for code in languages(held)}
        alternates = places | {"x-default": places[languages(held)[0]]}
        add(context, *(tag("link", rel="alternate", hreflang=code, href=href) for code, href in alternates.items()))
