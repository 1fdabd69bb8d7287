"""Runs chapters side by side and reports how far each is."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import ExitStack
from pathlib import Path

from drawdown.book import executors, run
from drawdown.book.progress import Progress
from drawdown.errors import BookError, ChapterError

Task = tuple[str, Mapping[str, str], Path]  # chapter, parameters, where the executed notebook goes

LOST = "A process that ran chapters ended before they did: it was killed, or the machine has no memory left."


class Shown:
    """Shows how far each task is, from its first report until all its cells are done.

    Parameters
    ----------
    progress
        The display.
    passing
        Whether tasks leave the display when they are done.
    """

    def __init__(self, progress: Progress, passing: bool = False) -> None:
        self._progress, self._passing = progress, passing
        self._tasks: dict[str, tuple[ExitStack, run.Progress]] = {}

    def __call__(self, name: str, done: int, cells: int) -> None:
        if name not in self._tasks:
            stack = ExitStack()
            self._tasks[name] = stack, stack.enter_context(self._progress.cells(name, self._passing))
        stack, report = self._tasks[name]
        report(done, cells)
        if done == cells:
            stack.close()


def unheeded(_chapter: str, _output: Path) -> None:
    """Take a finished chapter without doing anything about it."""


def execute(
    tasks: Sequence[Task], executor: Executor, progress: Progress, done: Callable[[str, Path], None] = unheeded
) -> None:
    """Run every chapter, each as `drawdown.book.run.run` does, and wait for all of them.

    ``done`` is called with the chapter and its executed notebook as soon as it is there.

    Raises
    ------
    ChapterError
        If chapters fail; the message tells of each.
    BookError
        If a process that runs them is lost.
    """
    with executors.heard(executor, Shown(progress)):
        futures = {_submitted(task, executor): task for task in tasks}
        for future in as_completed(futures):
            if future.exception() is None:
                chapter, _values, output = futures[future]
                done(chapter, output)
    errors = [error for error in (future.exception() for future in futures) if error is not None]
    for error in errors:
        if isinstance(error, BrokenExecutor):
            raise BookError(LOST) from None
        if not isinstance(error, ChapterError):
            raise error
    if errors:
        raise ChapterError("\n".join(map(str, errors)))


def _submitted(task: Task, executor: Executor) -> "Future[None]":
    chapter, values, output = task
    return executor.submit(run.run, chapter, dict(values), output, executors.Report(_name(chapter, values)))


def _name(chapter: str, values: Mapping[str, str]) -> str:
    return " ".join(filter(None, (chapter, values.get("lang"))))
