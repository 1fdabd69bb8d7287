"""A table through all its days of knowledge: read once, seen on any of them."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from drawdown.pack import vintage
from drawdown.pack.schema import Table


@dataclass(frozen=True)
class History:
    """The rows of a table that became known up to ``as_of``, among them those that a later row replaced."""

    rows: pd.DataFrame
    table: Table
    as_of: dt.date

    @property
    def days(self) -> list[dt.date]:
        """The days on which knowledge changed, in order."""
        columns = ["reported_on", *self.table.later] if "reported_on" in self.rows else []
        found = {day for column in columns for day in self.rows[column].dropna().dt.date}
        return sorted(day for day in found if day <= self.as_of)

    def on(self, day: dt.date) -> pd.DataFrame:
        """Return the rows as they were known at the end of a day; of days after ``as_of`` nothing is known."""
        return vintage.seen(self.rows, self.table, min(day, self.as_of))
