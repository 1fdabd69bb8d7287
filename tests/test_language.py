"""Words, numbers and dates as a reader's language writes them."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import language, paths, terms
from drawdown.facts import records
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from drawdown.terms import TERMS, term

EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


def test_an_unknown_language_is_not_activated():
    with pytest.raises(KeyError):
        language.activate("fr")
    assert language.active() == "en"


def test_the_active_language_is_the_last_activated():
    language.activate("ar")
    assert language.active() == "ar"


def test_a_view_names_its_theatres_in_its_own_language(tiny):
    view = View(Parameters(lang="ar", data=str(tiny)))
    assert list(view.countries.values()) == ["آرلاند", "بورلاند"]


def test_numbers_are_grouped_by_thousands():
    assert language.number(168000) == "168,000"
    assert language.number(1234.5678, 2) == "1,234.57"
    assert language.number(0) == "0"


def test_shares_are_percentages():
    assert language.percent(9 / 29) == "31%"
    assert language.percent(9 / 29, 1) == "31.0%"


def test_dates_are_no_finer_than_known():
    day = dt.date(2024, 8, 24)
    assert language.date(day) == "24 August 2024"
    assert language.date(day, "month") == "August 2024"
    assert language.date(day, "quarter") == "Q3 2024"
    assert language.date(day, "year") == "2024"


def test_arabic_months_are_those_of_the_region():
    language.activate("ar", "ar_IQ")
    assert language.date(dt.date(2024, 8, 24), "month") == "آب 2024"
    assert language.date(dt.date(2024, 9, 1)) == "1 أيلول 2024"


def test_without_a_region_a_language_has_its_own_months():
    language.activate("ar")
    assert language.date(dt.date(2024, 8, 24), "month") == "أغسطس 2024"
    language.activate("en", "en_GB")
    assert language.locale().territory == "GB"


def test_a_sign_stays_before_its_number_in_both_directions():
    assert language.number(-7) == "\u22127"
    language.activate("ar")
    assert (language.number(-7), language.number(7)) == ("\u200e\u22127", "7")
    assert language.signed("+2") == "\u200e+2"


def test_lists_are_joined_in_words():
    assert language.listing(["Arland"]) == "Arland"
    assert language.listing(["Arland", "Borland"]) == "Arland and Borland"
    assert language.listing(["Arland", "Borland", "Corland"]) == "Arland, Borland and Corland"
    language.activate("ar")
    assert language.listing(["آرلاند", "بورلاند"]) == "آرلاند وبورلاند"


def test_a_plural_fits_its_number():
    assert language.ngettext("{n} document", "{n} documents", 1) == "1 document"
    assert language.ngettext("{n} document", "{n} documents", 1150) == "1,150 documents"


def test_a_browser_is_given_the_plurals_by_their_names():
    assert language.plurals("{n} row", "{n} rows") == {"one": "{n} row", "other": "{n} rows"}
    language.activate("ar")
    named = language.plurals("{n} row", "{n} rows")
    numbers = {"zero": 0, "one": 1, "two": 2, "few": 10, "many": 99, "other": 102}
    assert {name: language.ngettext("{n} row", "{n} rows", n) for name, n in numbers.items()} == {
        name: named[name].replace("{n}", str(n)) for name, n in numbers.items()
    }


def test_a_message_has_the_apostrophes_of_print():
    assert language._("The row's own") == "The row\u2019s own"
    assert language.ngettext("{n} row's end", "{n} row's ends", 2) == "2 row\u2019s ends"
    assert language.typographic("Iran's 'allies'") == "Iran\u2019s 'allies'"


def test_a_marked_message_is_unchanged():
    assert language.N_("Kept on time") == "Kept on time"


@given(value=st.integers(-(10**9), 10**9), day=st.dates(dt.date(1000, 1, 1)), share=st.floats(0, 1))
def test_digits_are_western_in_arabic(value, day, share):
    language.activate("ar")
    words = [
        language.number(value),
        language.percent(share, 1),
        *(language.date(day, p) for p in ("day", "month", "year")),
    ]
    assert not EASTERN.search(" ".join(words))
    assert str(day.year) in words[-1]


@given(value=st.integers(-(10**9), 10**9))
def test_a_number_can_be_read_back(value):
    assert int(language.number(value).replace(",", "").replace("\u2212", "-")) == value


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_number_below_nothing_has_a_minus_sign_and_one_rounded_to_nothing_has_none(code):
    language.activate(code)
    assert language.number(-13).endswith("\u221213")
    assert language.percent(-0.125, 1).removeprefix("\u200e").startswith("\u221212.5")
    assert "\u2212" not in language.number(-0.4) + language.number(-0.04, 1) + language.percent(-0.0004, 1)


def test_a_code_without_words_is_shown_as_it_is():
    assert term("no_such_code") == "no_such_code"
    assert term(-2) == TERMS["-2"]


def _codes(*columns):
    """Values the schema allows in these columns, as (column, code)."""
    resources = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    fields = [(r["name"], f) for r in resources for f in r["schema"]["fields"]]
    return [code for name, f in fields if (name, f["name"]) in columns for code in f["constraints"]["enum"]]


def test_every_code_a_reader_sees_has_words():
    shown = [
        ("pledges", "outcome"),
        ("claims", "verdict"),
        ("milestones", "kind"),
        ("attack_counts", "counter"),
        ("attack_events", "weapon"),
        ("attack_events", "outcome"),
    ]
    codes = _codes(*shown)
    assert len(codes) > 30
    assert [code for code in codes if code not in TERMS] == []


NUMBERS = [0, 1, 2, 3, 11, 100, 102]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("attacks", ["لا هجمات", "هجوم واحد", "هجومان", "3 هجمات", "11 هجوماً", "100 هجوم", "102 هجوم"]),
        ("days", ["لا أيام", "يوم واحد", "يومان", "3 أيام", "11 يوماً", "100 يوم", "102 يوم"]),
        ("persons", ["لا أحد", "شخص واحد", "شخصان", "3 أشخاص", "11 شخصاً", "100 شخص", "102 شخص"]),
    ],
)
def test_a_unit_has_the_six_forms_of_arabic(unit, said):
    """The forms of CLDR: zero, one, two, few (3 to 10), many (11 to 99), other (100 to 102, as n % 100 < 3)."""
    language.activate("ar")
    facts = [{"value": n, "unit": unit, "text": language.number(n)} for n in NUMBERS]
    assert [records.valued(fact) for fact in facts] == said


def test_a_unit_follows_its_number_in_english():
    days = [records.valued({"value": n, "unit": "days", "text": str(n)}) for n in (0, 1, 2)]
    assert days == ["0 days", "1 day", "2 days"]
    assert records.valued({"value": 1.62, "unit": "ratio", "text": "1.6"}) == "1.6 times"
    assert records.valued({"value": None, "unit": "days", "text": "not known"}) == "not known"


def test_a_number_below_nothing_has_the_form_of_its_size():
    assert language.ngettext("{n} day", "{n} days", -1) == "\u22121 day"
    language.activate("ar")
    assert language.ngettext("{n} day", "{n} days", -7) == "\u200e\u22127 أيام"


def test_parts_are_strung_with_the_marks_of_the_language():
    assert language.strung(["one", "", "two"]) == "one; two"
    assert language.strung(["one", "two"], ",") == "one, two"
    language.activate("ar")
    assert language.strung(["واحد", "اثنان"]) == "واحد؛ اثنان"
    assert language.strung(["واحد", "اثنان"], ",") == "واحد، اثنان"


def test_a_name_is_told_in_the_words_of_the_pack(monkeypatch):
    monkeypatch.setattr(terms, "_own", {"Arland": "آرلاند", "operations": "عمليات", "unit.incidents": "حوادث"})
    assert terms.named("Arland") == "آرلاند" and terms.named("Borland") == "Borland"
    assert terms.named("incidents", "unit") == "حوادث" and terms.named("incidents") == "incidents"
    assert terms.term("incidents") == TERMS["incidents"]  # a unit's name is no code of another column
    assert terms.place("Arland+all") == "آرلاند and Every theatre the counter names"
