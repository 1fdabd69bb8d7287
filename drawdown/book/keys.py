"""The key of a chapter: everything its executed notebook depends on, part by part."""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from drawdown import paths
from drawdown.book.declared import Declared, declared, notebook
from drawdown.book.imports import Imports
from drawdown.book.seen import Sight
from drawdown.book.snapshot import Snapshot
from drawdown.pack.schema import DESCRIPTOR, Schema
from drawdown.parameters import NAMES, Parameters, Scope, known, resolve

READER = "drawdown.pack.view"  # the code by which rows are seen
GUARD = "drawdown.page.guard"  # what it may read
RUNNER = "drawdown.book.run"  # the code that runs a chapter and strips what varies


@dataclass(frozen=True)
class Key:
    """What one run of a chapter depends on, by kind, each with the name a reader knows it by.

    ``parameters`` are as given and, where a word was given, as resolved; ``tables`` are the rows seen of each file of
    the pack, ``files`` the SHA-256 of everything else: the notebook, the schema, the modules, the lock.
    """

    chapter: str
    parameters: Mapping[str, str]
    tables: Mapping[str, str]
    files: Mapping[str, str]

    @property
    def parts(self) -> dict[str, str]:
        """Every part by its name."""
        return {**self.parameters, **self.tables, **self.files}

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all parts: the same for the same executed notebook."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Keys:
    """The keys of chapters, from one look at the files of the project."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot, self._imports = snapshot, Imports(snapshot)
        reader = self._imports.below([READER])
        self._reader = ",".join(map(snapshot.digest, [*reader, paths.LOCK]))

    def of(self, chapter: str, values: Mapping[str, str]) -> Key:
        """Return the key of a chapter with these parameters, see `key`."""
        asked = self.declared(chapter)
        known(values, asked.parameters)
        parameters = Parameters(**values)
        schema = Schema(paths.pack(parameters.data))
        scope = resolve(parameters, schema)
        sight = Sight(asked, parameters, scope, schema, self._snapshot, self._reader)
        return Key(
            chapter, _resolved(parameters, scope), sight.tables(), self._files(chapter, asked, parameters, schema)
        )

    def declared(self, chapter: str) -> Declared:
        """Return what the chapter's notebook declares."""
        return declared(chapter, self._snapshot.content(notebook(chapter)))

    def _files(self, chapter: str, asked: Declared, parameters: Parameters, schema: Schema) -> dict[str, str]:
        modules = self._imports.below([*asked.modules, RUNNER, GUARD])
        files = [notebook(chapter), *modules, paths.FORM, paths.TABLES, paths.LOCK]
        files += [paths.catalogue(parameters.lang), paths.prose(chapter, parameters.lang)]
        digests = {_name(path): self._snapshot.digest(path) for path in files}
        return digests | {
            DESCRIPTOR: self._snapshot.digest(schema.folder / DESCRIPTOR),
            "Python": platform.python_version(),
        }


def key(chapter: str, values: Mapping[str, str], snapshot: Snapshot | None = None) -> Key:
    """Return the key of a chapter with these parameters.

    Parameters
    ----------
    chapter
        The chapter's stem.
    values
        Parameters by name; those not given have their defaults.
    snapshot
        One look at the files, for many keys.

    Raises
    ------
    ParameterError
        If there is no such chapter, it does not take a parameter, or the pack cannot answer it.
    DataError
        If the pack cannot be read.
    ChapterError
        If the notebook does not declare what it reads.
    """
    return Keys(snapshot or Snapshot()).of(chapter, values)


def _resolved(parameters: Parameters, scope: Scope) -> dict[str, str]:
    """Return each parameter as given, and beside it what a word means for the pack."""
    given: dict[str, str] = asdict(parameters)
    means = {"country": ", ".join(scope.countries)} | {
        name: str(getattr(scope, name)) for name in ("start", "end", "as_of")
    }
    return {name: _worded(given[name], means.get(name, given[name])) for name in NAMES}


def _worded(given: str, meaning: str) -> str:
    return given if given == meaning else f"{given}, {meaning}"


def _name(path: Path) -> str:
    return path.relative_to(paths.ROOT).as_posix()
