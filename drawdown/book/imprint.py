"""What a title page says: the book, its question, its edition, its licence."""

import datetime as dt
from dataclasses import dataclass
from html import escape

from drawdown import language, paths
from drawdown.language import _
from drawdown.pack.publication import Publication
from drawdown.pack.schema import Schema, worded
from drawdown.parameters import Parameters, resolve


@dataclass(frozen=True)
class Imprint:
    """The book as a publication; ``address`` is that of the site, empty while it has none."""

    name: str
    title: str
    question: str
    author: str
    day: dt.date
    language: str
    licence: str
    licence_url: str
    address: str

    @classmethod
    def of(cls, parameters: Parameters) -> "Imprint":
        """Return the imprint of the edition that these parameters make, in its language."""
        schema = Schema(paths.pack(parameters.data))
        schema.speak(parameters.lang)
        book = Publication.of(schema)
        licence: dict[str, str] = next(iter(schema.descriptor.get("licenses", [])), {})
        return cls(
            name=book.name,
            title=book.title,
            question=schema.question,
            author=book.author,
            day=resolve(parameters, schema).as_of,
            language=parameters.lang,
            licence=worded(licence, "title") or licence.get("name", ""),
            licence_url=licence.get("path", ""),
            address=book.site,
        )

    @property
    def direction(self) -> str:
        """How the language runs: "ltr" or "rtl"."""
        return language.direction(self.language)

    @property
    def known(self) -> str:
        """The edition, in words."""
        return _("As known on {day}").format(day=language.date(self.day))

    @property
    def rights(self) -> str:
        """Whose the book is and what others may do with it, in words."""
        parts = (f"© {self.day.year} {self.author}", self.licence)
        return ". ".join(part for part in parts if part)


def title_page(imprint: Imprint) -> str:
    """Return the title page, as markup that is good HTML and good XHTML."""
    address, licence = (_linked(url) for url in (imprint.address, imprint.licence_url))
    lines = [
        f'<h1 class="book-title">{escape(imprint.title)}</h1>',
        f'<p class="book-question">{escape(imprint.question)}</p>',
        f'<p class="book-author">{escape(imprint.author)}</p>',
        f'<p class="book-edition">{escape(imprint.known)}</p>',
        f'<p class="book-rights">{escape(imprint.rights)} {licence}</p>',
        f'<p class="book-address">{address}</p>' if address else "",
    ]
    return f'<section class="title-page">{"".join(lines)}</section>'


def _linked(url: str) -> str:
    return f'<a href="{escape(url)}" dir="ltr">{escape(url)}</a>' if url else ""
