"""Nothing but a pack knows whom and where its facts are about: the code, the chapters and the pages do not."""

import json
import re

import pytest

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.pack import tables
from drawdown.pack.schema import Schema

PACKS = [paths.DATA, *sorted(path.parent for path in (paths.ROOT / "packs").glob("*/datapackage.json"))]
SEARCHED = [paths.ROOT / "drawdown", paths.NOTEBOOKS, paths.BOOK]
KINDS = {".py", ".ipynb", ".html", ".css", ".js", ".json", ".md", ".svg", ".toml", ".po", ".yml"}
GENERATED = {"chapters", "__pycache__"}
TRANSLATORS = "GLOSSARY.md"  # read by no code: it says how the names of all packs are translated

# columns whose values are names of places, bases and actors
NAMED = {
    "positions": ("actor", "actor_group"),
    "attack_events": ("site", "location", "attackers_claimed"),
    "us_strikes": ("location",),
    "pledges": ("announced_by", "target_area"),
}
LISTED = [
    "Iraq",
    "Iraqi",
    "Iraqis",
    "Syria",
    "Syrian",
    "Jordan",
    "Baghdad",
    "Damascus",
    "Erbil",
    "Kurd",
    "Kurds",
    "Kurdish",
    "Iran",
    "Iranian",
    "ISIS",
    "SOHR",
    "Gaza",
    "Israel",
    "Turkey",
    "Afghanistan",
    "Niger",
    "Nigerien",
    "Niamey",
    "Agadez",
    "Sahel",
    "العراق",
    "سوريا",
    "الأردن",
    "النيجر",
    "Islamic State",
    "Tower 22",
    "Middle East",
]
OF_EVERY_PACK = {
    "US": "the tables of every pack are about US forces",
    "US Department of Defense": "the counter whose statements are official, in every pack",
    "Other": "a word, and no name",
}


def names() -> list[str]:
    """The names of the packs' theatres, places and actors, and the list."""
    found = set(LISTED)
    for folder in PACKS:
        schema = Schema(folder)
        for theatre in schema.descriptor["theatres"]:
            found |= set(theatre.values())
        found |= {term["name"] for term in schema.descriptor.get("terms", []) if "title_en" in term}  # its codes
        for table, columns in NAMED.items():
            rows = tables.read(schema, table)
            found |= {value for column in columns for value in rows[column]}
    return sorted(found - OF_EVERY_PACK.keys() - {"", "armed_groups", "observatory"})


def files() -> list[str]:
    """The files searched, by their path from the root."""
    return sorted(
        str(path.relative_to(paths.ROOT))
        for folder in SEARCHED
        for path in folder.rglob("*")
        if path.suffix in KINDS and path.name != TRANSLATORS and not GENERATED & set(path.parts)
    )


PATTERN = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names(), key=len, reverse=True))) + r")(?!\w)")


def test_the_names_are_many():
    assert len(names()) > 150 and {"Iraq", "Syria", "Niger", "Air Base 201, Agadez"} <= set(names())


@pytest.mark.parametrize("file", files())
def test_a_file_names_nothing_of_a_pack(file):
    text = (paths.ROOT / file).read_text(encoding="utf-8")
    assert [match.group() for match in PATTERN.finditer(text)] == []


def shape(table):
    """A table without what is the pack's own: its caveat, and what a column that is vocabulary may hold and means."""
    kept = {name: value for name, value in table.items() if not name.startswith("caveat")}
    fields = [
        {name: field[name] for name in ("name", "type", "title")} if "vocabulary" in field else field
        for field in table["schema"]["fields"]
    ]
    return {**kept, "schema": {**table["schema"], "fields": fields}}


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_pack_repeats_the_one_schema(folder):
    every = {table["name"]: shape(table) for table in json.loads(paths.TABLES.read_text(encoding="utf-8"))}
    for table in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        assert shape(table) == every[table["name"]]


def test_every_chapter_is_searched():
    assert {f"notebooks/{chapter}.ipynb" for chapter in chapters()} <= set(files())
