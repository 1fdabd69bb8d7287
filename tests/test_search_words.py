"""The words of Arabic as the search compares them, without a browser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import language
from drawdown.web.search import keyed
from drawdown.web.search_records import TEXT, Found
from drawdown.web.search_words import ARABIC, Words

LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
WORD = st.text(LETTERS, min_size=3, max_size=9).filter(lambda word: not re.match(ARABIC.article, word))


def key(word: str) -> str:
    return ARABIC.key(ARABIC.spelt(word))


@pytest.mark.parametrize(
    "forms",
    [
        "انسحاب الانسحاب والانسحاب فالانسحاب بالانسحاب كالانسحاب للانسحاب وبالانسحاب وللانسحاب",
        "انسحاب اِنسحابٌ انسحاباً انسحابًا انسـحاب انســـحابُ انسحابا انسحابها",
        "أسد اسد إسد آسد ٱسد الأسد",
        "مسيرة مسيره مسيّرة المسيّرة",
        "مستشفى مستشفي المستشفى مستشفی",
        "مسؤول مسوول المسؤول",
        "التزام الالتزام بالالتزام",
        "قاعدة القاعدة قاعدته قاعدتها قاعدتهم للقاعدة",
        "قوات القوات قواته قواتها قواتنا للقوات",
        "٢٠٢٤ ۲۰۲۴ 2024",
    ],
)
def test_forms_of_a_word_have_one_key(forms: str) -> None:
    assert len({key(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["خطة خط", "وعود عودة", "الله له", "وكالات لاتفاق", "بيان بر", "قوة قول"])
def test_words_that_only_look_alike_keep_apart(pair: str) -> None:
    one, other = map(key, pair.split())
    assert not one.startswith(other) and not other.startswith(one)


@given(word=WORD, article=st.sampled_from(["ال", "وال", "فال", "بال", "كال", "وبال", "فكال", "لل", "ولل"]))
def test_an_article_changes_no_key(word: str, article: str) -> None:
    if not (article.endswith("لل") and word.startswith("ل")):  # which is written with two instead of three
        assert key(article + word) == key(word)


@given(word=st.text(LETTERS + "ىةأإآؤئـًٌٍَُِّْ٠٩", max_size=12))
def test_a_key_is_a_key_of_its_own(word: str) -> None:
    """What is found by a key is found by asking for the key."""
    spelt = ARABIC.spelt(word)
    assert ARABIC.spelt(spelt) == spelt
    assert not re.search("[ىأإآئـًٌٍَُِّْ٠٩]", spelt)


def found(word: str, *others: str) -> str:
    return Words.of(ARABIC, [word, *others]).key(word)


def test_letters_before_a_word_are_told_from_its_own_by_the_other_words() -> None:
    for word in ("بقوات", "وقوات", "فبقوات", "لقوات", "كقوات"):
        assert found(word, "القوات") == key("قوات")
        assert found(word) == key(word)
    assert found("سينسحب", "ينسحب") == key("ينسحب")
    assert found("فعالية", "عالية") == key("عالية")
    assert found("فعالية", "عالية", "الفعالية") == key("فعالية")
    assert found("سلاح", "لاح", "للسلاح") == key("سلاح")


def test_a_text_keeps_its_words_and_holds_their_keys() -> None:
    text = "في «عين الأسد»، 12-2024 (سوريا/العراق) MQ-9"
    words = Words.of(ARABIC, [text]).keyed(text).split()
    assert [word.split("|")[0] for word in words] == text.split()
    assert [word.split("|")[1:] for word in words] == [
        *(["الفي"], ["العين"], ["الاسد"], []),
        *(["السوري", "العراق"], []),
    ]


def test_only_a_language_with_rules_has_keys() -> None:
    record = Found(TEXT, "a.html#b", "قواعد", "القواعد", "في القواعد")
    assert keyed([record]) == [record]
    language.activate("ar")
    (changed,) = keyed([record])
    assert "القواعد|القواعد" in changed.html and changed.title == record.title
    assert '<span data-pagefind-meta="title">القواعد</span>' in changed.html
