"""The Arabic catalogue holds every message of the code, whole and in its own words."""

import ast
import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from drawdown import language, paths
from drawdown.book.messages import of_package
from drawdown.language import ngettext

FILE = paths.LOCALE / "ar" / "LC_MESSAGES" / "drawdown.po"
FIELD = re.compile(r"\{\w+\}")
LINK = re.compile(r"\]\([^)]*\)|%s")
EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
ARABIC = re.compile("[\u0621-\u064a]")
ALIKE = {  # only fields and marks: the same in both languages
    "{id}: {promised}",
    "{name}: {low} to {high}",
    "{rows}, {sources}",
    "{what}: {amount}",
    "{where}: {rows}",
    "{where}: {wave}",
    "{who} ({theatre})",
    "**{title}: {grade}.**",
}


@pytest.fixture(scope="module")
def arabic() -> Catalog:
    with FILE.open("rb") as file:
        return read_po(file, locale="ar", abort_invalid=True)


@pytest.fixture(scope="module")
def template() -> Catalog:
    """The messages of the code."""
    return of_package()


def messages(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the forms of each message by the forms of its English."""
    return {_forms(message.id): _forms(message.string) for message in catalogue if message.id}


def _forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_the_catalogue_is_that_of_the_code(arabic, template):
    assert set(messages(template)) - set(messages(arabic)) == set(), "run `make messages` and translate these"
    assert set(messages(arabic)) - set(messages(template)) == set(), "run `make messages`: these are no longer used"
    assert not arabic.obsolete


def test_every_message_is_translated(arabic):
    empty = [english for english, forms in messages(arabic).items() if not all(forms)]
    assert not empty
    assert not [message.id for message in arabic if message.id and message.fuzzy]


def test_plurals_have_six_forms(arabic):
    assert arabic.num_plurals == 6
    assert {len(forms) for english, forms in messages(arabic).items() if len(english) == 2} == {6}


def test_fields_links_and_marks_are_kept(arabic):
    for english, forms in messages(arabic).items():
        for form in forms:
            one_or_two = len(english) == 2 and form in forms[:3]  # these may say the number in a word
            for kept in (FIELD, LINK):
                have, want = set(kept.findall(form)), set(kept.findall(english[-1]))
                assert have <= want if one_or_two else have == want, form
            assert form.count("**") == english[0].count("**"), form
            assert form.count("{") == len(FIELD.findall(form)), form


def test_a_message_ends_and_begins_as_its_english(arabic):
    for english, forms in messages(arabic).items():
        for form in forms:
            assert form[0].isspace() == english[0][0].isspace(), form
            assert form.endswith(".") == (english[-1].endswith(".") and english != ("No.",)), form


def test_digits_are_western_and_words_arabic(arabic):
    assert not [form for forms in messages(arabic).values() for form in forms if EASTERN.search(form)]
    plain = {english[0] for english, forms in messages(arabic).items() if not all(map(ARABIC.search, forms))}
    assert plain <= ALIKE


def test_no_message_is_its_english(arabic):
    assert {english[0] for english, forms in messages(arabic).items() if forms[0] == english[0]} <= ALIKE


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "لا صفوف"),
        (1, "صف واحد"),
        (2, "صفان"),
        (3, "3 صفوف"),
        (11, "11 صفاً"),
        (100, "100 صف"),
        (103, "103 صفوف"),
        (1111, "1,111 صفاً"),
    ],
)
def test_arabic_has_a_form_for_each_number(n, text):
    language.activate("ar")
    assert ngettext("{n} row", "{n} rows", n) == text


def test_no_message_hides_in_another_string():
    """What stands in the braces of an f-string is not extracted by every Python that the project runs on."""
    hidden = [
        f"{file.relative_to(paths.ROOT)}:{call.lineno}"
        for file in sorted((paths.ROOT / "drawdown").rglob("*.py"))
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "N_", "ngettext")
        if isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden


def test_no_message_hides_within_another():
    """Babel does not look for a marked message inside the call of another one."""
    hidden = []
    for path in sorted((paths.ROOT / "drawdown").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _marks(call):
                inner = (node for argument in call.args for node in ast.walk(argument))
                hidden += [(path.name, node.lineno) for node in inner if isinstance(node, ast.Call) and _marks(node)]
    assert hidden == []


def _marks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("_", "N_", "ngettext")
