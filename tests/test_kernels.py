"""Kernels forked from the warm parent: the same notebooks as cold ones, and nothing left of them in the end."""

import ast
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import nbformat
import psutil
import pytest
from rich.console import Console

from drawdown import paths
from drawdown.book import chapters, executors, run, warm
from drawdown.book.progress import Progress
from drawdown.errors import BookError, ChapterError

pytestmark = pytest.mark.slow

TINY = Path(__file__).parent / "packs" / "tiny"
DECLARED = "Chapter = dict\nchapter = Chapter(reads=[])"  # every notebook says what it reads
KERNEL = "*kernel*"  # what the files and folders of a kernel are called
HEEDING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def unguarded(_allowed: list[Path]) -> list[str]:
    """Let a kernel do what these tests are about: start programs, write files."""
    return []


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Write a chapter of these cells; its kernels start from a folder that stays as empty as that of their sockets."""
    warm.parent()  # this process keeps it after the test, with its own socket
    short = tempfile.TemporaryDirectory(prefix="k")  # the name of a socket has little room
    folders = [tmp_path / "notebooks", tmp_path / "cwd", Path(short.name)]
    for folder in folders[:2]:
        folder.mkdir()
    monkeypatch.setattr(paths, "NOTEBOOKS", folders[0])
    monkeypatch.setattr(run, "guarded", unguarded)
    monkeypatch.setattr(tempfile, "tempdir", str(folders[2]))
    monkeypatch.chdir(folders[1])

    def written(*sources: str) -> str:
        cells = [nbformat.v4.new_code_cell(source) for source in (DECLARED, *sources)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(notebook, folders[0] / "chapter.ipynb")
        return "chapter"

    with short:
        yield written
        assert [list(folder.glob(KERNEL)) for folder in folders[1:]] == [[], []]


def printed(text: str) -> list[str]:
    cells = nbformat.reads(text, as_version=4).cells
    return [output.text.strip() for cell in cells for output in cell.outputs]


def of_folder(notebooks: Path, chapter: str) -> str:
    """Execute a chapter of another folder, in a process of its own."""
    paths.NOTEBOOKS, run.guarded = notebooks, unguarded
    return run.executed(chapter, {})


def hang(notebooks: str, chapter: str) -> None:
    """Wait for a chapter that does not end."""
    with executors.opened(2) as executor:
        executor.submit(of_folder, Path(notebooks), chapter).result()


def imported(room: str) -> set[str]:
    """Return the modules that a room of the package imports, wherever in its functions."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (paths.ROOT / "drawdown" / room).glob("*.py")]
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import)]
    plain = {name.name for node in found if isinstance(node, ast.Import) for name in node.names}
    return plain | {str(node.module) for node in found if isinstance(node, ast.ImportFrom)}


def test_the_warm_parent_has_one_thread_and_all_that_chapters_import(write):
    cell = "import os, sys\nprint(len(os.listdir(f'/proc/{os.getppid()}/task')))\nprint(*sys.modules)"
    threads, modules = printed(run.executed(write(cell), {}))[0].splitlines()
    assert threads == "1"
    wanted = set().union(*map(imported, ("measures", "facts", "charts", "page")))
    assert wanted - set(modules.split()) == set()


def test_kernels_started_at_once_from_one_folder_are_two(write):
    chapter = write("import os\nprint(os.getpid())")
    with executors.opened(2) as executor:
        futures = [executor.submit(of_folder, paths.NOTEBOOKS, chapter) for _ in range(2)]
        pids = {printed(future.result())[0] for future in futures}
    assert len(pids) == 2


@pytest.mark.parametrize(
    ("last", "told"),
    [("os._exit(3)", "took the kernel down"), ("while True: pass", "took longer than 1 seconds")],
)
def test_a_kernel_that_dies_or_hangs_is_told_with_its_cell_and_leaves_no_process(write, tmp_path, last, told):
    note = tmp_path / "pids"
    first = (
        "import os, subprocess\nfrom pathlib import Path\nchild = subprocess.Popen(['sleep', '600'])\n"
        f"Path({str(note)!r}).write_text(f'{{os.getpid()}} {{child.pid}}')"
    )
    with pytest.raises(ChapterError, match=rf"chapter\.ipynb, cell '\w+' {told}"):
        run.executed(write(first, last), {}, timeout=1)
    left = [psutil.Process(pid) for pid in map(int, note.read_text().split()) if psutil.pid_exists(pid)]
    assert psutil.wait_procs(left, timeout=10)[1] == []


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("held = bytearray(5_000_000_000)", "needs more than the 4 GB of memory a chapter has"),
        ("import numpy\nheld = numpy.ones(10**9)", "needs more than the 4 GB of memory a chapter has"),
        ("for _line in range(100): print('x' * 1_000_000)", "puts out most of 100 MB; a page takes 20 MB at most"),
    ],
)
def test_a_chapter_that_takes_too_much_is_told_with_its_cell(write, last, told):
    with pytest.raises(ChapterError, match=rf"chapter\.ipynb, cell '\w+' {told}"):
        run.executed(write("1 + 1", last), {})


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_takes_every_process_with_it(write, tmp_path, ending):
    news = tmp_path / "news"
    os.mkfifo(news)
    tells = f"import os, re\nprint(os.getpid(), file=open({str(news)!r}, 'w'), flush=True)"
    holds_the_interpreter = "re.match('(a+)+b', 'a' * 64)"
    chapter = write(f"{tells}\n{holds_the_interpreter}")
    code = f"{HEEDING}; from tests.test_kernels import hang; hang({str(paths.NOTEBOOKS)!r}, {chapter!r})"
    environment = {**os.environ, "TMPDIR": tempfile.gettempdir()}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=paths.ROOT, env=environment, stderr=subprocess.PIPE
    ) as main:
        with news.open() as hung:
            kernel = psutil.Process(int(hung.readline()))
        everyone = [*psutil.Process(main.pid).children(recursive=True), kernel]
        main.send_signal(ending)
        main.communicate()
    assert len(everyone) >= 3  # a process of the pool, its warm parent, the kernel
    assert psutil.wait_procs(everyone, timeout=20)[1] == []


def test_a_process_of_the_pool_that_is_lost_is_one_clear_error(tmp_path):
    with executors.opened(1) as executor, pytest.raises(BookError, match="ended before they did"):
        executor.submit(os._exit, 1)
        chapters.execute([("synthesis", {}, tmp_path / "out.ipynb")], executor, Progress(Console(file=StringIO())))


def test_a_warm_kernel_gives_the_bytes_of_a_cold_one(tmp_path):
    values = {"data": str(TINY), "lang": "ar"}
    warm = run.executed("attack_frequency", values)
    output = tmp_path / "cold.ipynb"
    command = [sys.executable, "-m", "papermill", "attack_frequency.ipynb", str(output)]
    options = [word for pair in values.items() for word in ("-p", *pair)]
    subprocess.run([*command, *options], cwd=paths.NOTEBOOKS, check=True, capture_output=True)
    assert run.text(nbformat.read(output, as_version=4)) == warm


def test_a_warm_parent_that_cannot_import_is_one_clear_error(tmp_path):
    (tmp_path / "pandas.py").write_text("raise LookupError", encoding="utf-8")
    words = ["run", "synthesis", "-o", str(tmp_path / "out.ipynb")]
    environment = {**os.environ, "PYTHONPATH": str(paths.ROOT)}
    code = f"from drawdown.cli import main; main({words!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "drawdown: The process that kernels are forked from has ended" in done.stderr
