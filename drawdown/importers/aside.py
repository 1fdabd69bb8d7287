"""A place aside where an import is made, so that the pack changes only when all of it is done."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from drawdown.disk import FULL
from drawdown.errors import DataError
from drawdown.pack.imported import FOLDER


@contextmanager
def aside(pack: Path) -> Iterator[Path]:
    """Give an empty folder in the pack's file system, and remove it whatever happens. One import at a time.

    Raises
    ------
    DataError
        If another import is under way, or the pack cannot be written: the disk is full, or not ours to write.
    """
    home = pack / FOLDER
    with writing(pack):
        home.mkdir(exist_ok=True)
        with _locked(home):
            folder = home / ".aside"
            shutil.rmtree(folder, ignore_errors=True)  # of an import that was killed
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                with suppress(OSError):  # another dataset is in it
                    home.rmdir()


@contextmanager
def writing(pack: Path) -> Iterator[None]:
    """Tell what keeps a pack from being written in one sentence."""
    try:
        yield
    except OSError as error:
        raise DataError(_told(pack, error.errno in FULL, error.strerror or str(error))) from None
    except duckdb.IOException as error:
        first = str(error).splitlines()[0]
        raise DataError(_told(pack, bool(re.search("No space|too large|quota", first)), first)) from None
    except duckdb.OutOfMemoryException as error:
        first = str(error).splitlines()[0]
        raise DataError(_told(pack, "disk" in first or "temp" in first, first)) from None


def _told(pack: Path, full: bool, reason: str) -> str:
    if full:
        return f"The disk of {pack} is full: nothing was imported. Make room and try again."
    return f"{pack} cannot be written ({reason}): nothing was imported."


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise DataError(f"Another import into {folder.parent} is under way: wait until it has ended.") from None
    finally:
        os.close(opened)
