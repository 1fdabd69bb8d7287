"""The pages of what differs between any two frozen editions, and the same for machines."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from drawdown import paths
from drawdown.book import archive
from drawdown.book.difference_text import SHOWN, reasons, verdict
from drawdown.book.differences import FIGURES, Differences, Frozen, Number, between
from drawdown.facts.records import anchor
from drawdown.language import _, date, ngettext
from drawdown.web import config, evidence
from drawdown.web.evidence_rows import address
from drawdown.web.templating import render

FOLDER = "differences"


def setup(app: Sphinx) -> None:
    """Register the pages and files."""
    app.connect("html-collect-pages", _pages)
    app.connect("build-finished", _write)


def pairs(app: Sphinx) -> list[tuple[Frozen, Frozen]]:
    """Return every two frozen editions in the book's language, the older one first."""
    if not paths.own(config.pack(app.config)):
        return []
    spoken = app.config.language
    found = [
        Frozen(archive.folder(held["edition"]), spoken) for held in archive.listed() if spoken in held["languages"]
    ]
    return list(combinations(found, 2))


def name(old: str, new: str) -> str:
    """Return the name of the page for two days."""
    return f"{FOLDER}/{old}-to-{new}"


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    for old, new in pairs(app):
        title = _("What changed from {old} to {new}").format(old=date(old.as_of), new=date(new.as_of))
        yield name(old.day, new.day), {"title": title, "body": Page(app, old, new).body(title)}, "page.html"


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        for old, new in pairs(app):
            path = Path(app.outdir) / f"{name(old.day, new.day)}.json"
            path.write_text(between(old, new).json(), encoding="utf-8")


class Page:
    """One page of differences."""

    def __init__(self, app: Sphinx, old: Frozen, new: Frozen) -> None:
        self.editions = old, new
        self.uri = app.builder.get_target_uri(name(old.day, new.day))
        self.own = config.folder(app.config, app.config.language) + self.uri
        self.file = f"{Path(self.uri).stem}.json"
        found = evidence.held(app)
        self.places = found.places if found else {}

    def body(self, title: str) -> str:
        """Return the markup."""
        found = between(*self.editions)
        return render(
            "differences.html",
            title=title,
            found=found,
            file=self.file,
            moved=ngettext("{n} number moved.", "{n} numbers moved.", len(found.numbers)),
            numbers=[self._number(number) for number in found.numbers],
            claims=[(claim, *map(verdict, (claim.old, claim.new))) for claim in found.claims],
            figures=self._figures(found),
        )

    def _number(self, number: Number) -> dict[str, Any]:
        place = f"chapters/{number.chapter}.html#{anchor(number.chapter, number.id)}"
        texts = zip(self.editions, (number.old, number.new), strict=True)
        return {
            "definition": number.definition,
            "values": [(text, self._to(edition, place)) for edition, text in texts],
            "why": list(self._why(number)),
        }

    def _why(self, number: Number) -> Iterator[tuple[str, list[tuple[str, str]], int]]:
        """Yield each reason in words, the first rows it rests on with their addresses, and how many more there are."""
        for words, rows in reasons(number).items():
            yield words, self._rows(rows), max(len(rows) - SHOWN, 0)

    def _rows(self, rows: Sequence[str]) -> list[tuple[str, str]]:
        return [(row, address(self.uri, self.places[row]) if row in self.places else "") for row in rows[:SHOWN]]

    def _figures(self, found: Differences) -> list[dict[str, Any]]:
        return [
            {
                "title": figure.title,
                "sides": [
                    self._to(edition, f"{FIGURES}/{path}") if path else ""
                    for edition, path in zip(self.editions, (figure.old, figure.new), strict=True)
                ],
            }
            for figure in found.figures
        ]

    def _to(self, edition: Frozen, place: str) -> str:
        path = edition.site.relative_to(paths.ROOT).as_posix()
        file, mark, spot = f"{path}/{place}".partition("#")
        return relative_uri(self.own, file) + mark + spot
