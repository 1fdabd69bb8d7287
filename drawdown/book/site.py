"""Makes the site: Jupyter Book over the authored pages and the executed chapters, warnings as errors; facts.json."""

import os
import re
import sys
from pathlib import Path

import nbformat

from drawdown import paths
from drawdown.book import facts, plan
from drawdown.errors import BookError
from drawdown.pack import bibliography, tables
from drawdown.pack.publication import Publication
from drawdown.pack.schema import SOURCES, Schema

_CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


def cited(chapters: list[Path]) -> set[str]:
    """Return the source keys that executed chapters cite, in prose and in outputs."""
    texts = [cell.source for path in chapters for cell in nbformat.read(path, as_version=4).cells]
    for path in chapters:
        for cell in nbformat.read(path, as_version=4).cells:
            texts += [output.get("data", {}).get("text/markdown", "") for output in cell.get("outputs", [])]
    return {key.strip() for text in texts for group in _CITATION.findall(text) for key in group.split(",")}


def write_bibliography(schema: Schema, chapters: list[Path], target: Path) -> None:
    """Write the BibTeX of every source the chapters cite."""
    registry = tables.read(schema, SOURCES).set_index(schema.tables[SOURCES].key)
    target.write_text(bibliography.bibtex(registry.loc[sorted(cited(chapters))]), encoding="utf-8")


def make(target: Path, pack: Path, prints: bool = False) -> None:
    """Make the whole site in the empty folder ``target``; with ``prints`` its pages link to files made from them.

    Raises
    ------
    BookError
        If Jupyter Book fails or warns; its messages stand above on the error stream.
    """
    from jupyter_book.sphinx import build_sphinx

    book = Publication.of(Schema(pack))
    overrides = {
        "project": book.title,
        "html_title": book.title,
        "author": book.author,
        "drawdown_base_url": book.address,
        "external_toc_path": str(paths.TOC),
        "latex_individualpages": False,
        "drawdown_pack": str(pack),
        "drawdown_prints": prints,
        "nitpicky": True,
    }
    result = build_sphinx(
        str(paths.BOOK),
        str(target / "html"),
        path_config=str(paths.CONFIG),
        noconfig=True,
        confoverrides=overrides,
        doctreedir=str(target / "doctrees"),
        jobs=_processors(),  # the pages are the same, however many processes make them
        freshenv=True,
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if result != 0:
        raise BookError("Jupyter Book did not make the site cleanly; its messages stand above. Nothing was published.")
    facts.write([paths.CHAPTERS / f"{chapter}.ipynb" for chapter in plan.chapters()], target / "html")


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
