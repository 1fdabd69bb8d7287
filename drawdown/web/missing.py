"""The page for an address that the site does not have.

A server shows it at any depth, so sphinx-notfound-page makes its links absolute; its words are ours.
"""

from html import escape
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from drawdown.language import _
from drawdown.web.config import base, folder
from drawdown.web.head import add

PAGE = "404"


def setup(app: Sphinx) -> None:
    """Register the page."""
    app.setup_extension("notfound.extension")
    app.connect("config-inited", _configure)
    app.connect("html-page-context", _body, priority=600)  # after the links are made absolute


def _configure(app: Sphinx, config: Config) -> None:
    config.notfound_pagename = PAGE
    config.notfound_urls_prefix = urlsplit(base(config)).path or f"/{folder(config, config.language)}"
    config.notfound_context = {"title": _("Page not found")}


def _body(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if page != PAGE:
        return
    pathto = context["pathto"]
    root = app.config.root_doc
    context["content_root"] = app.config.notfound_urls_prefix
    context["pageurl"] = None  # it stands for many addresses, and is at none of them
    add(context, '<meta name="robots" content="noindex">')
    listed = "".join(
        f"<li>{_link(pathto(name), app.env.titles[name].astext())}</li>\n"
        for name in app.env.toctree_includes.get(root, [])
        if name in app.env.titles
    )
    ways = _("Go to the {first} or {search}, or to one of these pages:").format(
        first=_link(pathto(root), _("first page")), search=_link(pathto("search"), _("search the book"))
    )
    missing = escape(_("This book has no page at this address."))
    context["body"] = (
        f"<section><h1>{escape(context['title'])}</h1>\n<p>{missing} {ways}</p>\n<ul>\n{listed}</ul></section>\n"
    )


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'
