"""What several commands take, and how they report."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drawdown import paths

if TYPE_CHECKING:
    from drawdown.book.progress import Progress


PACK = "drawdown.pack"  # where a command's context keeps the pack that ``--data`` names


def _pack(ctx: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        ctx.meta[PACK] = _from_root(folder)


def _parameters(ctx: click.Context, _option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{pair!r} is not of the form name=value, for instance start=2024-01-01")
        values[name] = _from_root(Path(value)) if name == "data" else value
    named = ctx.meta.get(PACK, values.get("data"))
    if values.get("data", named) != named:
        raise click.BadParameter(f"data={values['data']} and --data name two packs: give one of them")
    return values if named is None else {**values, "data": named}


def _from_root(folder: Path) -> str:
    """Return a folder as seen from the project's root: what a page shows of it is the same on every machine."""
    return os.path.relpath(folder.resolve(), paths.ROOT)


data = click.option(
    "--data",
    metavar="PACK",
    type=click.Path(path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=_pack,
    help="The folder of a data pack (default: the project's own); the same as -p data=PACK.",
)

_values = click.option(
    "-p",
    "--parameter",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_parameters,
    help="A parameter: country, start, end, as_of, lang or data. May be given several times.",
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="How many chapters to run side by side (default: one for each core).",
)


def parameters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the parameters of the chapters, as ``values``."""
    return data(_values(command))


@contextmanager
def alone() -> Iterator[None]:
    """Do what follows while no other build of the project is under way; say on the error stream if one has to wait."""
    from drawdown.book import lock

    with lock.held(partial(click.echo, err=True)):
        yield


def progress() -> "Progress":
    """Return the display of a long command, on the error stream."""
    from rich.console import Console

    from drawdown.book.progress import Progress

    return Progress(Console(stderr=True))
