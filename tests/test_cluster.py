"""Grids on a Dask cluster: a real one, with workers that die, and the same results as on one machine."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster

from drawdown.book import executors
from drawdown.errors import ParameterError

TINY = Path(__file__).parent / "packs" / "tiny"
GRID = (
    *(sys.executable, "-m", "drawdown", "grid", "-p", f"data={TINY}", "--chapter", "withdrawal_history"),
    *("--country", "Arland,Borland", "--lang", "en,ar"),
)

pytestmark = pytest.mark.slow


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command of Dask as long as the context lasts."""
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler on loopback, without workers."""
    words = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with started(*words) as process:
        assert process.stderr is not None
        found = (re.search(r"Scheduler at:\s+(\S+)", line) for line in process.stderr)
        yield next(match.group(1) for match in found if match)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the grid gives on this machine: {place: digest of the notebook}."""
    folder = tmp_path_factory.mktemp("alone")
    subprocess.run([*GRID, "--to", str(folder), "--jobs", "2"], check=True, capture_output=True)
    return results(folder)


def results(folder: Path) -> dict[str, str]:
    runs = json.loads((folder / "grid.json").read_text(encoding="utf-8"))["runs"]
    return {run["place"]: run["result"] for run in runs}


def test_a_scheduler_that_is_not_there_is_one_clear_error(monkeypatch):
    monkeypatch.setattr(executors, "PATIENCE", 1)
    with pytest.raises(ParameterError, match="No Dask scheduler answers at"), executors.opened(1, "tcp://127.0.0.1:9"):
        pass


def test_a_scheduler_without_workers_is_one_clear_error(scheduler, monkeypatch):
    monkeypatch.setattr(executors, "PATIENCE", 2)
    with pytest.raises(ParameterError, match="has no workers"), executors.opened(1, scheduler):
        pass


def test_a_worker_killed_half_way_loses_nothing_and_changes_nothing(scheduler, alone, tmp_path):
    words = ("distributed.cli.dask_worker", scheduler, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    with ExitStack() as stack:
        workers = [stack.enter_context(started(*words, "--local-directory", str(tmp_path))) for _ in range(2)]
        command = [*GRID, "--to", str(tmp_path / "grid"), "--scheduler", scheduler]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as grid:
            assert grid.stderr is not None
            assert grid.stderr.readline().startswith("done ")
            below = psutil.Process(workers[0].pid).children(recursive=True)
            workers[0].kill()
            told = grid.communicate()
        assert grid.returncode == 0, told
        assert psutil.wait_procs(below, timeout=20)[1] == []
    assert results(tmp_path / "grid") == alone


def test_workers_under_a_nanny_give_the_same_results(alone, tmp_path):
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", local_directory=str(tmp_path)
    ) as cluster:
        command = [*GRID, "--lang", "en", "--to", str(tmp_path / "grid"), "--scheduler", cluster.scheduler_address]
        done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = results(tmp_path / "grid")
    assert len(found) == 2 and found.items() <= alone.items()
