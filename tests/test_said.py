"""Computed sentences: what a notebook shows of them, and what the book makes of their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown.page.said import bundle, glued, settled

WRITTEN = {"kept": "9", "share_kept": "31%", "share_kept_low": "15%"}


def test_each_name_becomes_a_reference_to_what_the_page_glued() -> None:
    assert glued("Of {scored}, {kept} **held**.", "../x.ipynb") == (
        "Of {glue:text}`../x.ipynb::scored:s`, {glue:text}`../x.ipynb::kept:s` **held**."
    )


def test_a_text_without_names_is_kept_as_it_is() -> None:
    text = "Nothing can be scored: `{` and {} are no names."
    assert glued(text, "x.ipynb") == text
    assert bundle(text, "x", {})["text/plain"] == text


def test_a_notebook_reads_the_numbers_and_the_book_links_them() -> None:
    shown = bundle("{kept} were kept ({share_kept}, from {share_kept_low}).", "history", WRITTEN)
    assert shown["text/plain"] == "9 were kept (31%, from 15%)."
    assert shown["text/html"] == "<p>9 were kept (31%, from 15%).</p>"
    assert shown["text/markdown"] == glued("{kept} were kept ({share_kept}, from {share_kept_low}).", "history.ipynb")
    assert "9" not in shown["text/markdown"]


def test_a_name_that_is_not_stated_is_refused() -> None:
    with pytest.raises(ValueError, match="'late', which history does not state: {kept} and {late}"):
        bundle("{kept} and {late}", "history", WRITTEN)


RANGES = {"n": "70", "n_low": "70", "n_high": "70", "m": "5", "m_low": "4", "m_high": "6"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{n} days (95% interval {n_low} to {n_high}).", "{n} days."),
        ("{m} days (95% interval {m_low} to {m_high}).", "{m} days (95% interval {m_low} to {m_high})."),
        ("stood at {n_low} to {n_high} times", "stood at {n_low} times"),
        ("stood at {m_low} to {m_high} times", "stood at {m_low} to {m_high} times"),
        ("only ({n_low} to {n_high})", "only ({n_low})"),  # the value is not beside it
        ("({n} of {m}, 95% interval {n_low} to {n_high})", "({n} of {m}, 95% interval {n_low})"),
        ("{unknown_low} to {n_high}", "{unknown_low} to {n_high}"),
    ],
)
def test_a_range_that_says_nothing_is_left_out(text: str, shown: str) -> None:
    assert settled(text, RANGES) == shown


def test_a_fact_is_no_markup_of_a_notebook() -> None:
    shown = bundle("At {site}.", "history", {"site": "<script>x</script> & y"})
    assert shown["text/html"] == "<p>At &lt;script&gt;x&lt;/script&gt; &amp; y.</p>"


@given(st.lists(st.sampled_from([*sorted(WRITTEN), "words", "between"]), min_size=1))
def test_no_name_is_left_and_none_is_lost(words: list[str]) -> None:
    template = " ".join(f"{{{word}}}" if word in WRITTEN else word for word in words)
    shown = bundle(template, "history", WRITTEN)
    assert shown["text/plain"] == " ".join(WRITTEN.get(word, word) for word in words)
    assert shown["text/markdown"].count("{glue:text}`history.ipynb::") == sum(word in WRITTEN for word in words)
