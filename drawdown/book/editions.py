"""Frozen editions: the site as the world was known on a day, with its data and its sums, never changed again."""

import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from drawdown import __version__, disk, paths
from drawdown.book import archive, browser, crate, inputs, plan, sbom, sums
from drawdown.book.archive import BUILT, DATA, folder, known
from drawdown.book.build import make, planned
from drawdown.book.progress import Progress
from drawdown.errors import BookError, ParameterError
from drawdown.pack import frozen
from drawdown.pack.schema import Schema
from drawdown.pack.state import fingerprint, last_reported
from drawdown.parameters import LATEST, Parameters

TOOLS = ("jupyter-book", "Sphinx", "myst-nb", "papermill", "pandas", "numpy", "scipy", "matplotlib", "plotly")


def asked(text: str) -> str:
    """Return the day that a reader names: an ISO date, or the last day of the evidence.

    Raises
    ------
    ParameterError
        If it is no date, or there is no evidence as of it.
    """
    first, last = Schema(paths.DATA).window
    try:
        day = last if text == LATEST else dt.date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"{text!r} is not a date: write it as 2024-08-24, or {LATEST!r}.") from None
    if not first <= day <= last:
        raise ParameterError(f"There is no evidence as of {day}: the pack's is from {first} to {last}.")
    return str(day)


def new(day: str, progress: Progress, files: bool = True, jobs: int = 1) -> Path:
    """Freeze the edition of a day and return its folder.

    Parameters
    ----------
    day
        An ISO date within the evidence, see `asked`.
    files
        Whether PDF files, the EPUB and pictures are made too.
    jobs
        How many chapters to run side by side.

    Raises
    ------
    BookError
        If it is frozen already, or cannot be made; nothing is changed then.
    """
    place = folder(day)
    if day in archive.days():
        raise BookError(f"The edition of {day} is frozen in {archive.named(place)}, and never changes.")
    shutil.rmtree(place, ignore_errors=True)  # what an interrupted one left
    with disk.writing():
        _freeze(day, place, progress, files, jobs)
    return place


def _freeze(day: str, place: Path, progress: Progress, files: bool, jobs: int) -> None:
    try:
        with progress.step(f"freeze the evidence as of {day}"):
            frozen.write(Schema(paths.DATA), dt.date.fromisoformat(day), place / DATA)
        paths.BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="edition-", dir=paths.BUILD) as aside:
            made = _made(day, Path(aside), progress, files, jobs)
            archive.share(made)
            sums.write(made)
            shutil.rmtree(place)
            made.rename(place)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def verify(day: str, progress: Progress, jobs: int = 1) -> list[str]:
    """Make a frozen edition again from its own data, and return the files that are not the same, byte for byte.

    Raises
    ------
    ParameterError
        If there is no such edition.
    BookError
        If a frozen file was changed, or the edition was made by other code than this.
    """
    place = known(day)
    archive.check(day)
    paths.BUILD.mkdir(exist_ok=True)
    held = json.loads((place / BUILT).read_bytes())
    if held["code"] != (own := inputs.fingerprint()):
        commit = f", commit {held['commit']}" if held["commit"] else ""
        raise BookError(f"The edition of {day} was made by code {held['code'][:12]}{commit}; this is {own[:12]}.")
    with disk.writing(), tempfile.TemporaryDirectory(prefix="edition-", dir=paths.BUILD) as aside:
        made = _made(day, Path(aside), progress, held["files"], jobs)
        again = json.loads((made / BUILT).read_bytes())
        differ = sums.differing(place, made) - {BUILT}
        differs = {name for name in held if name != "commit" and held[name] != again.get(name)}
        return sorted(differ | ({f"{BUILT}: {name}" for name in differs}))


def _made(day: str, aside: Path, progress: Progress, files: bool, jobs: int) -> Path:
    """Make the edition of a day from its frozen data, aside, with what describes it but without its sums."""
    pack = folder(day) / DATA
    due = plan.begun({"data": os.path.relpath(pack, paths.ROOT)}, files)
    made = make(planned(due, progress), aside, progress, jobs)
    shutil.copytree(pack, made / DATA, dirs_exist_ok=True)
    (made / BUILT).write_text(json.dumps(_built(due, pack), indent=1) + "\n", encoding="utf-8")
    sbom.write(made, Schema(pack))
    crate.write(made, Schema(pack), due.languages)
    return made


def _built(due: plan.Plan, pack: Path) -> dict[str, Any]:
    schema = Schema(pack)
    tools = {"Python": platform.python_version(), **{name: version(name) for name in TOOLS}}
    return {
        "edition": schema.edition,
        "book": schema.name,
        "languages": list(due.languages),
        "parameters": {name: text for name, text in asdict(Parameters(**due.values)).items() if name != "lang"},
        "updated": str(last_reported(schema, schema.window[1]) or schema.edition),
        "data": fingerprint(schema),
        "version": __version__,
        "commit": _commit(),
        "code": inputs.fingerprint(),
        "files": due.files,
        "tools": {**tools, "Chromium": browser.version()} if due.files else tools,
    }


def _commit() -> str:
    """Return the commit that is checked out; empty where there is no repository."""
    command = ["git", "-C", str(paths.ROOT), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
