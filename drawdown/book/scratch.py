"""A folder of its own for the temporary files of a command and of every process that it starts."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drawdown.errors import BookError

BEGINNING = "drawdown-"  # of its name
LONGEST = 107  # bytes of a path to a socket, see unix(7)
SOCKET = "/drawdown-kernel-12345678/socket-1"  # the longest path of a socket in it: a kernel's


@contextmanager
def opened() -> Iterator[Path]:
    """Have all temporary files from now on in a folder of their own, which is removed with them at the end.

    Raises
    ------
    BookError
        If there is no room for it, or its path is too long for the sockets of kernels.
    """
    with _folder() as name:
        check(name)
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = tempfile.tempdir = name
        try:
            yield Path(name)
        finally:
            tempfile.tempdir = None
            if before is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = before


def check(folder: str) -> None:
    """Refuse a folder in which the sockets of kernels cannot be.

    Raises
    ------
    BookError
        If its path is too long.
    """
    if len(os.fsencode(folder)) + len(SOCKET) > LONGEST:
        raise BookError(
            f"The folder for temporary files has too long a path for sockets to be in it: {folder}. Set TMPDIR to a"
            " shorter one, such as /tmp."
        )


def clear(name: str) -> None:
    """Remove such a folder that a killed command left."""
    if Path(name).name.startswith(BEGINNING):
        shutil.rmtree(name, ignore_errors=True)


def _folder() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=BEGINNING, ignore_cleanup_errors=True)
    except OSError as error:
        raise BookError(f"There is no room for temporary files ({error.strerror}): set TMPDIR.") from error
