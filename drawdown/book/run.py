"""Runs one chapter through Papermill and leaves a notebook that depends on nothing but its inputs."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import nbformat

from drawdown import disk, paths
from drawdown.book import warm
from drawdown.book.declared import declared, notebook
from drawdown.book.progress import unseen
from drawdown.errors import ChapterError, UndeclaredRead
from drawdown.pack import imported
from drawdown.pack.schema import DESCRIPTOR, SOURCES, Schema
from drawdown.parameters import Parameters, known, resolve

Progress = Callable[[int, int], None]  # cells done, cells in all

TIMEOUT = 300  # seconds one cell may take
IOPUB_TIMEOUT = 60  # seconds that what a cell puts out may take to arrive once it has ended
GUARD = "drawdown.page.guard"  # the extension that keeps a kernel to what its chapter declares
LARGEST = 20_000_000  # bytes of an executed chapter; one of the book has half a million
SHOWN_LINES = 12  # of the traceback of a failed cell


def check_parameters(chapter: str, values: Mapping[str, str]) -> None:
    """Refuse parameters that the chapter does not take or the pack cannot answer, before a kernel starts.

    Raises
    ------
    ParameterError
        For an unknown name, an impossible date, language or country.
    DataError
        If there is no pack where ``data`` points.
    ChapterError
        If the notebook does not declare the tables it reads.
    """
    known(values, declared(chapter, notebook(chapter).read_bytes()).parameters)
    parameters = Parameters(**values)
    resolve(parameters, Schema(paths.pack(parameters.data)))


def run(chapter: str, values: Mapping[str, str], output: Path, progress: Progress = unseen) -> None:
    """Execute a chapter with these parameters and write the executed notebook to ``output``.

    The notebook is written only when every cell has run. The rest is as for `executed`.
    """
    text = executed(chapter, values, progress)
    output.parent.mkdir(parents=True, exist_ok=True)
    disk.replace(output, text)


def executed(chapter: str, values: Mapping[str, str], progress: Progress = unseen, timeout: float = TIMEOUT) -> str:
    """Execute a chapter with these parameters and return the text of the executed notebook.

    Two runs of the same inputs give the same bytes.

    Parameters
    ----------
    values
        Parameters that `check_parameters` let pass.
    progress
        Called with the cells done and the cells in all.
    timeout
        Seconds one cell may take.

    Raises
    ------
    ChapterError
        If a cell raises, takes too long, too much memory or room, or takes the kernel down: names the notebook, the
        cell and the last lines; or if it reads what the notebook does not declare.
    """
    from jupyter_core.utils import ensure_event_loop

    with asyncio.Runner(loop_factory=ensure_event_loop):  # the loop that Papermill takes, and would leave open
        done = _executed(chapter, values, progress, timeout)
    if len(written := text(done)) > LARGEST:
        cell = max(done.cells, key=lambda cell: len(str(cell.get("outputs", ""))))
        raise ChapterError(
            f"{chapter}.ipynb, cell {cell.id!r} puts out most of {len(written) / 1e6:.0f} MB; a page takes"
            f" {LARGEST / 1e6:.0f} MB at most."
        )
    return written


def _executed(chapter: str, values: Mapping[str, str], progress: Progress, timeout: float) -> nbformat.NotebookNode:
    warm.parent()  # imports while this process does
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    source = nbformat.read(notebook(chapter), as_version=4)
    cells = len(source.cells)
    begun = ["start"]
    progress(0, cells)
    try:
        return papermill.execute_notebook(
            source,  # a path is a format string to Papermill, and a folder may have braces in its name
            None,
            dict(values),
            progress_bar=False,
            execution_timeout=timeout,
            iopub_timeout=IOPUB_TIMEOUT,
            extra_arguments=guarded(files(chapter, values)),
            shutdown_kernel="immediate",  # a chapter leaves nothing to save, and a graceful end prints an interrupt
            kernel_manager_class=warm.Manager,
            on_cell_start=lambda cell, **_index: begun.append(cell.get("id", "?")),
            on_cell_complete=lambda cell_index, **_cell: progress(min(cell_index + 1, cells), cells),
        )
    except papermill.PapermillExecutionError as error:
        raise ChapterError(paths.told(_failure(chapter, source, error))) from None
    except CellTimeoutError:
        raise ChapterError(f"{chapter}.ipynb, cell {begun[-1]!r} took longer than {timeout:g} seconds.") from None
    except DeadKernelError:
        raise ChapterError(f"{chapter}.ipynb, cell {begun[-1]!r} took the kernel down with it.") from None


def files(chapter: str, values: Mapping[str, str]) -> list[Path]:
    """Return the files that a chapter may read, besides code: those its notebook declares, and what every page reads.

    Raises
    ------
    ChapterError
        If the notebook does not declare its tables.
    """
    own, parameters = notebook(chapter), Parameters(**values)
    schema = Schema(paths.pack(parameters.data))
    names = [*declared(chapter, own.read_bytes()).tables, SOURCES]
    tables = [schema.folder / schema.tables[name].path for name in names if name in schema.tables]
    events = imported.registers(schema.folder) if imported.FOLDER in names else []
    described = [schema.folder / DESCRIPTOR, paths.FORM, paths.TABLES]  # the last for a table that the pack lacks
    texts = [paths.catalogue(parameters.lang), paths.prose(chapter, parameters.lang)]
    return [own, paths.CONFIG, *texts, *described, *tables, *events]


def guarded(allowed: list[Path]) -> list[str]:
    """Return what tells a kernel to refuse every other file."""
    return [f"--ext={GUARD}", *(f"--Guard.files={path}" for path in allowed)]


def _failure(chapter: str, source: nbformat.NotebookNode, error: Any) -> str:
    """Say which cell raised what. Papermill counts an injected cell, so the cell is found by its source."""
    raised = "".join(error.source)
    cell = next((cell.get("id", "?") for cell in source.cells if cell.source == raised), "?")
    if error.ename == UndeclaredRead.__name__:
        return f"{chapter}.ipynb, cell {cell!r} {error.evalue}"
    if error.ename == MemoryError.__name__ or error.ename.endswith("MemoryError"):  # numpy has its own
        return f"{chapter}.ipynb, cell {cell!r} needs more than the {warm.MEMORY / 1e9:.0f} GB of memory a chapter has."
    lines = [line for entry in error.traceback for line in click.unstyle(entry).splitlines()][-SHOWN_LINES:]
    return f"{chapter}.ipynb, cell {cell!r} raised {error.ename}: {error.evalue}\n" + "\n".join(lines)


def text(executed: nbformat.NotebookNode) -> str:
    """Return the text of an executed notebook without what differs from run to run; Papermill's cell stays hidden."""
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
            cell.metadata.tags.append("remove-cell")
    return nbformat.writes(executed) + "\n"
