"""How far a headline result moves when any one source is dropped."""

from collections.abc import Callable, Sequence

import pandas as pd

from drawdown.facts.fact import Fact, Unit, ids, whole
from drawdown.measures.influence import leave_one_out
from drawdown.pack.schema import SOURCE_COLUMNS

WHOLE = ("persons", "days")  # units without fractions


def dropped(
    name: str,
    unit: Unit,
    rows: pd.DataFrame,
    key: str,
    measure: Callable[[pd.DataFrame], float | None],
    definition: str,
    columns: Sequence[str] = SOURCE_COLUMNS,
) -> Fact:
    """Return the fact ``<name>_dropped``: the result on all rows, and its range over all ways to drop one source.

    Parameters
    ----------
    name
        The id of the result.
    unit
        Its unit.
    rows
        The rows that can matter to it, with their source columns.
    key
        The column that identifies a row.
    measure
        Makes the result from rows.
    definition
        What the result is, and that its range is that over all ways to leave one source out.
    columns
        The source columns that carry the result.
    """
    found = leave_one_out(rows, [column for column in columns if column in rows], measure)
    value, low, high = (whole(v) if unit in WHOLE else v for v in (found.value, found.low, found.high))
    return Fact(
        f"{name}_dropped",
        value,
        unit,
        definition,
        ids(rows, key),
        low,
        high,
        "drawdown.measures.influence.leave_one_out",
    )
