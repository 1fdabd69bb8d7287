"""What no cell may hold, whatever its column: unseen characters, outer spaces, a book, digits of another script.

Python reads numbers and days that nothing else does ("1_000", "٩٠٠", "2004-1-1"), and patterns match them: what was
sound for the check would stop a chapter, or be sorted to a wrong place.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from drawdown.pack.mend import MEND
from drawdown.pack.order import Line
from drawdown.pack.problem import Problem
from drawdown.pack.schema import Table

LONGEST = 10_000  # characters of a cell
PLAIN = {  # how a value of each type is written
    "integer": re.compile(r"-?[0-9]{1,15}"),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
WRITTEN = {
    "integer": "a whole number of the digits 0 to 9, at most fifteen",
    "number": "a number of the digits 0 to 9 with a point",
    "date": "a day as 2024-08-24",
}
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")  # categories of characters that nobody sees, or XML forbids
JOINERS = "\u200c\u200d\u200e\u200f\u061c"  # those that scripts are written with, which end with their word
LOST = "\ufffd"  # stands for what could not be read


def misfits(table: Table, lines: list[Line]) -> Iterator[Problem]:
    """Yield each cell that no column may hold, or that is not written as its type is."""
    constraints = {field["name"]: field.get("constraints", {}) for field in table.descriptor["schema"]["fields"]}
    for line, cells in lines:
        for column, kind in table.types.items():
            if cell := cells.get(column) or "":
                for rule, mend in _cell(cell, kind, constraints[column]):
                    yield Problem(table.path, line, column, cell, rule, MEND[mend])


def unseen(text: str) -> str:
    """Return the name of the first character of a text that nobody sees, or that was lost; empty if there is none."""
    found = next((mark for mark in text if _hidden(mark)), "")
    name = unicodedata.name(found, "") if found else ""
    return f"U+{ord(found):04X}{f' ({name.lower()})' if name else ''}" if found else ""


def _hidden(mark: str) -> bool:
    return mark == LOST or (mark not in JOINERS and unicodedata.category(mark) in UNSEEN)


def _cell(cell: str, kind: str, constraints: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the rule that a cell breaks, and the kind of its mend: the first that it breaks says enough."""
    if len(cell) > LONGEST:
        yield f"The cell holds {len(cell)} characters, and {LONGEST} are the most.", "too-long"
    elif mark := unseen(cell):
        yield f"The cell holds {mark}, which nobody sees.", "unseen"
    elif cell != cell.strip():
        yield "The cell starts or ends with a space or a line break.", "outer-space"
    elif kind in PLAIN and not PLAIN[kind].fullmatch(cell):
        yield f"It is not {WRITTEN[kind]}.", "type-error"
    elif kind == "string" and not re.fullmatch(constraints.get("pattern", ".*"), cell, re.ASCII | re.DOTALL):
        yield f"It does not fit {constraints['pattern']}, in plain letters and digits.", "constraint-error"
