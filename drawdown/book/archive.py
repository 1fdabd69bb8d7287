"""The frozen editions on this machine: which there are, whether each is as it was frozen, and their place in a site."""

import contextlib
import datetime as dt
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from drawdown import paths
from drawdown.book import inputs, sums
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError, ParameterError
from drawdown.pack import frozen
from drawdown.pack.schema import Schema
from drawdown.pack.state import fingerprint
from drawdown.parameters import Parameters, resolve

BUILT = "build.json"  # in the folder of an edition: what it was made from
DATA = "data"  # the frozen pack, there too


def folder(day: str) -> Path:
    """Return where the edition of a day is, or would be."""
    return paths.EDITIONS / day


def days() -> list[str]:
    """Return the days of the frozen editions, oldest first; one that was left unfinished is none."""
    return sorted(path.parent.name for path in paths.EDITIONS.glob(f"*/{sums.NAME}"))


def known(day: str) -> Path:
    """Return the folder of a frozen edition.

    Raises
    ------
    ParameterError
        If there is none of that day.
    """
    if day not in days():
        have = f"there are {', '.join(days())}" if days() else "there are none yet"
        raise ParameterError(f"There is no frozen edition of {day}: {have}. `drawdown edition new {day}` makes it.")
    return folder(day)


def listed() -> Iterator[dict[str, Any]]:
    """Yield what each frozen edition was made from, oldest first."""
    for day in days():
        yield json.loads((folder(day) / BUILT).read_bytes())


def repeated(pack: Path, values: Mapping[str, str]) -> dict[str, Any]:
    """Return what the frozen edition was made from that a build says again; empty if there is none.

    Its code, what its parameters mean, and what was known on its day are the build's.
    """
    if not paths.own(pack):
        return {}
    schema, code = Schema(pack), inputs.fingerprint()
    scope = resolve(Parameters(**values), schema)
    for held in listed():
        meant = resolve(Parameters(), Schema(folder(held["edition"]) / DATA))
        if held["code"] == code and meant == scope and held["data"] == _known(schema, scope.as_of):
            return held
    return {}


def _known(schema: Schema, day: dt.date) -> str:
    """Return the fingerprint of a pack as it was known on a day; empty for one that cannot be frozen."""
    with tempfile.TemporaryDirectory() as aside, contextlib.suppress(BookError):
        frozen.write(schema, day, Path(aside, DATA))
        return fingerprint(Schema(Path(aside, DATA)))
    return ""


def check(day: str) -> None:
    """Compare the files of a frozen edition with its sums.

    Raises
    ------
    ParameterError
        If there is no such edition.
    BookError
        If any was changed, added or removed; the message names them.
    """
    if wrong := sums.wrong(known(day)):
        listed = "\n".join(f"{named(folder(day))}/{name}: {what}" for name, what in sorted(wrong.items()))
        raise BookError(
            f"{listed}\nThe edition of {day} is not what was frozen: restore it from where it is published."
        )


def show(site: Path) -> None:
    """Put the frozen editions into the folder of a made site, where they take no room of their own."""
    for day in days():
        shutil.copytree(folder(day), site / paths.EDITIONS.name / day, copy_function=link)


def digest(snapshot: Snapshot) -> str:
    """Return what stands for the content of all frozen editions."""
    return ", ".join(f"{day} {snapshot.digest(folder(day) / sums.NAME)}" for day in days())


def share(made: Path) -> None:
    """Make files that an earlier edition has too take no room of their own, and let none be written to by accident."""
    held = {digest: folder(day) / name for day in days() for name, digest in sums.read(folder(day)).items()}
    for name, digest in sums.of(made).items():
        path = made / name
        if same := held.get(digest):
            path.unlink()
            link(same, path)
        path.chmod(0o444)


def named(path: Path) -> str:
    """Return a path as seen from the project's root."""
    return path.relative_to(paths.ROOT).as_posix()


def link(source: str | Path, target: str | Path) -> None:
    """Make a file show the content of another that never changes, and take no room of its own where the disk can."""
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)
