"""The book to take away: a PDF of each chapter, a PDF and an EPUB of the whole, in the folder ``files`` of a site."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from drawdown import paths
from drawdown.book import epub, kept, paper, pdf
from drawdown.book.browser import Chromium
from drawdown.book.imprint import Imprint

FOLDER = "files"


def write(
    site: Path,
    chromium: Browser | Chromium,
    imprint: Imprint,
    contents: Path = paths.TOC,
    keep: kept.Keep = kept.not_at_all,
) -> Iterator[Path]:
    """Write the files of a made site one by one, and say which is done."""
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    held = paper.sheets(site, contents)
    for sheet in held:
        if _is_chapter(sheet.name):
            path = folder / f"{Path(sheet.name).name}.pdf"
            path.write_bytes(pdf.chapter(chromium, sheet, held, imprint, keep))
            yield path
    path = folder / f"{imprint.name}.pdf"
    path.write_bytes(pdf.book(chromium, held, imprint, keep))
    yield path
    picture = epub.cover(chromium, imprint, pdf.STYLE.read_text(encoding="utf-8"), keep)
    path = folder / f"{imprint.name}.epub"
    path.write_bytes(epub.book(held, imprint, picture))
    yield path


def _is_chapter(name: str) -> bool:
    return name.startswith(f"{paths.CHAPTERS.name}/")
