"""A copy of the project in a folder of its own, where a test may build, break and interrupt it.

A plugin of pytest: its fixtures are everywhere.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.settings import settings

LOCKS = ("requirements.txt", "package-lock.json", "THIRD_PARTY.md")
PARTS = ("_config.yml", "_toc.yml", *LOCKS, "book", "data", "drawdown", "notebooks", "packs")
CANARIES = {name: f"zq-canary-{name.lower()}" for name in ("USER", "LOGNAME", "HOSTNAME", "DRAWDOWN_SECRET")}
LIBRARIES = paths.ROOT / "node_modules"  # from package.json
Edit = Callable[[str, str, str], None]
GENERATED = shutil.ignore_patterns("__pycache__", "references.bib")


def copy(folder: Path, pack: Path = paths.DATA, languages: tuple[str, ...] = ()) -> Path:
    """Copy the project into ``folder``, with ``pack`` as its data, in some of its languages or all of them."""
    folder.mkdir(exist_ok=True)
    for part in PARTS:
        source = paths.ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=GENERATED)
        else:
            shutil.copy(source, folder / part)
    for notebook in (folder / "book" / "chapters").glob("*.ipynb"):
        notebook.unlink()
    if LIBRARIES.is_dir():
        (folder / LIBRARIES.name).symlink_to(LIBRARIES, target_is_directory=True)
    if pack != paths.DATA:
        shutil.rmtree(folder / "data")
        shutil.copytree(pack, folder / "data")
    if languages:
        descriptor = folder / "data" / "datapackage.json"
        described = json.loads(descriptor.read_text(encoding="utf-8"))
        described["languages"] = {code: described.get("languages", {}).get(code, code) for code in languages}
        descriptor.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return folder


def drawdown(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the copy, which takes precedence over the installed one."""
    command = [sys.executable, "-m", "drawdown", *words]
    known = {**os.environ, **CANARIES}
    return subprocess.run(command, cwd=project, env=known, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def bytes_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its relative path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A copy of the project on the tiny pack, for the tests of a module."""
    return copy(tmp_path_factory.mktemp("project"), tiny)


@pytest.fixture
def project(whole: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The copy, taken for the project itself."""
    root = paths.ROOT
    for name, path in [(name, path) for name, path in vars(paths).items() if isinstance(path, Path)]:
        monkeypatch.setattr(paths, name, whole / path.relative_to(root))
    settings.cache_clear()
    yield whole
    settings.cache_clear()


@pytest.fixture
def edit(project: Path) -> Iterator[Edit]:
    """Edit a file of the copy for as long as the test lasts: ``edit("data/waves.csv", "old", "new")``."""
    before: dict[Path, str] = {}

    def edited(name: str, old: str, new: str) -> None:
        path = project / name
        text = path.read_text(encoding="utf-8")
        before.setdefault(path, text)
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        settings.cache_clear()

    yield edited
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")
