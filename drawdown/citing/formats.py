"""Items of CSL-JSON in the formats that reference managers read: BibTeX, RIS, CSL-JSON."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from drawdown.citing.work import Item
from drawdown.pack import bibliography

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
RIS_TYPES = {
    **{"report": "RPRT", "chapter": "CHAP", "dataset": "DATA", "article-newspaper": "NEWS"},
    **{"webpage": "ELEC", "post-weblog": "BLOG", "entry-encyclopedia": "ENCYC"},
}
_LITERAL = str.maketrans({"{": "(", "}": ")", "\\": "/"})  # what BibTeX reads as a group or a command


class Format(NamedTuple):
    """A format: what it is called, the ending and the media type of its files, and what writes it."""

    label: str
    ending: str
    mediatype: str
    write: Callable[[Iterable[Item]], str]


def bibtex(items: Iterable[Item]) -> str:
    """Return BibTeX, an entry an item, in their order."""
    from pybtex.database import BibliographyData, Entry, Person

    entries = {}
    for item in items:
        fields = {name: text.translate(_LITERAL) for name, text in _bibtex_fields(item).items() if text}
        fields["title"] = f"{{{fields['title']}}}"  # its capitals stay
        people = [Person(last=f"{{{name.translate(_LITERAL)}}}") for name in _authors(item)]
        entries[re.sub(r"[^\w-]", "_", item["id"])] = Entry(
            _bibtex_type(item), fields=fields, persons={"author": people}
        )
    return bibliography.text(BibliographyData(entries))


def ris(items: Iterable[Item]) -> str:
    """Return RIS, with the line ends its definition asks for."""
    return "".join(f"{tag}  - {text}\r\n" for item in items for tag, text in [*_ris_fields(item), ("ER", "")])


def csl_json(items: Iterable[Item]) -> str:
    """Return CSL-JSON."""
    return json.dumps(list(items), ensure_ascii=False, indent=1) + "\n"


FORMATS = {
    "bibtex": Format("BibTeX", ".bib", "application/x-bibtex", bibtex),
    "ris": Format("RIS", ".ris", "application/x-research-info-systems", ris),
    "csl-json": Format("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl_json),
}


def _bibtex_type(item: Item) -> str:
    if item["type"] == "report" and item.get("publisher"):  # which a @techreport must have
        return "techreport"
    return "incollection" if item["type"] == "chapter" else "misc"


def _bibtex_fields(item: Item) -> Mapping[str, str]:
    year, *rest = item["issued"]["date-parts"][0]
    container = "booktitle" if item["type"] == "chapter" else "howpublished"
    about = "About this date." if item["issued"].get("circa") else ""
    return {
        "title": item["title"],
        container: item.get("container-title", ""),
        "institution" if item["type"] == "report" else "publisher": item.get("publisher", ""),
        "edition": item.get("edition", ""),
        "year": str(year),
        "month": MONTHS[rest[0] - 1] if rest else "",
        "day": str(rest[1]) if len(rest) > 1 else "",
        "version": item.get("version", ""),
        "language": item.get("language", ""),
        "abstract": item.get("abstract", ""),
        "note": " ".join(filter(None, (item.get("note", ""), about))),
        "keywords": item.get("keyword", ""),
        "doi": item.get("DOI", ""),
        "url": item.get("URL", ""),
    }


def _ris_fields(item: Item) -> Iterator[tuple[str, str]]:
    year, *rest = item["issued"]["date-parts"][0]
    fields = [
        ("TY", RIS_TYPES.get(item["type"], "GEN")),
        ("ID", item["id"]),
        *(("AU", name) for name in _authors(item)),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PY", str(year)),
        ("DA", "/".join([f"{year}", *(f"{number:02}" for number in rest)])),
        ("PB", item.get("publisher", "")),
        ("ET", item.get("edition", "")),
        ("LA", item.get("language", "")),
        ("AB", item.get("abstract", "")),
        ("N1", item.get("note", "")),
        ("N1", "About this date." if item["issued"].get("circa") else ""),
        ("KW", item.get("keyword", "")),
        ("DO", item.get("DOI", "")),
        ("UR", item.get("URL", "")),
    ]
    return ((tag, " ".join(text.split())) for tag, text in fields if text)  # a field is a line


def _authors(item: Item) -> list[str]:
    return [str(person["literal"]) for person in item["author"]]
