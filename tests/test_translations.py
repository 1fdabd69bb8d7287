"""A book is not built in a language with gaps, unless the language says that it is partial."""

import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from drawdown import language, paths
from drawdown.book import kept, messages, translations
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError
from tests.project import copy, drawdown

LANGUAGE = "ar"


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's texts, which a test may damage; the code stays where it is."""
    for name, folder in (("LOCALE", paths.LOCALE), ("BOOK_LOCALE", paths.BOOK_LOCALE)):
        target = tmp_path / folder.relative_to(paths.ROOT)
        shutil.copytree(folder, target)
        monkeypatch.setattr(paths, name, target)
    held = messages.of_package()
    monkeypatch.setattr(messages, "of_package", lambda: held)  # that of the copy would have no code
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def check() -> None:
    with kept.in_memory():
        translations.check([language.SOURCE, LANGUAGE], Snapshot())


def test_the_languages_of_the_book_are_complete(catalogues):
    check()


def test_a_text_without_translation_is_named_with_its_catalogue(catalogues):
    edit(paths.catalogue(LANGUAGE), 'msgstr "المحتويات"', 'msgstr ""')
    with pytest.raises(BookError, match="drawdown/locale/ar/LC_MESSAGES/drawdown.po: not translated: 'Contents'"):
        check()


def test_a_text_of_a_page_and_one_that_nobody_confirmed_are_named_too(catalogues):
    edit(paths.BOOK_LOCALE / LANGUAGE / messages.CATALOGUES / "index.po", 'msgstr "الفصول"', 'msgstr ""')
    edit(paths.catalogue(LANGUAGE), 'msgid "Contents"', '#, fuzzy\nmsgid "Contents"')
    with pytest.raises(BookError) as told:
        check()
    assert "book/locale/ar/LC_MESSAGES/index.po: not translated: 'Chapters'" in str(told.value)
    assert "drawdown.po: fuzzy: 'Contents'" in str(told.value)
    assert "2 texts have no translation; nothing was built." in str(told.value)


def test_a_text_of_the_code_that_no_catalogue_has_is_named(catalogues, monkeypatch):
    new = Catalog()
    new.add(("{n} new thing", "{n} new things"))
    monkeypatch.setattr(messages, "of_package", lambda: new)
    assert list(translations.gaps(LANGUAGE)) == [
        "drawdown/locale/ar/LC_MESSAGES/drawdown.po: not in the catalogue: '{n} new thing'"
    ]


def test_a_plural_lacks_nothing_only_with_all_of_its_forms(catalogues):
    text = paths.catalogue(LANGUAGE).read_text(encoding="utf-8")
    form = next(line for line in text.splitlines() if line.startswith("msgstr[4]"))
    edit(paths.catalogue(LANGUAGE), form, 'msgstr[4] ""')
    (gap,) = translations.gaps(LANGUAGE)
    assert ": not translated: " in gap


def test_a_catalogue_is_partial_only_where_its_head_says_so(catalogues):
    path = paths.catalogue(LANGUAGE)
    assert not language.partial(LANGUAGE)
    edit(path, 'msgstr "المحتويات"', 'msgstr ""')
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{language.PARTIAL}\n")  # at its end it says nothing
    with pytest.raises(BookError):
        check()
    edit(path, 'msgid ""', f'{language.PARTIAL}\nmsgid ""')
    assert language.partial(LANGUAGE)
    check()


def test_a_refreshed_catalogue_stays_partial(catalogues):
    path = paths.catalogue(LANGUAGE)
    edit(path, 'msgid ""', f'{language.PARTIAL}\nmsgid ""')
    messages.refresh_package(messages.of_package(), path)
    assert language.partial(LANGUAGE)


@pytest.mark.slow
def test_a_build_with_a_gap_ends_before_anything_runs(tmp_path, tiny):
    folder = copy(tmp_path / "project", tiny)
    name = "book/locale/ar/LC_MESSAGES/index.po"
    edit(folder / name, 'msgstr "الفصول"', 'msgstr ""')
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 1
    assert f"{name}: not translated: 'Chapters'" in done.stderr
    assert "run " not in done.stderr and "Traceback" not in done.stderr
    assert not (folder / "_build" / "html").exists()
