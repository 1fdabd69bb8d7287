"""The book's settings, read from ``_config.yml``, their one place."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from drawdown import paths
from drawdown.errors import BookError

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ORCID = re.compile(r"(\d{4}-){3}\d{3}[\dX]")


@dataclass(frozen=True)
class Settings:
    """Who publishes the book, and where. What is not set yet is empty, and left out of citations.

    ``doi`` and ``orcid`` are the identifiers alone, without the address that resolves them.
    """

    author: str
    institution: str
    orcid: str
    doi: str
    base_url: str
    repository_url: str
    editions: tuple[str, ...] = ()  # the days of those that are to be frozen

    def __post_init__(self) -> None:
        if self.doi and not _DOI.fullmatch(self.doi):
            raise BookError(f"drawdown_doi is {self.doi!r}; a DOI is written as 10.5281/zenodo.1234567.")
        if self.orcid and not is_orcid(self.orcid):
            raise BookError(f"drawdown_orcid is {self.orcid!r}; an ORCID iD is written as 0000-0002-1825-0097.")


@cache
def settings() -> Settings:
    """Return the settings of this book.

    Raises
    ------
    BookError
        If a DOI or an ORCID iD is not one.
    """
    sphinx = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))["sphinx"]["config"]
    names = ("author", "institution", "orcid", "doi", "base_url", "repository_url")
    days = tuple(str(day) for day in sphinx.get("drawdown_editions", ()))
    return Settings(**{name: str(sphinx[f"drawdown_{name}"]) for name in names}, editions=days)


def doi(text: str) -> str:
    """Return the DOI in an identifier or an address of one; empty where it holds none."""
    found = _DOI.search(text)
    return found[0] if found else ""


def is_orcid(text: str) -> bool:
    """Return whether a text is an ORCID iD; its last digit checks the others (ISO 7064, MOD 11-2)."""
    if not _ORCID.fullmatch(text):
        return False
    digits = text.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]
