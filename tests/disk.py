"""A copy of a project on a disk of its own that is nearly full, and what commands do there.

Run as a program, in a namespace of its own: nothing else sees the disk, and it goes with the process.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults import edited
from tests.project import bytes_of, drawdown

SIZE = 2_000_000_000  # of the disk, of which memory is taken only for what is written
OPENED = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
KEPT = ("book", "data", "notebooks", "packs", "_build/html")  # what no refused command may touch


class Done(NamedTuple):
    """What a command did."""

    code: int
    said: list[str]
    changed: list[str]
    left: list[str]


def allowed() -> bool:
    """Return whether this machine lets a test have a disk of its own."""
    command = [*OPENED, "mount", "-t", "tmpfs", "none", "/tmp"]  # over what is there, for as long as this lasts
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def commands(project: Path, place: Path, room: int, *words: str) -> list[Done]:
    """Copy a project to a disk at a folder, with an edit, and run commands with so many bytes of room there.

    The last one is then run again, with room.
    """
    command = [*OPENED, sys.executable, "-m", "tests.disk", project, place, str(room), *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return [Done(*found) for found in json.loads(done.stdout)]


def _commands(project: Path, place: Path, room: int, words: Sequence[str]) -> list[Done]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", place], check=True)
    folder, scratch, ballast = place / "project", place / "scratch", place / "ballast"
    shutil.copytree(project, folder, symlinks=True)
    edited(folder, room)
    scratch.mkdir()
    os.environ["TMPDIR"] = str(scratch)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(place).free - room)
    refused = [_done(folder, scratch, command) for command in words]
    ballast.unlink()
    return [*refused, _done(folder, scratch, words[-1])]


def _done(folder: Path, scratch: Path, command: str) -> Done:
    before = _held(folder)
    done = drawdown(folder, *command.split())
    after = _held(folder)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    left = [*scratch.iterdir(), *folder.rglob(".*.part"), *(folder / "_build").glob("build-*")]
    return Done(done.returncode, done.stderr.splitlines(), changed, [path.name for path in left])


def _held(folder: Path) -> dict[str, bytes]:
    return {f"{part}/{name}": content for part in KEPT for name, content in bytes_of(folder / part).items()}


if __name__ == "__main__":
    json.dump(_commands(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]), sys.stdout)
