"""How far a number moves if any one source is dropped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Influence:
    """The range of a number over all ways to drop one source document.

    ``value`` rests on all of them; ``low`` and ``high`` span it and every value found without one. ``source`` moves
    it most, to ``without``; it is empty where no single source matters. ``lost`` are sources without which there is
    no number at all.
    """

    value: float | None
    low: float | None
    high: float | None
    source: str = ""
    without: float | None = None
    lost: tuple[str, ...] = ()


def leave_one_out(
    rows: pd.DataFrame,
    source_columns: Sequence[str],
    measure: Callable[[pd.DataFrame], float | None],
    tiers: Mapping[str, str] | None = None,
) -> Influence:
    """Return how far a number moves when any one source document is dropped.

    The jackknife (Quenouille 1956, "Notes on bias in estimation", Biometrika 43), with the document as the unit that
    is left out. A row falls only with its last source: one that another column also sources survives. With ``tiers``
    it then has the best tier among the sources left. Only documents whose loss takes a row, or worsens its tier, are
    tried; of the others the number cannot depend. The measure is called once for each, and once for all rows.

    Parameters
    ----------
    rows
        The rows the number is made from; a blank source cell is empty text.
    source_columns
        The columns of ``rows`` that hold a source key.
    measure
        Makes the number; it must not read the source columns. None or NaN: there is no number.
    tiers
        The tier of each source, where the measure reads a column ``tier``.

    Notes
    -----
    Documents are taken as independent, and only one is left out at a time: a reprint or a rewrite under another key
    keeps alive what both took from one agency or officer, so the range can be too narrow. It is no confidence interval.
    """
    value = _number(measure(rows))
    if value is None:
        return Influence(None, None, None)
    found = {key: _number(measure(left)) for key, left in _without_each(rows, source_columns, tiers or {})}
    moved = {key: number for key, number in found.items() if number is not None}
    most = max(sorted(moved), key=lambda key: abs(moved[key] - value), default="")
    if not most or moved[most] == value:
        most = ""
    numbers = [value, *moved.values()]
    lost = tuple(sorted(found.keys() - moved.keys()))
    return Influence(value, min(numbers), max(numbers), most, moved.get(most), lost)


def _without_each(
    rows: pd.DataFrame, columns: Sequence[str], tiers: Mapping[str, str]
) -> list[tuple[str, pd.DataFrame]]:
    """Return each document that matters with the rows that are left without it."""
    touched: dict[str, dict[int, str]] = {}  # document: {row: its tier without the document, "" where it falls}
    for position, cells in enumerate(rows[list(columns)].itertuples(index=False)):
        keys = set(filter(None, cells))
        for key in keys:
            after = min((tiers.get(other, "D") for other in keys - {key}), default="")
            if len(keys) == 1 or (tiers and after != rows["tier"].iloc[position]):
                touched.setdefault(key, {})[position] = after
    return [(key, _left(rows, changes)) for key, changes in sorted(touched.items())]


def _left(rows: pd.DataFrame, changes: Mapping[int, str]) -> pd.DataFrame:
    if any(changes.values()):
        graded = rows["tier"].tolist()
        for position, tier in changes.items():
            graded[position] = tier
        rows = rows.assign(tier=graded)
    falls = {position for position, tier in changes.items() if not tier}
    return rows.iloc[[position for position in range(len(rows)) if position not in falls]]


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
