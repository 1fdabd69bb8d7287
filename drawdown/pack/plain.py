"""What a pack may not hold: letters that nobody sees, cells that a spreadsheet would run, names that are paths, and
addresses that lead to no page of the web.

A pack is data, whoever wrote it. What is shown is escaped where it is shown; what cannot be shown as it is, or would
act where it is downloaded, is refused here, whatever rules the pack's own descriptor makes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from drawdown.pack.cells import unseen
from drawdown.pack.mend import MEND
from drawdown.pack.order import Line
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, PAGES, Schema, Table

URL = "url"  # the column of addresses
ADDRESSES = ("path", "homepage")  # what holds one in the descriptor, where it is no table's
_HIDDEN = "It holds {}, which nobody sees."
_RUNS = re.compile(r"[=+@-]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NAME = re.compile(r"\w[\w .'\u2019+-]*")

Found = tuple[str, str]  # the kind of problem, the rule that is broken


def hostile(schema: Schema, lines: Mapping[str, list[Line]]) -> Iterator[Problem]:
    """Yield each cell, each text of the descriptor and each line of the pack's own pages that is refused.

    Parameters
    ----------
    schema
        The pack's descriptor.
    lines
        The rows of each table.
    """
    for place, kind, rule, value in _described(schema.descriptor, ""):
        yield Problem(DESCRIPTOR, 0, place, value, rule, MEND[kind])
    for page in sorted((schema.folder / PAGES).glob("*.md")):
        for number, text in enumerate(page.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            if mark := unseen(text):
                yield Problem(f"{PAGES}/{page.name}", number, "", text, _HIDDEN.format(mark), MEND["unseen"])
    for table_name, table in schema.tables.items():
        for line, cells in lines[table_name]:
            for column, cell in cells.items():
                if isinstance(cell, str):  # too many cells make a list, which is told already
                    for kind, rule in _cell(table, column, cell):
                        yield Problem(table.path, line, column, cell, rule, MEND[kind])


def is_web(address: str) -> bool:
    """Return whether an address is a whole http or https one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _cell(table: Table, column: str, cell: str) -> Iterator[Found]:
    if cell and column == table.key and not _KEY.fullmatch(cell):
        yield "key", "An id is made of letters, digits, - and _."
    elif cell and column == URL and not _address(cell):
        yield "address", "It is not the address of a page of the web."
    elif table.types.get(column) == "string" and _RUNS.match(cell) and not _NUMBER.fullmatch(cell):
        yield "formula", "A spreadsheet would run it as a formula."


def _address(text: str) -> bool:
    return is_web(text) and not re.search(r"[\s<>\"'`\\]", text)


def _described(held: Any, place: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each text of the descriptor that is refused: its place, the kind and rule, and the text."""
    if isinstance(held, Mapping):
        for key, value in held.items():
            yield from _described(value, f"{place}.{key}".lstrip("."))
    elif isinstance(held, list):
        for number, value in enumerate(held):
            yield from _described(value, f"{place}[{number}]")
    elif isinstance(held, str):
        if mark := unseen(held):
            yield place, "unseen", _HIDDEN.format(mark), held
        *_, last = place.split(".")
        if last in ADDRESSES and not place.startswith("resources") and held and not _address(held):
            yield place, "address", "It is not the address of a page of the web.", held
        if place.startswith("theatres") and last == "name" and not _NAME.fullmatch(held):
            yield place, "theatre", "A country's name is made of letters, digits, spaces and the signs . ' + -.", held
