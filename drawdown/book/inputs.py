"""Everything a site is made from, file by file: a build with the inputs of the published site has nothing to do."""

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from drawdown import paths
from drawdown.book import kept
from drawdown.book.keys import Key
from drawdown.book.snapshot import Snapshot
from drawdown.pack import imported
from drawdown.parameters import Parameters

PUBLISHED = "published"  # in the store: what a published site was made from
LEFT_OUT = ("__pycache__", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Published:
    """What a published site was made from.

    ``site`` is the folder that the link to the site leads to; ``inputs`` are digests of files by name and what was
    asked for; ``chapters`` are the keys of the chapters, by name.
    """

    site: str
    inputs: Mapping[str, str]
    chapters: Mapping[str, Key]


def inputs(snapshot: Snapshot, pack: Path, values: Mapping[str, str], files: bool) -> dict[str, str]:
    """Return the digest of every file that a site is made from, by name, and what was asked for."""
    found = {_name(path): snapshot.digest(path) for path in sorted(code())}
    found |= {f"{pack.name}/{path.relative_to(pack)}": snapshot.digest(path) for path in of_pack(pack)}
    asked = {name: str(value) for name, value in asdict(Parameters(**values)).items()}
    return found | asked | {"files": str(files), "Python": platform.python_version()}


def published(target: Path) -> Published | None:
    """Return what the site published at ``target`` was made from; None if there is none, or it is not known."""
    try:
        held = json.loads(record(target).read_bytes())
        found = Published(
            held["site"], held["inputs"], {name: Key(**parts) for name, parts in held["chapters"].items()}
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if target.is_dir() and target.resolve().name == found.site else None


def note(target: Path, site: str, found: Mapping[str, str], chapters: Mapping[str, Key]) -> None:
    """Note what the site in the folder of this name, which is published next at ``target``, is made from."""
    held = Published(site, found, chapters)
    kept.write(record(target), json.dumps(asdict(held), indent=1).encode())


def folders() -> list[Path]:
    """Return the folders of which every file counts, besides the pack."""
    return [paths.BOOK, paths.NOTEBOOKS, paths.ROOT / "drawdown"]


def single() -> list[Path]:
    """Return the other files that count, whether they are there or not."""
    packages = [paths.LOCK, paths.NPM_LOCK, paths.THIRD_PARTY, paths.PLOTLY]
    return [paths.CONFIG, paths.TOC, *packages, paths.ROOT / "docutils.conf"]


def of_pack(pack: Path) -> list[Path]:
    """Return the files of a pack, sorted; the parts of imported events, which may be huge, by their registers."""
    apart = pack / imported.FOLDER
    held = [path for path in _below(pack) if apart not in path.parents]
    return sorted([*held, *(path for path in imported.registers(pack) if path.is_file())])


def authored(path: Path) -> bool:
    """Return whether a file is not one that a build or Python itself puts beside the others."""
    generated = path == paths.BIBLIOGRAPHY or (path.parent == paths.CHAPTERS and path.suffix == ".ipynb")
    return not generated and not set(path.parts) & set(LEFT_OUT)


def record(target: Path) -> Path:
    """Return where it is kept what the site published at ``target`` was made from."""
    return paths.STORE / ("-".join([PUBLISHED, *target.relative_to(paths.BUILD).parts]) + ".json")


def code() -> Iterator[Path]:
    """Yield the files of everything a site is made from but the pack."""
    yield from single()
    yield from (paths.ROOT / "tests").glob("test_*.py")  # the page of the measures lists them
    for folder in folders():
        yield from _below(folder)


def fingerprint() -> str:
    """Return the SHA-256 of all code, prose and settings that a site is made from, without its pack."""
    held = hashlib.sha256()
    for path in sorted(code()):  # a folder lists its files in no order
        held.update(f"{path.relative_to(paths.ROOT).as_posix()} {Snapshot().digest(path)}\n".encode())
    return held.hexdigest()


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and authored(path))


def _name(path: Path) -> str:
    return path.relative_to(paths.ROOT).as_posix()
