"""A fact: one value a chapter states, with what it means and the rows it rests on."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from drawdown.terms import named

Value = int | float | str | dt.date | None
Unit = Literal[
    "count", "persons", "attacks", "days", "per_week", "ratio", "coefficient", "points", "share", "day", "month", "text"
]


@dataclass(frozen=True)
class Fact:
    """One stated value.

    Attributes
    ----------
    id
        Its stable name within the chapter.
    value
        The value; None where the rows cannot give it.
    unit
        What the value is counted in, or how it is written.
    definition
        What the value means, one sentence, in English; translated where it is shown. No other fact of the chapter has
        the same.
    rows
        The ids of the rows it was computed from.
    low, high
        The interval or range around the value, where there is one.
    measure
        The function that made it, as ``module.function``; empty for the one that states the chapter's facts.
    about
        The words that the definition names in braces, in the reader's language.
    """

    id: str
    value: Value
    unit: Unit
    definition: str
    rows: tuple[str, ...] = ()
    low: Value = None
    high: Value = None
    measure: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


def ids(rows: pd.DataFrame, key: str) -> tuple[str, ...]:
    """Return the ids of the rows, sorted, each once."""
    return tuple(sorted(set(rows[key]))) if key in rows else ()


def listed(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the ids in cells that hold several, separated by spaces; sorted, each once."""
    return tuple(sorted(set(" ".join(cells).split())))


def called(name: object) -> str | None:
    """Return a name of the pack in the active language; None for a missing one."""
    return None if name is None else named(name)


def day(value: Any) -> dt.date | None:
    """Return a timestamp as a date; None for a missing one."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def whole(value: Any) -> int | None:
    """Return a number as an int; None for a missing one."""
    return None if pd.isna(value) else int(value)
