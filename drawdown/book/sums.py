"""``SHA256SUMS``: the sum of every file of a folder, as ``sha256sum --check`` reads it."""

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path in it; but not of the sums themselves."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return {name: digest for name, digest in found.items() if name != NAME}


def write(folder: Path) -> None:
    """Write the sums of a folder."""
    (folder / NAME).write_text("".join(f"{digest}  {name}\n" for name, digest in of(folder).items()), encoding="utf-8")


def read(folder: Path) -> dict[str, str]:
    """Return the sums that were written, by path."""
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _space, name in (line.partition("  ") for line in lines)}


def wrong(folder: Path) -> dict[str, str]:
    """Return what is wrong with each file that is not as its sum says."""
    held, found = read(folder), of(folder)
    changed = {name: "changed" for name in held.keys() & found.keys() if held[name] != found[name]}
    missing = dict.fromkeys(held.keys() - found.keys(), "missing")
    return changed | missing | dict.fromkeys(found.keys() - held.keys(), "added")


def differing(one: Path, other: Path) -> set[str]:
    """Return the paths of files that two folders do not both have with the same bytes."""
    return {name for name, _digest in of(one).items() ^ of(other).items()}
