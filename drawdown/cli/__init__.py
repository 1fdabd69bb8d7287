"""The command ``drawdown``: a module for each of its commands."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import click

from drawdown import __version__, disk
from drawdown.cli.build import build
from drawdown.cli.check import check
from drawdown.cli.cite import cite
from drawdown.cli.edition import edition
from drawdown.cli.grid import grid
from drawdown.cli.imports import imports
from drawdown.cli.new import new
from drawdown.cli.run import run
from drawdown.cli.serve import serve
from drawdown.cli.tidy import tidy
from drawdown.cli.vintage import vintage
from drawdown.errors import DrawdownError


class Commands(click.Group):
    """Commands whose errors are told in their own words, with their own exit code; so are refusals of the disk.

    What the system asks to end, or whose terminal is closed, ends as by Ctrl-C.
    """

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _interrupted(signal.SIGTERM), _interrupted(signal.SIGHUP):
                return super().invoke(ctx)
        except DrawdownError as error:
            click.echo(f"drawdown: {error}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            if not (told := disk.refusal(error)):
                raise
            click.echo(f"drawdown: The disk refused what was to be done ({told}).", err=True)
            ctx.exit(1)


@contextmanager
def _interrupted(by: signal.Signals) -> Iterator[None]:
    before = signal.getsignal(by)
    if before is signal.SIG_DFL:  # nohup has it ignored
        signal.signal(by, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(by, before)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Run the chapters of a book from a pack of evidence, and publish it.

    \b
    Examples:
      drawdown check                                   is the evidence sound?
      drawdown run troop_levels -p country=NAME -o level.ipynb
      drawdown vintage troop_levels --country NAME --at 2024-08-24
      drawdown import ucdp GEDEvent_v26_1.csv --country NAME
      drawdown cite troop_levels --style bibtex
      drawdown build                                   the whole book, to _build/html
      drawdown build -p as_of=2024-08-24               the book as the world was known that day
      drawdown edition new 2024-08-24                  freeze it, under editions/ in the site for good
      drawdown grid --as-of 2024-01-01..2024-12-01/month --lang en,ar
      drawdown new ../mypack                           an empty pack, for a book of your own
      drawdown build --data ../mypack                  its book, to _build/packs

    \b
    Exit codes: 0 done; 1 the data or a chapter is at fault; 2 the command line is.
    """


for command in (check, run, build, grid, serve, cite, vintage, edition, new, imports, tidy):
    main.add_command(command)
