"""``drawdown tidy``."""

import sys

import click

from drawdown import paths


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if a notebook is not in normal form.")
def tidy(only_check: bool) -> None:
    """Bring the notebooks into normal form: no outputs, no counters, no stray metadata."""
    from drawdown.book import tidy as notebooks

    changed = notebooks.untidy(paths.NOTEBOOKS) if only_check else notebooks.tidy(paths.NOTEBOOKS)
    for path in changed:
        click.echo(f"{path.name}: {'not in normal form; run `drawdown tidy`' if only_check else 'tidied'}")
    if only_check and changed:
        sys.exit(1)
