"""How long a build takes, from nothing and after an edit, beside Papermill and then Jupyter Book.

Both sides run the same chapters in the same languages to the same executed notebooks, in two copies of the project with
compiled bytecode, one process after another. Neither makes PDF files: ours is ``drawdown build --no-files``. The usual
way is ``papermill`` once for each chapter, and then Jupyter Book with its own theme over what they made, language by
language; it checks no pack, and its bibliography is there before.
"""

import csv
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.goal import Goal
from drawdown import paths
from drawdown.book import plan
from drawdown.pack.schema import Schema
from tests.project import copy

FOLDER = paths.BUILD / "bench" / "builds"
EDITED, COLUMN = "attack_counts.csv", "edit_note"  # two chapters see the table; the column is free text
REPEATED = 5  # builds with nothing to do, of which the median counts
PLAIN = "from pathlib import Path; from benchmarks.variants import plain; plain(Path('_build') / {0!r}, {0!r})"


@dataclass(frozen=True)
class Time:
    """Seconds on the clock, and seconds that processors worked."""

    wall: float
    processor: float

    def __add__(self, other: "Time") -> "Time":
        return Time(self.wall + other.wall, self.processor + other.processor)


def goals() -> Iterator[Goal]:
    """Build both ways in a folder aside and yield the goals."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    yield from _measured(FOLDER)
    shutil.rmtree(FOLDER)


def _measured(folder: Path) -> Iterator[Goal]:
    """Build both ways in ``folder`` and yield the goals, in seconds on the clock."""
    ours, theirs = (_project(folder / name) for name in ("ours", "theirs"))
    cold = _timed(ours, "-m", "drawdown", "build", "--no-files")
    baseline = _usual(theirs, ours / "book" / paths.BIBLIOGRAPHY.name)
    spent = f"; processor time {{:.0f}} s and {baseline.processor:.0f} s on {os.cpu_count()} processors"
    method = "cold: no store, no site" + spent
    yield Goal("a build from nothing", cold.wall, baseline.wall, 0.45, method.format(cold.processor))
    _edit(ours / "data" / EDITED)
    warm = _timed(ours, "-m", "drawdown", "build", "--no-files")
    method = f"one cell of {EDITED}, seen by two chapters" + spent
    yield Goal("one row changed", warm.wall, baseline.wall, 0.25, method.format(warm.processor))
    idle = [_timed(ours, "-m", "drawdown", "build", "--no-files").wall for _ in range(REPEATED)]
    method = f"median of {REPEATED}, with the start of Python"
    yield Goal("nothing changed", statistics.median(idle), baseline.wall, 0.1, method, within=1)


def _usual(project: Path, bibliography: Path) -> Time:
    """Return how long the usual way takes: each chapter in a process of its own, then the site."""
    shutil.copy(bibliography, project / "book")
    spent = Time(0, 0)
    for lang in Schema(paths.DATA).languages:
        for chapter in plan.chapters():
            written = f"book/chapters/{chapter}.ipynb"
            spent += _timed(project, "-m", "papermill", f"notebooks/{chapter}.ipynb", written, "-p", "lang", lang)
        spent += _timed(project, "-c", PLAIN.format(lang))
    return spent


def _project(folder: Path) -> Path:
    project = copy(folder)
    shutil.copytree(paths.ROOT / "benchmarks", project / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "compileall", "-q", "drawdown", "benchmarks"], cwd=project, check=True)
    return project


def _timed(project: Path, *words: str) -> Time:
    before, began = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=project, check=True, capture_output=True)
    wall, after = time.perf_counter() - began, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return Time(wall, worked)


def _edit(path: Path) -> None:
    """Write a word into one cell."""
    with path.open(encoding="utf-8", newline="") as file:
        head, first, *rest = csv.reader(file)
    first[head.index(COLUMN)] = "Read again."
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, first, *rest])
