"""A pack that lacks a table, or has it without a row: every chapter copes, and says so."""

import contextlib
import io
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.pack import check, tables
from drawdown.pack.schema import SOURCES, Schema, standard
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.project import bytes_of, copy, drawdown
from tests.test_web import one

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


def parsed(path: Path) -> BeautifulSoup:
    """A page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


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
    whole = View(Parameters(data=str(TINY)))
    for chapter in sorted(READ_BY[table]):
        assert {fact.id for fact in stated(chapter, seen)} >= _fixed(stated(chapter, whole)), chapter


def _fixed(facts):
    """The facts that prose may name of any pack: not those that a row of the pack names."""
    return {fact.id for fact in facts if not re.search(r"_(?:arland|borland|\w*vacuum\w*|\w*test\w*)$", fact.id)}


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


@pytest.mark.slow
class TestBooks:
    """Books of other packs than the project's own, beside a site that is there already."""

    @pytest.fixture(scope="class")
    def project(self, tmp_path_factory):
        """A copy of the project with a site, and the books of two more packs."""
        folder = copy(tmp_path_factory.mktemp("packs"))
        (folder / "_build" / "html").mkdir(parents=True)
        (folder / "_build" / "html" / "index.html").write_text("the site before", encoding="utf-8")
        without(folder / "lacking", "positions", "attack_counts")
        for data in ("lacking", "packs/niger"):
            done = drawdown(folder, "build", "--no-files", "--data", data)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "WARNING" not in done.stderr
        return folder

    @pytest.fixture
    def lacking(self, project):
        return project / "_build" / "packs" / "leaving-arland" / "html"

    @pytest.fixture
    def niger(self, project):
        return project / "_build" / "packs" / "leaving-niger" / "html"

    def test_each_site_has_its_place_and_the_projects_own_stays(self, project):
        assert bytes_of(project / "_build" / "html") == {"index.html": b"the site before"}
        built = sorted(path.name for path in (project / "_build" / "packs").iterdir())
        assert built == ["leaving-arland", "leaving-niger"]
        assert sorted(path.name for path in (project / "_build").iterdir()) == ["html", "packs"]

    def test_sections_without_a_table_say_so(self, lacking):
        text = (lacking / "chapters" / "stated_positions.html").read_text(encoding="utf-8")
        assert "The pack has no row in the table Stated positions; the sections that rest on it say so." in text
        assert "No stated position falls in this view." in text
        text = (lacking / "chapters" / "attack_frequency.html").read_text(encoding="utf-8")
        assert "The pack has no row in the table Attack and casualty counts" in text

    def test_a_book_bears_the_names_of_its_pack(self, niger):
        pages = {path.relative_to(niger): parsed(path) for path in niger.rglob("*.html")}
        for path in (Path("index.html"), *(Path(f"chapters/{chapter}.html") for chapter in chapters())):
            page = pages[path]
            assert page.title and page.title.get_text().endswith("Leaving Niger"), path
            assert one(page, 'meta[property="og:site_name"]')["content"] == "Leaving Niger"
        first = pages[Path("index.html")]
        assert one(first, "h1").get_text().startswith("Leaving Niger")
        assert "Was the US withdrawal from Niger carried out as promised" in first.get_text()
        feed = (niger / "feed.xml").read_text(encoding="utf-8")
        assert "<title>Leaving Niger</title>" in feed

    def test_a_book_says_nothing_of_another_pack(self, niger):
        author = "The Leaving Iraq project"
        for path in niger.rglob("*"):
            if path.suffix in (".html", ".xml", ".svg", ".csv", ".json", ".bib"):
                text = path.read_text(encoding="utf-8").replace(author, "")
                assert "Iraq" not in text and "Syria" not in text, path

    def test_its_examples_are_its_own(self, niger):
        text = parsed(niger / "rerun.html").get_text()
        assert "-p country=Niger" in text and "--at 2024-06-01" in text and "<country>" not in text
