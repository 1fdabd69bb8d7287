"""The whole way from a small pack to a published site, in a copy of the project."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest

from drawdown import paths
from drawdown.book import plan
from tests.project import bytes_of, copy, drawdown

pytestmark = pytest.mark.slow

TINY = Path(__file__).parent / "packs" / "tiny"
ENGLISH = ("en",)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project on the tiny pack, built once."""
    folder = copy(tmp_path_factory.mktemp("project"), TINY, ENGLISH)
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def site(project: Path) -> Path:
    return project / "_build" / "html"


def test_every_chapter_and_page_is_there(site):
    pages = ["index", "methods", "codebook", "sources", "references", "rerun", "cite"]
    for page in [*pages, *(f"chapters/{chapter}" for chapter in plan.chapters())]:
        assert (site / f"{page}.html").is_file(), page


def test_the_small_pack_speaks_of_its_own_countries_only(site):
    text = "".join(page.read_text(encoding="utf-8") for page in (site / "chapters").glob("*.html"))
    assert "Arland" in text
    assert "Syria" not in text


def test_the_figures_data_can_be_downloaded(site):
    files = {path.name for path in (site / "figures" / "troop_levels").iterdir()}
    assert {"levels.csv", "levels.svg", "levels.js"} <= files
    header = (site / "figures" / "troop_levels" / "levels.csv").read_text(encoding="utf-8").splitlines()[0]
    assert {"obs_id", "estimate", "source"} <= set(header.split(","))


def test_the_bibliography_holds_what_is_cited_and_no_more(project):
    from pybtex.database import parse_file

    from drawdown.book.site import cited

    chapters = [project / "book" / "chapters" / f"{chapter}.ipynb" for chapter in plan.chapters()]
    entries = set(parse_file(str(project / "book" / "references.bib")).entries)
    assert entries == cited(chapters)
    assert entries


def test_nothing_is_left_beside_the_site(project):
    assert sorted(path.name for path in (project / "_build").iterdir()) == [".lock", "html", "sites", "store"]


def test_the_same_inputs_give_the_same_site(project, site):
    before = bytes_of(site)
    done = drawdown(project, "build", "--no-files", "--force")
    assert done.returncode == 0, done.stderr
    after = bytes_of(site)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []


def test_a_chapter_that_raises_is_named_with_its_cell_and_the_site_stays(tmp_path):
    folder = copy(tmp_path, TINY, ENGLISH)
    old = _old_site(folder)
    notebook = folder / "notebooks" / "troop_levels.ipynb"
    cells = nbformat.read(notebook, as_version=4)
    next(cell for cell in cells.cells if cell.id == "fig-levels").source = 'raise LookupError("no such level")'
    nbformat.write(cells, notebook)
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 1
    assert "troop_levels.ipynb, cell 'fig-levels' raised LookupError: no such level" in done.stderr
    assert "Traceback" not in done.stderr.split("raised LookupError")[0]
    assert bytes_of(folder / "_build" / "html") == old


def test_a_page_that_warns_fails_the_build_and_the_site_stays(tmp_path):
    folder = copy(tmp_path, TINY, ENGLISH)
    old = _old_site(folder)
    with (folder / "book" / "methods.md").open("a", encoding="utf-8") as page:
        page.write("\n{ref}`nowhere-at-all`\n")
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 1
    assert "nowhere-at-all" in done.stderr
    assert "Nothing was published" in done.stderr
    assert bytes_of(folder / "_build" / "html") == old


def test_an_interrupted_build_leaves_the_site_and_nothing_else(tmp_path):
    folder = copy(tmp_path, TINY, ENGLISH)
    old = _old_site(folder)
    # a shell that runs the tests in the background has children ignore interrupts
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{heeding}; from drawdown.cli import main; main(['build'])"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as build:
        assert build.stderr is not None
        for line in build.stderr:
            if line.startswith("run "):  # the first chapter has begun
                processes = psutil.Process(build.pid).children(recursive=True)
                build.send_signal(signal.SIGINT)
                break
        build.stderr.read()
    assert build.returncode == 1
    assert bytes_of(folder / "_build" / "html") == old
    assert sorted(path.name for path in (folder / "_build").iterdir()) == [".lock", "html", "store"]
    assert not any((folder / "_build" / "store").glob("**/.*"))
    assert psutil.wait_procs(processes, timeout=20)[1] == []


@pytest.mark.parametrize("chapter", plan.chapters())
def test_a_chapter_runs_with_plain_papermill_from_its_own_folder(chapter, tmp_path):
    output = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", f"{chapter}.ipynb", str(output), "-p", "country", "Syria"]
    done = subprocess.run(command, cwd=paths.NOTEBOOKS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    executed = json.loads(output.read_text(encoding="utf-8"))
    assert any("drawdown" in out.get("metadata", {}) for cell in executed["cells"] for out in cell.get("outputs", []))


def test_papermill_explains_the_parameters():
    command = [sys.executable, "-m", "papermill", "--help-notebook", str(paths.NOTEBOOKS / "troop_levels.ipynb")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "as_of" in done.stdout and "day of knowledge" in done.stdout


def _old_site(folder: Path) -> dict[str, bytes]:
    site = folder / "_build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the site before", encoding="utf-8")
    return bytes_of(site)
