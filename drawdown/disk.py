"""Writing to a disk, which may refuse it: that is told in one sentence, and leaves what was there."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drawdown.errors import BookError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room, a quota, a file too large
REFUSALS = (*FULL, errno.EIO, errno.EROFS, errno.EACCES)
_TOLD = re.compile(rf"\[Errno ({'|'.join(map(str, FULL))})\]")


def refusal(error: OSError) -> str:
    """Return where a disk refused something, if that is known, and why; nothing if it is no refusal."""
    if error.errno not in REFUSALS:
        return ""
    place = error.filename2 or error.filename  # of a copy the second
    return f"{place}: {error.strerror}" if place else str(error.strerror)


@contextmanager
def writing() -> Iterator[None]:
    """Write a book as long as the context lasts.

    Raises
    ------
    BookError
        If the disk refuses to take it; the message says where, if that is known, and why.
    """
    try:
        yield
    except OSError as error:
        if told := refusal(error):
            raise BookError(f"The book cannot be written ({told}). Nothing was published.") from error
        raise


def replace(path: Path, text: str) -> None:
    """Write a file whole or leave it as it is: aside, then in its place, with the rights it had."""
    path = path.resolve()
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        if path.exists():
            shutil.copymode(path, aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def heard(told: str) -> None:
    """Raise what a full disk refused to somebody else, such as Sphinx, who tells of it at length.

    Raises
    ------
    OSError
        If the text tells that a disk is full.
    """
    if full := _TOLD.search(told):
        raise OSError(int(full[1]), os.strerror(int(full[1])))
