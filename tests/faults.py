"""What faults take: an edit to be built, and a process that ends just before a chosen change of a file."""

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any

from drawdown.book.publish import publish

SPARED = 3  # exit code: there are not so many changes
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"}


def edited(folder: Path, number: int) -> None:
    """Change a number of the evidence and a page of a project, so that every phase of a build has something to do."""
    levels, page = folder / "data" / "troop_levels.csv", folder / "book" / "methods.md"
    rows = levels.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = rows[2].split(",")
    rows[2] = ",".join([*cells[:6], str(8001 + number), *cells[7:]])
    levels.write_text("".join(rows), encoding="utf-8")
    page.write_text(f"{page.read_text(encoding='utf-8')}\nEdit {number}.\n", encoding="utf-8")


def published(made: Path, target: Path, number: int, ending: str) -> None:
    """Publish a site; before the change of this number, if there are so many, be killed or find the disk full."""
    seen = 0

    def count(event: str, _arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        seen += event in CHANGES
        if seen == number and event in CHANGES:
            if ending == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(count)
    publish(made, target)
    if seen < number:
        sys.exit(SPARED)
