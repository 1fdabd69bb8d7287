"""``drawdown build``."""

import click

from drawdown import paths
from drawdown.cli.options import jobs, parameters, progress


@click.command()
@parameters
@jobs
@click.option("--files/--no-files", default=True, help="Make PDF, EPUB and pictures too (takes Chromium).")
def build(values: dict[str, str], jobs: int, files: bool) -> None:
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

    with progress() as display:
        site = build_book(values, display, files, jobs)
    click.echo(f"The book is in {site.relative_to(paths.ROOT)}. `make serve` shows it.")
