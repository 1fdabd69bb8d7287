"""Publishes a finished site: whole, in one step."""

import shutil
from pathlib import Path

from drawdown import paths


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
        shutil.rmtree(target)  # a plain folder cannot be replaced by a link in one step
    link.replace(target)
    for old in sites.iterdir():
        if old != home:
            shutil.rmtree(old)
