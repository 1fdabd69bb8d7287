"""Every path of the project, once."""

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


def catalogue(lang: str) -> Path:
    """Return the file of the messages in a language, which English does not need."""
    return LOCALE / lang / "LC_MESSAGES" / "drawdown.po"


def prose(chapter: str, lang: str) -> Path:
    """Return the file of a chapter's prose in a language, which English does not need."""
    return BOOK_LOCALE / lang / "LC_MESSAGES" / CHAPTERS.name / f"{chapter}.po"


def pack(data: str | Path) -> Path:
    """Return the folder of a data pack; a relative path starts at the project's root, wherever the caller runs."""
    return (ROOT / data).resolve()
