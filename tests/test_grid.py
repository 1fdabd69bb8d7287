"""A grid: every combination, refused before it starts or kept as it comes, and continued by the same command."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result

from drawdown.book import executors, grid, run
from drawdown.cli import main
from drawdown.errors import ChapterError
from tests.test_results import NOTEBOOK

TINY = Path(__file__).parent / "packs" / "tiny"
FIXED = {"data": str(TINY)}
HEEDING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def call(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["grid", "-p", f"data={TINY}", "--to", str(folder), *words])


def log(folder: Path) -> dict[str, dict[str, object]]:
    runs = json.loads((folder / "grid.json").read_text(encoding="utf-8"))["runs"]
    return {run["place"]: run for run in runs}


def test_every_combination_is_a_run_with_a_place_of_its_own():
    found = grid.runs(["2006-12-18", "latest"], ["Arland", "all"], ["en", "ar"], ["synthesis", "troop_levels"], FIXED)
    assert len({one.place for one in found}) == len(found) == 16
    assert found[0].place == "2006-12-18/Arland/en/synthesis"
    assert found[0].values == {"data": str(TINY), "as_of": "2006-12-18", "country": "Arland", "lang": "en"}


def test_a_name_cannot_lead_out_of_the_folder():
    assert grid.Run("latest", "a/../../b", "en", "synthesis").place == "latest/a%2F..%2F..%2Fb/en/synthesis"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--country", "Arland,Atlantis"], "country = 'Atlantis'"),
        (["--lang", "en,fr"], "lang = 'fr'"),
        (["--as-of", "2024-01-01..2024-02-01/hour"], "'hour' is no step"),
        (["--chapter", "troops"], "There is no chapter 'troops'"),
        (["-p", "strat=2003-01-01"], "Did you mean 'start'?"),
        (["-p", "country=Arland"], "country is a side of the grid"),
        (["-p", "start=2006-99-01"], "start = '2006-99-01' is not a date"),
        (["--scheduler", "nonsense"], "No Dask scheduler answers at nonsense"),
    ],
)
def test_what_cannot_run_is_refused_before_anything_starts(tmp_path, words, told):
    result = call(tmp_path / "grid", *words)
    assert result.exit_code == 2
    assert told in result.output
    assert not (tmp_path / "grid").exists()


@pytest.fixture
def runs_here(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Run chapters without kernels; those of Borland fail the first time."""
    ran: list[dict[str, str]] = []

    def executed(chapter: str, values: dict[str, str], progress: run.Progress) -> str:
        ran.append(values)
        if values["country"] == "Borland" and ran.count(values) == 1:
            raise ChapterError(f"{chapter}.ipynb, cell 'facts' raised LookupError: no row")
        return NOTEBOOK

    @contextmanager
    def opened(_jobs: int, _scheduler: str | None) -> Iterator[Executor]:
        with ThreadPoolExecutor(1) as executor:
            yield executor

    monkeypatch.setattr(run, "executed", executed)
    monkeypatch.setattr(executors, "opened", opened)
    return ran


def test_a_run_that_fails_is_told_the_others_go_on_and_the_same_command_tries_it_again(tmp_path, runs_here):
    words = ["--country", "Arland,Borland,all", "--chapter", "synthesis"]
    first = call(tmp_path, *words)
    assert first.exit_code == 1
    assert "1 of 3 runs failed" in first.output
    assert "latest/Borland/en/synthesis: synthesis.ipynb, cell 'facts' raised LookupError: no row" in first.output
    assert {place: entry["status"] for place, entry in log(tmp_path).items()} == {
        "latest/Arland/en/synthesis": "done",
        "latest/Borland/en/synthesis": "failed",
        "latest/all/en/synthesis": "done",
    }
    second = call(tmp_path, *words)
    assert second.exit_code == 0
    assert "1 of 3 runs done now, the rest before" in second.output
    assert [values["country"] for values in runs_here] == ["Arland", "Borland", "all", "Borland"]


def test_a_worker_with_other_data_or_code_refuses():
    with pytest.raises(Exception, match="holds other data, code or libraries"):
        grid.make("synthesis", FIXED, "0" * 64, lambda _done, _cells: None)


@pytest.mark.slow
def test_a_grid_that_is_interrupted_is_continued_and_leaves_no_process(tmp_path):
    words = ["grid", "-p", f"data={TINY}", "--to", str(tmp_path), "--country", "Arland,Borland", "--lang", "en,ar"]
    words += ["--chapter", "withdrawal_history", "--jobs", "1"]
    command = [sys.executable, "-c", f"{HEEDING}; from drawdown.cli import main; main({words!r})"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first:
        assert first.stderr is not None
        assert first.stderr.readline().startswith("done ")
        processes = psutil.Process(first.pid).children(recursive=True)
        first.send_signal(signal.SIGINT)
        first.communicate()
    assert first.returncode == 1
    assert psutil.wait_procs(processes, timeout=20)[1] == []
    before = log(tmp_path)
    assert 1 <= len(before) < 4
    second = subprocess.run(command, capture_output=True, text=True)
    assert second.returncode == 0, second.stderr
    assert f"{4 - len(before)} of 4 runs done now" in second.stdout
    after = log(tmp_path)
    assert len(after) == 4 and before.items() <= after.items()
    for place in after:
        assert (tmp_path / f"{place}.ipynb").is_file()
        assert json.loads((tmp_path / f"{place}.facts.json").read_text(encoding="utf-8"))["facts"]
