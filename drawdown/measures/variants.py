"""The same rows under other choices: which sources count, and which dates are believed."""

from collections.abc import Callable

import pandas as pd

from drawdown.measures.series import APPROXIMATE, WEAKEST


def of(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows as a chapter takes them, and as it would with other choices.

    "stated": as they are, where tier D makes no headline and no band; "with_weakest": rows of tier D count like
    those of tier C; "without_approximate": without the rows that are marked because a date in them is inferred.
    """
    weakest = rows["tier"].replace(WEAKEST, "C") if len(rows) else rows["tier"]
    return {
        "stated": rows,
        "with_weakest": rows.assign(tier=weakest),
        "without_approximate": rows[~rows["note"].str.contains(APPROXIMATE, regex=False)],
    }


def results(rows: pd.DataFrame, measure: Callable[[pd.DataFrame], float | None]) -> dict[str, float | None]:
    """Return what a measure gives under each choice of `of`; None where it gives nothing."""
    found = {name: measure(chosen) for name, chosen in of(rows).items()}
    return {name: None if value is None or pd.isna(value) else float(value) for name, value in found.items()}
