"""What differs between two editions as Markdown: read at once, and nothing of a pack becomes markup in it."""

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from drawdown.book import difference_text
from drawdown.book.differences import Change, Differences, Number
from drawdown.language import activate

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></table><h1>x</h1>",
    "[x](javascript:alert(1))",
    "![x](data:text/html;base64,AAAA)",
    "a | b | c",
    "a\n\n# b\n- c\n",
    "a\r\n\r\n<b>b</b>",
    "`code` *em* _em_ ~~del~~ **b** $x$",
    "@everyone and #12",
    "1. one",
    "> quoted",
    "---",
    "\\| \\` \\\\",
    "&lt;b&gt; &amp; &#60;",
    "\u202egnp.exe\u2066",
    "http://example.org/?a=b_c_d",
]


@pytest.fixture(autouse=True)
def english():
    activate("en")


def number(**given) -> Number:
    rows = dict.fromkeys(("new_rows", "revised_rows", "counted_rows", "gone_rows"), [])
    told = {"chapter": "levels", "id": "peak", "definition": "Peak", "old": "1", "new": "2", "code": False}
    return Number(**{**told, **rows, **given})


def differences(numbers=(), figures=(), sources=(), claims=(), days=("2024-08-24", "2024-12-31")) -> Differences:
    return Differences(*days, list(numbers), list(figures), list(sources), list(claims))


def rendered(text: str) -> BeautifulSoup:
    """The comment as a reader of Markdown with tables sees it."""
    return BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(text), "html.parser")


def test_it_says_what_moved_and_why():
    text = difference_text.markdown(
        differences(
            [
                number(new_rows=["TL-1"], revised_rows=[f"TL-{n}" for n in range(10, 20)]),
                number(id="last", definition="Last", old=None, code=True),
                number(id="age", definition="Age", new=None),
            ],
            [Change("levels/one", "levels/one", "levels/one", "levels/one")],
            [Change("wire2024", "A wire", None, "wire2024"), Change("old2020", "An old one", "old2020", None)],
            [Change("CL-1", "It fell", "supported", None)],
        )
    )
    page = rendered(text)
    assert text.startswith("3 numbers moved.\n\n### Numbers\n\n")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")]
    listed = " ".join(f"TL-{n}" for n in range(10, 18))
    assert rows == [
        ["Number", "2024-08-24", "2024-12-31", "Why"],
        ["Peak (levels::peak)", "1", "2", f"new rows: TL-1; revised rows: {listed} +2"],
        ["Last (levels::last)", "not given", "2", "other code"],
        ["Age (levels::age)", "1", "not given", "another day of knowledge"],
    ]
    assert [heading.get_text() for heading in page.select("h3")] == [
        "Numbers",
        "Verdicts on claims",
        "Figures",
        "Sources",
    ]
    assert [item.get_text() for item in page.select("li")] == [
        "It fell (CL-1): Supported, now not given",
        "levels/one",
        "New: A wire (wire2024)",
        "Dropped: An old one (old2020)",
    ]


def test_nothing_moved_is_said_too():
    assert difference_text.markdown(differences()) == "0 numbers moved.\n"


def test_two_of_one_day_are_told_apart():
    row = rendered(difference_text.markdown(differences([number()], days=("2024-12-31",) * 2))).select_one("tr")
    assert [cell.get_text() for cell in row.select("th")] == ["Number", "Old", "New", "Why"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_a_pack_is_shown_as_it_is(text):
    number_of_it = number(id=text, definition=text, old=text, new=text, new_rows=[text])
    change = Change(text, text, None, text)
    page = rendered(difference_text.markdown(differences([number_of_it], [change], [change], [change])))
    assert {tag.name for tag in page.find_all()} == {"p", "h3", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    shown = " ".join(text.replace("\u202e", "").replace("\u2066", "").split()).replace("@", "@\u2060")
    cells = [cell.get_text() for cell in page.select("tbody td")]
    assert cells == [f"{shown} (levels::{shown})", shown, shown, f"new rows: {shown}"]
    assert [len(row.select("td")) for row in page.select("tbody tr")] == [4]
    assert page.select("li")[1].get_text() == shown


def test_it_fits_into_a_comment():
    long = "x" * 10_000
    rows = [f"TL-{n}" for n in range(99)]
    many = [number(id=f"n{n}", definition=long, old=long, new=long, new_rows=rows) for n in range(500)]
    text = difference_text.markdown(differences(many))
    assert len(rendered(text).select("tbody tr")) == difference_text.LISTED
    assert text.endswith("\n\n400 more are not listed.\n")
    assert len(text) < 65_536


def test_it_is_told_in_the_language_of_the_reader():
    activate("ar")
    text = difference_text.markdown(differences([number(new_rows=["TL-1"])]))
    assert "new rows" not in text and "TL\\-1" in text
