"""``drawdown build``."""

import contextlib
import os
import shlex

import click

from drawdown import paths
from drawdown.cli.options import alone, jobs, parameters, progress
from drawdown.errors import PackEdited

PLANS = 3  # after so many in which the pack was edited a build gives up


@click.command()
@parameters
@jobs
@click.option("--files/--no-files", default=True, help="Make PDF, EPUB and pictures too (takes Chromium).")
@click.option("--only", multiple=True, metavar="CHAPTER", help="Run only this chapter; the others stay as they are.")
@click.option("--force", is_flag=True, help="Run every chapter and make every file, changed or not.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and why; change nothing.")
@click.option("--explain", is_flag=True, help="Say it in full: rows by their ids, every file.")
@click.option("--watch", is_flag=True, help="Serve the book, and build and reload it whenever something is saved.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Where --watch serves it.")
def build(
    values: dict[str, str],
    jobs: int,
    files: bool,
    only: tuple[str, ...],
    force: bool,
    dry_run: bool,
    explain: bool,
    watch: bool,
    port: int,
) -> None:
    """Check the pack, run the chapters that changed and publish the site.

    A chapter runs again when its notebook, its parameters, the rows it sees, the schema, a module it imports or the
    versions of the libraries changed, and the build says which. The site goes to _build/html; that of another pack than
    the project's own to _build/packs/NAME/html, NAME being the pack's. A build that fails or is interrupted leaves the
    published site as it was. The pack may be edited meanwhile, and is shown as it was when the build began; an edit of
    code, prose or a chapter stops it.

    \b
    Examples:
      drawdown build
      drawdown build --dry-run                         what would run, and why
      drawdown build -p as_of=2024-08-24
      drawdown build --data ../mypack                  the book of another pack
      drawdown build --only troop_levels               the others as they were published
      drawdown build --watch --no-files                while writing: a new page in the browser after each save
      drawdown build --no-files                        the pages alone, on a machine without a browser
    """
    if watch and (dry_run or force):
        raise click.UsageError("--watch builds after each save: it goes with neither --dry-run nor --force.")
    if watch:
        _watch(values, files, only, port)
        return
    with contextlib.nullcontext() if dry_run else alone():
        for left in reversed(range(PLANS)):
            try:
                _build(values, jobs, files, only, force, dry_run, explain)
                break
            except PackEdited as edited:
                if not left:
                    raise
                click.echo(f"{str(edited).partition('. ')[0]}: it is planned again.", err=True)


def _build(
    values: dict[str, str], jobs: int, files: bool, only: tuple[str, ...], force: bool, dry_run: bool, explain: bool
) -> None:
    from drawdown.book.plan import begun

    due = begun(values, files, only, force)
    if due.nothing:
        click.echo(f"Nothing to do: the book in {due.target.relative_to(paths.ROOT)} is up to date.")
        return
    from drawdown.book import kept
    from drawdown.book.build import build as build_book
    from drawdown.book.build import planned

    with progress() as display, kept.in_memory() if dry_run else contextlib.nullcontext():
        due = planned(due, display, only)
        told = list(due.words(explain))
    for line in told:
        click.echo(line)
    if not dry_run:
        with progress() as display:
            site = build_book(due, display, jobs)
        other = shlex.join(["drawdown", "serve", "--data", os.path.relpath(due.pack)])
        shows = "make serve" if paths.own(due.pack) else other
        click.echo(f"The book is in {site.relative_to(paths.ROOT)}. `{shows}` shows it.")


def _watch(values: dict[str, str], files: bool, only: tuple[str, ...], port: int) -> None:
    from drawdown.book.watch import watching

    options = [word for name, value in values.items() for word in ("-p", f"{name}={value}")]
    options += [word for chapter in only for word in ("--only", chapter)]
    with contextlib.suppress(KeyboardInterrupt):
        for address in watching([*options, "--files" if files else "--no-files"], values, port):
            click.echo(f"The book is at {address}; it is built again after each save. Ctrl-C ends it.")
