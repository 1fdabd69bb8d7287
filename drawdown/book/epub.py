"""The book as EPUB 3. The same pages give the same bytes."""

import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath

from playwright.sync_api import Browser

from drawdown.book import kept, paper
from drawdown.book.browser import Chromium, Tab
from drawdown.book.imprint import Imprint, title_page
from drawdown.book.paper import Sheet
from drawdown.language import _

STYLE = Path(__file__).parent / "epub.css"
COVER = "cover.png"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
KINDS = {".xhtml": "application/xhtml+xml", ".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
FEATURES = ("alternativeText", "readingOrder", "structuralNavigation", "tableOfContents")
_NO_ID = re.compile(r"[^\w.-]")


def book(held: Sequence[Sheet], imprint: Imprint, cover: bytes) -> bytes:
    """Return the whole book; ``cover`` is a PNG."""
    found = paper.places(held, lambda sheet, name: f"{sheet.key}.xhtml" + (f"#{name}" if name else ""))
    files: dict[str, bytes] = {COVER: cover, "book.css": STYLE.read_bytes()}
    files["cover.xhtml"] = _page(imprint.title, _cover(imprint), imprint)
    files["title.xhtml"] = _page(imprint.title, title_page(imprint), imprint)
    files["nav.xhtml"] = _page(_("Contents"), _navigation(held), imprint)
    for sheet in held:
        article = paper.linked(sheet, found, imprint.address).article
        files[f"{sheet.key}.xhtml"] = _page(sheet.title, article.decode(formatter="minimal"), imprint)
        files |= {f"{paper.DRAWINGS}/{name}": text.encode() for name, text in sheet.drawings.items()}
    return _zipped(files | {"package.opf": _package(files, held, imprint).encode()})


def cover(browser: Browser | Chromium, imprint: Imprint, style: str, keep: kept.Keep = kept.not_at_all) -> bytes:
    """Return the picture of the title page, as PNG; ``style`` is that of the printed book."""
    markup = (
        f'<!doctype html><html lang="{imprint.language}" dir="{imprint.direction}"><head><meta charset="utf-8">'
        f"<style>{style} body {{ padding: 0 60px; border-block-start: 40px solid #005b8f; }}"
        f" a {{ display: none }}</style></head><body class='paper'>{title_page(imprint)}</body></html>"
    )
    return keep(["cover", markup], lambda: _shot(browser, markup))


def _shot(browser: Browser | Chromium, markup: str) -> bytes:
    with Tab(
        browser,
        offline=True,
        java_script_enabled=False,
        color_scheme="light",
        viewport={"width": 600, "height": 800},
        device_scale_factor=2,
    ) as tab:
        tab.page.set_content(markup)
        return tab.page.screenshot()


def _page(title: str, body: str, imprint: Imprint) -> bytes:
    language = f'lang="{imprint.language}" xml:lang="{imprint.language}" dir="{imprint.direction}"'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {language}>'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" href="book.css"/></head>'
        f"<body>{body}</body></html>\n"
    ).encode()


def _cover(imprint: Imprint) -> str:
    words = escape(f"{imprint.title}. {imprint.question} {imprint.known}.")
    return f'<section epub:type="cover"><img class="cover" src="{COVER}" alt="{words}"/></section>'


def _navigation(held: Sequence[Sheet]) -> str:
    parts: dict[str, list[str]] = {}
    for sheet in held:
        if not sheet.above:
            parts.setdefault(sheet.part, []).append(_entry(sheet, held))
    listed = "".join(
        f"<li><span>{escape(part)}</span><ol>{''.join(entries)}</ol></li>" if part else "".join(entries)
        for part, entries in parts.items()
    )
    title = escape(_("Contents"))
    return f'<nav epub:type="toc" role="doc-toc"><h1>{title}</h1><ol>{listed}</ol></nav>'


def _entry(sheet: Sheet, held: Sequence[Sheet]) -> str:
    file = f"{sheet.key}.xhtml"
    below = "".join(f'<li><a href="{file}#{place}">{escape(text)}</a></li>' for place, text in sheet.headings)
    below += "".join(_entry(other, held) for other in held if other.above == sheet.name)
    return f'<li><a href="{file}">{escape(sheet.title)}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


def _package(files: Mapping[str, bytes], held: Sequence[Sheet], imprint: Imprint) -> str:
    metadata = _metadata(_identifier(files), imprint)
    spine = ["cover", "title", "nav", *(sheet.key for sheet in held)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{imprint.language}" dir="{imprint.direction}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}\n</metadata>\n'
        "<manifest>\n" + "\n".join(map(_item, sorted(files))) + "\n</manifest>\n"
        f'<spine page-progression-direction="{imprint.direction}">\n'
        + "\n".join(f'<itemref idref="{_id(f"{name}.xhtml")}"/>' for name in spine)
        + "\n</spine>\n</package>\n"
    )


def _metadata(identifier: str, imprint: Imprint) -> str:
    core = {
        "title": imprint.title,
        "creator": imprint.author,
        "language": imprint.language,
        "date": imprint.day.isoformat(),
        "description": f"{imprint.question} {imprint.known}.",
        "rights": f"{imprint.rights} {imprint.licence_url}".strip(),
        "source": imprint.address,
    }
    lines = [f'<dc:identifier id="id">{identifier}</dc:identifier>']
    lines += [f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in core.items() if text]
    # of the edition, not of the clock
    lines += [f'<meta property="dcterms:modified">{imprint.day.isoformat()}T00:00:00Z</meta>']
    lines += [f'<meta property="{name}">{escape(text)}</meta>' for name, text in _access()]
    return "\n".join(lines)


def _access() -> Iterator[tuple[str, str]]:
    yield from (("schema:accessMode", mode) for mode in ("textual", "visual"))
    yield from (("schema:accessModeSufficient", modes) for modes in ("textual,visual", "textual"))
    yield from (("schema:accessibilityFeature", feature) for feature in FEATURES)
    yield "schema:accessibilityHazard", "none"
    summary = _("Every figure has a text that states what it shows. Headings, tables and contents can be navigated.")
    yield "schema:accessibilitySummary", summary


def _identifier(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files.keys() - {COVER}):  # its bytes depend on the fonts of the machine
        digest.update(name.encode() + b"\0" + files[name])
    return uuid.uuid5(uuid.NAMESPACE_OID, digest.hexdigest()).urn


def _item(name: str) -> str:
    roles = {COVER: ' properties="cover-image"', "nav.xhtml": ' properties="nav"'}
    kind = KINDS[PurePosixPath(name).suffix]
    return f'<item id="{_id(name)}" href="{name}" media-type="{kind}"{roles.get(name, "")}/>'


def _id(name: str) -> str:
    return "item-" + _NO_ID.sub("-", name)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", EPOCH), "application/epub+zip")  # first, and not compressed
        for name, content in [("META-INF/container.xml", CONTAINER.encode()), *sorted(files.items())]:
            path = name if name.startswith("META-INF") else f"book/{name}"
            info = zipfile.ZipInfo(path, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
