"""What a notebook declares of itself: its parameters, the tables it reads, the modules it imports."""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drawdown import paths
from drawdown.errors import ChapterError, ParameterError

CHAPTER = "Chapter"  # the call that names the tables
READS, HISTORIES = "reads", "histories"


@dataclass(frozen=True)
class Declared:
    """A notebook's own words about what it depends on.

    ``reads`` are the tables whose rows it sees, ``histories`` those it sees through all days of knowledge;
    ``modules`` are the modules of this package that its cells import, anywhere in them.
    """

    parameters: tuple[str, ...]
    reads: tuple[str, ...]
    histories: tuple[str, ...]
    modules: frozenset[str]

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table it reads in either way, sorted."""
        return tuple(sorted({*self.reads, *self.histories}))


def notebook(chapter: str) -> Path:
    """Return the path of a chapter's notebook.

    Raises
    ------
    ParameterError
        If there is no such chapter; the message lists those there are.
    """
    path = paths.NOTEBOOKS / f"{chapter}.ipynb"
    if path.stem != chapter or not path.is_file():  # a path is no name
        chapters = ", ".join(sorted(path.stem for path in paths.NOTEBOOKS.glob("*.ipynb")))
        raise ParameterError(f"There is no chapter {chapter!r}. The chapters are {chapters}.")
    return path


def declared(chapter: str, content: bytes) -> Declared:
    """Return what a chapter's notebook declares.

    Parameters
    ----------
    chapter
        The chapter's stem, for messages.
    content
        The notebook, as its file holds it.

    Raises
    ------
    ChapterError
        If the file is no notebook, a cell of it is no Python, or its tables are not declared word by word.
    """
    try:
        cells = [cell for cell in json.loads(content)["cells"] if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError) as error:
        raise ChapterError(f"{chapter}.ipynb is not a notebook: {error}.") from None
    trees = [_parsed(chapter, cell) for cell in cells]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    reads, histories = _tables(chapter, nodes)
    given = (
        tree
        for cell, tree in zip(cells, trees, strict=True)
        if "parameters" in cell.get("metadata", {}).get("tags", [])
    )
    return Declared(
        tuple(name for tree in given for name in _assigned(tree)),
        reads,
        histories,
        frozenset(name for node in nodes for name in imported(node)),
    )


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the names that an import may bring in: a module, and what is taken from it, which may be one too."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield module
            yield from (f"{module}.{alias.name}" for alias in names)


def _parsed(chapter: str, cell: Mapping[str, Any]) -> ast.Module:
    try:
        return ast.parse("".join(cell["source"]))
    except SyntaxError as error:
        name = cell.get("id", "?")
        raise ChapterError(f"{chapter}.ipynb, cell {name!r}, line {error.lineno}: {error.msg}.") from None


def _assigned(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _tables(chapter: str, nodes: list[ast.AST]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tables that the one call of ``Chapter`` names."""
    calls = [
        node
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == CHAPTER
    ]
    words = {word.arg: word.value for call in calls for word in call.keywords}
    if len(calls) != 1 or READS not in words:
        raise ChapterError(
            f"{chapter}.ipynb does not declare the tables it reads: make its {CHAPTER} once, with"
            f' {READS}=["milestones", …] naming each.'
        )
    return _names(chapter, words[READS]), _names(chapter, words.get(HISTORIES, ast.List([])))


def _names(chapter: str, value: ast.expr) -> tuple[str, ...]:
    try:
        names = ast.literal_eval(value)
    except ValueError:
        names = None
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise ChapterError(
            f"{chapter}.ipynb: the tables of its {CHAPTER} are a list of names in quotes, not {ast.unparse(value)}."
        )
    return tuple(names)
