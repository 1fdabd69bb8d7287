"""``drawdown run``."""

import tempfile
from pathlib import Path

import click

from drawdown.cli.options import parameters, progress


@click.command()
@click.argument("chapter")
@parameters
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The executed notebook."
)
def run(chapter: str, values: dict[str, str], output: Path) -> None:
    """Run one CHAPTER with parameters and write the executed notebook.

    \b
    Examples:
      drawdown run troop_levels -p country=NAME -o level.ipynb
      drawdown run attack_frequency -p start=2023-10-01 -p end=2024-02-29 -o winter.ipynb
      drawdown run synthesis -p as_of=2024-08-24 -p lang=ar -o then.ipynb
    """
    from drawdown.book import scratch
    from drawdown.book.run import check_parameters
    from drawdown.book.run import run as run_chapter

    check_parameters(chapter, values)
    scratch.check(tempfile.gettempdir())
    with progress() as display, display.cells(chapter) as cells:
        run_chapter(chapter, values, output, cells)
    click.echo(f"Wrote {output}.")
