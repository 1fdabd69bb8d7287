"""Every combination of day of knowledge, country, language and chapter, run side by side and kept as it comes."""

import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import quote

from drawdown import paths
from drawdown.book import chapters, digest, executors, run
from drawdown.book.keys import Keys, key
from drawdown.book.progress import Progress
from drawdown.book.results import Entry, Results
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError, DrawdownError, ParameterError
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters, resolve

AXES = ("as_of", "country", "lang")

State = tuple[str, str]  # digest of the key, digest of the code
Made = tuple[str, float]  # text of the executed notebook, seconds it took


@dataclass(frozen=True)
class Run:
    """One chapter with one combination; ``fixed`` are the parameters that all have in common."""

    as_of: str
    country: str
    lang: str
    chapter: str
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """The parameters of the chapter."""
        return {**self.fixed, **{axis: getattr(self, axis) for axis in AXES}}

    @property
    def place(self) -> str:
        """The path of its results, without an ending."""
        return "/".join(quote(part, safe=" ") for part in (self.as_of, self.country, self.lang, self.chapter))


@dataclass(frozen=True)
class Outcome:
    """What came of a run; ``fresh`` is false for one that was there before."""

    run: Run
    entry: Entry
    fresh: bool


def runs(
    days: Sequence[str],
    countries: Sequence[str],
    languages: Sequence[str],
    stems: Sequence[str],
    fixed: Mapping[str, str],
) -> list[Run]:
    """Return the run of every chapter with every combination, all of them found possible.

    Raises
    ------
    ParameterError
        For a parameter that is fixed and combined, an unknown chapter or name, an impossible day, country or language.
    DataError
        If there is no pack where ``data`` points.
    """
    for axis in AXES:
        if axis in fixed:
            raise ParameterError(f"{axis} is a side of the grid: give it as --{axis.replace('_', '-')}, not with -p.")
    found = [Run(*sides, fixed) for sides in product(days, countries, languages, stems)]
    for chapter in stems:
        run.check_parameters(chapter, found[0].values)
    schema = Schema(paths.pack(fixed.get("data", Parameters().data)))
    for values in {(one.as_of, one.country, one.lang): one.values for one in found}.values():
        resolve(Parameters(**values), schema)
    return found


def stale(asked: Sequence[Run], results: Results) -> tuple[list[tuple[Run, str]], list[Outcome]]:
    """Return the runs that have to be done, with their digests, and the outcomes of those that are there."""
    keys = Keys(Snapshot())
    digests = [(one, keys.of(one.chapter, one.values).digest) for one in asked]
    there = {one.place for one, held in digests if results.done(one.place, held)}
    before = [Outcome(one, results.entries[one.place], False) for one in asked if one.place in there]
    return [(one, held) for one, held in digests if one.place not in there], before


def execute(
    todo: Sequence[tuple[Run, str]], results: Results, executor: Executor, progress: Progress
) -> Iterator[Outcome]:
    """Do the runs, keep the result of each as soon as it is there, and say which is done.

    A run that fails is logged, and the others go on.

    Raises
    ------
    BookError
        If results cannot be written, or what runs them is lost.
    """
    results.begin([one.place for one, _ in todo])
    code = digest.code()
    with progress.runs(len(todo)) as done, executors.heard(executor, chapters.Shown(progress, passing=True)):
        futures = {
            executor.submit(make, one.chapter, one.values, (held, code), executors.Report(one.place)): (one, held)
            for one, held in todo
        }
        for future in as_completed(list(futures)):
            one, held = futures.pop(future)
            entry = _kept(one, held, future, results)
            done(f"{entry['status']} {one.place}")
            yield Outcome(one, entry, True)


def make(chapter: str, values: Mapping[str, str], expected: State, progress: run.Progress) -> Made:
    """Execute a chapter where this is called, if its key and the code there are those expected.

    Raises
    ------
    BookError
        If data, code or libraries are others than where the grid was given.
    ChapterError
        As `drawdown.book.run.executed` does.
    """
    if (key(chapter, values).digest, digest.code()) != expected:
        raise BookError(
            f"The worker on {platform.node()} holds other data, code or libraries than the machine that asks:"
            " bring it to the same state and start it again."
        )
    begun = time.perf_counter()
    try:
        return run.executed(chapter, values, progress), time.perf_counter() - begun
    finally:
        progress(1, 1)  # it is over, however it ended


def _kept(one: Run, held: str, future: "Future[Made]", results: Results) -> Entry:
    if future.cancelled():
        raise BookError("The scheduler went away. What was done is kept; give the same command again to continue.")
    error = future.exception()
    if isinstance(error, BrokenExecutor):
        raise BookError(f"{chapters.LOST} What was done is kept; give the same command again to continue.")
    if error is None:
        text, seconds = future.result()
        return results.keep(one.place, one.values, held, seconds, text)
    told = str(error) if isinstance(error, DrawdownError) else f"{type(error).__name__}: {error}"
    return results.fail(one.place, one.values, held, told)
