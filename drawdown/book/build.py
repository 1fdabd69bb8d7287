"""The whole build: check, plan, run the chapters that changed, make the site aside, publish it."""

import tempfile
from collections.abc import Collection
from pathlib import Path

from drawdown import disk, paths
from drawdown.book import (
    archive,
    browser,
    chapters,
    duplicate,
    executors,
    inputs,
    kept,
    plan,
    prints,
    publish,
    run,
    site,
    store,
)
from drawdown.book import translations as texts
from drawdown.book.imports import Imports
from drawdown.book.plan import Plan
from drawdown.book.progress import Progress
from drawdown.book.snapshot import Snapshot
from drawdown.book.store import Entry
from drawdown.errors import DataError
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters

CHECKED = "checked"  # where it is kept that a pack is sound


def planned(due: Plan, progress: Progress, only: Collection[str] = ()) -> Plan:
    """Return a plan that was begun with a step for each chapter, once the pack is sound and its languages are complete.

    Raises
    ------
    DataError
        If the pack has problems; the message lists all of them.
    PackEdited
        If the pack is edited meanwhile.
    BookError
        If a text has no translation, the message lists each; or code or prose is edited meanwhile.
    ParameterError, ChapterError
        As `drawdown.book.plan.finished` does.
    """
    for chapter in plan.chapters():
        for lang in due.languages:
            run.check_parameters(chapter, {**due.values, "lang": lang})
    with disk.writing():
        with progress.step("check the pack"):
            _check(due.pack, due.snapshot)
        texts.check(due.languages, due.snapshot)
        return plan.finished(due, only)


def build(due: Plan, progress: Progress, jobs: int = 1) -> Path:
    """Build and publish the book as planned, and return the folder of the site.

    Everything is made in a folder aside; the published site changes only when all of it is done. ``jobs`` chapters run
    side by side. The pack is that of the plan: what is edited in it meanwhile is left to the next build. Code, prose
    and chapters may not be edited meanwhile.

    Raises
    ------
    ChapterError
        As `drawdown.book.run.run` does.
    PackEdited
        If the pack was edited between plan and build.
    BookError
        If Jupyter Book fails or warns, files are wanted and the machine has no browser, code, prose or a chapter is
        edited meanwhile, or the disk does not take what is written.
    """
    if due.files:
        browser.found()
    with disk.writing():
        paths.BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="build-", dir=paths.BUILD) as name:
            aside = Path(name)
            with duplicate.read(due.pack, due.snapshot, aside):
                _publish(due, make(due, aside, progress, jobs))
    return due.target


def make(due: Plan, aside: Path, progress: Progress, jobs: int = 1) -> Path:
    """Make the book as planned in the empty folder ``aside``, and return the folder of its site, yet unpublished."""
    made = _run(due, aside / "chapters", progress, jobs)
    executed: dict[str, dict[str, Path]] = {lang: {} for lang in due.languages}
    for step in due.steps:
        if entry := made.get(step.name) or step.entry:
            executed[step.lang][step.chapter] = entry.notebook
    with progress.step("make the site"):
        site.make(aside, due.pack, executed, due.files, jobs, archive.repeated(due.pack, due.values))
    if due.files:
        with progress.step("print the book"):
            _print(due, aside / site.SITE)
    due.snapshot.check()
    return aside / site.SITE


def _publish(due: Plan, made: Path) -> None:
    if paths.own(due.pack):
        archive.show(made)
    chapters = made.parent / due.languages[0] / paths.BOOK.name / paths.CHAPTERS.name
    site.hand_over({path.stem: path for path in sorted(chapters.glob("*.ipynb"))}, Schema(due.pack))
    store.prune([step.key.digest for step in due.steps])
    inputs.note(due.target, made.parent.name, due.inputs, {step.name: step.key for step in due.steps})
    publish.publish(made, due.target)


def _print(due: Plan, made: Path) -> None:
    keep = prints.keeping(due.snapshot, anew=due.force)
    for lang in due.languages:
        for _done in prints.make(
            site.place(made, due.languages, lang), Parameters(**{**due.values, "lang": lang}), keep
        ):
            pass


def _run(due: Plan, folder: Path, progress: Progress, jobs: int) -> dict[str, Entry]:
    """Run the chapters that changed, keep each as soon as it is done, and return them by the names of their steps."""
    made: dict[str, Entry] = {}
    if not due.stale:
        return made
    outputs = {folder / step.lang / f"{step.chapter}.ipynb": step for step in due.stale}

    def keep(_chapter: str, output: Path) -> None:
        due.snapshot.check()  # what was edited meanwhile would be kept under the key of what it was
        step = outputs[output]
        made[step.name] = store.put(step.key, output)

    with executors.opened(jobs) as executor:
        tasks = [(step.chapter, {**due.values, "lang": step.lang}, output) for output, step in outputs.items()]
        chapters.execute(tasks, executor, progress, keep)
    return made


def _check(pack: Path, snapshot: Snapshot) -> None:
    """Refuse a pack with problems; one that was found sound is not checked again."""
    from drawdown.pack import check

    code = Imports(snapshot).below([check.__name__])
    name = kept.named(*map(snapshot.digest, [*code, paths.FORM, paths.TABLES, paths.LOCK, *inputs.of_pack(pack)]))
    if kept.get(CHECKED, name) is not None:
        return
    if problems := check.problems(pack):
        raise DataError(
            "\n".join(map(str, [*problems, f"{len(problems)} problems in {pack.name}; nothing was built."]))
        )
    snapshot.unedited(pack)  # what was checked then is what was seen
    kept.put(CHECKED, name, b"")
