"""Publishes a finished site: whole, in one step, in the place of its pack."""

import re
import shutil
from pathlib import Path

from drawdown import paths
from drawdown.errors import DataError
from drawdown.pack.schema import DESCRIPTOR, Schema

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def place(schema: Schema) -> Path:
    """Return where the site of a pack is published: that of the project's own in ``_build/html``.

    Raises
    ------
    DataError
        If another pack's name cannot be that of a folder.
    """
    if paths.own(schema.folder):
        return paths.HTML
    if not _NAME.fullmatch(schema.name):
        raise DataError(
            f"{DESCRIPTOR}: name = {schema.name!r} cannot name a folder. Write it in small letters, digits, - and _."
        )
    return paths.BUILD / "packs" / schema.name / paths.HTML.name


def publish(made: Path, target: Path = paths.HTML) -> None:
    """Make ``target`` show the site ``made``, which is moved beside it.

    ``target`` is a link, replaced in one step: a reader sees the old site or the new one, never a part. The sites it
    pointed to before are removed afterwards.
    """
    sites = target.parent / "sites"
    sites.mkdir(parents=True, exist_ok=True)
    home = sites / made.parent.name
    made.rename(home)
    link = target.with_name(f".{target.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(home.relative_to(target.parent), target_is_directory=True)
    if target.is_dir() and not target.is_symlink():
        target.rename(sites / f"{home.name}.before")  # a plain folder cannot be replaced by a link in one step
    link.replace(target)
    for old in sites.iterdir():
        if old != home:
            shutil.rmtree(old)
