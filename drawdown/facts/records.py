"""The records of the facts: what an executed chapter keeps of each number, and how the book reads it again."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

from drawdown.language import N_, _, ngettext

MIME = "application/vnd.drawdown.facts+json"
CARDS = "```{numbers}\n```"  # what a chapter shows its cards with
UNITS = {  # of numbers with decimals, which have one form
    "per_week": N_("{n} a week"),
    "ratio": N_("{n} times"),
    "points": N_("{n} percentage points"),
}


class Record(TypedDict):
    """One fact; ``text``, ``interval`` and ``definition`` are in the language of the page."""

    id: str
    chapter: str
    value: int | float | str | None
    text: str
    low: int | float | str | None
    high: int | float | str | None
    interval: str
    unit: str
    definition: str
    measure: str
    rows: list[str]
    sources: list[str]
    as_of: str
    country: str
    start: str
    end: str


class Row(TypedDict):
    """One row of the pack: what it says and when, in the language of the page where the pack has it."""

    table: str
    text: str
    language: str
    date: str
    reported_on: str
    sources: list[str]


class Source(TypedDict):
    """One document of the register; ``title_shown`` is false where the page's own title was not seen."""

    title: str
    title_shown: bool
    publisher: str
    url: str
    tier: str
    language: str
    published_on: str


class Records(TypedDict):
    """The facts of a chapter, and the rows and sources they rest on, each once."""

    chapter: str
    facts: list[Record]
    rows: dict[str, Row]
    sources: dict[str, Source]


def anchor(chapter: str, fact: str = "") -> str:
    """Return the anchor of a fact's card on the page of its chapter; without a fact, that of the list of cards."""
    return (f"fact-{chapter}-{fact}" if fact else f"numbers-{chapter}").replace("_", "-")


def read(notebook: Path) -> Records | None:
    """Return the records that an executed chapter holds; None for a page that states no facts."""
    return _read(notebook, notebook.stat().st_mtime_ns)[0] if notebook.is_file() else None


def has_cards(notebook: Path) -> bool:
    """Return whether a page shows a card for each of its facts, so that they can be linked to."""
    return notebook.is_file() and _read(notebook, notebook.stat().st_mtime_ns)[1]


@lru_cache(maxsize=32)
def _read(notebook: Path, _modified: int) -> tuple[Records | None, bool]:
    return parse(notebook.read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Records | None, bool]:
    """Return the records that the text of an executed chapter holds, and whether the page shows their cards."""
    cells = json.loads(text)["cells"]
    shown: list[dict[str, Any]] = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    found: list[Records] = [data[MIME] for data in shown if MIME in data]
    return (found[-1] if found else None), any("".join(data.get("text/markdown", "")) == CARDS for data in shown)


def valued(fact: Record) -> str:
    """Return the value of a fact with its unit, in the plural form that fits it."""
    value, unit = fact["value"], fact["unit"]
    if isinstance(value, int):
        match unit:
            case "persons":
                return ngettext("{n} person", "{n} persons", value)
            case "attacks":
                return ngettext("{n} attack", "{n} attacks", value)
            case "days":
                return ngettext("{n} day", "{n} days", value)
    return _(UNITS[unit]).format(n=fact["text"]) if unit in UNITS and value is not None else fact["text"]
