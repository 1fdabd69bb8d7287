"""Text of the data pack as document nodes: it is escaped by the writer, and links only lead to the web."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util.osutil import relative_uri

from drawdown.pack.plain import is_web


def worded(text: str, classes: Sequence[str] = (), code: str = "") -> nodes.inline:
    """Return text with its classes; ``code`` is its language, so that it is read aloud and aligned rightly."""
    spoken = [f"language-{code}"] if code else []  # docutils turns this class into a lang attribute
    return nodes.inline("", text, classes=[*classes, *spoken])


def spoken(made: list[nodes.Node]) -> list[nodes.Node]:
    """Return nodes marked as being in the book's language already, so that no translation of them is looked for."""
    for text in (text for node in made for text in node.findall(nodes.TextElement)):
        text["translatable"] = False
    return made


def web_link(text: str, url: str, classes: Sequence[str] = (), code: str = "") -> nodes.TextElement:
    """Return a link with the text, or the text alone where the address is not one of the web."""
    return linked(worded(text, classes, code), url)


def linked(content: nodes.TextElement, url: str) -> nodes.TextElement:
    """Return a link with the content, or the content alone where the address is not one of the web."""
    return nodes.reference("", "", content, refuri=url, internal=False) if is_web(url) else content


def code(name: str) -> nodes.literal:
    """Return a name of the data or the code that a line may break after its underscores, points and other signs."""
    parts = [nodes.Text(part) for part in re.split("(?<=[_+.|:(])", name) if part]
    broken = [node for part in parts for node in (nodes.raw("", "<wbr>", format="html"), part)]
    return nodes.literal("", "", *broken[1:])


def relative(page: str, target: str) -> str:
    """Return the address of a place of the site, from its root, as a page at ``page`` links to it."""
    file, mark, anchor = target.partition("#")
    return relative_uri(page, file) + mark + anchor


def shown(url: str) -> str:
    """Return an address as a reader sees it, without a path in which numbers stand for letters: they tell nothing."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/…" if "%" in url else url
