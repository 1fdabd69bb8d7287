"""``drawdown new``."""

import datetime as dt
import re
from pathlib import Path

import click

from drawdown.errors import ParameterError


def _day(_ctx: click.Context, option: click.Parameter, text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ParameterError(f"--{option.name} {text} is not a date: write it as 2024-08-24.") from None


@click.command()
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--title", default="A withdrawal", show_default=True, help="The book's title.")
@click.option("--question", default="What came of it?", show_default=True, help="The question the book answers.")
@click.option("--theatre", "theatres", multiple=True, metavar="NAME", help="A country; may be given several times.")
@click.option("--start", default="2001-01-01", show_default=True, callback=_day, help="The first day covered.")
@click.option("--end", default="2026-12-31", show_default=True, callback=_day, help="The last day covered.")
def new(pack: Path, title: str, question: str, theatres: tuple[str, ...], start: str, end: str) -> None:
    """Write an empty data PACK: every table with its header, their schema, and a README that says how to fill it.

    \b
    Examples:
      drawdown new ../mypack --title "My book" --theatre NAME
      drawdown new ../mypack --theatre ONE --theatre OTHER --start 2001-10-07 --end 2021-08-31
      drawdown check ../mypack
      drawdown build --data ../mypack
    """
    from drawdown.pack.blank import Outline, write

    name = re.sub("[^a-z0-9]+", "-", pack.resolve().name.lower()).strip("-") or "pack"
    if start > end:
        raise ParameterError(f"--start {start} lies after --end {end}: give a start on or before the end.")
    if wrong := [theatre for theatre in theatres if not theatre.strip() or "+" in theatre or "|" in theatre]:
        raise ParameterError(f"--theatre {wrong[0]!r}: a name is not empty and holds no + or |, which join names.")
    if len(set(theatres)) < len(theatres):
        raise ParameterError("--theatre: each name is given once.")
    write(pack, Outline(name, title, question, theatres or ("Theatre",), start, end))
    click.echo(f"Wrote {pack}. Its {pack.name}/README.md says what to fill in first.")
