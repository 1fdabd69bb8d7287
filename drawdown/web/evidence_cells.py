"""The columns of a row of the pack as a reader sees them: codes, numbers and days in words."""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from drawdown import language
from drawdown.charts.position_cells import signed
from drawdown.pack.schema import SOURCES, Table, worded
from drawdown.page.written import missing
from drawdown.terms import named, term

COUNTRY, NOTE = "country", "note"
STANCES = ("stance", "stance_b")  # numbers that are codes
LISTED = re.compile(r"\^\([a-z_]+(\|[^|]+)+\)")  # a pattern that begins with a list of codes
TAG = re.compile(r"\[([a-z_]+)\]")  # in notes
OWN = re.compile(r"\s*\([^()]+\)\Z")  # the language of a column, at the end of its title


@dataclass(frozen=True)
class Cell:
    """A column of a row in words; ``code`` is the language of them, and ``whole`` the row it names, if it names one."""

    column: str
    label: str
    text: str
    code: str
    whole: str = ""


def cells(row: Mapping[Hashable, Any], table: Table) -> Iterator[Cell]:
    """Return the columns of a row that have a value, in words; those that the row shows elsewhere are left out.

    A text that the row has in the active language is not repeated in another.
    """
    shown = {table.key, COUNTRY, *table.sources, *(table.time or ())}
    references = _references(table)
    for field in table.descriptor["schema"]["fields"]:
        name, raw = field["name"], row[field["name"]]
        if name not in shown and not missing(raw) and not _repeated(field, row):
            whole = str(raw) if references.get(name, SOURCES) != SOURCES else ""
            yield Cell(name, _label(field), _text(field, row, table), _code(field, row), whole)


def said(field: Mapping[str, Any], raw: str, *columns: str) -> str:
    """Return the codes of a cell in words; ``columns`` are names of its column, the nearest first."""
    return language.strung(_said(code, columns) for code in _codes(field, raw))


def coded(field: Mapping[str, Any]) -> bool:
    """Return whether a column holds codes: one of a list, or several that a pattern lists."""
    constraints = field.get("constraints", {})
    return "enum" in constraints or LISTED.match(constraints.get("pattern", "")) is not None


def _label(field: Mapping[str, Any]) -> str:
    """Return the title of a column, without the language it is in where that is the page's own."""
    title = worded(field, "title") or str(field["name"])
    return OWN.sub("", title) if field["name"].endswith(f"_{language.active()}") else title


def _repeated(field: Mapping[str, Any], row: Mapping[Hashable, Any]) -> bool:
    """Return whether the row says in the active language what a column says in another; words as they fell never do."""
    name, here = field["name"], language.active()
    stem, _dash, ending = name.rpartition("_")
    if ending in language.LOCALES:
        own = row.get(f"{stem}_{here}", row.get(stem) if here == language.SOURCE else None)
        return ending != here and not field.get("original") and not missing(own)
    return here != language.SOURCE and not missing(row.get(f"{name}_{here}"))


def _references(table: Table) -> dict[str, str]:
    """Return the columns that name a row of another table, and that table."""
    found = {}
    for key in table.descriptor["schema"].get("foreignKeys", []):
        columns = key["fields"]
        found[columns if isinstance(columns, str) else columns[0]] = key["reference"]["resource"]
    return found


def _text(field: Mapping[str, Any], row: Mapping[Hashable, Any], table: Table) -> str:
    raw, kind, name = row[field["name"]], field["type"], field["name"]
    if name in STANCES:
        return f"{signed(int(raw))} {term(int(raw))}"
    if kind == "date":
        precision = str(row.get(f"{field['name']}_precision") or "day").partition("-")[0]
        return language.date(pd.Timestamp(raw).date(), precision)
    if kind == "integer":
        return language.number(int(raw))
    if kind == "number":
        return language.number(float(raw), len(f"{float(raw):g}".partition(".")[2]))
    if coded(field):
        return said(field, str(raw), f"{table.name}.{name}", name)
    if field.get("names"):
        return named(raw, name)
    if name in (NOTE, *(f"{NOTE}_{code}" for code in language.LOCALES)):
        return TAG.sub(lambda tag: f"({term(tag[1], NOTE)})", str(raw))
    return str(raw)


def _codes(field: Mapping[str, Any], raw: str) -> list[str]:
    return [raw] if "enum" in field["constraints"] else raw.split()


def _said(code: str, columns: tuple[str, ...]) -> str:
    """Return a code in words, with the row it names if it names one, as "duplicate_of:M002" does."""
    word, _colon, named = code.partition(":")
    return f"{term(word, *columns)} {named}".strip()


def _code(field: Mapping[str, Any], row: Mapping[Hashable, Any]) -> str:
    """Return the language of a column: its ending says it, or a column "..._lang" beside it; English else."""
    stem, _dash, ending = field["name"].rpartition("_")
    if ending in language.LOCALES:
        return ending
    if said := row.get(f"{stem}_lang"):
        return str(said).partition("-")[0]
    if field.get("names"):
        return language.active()
    free = field["type"] == "string" and not coded(field)
    return language.SOURCE if free else language.active()
