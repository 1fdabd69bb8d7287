"""``drawdown check``."""

import sys
from pathlib import Path

import click

from drawdown import paths
from drawdown.errors import ParameterError


@click.command()
@click.argument("pack", type=click.Path(path_type=Path), required=False)
@click.option("--data", metavar="PACK", type=click.Path(path_type=Path), help="The same as PACK.")
def check(pack: Path | None, data: Path | None) -> None:
    """Check a data pack (default: the project's own) and list every problem of every file.

    \b
    Examples:
      drawdown check
      drawdown check ../mypack
    """
    from drawdown.pack.check import problems

    if pack and data and pack.resolve() != data.resolve():
        raise ParameterError(f"{pack} and --data {data} name two packs: give one of them.")
    pack = pack or data or paths.DATA
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
