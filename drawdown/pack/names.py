"""The names in a descriptor that files, folders and pages of a site are called by."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drawdown.errors import DataError

PAGES = "pages"  # the folder of a pack's own pages
FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")  # no path, and nothing hidden


def contained(path: Path, descriptor: Mapping[str, Any]) -> None:
    """Refuse names that would lead out of the pack, or out of the site.

    Parameters
    ----------
    path
        The file of the descriptor, whose folder is the name of a pack that has none.
    descriptor
        What it holds.

    Raises
    ------
    DataError
        With the first such name.
    """
    named = [("name", descriptor.get("name", path.parent.name))]
    named += [(f"resources: {key}", table.get(key)) for table in descriptor["resources"] for key in ("name", "path")]
    for what, name in named:
        if not isinstance(name, str) or not FILE.fullmatch(name):
            raise DataError(
                f"{path}: {what} = {name!r} cannot name a file of the pack. Write it in letters, digits, . - and _."
            )
