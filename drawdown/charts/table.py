"""The description of a table: its rows, and how each column is written."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from drawdown.facts.fact import Unit

NONE = "–"  # what a cell shows where its row has nothing to say; a number that nobody knows is "not known"
SOURCE = "source"  # a cell that holds source keys, shown as citations


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and the unit its cells are written in ("source" for citations)."""

    title: str
    unit: Unit | str = "text"


@dataclass(frozen=True)
class Table:
    """A whole table. ``columns`` names the columns of ``rows`` that are shown, in order."""

    key: str
    caption: str
    rows: pd.DataFrame
    columns: Mapping[str, Column]
    empty: str = ""
