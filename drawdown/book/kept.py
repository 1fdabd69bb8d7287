"""Pieces that are dear to make, kept by name below the store; a damaged one is as good as none."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from drawdown import paths


def get(kind: str, name: str) -> bytes | None:
    """Return a kept piece; None if there is none, or it is not what was put there."""
    path = paths.STORE / kind / name
    try:
        head, _line, content = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if head != _sum(content):
        return None
    os.utime(path)  # the least recently used goes first, see `drawdown.book.store.prune`
    return content


def put(kind: str, name: str, content: bytes) -> None:
    """Keep a piece: whole or not at all."""
    path = paths.STORE / kind / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, _sum(content) + b"\n" + content)


def made(kind: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return a kept piece, made now if there is none."""
    content = get(kind, name)
    if content is None:
        put(kind, name, content := make())
    return content


def write(path: Path, content: bytes) -> None:
    """Write a file aside and put it in its place."""
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def named(*parts: str) -> str:
    """Return a name for a piece that is made from these parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
