"""The pack's one schema, ``datapackage.json``: tables, columns, theatres and the period covered."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from drawdown.errors import DataError
from drawdown.language import active

DESCRIPTOR = "datapackage.json"
SOURCES = "sources"  # the registry every row's source is a key of
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
        return _in_language(self.descriptor, "title") or self.name

    @property
    def path(self) -> str:
        return self.descriptor["path"]

    @cached_property
    def types(self) -> dict[str, str]:
        """Column names and their types, in order."""
        return {field["name"]: field["type"] for field in self.descriptor["schema"]["fields"]}

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
        If the folder has no readable ``datapackage.json``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor = _read(folder / DESCRIPTOR)
        self.tables = {resource["name"]: Table(resource) for resource in self.descriptor["resources"]}

    @property
    def title(self) -> str:
        """The pack's title in the active language."""
        return _in_language(self.descriptor, "title")

    @property
    def question(self) -> str:
        """The question the book answers, in the active language."""
        return _in_language(self.descriptor, "question")

    @property
    def theatres(self) -> dict[str, str]:
        """The countries the book can be asked about, in the pack's order: {name: title in the active language}."""
        return {theatre["name"]: _in_language(theatre, "title") for theatre in self.descriptor["theatres"]}

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """The first and last day the pack covers."""
        window = self.descriptor["window"]
        return dt.date.fromisoformat(window["start"]), dt.date.fromisoformat(window["end"])


def _in_language(descriptor: Mapping[str, Any], name: str) -> str:
    choices = (f"{name}_{active()}", f"{name}_en", name)
    return next((descriptor[choice] for choice in choices if choice in descriptor), "")


def _read(path: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{path.parent} is not a data pack: it has no {DESCRIPTOR}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError(f"{path} is not readable JSON: {error}.") from None
    missing = [name for name in ("resources", "theatres", "window") if name not in descriptor]
    if missing:
        raise DataError(f"{path} lacks {', '.join(missing)}.")
    return descriptor
