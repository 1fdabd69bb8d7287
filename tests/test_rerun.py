"""A book built again after an edit: only what changed is made, and it is the book a build from nothing makes."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drawdown.book import browser as machine
from drawdown.book.keys import Key
from tests.project import bytes_of, copy, drawdown

pytestmark = pytest.mark.slow

TINY = Path(__file__).parent / "packs" / "tiny"
ENGLISH = ("en",)
LEVEL = ("data/troop_levels.csv", ",8000,", ",8100,")
PROSE = ("notebooks/stated_positions.ipynb", "# ", "# So: ")
PLOT = ("drawdown/charts/reversals.py", 'title=_("', 'title=_("So: ')
PAGE = ("book/methods.md", "# ", "# So: ")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project on the tiny pack, built once; the tests leave it built."""
    folder = copy(tmp_path_factory.mktemp("project"), TINY, ENGLISH)
    built(folder)
    return folder


def built(folder: Path, *options: str) -> dict[str, str]:
    """Build, and return what was said of each chapter and the site."""
    done = drawdown(folder, "build", "--no-files", *options)
    assert done.returncode == 0, done.stderr
    lines = (line.split("  ", maxsplit=1) for line in done.stdout.splitlines() if "  " in line)
    return {name.removesuffix(" en"): why.strip() for name, why in lines}


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, (name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def site(folder: Path) -> Path:
    return folder / "_build" / "html"


def kept(folder: Path) -> dict[str, bytes]:
    return bytes_of(folder / "_build")


def stale(said: dict[str, str]) -> dict[str, str]:
    return {name: why for name, why in said.items() if why != "unchanged" and name != "site"}


def test_nothing_changed_is_nothing_to_do(project):
    before = kept(project)
    done = drawdown(project, "build", "--no-files")
    assert (done.returncode, done.stdout) == (0, "Nothing to do: the book in _build/html is up to date.\n")
    assert kept(project) == before


def test_edit_after_edit_the_site_is_that_of_a_build_from_nothing(project, tmp_path):
    edit(project, *LEVEL)
    dry = drawdown(project, "build", "--no-files", "--dry-run", "--explain")
    assert "ARL-002" in dry.stdout and "troop_levels.csv: 1 row changed" in dry.stdout
    assert stale(built(project)) == dict.fromkeys(
        ("troop_levels", "attack_frequency", "synthesis"), "troop_levels.csv: 1 row changed"
    )
    edit(project, *PROSE)
    edit(project, *PLOT)
    assert stale(built(project)) == {
        "stated_positions": "notebooks/stated_positions.ipynb changed",
        "withdrawal_history": "charts/reversals.py changed",
    }
    edit(project, *PAGE)
    said = built(project, "-p", "as_of=2006-12-18")
    assert all(why.startswith("as_of is now 2006-12-18 (was latest)") for why in stale(said).values())
    fresh = copy(tmp_path / "fresh", TINY, ENGLISH)
    for edited in (LEVEL, PROSE, PLOT, PAGE):
        edit(fresh, *edited)
    built(fresh, "-p", "as_of=2006-12-18")
    assert bytes_of(site(project)) == bytes_of(site(fresh))
    assert stale(built(project)) == {}  # the chapters of the latest day are still in the store


def test_a_dry_run_changes_nothing(project, tmp_path):
    fresh = copy(tmp_path / "fresh", TINY, ENGLISH)
    assert "never run" in drawdown(fresh, "build", "--dry-run").stdout
    assert not (fresh / "_build").exists()
    page = project / PAGE[0]
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    before = kept(project)
    done = drawdown(project, "build", "--no-files", "--dry-run")
    assert done.returncode == 0
    assert "site                   book/methods.md changed" in done.stdout
    assert kept(project) == before


def test_a_damaged_entry_is_noticed_and_made_again(project):
    entry = project / "_build" / "store" / "chapters" / published(project)["synthesis"] / "notebook.ipynb"
    before = entry.read_bytes()
    entry.write_bytes(before[:-9])
    edit(project, "book/methods.md", "One more sentence.", "Two more sentences.")
    assert stale(built(project)) == {"synthesis": "its entry in the store is damaged"}
    assert entry.read_bytes() == before


def published(folder: Path) -> dict[str, str]:
    """Return the digests of the chapters of the published site."""
    held = json.loads((folder / "_build" / "store" / "published-html.json").read_bytes())
    return {name.removesuffix(" en"): Key(**parts).digest for name, parts in held["chapters"].items()}


def test_only_one_chapter_runs_and_the_others_stay_as_they_were_published(project):
    edit(project, "data/troop_levels.csv", ",10000,", ",10100,")
    said = stale(built(project, "--only", "troop_levels"))
    assert said == {"troop_levels": "troop_levels.csv: 1 row changed"}
    assert stale(built(project)).keys() == {"attack_frequency", "synthesis"}  # the whole book catches up


def test_only_of_a_book_never_built_is_refused(tmp_path):
    done = drawdown(copy(tmp_path, TINY, ENGLISH), "build", "--no-files", "--only", "synthesis")
    assert done.returncode == 2
    assert "--only leaves withdrawal_history out" in done.stderr


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "drawdown", "build", "--no-files", *options]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def disturbed(folder: Path, phase: str, name: str, old: str, new: str) -> tuple[int, str]:
    """Build everything anew with an edit as soon as a phase has begun; return the exit code and what was said."""
    with started(folder, "--force") as build:
        assert build.stderr is not None
        assert any(line.startswith(phase) for line in build.stderr)
        edit(folder, name, old, new)
        said = build.stderr.read()
    assert not [path for path in (folder / "_build").iterdir() if path.name.startswith("build-")]
    return build.returncode, said


def test_a_pack_edited_while_its_build_is_planned_is_planned_again(project):
    built(project)
    code, said = disturbed(project, "check the pack", "data/troop_levels.csv", ",5200,,cap", ",5500,,cap")
    assert code == 0 and "troop_levels.csv was edited while the book was planned: it is planned again." in said
    assert b"5,500" in (site(project) / "evidence" / "troop_levels.html").read_bytes()
    assert drawdown(project, "build", "--no-files").stdout.startswith("Nothing to do")
    edit(project, "data/troop_levels.csv", ",5500,,cap", ",5200,,cap")


@pytest.mark.parametrize(("phase", "number"), [("run ", 5300), ("make the site", 5400)])
def test_a_pack_edited_during_a_build_shows_as_it_was_and_the_edit_in_the_next(phase, number, project):
    built(project)
    table, before = project / "data" / "troop_levels.csv", bytes_of(site(project))
    name, old, new, shown = "data/troop_levels.csv", ",5200,,cap", f",{number},,cap", f"{number:,}".encode()
    code, said = disturbed(project, phase, name, old, new)
    assert code == 0, said
    assert bytes_of(site(project)) == before
    edited = table.read_bytes()
    assert before[name] != edited
    assert stale(built(project))["troop_levels"] == "troop_levels.csv: 1 row changed"
    after = bytes_of(site(project))
    assert after[name] == edited
    assert shown in after["evidence/troop_levels.html"] and shown not in before["evidence/troop_levels.html"]
    edit(project, name, new, old)


def test_prose_edited_during_a_build_stops_it_and_the_site_stays(project):
    page = project / PAGE[0]
    text, before = page.read_text(encoding="utf-8"), bytes_of(site(project))
    code, said = disturbed(project, "run ", *PAGE)
    page.write_text(text, encoding="utf-8")
    assert code == 1 and "methods.md was edited while the book was being built" in said.splitlines()[-1]
    assert bytes_of(site(project)) == before


def test_a_full_disk_is_one_clear_error_and_the_site_stays(project):
    """A limit on the size of files stands for it: the executed chapter is larger, and its write fails midway."""
    before = bytes_of(site(project))
    done = subprocess.run(
        [sys.executable, "-m", "drawdown", "build", "--no-files"],
        cwd=project,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert done.returncode == 1
    assert "The book cannot be written" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr
    assert bytes_of(site(project)) == before


@pytest.fixture
def watched(project: Path) -> Iterator[str]:
    """The address of the project's book, watched."""
    command = [sys.executable, "-u", "-m", "drawdown", "build", "--no-files", "--watch", "--port", "0"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        try:
            yield next(line.split()[4].rstrip(";") for line in watching.stdout if line.startswith("The book is at "))
        finally:
            watching.terminate()


def test_an_open_page_loads_itself_again_after_a_save(project, watched):
    with machine.opened() as chromium:
        page = chromium.new_page()
        page.goto(f"{watched}/methods.html")
        assert "Saved just now." not in page.inner_text("main")
        with (project / "book" / "methods.md").open("a", encoding="utf-8") as text:
            text.write("\nSaved just now.\n")
        page.get_by_text("Saved just now.").wait_for(timeout=300_000)
        assert ".built" in page.content()
    assert ".built" not in (site(project) / "methods.html").read_text(encoding="utf-8")
