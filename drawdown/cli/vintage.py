"""``drawdown vintage``."""

import datetime as dt
import sys
from pathlib import Path

import click

from drawdown import paths
from drawdown.errors import ParameterError


def _day(_ctx: click.Context, option: click.Parameter, text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"--{option.name} {text} is not a date: write it as 2024-08-24.") from None


@click.command()
@click.argument("table")
@click.option("--country", required=True, help="A country of the pack.")
@click.option("--at", metavar="DATE", callback=_day, help="The day of knowledge (default: the pack's last day).")
@click.option("--on", metavar="DATE", callback=_day, help="The day asked about (default: the day of knowledge).")
@click.option("--data", type=click.Path(path_type=Path), default=paths.DATA, help="A data pack.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def vintage(table: str, country: str, at: dt.date | None, on: dt.date | None, data: Path, as_json: bool) -> None:
    """Show a level of TABLE on a day, as it was known on a day, with its sources.

    \b
    Examples:
      drawdown vintage troop_levels --country NAME --at 2024-08-24
          what was known that day of that day
      drawdown vintage troop_levels --country NAME --at 2024-12-24
      drawdown vintage troop_levels --country NAME --on 2024-08-24 --at 2024-12-24
          what was known in December of August
    """
    from rich.console import Console

    from drawdown import vintage as shown
    from drawdown.parameters import LATEST, Parameters

    as_of = LATEST if at is None else str(at)
    found = shown.answer(table, Parameters(country=country, as_of=as_of, data=str(data.resolve())), on)
    if as_json:
        click.echo(shown.as_json(found))
    elif sys.stdout.isatty():
        shown.show(found, Console())
    else:
        click.echo(shown.as_text(found))
