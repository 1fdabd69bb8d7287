"""Times a grid against the plain Papermill loop, and the chapters of a build against the same, in one run."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path

from rich.console import Console

from benchmarks.goal import Goal
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
MOST = 1 / 3  # of the plain loop, on two cores


def goals(jobs: int = os.cpu_count() or 1) -> Iterator[Goal]:
    """Measure both comparisons; takes minutes."""
    yield _grids(COMBINATIONS, jobs)
    yield _chapters(jobs)


def _grids(combinations: int, jobs: int) -> Goal:
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
    return Goal(f"a grid of {len(asked)}", ours, (before + after) * len(asked) / len(drawn), MOST, method)


def _chapters(jobs: int) -> Goal:
    """Time the chapters of the default build side by side, and one after the other through the plain loop."""
    stems = plan.chapters()
    asked = [grid.Run("latest", "all", "en", chapter) for chapter in stems]
    method = f"the {len(stems)} chapters with default parameters: {jobs} at a time from a warm parent; the plain loop"
    return Goal(
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
