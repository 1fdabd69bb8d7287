"""A chapter's kernel reads what its notebook declares, and nothing else."""

import io
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from drawdown.errors import UndeclaredRead
from drawdown.page.guard import Guard
from tests.project import bytes_of, copy, drawdown

TINY = Path(__file__).parent / "packs" / "tiny"
ENGLISH = ("en",)


@pytest.fixture
def guard(tmp_path):
    return Guard(files=[str(tmp_path / "declared.csv")])


@pytest.mark.parametrize(
    ("event", "details"),
    [
        ("open", ("/etc/hostname", "r", os.O_RDONLY)),
        ("open", (b"/etc/hostname", "rb", os.O_RDONLY)),
        ("open", (Path("/etc/hostname"), None, os.O_RDONLY)),
        ("open", ("other.csv", "r+", os.O_RDWR)),
        ("open", (str(Path(__file__).parents[1] / "drawdown" / "locale" / "xx.po"), "r", 0)),
        ("sqlite3.connect", ("facts.db",)),
        ("urllib.Request", ("https://example.org/rows.csv", None, {}, "GET")),
        ("socket.connect", (None, ("192.0.2.1", 443))),
        ("subprocess.Popen", ("cat", ["cat", "/etc/hostname"], None, None)),
        ("os.system", (b"cat /etc/hostname",)),
        ("os.posix_spawn", ("/bin/cat", ["cat"], {})),
    ],
)
def test_what_is_not_declared_is_refused(guard, event, details):
    with pytest.raises(UndeclaredRead, match="which it does not declare"):
        guard.hear(event, details)


def test_what_is_declared_and_what_belongs_to_the_machine_is_read(guard, tmp_path):
    code = Path(__file__).parents[1] / "drawdown" / "pack" / "view.py"
    for path in (tmp_path / "declared.csv", code, io.__file__, nbformat.__file__, "/dev/null", "/proc/self/stat"):
        guard.hear("open", (str(path), "r", os.O_RDONLY))
    guard.hear("open", (3, "r", 0))  # what is open already
    guard.hear("subprocess.Popen", ("fc-list", ["fc-list", "--format=%{file}"], None, None))
    guard.hear("sqlite3.connect", (":memory:",))
    guard.hear("import", ("numpy", None, None, None, None))


def test_a_chapter_may_read_what_it_wrote_itself(guard, tmp_path):
    path = str(tmp_path / "notes.txt")
    with pytest.raises(UndeclaredRead):
        guard.hear("open", (path, "r", os.O_RDONLY))
    guard.hear("open", (path, "w", os.O_WRONLY | os.O_CREAT))
    guard.hear("open", (path, "r", os.O_RDONLY))


def test_the_events_are_those_that_python_tells(tmp_path):
    """With the guard up, an honest read fails as a refused one does: as an ``OSError`` of the reader."""
    (tmp_path / "other.csv").write_text("a\n1\n", encoding="utf-8")
    code = (
        "import sys, subprocess, urllib.request, pandas as pd\nfrom pathlib import Path\n"
        "from drawdown.page.guard import Guard\nsys.addaudithook(Guard(files=[]).hear)\n"
        "for read in (lambda: pd.read_csv('other.csv'), lambda: Path('other.csv').read_text(),"
        " lambda: open('other.csv'), lambda: subprocess.run(['cat', 'other.csv']), lambda: urllib.request.urlopen('http://127.0.0.1:9')):\n"
        "    try: read()\n    except PermissionError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    place = tmp_path / "other.csv"
    refused = [str(place)] * 3 + ["cat other.csv", "http://127.0.0.1:9"]
    assert done.stdout.splitlines() == [f"reads {name}, which it does not declare." for name in refused]


@pytest.mark.slow
def test_a_chapter_that_reads_something_undeclared_fails_the_build(tmp_path):
    folder = copy(tmp_path, TINY, ENGLISH)
    site = folder / "_build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the site before", encoding="utf-8")
    before = bytes_of(site)
    (folder / "other.csv").write_text("a\n1\n", encoding="utf-8")
    notebook = folder / "notebooks" / "withdrawal_history.ipynb"
    cells = nbformat.read(notebook, as_version=4)
    facts = next(cell for cell in cells.cells if cell.id == "facts")
    facts.source = "import pandas as pd\npd.read_csv('other.csv')\n" + facts.source
    nbformat.write(cells, notebook)
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 1
    said = f"withdrawal_history.ipynb, cell 'facts' reads {folder / 'other.csv'}, which it does not declare."
    assert done.stderr.splitlines()[-1] == f"drawdown: {said}"
    assert bytes_of(site) == before
