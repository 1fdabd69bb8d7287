"""What the chapters put on an Arabic page is Arabic: no English leaks in, and no number or date loses its direction."""

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import nbformat
import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.facts.records import MIME
from drawdown.pack import tables
from drawdown.pack.schema import SOURCES, Schema, worded
from drawdown.page.figures import PLOTLY
from drawdown.web.actors import _line, actors, called
from drawdown.web.evidence_rows import Evidence
from drawdown.web.figure_headings import foreign, headings
from drawdown.web.registry import _remarks

PACKS = [pytest.param(paths.DATA, marks=pytest.mark.slow, id="data"), paths.ROOT / "packs" / "niger"]
LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
GULF = re.compile("(?<!\\w)(?:يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?!\\w)")
ESCAPES = re.compile(r"\\(?=[^a-z])")  # of Markdown
JOINTS = re.compile("(?:<br>|[\u2066-\u2069]| )+")  # where a line breaks or a direction changes
SIGN = re.compile(r"(?:^|[\s(\[:،؛«|/])[−+-](?=\d)")  # before a number, and not held to it by a left-to-right mark
LINE = re.compile("[^\u0600-\u06ff]*(?:\u2067.*\u2069)?[^\u0600-\u06ff]*")  # Arabic only between isolates
LATIN_MARK = re.compile("[\u0600-\u06ff][,;?]|[,;] ?[\u0600-\u06ff]")

# what may stand in Latin letters, and why; anything else is a leak
MARKUP = [
    r":+\{rst-class\} sources",
    r"```bibtex.*?```",  # code: an entry is read by programs, its title is Arabic all the same
    r"```\{[\w-]+\}|```|::+\{[\w-]+\}|::+",  # directives
    r"^:(?:name|class):.*$",
    r"\{[\w:]+\}`[^`]*`",  # roles: citations and numbers
    r"\]\([^)]*\)",  # where a link leads
    r"</?\w+[^>]*>|&\w+;",
    r"https?://\S+",
    r"%\{\w+\}",
]
KEPT = [
    r"(?<![A-Za-z])[ABCD](?![A-Za-z])",  # the tiers
    r"\[[a-z_]+\]",  # tags of notes, as the data write them
    *("CSV", "NB1", "NB2", "AIC", "BIC"),  # a file format; models and criteria of statistics
    *("UCDP GED", "GED", "HDX", "IBC", "JTIC", "IKHRW", "DMDC", "GTTAC", "JNS", "BNN", "iHeart", "KTAR", "CNSNews"),
    r"R\d{5}",  # the number of a report
    *("Statistico", r"Antiwar\.com", "Musings on Iraq", r"Linfo\.re", "The News God", "UNN", "i24", "troopdata"),
    *(
        "ACCORD",
        "CTC",
        "SOFX",
        "ISWNews",
        "NPR",
        "CNAS",
        "NNN",
        "OAN",
        "NextBigFuture",
        r"Military\.com",
        r"ocala\.com",
    ),
    *("target_level", r"[A-Z]\d+-(?:IQ|SY)"),  # a column; the split of a count
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
            layout = dict(data[PLOTLY]["layout"])
            steps = layout.pop("meta", {})  # told by the page beside the drawing
            yield from (("plot", text) for text in _strings({**data[PLOTLY], "layout": layout}))
            yield from (("page", text) for text in _strings(steps))
            called = headings(Schema(pack).tables)
            yield from (("heading", called(name)) for name in _columns(about["csv"]))
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


def _columns(text: str) -> list[str]:
    """Return the columns of a figure's data that the page shows."""
    names = text.partition("\n")[0].split(",")
    return [name for name in names if not foreign(name, names)]


TOLD = ("text", "name", "title", "notes", "hovertext", "hovertemplate", "customdata", "ticktext", "ticksuffix", "label")
NAMING = ("المصدر: ", "المصادر: ", "أحدث إفادة: ", "} sources")  # what the names of publishers stand behind


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
    ids |= {str(name) for frame in frames.values() if "incident_id" in frame for name in frame["incident_id"]} - {""}
    registry = frames[SOURCES]
    named = {name for column in ("publisher", "author") for name in registry[column] if name and sources}
    own = [re.escape(name) for name in sorted(ids | named | {name.replace("'", "’") for name in named}, key=len)[::-1]]
    names = rf"(?<![A-Za-z])(?:{'|'.join([*own, *KEPT])})(?![A-Za-z])"
    return re.compile("|".join([*MARKUP, names]), re.DOTALL | re.MULTILINE)


def plain(shown: Text) -> str:
    """Return a text as it is read, each run of spaces, broken lines and changes of direction one space."""
    text = unescape(shown.text) if shown.place == "plot" else shown.text
    return JOINTS.sub(" ", ESCAPES.sub("", text))


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_no_english_leaks_into_a_chapter(pack):
    leaks = []
    for shown in texts(pack):
        read = plain(shown)
        if found := LATIN.findall(allowed(pack, any(mark in read for mark in NAMING)).sub(" ", read)):
            leaks.append((shown.chapter, shown.place, found, read[:200]))
    assert not leaks


@pytest.mark.parametrize("pack", [paths.DATA, paths.ROOT / "packs" / "niger"], ids=lambda pack: pack.name)
def test_no_english_leaks_into_the_pages_of_the_evidence(pack):
    """Rows, columns, actors and the register; what is marked as another language (notes of the editor) is left out."""
    found = Evidence(pack)
    found.schema.speak("ar")
    shown = [_remarks(row) for row in found.sources.values()]
    for table in found.schema.tables.values():
        fields = table.descriptor["schema"]["fields"]
        shown += [table.title, *(worded(field, "title") for field in fields)]
        for described in (table.descriptor, *fields):
            assert re.search("[\u0621-\u064a]", worded(described, "description")), (table.name, described["name"])
    for table in found.tables:
        for row in (row for page in found.pages(table) for row in page):
            shown += [row.when, row.where, *(cell.text for cell in row.cells if cell.code == "ar")]
            shown += [row.says] if row.code == "ar" else []
    shown += [
        f"{called(name, parts)}: {_line(part, found.schema)}" for name, parts in actors(found).items() for part in parts
    ]
    leaks = {text for text in shown if LATIN.findall(allowed(pack, sources=False).sub(" ", text))}
    assert not leaks


@pytest.mark.parametrize("leak", ["Iraq", "al-Tanf Garrison", "two of them", "Arabian Business"])
def test_english_would_be_found(leak):
    assert LATIN.findall(allowed(paths.DATA, sources=False).sub(" ", f"أكثر الهجمات في {leak}، 31"))


@pytest.mark.slow
def test_numbers_and_months_are_those_of_the_region():
    """Western digits, and the months that are told in Iraq, whose press the pack follows."""
    found = [shown for shown in texts(paths.DATA) if EASTERN.search(shown.text) or GULF.search(plain(shown))]
    assert not found
    said = " ".join(plain(shown) for shown in texts(paths.DATA))
    assert all(month in said for month in ("آب", "أيلول", "تشرين الأول", "كانون الثاني"))


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_sign_stays_before_its_number(pack):
    """A minus or plus in text from the right needs a mark before it, or it is drawn behind its number."""
    assert not [shown for shown in texts(pack) if shown.place != "svg" and SIGN.search(ESCAPES.sub("", shown.text))]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_lines_of_figures_keep_the_order_of_their_words(pack):
    """A drawing runs from the left: each line with Arabic in it is an isolate from the right, numbers and all."""
    drawn = [shown for shown in texts(pack) if shown.place in ("svg", "plot")]
    assert any("\u2067" in shown.text for shown in drawn)
    assert not [shown for shown in drawn if not all(map(LINE.fullmatch, shown.text.split("<br>")))]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_lists_and_questions_have_arabic_marks(pack):
    for shown in texts(pack):
        read = re.sub("|".join(MARKUP), " ", plain(shown), flags=re.DOTALL | re.MULTILINE)
        assert not LATIN_MARK.search(read), (shown.chapter, shown.place, read[:300])
