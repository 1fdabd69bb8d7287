"""Finds the terms of a glossary in a text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

LETTER = r"\w\u064b-\u0652-"  # what a word goes on with: Arabic vowels, too, and a hyphen
WORD = re.compile(r"\w+")


class Entry(NamedTuple):
    """A name of an entry: its anchor, that of the entry's first name, the first sentence, and whether case counts."""

    name: str
    anchor: str
    first: str
    sentence: str
    exact: bool


class Finder:
    """Finds terms in a text: whole words, a term in any case and with a plural s, the longest first.

    Only terms whose first word the text has are looked for: most texts have none.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        names = sorted(entries, key=lambda entry: (-len(entry.name), entry.name))
        self.terms = [(re.compile(rf"(?<![{LETTER}]){_pattern(entry)}(?![{LETTER}])"), entry) for entry in names]
        self.places: dict[str, list[int]] = {}
        for place, entry in enumerate(names):
            for word in _begins(entry):
                self.places.setdefault(word, []).append(place)

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Entry]]:
        """Return each use of a term in a text, and its entry."""
        words = {"", *WORD.findall(text.casefold())} & self.places.keys()
        terms = [self.terms[place] for place in sorted({place for word in words for place in self.places[word]})]
        end = 0
        while found := [(match, entry) for pattern, entry in terms if (match := pattern.search(text, end))]:
            match, entry = min(found, key=lambda one: one[0].start())
            yield match, entry
            end = match.end()


@lru_cache(maxsize=8)
def finder(entries: tuple[Entry, ...]) -> Finder:
    """Return the finder of a glossary's entries, made once for all pages."""
    return Finder(entries)


def _begins(entry: Entry) -> set[str]:
    """Return the words of a text that a use of an entry may begin with; an empty one if that may be no word."""
    found = WORD.findall(entry.name.casefold())
    first = found[0] if found else ""
    return {first, f"{first}s"} if first else {""}


def _pattern(entry: Entry) -> str:
    words = r"\s+".join(re.escape(word) for word in re.sub("[’']", "'", entry.name).split())
    words = words.replace("'", "[’']")
    return words if entry.exact else f"(?i:{words}s?)"
