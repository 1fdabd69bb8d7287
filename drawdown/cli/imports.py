"""``drawdown import``."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from drawdown import paths
from drawdown.errors import ParameterError


def _day(_ctx: click.Context, option: click.Parameter, text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"--{option.name} {text} is not a date: write it as 2024-08-24.") from None


file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
pack = click.option("--pack", type=click.Path(path_type=Path), default=paths.DATA, help="The data pack.")
days = (
    click.option("--accessed", metavar="DATE", callback=_day, help="Day of the download (else of the file)."),
    click.option("--released", metavar="DATE", callback=_day, help="Day of publication (else of the download)."),
)
filters = (
    click.option("--country", "countries", multiple=True, help="Take this country alone. May be given several times."),
    click.option("--since", metavar="DATE", callback=_day, help="Take events from this day on."),
    click.option("--release", default="", help="The release, if the file's name does not say it, as 26.1."),
    *days,
    click.option(
        "--whole/--part",
        default=None,
        help="Whether the file holds every event of its countries and days, so that those it lacks were withdrawn"
        " (default: yes for ucdp and gtd, no for acled).",
    ),
)


def _with(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorated(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


@click.group("import")
def imports() -> None:
    """Import a file of others into a data pack.

    The same file twice adds nothing; a newer release updates by id, and what was known before stays readable as of
    earlier days. A file that cannot be read leaves the pack as it was.

    \b
    Examples:
      drawdown import ucdp GEDEvent_v26_1.csv --country ONE --country OTHER --released 2026-06-09
      drawdown import acled export.csv --pack ../afghanistan --since 2014-01-01
      drawdown import gtd globalterrorismdb_0522dist.xlsx
      drawdown import dmdc DMDC_Website_Location_Report_2603.xlsx --source dmdc-2026-location-report
      drawdown import table sheet.xlsx --into troop_levels
    """


def _events(dataset: str, title: str) -> click.Command:
    """Return the command that imports an event dataset."""

    @_with(file, pack, *filters)
    def command(file: Path, pack: Path, **asked: Any) -> None:
        from drawdown.importers.events import Asked, bring
        from drawdown.importers.summary import ahead, summary
        from drawdown.pack.datasets import DATASETS
        from drawdown.pack.schema import Schema

        one, already = bring(file, pack, dataset, Asked(**asked))
        click.echo(summary(DATASETS[dataset], one, already))
        if hint := ahead(one, Schema(pack).window[1]):
            click.echo(hint)

    explained = (
        f"Import events of {title} from FILE.\n\n\b\nExamples:\n"
        f"  drawdown import {dataset} FILE\n"
        f"  drawdown import {dataset} FILE --country NAME --since 2014-01-01 --accessed 2026-03-01"
    )
    return click.command(dataset, help=explained)(command)


for name, title in (
    ("ucdp", "the UCDP Georeferenced Event Dataset (CSV, with or without a header)"),
    ("acled", "ACLED (CSV of the export tool, old columns too)"),
    ("gtd", "the Global Terrorism Database (xlsx or CSV)"),
):
    imports.add_command(_events(name, title))


@imports.command()
@_with(file, pack, *days)
@click.option("--source", required=True, help="Key in sources.csv of the document that says this.")
def dmdc(file: Path, pack: Path, source: str, accessed: dt.date | None, released: dt.date | None) -> None:
    """Import a quarterly location report of the Defense Manpower Data Center (xlsx or CSV) into dmdc_troops.csv.

    \b
    Examples:
      drawdown import dmdc DMDC_Website_Location_Report_2603.xlsx --source dmdc-2026-location-report
    """
    from drawdown.importers.location_report import bring

    click.echo(bring(file, pack, source, accessed, released))


@imports.command()
@_with(file, pack)
@click.option("--into", required=True, metavar="TABLE", help="The table, as troop_levels.")
def table(file: Path, pack: Path, into: str) -> None:
    """Import an analyst's sheet (xlsx or CSV) into a TABLE of the pack: rows are updated by their id, or added.

    \b
    Examples:
      drawdown import table sheet.xlsx --into troop_levels
      drawdown import table "Positions - Sheet1.csv" --into positions --pack ../afghanistan
    """
    from drawdown.importers.sheet import bring

    click.echo(bring(file, pack, into))
