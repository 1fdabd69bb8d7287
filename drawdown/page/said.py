"""What a chapter says in computed sentences: each number in them is a fact, and links to its card."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from drawdown.language import _

KEY = "said"  # in an output's metadata: the name under which other pages can repeat it
_NAME = re.compile(r"\{(\w+)\}")
_ASIDE = re.compile(r"\s*\([^(){}]*\{(\w+)_low\}[^(){}]*\{\1_high\}[^(){}]*\)")


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
    shown = {"text/html": f"<p>{escape(plain)}</p>", "text/plain": plain}
    return {"text/markdown": glued(template, f"{chapter}.ipynb"), **shown}


def settled(template: str, written: Mapping[str, str]) -> str:
    """Return the text without the ranges that say nothing: those whose ends are written as one.

    In brackets behind its value such a range goes with all that is said of it; elsewhere one of its ends stays.
    """

    def aside(match: re.Match[str]) -> str:
        name = match[1]
        same = written.get(name) == written.get(f"{name}_low") == written.get(f"{name}_high")
        return "" if same and f"{{{name}}}" in template else match[0]

    text = _ASIDE.sub(aside, template)
    for low in _NAME.findall(text):
        high = f"{low.removesuffix('_low')}_high"
        if low.endswith("_low") and written.get(low) == written.get(high):
            ends = _("{low} to {high}").format(low=f"{{{low}}}", high=f"{{{high}}}")
            text = text.replace(ends, f"{{{low}}}")
    return text


def glued(template: str, page: str) -> str:
    """Return the text in MyST, with a reference to what ``page`` glued in the place of each name."""
    return _NAME.sub(lambda match: f"{{glue:text}}`{page}::{match[1]}:s`", template)
