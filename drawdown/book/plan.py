"""What a build will do: for every chapter whether it runs and why, and whether anything is to be done at all."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from drawdown import paths
from drawdown.book import archive, changes, inputs, publish, store
from drawdown.book.declared import notebook
from drawdown.book.inputs import Published
from drawdown.book.keys import Key, Keys
from drawdown.book.snapshot import Snapshot
from drawdown.errors import ParameterError
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters, known


@dataclass(frozen=True)
class Step:
    """One chapter in one language.

    It is taken from ``entry``, or runs, for the reasons ``why``; ``details`` say them in full.
    """

    chapter: str
    key: Key
    entry: store.Entry | None
    why: Sequence[str] = ()
    details: Sequence[str] = ()

    @property
    def lang(self) -> str:
        """The language."""
        return self.key.parameters["lang"]

    @property
    def name(self) -> str:
        """What a reader of the plan calls it."""
        return named(self.chapter, self.lang)


@dataclass(frozen=True)
class Plan:
    """A build that was thought through; ``site`` says why the site is made again, and ``nothing`` that none is due.

    The first of the ``languages`` is that of the site's first page, and the others have folders in it.
    """

    values: Mapping[str, str]
    languages: Sequence[str]
    files: bool
    force: bool
    snapshot: Snapshot
    inputs: Mapping[str, str]
    nothing: bool = True
    steps: Sequence[Step] = ()
    site: Sequence[str] = ()

    @property
    def pack(self) -> Path:
        """The folder of the pack."""
        return paths.pack(Parameters(**self.values).data)

    @property
    def target(self) -> Path:
        """Where the site is published."""
        return publish.place(Schema(self.pack))

    @property
    def stale(self) -> list[Step]:
        """The chapters that run."""
        return [step for step in self.steps if step.entry is None]

    def words(self, explain: bool = False) -> Iterator[str]:
        """Say what will be done: a line for each chapter and for the site, with ``explain`` every part of it."""
        if self.nothing:
            yield "Nothing to do."
            return
        width = max(len(step.name) for step in self.steps)
        for step in self.steps:
            yield f"{step.name:{width}}  {'; '.join(step.why) or 'unchanged'}"
            yield from (f"{'':{width}}  - {line}" for line in (step.details if explain else ()))
        yield f"{'site':{width}}  {'; '.join(self.site)}"


def chapters() -> list[str]:
    """Return the stems of the chapters, as ``_toc.yml`` lists them."""
    toc = yaml.safe_load(paths.TOC.read_text(encoding="utf-8"))
    entries = [entry["file"] for part in toc["parts"] for entry in part["chapters"]]
    folder = f"{paths.CHAPTERS.name}/"
    return [entry.removeprefix(folder) for entry in entries if entry.startswith(folder)]


def named(chapter: str, lang: str) -> str:
    """Return the name of a chapter in a language."""
    return f"{chapter} {lang}"


def begun(values: Mapping[str, str], files: bool = True, only: Collection[str] = (), force: bool = False) -> Plan:
    """Return a plan that knows only whether anything is due: ``nothing`` is true if every input is as it was.

    Parameters
    ----------
    values
        The parameters of the chapters; without ``lang`` the site has every language of the pack.
    files
        Whether the PDF files, the EPUB and the pictures are wanted.
    only
        The chapters that may run; none for all.
    force
        Whether what is unchanged is made again too.

    Raises
    ------
    ParameterError
        If a parameter or a chapter is none of the book.
    """
    known(values)
    for chapter in only:
        notebook(chapter)
    snapshot = Snapshot()
    pack = paths.pack(values.get("data", Parameters().data))
    schema = Schema(pack)
    languages = [values["lang"]] if "lang" in values else list(schema.languages)
    asked = {"only": ", ".join(sorted(only)), "languages": ", ".join(languages), "editions": archive.digest(snapshot)}
    found = inputs.inputs(snapshot, pack, values, files) | asked
    last = inputs.published(publish.place(schema))
    return Plan(
        values, languages, files, force, snapshot, found, not force and last is not None and last.inputs == found
    )


def finished(plan: Plan, only: Collection[str] = ()) -> Plan:
    """Return the plan with a step for every chapter, for a pack that is sound.

    Raises
    ------
    ParameterError
        If a parameter is not possible, or of a chapter that may not run nothing is there to take.
    ChapterError
        If a notebook does not declare what it reads.
    """
    keys, last = Keys(plan.snapshot), inputs.published(plan.target)
    wanted = [
        (chapter, keys.of(chapter, {**plan.values, "lang": lang})) for lang in plan.languages for chapter in chapters()
    ]
    steps = [
        _step(key, last, plan.force) if not only or chapter in only else _taken(key, last) for chapter, key in wanted
    ]
    asked = ["asked for"] if plan.force else []
    site = changes.files(last.inputs, plan.inputs) if last else ["never made"]
    return replace(plan, nothing=False, steps=steps, site=asked or site)


def _step(key: Key, last: Published | None, force: bool) -> Step:
    old = _published(key, last)
    why, details = _why(old, key)
    if force:
        return Step(key.chapter, key, None, ["asked for"], details)
    try:
        entry = store.get(key.digest)
    except store.Damaged:
        return Step(key.chapter, key, None, ["its entry in the store is damaged"], details)
    return Step(key.chapter, key, None, why, details) if entry is None else Step(key.chapter, key, entry)


def _published(key: Key, last: Published | None) -> Key | None:
    return last.chapters.get(named(key.chapter, key.parameters["lang"])) if last else None


def _why(old: Key | None, new: Key) -> tuple[list[str], list[str]]:
    modules = [f"rests on {', '.join(sorted(new.files))}"]
    if old is None:
        return ["never run"], modules
    if old == new:
        return ["its entry in the store is gone"], modules
    return changes.reasons(old, new), [*changes.details(old, new), *modules]


def _taken(key: Key, last: Published | None) -> Step:
    """Return the step of a chapter that may not run: it is as it would be now, or else as it was last published."""
    old = _published(key, last)
    for held in (key, old):
        try:
            if held and (entry := store.get(held.digest)):
                return Step(key.chapter, held, entry)
        except store.Damaged:
            continue
    raise ParameterError(
        f"--only leaves {key.chapter} out, and no earlier build is there to take it from: name it too, or build the"
        " whole book first."
    )
