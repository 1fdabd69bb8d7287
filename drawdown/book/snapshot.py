"""The files of one build as it first saw them: digests read once, and what was edited since."""

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from drawdown.errors import BookError, PackEdited

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
        PackEdited
            As `unedited` does.
        """
        seen = [path for path in self._stamps if path.is_relative_to(folder)]
        for path in seen:
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError, IsADirectoryError):  # it never was there, or is told below
                shutil.copyfile(path, target)
        self.unedited(folder)
        for path in seen:
            del self._stamps[path]

    def unedited(self, pack: Path) -> None:
        """Refuse a plan of a pack that is no longer the one that was seen.

        Raises
        ------
        PackEdited
            If any of its files was edited, replaced or removed; the message names the first.
        """
        if edited := self._edited(path for path in self._stamps if path.is_relative_to(pack)):
            raise PackEdited(f"{edited} was edited while the book was planned. Nothing was published; build again.")

    def check(self, files: Iterable[Path] | None = None) -> None:
        """Refuse to go on with files, all by default, that are no longer those that were seen.

        Raises
        ------
        BookError
            If any was edited, replaced or removed; the message names the first.
        """
        if edited := self._edited(self._stamps if files is None else files):
            raise BookError(
                f"{edited} was edited while the book was being built: a book of two states would be wrong. Nothing was"
                " published; build again."
            )

    def _edited(self, files: Iterable[Path]) -> str:
        """Name the first of the files that are no longer those that were seen, and say how many more there are."""
        edited = [path for path in files if _stamp(path) != self._stamps[path]]
        more = f" and {len(edited) - 1} more" if len(edited) > 1 else ""
        return f"{edited[0].name}{more}" if edited else ""


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
