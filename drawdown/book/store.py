"""The executed chapters of earlier builds, each under the digest of its key: written whole, checked when read."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drawdown import paths
from drawdown.book import kept
from drawdown.book.keys import Key

KIND = "chapters"
NOTEBOOK, MANIFEST = "notebook.ipynb", "manifest.json"
LIMIT = 500_000_000  # bytes the store may take after a build


@dataclass(frozen=True)
class Entry:
    """A run that was kept: what it was made from, and the executed notebook."""

    key: Key
    notebook: Path


class Damaged(Exception):
    """An entry is not what was put there."""


def place(digest: str) -> Path:
    """Return the folder of an entry."""
    return paths.STORE / KIND / digest


def put(key: Key, executed: Path) -> Entry:
    """Keep an executed chapter, in the place of an earlier entry of the same key."""
    folder = place(key.digest)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as aside:
        made = Path(aside) / "entry"
        made.mkdir()
        content = executed.read_bytes()
        (made / NOTEBOOK).write_bytes(content)
        (made / MANIFEST).write_text(_manifest(key, content), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
    return Entry(key, folder / NOTEBOOK)


def get(digest: str) -> Entry | None:
    """Return the entry of a key; None if there is none.

    Raises
    ------
    Damaged
        If its notebook or its manifest is not what was put there.
    """
    folder = place(digest)
    if not folder.is_dir():
        return None
    try:
        held = json.loads((folder / MANIFEST).read_bytes())
        key, content = Key(**held["key"]), (folder / NOTEBOOK).read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged(digest) from error
    if key.digest != digest or held["sha256"] != hashlib.sha256(content).hexdigest():
        raise Damaged(digest)
    kept.used(folder)
    return Entry(key, folder / NOTEBOOK)


def prune(stay: Collection[str], limit: int = LIMIT) -> None:
    """Remove what was used longest ago until the store is no larger than ``limit`` bytes, but not the entries ``stay``.

    What an interrupted build left half-written goes at once.
    """
    pieces = [piece for kind in _folders(paths.STORE) for piece in kind.iterdir()]
    sizes = {piece: _size(piece) for piece in pieces}
    over = sum(sizes.values()) - limit
    for piece in sorted(pieces, key=lambda piece: piece.stat().st_mtime_ns):
        if piece.name.startswith(".") or (over > 0 and piece.name not in stay):
            over -= sizes[piece]
            shutil.rmtree(piece) if piece.is_dir() else piece.unlink()


def _manifest(key: Key, content: bytes) -> str:
    held: Mapping[str, Any] = {"key": asdict(key), "sha256": hashlib.sha256(content).hexdigest()}
    return json.dumps(held, indent=1, ensure_ascii=False) + "\n"


def _folders(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.is_dir()] if place.is_dir() else []


def _size(piece: Path) -> int:
    return sum(path.stat().st_size for path in piece.rglob("*")) if piece.is_dir() else piece.stat().st_size
