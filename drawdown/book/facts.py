"""``facts.json``: every fact of the book with its rows and sources, and the schema that says how to read it."""

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from drawdown.facts.records import Record, Row, Source, read

NAME = "facts.json"
SCHEMA = "facts.schema.json"


def write(chapters: Iterable[Path], folder: Path) -> None:
    """Write the facts of executed chapters, and their schema, to the folder of a site."""
    text = json.dumps(collected(chapters), ensure_ascii=False, indent=1, allow_nan=False)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")
    (folder / SCHEMA).write_text(schema(), encoding="utf-8")


def collected(chapters: Iterable[Path]) -> dict[str, Any]:
    """Return the facts of executed chapters in their order, and every row and source behind them once."""
    facts: list[Record] = []
    rows: dict[str, Row] = {}
    sources: dict[str, Source] = {}
    for held in map(read, chapters):
        if held is not None:
            facts += held["facts"]
            rows |= held["rows"]
            sources |= held["sources"]
    kept = {"rows": dict(sorted(rows.items())), "sources": dict(sorted(sources.items()))}
    return {"$schema": SCHEMA, "facts": facts, **kept}


def schema() -> str:
    """Return the JSON Schema of the file, as text."""
    return (files("drawdown.book") / SCHEMA).read_text(encoding="utf-8")
