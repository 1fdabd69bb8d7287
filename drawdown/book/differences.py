"""What differs between two editions: numbers that moved and why, figures, sources, and verdicts on claims."""

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from drawdown.book import facts
from drawdown.book.archive import BUILT, DATA
from drawdown.errors import BookError
from drawdown.pack.schema import Schema

FIGURES = "figures"  # the folder of a site with a file of data for each figure
CLAIMS, SOURCES = "claims", "sources"


@dataclass(frozen=True)
class Number:
    """A number that moved; ``old`` or ``new`` is None where one edition does not give it.

    Why: ``new_rows`` were not in the older data, ``revised_rows`` read otherwise there, ``counted_rows`` were there but
    not behind this number, and ``gone_rows`` no longer are. ``code`` says that the code is another.
    """

    chapter: str
    id: str
    definition: str
    old: str | None
    new: str | None
    new_rows: list[str]
    revised_rows: list[str]
    counted_rows: list[str]
    gone_rows: list[str]
    code: bool


@dataclass(frozen=True)
class Change:
    """A figure, a source or a claim that differs; ``old`` or ``new`` is None where one edition does not have it."""

    id: str
    title: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Differences:
    """All that differs between two editions, named by their days."""

    old: str
    new: str
    numbers: list[Number]
    figures: list[Change]
    sources: list[Change]
    claims: list[Change]

    def json(self) -> str:
        """Return them as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


class Frozen:
    """A frozen edition as its files tell of it.

    Parameters
    ----------
    folder
        The folder of the edition.
    language
        The language in which it is read.

    Raises
    ------
    BookError
        If a file of it cannot be read, or it has no such language.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language = folder, language
        self.built: dict[str, Any] = _json(folder / BUILT)
        if language not in self.built["languages"]:
            raise BookError(f"The edition of {self.day} is not in {language!r}.")
        self.site = folder if language == self.built["languages"][0] else folder / language

    @property
    def day(self) -> str:
        """Its day."""
        return str(self.built["edition"])

    @property
    def as_of(self) -> dt.date:
        """The day of knowledge."""
        return dt.date.fromisoformat(self.day)

    @cached_property
    def facts(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Its facts, by chapter and id."""
        return {(fact["chapter"], fact["id"]): fact for fact in _json(self.site / facts.NAME)["facts"]}

    @cached_property
    def tables(self) -> dict[str, dict[str, dict[str, str]]]:
        """The rows of its data, by table and id."""
        schema = Schema(self.folder / DATA)
        return {name: _rows(schema.folder / table.path, table.key) for name, table in schema.tables.items()}

    @cached_property
    def rows(self) -> dict[str, dict[str, str]]:
        """Its rows by id, which is one of its own across tables."""
        return {identity: row for held in self.tables.values() for identity, row in held.items()}

    @cached_property
    def figures(self) -> dict[str, str]:
        """The data of its figures, by path."""
        folder = self.site / FIGURES
        paths = sorted(folder.rglob("*.csv"))
        return {path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in paths}


def between(old: Frozen, new: Frozen) -> Differences:
    """Return what differs between two editions."""
    return Differences(
        old.day, new.day, list(_numbers(old, new)), _figures(old, new), _sources(old, new), _claims(old, new)
    )


def _numbers(old: Frozen, new: Frozen) -> Iterator[Number]:
    code = old.built["code"] != new.built["code"]
    for chapter, identity in dict.fromkeys([*new.facts, *old.facts]):
        before, after = old.facts.get((chapter, identity)), new.facts.get((chapter, identity))
        was, now = (None if fact is None else _said(fact) for fact in (before, after))
        if was == now:
            continue
        had, has = (set(fact["rows"]) if fact else set() for fact in (before, after))
        yield Number(
            chapter,
            identity,
            definition=str((after or before or {})["definition"]),
            old=was,
            new=now,
            new_rows=sorted(row for row in has if row not in old.rows),
            revised_rows=sorted(row for row in has if row in old.rows and old.rows[row] != new.rows.get(row)),
            counted_rows=sorted(row for row in has - had if row in old.rows),
            gone_rows=sorted(had - has),
            code=code,
        )


def _said(fact: Mapping[str, Any]) -> str:
    return f"{fact['text']} ({fact['interval']})" if fact["interval"] else str(fact["text"])


def _figures(old: Frozen, new: Frozen) -> list[Change]:
    names = sorted(name for name in {*old.figures, *new.figures} if old.figures.get(name) != new.figures.get(name))
    return [Change(name, name, *(name if name in held.figures else None for held in (old, new))) for name in names]


def _sources(old: Frozen, new: Frozen) -> list[Change]:
    before, after = (held.tables.get(SOURCES, {}) for held in (old, new))
    return [
        Change(key, {**before, **after}[key]["title"], *(key if key in held else None for held in (before, after)))
        for key in sorted(before.keys() ^ after.keys())
    ]


def _claims(old: Frozen, new: Frozen) -> list[Change]:
    before, after = (held.tables.get(CLAIMS, {}) for held in (old, new))
    every = {**before, **after}
    verdicts = {key: [held[key]["verdict"] if key in held else None for held in (before, after)] for key in every}
    return [
        Change(key, every[key].get(f"claim_{new.language}") or every[key]["claim_en"], *pair)
        for key, pair in sorted(verdicts.items())
        if pair[0] != pair[1]
    ]


def _rows(path: Path, key: str) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def _json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BookError(f"{path.name} of the edition in {path.parent.name} cannot be read: {error}.") from None
    return found
