"""What the site says of its editions: the list of the frozen ones, and on a page of one of them that it is frozen."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from drawdown import paths
from drawdown.book import archive
from drawdown.errors import DataError
from drawdown.language import _, date
from drawdown.pack.schema import Schema
from drawdown.web import config, differences, missing
from drawdown.web.edition import Edition
from drawdown.web.templating import render

PAGE = "editions"


def setup(app: Sphinx) -> None:
    """Register the page, and what every page says."""
    app.connect("html-collect-pages", _pages)
    app.connect("html-page-context", _context, priority=700)  # when links of the page for a 404 are absolute


def frozen(app: Sphinx) -> str:
    """Return the ISO day as of which the book being made is frozen; empty for the latest edition."""
    try:
        return Schema(config.pack(app.config)).edition
    except DataError:
        return ""


def kept(app: Sphinx) -> list[tuple[Edition, str]]:
    """Return the frozen editions in the book's language, newest first, each with the way there from its first page."""
    if not paths.own(config.pack(app.config)):
        return []
    spoken = app.config.language
    own = config.folder(app.config, spoken)
    found = []
    for held in archive.listed():
        if spoken in held["languages"]:
            inner = "" if spoken == held["languages"][0] else f"{spoken}/"
            place = f"{paths.EDITIONS.name}/{held['edition']}/{inner}"
            found.append((Edition.frozen(held, spoken), relative_uri(own, place)))
    return found[::-1]


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if listed := kept(app):
        first = app.builder.get_target_uri(app.config.root_doc)
        entries = [(held.words(), f"{place}{first}") for held, place in listed]
        changed = [
            (
                _("From {old} to {new}").format(old=date(old.as_of), new=date(new.as_of)),
                differences.name(old.day, new.day),
            )
            for old, new in differences.pairs(app)
        ]
        yield (
            PAGE,
            {
                "title": _("Editions"),
                "body": render(
                    "editions.html",
                    editions=entries,
                    changed=[(words, app.builder.get_target_uri(name)) for words, name in changed],
                ),
            },
            "page.html",
        )


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    day = frozen(app)
    held = kept(app)
    context["editions"] = PAGE if not day and held else ""
    context["gone"] = list(_gone(app, held, context["content_root"], page == missing.PAGE))
    if day:
        latest = config.folder(app.config, app.config.language) + app.builder.get_target_uri(page)
        context["frozen"] = {
            "said": _("This is a frozen edition: what was known on {day}. It does not change.").format(
                day=date(dt.date.fromisoformat(day))
            ),
            "latest": _("The latest edition of this page"),
            "href": f"{relative_uri(f'{paths.EDITIONS.name}/{day}/{latest}', latest)}?from={day}",
        }


def _gone(app: Sphinx, held: list[tuple[Edition, str]], root: str, whole: bool) -> Iterator[dict[str, Any]]:
    """Yield, for each frozen edition, what a page says to those whom it led to what the latest edition has no more.

    That is a place on the page, or the whole page. The page's script shows it, see ``book.js``; ``href`` is the first
    page's folder in that edition.
    """
    said = (
        _("The edition of {day} has this page, and the latest edition no longer does.")
        if whole
        else _("The edition of {day} has something at this place, and the latest edition of the page no longer does.")
    )
    moved = {old.day: differences.name(old.day, new.day) for old, new in differences.pairs(app)}  # to the newest
    for edition, place in held:
        changed = moved.get(str(edition.as_of))
        yield {
            "day": str(edition.as_of),
            "whole": whole,
            "said": said.format(day=date(edition.as_of)),
            "there": _("See it in that edition"),
            "href": f"{root}{place}",
            "why": _("What changed since"),
            "changed": changed and f"{root}{app.builder.get_target_uri(changed)}",
        }
