"""Citations: what a work is, its styles in words, its formats for reference managers."""

import datetime as dt
import io
import json
from pathlib import Path

import bibtexparser
import pandas as pd
import pytest
import rispy
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from drawdown import paths
from drawdown.book.imprint import Imprint
from drawdown.citing import formats, sources, styles
from drawdown.citing.work import Book, Item, Kind, Work, find, part
from drawdown.cli import main
from drawdown.errors import BookError, ParameterError
from drawdown.language import activate
from drawdown.pack import tables
from drawdown.pack.publication import Publication
from drawdown.pack.schema import SOURCES, Schema
from drawdown.parameters import Parameters
from drawdown.settings import Settings, doi, is_orcid

ADDRESS = "https://example.org/leaving/editions/2024-08-24"
TITLES = {"en": ("Leaving Arland", "Worse, or better?"), "ar": ("مغادرة آرلاند", "أسوأ، أم أفضل؟")}


def book(language: str = "en", **more: str) -> Book:
    activate(language)
    title = TITLES[language][0]
    return Book("leaving-arland", title, "The Arland project", language, dt.date(2024, 8, 24), **more)


def works(language: str = "en", address: str = ADDRESS, **more: str) -> dict[str, Work]:
    """One work of each kind, by kind."""
    held = book(language, **more)
    chapter = TITLES[language][1]
    return {
        "book": Work(Kind.BOOK, "", held.title, held, address and f"{address}/", "Does it help?"),
        "chapter": Work(Kind.CHAPTER, "levels", chapter, held, address and f"{address}/chapters/levels.html"),
        "figure": Work(
            Kind.FIGURE, "levels/steps", part("Fig. 2.1: A & B", "Levels"), held, address and f"{address}/f"
        ),
        "fact": Work(Kind.FACT, "levels/peak", part("Highest: 900.", "Levels"), held, address and f"{address}/c#peak"),
        "table": Work(Kind.TABLE, "levels", "Stated levels", held, address and f"{address}/t", version="1.0.0"),
    }


def items(language: str = "en", **more: str) -> list[Item]:
    return [work.csl() for work in works(language, **more).values()]


WORDS = {
    "apa": "The Arland project. (2024). Worse, or better? In Leaving Arland (edition of 24 August 2024). {url}",
    "chicago": "The Arland project. 2024. “Worse, or Better?” In Leaving Arland, edition of 24 August 2024. {url}.",
    "mla": "The Arland project. “Worse, or Better?” Leaving Arland, Edition of 24 August 2024, 2024, {url}.",
    "iso690": "THE ARLAND PROJECT, 2024. Worse, or better? In: Leaving Arland. Online. Edition of 24 August 2024."
    " Available from: {url}",
}


@pytest.mark.parametrize("style", styles.STYLES)
def test_a_chapter_is_cited_as_each_style_has_it(style: str) -> None:
    url = f"{ADDRESS}/chapters/levels.html"
    assert styles.cited(works()["chapter"].csl(), style) == WORDS[style].format(url=url)


def test_a_full_stop_of_an_american_style_stands_before_the_quotation_mark() -> None:
    item = works()["fact"].csl()
    assert "“Highest: 900 (Levels).” In" in styles.cited(item, "chicago")


ARABIC = {
    "apa": "\u2068The Arland project\u2069. (2024). أسوأ، أم أفضل؟ في مغادرة آرلاند (إصدار 24 أغسطس 2024). {url}",
    "chicago": "\u2068The Arland project\u2069. 2024. “أسوأ، أم أفضل؟” في مغادرة آرلاند، إصدار 24 أغسطس 2024. {url}.",
    "mla": "\u2068The Arland project\u2069. “أسوأ، أم أفضل؟” مغادرة آرلاند، إصدار 24 أغسطس 2024، 2024، {url}.",
    "iso690": "\u2068THE ARLAND PROJECT\u2069، 2024. أسوأ، أم أفضل؟ في: مغادرة آرلاند. على الإنترنت."
    " إصدار 24 أغسطس 2024. متاح من: {url}",
}


@pytest.mark.parametrize("style", styles.STYLES)
def test_in_arabic_the_words_and_commas_are_arabic(style: str) -> None:
    url = f"{ADDRESS}/chapters/levels.html"
    assert styles.cited(works("ar")["chapter"].csl(), style) == ARABIC[style].format(url=url)


def test_the_months_are_those_of_the_press_of_the_pack() -> None:
    work = works("ar")["table"]
    activate("ar", "ar_IQ")
    assert "24 آب 2024" in styles.cited(work.csl(), "mla")


@pytest.mark.parametrize("style", styles.STYLES)
def test_no_citation_names_what_is_not_known(style: str) -> None:
    for item in items(address=""):
        text = styles.cited(item, style)
        for told in ("http", "doi", "DOI", "None", "n.d.", "..", " ,", "available"):
            assert told not in text, (text, told)


@pytest.mark.parametrize("style", styles.STYLES)
def test_a_doi_is_that_of_the_book_alone(style: str) -> None:
    held = works(doi="10.5281/zenodo.1", institution="Institute of Arland")
    assert "https://doi.org/10.5281/zenodo.1" in styles.cited(held["book"].csl(), style)
    assert "doi.org" not in styles.cited(held["chapter"].csl(), style)
    assert "Institute of Arland" in styles.cited(held["chapter"].csl(), style)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("style", styles.STYLES)
def test_a_fact_is_cited_as_the_other_parts_of_the_book(style: str, language: str) -> None:
    held = works(language)["fact"]
    title = "Highest: 900 (Levels)" if language == "en" else "أعلى: 900 (أسوأ؟)"
    fact, figure = (Work(kind, held.name, title, held.book, held.url).csl() for kind in (Kind.FACT, Kind.FIGURE))
    assert styles.marked_up(fact, style) == styles.marked_up(figure, style)


@given(title=st.text(alphabet="ab <>&\"'./:é؟?أب", min_size=1).map(str.strip).filter(bool))
def test_markup_says_the_same_as_plain_text_and_is_escaped(title: str) -> None:
    from bs4 import BeautifulSoup

    for kind in (Kind.FACT, Kind.CHAPTER):
        item = Work(kind, "levels/peak", f"A{title}", book(), ADDRESS).csl()
        markup = BeautifulSoup(styles.marked_up(item, "apa"), "html.parser")
        assert markup.get_text() == styles.cited(item, "apa")
        assert {tag.name for tag in markup.find_all()} <= {"i", "bdi"}


def test_an_address_keeps_its_last_mark_in_text_from_right_to_left() -> None:
    text = styles.cited(works("ar")["book"].csl(), "apa")
    assert text.endswith(f"{ADDRESS}/\u200e")
    assert "\u200e" not in styles.cited(works("ar")["chapter"].csl(), "apa")
    assert f'<bdi dir="ltr">{ADDRESS}/</bdi>' in styles.marked_up(works("ar")["book"].csl(), "apa")


FULL = {"doi": "10.5281/zenodo.1_2", "institution": "Institute & Sons", "data": "abc", "version": "0.1.0"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_format_holds_the_same_fields(language: str) -> None:
    held = items(language, **FULL)
    bib = bibtexparser.loads(formats.bibtex(held)).entries
    ris = rispy.load(io.StringIO(formats.ris(held), newline=""))
    csl = json.loads(formats.csl_json(held))
    assert csl == held
    for item, entry, record in zip(held, bib, ris, strict=True):
        plain = {name: text.strip("{}").replace("\\&", "&") for name, text in entry.items()}
        assert plain["ID"] == record["id"] == item["id"]
        assert plain["title"] == record["title"] == item["title"]
        assert plain["author"] == record["authors"][0] == "The Arland project"
        assert plain["year"] == record["year"] == "2024"
        assert (plain["month"], plain["day"], record["date"]) == ("aug", "24", "2024/08/24")
        assert plain.get("doi") == record.get("doi") == item.get("DOI")
        assert plain["url"] == record["urls"][0] == item["URL"]
        assert plain["language"] == record["language"] == language
        assert plain["edition"] == record["edition"] == item["edition"]
        container = plain.get("booktitle", plain.get("howpublished"))
        assert container == record.get("secondary_title") == item.get("container-title")
        assert plain.get("institution", plain.get("publisher")) == record["publisher"] == "Institute & Sons"
    assert [record["type_of_reference"] for record in ris] == ["RPRT", "CHAP", "CHAP", "CHAP", "DATA"]


def test_bibtex_is_read_by_pybtex_whatever_a_title_holds() -> None:
    held = Work(Kind.CHAPTER, "levels", 'A {b} \\c "d" 50% #1 $x_y', book(), f"{ADDRESS}/a_b~c").csl()
    entry = parse_string(formats.bibtex([held]), "bibtex").entries["leaving-arland-levels"]
    assert entry.fields["url"] == f"{ADDRESS}/a_b~c"
    assert entry.persons["author"][0].last_names == ["{The Arland project}"]


@given(abstract=st.text(min_size=1))
def test_a_field_of_ris_is_one_line(abstract: str) -> None:
    item = Work(Kind.CHAPTER, "levels", "Levels", book(), "", abstract).csl()
    lines = formats.ris([item]).split("\r\n")
    assert all(len(line) > 5 and line[2:6] == "  - " for line in lines[:-1])
    assert lines[-2:] == ["ER  - ", ""]


def test_a_work_is_found_by_the_id_its_page_uses() -> None:
    held = items()
    for what in ("", "levels", "figure:levels/steps", "levels/peak", "fact:levels/peak", "table:levels"):
        assert find(what, held)["custom"]["what"].endswith(what)


def test_a_name_of_a_figure_and_a_fact_is_told_apart() -> None:
    held = book()
    both = [Work(kind, "levels/steps", "Steps", held).csl() for kind in (Kind.FIGURE, Kind.FACT)]
    with pytest.raises(ParameterError, match="figure:levels/steps or fact:levels/steps"):
        find("levels/steps", both)


@pytest.mark.parametrize(("wrong", "near"), [("levls", "levels"), ("levels/peek", "fact:levels/peak"), ("x", None)])
def test_an_unknown_work_is_refused_with_the_nearest(wrong: str, near: str | None) -> None:
    with pytest.raises(ParameterError, match=f"There is no '{wrong}' to cite") as error:
        find(wrong, items())
    assert ("Did you mean" in str(error.value)) == (near is not None)
    assert near is None or near in str(error.value)


NONE = {"author": "", "institution": "", "orcid": "", "doi": "", "base_url": "", "repository_url": ""}


@pytest.mark.parametrize(
    "wrong", [{"doi": "https://doi.org/10.5281/zenodo.1"}, {"doi": "zenodo"}, {"orcid": "0000-0002-1825-0098"}]
)
def test_an_identifier_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(BookError, match="drawdown_(doi|orcid) is"):
        Settings(**NONE | wrong)


def test_identifiers_are_known() -> None:
    assert is_orcid("0000-0002-1825-0097") and is_orcid("0000-0002-1694-233X")
    assert not is_orcid("0000-0002-1825-0091") and not is_orcid("")
    assert doi("https://doi.org/10.5281/zenodo.1") == "10.5281/zenodo.1"
    assert doi("leaving-arland") == ""


def call(*words: str) -> Result:
    return CliRunner().invoke(main, ["cite", *words])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("troop_levls",), "Did you mean troop_levels or table:troop_levels"),
        (("--style", "chicgo"), "Did you mean 'chicago'? The styles are apa"),
        (("--lang", "xx"), "the languages are en, ar"),
        (("--as-of", "yesterday"), "is not a date"),
    ],
)
def test_what_there_is_not_is_one_error_of_the_command_line(words: tuple[str, ...], said: str) -> None:
    result = call(*words)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert said in result.output


def test_without_a_site_there_are_the_book_its_chapters_and_its_tables(project: Path) -> None:
    data = str(project / "data")
    assert call("--data", data).output == ("Leaving Arland. (2009). Leaving Arland (edition of 31 December 2009).\n")
    assert "edition of 18 December 2006" in call("troop_levels", "--as-of", "2006-12-18", "--data", data).output
    assert call("troop_levels", "--lang", "ar", "--data", data).output.startswith("مغادرة آرلاند. (2009). مستويات")
    assert call("table:troop_levels", "--style", "ris", "--data", data).output.startswith("TY  - DATA")
    result = call("troop_levels/levels", "--data", data)
    assert result.exit_code == 2 and "there is no site of 2009-12-31" in result.output


@pytest.mark.parametrize(("code", "column"), [("en", "title"), ("ar", "title_ar")])
def test_the_author_and_the_licence_are_named_in_the_language_of_the_book(code: str, column: str) -> None:
    schema = Schema(paths.DATA)
    schema.speak(code)
    [author], [licence] = schema.descriptor["contributors"], schema.descriptor["licenses"]
    assert Publication.of(schema).author == author[column]
    assert Imprint.of(Parameters(lang=code)).rights.endswith(licence[column])


def test_a_built_site_knows_its_figures_and_a_frozen_edition_its_own(project: Path) -> None:
    site = project / "_build" / "html"
    frozen = dt.date(2006, 12, 18)
    for root, known in ((site, dt.date(2009, 12, 31)), (site / "editions" / str(frozen), frozen)):
        held = Book("leaving-arland", "Leaving Arland", "Arland", "en", known)
        work = Work(Kind.FIGURE, "troop_levels/levels", f"Fig. {known.year}", held, f"https://example.org/{known}")
        (root / "cite").mkdir(parents=True)
        (root / "cite" / "works.json").write_text(formats.csl_json([work.csl()]), encoding="utf-8")
    data = str(project / "data")
    assert "Fig. 2009" in call("troop_levels/levels", "--data", data).output
    assert call("troop_levels/levels", "--as-of", str(frozen), "--data", data).output == (
        "Arland. (2006). Fig. 2006. In Leaving Arland (edition of 18 December 2006). https://example.org/2006-12-18\n"
    )
    assert json.loads(call("troop_levels/levels", "--style", "csl-json", "--data", data).output)[0]["type"] == "chapter"


ROW = {
    "title": "قصف في العراق",
    "title_shown": "no",
    "author": "",
    "publisher": "Alpha & Sons",
    "original_publisher": "Beta",
    "published_on": pd.Timestamp("2023-05-17"),
    "date_precision": "day",
    "language": "ar",
    "url": "https://example.org/a_b?c=1&d=2",
    "source_type": "newspaper",
    "tier": "B",
}


def test_a_source_is_exported_as_its_page_shows_it() -> None:
    rows = pd.DataFrame([ROW | {"author": "A. Writer", "title_shown": "yes", "date_precision": "month-about"}, ROW])
    signed, unsigned = sources.items(rows.set_axis(["signed", "unsigned"]))
    assert unsigned["title"] == "[قصف في العراق]" and signed["title"] == "قصف في العراق"
    assert [item["author"][0]["literal"] for item in (signed, unsigned)] == ["A. Writer", "Alpha & Sons"]
    assert signed["publisher"] == "Alpha & Sons" and "publisher" not in unsigned
    assert signed["issued"] == {"date-parts": [[2023, 5]], "circa": True}
    assert unsigned["issued"] == {"date-parts": [[2023, 5, 17]]}
    assert unsigned["note"] == "Text of Beta. Tier B."


def test_every_source_of_the_pack_comes_whole_through_every_format() -> None:
    schema = Schema(paths.DATA)
    held = sources.items(tables.read(schema, SOURCES).set_index("source_key"))
    bib = parse_string(formats.bibtex(held), "bibtex").entries
    ris = rispy.load(io.StringIO(formats.ris(held), newline=""))
    assert len(bib) == len(ris) == len(held) > 1000
    for item, record in zip(held, ris, strict=True):
        entry = bib[item["id"]]
        assert record["title"] == " ".join(item["title"].split())
        assert record["id"] == item["id"]
        assert record.get("urls", [None])[0] == entry.fields.get("url") == item.get("URL")
        assert record["year"] == entry.fields["year"] == str(item["issued"]["date-parts"][0][0])
