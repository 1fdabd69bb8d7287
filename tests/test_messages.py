"""The Arabic catalogues of the book hold every text of its pages and chapters, with its roles, links and code."""

import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog

from drawdown import paths
from drawdown.book import messages

FOLDER = paths.BOOK_LOCALE / "ar" / messages.CATALOGUES
NAMES = sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.po"))
ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
CODE = re.compile(r"`[^`]*`")
TARGET = re.compile(r"\]\([^)]*\)")
EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
ARABIC = re.compile("[\u0621-\u064a]")
TIERS = {"A", "B", "C", "D"}
REFRESH = "run `make messages`, and translate what is new"


@pytest.fixture(scope="module")
def held() -> dict[str, Catalog]:
    return {name: messages.read(FOLDER / f"{name}.po") for name in NAMES}


def texts(catalogue: Catalog) -> dict[str, str]:
    """Return the translations by the English texts."""
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def test_every_text_is_translated(held):
    empty = [(name, english) for name in NAMES for english, text in texts(held[name]).items() if not text]
    assert not empty, REFRESH
    assert not [name for name in NAMES if held[name].obsolete]


def test_roles_code_links_and_stress_are_kept(held):
    for name in NAMES:
        for english, text in texts(held[name]).items():
            for kept in (ROLE, CODE, TARGET):
                assert sorted(kept.findall(text)) == sorted(kept.findall(english)), (name, text)
            assert text.count("*") == english.count("*"), (name, text)


def test_digits_are_western_and_words_arabic(held):
    for name in NAMES:
        for english, text in texts(held[name]).items():
            words = CODE.sub("", ROLE.sub("", english)).strip("* ,")
            assert not EASTERN.search(text), (name, text)
            assert not words or words in TIERS or ARABIC.search(text), (name, text)


def test_one_text_reads_alike_on_every_page(held):
    read: dict[str, set[str]] = {}
    for name in NAMES:
        for english, text in texts(held[name]).items():
            read.setdefault(english, set()).add(text)
    assert not {english: found for english, found in read.items() if len(found) > 1}


def test_new_texts_are_taken_in_and_old_ones_go(tmp_path):
    """What stays keeps its translation; a page that is gone takes its catalogue with it."""
    templates, catalogues = tmp_path / "templates", tmp_path / "ar" / messages.CATALOGUES
    _write(templates / "chapters" / "one.pot", {"Peak": "", "New": ""})
    _write(catalogues / "chapters" / "one.po", {"Peak": "الذروة", "Old": "قديم"})
    _write(catalogues / "gone.po", {"Old": "قديم"})
    messages.refresh(templates, catalogues)
    assert texts(messages.read(catalogues / "chapters" / "one.po")) == {"Peak": "الذروة", "New": ""}
    assert not (catalogues / "gone.po").exists()


def _write(path, held: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [f'msgid "{english}"\nmsgstr "{text}"\n' for english, text in ({"": ""} | held).items()]
    path.write_text("\n".join(entries), encoding="utf-8")


@pytest.mark.slow
def test_the_catalogues_are_those_of_the_pages(held, tmp_path):
    code = "import sys, pathlib; from drawdown.book import messages; messages.extract(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=paths.ROOT)
    fresh = {
        str(path.relative_to(tmp_path).with_suffix("")): set(texts(messages.read(path)))
        for path in tmp_path.rglob("*.pot")
    }
    assert {name for name, found in fresh.items() if found} == set(NAMES), REFRESH
    for name in NAMES:
        assert set(texts(held[name])) == fresh[name], REFRESH
