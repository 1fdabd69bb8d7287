"""The command ``drawdown``."""

import contextlib
import datetime as dt
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drawdown import __version__, paths
from drawdown.errors import DrawdownError, ParameterError

if TYPE_CHECKING:
    from drawdown.book.progress import Progress


class Commands(click.Group):
    """Commands whose errors are told in their own words, with their own exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DrawdownError as error:
            click.echo(f"drawdown: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Run the chapters of Leaving Iraq and publish the book.

    \b
    Examples:
      drawdown check                                   is the evidence sound?
      drawdown run troop_levels -p country=Syria -o syria.ipynb
      drawdown vintage troop_levels --country Syria --at 2024-08-24
      drawdown build                                   the whole book, to _build/html
      drawdown build -p as_of=2024-08-24               the book as the world was known that day

    \b
    Exit codes: 0 done; 1 the data or a chapter is at fault; 2 the command line is.
    """


@main.command()
@click.argument("pack", type=click.Path(path_type=Path), default=paths.DATA)
def check(pack: Path) -> None:
    """Check a data pack (default: the project's own) and list every problem of every file.

    \b
    Examples:
      drawdown check
      drawdown check ../afghanistan
    """
    from drawdown.pack.check import problems

    if not pack.is_dir():
        raise ParameterError(f"There is no folder {pack}.")
    found = problems(pack)
    for problem in found:
        click.echo(str(problem))
    if found:
        files = len({problem.file for problem in found})
        click.echo(f"{len(found)} problem{'s' * (len(found) > 1)} in {files} file{'s' * (files > 1)}.", err=True)
        sys.exit(1)
    click.echo(f"{pack.name}: no problems.")


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


@main.command()
@click.argument("chapter")
@parameters
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The executed notebook."
)
def run(chapter: str, values: dict[str, str], output: Path) -> None:
    """Run one CHAPTER with parameters and write the executed notebook.

    \b
    Examples:
      drawdown run troop_levels -p country=Syria -o syria.ipynb
      drawdown run attack_frequency -p start=2023-10-01 -p end=2024-02-29 -o winter.ipynb
      drawdown run synthesis -p as_of=2024-08-24 -p lang=ar -o then.ipynb
    """
    from drawdown.book.run import check_parameters
    from drawdown.book.run import run as run_chapter

    check_parameters(chapter, values)
    with _progress() as progress, progress.cells(chapter) as cells:
        run_chapter(chapter, values, output, cells)
    click.echo(f"Wrote {output}.")


@main.command()
@parameters
@click.option("--files/--no-files", default=True, help="Make PDF, EPUB and pictures too (takes Chromium).")
def build(values: dict[str, str], files: bool) -> None:
    """Check the pack, run every chapter and publish the site to _build/html.

    A build that fails or is interrupted leaves the published site as it was.

    \b
    Examples:
      drawdown build
      drawdown build -p as_of=2024-08-24
      drawdown build -p data=../afghanistan
      drawdown build --no-files                        the pages alone, on a machine without a browser
    """
    from drawdown.book.build import build as build_book

    with _progress() as progress:
        site = build_book(values, progress, files)
    click.echo(f"The book is in {site.relative_to(paths.ROOT)}. `make serve` shows it.")


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free port.")
def serve(port: int) -> None:
    """Show the published site on this machine, sent as a host on the web sends it. Ctrl-C ends it.

    \b
    Examples:
      drawdown serve
      drawdown serve --port 8001
    """
    from drawdown.book.server import serving

    with serving(paths.HTML, port) as address, contextlib.suppress(KeyboardInterrupt):
        click.echo(f"The book is at {address}; Ctrl-C ends it.")
        threading.Event().wait()


def _day(_ctx: click.Context, option: click.Parameter, text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"--{option.name} {text} is not a date: write it as 2024-08-24.") from None


@main.command()
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
      drawdown vintage troop_levels --country Syria --at 2024-08-24
          what was known that day of that day
      drawdown vintage troop_levels --country Syria --at 2024-12-24
      drawdown vintage troop_levels --country Syria --on 2024-08-24 --at 2024-12-24
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


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if a notebook is not in normal form.")
def tidy(only_check: bool) -> None:
    """Bring the notebooks into normal form: no outputs, no counters, no stray metadata."""
    from drawdown.book import tidy as notebooks

    changed = notebooks.untidy(paths.NOTEBOOKS) if only_check else notebooks.tidy(paths.NOTEBOOKS)
    for path in changed:
        click.echo(f"{path.name}: {'not in normal form; run `drawdown tidy`' if only_check else 'tidied'}")
    if only_check and changed:
        sys.exit(1)


def _progress() -> "Progress":
    from rich.console import Console

    from drawdown.book.progress import Progress

    return Progress(Console(stderr=True))
