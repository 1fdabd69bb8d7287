"""A copy of the project in a folder of its own, where a test may build, break and interrupt it."""

import shutil
import subprocess
import sys
from pathlib import Path

from drawdown import paths

PARTS = ("_config.yml", "_toc.yml", "book", "data", "drawdown", "notebooks", "packs")
LIBRARIES = paths.ROOT / "node_modules"  # from package.json
GENERATED = shutil.ignore_patterns("__pycache__", "references.bib")


def copy(folder: Path, pack: Path = paths.DATA) -> Path:
    """Copy the project into ``folder``, with ``pack`` as its data."""
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
    return folder


def drawdown(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the copy, which takes precedence over the installed one."""
    command = [sys.executable, "-m", "drawdown", *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def bytes_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its relative path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
