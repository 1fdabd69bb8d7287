"""The bibliography: what the book cites, as BibTeX."""

import pandas as pd
import pytest
from pybtex.database import Entry, parse_string

from drawdown.language import activate
from drawdown.pack import bibliography
from drawdown.web.references import Citations, Entries


def registry(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Return sources of (key, publisher, author, day, tier); the key is the title too."""
    frame = pd.DataFrame(rows, columns=["key", "publisher", "author", "published_on", "tier"]).set_index("key")
    frame["published_on"] = pd.to_datetime(frame["published_on"])
    return frame.assign(
        title=frame.index, title_shown="yes", original_publisher="", url="https://example.org/", language="en"
    )


def years(frame: pd.DataFrame) -> dict[str, str]:
    return {
        key: entry.fields["year"] for key, entry in parse_string(bibliography.bibtex(frame), "bibtex").entries.items()
    }


def test_a_citation_of_author_and_year_leads_to_one_source():
    assert years(
        registry(
            ("surge", "Wire", "", "2010-01-01", "B"),
            ("report", "Wire", "", "2010-12-31", "B"),
            ("official", "Wire", "", "2010-06-01", "A"),
            ("later", "Wire", "", "2011-01-01", "B"),
            ("signed", "Wire", "A. Writer", "2010-01-01", "B"),
            ("other", "Paper", "", "2010-01-01", "B"),
        )
    ) == {
        **{"official": "2010a", "report": "2010b", "surge": "2010c"},
        **{"later": "2011", "signed": "2010", "other": "2010"},
    }


@pytest.mark.parametrize(("number", "last"), [(26, "2010z"), (27, "2010aa"), (53, "2010ba")])
def test_letters_do_not_run_out(number, last):
    rows = [(f"s{place:02}", "Wire", "", "2010-01-01", "B") for place in range(number)]
    assert years(registry(*rows))[f"s{number - 1:02}"] == last


ROW = {
    "title": "قصف في العراق",
    "title_shown": "yes",
    "author": "",
    "publisher": "Alpha",
    "original_publisher": "",
    "published_on": pd.Timestamp("2023-01-01"),
    "language": "ar",
    "url": "https://example.org/",
    "tier": "B",
}


def test_a_title_in_another_language_has_a_direction_of_its_own() -> None:
    rows = pd.DataFrame([ROW, ROW | {"title": "Iraq", "language": "en"}], index=["a", "b"])
    foreign, own = bibliography.bibtex(rows).split("@misc")[1:]
    assert "{\u2068قصف في العراق\u2069}" in foreign and '"\u2068Tier B\u2069"' in foreign
    assert "\u2068" not in own
    activate("ar")  # an entry begins with a publisher in Latin letters: an Arabic title would take the year along
    foreign, own = bibliography.bibtex(rows).split("@misc")[1:]
    assert "{\u2068قصف في العراق\u2069}" in foreign and '"\u2068الدرجة B\u2069"' in foreign
    assert "{\u2068Iraq\u2069}" in own and '"\u2068الدرجة B\u2069"' in own


def test_whose_text_a_page_carries_is_said_in_the_reader_s_language() -> None:
    row = pd.Series(ROW | {"original_publisher": "Beta"})
    assert bibliography.note(row) == "Text of Beta. Tier B"
    activate("ar")
    assert bibliography.note(row) == "نص Beta. الدرجة B"


def test_an_article_does_not_count_for_the_place_in_a_list() -> None:
    names = ["The Hill", "Herald", "Al Jazeera", "theatre", "An Nahar"]
    assert sorted(names, key=bibliography.place) == ["Al Jazeera", "Herald", "The Hill", "An Nahar", "theatre"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Iraq", "Iraq."),
        ("\u2068Why stay?\u2069", "\u2068Why stay?\u2069"),
        ("\u2068هل يبقون؟\u2069", "\u2068هل يبقون؟\u2069"),
        ("\u2068Iraq\u2069", "\u2068Iraq\u2069."),
    ],
)
def test_a_title_that_ends_in_a_mark_gets_no_full_stop(title: str, shown: str) -> None:
    entry = Entry("misc", fields={"title": f"{{{title}}}"})
    assert str(Entries().format_title(entry, "title").format_data({"entry": entry})) == shown


@pytest.mark.parametrize(("code", "comma"), [("en", ", "), ("ar", "، ")])
def test_the_years_of_an_author_stand_between_commas_of_the_language(code: str, comma: str) -> None:
    activate(code)
    assert Citations().bracket_year.sep == comma


@pytest.mark.parametrize(
    ("code", "language", "shown", "expected"),
    [
        ("en", "ar", "yes", "{\u2068قصف في العراق\u2069 \u2068[Strikes in Iraq]\u2069}"),
        ("en", "ar", "no", "{\u2068[Strikes in Iraq]\u2069}"),
        ("ar", "ar", "yes", "{\u2068قصف في العراق\u2069}"),
        ("ar", "de", "yes", "{\u2068Luftangriffe\u2069 \u2068[غارات]\u2069}"),
        ("en", "de", "yes", "{Luftangriffe [Strikes]}"),
    ],
)
def test_a_title_in_another_language_is_told_in_that_of_the_page(code, language, shown, expected):
    titles = {"ar": ("قصف في العراق", "Strikes in Iraq", ""), "de": ("Luftangriffe", "Strikes", "غارات")}[language]
    told = dict(zip(("title", "title_en", "title_ar"), titles, strict=True))
    activate(code)
    row = {**ROW, **told, "language": language, "title_shown": shown}
    assert expected in bibliography.bibtex(pd.DataFrame([row], index=["key"]))
