"""A pack that lacks a table, or has it without a row: every chapter copes, and says so."""

import contextlib
import io
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.pack import check, tables
from drawdown.pack.schema import SOURCES, Schema, standard
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.test_notebooks import GLUE, OF_EVERY_CHAPTER

TINY = Path(__file__).parent / "packs" / "tiny"
TABLES = [name for name in standard() if name != SOURCES]
# the chapters that read each table, and so say that it is not there
READ_BY = {
    "milestones": {"withdrawal_history", "troop_levels", "attack_frequency", "synthesis"},
    "waves": {"withdrawal_history", "troop_levels", "synthesis"},
    "pledges": {"withdrawal_history"},
    "troop_levels": {"troop_levels", "attack_frequency", "synthesis"},
    "dmdc_troops": {"troop_levels"},
    "attack_counts": {"attack_frequency", "synthesis"},
    "attack_events": {"attack_frequency", "synthesis"},
    "us_strikes": {"synthesis"},
    "positions": {"stated_positions"},
    "outcomes": {"synthesis"},
    "claims": {"attack_frequency", "synthesis"},
    "mechanisms": {"synthesis"},
    "predictions": {"synthesis"},
    "rivals": {"synthesis"},
    "audit": set(),
}


def without(folder: Path, *names: str) -> Path:
    """A copy of the tiny pack without these tables, and without the sources that only they named."""
    pack = Path(shutil.copytree(TINY, folder))
    path = pack / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for table in [held for held in descriptor["resources"] if held["name"] in names]:
        (pack / table["path"]).unlink()
        descriptor["resources"].remove(table)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    schema = Schema(pack)
    frames = {table.name: tables.read(schema, table.name) for table in schema.tables.values()}
    named = {key for table in schema.tables.values() for column in table.sources for key in frames[table.name][column]}
    named |= {key for cell in frames["claims"]["source_keys"] for key in cell.split()} if "claims" in frames else set()
    lines = (pack / "sources.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines[1:] if line.split(",")[0] in named]
    (pack / "sources.csv").write_text("".join([lines[0], *kept]), encoding="utf-8")
    return pack


def run(chapter: str, pack: Path) -> str:
    """Run the code of a chapter in this process, and return what it printed."""
    notebook = nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4)
    names: dict[str, object] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, f"{chapter}: {cell.id}", "exec"), names)
                if cell.id == "parameters":
                    names["data"] = str(pack)
    return printed.getvalue()


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The tiny pack with every table but no row."""
    pack = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("empty") / "pack"))
    for table in Schema(pack).tables.values():
        path = pack / table.path
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return pack


def test_every_table_is_tried():
    assert set(READ_BY) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_chapter_states_its_facts_without_a_table(table, tmp_path, stated):
    seen = View(Parameters(data=str(without(tmp_path / "pack", table))))
    for chapter in sorted(READ_BY[table]):
        prose = (paths.NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8")
        named = {name for _, name in GLUE.findall(prose)} - OF_EVERY_CHAPTER
        assert {fact.id for fact in stated(chapter, seen)} >= named, chapter


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_a_chapter_copes_without_a_table(table, tmp_path):
    """Those that read it: the others read the same pack as ever."""
    pack = without(tmp_path / "pack", table)
    for chapter in sorted(READ_BY[table]):
        said = run(chapter, pack)
        assert "The pack has no row in the table" in said and standard()[table].title in said, chapter


@pytest.mark.slow
def test_an_empty_pack_is_sound_and_every_chapter_copes(empty):
    assert check.problems(empty) == []
    for chapter in chapters():
        assert "The pack has no row in" in run(chapter, empty), chapter


def test_a_descriptor_without_a_column_is_a_problem_and_no_crash(broken_pack):
    path = broken_pack / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    fields = next(held for held in descriptor["resources"] if held["name"] == "milestones")["schema"]["fields"]
    fields.remove(next(field for field in fields if field["name"] == "kind"))
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    [problem] = check.problems(broken_pack)
    assert (problem.file, problem.column) == ("datapackage.json", "kind")
    assert "milestones" in problem.rule and "drawdown new" in problem.mend
