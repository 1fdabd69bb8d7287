"""One build at a time writes to the folder of builds: the second waits, and what a killed one left is removed."""

import datetime as dt
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from drawdown import paths
from drawdown.errors import BookError

NAME = ".lock"
ASIDE = ("build-*", "edition-*")  # folders in which books are made until they are whole
SCRATCH = "drawdown-"  # how the folder begins that takes the temporary files of a build


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
        If the disk does not take what is written there.
    """
    try:
        paths.BUILD.mkdir(exist_ok=True)
        file = (paths.BUILD / NAME).open("a+", encoding="utf-8")
    except OSError as error:
        raise BookError(f"Nothing can be built in {paths.BUILD.name} ({error.strerror}).") from error
    with file:
        _wait(file, tell)
        _clear(file)
        with _scratch() as scratch, _temporary(scratch):
            file.write(f"process {os.getpid()}, since {dt.datetime.now():%H:%M}\n{scratch}\n")
            file.flush()
            yield
        file.truncate(0)


def _wait(file: TextIO, tell: Callable[[str], None]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        tell(f"Another build is under way ({file.readline().strip()}); this one begins when it has ended.")
        fcntl.flock(file, fcntl.LOCK_EX)


def _clear(file: TextIO) -> None:
    """Remove what the last holder left if it was killed."""
    file.seek(0)
    for scratch in file.read().splitlines()[1:]:
        if Path(scratch).name.startswith(SCRATCH):
            shutil.rmtree(scratch, ignore_errors=True)
    file.truncate(0)
    for pattern in ASIDE:
        for left in paths.BUILD.glob(pattern):
            shutil.rmtree(left)


def _scratch() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=SCRATCH, ignore_cleanup_errors=True)
    except OSError as error:
        raise BookError(f"There is no room for temporary files ({error.strerror}): set TMPDIR.") from error


@contextmanager
def _temporary(folder: str) -> Iterator[None]:
    """Let this process and those it starts put their temporary files into a folder."""
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    try:
        yield
    finally:
        tempfile.tempdir = None
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
