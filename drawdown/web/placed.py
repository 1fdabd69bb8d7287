"""A figure where it stands in the book: its page, its number, and the addresses of all that belongs to it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from drawdown.language import date
from drawdown.web.config import base, saved
from drawdown.web.figures import Figure
from drawdown.web.links import relative
from drawdown.web.markup import FIGURES


@dataclass(frozen=True)
class Placed:
    """A figure in its place.

    ``name`` is what the book calls it ("Fig. 2.1", or its title where figures are not numbered), ``page`` the address
    of its place, from the root of the site, ``chapter`` the title of that page, and ``saved`` the stem of its
    files when a reader keeps them.
    """

    figure: Figure
    name: str
    page: str
    chapter: str
    book: str
    author: str
    base_url: str
    saved: str

    @classmethod
    def of(cls, builder: StandaloneHTMLBuilder, path: str) -> "Placed":
        """Return the figure with this path, as a builder places it."""
        env, config = builder.env, builder.config
        docname, figure = cast(Any, env.get_domain("drawdown")).figures[path]
        number = env.toc_fignumbers.get(docname, {}).get("figure", {}).get(figure.label, ())
        named = config.numfig_format["figure"] % ".".join(map(str, number)) if number else figure.title
        return cls(
            figure=figure,
            name=named,
            page=f"{urlsplit(builder.get_target_uri(docname)).path}#{figure.label}",
            chapter=env.titles[docname].astext(),
            book=config.html_title,
            author=config.author,
            base_url=base(config).rstrip("/"),
            saved=saved(config, path.replace("/", "-")),
        )

    @property
    def heading(self) -> str:
        """Its number and title."""
        return self.figure.title if self.name == self.figure.title else f"{self.name}: {self.figure.title}"

    @property
    def known(self) -> dt.date:
        """The day of knowledge."""
        return dt.date.fromisoformat(self.figure.as_of)

    @property
    def day(self) -> str:
        """The day of knowledge, in words."""
        return date(self.known)

    @property
    def address(self) -> str:
        """Its address on the published site; empty while the book has none."""
        return f"{self.base_url}/{self.page}" if self.base_url else ""

    def file(self, ending: str) -> str:
        """Return the address of one of its files, from the root of the site."""
        return f"{FIGURES}/{self.figure.path}{ending}"

    def link(self, target: str, page: str = "") -> str:
        """Return the address of a page or file of the site as its own page, or another one, links to it."""
        return relative(page or self.page.partition("#")[0], target)
