"""Times a grid against the plain Papermill loop, and the chapters of a build against the same, in one run.

python -m benchmarks.grids
python -m benchmarks.grids --combinations 12
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from drawdown import paths
from drawdown.book import chapters, executors, grid, plan, ranges
from drawdown.book.progress import Progress
from drawdown.book.results import Results

CHAPTER = "synthesis"  # the answer of the book, which reads every table
DAYS = ranges.days("2023-10-01..2024-07-01/month")
COUNTRIES = ("Iraq", "Syria", "all")
LANGUAGES = ("en", "ar")
COMBINATIONS = len(DAYS) * len(COUNTRIES) * len(LANGUAGES)
SAMPLE = 12  # runs of the plain loop that stand for all
GOAL = 3.0  # times the plain loop, on two cores


@dataclass(frozen=True)
class Row:
    """One comparison; times are seconds, ``ratio`` is how many times faster ours is, ``goal`` what it has to reach."""

    what: str
    ours: float
    baseline: float
    goal: float | None
    method: str

    @property
    def ratio(self) -> float:
        return self.baseline / self.ours

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        return None if self.goal is None else self.ratio >= self.goal


def rows(combinations: int = COMBINATIONS, jobs: int = os.cpu_count() or 1) -> list[Row]:
    """Measure both comparisons; takes minutes."""
    return [of_grid(combinations, jobs), of_chapters(jobs)]


def of_grid(combinations: int, jobs: int) -> Row:
    """Time a grid of one chapter, and a drawn sample of its runs through the plain loop, half before, half after."""
    asked = [grid.Run(*sides, CHAPTER) for sides in islice(product(DAYS, COUNTRIES, LANGUAGES), combinations)]
    drawn = random.Random(combinations).sample(asked, min(SAMPLE, len(asked)))
    half = len(drawn) // 2
    before = _timed(lambda: _plain(drawn[:half]))
    ours = _timed(lambda: _grid(asked, jobs))
    after = _timed(lambda: _plain(drawn[half:]))
    method = (
        f"the chapter {CHAPTER} with {len(asked)} combinations of day, country and language, {jobs} at a time, warm"
        f" parent and log included; the plain loop ran {len(drawn)} of them, drawn at random, half before and half"
        f" after, and its time is scaled to {len(asked)}"
    )
    return Row(f"grid of {len(asked)}", ours, (before + after) * len(asked) / len(drawn), GOAL, method)


def of_chapters(jobs: int) -> Row:
    """Time the chapters of the default build side by side, and one after the other through the plain loop."""
    stems = plan.chapters()
    asked = [grid.Run("latest", "all", "en", chapter) for chapter in stems]
    method = f"the {len(stems)} chapters with default parameters: {jobs} at a time from a warm parent; the plain loop"
    return Row(
        f"{len(stems)} chapters",
        _timed(lambda: _side_by_side(stems, jobs)),
        _timed(lambda: _plain(asked)),
        None,
        method,
    )


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _grid(asked: Sequence[grid.Run], jobs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = Results(folder)
        todo, _ = grid.stale(asked, results)
        with executors.opened(jobs) as executor:
            outcomes = list(grid.execute(todo, results, executor, Progress(Console(quiet=True))))
    assert len(outcomes) == len(asked) and all(outcome.entry["status"] == "done" for outcome in outcomes)


def _side_by_side(stems: Sequence[str], jobs: int) -> None:
    with tempfile.TemporaryDirectory() as folder, executors.opened(jobs) as executor:
        tasks = [(stem, {}, Path(folder) / f"{stem}.ipynb") for stem in stems]
        chapters.execute(tasks, executor, Progress(Console(quiet=True)))


def _plain(asked: Sequence[grid.Run]) -> None:
    """Do what an analyst would write: a loop over `papermill.execute_notebook`."""
    import papermill

    with tempfile.TemporaryDirectory() as folder:
        for one in asked:
            notebook = paths.NOTEBOOKS / f"{one.chapter}.ipynb"
            papermill.execute_notebook(notebook, Path(folder) / "out.ipynb", one.values, progress_bar=False)


@click.command()
@click.option("--combinations", type=click.IntRange(1, COMBINATIONS), default=COMBINATIONS, show_default=True)
def main(combinations: int) -> None:
    """Measure, and print the table."""
    shown = Table("what", "ours", "plain", "ratio", "goal", "how")
    for row in rows(combinations):
        goal = "" if row.goal is None else f"{row.goal:.1f} {'met' if row.met else 'missed'}"
        shown.add_row(row.what, f"{row.ours:.1f} s", f"{row.baseline:.1f} s", f"{row.ratio:.1f}", goal, row.method)
    Console().print(shown)


if __name__ == "__main__":
    main()
