"""The bibliography: what the book cites, as BibTeX."""

import pandas as pd
import pytest

from drawdown.language import activate
from drawdown.pack import bibliography
from drawdown.page.cite import ended

ROW = {
    "title": "قصف في العراق",
    "title_shown": "yes",
    "author": "",
    "publisher": "Alpha",
    "original_publisher": "",
    "published_on": pd.Timestamp("2023-01-01"),
    "language": "ar",
    "url": "https://example.org/",
    "tier": "B",
}


def test_a_title_in_another_language_has_a_direction_of_its_own() -> None:
    registry = pd.DataFrame([ROW, ROW | {"title": "Iraq", "language": "en"}], index=["a", "b"])
    foreign, own = bibliography.bibtex(registry).split("@misc")[1:]
    assert "{\u2068قصف في العراق\u2069}" in foreign
    assert "\u2068" not in own
    activate("ar")
    foreign, own = bibliography.bibtex(registry).split("@misc")[1:]
    assert "\u2068" not in foreign and "{\u2068Iraq\u2069}" in own


def test_an_article_does_not_count_for_the_place_in_a_list() -> None:
    names = ["The Hill", "Herald", "Al Jazeera", "theatre", "An Nahar"]
    assert sorted(names, key=bibliography.place) == ["Al Jazeera", "Herald", "The Hill", "An Nahar", "theatre"]


@pytest.mark.parametrize(("title", "shown"), [("Worse?", "Worse?"), ("Levels", "Levels."), ("أسوأ؟", "أسوأ؟")])
def test_a_title_ends_in_one_mark(title: str, shown: str) -> None:
    assert ended(title) == shown
