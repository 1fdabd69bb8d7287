"""Pieces that are dear to make, kept by name below the store; a damaged one is as good as none."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from drawdown import paths

_memory: ContextVar[dict[tuple[str, str], bytes] | None] = ContextVar("memory", default=None)


def get(kind: str, name: str) -> bytes | None:
    """Return a kept piece; None if there is none, or it is not what was put there."""
    if (held := _memory.get()) is not None and (kind, name) in held:
        return held[kind, name]
    path = paths.STORE / kind / name
    try:
        head, _line, content = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if head != _sum(content):
        return None
    used(path)
    return content


def used(path: Path) -> None:
    """Note that a piece was used: the least recently used goes first, see `drawdown.book.store.prune`."""
    if _memory.get() is None:
        os.utime(path)


def put(kind: str, name: str, content: bytes) -> None:
    """Keep a piece: whole or not at all."""
    if (held := _memory.get()) is not None:
        held[kind, name] = content
        return
    path = paths.STORE / kind / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, _sum(content) + b"\n" + content)


@contextmanager
def in_memory() -> Iterator[None]:
    """Keep what is made meanwhile in memory only, so that the store stays as it is."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


Make = Callable[[], bytes]
Keep = Callable[[Sequence[str | bytes], Make], bytes]  # what a piece is made from, and how


def not_at_all(_parts: Sequence[str | bytes], make: Make) -> bytes:
    """Make a piece anew, and keep nothing."""
    return make()


def keeping(kind: str, code: str, anew: bool = False) -> Keep:
    """Return a way to make pieces that takes those which earlier builds made from the same parts.

    Parameters
    ----------
    kind
        The folder of the store.
    code
        A digest of what else the pieces depend on.
    anew
        Whether all are made again.
    """

    def keep(parts: Sequence[str | bytes], make: Make) -> bytes:
        name = named(code, *parts)
        content = None if anew else get(kind, name)
        if content is None:
            put(kind, name, content := make())
        return content

    return keep


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


def named(*parts: str | bytes) -> str:
    """Return a name for a piece that is made from these parts."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(content)}\n".encode() + content)
    return digest.hexdigest()


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
