"""One build at a time writes to the folder of builds: the second waits, and what a killed one left is removed."""

import datetime as dt
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from drawdown import paths
from drawdown.book import scratch
from drawdown.errors import BookError

NAME = ".lock"
ASIDE = ("build-*", "edition-*")  # folders in which books are made until they are whole


@contextmanager
def held(tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the folder of builds as long as the context lasts, with a folder of its own for temporary files.

    The system lets go of it when its holder ends, however it ends: no lock is ever left behind.

    Parameters
    ----------
    tell
        Is called with one sentence that says who holds it, if one has to wait.

    Raises
    ------
    BookError
        If the disk does not take what is written there, or as `drawdown.book.scratch.opened` does.
    """
    try:
        paths.BUILD.mkdir(exist_ok=True)
        file = (paths.BUILD / NAME).open("a+", encoding="utf-8")
    except OSError as error:
        raise _refused(error.strerror) from error
    with file:
        _wait(file, tell)
        _clear(file)
        with scratch.opened() as folder:
            _sign(file, folder)
            yield
        file.truncate(0)


def _wait(file: TextIO, tell: Callable[[str], None]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        tell(f"Another build is under way ({file.readline().strip()}); this one begins when it has ended.")
        fcntl.flock(file, fcntl.LOCK_EX)


def _sign(file: TextIO, folder: Path) -> None:
    """Write who holds it, past any buffer: what a full disk refuses would be tried again when the file is closed."""
    text = f"process {os.getpid()}, since {dt.datetime.now():%H:%M}\n{folder}\n".encode()
    try:
        written = os.write(file.fileno(), text)
    except OSError as error:
        raise _refused(error.strerror) from error
    if written < len(text):
        raise _refused(os.strerror(errno.ENOSPC))


def _refused(why: str | None) -> BookError:
    return BookError(f"Nothing can be built in {paths.BUILD.name} ({why}).")


def _clear(file: TextIO) -> None:
    """Remove what the last holder left if it was killed."""
    file.seek(0)
    for folder in file.read().splitlines()[1:]:
        scratch.clear(folder)
    file.truncate(0)
    for pattern in ASIDE:
        for left in paths.BUILD.glob(pattern):
            shutil.rmtree(left)
