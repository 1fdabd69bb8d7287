"""A work: one thing that can be cited, and its description as CSL-JSON, from which every citation is made."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from drawdown.errors import ParameterError
from drawdown.language import _, date

Item = dict[str, Any]  # an item of CSL-JSON

WHAT = "what"  # the field of an item's ``custom`` that names the work to the command and to the pages


class Kind(StrEnum):
    """The kinds of works: those of a part stand before its name, as in ``fact:troop_levels/peak``."""

    BOOK = "book"
    CHAPTER = "chapter"
    FIGURE = "figure"
    FACT = "fact"
    TABLE = "table"


TYPES = {
    Kind.BOOK: "report",
    Kind.CHAPTER: "chapter",
    Kind.FIGURE: "chapter",  # parts of a book: as graphics, styles would leave the book out
    Kind.FACT: "chapter",
    Kind.TABLE: "dataset",
}


@dataclass(frozen=True)
class Book:
    """What all works of an edition share; the identifiers and the institution are empty where it has none.

    ``known`` is the day of knowledge, ``data`` the start of the hash of the evidence, and ``version`` that of the code.
    """

    name: str
    title: str
    author: str
    language: str
    known: dt.date
    institution: str = ""
    doi: str = ""
    data: str = ""
    version: str = ""
    licence: str = ""
    licence_url: str = ""

    @property
    def edition(self) -> str:
        """The edition, in words."""
        return _("edition of {day}").format(day=date(self.known))

    @property
    def made(self) -> str:
        """What the edition was made from, in words; empty where that is not known."""
        if not (self.data and self.version):
            return ""
        return _("Data {hash}, code {version}").format(hash=self.data, version=self.version)


@dataclass(frozen=True)
class Work:
    """One thing that can be cited.

    Parameters
    ----------
    kind
        What it is.
    name
        The id that its page uses: a chapter's stem, ``chapter/figure``, ``chapter/fact``, a table's name; empty for
        the book.
    title
        Its title; that of a part names its chapter.
    book
        The book it belongs to.
    url
        The address at which this edition of it stays; empty while the book has none.
    abstract
        What it says, in short.
    version
        The version of a table's pack.
    """

    kind: Kind
    name: str
    title: str
    book: Book
    url: str = ""
    abstract: str = ""
    version: str = ""

    @property
    def what(self) -> str:
        """Its name for the command: ``troop_levels``, ``figure:troop_levels/levels``; empty for the book."""
        return named(self.kind, self.name)

    @property
    def stem(self) -> str:
        """The stem of its files."""
        return stem(self.what)

    def csl(self) -> Item:
        """Return the work as an item of CSL-JSON 1.0, without what is not known."""
        book = self.book
        item: Item = {
            "id": f"{book.name}-{self.stem}",
            "type": TYPES[self.kind],
            "title": self.title,
            "author": [{"literal": book.author}],
            "container-title": "" if self.kind is Kind.BOOK else book.title,
            "publisher": book.institution,
            "issued": {"date-parts": [[book.known.year, book.known.month, book.known.day]]},
            "edition": book.edition,
            "version": self.version,
            "language": book.language,
            "abstract": self.abstract,
            "note": book.made,
            "license": book.licence,
            "DOI": book.doi if self.kind is Kind.BOOK else "",  # that of the book is not that of its parts
            "URL": self.url,
            "custom": {WHAT: self.what},
        }
        return {name: value for name, value in item.items() if value}


def part(title: str, chapter: str) -> str:
    """Return the title of a figure or a fact with its chapter."""
    return f"{title.rstrip('. ')} ({chapter})"


def named(kind: Kind, name: str) -> str:
    """Return the name of a work for the command."""
    return name if kind in (Kind.BOOK, Kind.CHAPTER) else f"{kind}:{name}"


def stem(what: str) -> str:
    """Return the stem of the files of the work with this name."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", what) or Kind.BOOK.value


def find(what: str, items: Iterable[Item]) -> Item:
    """Return the item with a name; the kind may be left out where only one figure or fact has it.

    Raises
    ------
    ParameterError
        If there is none, with the nearest names, or there are two.
    """
    known: Mapping[str, Item] = {item["custom"][WHAT]: item for item in items}
    if what in known:
        return known[what]
    same = [name for kind in (Kind.FIGURE, Kind.FACT) if (name := f"{kind}:{what}") in known]
    if len(same) == 1:
        return known[same[0]]
    if same:
        raise ParameterError(f"{what!r} is a figure and a fact: write {' or '.join(same)}.")
    raise ParameterError(f"There is no {what!r} to cite.{near(what, known)}")


def near(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known names that are nearest to a word; empty where none is near."""
    bare: dict[str, list[str]] = {}
    for name in filter(None, known):
        bare.setdefault(name.partition(":")[2] or name, []).append(name)
    nearest = get_close_matches(word.partition(":")[2] or word, bare, n=2, cutoff=0.5)
    found = [name for match in nearest for name in bare[match]]
    return f" Did you mean {' or '.join(found)}?" if found else ""
