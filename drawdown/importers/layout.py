"""How the files of a dataset are laid out: the names its columns have had, and what a row of them says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drawdown.pack.datasets import Dataset


@dataclass(frozen=True)
class Layout:
    """One dataset's files.

    ``names`` gives each column the names it has had, the newest first, and ``optional`` those a file may lack. ``days``
    hold dates and ``numbers`` deaths. ``event`` says in SQL what each common column is; ``{name}`` in it stands for a
    column, and for a date where the column holds one. ``bare`` are the columns of a file without a header, in order;
    ``release`` reads the release from a file's name; empty if it gives none.
    """

    dataset: Dataset
    names: Mapping[str, tuple[str, ...]]
    event: Mapping[str, str]
    numbers: tuple[str, ...]
    days: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    bare: tuple[str, ...] = ()
    release: Callable[[str], str] = lambda file: ""
    known_on: str = "NULL"  # SQL: the day from which a row could be read, where the file says so


def order(release: str) -> tuple[int, ...]:
    """Return a release as numbers that compare in time: 26.0.8 comes before 26.1. Without numbers it is empty."""
    return tuple(int(part) for part in re.findall(r"\d+", release))
