"""What holds for every row of the packs that are examples, beyond their schema."""

import re

import pandas as pd
import pytest

from drawdown import paths
from drawdown.charts import announced_levels
from drawdown.charts.chart import Line
from drawdown.charts.style import THEATRES
from drawdown.measures import pledge_rule, troop_levels
from drawdown.pack import check, tables
from drawdown.pack.schema import SOURCES, Schema
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.test_data import MACHINE_PATH, MAIN_DATE, QUOTE_WORDS, QUOTED, TAGS

PACKS = sorted(path.parent for path in (paths.ROOT / "packs").glob("*/datapackage.json"))


@pytest.fixture(scope="module", params=PACKS, ids=lambda folder: folder.name)
def schema(request):
    return Schema(request.param)


@pytest.fixture(scope="module")
def pack(schema):
    return {name: tables.read(schema, name) for name in schema.tables}


def test_it_is_sound(schema):
    assert check.problems(schema.folder) == []


def test_rows_stand_by_main_date_then_id(schema, pack):
    for name, table in schema.tables.items():
        order = [MAIN_DATE.get(name, table.time[0]), table.key] if table.time else [table.key]
        assert list(pack[name].index) == list(pack[name].sort_values(order).index), name


def test_the_second_source_is_another_one(pack):
    for name, rows in pack.items():
        for first, second in (("source", "source_2"), ("source_announcement", "source_announcement_2")):
            if {first, second} <= set(rows):
                assert not (rows[first] == rows[second]).any(), name


def test_text_is_clean_and_quotations_are_short(schema, pack):
    for name, rows in pack.items():
        for column in (column for column, kind in schema.tables[name].types.items() if kind == "string"):
            assert (rows[column] == rows[column].str.strip()).all(), f"{name}.{column}"
            quotes = [
                quote for cell in rows[column] for quote in QUOTED.findall(cell) if column not in ("url", "title")
            ]
            assert all(len(quote.split()) <= QUOTE_WORDS for quote in quotes), f"{name}.{column}"
        written = (schema.folder / schema.tables[name].path).read_text(encoding="utf-8")
        assert not MACHINE_PATH.search(re.sub(r"https?://[^,\"\s]+", "", written)), name


def test_what_is_in_english_is_in_arabic_too_and_nothing_else_is(pack):
    for name, rows in pack.items():
        for column in (column for column in rows if column.endswith("_ar")):
            stem = column.removesuffix("_ar")  # notes in English have no ending
            words = rows[f"{stem}_en" if f"{stem}_en" in rows else stem].str.replace(TAGS, "", regex=True)
            english = words != "" if name != SOURCES else rows["language"] != "ar"
            assert (rows[column].str.contains("[\u0600-\u06ff]") == english).all(), f"{name}.{column}"


def test_every_source_is_of_a_page_with_its_address(pack):
    assert pack[SOURCES]["url"].str.match("https?://").all() and pack[SOURCES]["url"].is_unique


def test_no_row_is_known_after_the_pack_ends(schema, pack):
    last = pd.Timestamp(schema.window[1])
    assert all((rows["reported_on"] <= last).all() for rows in pack.values() if "reported_on" in rows)


def test_a_row_is_not_known_before_its_sources(schema, pack):
    """Its first source, or its second, had been published; a source whose day is a guess proves nothing."""
    dated = pack[SOURCES][pack[SOURCES]["date_precision"] == "day"].set_index("source_key")["published_on"]
    for name in ("milestones", "troop_levels", "outcomes", "rivals"):
        for row in pack[name].to_dict("records"):
            keys = [row[column] for column in schema.tables[name].sources if row[column]]
            if all(key in dated for key in keys):
                assert row["reported_on"] >= min(dated[key] for key in keys), row[schema.tables[name].key]


def test_no_headline_rests_on_tier_d_and_no_outcome_contradicts_its_row(schema):
    view = View(Parameters(data=str(schema.folder)))
    stated = troop_levels.levels(view.table("troop_levels"))
    tier = stated.set_index("obs_id")["tier"]
    months = troop_levels.monthly(stated)
    assert len(months) and {tier[name] for cell in months["obs_id"] for name in cell.split()} <= {"A", "B", "C"}
    assert pledge_rule.breaches(view.table("pledges")).empty


def test_no_level_of_zero_is_drawn_on_a_logarithmic_axis(schema):
    view = View(Parameters(data=str(schema.folder)))
    shown = announced_levels.plans(
        view.table("troop_levels"), view.countries, dict(zip(view.countries, THEATRES, strict=False))
    )
    lines = [mark for panel in shown.panels for mark in panel.marks if isinstance(mark, Line)]
    drawn = [value for line in lines for value in line.y if value is not None]
    assert drawn and min(drawn) > 0


def test_the_readme_gives_the_number_of_rows(schema, pack):
    readme = (schema.folder / "README.md").read_text(encoding="utf-8")
    for name, rows in pack.items():
        assert f"| `{name}.csv` | {len(rows)} |" in readme
