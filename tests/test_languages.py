"""A second language is a folder of catalogues and the name of a locale, and nothing else."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from drawdown import language, paths
from tests.project import copy, drawdown

CODES = re.compile(r"""(?P<quote>["'])(?:en|ar)(?P=quote)|\w_ar\b|\blang\(ar\)""")
KINDS = {".py", ".html", ".js"}
REASONED = {  # where a language is meant, and not a translation
    "drawdown/language.py": "the language of the code, and an example",
    "drawdown/terms.py": "codes of the languages that sources are in",
    "drawdown/cli/cite.py": "the default of a command, likewise",
    "drawdown/cli/edition.py": "the default of a command, likewise",
    "drawdown/citing/styles.py": "marks that styles have in one script",
    "drawdown/web/search_words.py": "the rules of one language, by its code",
    "drawdown/cli/grid.py": "the default of a command, which starts before anything of the languages is read",
    "drawdown/pack/guide.py": "examples for who writes a pack",
    "drawdown/web/static/search.js": "digits that are Western in every language",
    "drawdown/web/templates/social.html": "a script whose letters are joined is not spaced",
}
HEAD = '{}\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n{}\n'
PLURAL = '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
PACKAGE = {"Contents": "Sommaire", "Previous": "Précédent", "Made by": "Calculé par"}
PROSE = {"Chapters": "Chapitres"}
ADDRESS = "https://example.org/book/"


def files() -> list[str]:
    found = (path for path in (paths.ROOT / "drawdown").rglob("*") if path.suffix in KINDS)
    return sorted(str(path.relative_to(paths.ROOT)) for path in found if "__pycache__" not in path.parts)


@pytest.mark.parametrize("file", files())
def test_code_names_a_language_only_for_a_reason(file):
    named = [found[0] for found in CODES.finditer((paths.ROOT / file).read_text(encoding="utf-8"))]
    assert bool(named) == (file in REASONED), named


def write(path: Path, head: str, texts: dict[str, str]) -> None:
    path.parent.mkdir(parents=True)
    entries = (f'msgid "{english}"\nmsgstr "{text}"\n' for english, text in texts.items())
    path.write_text("\n".join([head, *entries]), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory, tiny) -> Path:
    """The book in a third language that has a few texts, at an address of its own."""
    folder = copy(tmp_path_factory.mktemp("project"), tiny)
    local = Path("locale", "fr", "LC_MESSAGES")
    write(folder / "drawdown" / local / "drawdown.po", HEAD.format(language.PARTIAL, PLURAL), PACKAGE)
    write(folder / "book" / local / "index.po", HEAD.format("", ""), PROSE)
    descriptor = folder / "data" / "datapackage.json"
    held = json.loads(descriptor.read_text(encoding="utf-8"))
    held["languages"] = {"en": "en_GB", "ar": "ar_IQ", "fr": "fr_FR"}
    descriptor.write_text(json.dumps(held), encoding="utf-8")
    settings = folder / "_config.yml"
    unset, placed = 'drawdown_base_url: ""', f"drawdown_base_url: {ADDRESS}"
    text = settings.read_text(encoding="utf-8")
    assert unset in text
    settings.write_text(text.replace(unset, placed), encoding="utf-8")
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html"


def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.slow
def test_a_third_language_has_its_folder_its_switch_and_its_messages(site):
    first = page(site / "fr" / "index.html")
    assert (first.html["lang"], first.html["dir"]) == ("fr", "ltr")
    assert {link["hreflang"] for link in first.select("a.language-switch")} == {"en", "ar"}
    assert "Sommaire" in first.get_text() and "Chapitres" in first.get_text()


@pytest.mark.slow
def test_what_it_has_no_text_for_is_in_english_and_its_dates_are_its_own(site):
    chapter = page(site / "fr" / "chapters" / "troop_levels.html").get_text(" ")
    english = page(site / "chapters" / "troop_levels.html").get_text(" ")
    assert "Calculé par" in chapter and "Made by" not in chapter
    assert "Report an error" in chapter or "On this page" in chapter
    assert re.search(r"\b(?:janvier|février|mars|avril|juin|juillet|août|septembre|octobre|décembre) \d{4}", chapter)
    assert not re.search(r"\b(?:janvier|février|août|décembre) \d{4}", english)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index.html", "cite.html", "chapters/troop_levels.html"])
def test_every_language_leads_to_the_others_by_whole_addresses(site, name):
    places = {"en": f"{ADDRESS}{name}", "ar": f"{ADDRESS}ar/{name}", "fr": f"{ADDRESS}fr/{name}"}
    for folder, code in {"": "en", "ar": "ar", "fr": "fr"}.items():
        html = page(site / folder / name)
        assert {link["hreflang"] for link in html.select("a.language-switch")} == {*places} - {code}
        alternates = {link["hreflang"]: link["href"] for link in html.select("link[rel=alternate][hreflang]")}
        assert alternates == places | {"x-default": places["en"]}
        assert html.select_one("link[rel=canonical]")["href"] == places[code]
