"""The words of a language as the search compares them, where stemming alone would miss some: those of Arabic.

The stems are those of the Snowball stemmer in Pagefind, the same when the index is written and when it is asked. It
leaves the letters before a word without the article alone, or takes the first letter of the word itself for one of
them. So each word is first written in one spelling and with the article, both here and, with these very rules, in the
page of the search.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from snowballstemmer import stemmer

KEY = "|"  # stands before each form a word is found by; Pagefind takes it for the end of a part of the word

# Patterns are read by Python and by browsers: no named groups, no references. Letters are ء to ي once all are spelt.
_WORD = "[\u0610-\u061a\u0621-\u0669\u0670-\u06d3\u06d6-\u06ed\u06f0-\u06f9]+"
_LETTERS = (
    {ord(letter): "ا" for letter in "أإآٱ"}
    | {ord(letter): "ي" for letter in "ئىی"}
    | {ord("ؤ"): "و", ord("ک"): "ك"}
    | {zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
_SPELLING = [
    ("(?:ا\u064b|\u064bا)$", ""),  # the accusative
    ("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]", ""),
]
_ARTICLE = "^(?:(?:ال(?=..)|(?:[وف][بكل]?|[بكل])ال(?=...)|[وف]?لل(?=..))(?!ل[هة]$))+"
_ENDINGS = [
    ("ه$", "ة"),
    ("اتة$", "ات"),
    ("تة$", "ة"),
    ("(?<=ات)(?:ها|هم|هما|هن|نا|كم)$", ""),
    ("(?<=..)ت(?:ها|هم|هما|هن|نا|كم)$", "ة"),
    ("(?<=...)(?:ها|هم|هما)$", ""),
    ("(?<=...)ا$", ""),
]
# with the article the stemmer would take the end of these for an ending
_SHORT = "^(?:..ة|..ي?(?:[اوي]ن|ات))$"
_BEFORE = "^(?:[وفبكل]|س(?=[يتنا]))(?=...)"


@dataclass(frozen=True)
class Rules:
    """How the words of a language are compared."""

    name: str
    word: str
    letters: dict[int, str]
    spelling: list[tuple[str, str]]
    article: str
    ending: list[tuple[str, str]]
    before: str
    short: str
    definite: str

    @property
    def plain(self) -> dict[str, object]:
        """The rules for the page of the search."""
        return {**vars(self), "letters": {chr(letter): plain for letter, plain in self.letters.items()}}

    def found(self, text: str) -> list[str]:
        """Return the words of the text in this language's script, and its digits."""
        return re.findall(self.word, text)

    def words(self, text: str) -> list[str]:
        """Return these words in one spelling."""
        return [self.spelt(word) for word in self.found(text)]

    def spelt(self, word: str) -> str:
        """Return the word in the one spelling, without the marks above and below letters."""
        for pattern, instead in self.spelling:
            word = re.sub(pattern, instead, word)
        return word.translate(self.letters)

    def bare(self, word: str) -> str:
        """Return a spelt word without article and the endings the stemmer leaves."""
        word = re.sub(self.article, "", word)
        for pattern, instead in self.ending:
            word = re.sub(pattern, instead, word)
        return word

    def key(self, word: str) -> str:
        """Return the form by which a spelt word is found: with the article, if it is no number and not too short."""
        bare = self.bare(word)
        return bare if not bare or bare[0].isdigit() or re.match(self.short, bare) else self.definite + bare

    def stem(self, word: str) -> str:
        """Return the stem of a spelt word."""
        return _stem(self.name, self.key(word))

    def shed(self, word: str) -> Iterator[str]:
        """Return what a spelt word may be without the letters before it: one of them gone, then two, and so on."""
        while (shorter := re.sub(self.before, "", word)) != word:
            yield shorter
            word = shorter


@cache
def _stem(language: str, word: str) -> str:
    return str(stemmer(language).stemWord(word))


ARABIC = Rules("arabic", _WORD, _LETTERS, _SPELLING, _ARTICLE, _ENDINGS, _BEFORE, _SHORT, "ال")
RULES = {"ar": ARABIC}


@dataclass(frozen=True)
class Words:
    """The words of a site: what one of them is without the letters before it is known from the others."""

    rules: Rules
    stems: frozenset[str]
    definite: frozenset[str]

    @classmethod
    def of(cls, rules: Rules, texts: Iterable[str]) -> "Words":
        """Take the words of the texts."""
        words = {word for text in texts for word in rules.words(text)}
        stems = {word: rules.stem(word) for word in words}
        definite = frozenset(stem for word, stem in stems.items() if re.match(rules.article, word))
        return cls(rules, frozenset(stems.values()), definite)

    def key(self, word: str) -> str:
        """Return the form by which a spelt word is found, without letters before it where the site has such a word.

        A word that the site also has with the article begins with letters of its own.
        """
        rules = self.rules
        if not re.match(rules.article, word) and rules.stem(word) not in self.definite:
            word = next((shorter for shorter in rules.shed(word) if rules.stem(shorter) in self.stems), word)
        return rules.key(word)

    def keyed(self, text: str) -> str:
        """Return the text with the forms of each word behind it, which are found in its place."""
        return " ".join(map(self._keyed, text.split()))

    @cached_property
    def _keyed(self) -> Callable[[str], str]:
        return cache(lambda part: KEY.join([part, *map(self.key, filter(None, self.rules.words(part)))]))
