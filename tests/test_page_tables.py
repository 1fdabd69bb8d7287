"""Tables of a page: what a cell shows, and how few sources it names."""

import pandas as pd
import pytest

from drawdown.charts.table import SOURCE, Column, Table
from drawdown.page import sources, tables

REGISTRY = pd.DataFrame(
    [
        (key, "", publisher, pd.Timestamp(day), "B")
        for key, publisher, day in (
            ("a1", "Alpha", "2023-01-01"),
            ("a2", "Alpha", "2023-02-01"),
            ("a3", "Alpha", "2024-01-01"),
            ("h1", "The Hill", "2020-01-01"),
            ("g1", "Gazette", "2020-01-01"),
            ("z1", "Zeta", "2021-01-01"),
        )
    ],
    columns=["source_key", "author", "publisher", "published_on", "tier"],
).set_index("source_key")


def cell(raw: object, unit: str = "text") -> str:
    rows = pd.DataFrame({"column": pd.Series([raw], dtype=object)})
    text = tables.bundle(Table("one", "One", rows, {"column": Column("Column", unit)}), "chapter", REGISTRY)
    return text["text/markdown"].splitlines()[-2].strip("| ")


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("", "–"),
        ("a1", "{cite:t}`a1`"),
        ("a1 z1 a1", "{cite:t}`a1`, {cite:t}`z1`"),
        ("a1 a3 g1 z1", "{cite:t}`a1`, {cite:t}`a3`, {cite:t}`g1`, {cite:t}`z1`"),
        ("a1 a2", "{cite:t}`a1` and 1 more"),  # it would read the same twice
        ("a1 a2 g1 h1 z1", "{cite:t}`a1`, {cite:t}`g1`, {cite:t}`h1` and 2 more"),
    ],
)
def test_a_cell_names_three_sources_that_read_differently(keys: str, shown: str) -> None:
    assert cell(keys, SOURCE) == shown


def test_nothing_and_unknown_have_a_mark_each() -> None:
    assert cell("") == cell("", "count") == "–"
    assert cell(None, "count") == cell(pd.NA, "count") == "not known"
    assert cell(0, "count") == "0"


def test_the_day_of_a_date_in_a_cell_stays_with_its_month() -> None:
    assert cell(pd.Timestamp("2023-11-19"), "day") == "19\u00a0November 2023"
    assert cell("by 1 May 2003 (not its own)") == "by 1\u00a0May 2003 \\(not its own\\)"
    assert cell("24 كانون الأول 2019") == "24\u00a0كانون الأول 2019"
    assert cell("in 2003 and 2004") == "in 2003 and 2004"


def test_the_sources_of_a_page_stand_under_their_names_with_their_years() -> None:
    text = sources.bundle(REGISTRY, 9)["text/markdown"]
    assert "Alpha {cite:year}`a1,a2,a3`; Gazette {cite:year}`g1`; The Hill {cite:year}`h1`; Zeta" in text
    assert text.startswith(":::{rst-class} sources\n")
