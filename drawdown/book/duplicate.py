"""A duplicate of the pack, which a build reads from its beginning to its end while the pack itself may be edited."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drawdown import paths
from drawdown.book import archive
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError, DrawdownError
from drawdown.pack import imported
from drawdown.pack.datasets import DATASETS

FOLDER = "pack"  # in the folder in which a book is made; the duplicate lies in it under the pack's own name


@contextmanager
def read(pack: Path, snapshot: Snapshot, aside: Path) -> Iterator[None]:
    """Have everything read a duplicate of the pack, made in the folder ``aside``, as long as the context lasts.

    It holds the files that the snapshot saw, as it saw them. Imported events may be huge and are written once: they
    take no room of their own where the disk has links.

    Raises
    ------
    PackEdited
        If a file was edited since the snapshot saw it.
    BookError
        If the duplicate is removed meanwhile.
    """
    copy = aside / FOLDER / pack.name
    for part in _parts(pack):
        target = copy / part.relative_to(pack)
        target.parent.mkdir(parents=True, exist_ok=True)
        archive.link(part, target)
    snapshot.duplicate(pack, copy)
    with paths.duplicated(pack, copy):
        try:
            yield
        except (DrawdownError, OSError):
            if copy.is_dir():
                raise
            raise BookError(
                f"{aside.name}, where the book was being made, was removed meanwhile. Nothing was published; build"
                " again."
            ) from None


def _parts(pack: Path) -> Iterator[Path]:
    """Yield the parts of imported events, which the snapshot knows by their registers alone."""
    for name in DATASETS:
        yield from imported.parts(pack, name, imported.imports(pack, name))
