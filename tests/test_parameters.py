"""What parameters may be, and what is said of those that may not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import paths
from drawdown.errors import ParameterError
from drawdown.pack.schema import Schema
from drawdown.parameters import NAMES, Parameters, known, resolve


@pytest.fixture(scope="module")
def schema(tiny):
    return Schema(tiny)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("contry", "country"), ("asof", "as_of"), ("START", None), ("ends", "end"), ("language", "lang")],
)
def test_unknown_parameter_names_the_nearest(wrong, meant):
    with pytest.raises(ParameterError) as error:
        known({wrong: "x"})
    assert repr(wrong) in str(error.value)
    assert ", ".join(NAMES) in str(error.value)
    assert (f"Did you mean {meant!r}?" in str(error.value)) if meant else ("Did you mean" not in str(error.value))


def test_known_parameters_pass():
    known(dict.fromkeys(NAMES, "x"))
    known({})


def test_a_chapter_may_take_fewer_parameters():
    with pytest.raises(ParameterError, match="The parameters are country, lang"):
        known({"start": "2001-01-01"}, ("country", "lang"))


def test_the_error_of_a_parameter_has_its_own_exit_code():
    assert ParameterError.exit_code == 2


def test_words_mean_the_whole_pack(schema):
    scope = resolve(Parameters(), schema)
    assert scope.countries == ("Arland", "Borland")
    assert (scope.start, scope.end, scope.as_of) == (dt.date(2001, 1, 1), dt.date(2009, 12, 31), dt.date(2009, 12, 31))


def test_dates_and_country_narrow_the_scope(schema):
    scope = resolve(Parameters(country="Borland", start="2006-01-01", end="2006-12-31", as_of="2006-12-18"), schema)
    assert scope.countries == ("Borland",)
    assert (scope.start, scope.end, scope.as_of) == (dt.date(2006, 1, 1), dt.date(2006, 12, 31), dt.date(2006, 12, 18))


def test_one_day_is_a_period(schema):
    scope = resolve(Parameters(start="2006-01-01", end="2006-01-01"), schema)
    assert scope.start == scope.end


@pytest.mark.parametrize("name", ["start", "end", "as_of"])
@pytest.mark.parametrize("text", ["2024-02-31", "24/08/2024", "August 2024", "", "yesterday", "2024-13-01"])
def test_bad_date_is_named_with_the_way_to_write_it(schema, name, text):
    with pytest.raises(ParameterError) as error:
        resolve(Parameters(**{name: text}), schema)
    assert str(error.value).startswith(f"{name} = {text!r} is not a date")
    assert "2024-08-24" in str(error.value)


@pytest.mark.parametrize(("name", "word"), [("start", "latest"), ("end", "first"), ("as_of", "first")])
def test_a_word_counts_only_where_it_has_a_meaning(schema, name, word):
    with pytest.raises(ParameterError, match="is not a date"):
        resolve(Parameters(**{name: word}), schema)


def test_start_after_end_is_refused(schema):
    with pytest.raises(ParameterError, match="start = 2005-01-02 lies after end = 2005-01-01"):
        resolve(Parameters(start="2005-01-02", end="2005-01-01"), schema)


def test_start_after_the_last_day_of_the_pack_is_refused(schema):
    with pytest.raises(ParameterError, match="lies after end = 2009-12-31"):
        resolve(Parameters(start="2010-01-01"), schema)


@pytest.mark.parametrize("country", ["Atlantis", "arland", "", "Arland+Borland"])
def test_unknown_country_lists_those_there_are(schema, country):
    with pytest.raises(ParameterError) as error:
        resolve(Parameters(country=country), schema)
    assert "Arland, Borland" in str(error.value)
    assert "'all'" in str(error.value)


@pytest.mark.parametrize("lang", ["fr", "EN", ""])
def test_unknown_language_lists_those_there_are(schema, lang):
    with pytest.raises(ParameterError, match="the languages are en, ar"):
        resolve(Parameters(lang=lang), schema)


@given(days=st.tuples(st.dates(), st.dates()))
def test_any_two_days_in_order_are_a_period(schema, days):
    start, end = sorted(days)
    scope = resolve(Parameters(start=start.isoformat(), end=end.isoformat()), schema)
    assert (scope.start, scope.end) == (start, end)


@given(text=st.text(max_size=12))
def test_any_text_is_a_day_or_a_clear_error(schema, text):
    try:
        scope = resolve(Parameters(as_of=text), schema)
    except ParameterError as error:
        assert "as_of" in str(error)
    else:
        assert isinstance(scope.as_of, dt.date)


def test_the_default_pack_is_the_one_of_the_project():
    assert paths.pack(Parameters().data) == paths.DATA
    assert paths.pack(paths.DATA) == paths.DATA
