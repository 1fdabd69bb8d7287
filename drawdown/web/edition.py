"""The edition of the book: the day of knowledge, the data and the code that its pages were made from."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from drawdown import __version__, paths
from drawdown.errors import BookError, DataError
from drawdown.facts.records import read
from drawdown.language import _, active, date
from drawdown.pack.schema import DESCRIPTOR, Schema
from drawdown.pack.state import fingerprint, last_reported
from drawdown.web import config

SHOWN = 12  # digits of the data's hash that a page shows


@dataclass(frozen=True)
class Edition:
    """What a book was made from; the same three make the same pages.

    ``updated`` is the newest day on which anything in the data was reported, as seen on the day of knowledge.
    """

    book: str
    as_of: dt.date
    updated: dt.date | None
    data: str
    version: str
    language: str

    @classmethod
    def frozen(cls, held: Mapping[str, Any], language: str) -> "Edition":
        """Return a frozen edition in one of its languages, from its ``build.json``."""
        as_of, updated = (dt.date.fromisoformat(held[name]) for name in ("edition", "updated"))
        return cls(held["book"], as_of, updated, held["data"], held["version"], language)

    @property
    def urn(self) -> str:
        """Its name for machines: the same for the same edition, wherever it is published."""
        parts = (self.book, str(self.as_of), self.data, self.version, self.language)
        return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(parts)).urn

    @property
    def known(self) -> str:
        """The day of knowledge, in words."""
        return _("As known on {day}").format(day=date(self.as_of))

    def words(self) -> dict[str, str]:
        """Return what the foot of a page says, ready to print."""
        return {
            "known": self.known,
            "updated": _("Last updated {day}").format(day=date(self.updated or self.as_of)),
            "data": _("Data {hash}, code {version}").format(hash=self.data[:SHOWN], version=self.version),
        }


def setup(app: Sphinx) -> None:
    """Give every page the edition."""
    app.connect("builder-inited", of)  # two days of knowledge stop the build before anything is read
    app.connect("html-page-context", _context)


def of(app: Sphinx) -> Edition | None:
    """Return the edition of the book being made; None while it holds no chapter with facts.

    Raises
    ------
    ExtensionError
        If the chapters were run with different days of knowledge, or the pack cannot be read.
    """
    try:
        day = known_on(sorted((Path(app.srcdir) / paths.CHAPTERS.name).glob("*.ipynb")))
        return None if day is None else _edition(config.pack(app.config), day)
    except (BookError, DataError) as error:
        raise ExtensionError(str(error)) from None


def known_on(chapters: Iterable[Path]) -> dt.date | None:
    """Return the day of knowledge of executed chapters; None if none of them states a fact.

    Raises
    ------
    BookError
        If they have more than one; the message lists the day of each.
    """
    held = {
        path.stem: records["facts"][0]["as_of"] for path in chapters if (records := read(path)) and records["facts"]
    }
    if len(set(held.values())) > 1:
        days = ", ".join(f"{chapter} on {day}" for chapter, day in sorted(held.items()))
        raise BookError(f"the chapters are known on different days: {days}. Run them all with one as_of.")
    return dt.date.fromisoformat(next(iter(held.values()))) if held else None


def _edition(folder: Path, as_of: dt.date) -> Edition:
    schema = Schema(folder)
    files = [folder / DESCRIPTOR, *(folder / table.path for table in schema.tables.values())]
    stamps = tuple(path.stat().st_mtime_ns for path in files if path.is_file())
    return _made(folder, as_of, active(), stamps)


@lru_cache(maxsize=4)  # one book asks for it on every page; the stamps tell a changed pack
def _made(folder: Path, as_of: dt.date, language: str, _stamps: tuple[int, ...]) -> Edition:
    schema = Schema(folder)
    return Edition(schema.name, as_of, last_reported(schema, as_of), fingerprint(schema), __version__, language)


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    edition = of(app)
    if edition is not None:
        context["edition"] = edition.words()
