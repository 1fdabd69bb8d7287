"""What a chapter says in computed sentences: each number in them is a fact, and links to its card."""

import re
from collections.abc import Mapping
from typing import Any

KEY = "said"  # in an output's metadata: the name under which other pages can repeat it
_NAME = re.compile(r"\{(\w+)\}")


def bundle(template: str, chapter: str, written: Mapping[str, str]) -> dict[str, Any]:
    """Return the MIME bundle of a text: MyST for the book, where its facts are glued, and HTML for a notebook.

    Parameters
    ----------
    template
        The text, with ``{name}`` where a fact, or an end of its interval, stands.
    chapter
        The chapter's stem.
    written
        What each name shows a reader.

    Raises
    ------
    ValueError
        If the text names what the chapter does not state.
    """
    for name in _NAME.findall(template):
        if name not in written:
            raise ValueError(f"the text names {name!r}, which {chapter} does not state: {template}")
    plain = _NAME.sub(lambda match: written[match[1]], template)
    return {"text/markdown": glued(template, f"{chapter}.ipynb"), "text/html": f"<p>{plain}</p>", "text/plain": plain}


def glued(template: str, page: str) -> str:
    """Return the text in MyST, with a reference to what ``page`` glued in the place of each name."""
    return _NAME.sub(lambda match: f"{{glue:text}}`{page}::{match[1]}:s`", template)
