"""A page and its twin show the same numbers: fact by fact, cell by cell, in captions, cards and files."""

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from babel import Locale
from bs4 import BeautifulSoup, Tag

from drawdown import language, paths
from drawdown.pack import tables
from drawdown.pack.schema import Schema
from tests.browser import PAGES

TWIN = "ar"
BIDI = re.compile("[\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e]")
ORDINAL = re.compile(r"(?<!\w)\d+(?:st|nd|rd|th)\b")  # a word in the other language
GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
THOUSANDS = re.compile(r"(?<![\d.,])(\d+) (?:ألف|ألفاً|آلاف)(?!\w)")
NUMBER = re.compile(r"month\d+|[−+±]?\d+(?:\.\d+)?%?")
BELOW = re.compile(r"(?<![\d.,−+±])[0-9](?![\d.,]*\d|%)")  # ten
FORMS = {"0", "1", "2"}
FACT, CARD = "a.fact", "ul.facts details.fact-card"
MORE = "{n} more", "{n} more"  # what follows the names of some sources: one and two are words in Arabic
SENTENCES = "figure figcaption, article caption, figure [role=img][aria-label], figure img[alt]"
FILES = "figures"

Place = tuple[str, str]  # the section, and the fact
Numbers = dict[Place, list[list[str]]]


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


@cache
def months() -> dict[str, int]:
    """The number of each month by its names."""
    found = {}
    for region in Schema(paths.DATA).languages.values():
        for names in Locale.parse(region).months["format"].values():
            found |= {name: number for number, name in names.items() if len(name) > 1}
    return found


@cache
def named() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)[وبلف]?(" + "|".join(sorted(map(re.escape, months()), key=len, reverse=True)) + r")(?!\w)"
    )


@cache
def more() -> dict[str, str]:
    """How Arabic says that there are one and two more."""
    language.activate(TWIN)
    said = {language.ngettext(*MORE, n): f" {n} " for n in (1, 2)}
    language.activate(language.SOURCE)
    return said


def numbers(text: str) -> list[str]:
    """Return the numbers of a text, its months among them, as they stand in it.

    >>> numbers("fell by \u221212.5% from 8,000 in October 2007")
    ["\u221212.5%", "8000", "month10", "2007"]
    """
    text = BIDI.sub("", text).replace("\u00a0", " ")
    for said, number in more().items():
        text = re.sub(rf"{said}\s*$", number, text)
    text = named().sub(lambda found: f" month{months()[found[1]]} ", ORDINAL.sub("", text))
    return NUMBER.findall(THOUSANDS.sub(r"\g<1>000", GROUPED.sub("", text)))


def section(node: Tag) -> str:
    """Return the place of the section that something stands in; that of the title is a page's own in each language."""
    found = node.find_parent(lambda tag: tag.name == "section" and bool(tag.get("id")))
    return str(found["id"]) if found and found.parent and found.parent.name == "section" else ""


def facts(page: BeautifulSoup) -> Numbers:
    """Return what the prose of a page shows of each fact, in order, section by section."""
    found: Numbers = {}
    for link in page.select(FACT):
        name = str(link["href"]).partition("#")[2]
        found.setdefault((section(link), name), []).append(numbers(link.get_text()))
    return found


def cards(page: BeautifulSoup) -> Numbers:
    """Return the numbers of each card: its value with the interval, and its rows with their dates."""
    found: Numbers = {}
    for card in page.select(CARD):
        body = card.select_one(".fact-body[id]")
        value = " ".join(part.get_text(" ") for part in card.select(".fact-value, .fact-unit"))
        assert body is not None and value, card
        rows = (part.get_text(" ") for part in card.select(".fact-row"))
        found["", str(body["id"])] = [numbers(text) for text in (value, *rows)]
    return found


def alike_parts(one: list[list[str]] | None, other: list[list[str]] | None) -> bool:
    """Whether parts show the same numbers; Arabic counts none, one and two by the forms of its nouns."""
    if one is None or other is None or len(one) != len(other):
        return False
    return all(
        left == right or (left[:1] and left[0] in FORMS and right == left[1:])
        for left, right in zip(one, other, strict=True)
    )


def cells(page: BeautifulSoup) -> list[list[str]]:
    """Return the cells of each table, as the pack has their texts: a space that does not break is one."""
    return [
        [cell.get_text(" ").replace("\xa0", " ") for cell in table.select("th, td")]
        for table in page.select("article table")
    ]


def sentences(page: BeautifulSoup) -> list[str]:
    """Return the captions and the alternative texts of a page."""
    return [str(node.get("aria-label") or node.get("alt") or node.get_text(" ")) for node in page.select(SENTENCES)]


def same(one: str, other: str) -> bool:
    """Whether two sentences have the same numbers: their words stand in orders of their own."""
    return Counter(numbers(one)) == Counter(numbers(other))


def differing(one: BeautifulSoup, other: BeautifulSoup, alike: Callable[[str, str], bool] = same) -> list[str]:
    """Return where a page and its twin show other numbers; ``alike`` says whether two cells have the same."""
    found = []
    for kind in (facts, cards):
        left, right = kind(one), kind(other)
        found += [
            f"{kind.__name__} {place}: {left.get(place)} {right.get(place)}"
            for place in left.keys() | right.keys()
            if not alike_parts(left.get(place), right.get(place))
        ]
    left, right = cells(one), cells(other)
    if [*map(len, left)] != [*map(len, right)]:
        found.append(f"tables of {[*map(len, left)]} and of {[*map(len, right)]} cells")
    else:
        pairs = [pair for tables in zip(left, right, strict=True) for pair in zip(*tables, strict=True)]
        found += [f"cell {a!r}: {b!r}" for a, b in pairs if not alike(a, b)]
    left, right = sentences(one), sentences(other)
    if len(left) != len(right):
        found.append(f"{len(left)} and {len(right)} captions and texts of figures")
    return [*found, *(f"{a!r}: {b!r}" for a, b in zip(left, right, strict=False) if not same(a, b))]


PAGE = (
    '<section id="title"><section id="what"><p>{prose}</p>'
    "<article><table><tr><td>{cell}</td></tr></table></article><figure><figcaption>{caption}</figcaption></figure>"
    '<ul class="facts"><details class="fact-card"><summary><span class="fact-value">{card}</span></summary>'
    '<div class="fact-body" id="f">'
    "</div></details></ul></section></section>"
)
LINK = '<a class="fact" href="x.html#f"><span>{}</span></a>'
ENGLISH = {
    "prose": LINK.format("−1,234.5%") + " in " + LINK.format("October 2007"),
    "cell": "20,000 troops on 3 August, and 2 more",
    "caption": "From 3 to 4",
    "card": "7 (5 to 9)",
}
ARABIC = {
    "prose": LINK.format("\u200e−1,234.5%") + " في " + LINK.format("تشرين الأول 2007"),
    "cell": "20 ألف جندي في 3 آب، واثنان آخران",
    "caption": "إلى 4 من 3",
    "card": "7 (5 إلى 9)",
}
WRONG = [
    ("prose", LINK.format("1,234.5%") + LINK.format("تشرين الأول 2007")),  # without its sign
    ("prose", LINK.format("\u200e−1,234.5") + LINK.format("تشرين الأول 2007")),  # no share
    ("prose", LINK.format("\u200e−1,234.5%") + LINK.format("تشرين الثاني 2007")),  # another month
    ("prose", LINK.format("تشرين الأول 2007") + LINK.format("\u200e−1,234.5%")),  # one fact twice, in another order
    ("prose", LINK.format("\u200e−1,234.5%")),  # a number less
    ("cell", "2 ألف جندي في 3 آب، واثنان آخران"),
    ("cell", "20 ألف جندي في 3 آب، وواحد آخر"),
    ("caption", "إلى 4 من 4"),
    ("card", "7 (5 إلى 8)"),
]


def made(parts: dict[str, str]) -> BeautifulSoup:
    return BeautifulSoup(PAGE.format(**parts), "lxml")


def test_the_same_numbers_in_the_words_of_each_language_are_the_same():
    assert differing(made(ENGLISH), made(ARABIC)) == []


@pytest.mark.parametrize(("part", "text"), WRONG)
def test_another_number_is_found(part, text):
    assert len(differing(made(ENGLISH), made({**ARABIC, part: text}))) == 1


def test_a_table_with_a_row_less_is_found():
    less = BeautifulSoup(PAGE.format(**ARABIC).replace("<td>", "<td></td><td>"), "lxml")
    assert differing(made(ENGLISH), less) == ["tables of [1] and of [2] cells"]


@pytest.fixture(scope="module")
def alike() -> Callable[[str, str], bool]:
    """Whether cells have the same numbers, where the pack's sentences were written by hand in both languages.

    Those of an article in Arabic are its own there, and told in English; others may have words for numbers below ten.
    """
    quoted = _said("claims", "claim_en")
    written = {
        text for name in ("claims", "milestones", "pledges", "troop_levels", "positions") for text in _said(name)
    }

    def judged(one: str, other: str) -> bool:
        return one in quoted or same(one, other) or (one in written and same(*(BELOW.sub("", t) for t in (one, other))))

    return judged


def _said(table: str, column: str = "_en") -> set[str]:
    rows = tables.read(Schema(paths.DATA), table)
    columns = [name for name in rows if str(name).endswith(column)]
    return {text for name in columns for text in rows[name].map(language.typographic)}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_its_twin_show_the_same_numbers(site: Path, alike: Callable[[str, str], bool], name: str):
    assert differing(soup(site / name), soup(site / TWIN / name), alike) == []


@pytest.mark.slow
def test_the_prose_of_the_book_shows_hundreds_of_facts(site: Path):
    assert sum(len(shown) for name in PAGES for shown in facts(soup(site / name)).values()) > 500


@pytest.mark.slow
def test_a_number_changed_in_a_page_of_the_book_is_found(site: Path):
    """The last fact, card, cell and caption with a number, each raised by one digit."""
    name = "chapters/troop_levels.html"
    one = soup(site / name)
    for chosen in (FACT, f"{CARD} .fact-value", "article td", "figcaption"):
        other = soup(site / TWIN / name)
        last = [node for node in other.select(chosen) if numbers(node.get_text(" "))][-1]
        digit = next(text for text in last.find_all(string=re.compile(r"\d")))
        digit.replace_with(re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), str(digit), count=1))
        assert differing(one, other), chosen


@pytest.mark.slow
def test_the_files_of_facts_have_the_same_values(site: Path):
    one, other = (json.loads((folder / "facts.json").read_text(encoding="utf-8")) for folder in (site, site / TWIN))
    assert one["$schema"] == other["$schema"] and one["facts"]
    for left, right in zip(one["facts"], other["facts"], strict=True):
        words = {"definition", "text", "interval"} | ({"value", "low", "high"} if left["unit"] == "text" else set())
        assert left.keys() == right.keys()
        assert {name: left[name] for name in left.keys() - words} == {name: right[name] for name in left.keys() - words}
        if left["unit"] != "text":
            assert [numbers(left[name]) for name in ("text", "interval")] == [
                numbers(right[name]) for name in ("text", "interval")
            ]
    for kind, words in (("rows", {"text", "language", "date"}), ("sources", set())):
        assert {name: strip(held, words) for name, held in one[kind].items()} == {
            name: strip(held, words) for name, held in other[kind].items()
        }


def strip(held: dict[str, object], words: set[str]) -> dict[str, object]:
    return {name: value for name, value in held.items() if name not in words}


@pytest.mark.slow
def test_the_data_of_the_figures_are_the_same_but_for_words(site: Path):
    names = sorted(path.relative_to(site) for path in (site / FILES).rglob("*.csv"))
    assert len(names) > 10
    for name in names:
        one, other = (pd.read_csv(folder / name, dtype=str, keep_default_na=False) for folder in (site, site / TWIN))
        assert list(one) == list(other) and len(one) == len(other), name
        for column in one:
            if list(one[column]) != list(other[column]):
                words = one[column][one[column] != ""].str.contains(r"[A-Za-z]{2}")
                assert words.all(), (name, column)
                assert [*map(numbers, one[column])] == [*map(numbers, other[column])], (name, column)
