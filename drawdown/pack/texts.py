"""What the rows of a pack say, in the language a reader chose."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from drawdown.language import SOURCE, active


def told(rows: pd.DataFrame, name: str) -> pd.Series:
    """Return a text of the rows in the active language, and in English where that is blank.

    Parameters
    ----------
    rows
        Rows with the text in English (``name``, mostly with "_en"); those of other languages stand beside it.
    name
        What the text's columns are called without their language, such as "statement".
    """
    english = rows[name] if name in rows else rows[f"{name}_{SOURCE}"]
    column = f"{name}_{active()}"
    return rows[column].where(rows[column] != "", english) if column in rows else english


def gloss(row: Mapping[Hashable, Any]) -> str:
    """Return what the title of a source says in the active language, where it is in another; else nothing."""
    told = "" if row["language"] == active() else str(row.get(f"title_{active()}") or "")
    return "" if told == row["title"] else told


def columns(rows: pd.DataFrame, name: str) -> list[str]:
    """Return the columns that hold a text of the rows, one for each language."""
    return [str(column) for column in rows if str(column).rpartition("_")[0] == name]
