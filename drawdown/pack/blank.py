"""Writes an empty pack: the tables of every pack, with the title, question, countries and days of one."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drawdown.errors import ParameterError
from drawdown.language import SOURCE
from drawdown.pack.guide import guide
from drawdown.pack.schema import DESCRIPTOR, standard

README = "README.md"
EVERYWHERE = ("all", "region", "World")  # what a row about no one country of the pack may name


@dataclass(frozen=True)
class Outline:
    """What a pack says of itself before it holds a row. ``start`` and ``end`` are ISO dates."""

    name: str
    title: str
    question: str
    theatres: tuple[str, ...]
    start: str
    end: str


def write(folder: Path, outline: Outline) -> None:
    """Write an empty pack, which `drawdown.pack.check` finds sound.

    Raises
    ------
    ParameterError
        If something is there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ParameterError(f"{folder} is there already and not empty. Name a folder that does not exist yet.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        aside.chmod(0o755)
        for name, text in files(outline).items():
            (aside / name).write_text(text, encoding="utf-8", newline="")
        aside.replace(folder)  # an empty folder in its place is replaced too
    finally:
        shutil.rmtree(aside, ignore_errors=True)  # what a failure left


def files(outline: Outline) -> dict[str, str]:
    """Return the text of each file of an empty pack, by name."""
    headers = {table.path: f"{','.join(table.types)}\n" for table in standard().values()}
    described = json.dumps(descriptor(outline), ensure_ascii=False, indent=2) + "\n"
    return {README: guide(outline.title, outline.name), DESCRIPTOR: described, **headers}


def descriptor(outline: Outline) -> dict[str, Any]:
    """Return the descriptor of an empty pack."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": outline.name,
        "title": outline.title,
        "title_en": outline.title,
        "description": "Dated and sourced facts on a withdrawal of forces.",
        "version": "0.1.0",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0 International",
            }
        ],
        "question_en": outline.question,
        "window": {"start": outline.start, "end": outline.end},
        "theatres": [{"name": name, "title_en": name} for name in outline.theatres],
        "languages": {SOURCE: SOURCE},
        "terms": [],
        "resources": [_resource(dict(table.descriptor), outline.theatres) for table in standard().values()],
    }


def _resource(table: dict[str, Any], theatres: Sequence[str]) -> dict[str, Any]:
    fields = [_field(dict(field), theatres, joint=bool(table.get("time"))) for field in table["schema"]["fields"]]
    return {**table, "schema": {**table["schema"], "fields": fields}}


def _field(field: dict[str, Any], theatres: Sequence[str], *, joint: bool) -> dict[str, Any]:
    """Return a column with the pack's own countries; of a table without time a row is about one of them."""
    if field.get("vocabulary") != "theatres":
        return field
    several = ["+".join(theatres)] if len(theatres) > 1 else []
    names = [*theatres, *several, *EVERYWHERE] if joint else list(theatres)
    return {**field, "constraints": {**field.get("constraints", {}), "enum": names}}
