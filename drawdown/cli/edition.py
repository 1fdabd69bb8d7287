"""``drawdown edition``."""

from pathlib import Path

import click

from drawdown.cli.options import alone, jobs, progress


@click.group()
def edition() -> None:
    """Freeze, list, check and compare editions of the book.

    An edition is the whole site as the world was known on a day, with the data as seen that day, in editions/DAY. Once
    frozen it never changes; a build puts every frozen edition under editions/ in the site.
    """


@edition.command()
@click.argument("days", metavar="DAY...", nargs=-1)
@click.option("--files/--no-files", default=True, help="Make PDF, EPUB and pictures too (takes Chromium).")
@click.option(
    "--missing",
    is_flag=True,
    help="Leave editions that are frozen already as they are; without a DAY, freeze\nthose that _config.yml names.",
)
@jobs
def new(days: tuple[str, ...], files: bool, missing: bool, jobs: int) -> None:
    """Freeze the edition of each DAY: a date such as 2024-08-24, or latest for the last day of the evidence.

    \b
    Examples:
      drawdown edition new 2024-08-24
      drawdown edition new --missing           what _config.yml names and is not frozen yet
    """
    from drawdown.book import archive, editions
    from drawdown.settings import settings

    if not days and not missing:
        raise click.UsageError("Name a DAY, or say --missing.")
    wanted = [editions.asked(day) for day in days or settings().editions]
    for day in wanted:
        if missing and day in archive.days():
            click.echo(f"The edition of {day} is frozen already.")
            continue
        with alone(), progress() as display:
            made = editions.new(day, display, files, jobs)
        click.echo(f"The edition of {day} is frozen in {archive.named(made)}.")


@edition.command("list")
def listed() -> None:
    """List the frozen editions: day, version, data and commit."""
    from drawdown.book import archive

    for held in archive.listed():
        commit = f", commit {held['commit'][:12]}" if held["commit"] else ""
        click.echo(f"{held['edition']}  code {held['version']}{commit}  data {held['data'][:12]}")


@edition.command()
@click.argument("old")
@click.argument("new")
@click.option("--lang", default="en", show_default=True, help="The language of definitions and titles.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "markdown"]),
    default="json",
    show_default=True,
    help="For machines, or for people to read.",
)
def diff(old: str, new: str, lang: str, form: str) -> None:
    """Print what differs between two frozen editions: numbers and why, figures, sources, verdicts.

    OLD and NEW are days, or folders of editions that were frozen elsewhere, such as in another checkout.

    \b
    Examples:
      drawdown edition diff 2024-08-24 2024-12-31
      drawdown edition diff 2024-12-31 ../other/editions/2024-12-31 --format markdown
    """
    from drawdown.book import archive, difference_text
    from drawdown.book.differences import Frozen, between
    from drawdown.pack.schema import Schema

    folders = [Path(name) if Path(name, archive.BUILT).is_file() else archive.known(name) for name in (old, new)]
    found = between(*(Frozen(folder, lang) for folder in folders))
    if form == "markdown":
        Schema(folders[1] / archive.DATA).speak(lang)
        click.echo(difference_text.markdown(found), nl=False)
    else:
        click.echo(found.json(), nl=False)


@edition.command()
@click.argument("days", metavar="DAY...", nargs=-1)
@click.option("--sums", is_flag=True, help="Compare the files with their sums only; make nothing again.")
@jobs
def verify(days: tuple[str, ...], sums: bool, jobs: int) -> None:
    """Make the edition of each DAY again from its own data and compare it with the frozen one, byte for byte.

    Without a DAY, every frozen edition.

    \b
    Exit codes: 0 all is the same; 1 something differs, and which files; 2 there is no such edition.
    """
    from drawdown.book import archive, editions

    for day in days or archive.days():
        if sums:
            archive.check(day)
            click.echo(f"{day}: every file is as it was frozen.")
            continue
        with alone(), progress() as display:
            differ = editions.verify(day, display, jobs)
        for name in differ:
            click.echo(f"{archive.named(archive.folder(day))}/{name}: made again, it is different", err=True)
        if differ:
            raise click.exceptions.Exit(1)
        click.echo(f"{day}: made again, every file is the same.")
