"""Files of the real pack that are damaged whole: each is refused by name, row and column, or reads as it did before."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from drawdown import paths
from drawdown.cli import main
from drawdown.facts import withdrawal_history
from drawdown.pack.check import problems
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.damaged_files import FILE, KEPT, LINK_WITHIN, PLACES, REFUSED, TABLE
from tests.project import drawdown
from tests.test_check import only
from tests.test_mutations import contents

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real pack with its pledges and what they point to: a check costs time for each table."""
    folder = Path(shutil.copytree(paths.DATA, tmp_path_factory.mktemp("kept") / "pack"))
    only(folder, TABLE, "milestones", "troop_levels", "waves")
    assert problems(folder) == []
    return folder


@pytest.fixture
def pack(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "pack"))


def stated(pack: Path) -> tuple[object, ...]:
    """The rows of the tables and the facts of the chapter that rests on them."""
    rows = View(Parameters(data=str(pack))).table
    tables = [rows(name).to_csv() for name in ("milestones", TABLE, "waves")]
    facts = withdrawal_history.stated(rows("milestones"), rows(TABLE), rows("waves"))
    return [*map(str, facts)], tables


@pytest.mark.parametrize(("change", "row", "column"), REFUSED.values(), ids=REFUSED)
def test_a_damaged_file_is_refused_by_name_row_and_column(pack, change, row, column):
    path = pack / FILE
    sound = path.read_bytes()
    path.write_bytes(change(sound))
    before = contents(pack)
    assert before[FILE] != sound
    found = problems(pack)
    assert (FILE, row, column) in [(problem.file, problem.row, problem.column) for problem in found]
    assert {problem.file for problem in found} <= {FILE, "sources.csv"}, "its sources may be no one's then"
    assert max(len(str(problem)) for problem in found) < 2000, "a message is for people"
    assert contents(pack) == before


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
def test_a_file_that_only_looks_damaged_reads_as_before(kept, pack, change):
    path = pack / FILE
    path.write_bytes(change(path.read_bytes()))
    assert path.read_bytes() != (kept / FILE).read_bytes()
    assert problems(pack) == []
    assert stated(pack) == stated(kept)


@pytest.mark.parametrize("put", PLACES.values(), ids=PLACES)
def test_what_is_no_file_of_the_pack_is_refused_by_name(pack, put):
    put(pack / FILE)
    assert (FILE, 0, "") in [(problem.file, problem.row, problem.column) for problem in problems(pack)]


def test_a_link_within_the_pack_is_a_file(kept, pack):
    LINK_WITHIN(pack / FILE)
    assert problems(pack) == []
    assert stated(pack) == stated(kept)


@pytest.mark.parametrize("name", ["pages/methods.md", "README.md", "imported/ucdp/part.parquet"])
@pytest.mark.parametrize("target", ["/etc/passwd", "/nowhere", "../../.."])
def test_nothing_in_a_pack_leads_out_of_it(pack, name, target):
    path = pack / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)
    assert [(problem.file, problem.row) for problem in problems(pack)] == [(name, 0)]


def test_a_loop_of_links_holds_nothing_and_harms_nothing(pack):
    (pack / "loop.md").symlink_to("loop.md")
    assert problems(pack) == []


COMMANDS = (  # through the real command, in a process that has read nothing yet
    "in UTF-16",
    "with a cell of a million characters",
    "with Arabic-Indic numbers",
    "with a quotation mark that does not close",
    "a zip bomb",
)


@pytest.mark.parametrize("damage", COMMANDS)
def test_the_command_ends_with_one_and_no_traceback(pack, damage):
    change, row, _ = REFUSED[damage]
    path = pack / FILE
    path.write_bytes(change(path.read_bytes()))
    before = contents(pack)
    done = drawdown(paths.ROOT, "check", str(pack))
    assert done.returncode == 1
    assert f"{FILE} row {row}" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert contents(pack) == before


@pytest.mark.parametrize("command", ["build", "grid"])
def test_a_book_of_a_damaged_pack_is_not_begun(pack, command, tmp_path, monkeypatch):
    (pack / FILE).unlink()
    monkeypatch.setattr(paths, "BUILD", tmp_path / "_build")
    site = tmp_path / "_build/html/index.html"
    site.parent.mkdir(parents=True)
    site.write_text("the site of before")
    done = CliRunner().invoke(main, [command, "--data", str(pack)])
    assert done.exit_code == 1 and FILE in done.output
    assert site.read_text() == "the site of before"
