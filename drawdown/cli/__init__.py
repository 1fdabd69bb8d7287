"""The command ``drawdown``: a module for each of its commands."""

import click

from drawdown import __version__
from drawdown.cli.build import build
from drawdown.cli.check import check
from drawdown.cli.imports import imports
from drawdown.cli.run import run
from drawdown.cli.serve import serve
from drawdown.cli.tidy import tidy
from drawdown.cli.vintage import vintage
from drawdown.errors import DrawdownError


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
      drawdown import ucdp GEDEvent_v26_1.csv --country Iraq
      drawdown build                                   the whole book, to _build/html
      drawdown build -p as_of=2024-08-24               the book as the world was known that day

    \b
    Exit codes: 0 done; 1 the data or a chapter is at fault; 2 the command line is.
    """


for command in (check, run, build, serve, vintage, imports, tidy):
    main.add_command(command)
