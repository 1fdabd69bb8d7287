"""The files for crawlers and feed readers: ``sitemap.xml``, ``robots.txt`` and ``feed.xml``, the feed of editions.

Written here rather than by libraries: sphinx-sitemap dates pages by git, and feedgen by the clock, while a page of
this book is as old as its edition.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree as ET

from sphinx.application import Sphinx

from drawdown.language import _
from drawdown.web import differences, edition, editions
from drawdown.web.config import base, languages
from drawdown.web.config import folder as folder_of
from drawdown.web.edition import Edition
from drawdown.web.head import FEED
from drawdown.web.markup import SITES

NONE: Mapping[str, str] = MappingProxyType({})
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def setup(app: Sphinx) -> None:
    """Register the files."""
    app.connect("build-finished", _write)


def sitemap(addresses: Mapping[str, str], language: str, pages: Sequence[str], day: dt.date | None) -> str:
    """Return the sitemap of a site in one language, which names the twins of each page.

    Parameters
    ----------
    addresses
        The address of the site in each of its languages, with a slash at its end.
    language
        The language of these pages.
    pages
        Their addresses, from there.
    day
        The day of the edition.
    """
    root = ET.Element("urlset", {"xmlns": SITEMAPS} | ({"xmlns:xhtml": XHTML} if len(addresses) > 1 else {}))
    for page in pages:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = addresses[language] + page
        for code, address in addresses.items() if len(addresses) > 1 else ():
            ET.SubElement(url, "xhtml:link", rel="alternate", hreflang=code, href=address + page)
        if day is not None:
            ET.SubElement(url, "lastmod").text = day.isoformat()
    return _document(root)


def robots(addresses: Iterable[str]) -> str:
    """Return the rules for crawlers: all is open, and each of the addresses has a sitemap."""
    return "User-agent: *\nAllow: /\n" + "".join(f"Sitemap: {address}{SITEMAP}\n" for address in addresses)


def feed(
    title: str, author: str, address: str, editions: Sequence[tuple[Edition, str]], changes: Mapping[str, str] = NONE
) -> str:
    """Return the Atom feed of editions, newest first, each with the path of its first page.

    Links are relative: to ``address`` where the site has one, and else to the feed. ``changes`` are the paths of the
    pages that say what changed since the edition before, by the ISO day of an edition.
    """
    ordered = sorted(editions, key=lambda entry: entry[0].as_of, reverse=True)
    newest = ordered[0][0]
    root = ET.Element("feed", {"xmlns": ATOM, f"{_XML}lang": newest.language})
    if address:
        root.set(f"{_XML}base", address)
    _texts(root, title=_("Editions of {book}").format(book=title), id=_feed_id(newest), updated=_moment(newest))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=FEED)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=ordered[0][1])
    ET.SubElement(ET.SubElement(root, "author"), "name").text = author
    for held, path in ordered:
        entry = ET.SubElement(root, "entry")
        words = held.words()
        _texts(entry, title=f"{title}: {words['known']}", id=held.urn, updated=_moment(held))
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=path)
        if page := changes.get(held.as_of.isoformat()):
            ET.SubElement(entry, "link", rel="related", type="text/html", href=page, title=_("What changed"))
        ET.SubElement(entry, "summary").text = f"{words['updated']}. {words['data']}."
    return _document(root)


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text


def _feed_id(held: Edition) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{held.book}/{held.language}").urn


def _moment(held: Edition) -> str:
    return f"{held.as_of.isoformat()}T00:00:00Z"


def _document(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in SITES:
        return
    folder, address, held = Path(app.outdir), base(app.config), edition.of(app)
    addresses = {code: base(app.config, code) for code in languages(app.config)} if address else {}
    files = {}
    if folder_of(app.config, app.config.language) == "":
        files[ROBOTS] = robots(addresses.values())  # crawlers ask for it at the root of a host alone
    if address:
        pages = [app.builder.get_target_uri(page) for page in sorted(app.env.found_docs)]
        files[SITEMAP] = sitemap(addresses, app.config.language, pages, held.as_of if held else None)
    if held:
        first = app.builder.get_target_uri(app.config.root_doc)
        frozen = [(older, f"{place}{first}") for older, place in editions.kept(app) if older.urn != held.urn]
        changes = {
            str(new.as_of): app.builder.get_target_uri(differences.name(str(old.as_of), str(new.as_of)))
            for (new, _new), (old, _old) in pairwise(editions.kept(app))
        }
        files[FEED] = feed(app.config.html_title, app.config.author, address, [(held, first), *frozen], changes)
    for name in (ROBOTS, SITEMAP, FEED):
        (folder / name).unlink(missing_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
