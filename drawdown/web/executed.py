"""What the site reads from executed chapters: which page is one, its finding, the parameters it ran with."""

import ast
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from drawdown import paths
from drawdown.facts.records import read
from drawdown.language import _
from drawdown.page import said

FINDING = "finding"  # the name under which a chapter says its finding


class Parameter(NamedTuple):
    """A parameter of an executed chapter: what it was set to, and what it means."""

    name: str
    value: str
    help: str


def notebook(environment: BuildEnvironment, page: str) -> Path | None:
    """Return the executed notebook of a chapter's page; None for any other page."""
    path = Path(environment.srcdir) / f"{page}.ipynb"
    return path if Path(page).parent.name == paths.CHAPTERS.name and path.is_file() else None


def finding(environment: BuildEnvironment, page: str) -> str:
    """Return a chapter's finding as plain text; empty for a page without one."""
    path = notebook(environment, page)
    return "" if path is None else _finding(path, path.stat().st_mtime_ns)


def parameters(path: Path) -> list[Parameter]:
    """Return the parameters of an executed chapter: set by the run, or the defaults of its parameters cell.

    A word such as "latest" is followed by the day it stood for. A data pack is named, not its place on the machine
    that ran the chapter.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    described = {name: (value, text) for name, value, text in _assigned(cells, "parameters")}
    given = {name: value for name, value, _help in _assigned(cells, "injected-parameters")}
    held = read(path)
    meant: dict[str, Any] = dict(held["facts"][0]) if held and held["facts"] else {}
    return [
        Parameter(name, _shown(name, given.get(name, value), meant), _(text) if text else "")
        for name, (value, text) in described.items()
    ]


def meanings(path: Path) -> list[str]:
    """Return what the parameters of a chapter mean, as its cell of them says it: texts to translate."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [text for _name, _value, text in _assigned(cells, "parameters") if text]


def _shown(name: str, value: str, meant: dict[str, Any]) -> str:
    if name == "data":
        return Path(value).name
    resolved = str(meant.get(name, value))
    return value if resolved == value else f"{value} ({resolved})"


def _assigned(cells: list[dict[str, Any]], tag: str) -> Iterator[tuple[str, str, str]]:
    """Give each ``name = literal  # help`` of the cell with the tag, as Papermill reads it."""
    from papermill.translators import PythonTranslator

    for cell in cells:
        if tag in cell["metadata"].get("tags", []):
            for found in PythonTranslator.inspect({"source": "".join(cell["source"])}):
                yield found.name, str(ast.literal_eval(found.default)), found.help


@lru_cache(maxsize=32)
def _finding(path: Path, _modified: int) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        if output.get("metadata", {}).get(said.KEY, {}).get("name") == FINDING:
            return "".join(output["data"]["text/plain"])
    return ""
