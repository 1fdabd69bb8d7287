"""Which modules of the package a chapter rests on: everything its imports lead to, found without running any of it."""

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from drawdown import paths
from drawdown.book import kept
from drawdown.book.declared import imported
from drawdown.book.snapshot import Snapshot

PACKAGE = "drawdown"
KIND, NAME = "imports", "package"  # where what each text of a module imports is kept


class Imports:
    """The imports between the modules of the package.

    Parameters
    ----------
    snapshot
        The files, as one build sees them.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot, self._folder = snapshot, paths.ROOT / PACKAGE
        self._known: dict[str, list[str]] = json.loads(kept.get(KIND, NAME) or b"{}")  # {digest: names}
        self._fresh = False

    def below(self, names: Iterable[str]) -> list[Path]:
        """Return the files of these modules and of all that they import, within functions too, sorted.

        A module brings its packages with it, as an import runs them; a name that is no module is passed over.
        """
        found: set[Path] = set()
        wanted = list(names)
        while wanted:
            for file in self._files(wanted.pop()):
                if file not in found:
                    found.add(file)
                    wanted += self._imported(file)
        if self._fresh:
            kept.put(KIND, NAME, json.dumps(self._known).encode())
            self._fresh = False
        return sorted(found)

    def _files(self, name: str) -> Iterator[Path]:
        """Yield the files that an import of ``name`` runs."""
        package, *parts = name.split(".")
        place = self._folder
        if package != PACKAGE:
            return
        yield place / "__init__.py"
        for part in parts:
            place /= part
            if (place / "__init__.py").is_file():
                yield place / "__init__.py"
            elif place.with_suffix(".py").is_file():
                yield place.with_suffix(".py")
                return
            else:
                return

    def _imported(self, file: Path) -> list[str]:
        digest = self._snapshot.digest(file)
        if digest not in self._known:
            self._known[digest] = sorted(_names(ast.parse(self._snapshot.content(file))))
            self._fresh = True
        return self._known[digest]


def _names(tree: ast.Module) -> set[str]:
    found = {name for node in ast.walk(tree) for name in imported(node)}
    return {name for name in found if name.partition(".")[0] == PACKAGE}
