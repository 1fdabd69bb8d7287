"""What a browser makes of a finished site: the pictures of its links and figures, the PDF files and the EPUB."""

from collections.abc import Iterator
from pathlib import Path

from drawdown import paths
from drawdown.book import browser, files, kept, pictures, social
from drawdown.book.imports import Imports
from drawdown.book.imprint import Imprint
from drawdown.book.snapshot import Snapshot
from drawdown.parameters import Parameters

KIND = "prints"  # where they are kept


def make(site: Path, parameters: Parameters, keep: kept.Keep = kept.not_at_all) -> Iterator[Path]:
    """Make them all, and say which is done; those made of the same pages ``keep`` takes from earlier builds.

    Raises
    ------
    BookError
        If the machine has no browser.
    """
    with browser.Chromium() as chromium:
        yield from social.take(site, chromium, keep)
        yield from pictures.take(site, chromium, keep)
        yield from files.write(site, chromium, Imprint.of(parameters), keep=keep)


def keeping(snapshot: Snapshot, anew: bool = False) -> kept.Keep:
    """Return a way to take prints from earlier builds: those of the same code, libraries and browser."""
    code = [*Imports(snapshot).below([__name__]), paths.LOCK]
    return kept.keeping(KIND, kept.named(*map(snapshot.digest, code), browser.version()), anew)
