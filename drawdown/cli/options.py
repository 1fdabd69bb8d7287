"""What several commands take, and how they report."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from drawdown.book.progress import Progress


def _parameters(_ctx: click.Context, _option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{pair!r} is not of the form name=value, for instance country=Syria")
        values[name] = str(Path(value).resolve()) if name == "data" else value
    return values


parameters = click.option(
    "-p",
    "--parameter",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_parameters,
    help="A parameter: country, start, end, as_of, lang or data. May be given several times.",
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="How many chapters to run side by side (default: one for each core).",
)


def progress() -> "Progress":
    """Return the display of a long command, on the error stream."""
    from rich.console import Console

    from drawdown.book.progress import Progress

    return Progress(Console(stderr=True))
