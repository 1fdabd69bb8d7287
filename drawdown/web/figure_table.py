"""The data of a figure as a table to read: the rows of its CSV, with sources by name and numbers in short."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from drawdown import language
from drawdown.pack.schema import SOURCE_COLUMNS
from drawdown.web.figure_headings import Headings, foreign, plain

DECIMALS = 3
SHORT = 16  # letters: a date or a name stays in one line
ROOM = {"whole": 400, "long": 60, "text": 0}  # letters over which a cell takes room, or a row would be a screen high
Words = Callable[[str], str]
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?\Z")


@dataclass(frozen=True)
class Cell:
    """What a cell says, each part with the address it links to, or none."""

    parts: list[tuple[str, str]]
    number: bool

    @property
    def style(self) -> str:
        """Its class: a number, a text that should not break, one that takes some room, much or most; none if empty."""
        length = sum(len(text) for text, _address in self.parts)
        if self.number:
            return "number"
        if len(self.parts) == 1 and 0 < length <= SHORT:
            return "short"
        return next((style for style, least in ROOM.items() if length > least), "")


@dataclass(frozen=True)
class Data:
    """Headings with whether their columns hold numbers, and the rows; ``rounded`` says that some number is cut."""

    headings: list[tuple[str, bool]]
    rows: list[list[Cell]]
    rounded: bool


def read(
    text: str,
    sources: Mapping[str, str],
    address: Callable[[str], str],
    words: Mapping[str, Words] | None = None,
    heading: Headings = plain,
) -> Data:
    """Return the table of a figure's data, without columns that repeat one of them in another language.

    Parameters
    ----------
    text
        The CSV.
    sources
        What is written for each key of a source.
    address
        Gives the address of a source's entry by its key; empty where the book has none.
    words
        Gives the words for what a column of codes holds, by the column's name.
    heading
        Gives a column's heading by its name.
    """
    words = words or {}
    names, records = _told(*csv.reader(StringIO(text)))
    numeric = [_numeric([record[at] for record in records]) for at in range(len(names))]
    rows = [
        [
            Cell(_sources(cell, sources, address), False)
            if _of_sources(name)
            else Cell([(_signed(short(cell)) if number else words.get(name, str)(cell), "")], number)
            for name, cell, number in zip(names, record, numeric, strict=True)
        ]
        for record in records
    ]
    cut = any(
        number and cell and float(short(cell)) != float(cell)
        for record in records
        for cell, number in zip(record, numeric, strict=True)
    )
    headings = [(_signed(heading(name)), number) for name, number in zip(names, numeric, strict=True)]
    return Data(headings, rows, cut)


def short(number: str) -> str:
    """Return a number as a reader takes it in: whole, or with as many decimals as say something."""
    if not number or "." not in number and "e" not in number:
        return number
    value = float(number)
    if value and abs(value) < 10**-DECIMALS:
        return f"{value:.1g}"
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def written(source: Mapping[Any, Any]) -> str:
    """Return what stands for a source of the registry: its publisher and year."""
    return f"{source['publisher']} ({source['published_on'].year})"


def _told(names: list[str], *records: list[str]) -> tuple[list[str], list[list[str]]]:
    """Return the columns for readers of the active language."""
    kept = [at for at, name in enumerate(names) if not foreign(name, names)]
    return [names[at] for at in kept], [[record[at] for at in kept] for record in records]


def _signed(text: str) -> str:
    """Return a text with its minus sign, if it is a negative number, at the left also among Arabic letters."""
    return language.signed(text) if _NUMBER.match(text) and text.startswith("-") else text


def _of_sources(name: str) -> bool:
    return name in SOURCE_COLUMNS or name.endswith("_source")


def _numeric(cells: list[str]) -> bool:
    held = [cell for cell in cells if cell]
    return bool(held) and all(_NUMBER.match(cell) for cell in held)


def _sources(cell: str, sources: Mapping[str, str], address: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(sources.get(key, key), address(key)) for key in dict.fromkeys(cell.split())]
