"""Ends a process just before a chosen change of a file, as a power cut would, or refuses the change."""

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any

from drawdown.book.publish import publish

SPARED = 3  # exit code: there are not so many changes
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"}


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
