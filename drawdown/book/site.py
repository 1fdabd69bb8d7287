"""Makes the site: Jupyter Book over the authored pages and the executed chapters, once for each language."""

import contextlib
import gc
import io
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import as_completed
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat

from drawdown import disk, paths
from drawdown.book import executors, facts
from drawdown.errors import BookError
from drawdown.pack import bibliography, tables
from drawdown.pack.publication import Publication
from drawdown.pack.schema import SOURCES, Schema

SITE = "html"  # the folder of a made site, that of the first language; the others lie in it
NEVER: Mapping[str, str] = MappingProxyType({})
_CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


def cited(chapters: Iterable[Path]) -> set[str]:
    """Return the source keys that executed chapters cite, in prose and in outputs."""
    cells = [cell for path in chapters for cell in nbformat.read(path, as_version=4).cells]
    texts = [cell.source for cell in cells]
    texts += [output.get("data", {}).get("text/markdown", "") for cell in cells for output in cell.get("outputs", [])]
    return {key.strip() for text in texts for group in _CITATION.findall(text) for key in group.split(",")}


def write_bibliography(schema: Schema, chapters: Iterable[Path], target: Path) -> None:
    """Write the BibTeX of every source the chapters cite."""
    registry = tables.read(schema, SOURCES).set_index(schema.tables[SOURCES].key)
    target.write_text(bibliography.bibtex(registry.loc[sorted(cited(chapters))]), encoding="utf-8")


def hand_over(chapters: Mapping[str, Path], schema: Schema, book: Path = paths.BOOK) -> None:
    """Put executed chapters, by name, and their bibliography where Jupyter Book reads them."""
    folder = book / paths.CHAPTERS.name
    for old in folder.glob("*.ipynb"):
        old.unlink()
    for chapter, path in chapters.items():
        shutil.copyfile(path, folder / f"{chapter}.ipynb")
    write_bibliography(schema, [folder / f"{chapter}.ipynb" for chapter in chapters], book / paths.BIBLIOGRAPHY.name)


def place(site: Path, languages: Iterable[str], language: str) -> Path:
    """Return the folder of a language in the folder of a site: the first one's is the site itself."""
    return site if language == next(iter(languages)) else site / language


def make(
    aside: Path,
    pack: Path,
    chapters: Mapping[str, Mapping[str, Path]],
    prints: bool = False,
    jobs: int = 1,
    frozen: Mapping[str, str] = NEVER,
) -> None:
    """Make the whole site in ``aside / SITE``.

    Parameters
    ----------
    aside
        An empty folder.
    pack
        The folder of the pack.
    chapters
        The executed chapters by language and name.
    prints
        Whether pages link to files made from them.
    jobs
        How many languages to make side by side.
    frozen
        What the frozen edition was made from that says the same, which is then what a reader cites.

    Raises
    ------
    BookError
        If Jupyter Book fails or warns, with its messages.
    """
    languages = list(chapters)
    side_by_side = min(jobs, len(languages))
    share = max(_processors() // side_by_side, 1)
    with executors.apart(side_by_side) as executor:
        # a process each: Sphinx and this package speak one language in a process
        tasks = [(aside / code, pack, languages, code, chapters[code], prints, share, frozen) for code in languages]
        made = [executor.submit(_make, *task) for task in tasks]
        for future in as_completed(made):
            future.result()
    for code in languages:
        (aside / code / SITE).rename(place(aside / SITE, languages, code))


def overrides(
    schema: Schema, languages: list[str], code: str, prints: bool = False, frozen: Mapping[str, str] = NEVER
) -> dict[str, Any]:
    """Return the settings of Sphinx that are not in the book's own: those of the pack, and of the language ``code``."""
    book = Publication.of(schema)
    return {
        "project": book.title,
        "html_title": book.title,
        "author": book.author,
        "language": code,
        "drawdown_languages": languages,
        "drawdown_author": book.author,
        "drawdown_institution": book.institution,
        "drawdown_orcid": book.orcid,
        "drawdown_doi": book.doi,
        "drawdown_base_url": book.address,
        "external_toc_path": str(paths.TOC),
        "latex_individualpages": False,
        "drawdown_pack": str(schema.folder),
        "drawdown_prints": prints,
        "drawdown_frozen": {name: frozen[name] for name in ("edition", "data") if name in frozen},
        "nitpicky": True,
    }


def _make(
    aside: Path,
    pack: Path,
    languages: list[str],
    code: str,
    chapters: Mapping[str, Path],
    prints: bool,
    processes: int,
    frozen: Mapping[str, str],
) -> None:
    """Make the site of one language in ``aside / SITE``."""
    from jupyter_book.sphinx import build_sphinx

    gc.disable()  # the process ends with its language; looking for garbage is a fifth of its work
    schema = Schema(pack)
    schema.speak(code)
    source = aside / paths.BOOK.name
    shutil.copytree(paths.BOOK, source, ignore=shutil.ignore_patterns("*.ipynb", paths.BIBLIOGRAPHY.name))
    hand_over(chapters, schema, source)
    messages = io.StringIO()
    with contextlib.redirect_stderr(messages), contextlib.redirect_stdout(messages):
        result = build_sphinx(
            str(source),
            str(aside / SITE),
            path_config=str(paths.CONFIG),
            noconfig=True,
            confoverrides=overrides(schema, languages, code, prints, frozen),
            doctreedir=str(aside / "doctrees"),
            jobs=processes,  # the pages are the same, however many processes make them
            freshenv=True,
            warningiserror=True,
            keep_going=True,
            quiet=True,
        )
    if result != 0:
        disk.heard(messages.getvalue())
        told = paths.told(messages.getvalue().replace(str(source), str(paths.BOOK))).strip()
        raise BookError(f"{told}\nJupyter Book did not make the site in {code!r} cleanly. Nothing was published.")
    facts.write([source / paths.CHAPTERS.name / f"{chapter}.ipynb" for chapter in chapters], aside / SITE)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
