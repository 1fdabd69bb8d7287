"""The files of one build as it first saw them: digests read once, and what was edited since."""

import hashlib
import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path

from drawdown.errors import BookError

Stamp = tuple[int, int]  # time of the last change in nanoseconds, bytes
MISSING = "missing"  # the digest of a file that is not there


class Snapshot:
    """What files held when they were first asked for."""

    def __init__(self) -> None:
        self._stamps: dict[Path, Stamp | None] = {}
        self.digest = cache(self._digest)

    def content(self, path: Path) -> bytes:
        """Return what a file holds; nothing if it is not there."""
        self._stamps.setdefault(path, _stamp(path))
        return path.read_bytes() if path.is_file() else b""

    def _digest(self, path: Path) -> str:
        """Return the SHA-256 of a file, or that it is missing."""
        content = self.content(path)
        return hashlib.sha256(content).hexdigest() if self._stamps[path] else MISSING

    def duplicate(self, folder: Path, copy: Path) -> None:
        """Copy the files of a folder as they were seen; what is edited there from now on does not matter.

        Raises
        ------
        BookError
            As `check` does.
        """
        seen = [path for path in self._stamps if path.is_relative_to(folder)]
        for path in seen:
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError, IsADirectoryError):  # it never was there, or `check` tells
                shutil.copyfile(path, target)
        self.check()
        for path in seen:
            del self._stamps[path]

    def check(self) -> None:
        """Refuse to go on with files that are no longer those that were seen.

        Raises
        ------
        BookError
            If any was edited, replaced or removed; the message names the first.
        """
        edited = [path for path, stamp in self._stamps.items() if _stamp(path) != stamp]
        if edited:
            more = f" and {len(edited) - 1} more" if len(edited) > 1 else ""
            raise BookError(
                f"{edited[0].name}{more} was edited while the book was being built: a book of two states would be"
                " wrong. Nothing was published; build again."
            )


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
