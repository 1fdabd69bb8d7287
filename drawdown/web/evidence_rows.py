"""The rows of the pack as a reader sees them: what each says, its columns in words, and where each has its place."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from sphinx.util.osutil import relative_uri

from drawdown import language
from drawdown.pack import tables, texts
from drawdown.pack.schema import DESCRIPTOR, SOURCES, Schema, Table, worded
from drawdown.page import cards
from drawdown.terms import place
from drawdown.web.evidence_cells import COUNTRY, Cell, cells

UNLISTED = (SOURCES, "audit")  # the register has pages of its own; the audit is about rows as they once stood
FOLDER = "evidence"
PER_PAGE = 100


@dataclass(frozen=True)
class Row:
    """A row of a table: its id, what it says in which language, when, where, its other columns, its sources."""

    id: str
    says: str
    code: str
    when: str
    where: str
    cells: tuple[Cell, ...]
    sources: tuple[str, ...]


class Evidence:
    """The rows of a pack, whole: as they stand today, not as they were known on a day."""

    def __init__(self, folder: Path) -> None:
        self.schema = Schema(folder)
        self._frames: dict[str, pd.DataFrame] = {}
        self._pages: dict[str, list[list[Row]]] = {}
        there = {name: table for name, table in self.schema.tables.items() if (folder / table.path).is_file()}
        self.tables = [table for name, table in there.items() if name not in UNLISTED]

    def frame(self, table: Table) -> pd.DataFrame:
        """Return the rows of a table, typed."""
        if table.name not in self._frames:
            self._frames[table.name] = tables.read(self.schema, table.name)
        return self._frames[table.name]

    @cached_property
    def sources(self) -> dict[str, Mapping[Hashable, Any]]:
        """{key: the source's row of the register}"""
        rows = tables.read(self.schema, SOURCES)
        return {row[self.schema.tables[SOURCES].key]: row for row in rows.to_dict("records")} if len(rows) else {}

    @cached_property
    def places(self) -> dict[str, str]:
        """{row id: address of its place in the site}"""
        return {
            name: f"{page(table, number // PER_PAGE)}.html#{name}"
            for table in self.tables
            for number, name in enumerate(self.frame(table)[table.key])
        }

    @cached_property
    def titles(self) -> dict[str, str]:
        """{title: the one row of the pack that has it}"""
        found: dict[str, list[str]] = {}
        for table in self.tables:
            if "title_en" in table.types:
                rows = self.frame(table)
                for name, title in zip(rows[table.key], texts.told(rows, "title"), strict=True):
                    found.setdefault(title, []).append(name)
        return {title: names[0] for title, names in found.items() if title and len(names) == 1}

    @cached_property
    def named(self) -> dict[str, str]:
        """{row id: title} for ids that are words, such as a mechanism's: a reader is shown the title"""
        return {name: title for title, name in self.titles.items() if not any(letter.isdigit() for letter in name)}

    def pages(self, table: Table) -> list[list[Row]]:
        """Return the rows of a table, a list for each page; a table without rows has one page."""
        if table.name not in self._pages:
            rows = [_row(row, table) for row in self.frame(table).to_dict("records")]
            pages = [rows[start : start + PER_PAGE] for start in range(0, len(rows), PER_PAGE)]
            self._pages[table.name] = pages or [[]]
        return self._pages[table.name]


def evidence(folder: Path) -> Evidence:
    """Return the evidence of a pack, read once for as long as its files stay the same."""
    stamps = tuple(path.stat().st_mtime_ns for path in sorted(folder.glob("*.csv")) + [folder / DESCRIPTOR])
    return _kept(folder, stamps, language.active())


@lru_cache(maxsize=2)
def _kept(folder: Path, _stamps: tuple[int, ...], _code: str) -> Evidence:
    return Evidence(folder)


def page(table: Table, number: int) -> str:
    """Return the name of the page of a table's rows; the first is number 0."""
    return f"{FOLDER}/{table.name}" + (f"-{number + 1}" if number else "")


def address(start: str, place: str) -> str:
    """Return the address of a row's place as a page at ``start`` links to it."""
    file, _hash, name = place.partition("#")
    return f"{relative_uri(start, file)}#{name}"


def label(table: Table) -> str:
    """Return the title of a table in the active language."""
    return worded(table.descriptor, "title") or table.name


def _row(row: Mapping[Hashable, Any], table: Table) -> Row:
    says, code = cards.says(row, table)
    country = str(row.get(COUNTRY) or "")
    keys = dict.fromkeys(row[column] for column in table.sources if row[column])
    return Row(
        id=str(row[table.key]),
        says=says,
        code=code,
        when=cards.when(row, table),
        where=place(country) if country else "",
        cells=tuple(cell for cell in cells(row, table) if says not in (cell.text, f"{cell.label}: {cell.text}")),
        sources=tuple(keys),
    )
