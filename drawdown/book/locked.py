"""The packages of the two locks: what Python's installs from ``requirements.txt``, and npm's from its own."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from packageurl import PackageURL

from drawdown import paths

PYPI, NPM = "pypi", "npm"
OWN = "drawdown (pyproject.toml)"  # how the lock calls what the project itself asks for
MODULES = "node_modules/"

_ENTRY = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?P<rest>.*(?:\n[ ]+.*)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=(\S+)")
_VIA = re.compile(r"^ +# (?:via|  )[ ]*(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """A package of a lock.

    ``path`` tells two of one name and version apart. ``used`` says whether a book needs it, not only the work on it;
    ``requires`` are the paths of those that it asks for, and ``licence`` is what the lock says of it, if anything.
    """

    kind: str
    name: str
    version: str
    path: str
    hashes: tuple[str, ...]
    requires: tuple[str, ...]
    asked: bool
    used: bool
    licence: str = ""

    @cached_property
    def purl(self) -> PackageURL:
        """Its address, as ``pkg:pypi/pandas@3.1.1``."""
        space, _, name = self.name.rpartition("/")
        return PackageURL(self.kind, space or None, name, self.version)


def packages() -> list[Package]:
    """Return all packages of both locks, those of Python first."""
    return [*python(), *npm()]


def python() -> list[Package]:
    """Return the packages of ``requirements.txt``; two versions of one are there for two versions of Python."""
    found = list(_ENTRY.finditer(paths.LOCK.read_text(encoding="utf-8")))
    paths_of: dict[str, list[str]] = {}
    for entry in found:
        paths_of.setdefault(entry["name"], []).append(f"{entry['name']}=={entry['version']}")
    askers = {f"{entry['name']}=={entry['version']}": set(_VIA.findall(entry["rest"])) - {""} for entry in found}
    used = _closure(askers, OWN)
    return [
        Package(
            PYPI,
            entry["name"],
            entry["version"],
            path,
            tuple(_HASH.findall(entry["rest"])),
            tuple(other for other, by in askers.items() if entry["name"] in by),
            any(by.startswith("drawdown (") for by in askers[path]),
            path in used,
        )
        for entry in found
        for path in [f"{entry['name']}=={entry['version']}"]
    ]


def npm() -> list[Package]:
    """Return the packages of ``package-lock.json``, each place of one by itself."""
    held: dict[str, dict[str, Any]] = json.loads(paths.NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    own = held.pop("")
    asked = {MODULES + name for name in {**own.get("dependencies", {}), **own.get("devDependencies", {})}}
    return [
        Package(
            NPM,
            path.rpartition(MODULES)[2],
            entry["version"],
            path,
            (entry["integrity"],) if "integrity" in entry else (),
            tuple(_resolved(path, {**entry.get("dependencies", {}), **entry.get("optionalDependencies", {})}, held)),
            path in asked,
            not entry.get("dev", False),
            entry.get("license", ""),
        )
        for path, entry in held.items()
    ]


def _closure(askers: dict[str, set[str]], root: str) -> set[str]:
    """Return what ``root`` asks for, and all that this asks for in turn."""
    reached: set[str] = set()
    names = {root}
    while new := {path for path, by in askers.items() if by & names} - reached:
        reached |= new
        names = {path.partition("==")[0] for path in new}
    return reached


def _resolved(path: str, names: Iterable[str], held: dict[str, Any]) -> Iterator[str]:
    """Yield where node finds what a package asks for: in its own folder, or in the nearest above that has it."""
    for name in names:
        above = path
        while above:
            if (place := f"{above}/{MODULES}{name}") in held:
                yield place
                break
            above = above.rpartition(f"/{MODULES}")[0] if f"/{MODULES}" in above else ""
        else:
            if MODULES + name in held:
                yield MODULES + name
