"""What the chapters put on an Arabic page is Arabic: no English leaks in, and no number or date loses its direction."""

import contextlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import nbformat
import pandas as pd
import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from drawdown import paths, terms
from drawdown.book.plan import chapters
from drawdown.facts.records import MIME
from drawdown.page.figures import PLOTLY
from drawdown.pack import tables
from drawdown.pack.schema import SOURCES, Schema

PACKS = [paths.DATA, paths.ROOT / "packs" / "niger"]
LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
GULF = re.compile("(?<!\\w)(?:يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?!\\w)")
ESCAPES = re.compile(r"\\(?=[^a-z])")  # of Markdown
JOINTS = re.compile("(?:<br>|[\u2066-\u2069]| )+")  # where a line breaks or a direction changes
DIGITS = re.compile(r"\d")

# what may stand in Latin letters, and why; anything else is a leak
MARKUP = [
    r"```bibtex.*?```",  # code: an entry is read by programs, its title is Arabic all the same
    r"```\{\w+\}|```|::+\{[\w-]+\}|::+",  # directives
    r"^:(?:name|class):.*$",
    r"\{[\w:]+\}`[^`]*`",  # roles: citations and numbers
    r"\]\([^)]*\)",  # where a link leads
    r"</?\w+[^>]*>|&\w+;",
    r"https?://\S+",
    r"%\{\w+\}|\{rst-class\} sources",
]
KEPT = [
    r"(?<![A-Za-z])[ABCD](?![A-Za-z])",  # the tiers
    r"\[[a-z_]+\]",  # tags of notes, as the data write them
    *("CSV", "NB1", "NB2", "AIC", "BIC"),  # a file format; models and criteria of statistics
    *("UCDP GED", "GED", "HDX", "IBC", "JTIC", "IKHRW", "DMDC", "GTTAC", "JNS", "BNN", "iHeart", "KTAR", "CNSNews"),
    *("Statistico", r"Antiwar\.com", "Musings on Iraq", r"Linfo\.re", "The News God", "UNN", "i24", "troopdata"),
]  # names without a set Arabic form, see GLOSSARY.md


class Text(NamedTuple):
    """A text that a page shows: of which chapter, in which kind of place."""

    chapter: str
    place: str
    text: str


@cache
def texts(pack: Any) -> list[Text]:
    """Run every chapter in Arabic, in this process, and return what it shows."""
    return [Text(chapter, *shown) for chapter in chapters() for shown in _shown(chapter, pack)]


def _shown(chapter: str, pack: Any) -> Iterator[tuple[str, str]]:
    for data, metadata in _outputs(chapter, pack):
        if "text/markdown" in data:
            yield "text", data["text/markdown"]
        if PLOTLY in data:
            about = metadata["drawdown"]
            yield from ((name, about[name]) for name in ("title", "caption", "alt", "origin"))
            yield from (("svg", text) for name in ("svg", "narrow") for text in ET.fromstring(about[name]).itertext())
            yield from (("plot", text) for text in _strings(data[PLOTLY]))
        if MIME in data:
            for fact in data[MIME]["facts"]:
                yield from (("card", fact[name]) for name in ("definition", "text", "interval"))
            yield from (("row", row["text"]) for row in data[MIME]["rows"].values())


def _outputs(chapter: str, pack: Any) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    shell = InteractiveShell.instance()
    before, shell.display_pub = shell.display_pub, CapturingDisplayPublisher()
    names: dict[str, Any] = {}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, f"{chapter}: {cell.id}", "exec"), names)  # noqa: S102
                    if cell.id == "parameters":
                        names |= {"data": str(pack), "lang": "ar"}
        return [(held["data"], held["metadata"] or {}) for held in shell.display_pub.outputs]
    finally:
        shell.display_pub = before


TOLD = ("text", "name", "title", "hovertext", "hovertemplate", "customdata", "ticktext", "ticksuffix", "label", "x", "y")


def _strings(value: Any, told: bool = False) -> Iterator[str]:
    """Yield the strings of a Plotly figure that a reader sees."""
    match value:
        case dict():
            for name, part in value.items():
                yield from _strings(part, name in TOLD)
        case list():
            for part in value:
                yield from _strings(part, told)
        case str() if told and not re.fullmatch(r"[\d:T. -]+|%\{customdata\}(<extra></extra>)?", value):
            yield value


@cache
def allowed(pack: Any, sources: bool) -> re.Pattern[str]:
    """Return what may stand in Latin letters: marks of the text, ids, and, where they are named, sources' own names."""
    schema = Schema(pack)
    frames = {name: tables.read(schema, name) for name in schema.tables}
    ids = {str(name) for name, frame in frames.items() for name in frame[schema.tables[name].key]}
    registry = frames[SOURCES]
    named = {name for column in ("publisher", "author") for name in registry[column] if name and sources}
    own = [re.escape(name) for name in sorted(ids | named | {name.replace("'", "’") for name in named}, key=len)[::-1]]
    names = rf"(?<![A-Za-z])(?:{'|'.join([*own, *KEPT])})(?![A-Za-z])"
    return re.compile("|".join([*MARKUP, names]), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_english_leaks_into_a_chapter(pack):
    leaks: dict[tuple[str, str], set[str]] = {}
    for chapter, place, text in texts(pack):
        plain = JOINTS.sub(" ", ESCAPES.sub("", text))
        left = allowed(pack, sources="المصدر: " in plain or "المصادر: " in plain or "} sources" in plain).sub(" ", plain)
        if found := LATIN.findall(left):
            leaks.setdefault((chapter, place), set()).add(f"{' '.join(found)} | {plain[:160]}")
    assert not {where: sorted(found)[:12] for where, found in leaks.items()}
