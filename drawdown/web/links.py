"""Text of the data pack as document nodes: it is escaped by the writer, and links only lead to the web."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util.osutil import relative_uri


def worded(text: str, classes: Sequence[str] = (), code: str = "") -> nodes.inline:
    """Return text with its classes; ``code`` is its language, so that it is read aloud and aligned rightly."""
    spoken = [f"language-{code}"] if code else []  # docutils turns this class into a lang attribute
    return nodes.inline("", text, classes=[*classes, *spoken])


def web_link(text: str, url: str, classes: Sequence[str] = (), code: str = "") -> nodes.TextElement:
    """Return a link with the text, or the text alone where the address is not one of the web."""
    if not is_web(url):
        return worded(text, classes, code)
    return nodes.reference("", "", worded(text, classes, code), refuri=url, internal=False)


def relative(page: str, target: str) -> str:
    """Return the address of a place of the site, from its root, as a page at ``page`` links to it."""
    file, mark, anchor = target.partition("#")
    return relative_uri(page, file) + mark + anchor


def is_web(url: str) -> bool:
    """Return whether an address is a whole http or https one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
