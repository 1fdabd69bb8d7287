"""Whatever ends a build, and when: the published site is the old one or the new one, and the next build succeeds."""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests import disk
from tests.faults import SPARED, edited, published
from tests.project import bytes_of, copy, drawdown

TINY = Path(__file__).parent / "packs" / "tiny"
OLD, NEW = ({"index.html": name, "chapters/one.html": name, f"{name}.html": name} for name in ("old", "new"))
ORDINARY = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []  # root may write anywhere
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.faults"])


def site(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shown(target: Path) -> dict[str, str]:
    return {name: content.decode() for name, content in bytes_of(target).items()}


def start(kind: str, target: Path) -> dict[str, str]:
    """Leave what may be there before a site is published, and return what a reader sees of it."""
    if kind == "nothing":
        return {}
    site(target.parent / "sites" / "one", OLD)
    target.symlink_to("sites/one", target_is_directory=True)
    if kind == "an interrupted publication":
        (target.parent / ".html.link").symlink_to("nowhere")
        site(target.parent / "sites" / "half", {"index.html": "half"})
    return OLD


def publishing(*arguments: object) -> int | None:
    process = PROCESSES.Process(target=published, args=arguments)
    process.start()
    process.join()
    return process.exitcode


@pytest.mark.parametrize("ending", ["killed", "no room"])
@pytest.mark.parametrize("kind", ["nothing", "a site", "an interrupted publication"])
def test_ended_at_any_change_of_a_file_a_publication_is_whole_or_not_there(kind, ending, tmp_path):
    number, ended = 0, None
    while ended != SPARED:
        number += 1
        folder = tmp_path / str(number)
        target = folder / "html"
        made = site(folder / "build-x" / "html", NEW)
        old = start(kind, target)
        ended = publishing(made, target, number, ending)
        assert ended == SPARED or (ended == -signal.SIGKILL if ending == "killed" else ended in (0, 1))
        assert shown(target) in (old, NEW)
        assert publishing(site(folder / "build-y" / "html", NEW), target, 0, ending) == 0 and shown(target) == NEW
        assert [path.name for path in (folder / "sites").iterdir()] == ["build-y"]
    assert number > 4


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project on the tiny pack, built once."""
    folder = copy(tmp_path_factory.mktemp("project"), TINY, ("en",))
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files of whatever is started."""
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"f{os.getpid()}"  # short: paths of sockets are
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    shutil.rmtree(folder)


def begun(folder: Path, *options: str) -> subprocess.Popen[str]:
    return _begun(folder, "build", *options)


def freezing(folder: Path, day: str) -> subprocess.Popen[str]:
    return _begun(folder, "edition", "new", day, "--no-files")


def _begun(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "drawdown", *words]
    return subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True
    )


def kill(build: subprocess.Popen[str]) -> None:
    """Kill a build and see that all it has started ends."""
    everyone = psutil.Process(build.pid).children(recursive=True) if build.poll() is None else []
    os.killpg(build.pid, signal.SIGKILL)
    build.communicate()
    assert psutil.wait_procs(everyone, timeout=30)[1] == []


def recovered(folder: Path, scratch: Path) -> dict[str, bytes]:
    """Build again, and return what is published then."""
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (folder / "_build").iterdir()} == {".lock", "html", "sites", "store"}
    assert len(list((folder / "_build" / "sites").iterdir())) == 1
    assert not any((folder / "_build" / "store").glob("**/.*")) and not any(scratch.iterdir())
    return bytes_of(folder / "_build" / "html")


def phases(build: subprocess.Popen[str]) -> Iterator[str]:
    assert build.stderr is not None
    return (line.strip() for line in build.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("phase", ["check the pack", "run troop_levels", "make the site", "print the book"])
def test_killed_in_any_phase_it_leaves_the_old_site(project, scratch, phase):
    edited(project, len(phase))
    old = bytes_of(project / "_build" / "html")
    with begun(project, *([] if phase == "print the book" else ["--no-files"])) as build:
        assert any(line.startswith(phase) for line in phases(build))
        kill(build)
    assert bytes_of(project / "_build" / "html") == old
    assert recovered(project, scratch) != old


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phase", "asked"),
    [
        ("check the pack", signal.SIGTERM),
        ("run troop_levels", signal.SIGINT),
        ("run troop_levels", signal.SIGTERM),
        ("make the site", signal.SIGHUP),
        ("make the site", signal.SIGTERM),
    ],
)
def test_asked_to_end_it_leaves_nothing_at_once(project, scratch, phase, asked):
    edited(project, 300 + len(phase) + asked)
    old = bytes_of(project / "_build" / "html")
    with begun(project, "--no-files") as build:
        assert any(line.startswith(phase) for line in phases(build))
        build.send_signal(asked)
        said = list(phases(build))
    assert build.returncode == 1 and said[-1] == "Aborted!" and not any("Traceback" in line for line in said)
    assert bytes_of(project / "_build" / "html") == old
    assert not any((project / "_build").glob("build-*")) and not any(scratch.iterdir())


@pytest.mark.slow
def test_killed_at_any_moment_it_leaves_the_old_site_or_the_new(project, scratch, request):
    chance, number, killed = random.Random(2003), 100, 0
    edited(project, number)
    begin = time.monotonic()
    recovered(project, scratch)
    length = time.monotonic() - begin
    while killed < request.config.getoption("moments"):
        number += 1
        edited(project, number)
        old = bytes_of(project / "_build" / "html")
        with begun(project, "--no-files") as build:
            try:
                build.wait(timeout=chance.uniform(0, length))
            except subprocess.TimeoutExpired:
                kill(build)
                killed += 1
        left = bytes_of(project / "_build" / "html")
        new = recovered(project, scratch)
        assert left in (old, new) and new != old


@pytest.mark.parametrize("words", [("build", "--no-files"), ("run", "synthesis", "-o", "run.ipynb"), ("grid",)])
def test_a_long_path_for_temporary_files_is_one_clear_error(words, tiny, tmp_path, monkeypatch):
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    done = drawdown(copy(tmp_path / "project", tiny, ("en",)), *words)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert f"{folder}" in done.stderr and done.stderr.endswith("Set TMPDIR to a shorter one, such as /tmp.\n")
    assert not any(folder.iterdir())


@pytest.fixture
def place(scratch: Path) -> Path:
    """Where a disk can be mounted."""
    if not disk.allowed():
        pytest.skip("this machine lets no test mount a disk: run it as root, or allow user namespaces")
    return scratch


def refused(done: disk.Done) -> bool:
    """Return whether a command was refused by a full disk with one sentence, and left all as it was."""
    told = done.said[-1].startswith("drawdown: ") and "no space left on device" in done.said[-1].lower()
    return done.code == 1 and told and not done.changed and not done.left and "Traceback" not in "".join(done.said)


@pytest.mark.slow
def test_a_disk_that_becomes_full_is_one_clear_error_and_the_site_stays(project, place, request):
    size = sum(map(len, bytes_of(project / "_build" / "html").values()))
    rooms = 2 + request.config.getoption("moments") // 10
    for number in range(rooms):
        full, then = disk.commands(project, place, number * size // rooms, "build --no-files")
        assert refused(full), full
        assert then.code == 0 and then.changed and not then.left


@pytest.mark.slow
def test_an_edition_killed_at_any_moment_is_whole_or_none(project, scratch, request):
    chance, killed, day = random.Random(2011), 0, "2004-06-30"
    begin = time.monotonic()
    freezing(project, day).communicate()
    length = time.monotonic() - begin
    whole = bytes_of(project / "editions" / day)
    while killed < request.config.getoption("moments"):
        shutil.rmtree(project / "editions")
        with freezing(project, day) as command:
            try:
                command.wait(timeout=chance.uniform(0, length))
            except subprocess.TimeoutExpired:
                kill(command)
                killed += 1
        listed = drawdown(project, "edition", "list").stdout
        assert day not in listed or bytes_of(project / "editions" / day) == whole
        again = drawdown(project, "edition", "new", "--missing", "--no-files", day)
        assert again.returncode == 0, again.stderr
        assert bytes_of(project / "editions" / day) == whole
        assert {path.name for path in (project / "_build").iterdir()} == {".lock", "html", "sites", "store"}
        assert not any(scratch.iterdir())
    shutil.rmtree(project / "editions")


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 50_000])
def test_no_command_loses_what_was_there_on_a_full_disk(project, place, room):
    notebook = project / "notebooks" / "troop_levels.ipynb"
    tidy = notebook.read_text(encoding="utf-8")
    notebook.write_text(f"{tidy}\n", encoding="utf-8")
    try:
        words = [
            "run troop_levels -o book/run.ipynb",
            "edition new 2004-06-30 --no-files",
            "grid",
            "new packs/mine",
            "tidy",
        ]
        *full, then = disk.commands(project, place, room, *words)
    finally:
        notebook.write_text(tidy, encoding="utf-8")
    for command, done in zip(words, full, strict=True):
        assert refused(done) or (room and command in words[-2:] and done.code == 0), (command, done)
    assert then.code == 0 and not then.left


@pytest.mark.slow
def test_the_second_build_waits_for_the_first_and_then_has_nothing_to_do(project):
    edited(project, 50)
    with begun(project, "--no-files") as first:
        next(line for line in phases(first) if line == "make the site")
        second = subprocess.Popen(
            [sys.executable, "-m", "drawdown", "build", "--no-files"],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        said, waited = second.communicate()
        assert first.wait() == 0
    assert waited.startswith(f"Another build is under way (process {first.pid}, since ")
    assert second.returncode == 0 and said.startswith("Nothing to do")


@pytest.mark.slow
@pytest.mark.parametrize("place", ["_build", "_build/store"])
def test_a_folder_that_takes_nothing_is_one_clear_error(project, place):
    edited(project, 60)
    old = bytes_of(project / "_build" / "html")
    (project / place).chmod(0o555)
    try:
        done = subprocess.run(
            [*ORDINARY, sys.executable, "-m", "drawdown", "build", "--no-files"],
            cwd=project,
            capture_output=True,
            text=True,
        )
    finally:
        (project / place).chmod(0o755)
    assert done.returncode == 1 and "Permission denied" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr and bytes_of(project / "_build" / "html") == old


@pytest.mark.slow
@pytest.mark.parametrize("phase", ["run troop_levels", "make the site"])
def test_a_removed_working_folder_is_made_again_or_told(project, scratch, phase):
    edited(project, 70 + len(phase))
    old = bytes_of(project / "_build" / "html")
    with begun(project, "--no-files") as build:
        assert any(line.startswith(phase) for line in phases(build))
        for folder in (project / "_build").glob("build-*"):
            shutil.rmtree(folder, ignore_errors=True)
        said = list(phases(build))
    left = bytes_of(project / "_build" / "html")
    new = recovered(project, scratch)
    if build.returncode == 0:
        assert left == new
    else:
        assert build.returncode == 1 and left == old
        assert "Nothing was published" in said[-1] and not any(line.startswith("Traceback") for line in said)
