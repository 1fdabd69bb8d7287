"""``drawdown grid``."""

from typing import TYPE_CHECKING

import click

from drawdown import paths
from drawdown.cli.options import jobs, parameters, progress
from drawdown.errors import ChapterError, DataError

if TYPE_CHECKING:
    from rich.table import Table

    from drawdown.book.grid import Outcome


def _list(_ctx: click.Context, _option: click.Parameter, text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(",")))


@click.command()
@click.option("--as-of", "days", default="latest", help="Days of knowledge: dates, ranges with a step, or both.")
@click.option("--country", "countries", default="all", callback=_list, help="Countries of the pack, or all as one.")
@click.option("--lang", "languages", default="en", callback=_list, help="Languages of the pack, by their codes.")
@click.option("--chapter", "stems", default="", callback=_list, help="Chapters (default: every one).")
@parameters
@click.option("--to", default=str(paths.BUILD / "grid"), metavar="URL", help="Where results go (default: _build/grid).")
@jobs
@click.option("--scheduler", metavar="ADDRESS", help="Run on the workers of this Dask scheduler, not on this machine.")
def grid(
    days: str,
    countries: list[str],
    languages: list[str],
    stems: list[str],
    values: dict[str, str],
    to: str,
    jobs: int,
    scheduler: str | None,
) -> None:
    """Run chapters with every combination of days of knowledge, countries and languages.

    A range of days is START..END/STEP, and a step is day, week, month, quarter or year. Lists take commas.

    Each run leaves DAY/COUNTRY/LANGUAGE/CHAPTER.ipynb, the executed chapter, and CHAPTER.facts.json, its numbers, in
    the folder given with --to: a path, or any URL that fsspec knows (s3://, gs://, sftp:// with their libraries).
    grid.json there logs all runs. What is there already and made from the same is not run again, so that the same
    command continues a grid that was interrupted or failed in part.

    \b
    Examples:
      drawdown grid --as-of 2023-10-01..2024-09-01/month --country ONE,OTHER --lang en,ar
      drawdown grid --as-of 2024-08-24,2024-12-24,latest --country NAME --chapter troop_levels
      drawdown grid --as-of 2020-01-01..2025-01-01/quarter -p start=2017-01-01 --to ../quarters
      drawdown grid --as-of 2023-10-01..2024-09-01/week --scheduler tcp://10.0.0.5:8786
          on a cluster: each worker has this project, its data and its libraries, and runs `dask worker ADDRESS`

    \b
    Exit codes: 0 every run is there; 1 one failed, or results cannot be kept; 2 the command line is at fault.
    """
    from rich.console import Console

    from drawdown.book import executors, plan, ranges, scratch
    from drawdown.book import grid as grids
    from drawdown.book.results import Results
    from drawdown.pack import check

    chapters = stems if stems != [""] else plan.chapters()
    asked = grids.runs(ranges.days(days), countries, languages, chapters, values)
    results = Results(to)
    todo, outcomes = grids.stale(asked, results)
    if todo:
        pack = paths.pack(values.get("data", paths.DATA))
        with scratch.opened(), progress() as display, executors.opened(jobs, scheduler) as executor:
            if problems := check.problems(pack):
                told = [*problems, f"{len(problems)} problems in {pack.name}; nothing ran."]
                raise DataError("\n".join(map(str, told)))
            outcomes += grids.execute(todo, results, executor, display)
    Console().print(table(outcomes))
    _tell(outcomes, to)


def _tell(outcomes: "list[Outcome]", to: str) -> None:
    fresh = sum(outcome.fresh for outcome in outcomes)
    click.echo(f"{fresh} of {len(outcomes)} runs done now, the rest before; results and grid.json are in {to}.")
    failed = {outcome.run.place: str(outcome.entry["error"]) for outcome in outcomes if outcome.entry["error"]}
    if failed:
        told = "\n".join(f"{place}: {error}" for place, error in sorted(failed.items()))
        raise ChapterError(f"{len(failed)} of {len(outcomes)} runs failed; the same command tries them again.\n{told}")


def table(outcomes: "list[Outcome]") -> "Table":
    """Return the outcomes of the chapters, a row for each combination."""
    from rich.table import Table

    shown = Table("as of", "country", "lang", "chapters", "seconds", "facts")
    for column in shown.columns[-2:]:
        column.justify = "right"
    rows: dict[tuple[str, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        rows.setdefault((outcome.run.as_of, outcome.run.country, outcome.run.lang), []).append(outcome)
    for sides, held in sorted(rows.items()):
        entries = [outcome.entry for outcome in held]
        seconds, facts = sum(entry["seconds"] for entry in entries), sum(entry["facts"] for entry in entries)
        shown.add_row(*sides, _statuses(held), f"{seconds:.1f}", f"{facts:,}")
    return shown


def _statuses(outcomes: "list[Outcome]") -> str:
    words = [str(outcome.entry["status"]) if outcome.fresh else "done before" for outcome in outcomes]
    return ", ".join(f"{words.count(word)} {word}" for word in ("done", "done before", "failed") if word in words)
