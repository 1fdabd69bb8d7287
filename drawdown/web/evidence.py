"""The pages of evidence: a place in the site for every row of the pack, and the pack's files to download."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from jinja2 import Environment, PackageLoader
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains.std import StandardDomain
from sphinx.util.osutil import relative_uri

from drawdown import language
from drawdown.citing import places
from drawdown.citing.work import Kind
from drawdown.language import _, ngettext, separator
from drawdown.pack.plain import is_web
from drawdown.pack.schema import DESCRIPTOR, Table
from drawdown.pack.texts import gloss
from drawdown.web import config
from drawdown.web.evidence_rows import FOLDER, Evidence, Row, address, evidence, label, page
from drawdown.web.figure_table import written
from drawdown.web.links import relative
from drawdown.web.markup import SITES
from drawdown.web.policy import OUTWARD
from drawdown.web.registry import TIERS

DATA = "data"  # the folder of the pack's files in the site
PARTS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*|[^A-Za-z0-9]+")  # words that may be the id of a row, and the rest

Page = tuple[str, dict[str, Any], str]


def setup(app: Sphinx) -> None:
    """Register the pages and the files."""
    app.connect("html-collect-pages", _collect)
    app.connect("build-finished", _copy)


def held(app: Sphinx) -> Evidence | None:
    """Return the evidence of the book's pack; None where the pack cannot be read or the builder makes no site."""
    folder = config.pack(app.config)
    if app.builder.name not in SITES or not (folder / DESCRIPTOR).is_file():
        return None
    return evidence(folder)


def _collect(app: Sphinx) -> Iterator[Page]:
    found = held(app)
    if found is None:
        return
    write = Writer(app, found)
    yield FOLDER, {"title": _("Evidence"), "body": write.index()}, "page.html"
    for table in found.tables:
        yield from write.table(table)


class Writer:
    """Writes the pages: the index of the tables, and the rows of each."""

    def __init__(self, app: Sphinx, found: Evidence) -> None:
        self.builder = cast(StandaloneHTMLBuilder, app.builder)
        self.labels = cast(StandardDomain, app.env.get_domain("std")).anonlabels
        self.found = found
        loader = PackageLoader("drawdown.web")
        self.templates = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self.links: dict[tuple[str, str], str] = {}  # those of a page come again and again
        words = {"_": _, "ngettext": ngettext, "number": language.number, "separator": language.separator}
        self.templates.globals.update(words, active=language.active, direction_of=language.direction, outward=OUTWARD)

    def index(self) -> str:
        """Return the page that lists the tables."""
        listed = [
            {
                "title": label(table),
                "href": self._from(FOLDER, page(table, 0)),
                "rows": ngettext("{n} row", "{n} rows", len(self.found.frame(table))),
                "file": relative_uri(self.builder.get_target_uri(FOLDER), f"{DATA}/{table.path}"),
                "name": table.path,
            }
            for table in self.found.tables
        ]
        schema = relative_uri(self.builder.get_target_uri(FOLDER), f"{DATA}/{DESCRIPTOR}")
        return self._written("evidence_index", tables=listed, schema=schema, descriptor=DESCRIPTOR)

    def table(self, table: Table) -> Iterator[Page]:
        """Return the pages of a table's rows."""
        pages = self.found.pages(table)
        names = [page(table, number) for number in range(len(pages))]
        titles = [self._title(table, number, len(pages)) for number in range(len(pages))]
        for number, rows in enumerate(pages):
            name = names[number]
            links = {
                step: {"link": self._from(name, names[to]), "title": titles[to]}
                for step, to in {"prev": number - 1, "next": number + 1}.items()
                if 0 <= to < len(pages)
            }
            body = self._rows(table, rows, name, titles[number], [(self._from(name, other), other) for other in names])
            parent = {"link": self._from(name, FOLDER), "title": _("Evidence")}
            yield name, {"title": titles[number], "body": body, "parents": [parent], **links}, "page.html"

    def _title(self, table: Table, number: int, count: int) -> str:
        if count == 1:
            return label(table)
        return _("{title}, page {page} of {pages}").format(
            title=label(table), page=language.number(number + 1), pages=language.number(count)
        )

    def _rows(self, table: Table, rows: list[Row], name: str, title: str, pages: list[tuple[str, str]]) -> str:
        return self._written(
            "evidence_table",
            title=title,
            rows=[self._row(row, table, name) for row in rows],
            pages=pages,
            here=name,
            index=self._from(name, FOLDER),
            file=relative_uri(self.builder.get_target_uri(name), f"{DATA}/{table.path}"),
            name=table.path,
            codebook=self._label(name, f"codebook-{table.name}"),
            cite=relative(self.builder.get_target_uri(name), places.address(Kind.TABLE, table.name)),
        )

    def _row(self, row: Row, table: Table, name: str) -> dict[str, Any]:
        cells = [
            {
                "label": cell.label,
                "href": self._label(name, f"codebook-{table.name}-{cell.column}"),
                "parts": self._parts(name, cell.whole or cell.text, whole=bool(cell.whole), own=row.id),
                "code": cell.code,
            }
            for cell in row.cells
        ]
        sources = [self._source(name, key) for key in row.sources if key in self.found.sources]
        return {"row": row, "cells": cells, "sources": sources}

    def _parts(self, name: str, text: str, *, whole: bool, own: str) -> list[tuple[str, str]]:
        """Return a text in parts, each with what it links to: rows and sources that it names."""
        keys = text.split()
        if not whole and keys and all(key in self.found.sources for key in keys):
            cited = [(written(self.found.sources[key]), self._label(name, key)) for key in keys]
            return [part for one in cited for part in ((separator(";"), ""), one)][1:]
        if whole and (title := self.found.named.get(text)):
            return [(title, self._named(name, text, whole))]
        words = [text] if whole else PARTS.findall(text)
        return [(word, self._named(name, word, whole) if word != own else "") for word in words]

    def _named(self, name: str, word: str, whole: bool) -> str:
        place = self.found.places.get(word)
        if place and (whole or any(letter.isdigit() for letter in word)):
            return address(self.builder.get_target_uri(name), place)
        return self._label(name, word) if word in self.found.sources else ""

    def _source(self, name: str, key: str) -> Mapping[str, str]:
        row = self.found.sources[key]
        seen = row.get("title_shown") != "no"
        return {
            "tier": row["tier"],
            "badge": _("Tier {tier}").format(tier=row["tier"]),
            "meaning": _(TIERS[row["tier"]]),
            "title": row["title"] if seen else _("The page"),
            "code": row["language"] if seen else language.active(),
            "gloss": gloss(row) if seen else "",
            "publisher": row["publisher"],
            "href": self._label(name, key),
            "url": row["url"] if is_web(row["url"]) else "",
        }

    def _label(self, name: str, target: str) -> str:
        """Return the address of a labelled place of the book; empty where the book has none."""
        if (name, target) not in self.links:
            document, place = self.labels.get(nodes.fully_normalize_name(target), ("", ""))
            self.links[name, target] = f"{self._from(name, document)}#{place}" if document else ""
        return self.links[name, target]

    def _from(self, name: str, other: str) -> str:
        return self.builder.get_relative_uri(name, other) or "#"

    def _written(self, template: str, **context: Any) -> str:
        return self.templates.get_template(f"{template}.html").render(context)


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Copy the files of the pack into the site."""
    if exception is not None or (found := held(app)) is None:
        return
    folder = Path(app.outdir) / DATA
    folder.mkdir(exist_ok=True)
    source = found.schema.folder
    for name in (DESCRIPTOR, *(table.path for table in found.schema.tables.values())):
        if (source / name).is_file():  # a pack may lack a table
            shutil.copyfile(source / name, folder / name)
