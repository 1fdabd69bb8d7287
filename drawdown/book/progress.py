"""What a long build tells: a live display on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Display


def unseen(_done: int, _cells: int) -> None:
    """Take a report of cells done without showing it."""


class Progress:
    """Reports the steps of a build.

    Parameters
    ----------
    console
        Where to report; a terminal gets a live display, anything else one line a step.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._display = Display(*columns, console=console) if console.is_terminal else None

    def __enter__(self) -> "Progress":
        if self._display:
            self._display.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._display:
            self._display.stop()

    @contextmanager
    def cells(self, chapter: str, passing: bool = False) -> Iterator[Callable[[int, int], None]]:
        """Report a chapter cell by cell; call what is yielded with the cells done and the cells in all.

        A ``passing`` one leaves the display when it is done.
        """
        if not self._display:
            if not passing:
                self._console.print(f"run {chapter}", highlight=False)
            yield unseen
            return
        display, task = self._display, self._display.add_task(f"run {chapter}", total=None)
        yield lambda done, cells: display.update(task, completed=done, total=cells)
        if passing:
            display.remove_task(task)

    @contextmanager
    def runs(self, total: int) -> Iterator[Callable[[str], None]]:
        """Report many runs; call what is yielded with a line on each that is done."""
        if not self._display:
            yield lambda line: self._console.print(line, highlight=False)
            return
        display, task = self._display, self._display.add_task("runs", total=total)
        yield lambda _line: display.advance(task)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Report a step that has no parts."""
        if not self._display:
            self._console.print(name, highlight=False)
            yield
            return
        task = self._display.add_task(name, total=1)
        yield
        self._display.update(task, completed=1)
