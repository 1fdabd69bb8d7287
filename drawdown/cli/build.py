"""``drawdown build``."""

import os

import click

from drawdown import paths
from drawdown.cli.options import parameters, progress


@click.command()
@parameters
@click.option("--files/--no-files", default=True, help="Make PDF, EPUB and pictures too (takes Chromium).")
def build(values: dict[str, str], files: bool) -> None:
    """Check the pack, run every chapter and publish the site.

    The site goes to _build/html; that of another pack than the project's own to _build/packs/NAME/html, NAME being the
    pack's. A build that fails or is interrupted leaves the published site as it was.

    \b
    Examples:
      drawdown build
      drawdown build -p as_of=2024-08-24
      drawdown build --data ../mypack                  the book of another pack
      drawdown build --no-files                        the pages alone, on a machine without a browser
    """
    from drawdown.book.build import build as build_book

    with progress() as display:
        site = build_book(values, display, files)
    pack = paths.pack(values.get("data", paths.DATA))
    other = "make serve" if pack == paths.DATA else f"drawdown serve --data {os.path.relpath(pack)}"
    click.echo(f"The book is in {site.relative_to(paths.ROOT)}. `{other}` shows it.")
