"""Every path of the project, once."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

DATA = ROOT / "data"  # the default data pack
NOTEBOOKS = ROOT / "notebooks"  # authored chapters, without outputs
BOOK = ROOT / "book"  # authored pages
CHAPTERS = BOOK / "chapters"  # executed chapters, generated
BIBLIOGRAPHY = BOOK / "references.bib"  # generated from the pack
CONFIG = ROOT / "_config.yml"
TOC = ROOT / "_toc.yml"
BUILD = ROOT / "_build"
HTML = BUILD / "html"  # the published site
EDITIONS = ROOT / "editions"  # frozen editions, generated, which no command changes or removes
STORE = BUILD / "store"  # what earlier builds made, by content
PLOTLY = ROOT / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"  # from package.json
LOCK = ROOT / "requirements.txt"  # exact versions of everything installed
NPM_LOCK = ROOT / "package-lock.json"  # likewise, for the pages and the tests
THIRD_PARTY = ROOT / "THIRD_PARTY.md"  # the licences of all that, generated
TABLES = ROOT / "drawdown" / "pack" / "tables.json"  # the tables of every pack
FORM = TABLES.with_name("descriptor.schema.json")  # of what describes a pack
LOCALE = Path(__file__).resolve().parent / "locale"  # texts of the package in other languages
BOOK_LOCALE = BOOK / "locale"  # texts of the pages and chapters, likewise

DUPLICATED = "DRAWDOWN_DUPLICATED"  # in the environment: a pack, and the duplicate that is read in its place


def catalogue(lang: str) -> Path:
    """Return the file of the messages in a language, which English does not need."""
    return LOCALE / lang / "LC_MESSAGES" / "drawdown.po"


def prose(chapter: str, lang: str) -> Path:
    """Return the file of a chapter's prose in a language, which English does not need."""
    return BOOK_LOCALE / lang / "LC_MESSAGES" / CHAPTERS.name / f"{chapter}.po"


def pack(data: str | Path) -> Path:
    """Return the folder to read a data pack from; a relative path starts at the project's root, wherever one runs.

    During a build it is a duplicate, see `duplicated`.
    """
    folder = (ROOT / data).resolve()
    original, copy = _duplicated()
    return copy if folder == original else folder


def origin(folder: Path) -> Path:
    """Return the folder of the pack itself where this one is the duplicate that a build reads."""
    original, copy = _duplicated()
    return original if folder == copy else folder


def own(folder: Path) -> bool:
    """Return whether a folder is that of the project's own pack, or the duplicate that a build reads of it."""
    return origin(folder) == DATA


def told(text: str) -> str:
    """Return a message that names files of the pack itself, not of the duplicate that a build reads."""
    original, copy = _duplicated()
    return text if copy == original else text.replace(str(copy), str(original))


@contextmanager
def duplicated(folder: Path, copy: Path) -> Iterator[None]:
    """Have a pack read from a duplicate, by this process and all that it starts."""
    os.environ[DUPLICATED] = json.dumps([str(folder), str(copy.resolve())])
    try:
        yield
    finally:
        del os.environ[DUPLICATED]


def _duplicated() -> tuple[Path, Path]:
    """Return a pack and its duplicate; the same folder twice where there is none."""
    folder, copy = json.loads(os.environ.get(DUPLICATED, "null")) or (DATA, DATA)
    return Path(folder), Path(copy)
