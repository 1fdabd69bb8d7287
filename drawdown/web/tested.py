"""Which tests call a function, read from the tests themselves: nothing is imported and nothing is run."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A test function; ``path`` starts at the project's root."""

    path: str
    line: int
    name: str


def cases(folder: Path) -> dict[str, list[Case]]:
    """Return the tests that call each function, by its dotted path, in the order of the tests.

    Parameters
    ----------
    folder
        The folder of the tests; where there is none, nothing is known to be tested.

    Notes
    -----
    A call is seen where it stands in the body of a test, under any name that an import gives the function or its
    module. A call by a helper is not seen.
    """
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for file, tree in _parsed(folder):
        names = imports(tree.body)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for called in sorted(_called(node, names)):
                    found[called].append(Case(f"{folder.name}/{file.name}", node.lineno, node.name))
    return dict(found)


def properties(folder: Path) -> dict[str, list[Case]]:
    """Return the property tests that call each function, by its dotted path, in the order of the tests.

    A property test is one that hypothesis draws the examples of, with ``given``.

    Parameters
    ----------
    folder
        The folder of the tests.

    Notes
    -----
    Other than in `cases` a call by a helper counts, where the helper is a function of the same file. What a strategy
    calls is not seen.
    """
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for file, tree in _parsed(folder):
        names = imports(tree.body)
        own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        called = {name: _called(node, names | {name: name for name in own}) for name, node in own.items()}
        for name, node in own.items():
            if name.startswith("test_") and _is_drawn(node, names):
                for path in sorted(_reached(name, called)):
                    found[path].append(Case(f"{folder.name}/{file.name}", node.lineno, name))
    return dict(found)


def imports(statements: Iterable[ast.AST]) -> dict[str, str]:
    """Return what the import statements among these bind: {name: dotted path}."""
    bound: dict[str, str] = {}
    for node in statements:
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                bound |= {alias.asname: alias.name} if alias.asname else {first: first}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            bound |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return bound


def _parsed(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(folder.glob("test_*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def _is_drawn(test: ast.FunctionDef, names: Mapping[str, str]) -> bool:
    decorators = [node.func for node in test.decorator_list if isinstance(node, ast.Call)]
    return any(_dotted(node, names) == "hypothesis.given" for node in decorators)


def _reached(name: str, called: Mapping[str, set[str]]) -> set[str]:
    """Return what a function of a file calls itself or through the file's other functions."""
    waiting, seen = [name], {name}
    while waiting:
        new = called.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen - called.keys()


def _called(test: ast.FunctionDef, names: Mapping[str, str]) -> set[str]:
    inside = [node for statement in test.body for node in ast.walk(statement)]
    own = {argument.arg for argument in ast.walk(test.args) if isinstance(argument, ast.arg)}
    own |= {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    seen = {name: path for name, path in names.items() if name not in own} | imports(inside)
    return {_dotted(node.func, seen) for node in inside if isinstance(node, ast.Call)} - {""}


def _dotted(node: ast.expr, names: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value, names)
        return f"{base}.{node.attr}" if base else ""
    return ""
