"""A pack's ``datapackage.json``: its title and question, theatres, period, languages, words, tables and columns.

The tables and columns are those of ``tables.json``, the one schema of every pack; a descriptor repeats it, so that a
pack can be read by others, with vocabularies of its own.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from drawdown import language, paths, terms
from drawdown.language import LOCALES, _, active
from drawdown.pack import descriptor

DESCRIPTOR = descriptor.DESCRIPTOR
PAGES = "pages"  # the folder of what a pack adds to the book's pages
SOURCES = "sources"  # the registry every row's source is a key of
KEYS = ("source_keys",)  # columns that hold several of its keys
SOURCE_COLUMNS = ("source", "source_2", "source_announcement", "source_announcement_2", "source_outcome")


@dataclass(frozen=True)
class Table:
    """One table as the schema describes it."""

    descriptor: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.descriptor["name"]

    @property
    def title(self) -> str:
        """Its title in the active language."""
        return worded(self.descriptor, "title") or self.name

    @property
    def caveat(self) -> str:
        """What a reader of this pack's rows should bear in mind, in the active language; empty if it says nothing."""
        return worded(self.descriptor, "caveat")

    @property
    def path(self) -> str:
        return self.descriptor["path"]

    @cached_property
    def types(self) -> dict[str, str]:
        """Column names and their types, in order."""
        return {field["name"]: field["type"] for field in self.descriptor["schema"]["fields"]}

    @property
    def named(self) -> list[str]:
        """The columns that hold names, which the pack's words tell in other languages."""
        return [field["name"] for field in self.descriptor["schema"]["fields"] if field.get("names")]

    @property
    def key(self) -> str:
        """The column that identifies a row."""
        key = self.descriptor["schema"]["primaryKey"]
        return key if isinstance(key, str) else key[0]

    @property
    def time(self) -> tuple[str, str] | None:
        """The columns that say from when and until when a row is true; None for a table without time."""
        columns = self.descriptor.get("time")
        return (columns[0], columns[-1]) if columns else None

    @property
    def joint(self) -> bool:
        """Whether a row about several countries also belongs to each of them (an event does, a total does not)."""
        return self.descriptor.get("joint") == "include"

    @property
    def later(self) -> Mapping[str, Mapping[str, Any]]:
        """Columns disclosed after the row: {day column: {column: what it reads before that day}}."""
        return self.descriptor.get("later", {})

    @property
    def sources(self) -> list[str]:
        """The columns that hold a source key."""
        return [column for column in SOURCE_COLUMNS if column in self.types]


class Schema:
    """The descriptor of a pack.

    Raises
    ------
    DataError
        If the folder has no readable ``datapackage.json``, or it is of a version newer than this code.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = descriptor.read(folder / DESCRIPTOR)
        self.tables = {resource["name"]: Table(resource) for resource in self.descriptor["resources"]}

    def table(self, name: str) -> Table:
        """Return a table of the pack; one that it lacks is as every pack would have it."""
        return self.tables.get(name) or standard()[name]

    @property
    def name(self) -> str:
        """The pack's short name, of which files and folders are made."""
        return str(self.descriptor.get("name", self.folder.name))

    @property
    def languages(self) -> dict[str, str]:
        """The languages the pack has texts in: {code: the locale whose press the dates follow}."""
        return self.descriptor.get("languages", {code: code for code in LOCALES})

    @property
    def words(self) -> dict[str, str]:
        """The pack's words for its theatres, its own codes and names, in the active language."""
        own = {term["name"]: worded(term, "title") for term in self.descriptor.get("terms", [])}
        return self.theatres | {name: words for name, words in own.items() if words}

    def words_in(self, code: str) -> dict[str, str]:
        """Return the pack's words for its theatres, codes and names that it has in a language."""
        told = [*self.descriptor["theatres"], *self.descriptor.get("terms", [])]
        return {term["name"]: term[f"title_{code}"] for term in told if term.get(f"title_{code}")}

    def speak(self, code: str) -> None:
        """Make a language, as the pack's readers write it, the active one, with the pack's words and countries."""
        language.activate(code, self.languages.get(code, ""))
        terms.learn(self.words | self.theatres)

    @property
    def title(self) -> str:
        """The pack's title in the active language."""
        return worded(self.descriptor, "title")

    @property
    def question(self) -> str:
        """The question the book answers, in the active language."""
        return worded(self.descriptor, "question")

    @property
    def theatres(self) -> dict[str, str]:
        """The countries the book can be asked about, in the pack's order: {name: title in the active language}."""
        return {theatre["name"]: worded(theatre, "title") for theatre in self.descriptor["theatres"]}

    @property
    def edition(self) -> str:
        """The ISO day on which this pack was frozen as known; empty for one that is still written."""
        return str(self.descriptor.get("edition", ""))

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """The first and last day the pack covers."""
        window = self.descriptor["window"]
        return dt.date.fromisoformat(window["start"]), dt.date.fromisoformat(window["end"])


@cache
def standard() -> dict[str, Table]:
    """Return the tables of every pack, by name."""
    return {resource["name"]: Table(resource) for resource in json.loads(paths.TABLES.read_text(encoding="utf-8"))}


def worded(descriptor: Mapping[str, Any], name: str) -> str:
    """Return a text of the descriptor, its tables or columns in the active language.

    The pack's own translation (``title_`` and its code) comes first; the texts of `standard` are in the
    package's catalogue.
    """
    choices = (f"{name}_{active()}", f"{name}_en")
    own = next((str(descriptor[choice]) for choice in choices if descriptor.get(choice)), "")
    text = str(descriptor.get(name, ""))
    return own or (_(text) if text else "")
