"""``facts.json``: every fact of the book with its rows and sources, and the schema that says how to read it."""

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from drawdown.facts.records import Record, Records, Row, Source, read

NAME = "facts.json"
SCHEMA = "facts.schema.json"


def write(chapters: Iterable[Path], folder: Path) -> None:
    """Write the facts of executed chapters, and their schema, to the folder of a site."""
    (folder / NAME).write_text(text(map(read, chapters)), encoding="utf-8")
    (folder / SCHEMA).write_text(schema(), encoding="utf-8")


def text(chapters: Iterable[Records | None]) -> str:
    """Return the file of the facts that chapters hold."""
    return json.dumps(collected(chapters), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def collected(chapters: Iterable[Records | None]) -> dict[str, Any]:
    """Return the facts of chapters in their order, and every row and source behind them once."""
    facts: list[Record] = []
    rows: dict[str, Row] = {}
    sources: dict[str, Source] = {}
    for held in chapters:
        if held is not None:
            facts += held["facts"]
            rows |= held["rows"]
            sources |= held["sources"]
    kept = {"rows": dict(sorted(rows.items())), "sources": dict(sorted(sources.items()))}
    return {"$schema": SCHEMA, "facts": facts, **kept}


def schema() -> str:
    """Return the JSON Schema of the file, as text."""
    return (files("drawdown.book") / SCHEMA).read_text(encoding="utf-8")
