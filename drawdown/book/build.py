"""The whole build: check, run the chapters, make the site aside, publish it."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from drawdown import paths
from drawdown.book import browser, plan, prints, publish, run, site
from drawdown.book.progress import Progress
from drawdown.errors import DataError
from drawdown.pack import check
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters


def build(values: Mapping[str, str], progress: Progress, files: bool = True) -> Path:
    """Build and publish the book with these parameters, and return the folder of the site.

    Everything is made in a folder aside; the published site changes only when all of it is done. With ``files`` it
    has the PDF files, the EPUB and the pictures, which take a browser to make.

    Raises
    ------
    DataError
        If the pack has problems; the message lists all of them.
    ParameterError, ChapterError
        As `drawdown.book.run.run` does.
    BookError
        If Jupyter Book fails or warns, or files are wanted and the machine has no browser.
    """
    pack = paths.pack(values.get("data", Parameters().data))
    target = publish.place(Schema(pack))
    chapters = plan.chapters()
    for chapter in chapters:
        run.check_parameters(chapter, values)
    with progress.step("check the pack"):
        problems = check.problems(pack)
    if problems:
        raise DataError(
            "\n".join(map(str, [*problems, f"{len(problems)} problems in {pack.name}; nothing was built."]))
        )
    if files:
        browser.found()
    paths.BUILD.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix="build-", dir=paths.BUILD))
    try:
        executed = [aside / "chapters" / f"{chapter}.ipynb" for chapter in chapters]
        for chapter, output in zip(chapters, executed, strict=True):
            with progress.cells(chapter) as cells:
                run.run(chapter, values, output, cells)
        with progress.step("make the site"):
            _hand_over(executed, Schema(pack))
            site.make(aside, pack, prints=files)
        if files:
            with progress.step("print the book"):
                for _made in prints.make(aside / "html", Parameters(**values)):
                    pass
        publish.publish(aside / "html", target)
    finally:
        shutil.rmtree(aside)
    return target


def _hand_over(executed: list[Path], schema: Schema) -> None:
    """Put the executed chapters and the bibliography where Jupyter Book reads them."""
    for old in paths.CHAPTERS.glob("*.ipynb"):
        old.unlink()
    for path in executed:
        path.rename(paths.CHAPTERS / path.name)
    site.write_bibliography(schema, [paths.CHAPTERS / path.name for path in executed], paths.BIBLIOGRAPHY)
