"""What a browser makes of a finished site: the pictures of its links and figures, the PDF files and the EPUB."""

from collections.abc import Iterator
from pathlib import Path

from drawdown.book import browser, files, pictures, social
from drawdown.book.imprint import Imprint
from drawdown.parameters import Parameters


def make(site: Path, parameters: Parameters) -> Iterator[Path]:
    """Make them all, and say which is done.

    Raises
    ------
    BookError
        If the machine has no browser.
    """
    with browser.opened() as chromium:
        yield from social.take(site, chromium)
        yield from pictures.take(site, chromium)
        yield from files.write(site, chromium, Imprint.of(parameters))
