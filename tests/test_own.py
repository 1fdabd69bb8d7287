"""What a page takes from its pack, where the site of a pack goes, and whose it is."""

import json
import shutil

import pytest
from click.testing import CliRunner
from sphinx.config import Config

from drawdown import language, paths
from drawdown.book.publish import place
from drawdown.cli import main
from drawdown.errors import DataError, ParameterError
from drawdown.pack.publication import Publication
from drawdown.pack.schema import Schema
from drawdown.pack.view import View
from drawdown.parameters import Parameters, resolve
from drawdown.terms import TERMS, term
from drawdown.web import own
from tests.test_web import build, one, page

CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_theme = "basic"
nb_execution_mode = "off"
drawdown_pack = {pack!r}
"""
INDEX = """
# {pack}`title`

{pack}`question` {pack}`caveat positions`

```{pack-code} bash
drawdown vintage --country <country> --at <day> --on <start>
```

## A section

```{pack-page} more
```

```{pack-page} none
```
"""


@pytest.fixture
def described(broken_pack):
    """Change the descriptor of a copy of the tiny pack, and return its folder."""

    def change(**values):
        path = broken_pack / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        caveat = values.pop("caveat", None)
        for table in descriptor["resources"]:
            if caveat and table["name"] == "positions":
                table["caveat_en"] = caveat
        path.write_text(json.dumps({**descriptor, **values}), encoding="utf-8")
        return broken_pack

    return change


def test_a_page_says_what_the_pack_says(described, tmp_path):
    pack = described(caveat="One reader coded them.", example={"country": "Borland", "day": "2006-12-18"})
    (pack / "pages").mkdir()
    (pack / "pages" / "more.md").write_text("## In this pack\n\nSome *words*.\n", encoding="utf-8")
    book = tmp_path / "book"
    book.mkdir()
    (book / "conf.py").write_text(CONF.format(pack=str(pack)), encoding="utf-8")
    (book / "index.md").write_text(INDEX, encoding="utf-8")
    done = build(book)
    assert done.returncode == 0, done.stderr
    shown = page(tmp_path / "out" / "html", "index")
    assert one(shown, "h1").get_text().startswith("Leaving Arland")
    text = shown.get_text()
    assert "Does a withdrawal from Arland make the troubles of Borland worse? One reader coded them." in text
    assert "drawdown vintage --country Borland --at 2006-12-18 --on 2006-01-01" in text
    assert [heading.get_text().rstrip("¶") for heading in shown.select("h2")] == ["A section", "In this pack"]
    assert one(shown, "em").get_text() == "words"


def test_what_no_pack_says_is_an_error(tiny):
    held = Config({}, {})
    held.add("drawdown_pack", str(tiny), "env", ())
    with pytest.raises(LookupError, match="no 'colour'"):
        own.told(held, "colour")
    assert own.told(held, "caveat positions") == ""


def test_commands_name_the_first_country_and_the_last_day_where_the_pack_has_no_example(tiny):
    assert own.filled("<country> <day> <start>", Schema(tiny)) == "Arland 2009-12-31 2009-01-01"


def test_a_country_of_several_words_is_one_word_of_a_command(described):
    schema = Schema(described(example={"country": "Bor Land"}))
    assert own.filled("--country <country>", schema) == "--country 'Bor Land'"


def test_a_page_of_a_pack_in_the_readers_language_comes_first(tmp_path):
    (tmp_path / "pages").mkdir()
    assert own.page(tmp_path, "coding") is None
    for name in ("coding.md", "coding.ar.md"):
        (tmp_path / "pages" / name).write_text("x", encoding="utf-8")
    assert own.page(tmp_path, "coding") == tmp_path / "pages" / "coding.md"
    language.activate("ar")
    assert own.page(tmp_path, "coding") == tmp_path / "pages" / "coding.ar.md"


def test_a_packs_own_words_come_before_those_of_every_pack(described):
    words = [{"name": "rocket", "title_en": "A rocket of Arland"}, {"name": "marsh", "title_en": "The marsh"}]
    view = View(Parameters(data=str(described(terms=words))))
    assert (term("rocket"), term("marsh"), term("drone")) == ("A rocket of Arland", "The marsh", TERMS["drone"])
    view.schema.speak("ar")
    assert term("marsh") == "The marsh"  # it has no other
    Schema(paths.DATA).speak("en")
    assert term("marsh") == "marsh"


def test_dates_follow_the_press_of_the_packs_region(described):
    View(Parameters(lang="ar", data=str(described(languages={"ar": "ar_IQ"}))))
    assert language.date(Schema(paths.DATA).window[0], "month") == "آذار 2003"


def test_a_language_the_pack_has_no_texts_in_is_refused(described):
    schema = Schema(described(languages={"en": "en"}))
    with pytest.raises(ParameterError, match="the languages are en"):
        resolve(Parameters(lang="ar"), schema)


@pytest.mark.parametrize("languages", [{"fr": "fr"}, {"ar": "fr_FR"}, {"ar": "nowhere"}, {"en": ""}])
def test_a_language_the_book_does_not_speak_is_an_error_of_the_pack(described, languages):
    with pytest.raises(DataError, match="languages"):
        Schema(described(languages=languages))


def test_a_publication_is_what_the_pack_says_it_is(described):
    people = [{"title": "A. Reader"}, {"title": "B. Writer"}]
    address = "https://example.org/arland"
    schema = Schema(described(contributors=people, homepage=f"{address}/"))
    assert Publication.of(schema) == Publication(
        "leaving-arland", "Leaving Arland", "A. Reader, B. Writer", address, address
    )
    schema.speak("ar")
    assert Publication.of(schema).site == f"{address}/ar"


def test_the_site_of_another_pack_has_a_place_of_its_own(described, tiny):
    assert place(Schema(paths.DATA)) == paths.HTML
    assert place(Schema(tiny)) == paths.BUILD / "packs" / "leaving-arland" / "html"
    with pytest.raises(DataError, match="does not match"):
        place(Schema(described(name="../html")))


def test_a_copy_of_the_projects_pack_does_not_take_its_place(tmp_path):
    copied = tmp_path / "copy"
    copied.mkdir()
    shutil.copy(paths.DATA / "datapackage.json", copied)
    assert place(Schema(copied)) != paths.HTML


@pytest.mark.parametrize("command", [("check",), ("vintage", "troop_levels", "--country", "Arland")])
def test_every_command_takes_a_pack_by_the_same_option(command, tiny):
    result = CliRunner().invoke(main, [*command, "--data", str(tiny)])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", [("run", "troop_levels", "-o", "out.ipynb"), ("build",)])
def test_two_packs_are_refused(command, tiny):
    result = CliRunner().invoke(main, [*command, "--data", str(tiny), "-p", "data=data"])
    assert result.exit_code == 2 and "two packs" in result.output


def test_check_of_two_packs_is_refused(tiny):
    result = CliRunner().invoke(main, ["check", str(paths.DATA), "--data", str(tiny)])
    assert result.exit_code == 2 and "two packs" in result.output


@pytest.mark.parametrize("words", [("--data", "{tiny}"), ("-p", "data={tiny}")])
def test_the_option_is_the_parameter(words, tiny):
    words = [word.format(tiny=tiny) for word in words]
    result = CliRunner().invoke(main, ["build", "-p", "country=Atlantis", *words])
    assert result.exit_code == 2 and "Arland, Borland" in result.output
