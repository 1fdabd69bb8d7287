"""What holds for every row of the real pack, beyond its schema."""

import re
from collections.abc import Iterable
from itertools import pairwise

import pandas as pd
import pytest

from drawdown import paths
from drawdown.measures import troop_levels
from drawdown.pack import tables
from drawdown.pack.schema import SOURCES, Schema
from drawdown.pack.view import View
from drawdown.parameters import Parameters

SCHEMA = Schema(paths.DATA)
NAMES = list(SCHEMA.tables)
MAIN_DATE = {"attack_counts": "period_end", "outcomes": "period_end"}  # elsewhere the first day of a row
TIMED = [name for name, table in SCHEMA.tables.items() if table.time]
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|work|tmp|root|var)/|[A-Z]:\\\\|file://")
QUOTED = re.compile(r"[\"“«]([^\"“”«»]+)[\"”»]")
QUOTE_WORDS = 20
TAGS = re.compile(r"\s*\[[a-z_]+\]")  # of a note, no words


@pytest.fixture(scope="module")
def pack():
    return {name: tables.read(SCHEMA, name) for name in NAMES}


def text(name):
    return (paths.DATA / SCHEMA.tables[name].path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TIMED)
def test_rows_stand_by_main_date_then_id(pack, name):
    table = SCHEMA.tables[name]
    order = [MAIN_DATE.get(name, table.time[0]), table.key]
    assert list(pack[name].index) == list(pack[name].sort_values(order, na_position="first").index)


@pytest.mark.parametrize("name", [SOURCES, "audit"])
def test_rows_without_a_date_stand_by_id(pack, name):
    assert pack[name][SCHEMA.tables[name].key].is_monotonic_increasing


def test_ids_are_unique_across_tables(pack):
    names = pd.concat([pack[name][table.key] for name, table in SCHEMA.tables.items()])
    assert names[names.duplicated()].tolist() == []


def test_no_table_holds_excerpts():
    assert [
        column
        for table in SCHEMA.tables.values()
        for column in table.types
        if re.search("excerpt|snippet|full_text", column)
    ] == []


def test_every_source_is_used(pack):
    used = {key for name, table in SCHEMA.tables.items() for column in table.sources for key in pack[name][column]}
    used |= {key for cell in pack["claims"]["source_keys"] for key in cell.split()}
    assert sorted(set(pack[SOURCES]["source_key"]) - used) == []


@pytest.mark.parametrize("name", [name for name, table in SCHEMA.tables.items() if table.sources])
def test_the_second_source_is_another_one(pack, name):
    for first, second in (("source", "source_2"), ("source_announcement", "source_announcement_2")):
        if {first, second} <= set(pack[name]):
            same = pack[name][pack[name][first] == pack[name][second]]
            assert same[SCHEMA.tables[name].key].tolist() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_quotation_has_at_most_twenty_words(pack, name):
    key = SCHEMA.tables[name].key
    columns = [
        column
        for column, kind in SCHEMA.tables[name].types.items()
        if kind == "string" and column not in ("url", "title")
    ]
    for row in pack[name].to_dict("records"):
        for column in columns:
            found = [row[column]] if column == "quote_original" else QUOTED.findall(row[column])
            assert all(len(quote.split()) <= QUOTE_WORDS for quote in found), f"{row[key]} {column}"


def test_a_title_has_no_remark_in_another_script(pack):
    """It would stand among words that run the other way; what there is to say of a title is said of its source."""
    remark = re.compile(r"\((?:[a-z]+ ){2,}[a-z]+\)")
    titles = [title for title in pack["sources"]["title"] if re.search("[\u0600-\u06ff]", title)]
    assert len(titles) > 50 and [title for title in titles if remark.search(title)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_path_of_a_machine_is_in_a_table(name):
    without_addresses = re.sub(r"https?://[^,\"\s]+", "", text(name))
    assert MACHINE_PATH.search(without_addresses) is None


@pytest.mark.parametrize("name", NAMES)
def test_text_is_clean(pack, name):
    assert (
        text(name).endswith("\n")
        and "\r" not in text(name)
        and "\ufeff" not in text(name)
        and "\ufffd" not in text(name)
    )
    for column, kind in SCHEMA.tables[name].types.items():
        if kind == "string":
            cells = pack[name][column]
            assert cells[cells != cells.str.strip()].tolist() == [], column


def english(columns: Iterable[str], arabic: str) -> str:
    """Return the column that says in English what an Arabic one says; notes have no ending."""
    stem = arabic.removesuffix("_ar")
    return f"{stem}_en" if f"{stem}_en" in columns else stem


@pytest.mark.parametrize("name", NAMES)
def test_text_for_readers_is_in_both_languages_side_by_side(name):
    columns = list(SCHEMA.tables[name].types)
    behind = {column: after for column, after in pairwise([*columns, ""]) if after.endswith("_ar")}
    assert behind == {english(columns, column): column for column in columns if column.endswith("_ar")}
    assert {column for column in columns if column.endswith("_en")} <= set(behind)


@pytest.mark.parametrize("name", [name for name in NAMES if name != SOURCES])
def test_what_is_in_english_is_in_arabic_too_and_nothing_else_is(pack, name):
    for column in (column for column in pack[name] if column.endswith("_ar")):
        there = pack[name][english(pack[name], column)].str.replace(TAGS, "", regex=True) != ""
        arabic = pack[name][column].str.contains("[\u0600-\u06ff]")
        assert pack[name].loc[arabic != there, SCHEMA.tables[name].key].tolist() == [], column


@pytest.mark.parametrize(("code", "letters"), [("en", "[A-Za-z0-9]"), ("ar", "[\u0600-\u06ff]")])
def test_a_title_is_told_in_each_language_it_is_not_in(pack, code, letters):
    sources = pack[SOURCES]
    told = sources[f"title_{code}"].str.contains(letters)
    assert sources.loc[told != (sources["language"] != code), "source_key"].tolist() == []


@pytest.mark.parametrize("name", [name for name in TIMED if "source" in SCHEMA.tables[name].types])
def test_a_row_was_not_reported_before_its_source_was_published_or_later_than_it_was_collected(pack, name):
    rows = pack[name]
    assert (rows["reported_on"] <= pd.Timestamp(SCHEMA.window[1])).all()


@pytest.mark.parametrize("name", TIMED)
def test_a_period_does_not_end_before_it_starts(pack, name):
    first, last = SCHEMA.tables[name].time
    backwards = pack[name][pack[name][last] < pack[name][first]]
    assert backwards[SCHEMA.tables[name].key].tolist() == []


@pytest.mark.parametrize("name", [name for name, table in SCHEMA.tables.items() if "status" in table.types])
def test_a_duplicate_repeats_a_row_of_its_own_table(pack, name):
    key = SCHEMA.tables[name].key
    originals = pack[name]["status"].str.extract("^duplicate_of:(.+)$", expand=False)
    repeats = pack[name][originals.notna()]
    assert set(originals.dropna()) <= set(pack[name][key])
    assert repeats[originals.dropna() == repeats[key]].empty


def test_a_second_look_names_a_row_that_exists(pack):
    for row in pack["audit"].itertuples():
        assert row.row_id in set(pack[row.table][SCHEMA.tables[row.table].key]), row.audit_id


def test_a_lead_report_leads_itself_and_is_of_the_same_incident(pack):
    rows = pack["attack_events"].set_index("event_id")
    leads = rows.loc[rows["lead_event_id"]]
    assert (leads["lead_event_id"] == leads.index).all()
    assert (leads["incident_id"].to_numpy() == rows["incident_id"].to_numpy()).all()


def test_a_low_is_no_higher_than_its_high(pack):
    rows = pack["troop_levels"]
    low, high = rows["low"].fillna(rows["estimate"]), rows["high"].fillna(rows["estimate"])
    wrong = ((low > rows["estimate"]) | (rows["estimate"] > high)).fillna(False)
    assert rows.loc[wrong, "obs_id"].tolist() == []


def test_no_headline_rests_on_tier_d():
    view = View(Parameters())
    stated = troop_levels.levels(view.table("troop_levels"))
    months = troop_levels.monthly(stated)
    tier = stated.set_index("obs_id")["tier"]
    assert len(months) > 50
    for row in months.itertuples():
        assert {tier[name] for name in row.obs_id.split()} <= {"A", "B", "C"}, (row.country, row.month)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_gives_the_number_of_rows(pack, name):
    readme = (paths.DATA / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\| `{name}\.csv` \| {len(pack[name])} \|", readme)
