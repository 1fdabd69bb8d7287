"""The measures of the package as their source has them: where each stands and what its docstring says."""

import ast
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import drawdown
from drawdown import measures, paths
from drawdown.book import plan
from drawdown.web.tested import Case, imports

PACKAGE = measures.__name__
TESTS = paths.ROOT / "tests"  # not there where only the package is installed
SHARED = ("rates", "series", "influence", "waves", "coverage", "revisions")  # modules of no one chapter
THROUGH = {  # measures that are steps of another, and tested through it
    "drawdown.measures.revisions.changes": "drawdown.measures.revisions.of",
    "drawdown.measures.revisions.disclosures": "drawdown.measures.revisions.of",
    "drawdown.measures.revisions.held": "drawdown.measures.revisions.of",
    "drawdown.measures.revisions.versions": "drawdown.measures.revisions.of",
}
MAKERS = ("measures", "facts", "charts")  # the packages through which a chapter comes to its measures


@dataclass(frozen=True)
class Measure:
    """A public function of a module of measures; its docstring is ``text``, empty where it has none."""

    module: str
    name: str
    signature: str
    text: str
    line: int

    @property
    def path(self) -> str:
        """Its dotted path, as a fact names it."""
        return f"{PACKAGE}.{self.module}.{self.name}"

    @property
    def anchor(self) -> str:
        """Its place on the page of measures."""
        return anchor(self.path)


@dataclass(frozen=True)
class Module:
    """A module of measures; ``file`` starts at the project's root."""

    name: str
    text: str
    file: str
    measures: tuple[Measure, ...]


def anchor(path: str) -> str:
    """Return the place on the page of measures of the measure with this dotted path."""
    return "measure" + path.removeprefix(PACKAGE).replace(".", "-").replace("_", "-")


def is_measure(path: str) -> bool:
    """Return whether a dotted path leads to a measure, be it one that exists or not."""
    return path.startswith(f"{PACKAGE}.")


def modules() -> list[Module]:
    """Return the modules that hold measures: the shared ones, then those of each chapter, then any other."""
    names = sorted(module.name for module in pkgutil.iter_modules(measures.__path__))
    order = [*SHARED, *(name for chapter in plan.chapters() for name in _used(chapter)), *names]
    found = [_module(name) for name in dict.fromkeys(order) if name in names]
    return [module for module in found if module.measures]


def tested(measure: Measure, cases: Mapping[str, list[Case]]) -> list[Case]:
    """Return the tests of a measure: those that call it, or the one it is a step of."""
    return cases.get(measure.path) or cases.get(THROUGH.get(measure.path, ""), [])


def _module(name: str) -> Module:
    file = _file(f"{PACKAGE}.{name}")
    tree = _parsed(file)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    held = tuple(_measure(name, node) for node in functions)
    return Module(name, ast.get_docstring(tree) or "", file.relative_to(paths.ROOT).as_posix(), held)


def _measure(module: str, node: ast.FunctionDef) -> Measure:
    gives = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    signature = f"{node.name}({ast.unparse(node.args)}){gives}"
    return Measure(module, node.name, signature, ast.get_docstring(node) or "", node.lineno)


def _used(chapter: str) -> list[str]:
    """Return the modules of measures that a chapter comes to: its own, then the others by name."""
    waiting = [f"{drawdown.__name__}.{maker}.{chapter}" for maker in MAKERS]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path not in seen and _file(path).is_file():
            seen.add(path)
            waiting += _imported(path)
    found = {path.removeprefix(f"{PACKAGE}.") for path in seen if is_measure(path)}
    return sorted(found, key=lambda name: (name != chapter, name))


def _imported(path: str) -> list[str]:
    """Return what may be modules of the makers among the imports of a module: each name, and what it comes from."""
    named = imports(_parsed(_file(path)).body).values()
    makers = tuple(f"{drawdown.__name__}.{maker}." for maker in MAKERS)
    return [name for path in named for name in (path, path.rpartition(".")[0]) if name.startswith(makers)]


def _file(path: str) -> Path:
    return (paths.ROOT / path.replace(".", "/")).with_suffix(".py")


def _parsed(file: Path) -> ast.Module:
    return _parse(file, file.stat().st_mtime_ns)


@cache
def _parse(file: Path, _modified: int) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
