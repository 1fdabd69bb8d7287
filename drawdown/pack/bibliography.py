"""The bibliography a book cites, made from the registry of sources."""

import re
from collections.abc import Iterator
from itertools import count, product
from string import ascii_lowercase
from typing import TextIO

import pandas as pd
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from drawdown import language
from drawdown.language import _
from drawdown.pack.texts import gloss


def bibtex(registry: pd.DataFrame) -> str:
    """Return BibTeX for the sources, in the order of their keys.

    The publisher stands for an author where none is named. A title in another language is told in brackets in the
    active one, and a title the page does not show is a description, and stands in brackets too. The tier is a keyword,
    by which the book groups its references. Years that one author has several sources of are told apart by letters, in
    the order of tiers and titles: a citation names author and year.

    Parameters
    ----------
    registry
        Rows of ``sources.csv``, indexed by key.
    """
    years = _years(registry)
    entries = {str(key): _entry(row, years[str(key)]) for key, row in registry.sort_index().iterrows()}
    return text(BibliographyData(entries))


def name(row: pd.Series) -> str:
    """Return the name a source is cited under: its author, or else its publisher."""
    return str(row["author"] or row["publisher"])


def place(name: str) -> str:
    """Return where a name stands in a list: "The Hill" under H, capitals or not."""
    return re.sub(r"\A(the|a|an)\s+", "", name.casefold())


def note(row: pd.Series) -> str:
    """Return whose text a source carries, where it is another's, and its tier, in words, without the last full stop."""
    carried = _("Text of {publisher}.").format(publisher=row["original_publisher"]) if row["original_publisher"] else ""
    tier = _("Tier {tier}").format(tier=row["tier"])
    return f"{carried} {tier}".strip()


def text(entries: BibliographyData) -> str:
    """Return BibTeX for entries, their addresses as they are."""
    return _Writer().to_string(entries)


class _Writer(Writer):
    """Writes addresses as they are: escaped for LaTeX, as pybtex would, they lead nowhere."""

    def _write_field(self, stream: TextIO, type: str, value: str) -> None:
        if type in ("url", "doi"):
            stream.write(f",\n    {type} = {self.quote(value)}")
        else:
            super()._write_field(stream, type, value)


def _years(registry: pd.DataFrame) -> dict[str, str]:
    held: dict[tuple[str, str], list[str]] = {}
    for key, row in registry.sort_values(["tier", "title"]).iterrows():
        held.setdefault((name(row), str(row["published_on"].year)), []).append(str(key))
    return {
        key: year + letters
        for (_author, year), keys in held.items()
        for key, letters in zip(keys, _letters() if len(keys) > 1 else [""], strict=False)
    }


def _letters() -> Iterator[str]:
    """Return a to z, then aa and on."""
    return ("".join(letters) for size in count(1) for letters in product(ascii_lowercase, repeat=size))


def _entry(row: pd.Series, year: str) -> Entry:
    told = note(row)
    if _mixed(row):  # or the year would be drawn into it
        told = _isolated(told)
    fields = {
        "title": f"{{{_tex(title(row))}}}",
        "year": year,
        "howpublished": _tex(row["publisher"]) if row["author"] else "",  # else it stands as the author
        "note": _tex(told),
        "url": row["url"],
        "keywords": f"tier-{row['tier'].lower()}",
    }
    people = [Person(last=f"{{{_tex(name(row))}}}")]
    return Entry("misc", fields={name: text for name, text in fields.items() if text}, persons={"author": people})


def title(row: pd.Series) -> str:
    """Return the title of a source, and in brackets what it says in the active language; a description is bracketed."""
    told = gloss(row)
    own, bracketed = (row["title"], told) if row["title_shown"] == "yes" else ("", told or row["title"])
    parts = [part for part in (own, f"[{bracketed}]" if bracketed else "") if part]
    return " ".join(map(_isolated, parts) if _mixed(row) else parts)


def _mixed(row: pd.Series) -> bool:
    return "rtl" in map(language.direction, (row["language"], language.active()))


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_POP}"


def _tex(text: str) -> str:
    """Return text without what BibTeX reads as a command or a group; the writer escapes the rest."""
    return text.translate(_LITERAL)


ENDS = (".", "!", "?", "؟", "…")  # what a title may end in: no full stop follows
_ISOLATE, _POP = "\u2068", "\u2069"  # what stands between them has a direction of its own
_LITERAL = str.maketrans({"{": "(", "}": ")", "\\": "/"})
