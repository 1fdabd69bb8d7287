"""How the public line of an actor moves, no finer than its dates allow."""

from collections.abc import Iterable, Sequence

import pandas as pd

from drawdown.measures.channels import PRIVATE

LEAST = 4  # moments, below which no movement is told
COLUMNS = [
    *("actor", "who", "theatre", "n", "moments", "first", "last", "first_low", "first_high", "last_low", "last_high"),
    *("direction", "changes", "crossings", "longest"),
]


def lines(positions: pd.DataFrame, who: str = "actor", theatres: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the public positions that make up lines: those with an order in time, once for each theatre they name.

    Parameters
    ----------
    positions
        Positions with a stance.
    who
        "actor", or "speaker" for persons who are named; a person who speaks for two actors has two lines.
    theatres
        The theatres asked about; None for all that the rows name.

    Returns
    -------
    DataFrame
        The rows with ``who`` and ``theatre``. A position on two theatres stands in both. Private reports are left out,
        as are rows dated to a year only: they cannot be put in order.
    """
    kept = positions[(positions["channel"] != PRIVATE) & positions["date_precision"].isin(["day", "month"])]
    if who == "speaker":
        kept = kept[kept["attribution"] == "named"]
    spread = kept.assign(who=kept[who], theatre=kept["country"].str.split("+")).explode("theatre", ignore_index=True)
    return spread if theatres is None else spread[spread["theatre"].isin(list(theatres))]


def moments(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the moments of one line: the smallest spans of time that its dates put in a certain order.

    A moment is a day. Where a position of a month is dated to the month only, all positions of that month are one
    moment, as their order is not known.

    Parameters
    ----------
    rows
        Positions of one line, with ``said_on``, ``date_precision`` (day or month) and ``stance``.

    Returns
    -------
    DataFrame
        ``day`` (the first of the moment) and ``codes``, the set of stances taken in it; in order.
    """
    month = rows["said_on"].dt.to_period("M")
    coarse = month.isin(month[rows["date_precision"] == "month"])
    days = rows["said_on"].mask(coarse, month.dt.to_timestamp())
    codes = rows["stance"].astype(int).groupby(days).agg(frozenset)
    return codes.rename("codes").rename_axis("day").sort_index().reset_index()


def runs(codes: Sequence[frozenset[int]]) -> list[int]:
    """Return the lengths, in moments, of the fewest runs of one stance that the moments can be cut into.

    A moment in which several stances were taken counts as any of them, so that the number of changes, one less than
    that of the runs, is never overstated.

    Parameters
    ----------
    codes
        The set of stances of each moment, in order, none empty.
    """
    found: list[int] = []
    held: frozenset[int] = frozenset()
    for here in codes:
        if held & here:
            held &= here
            found[-1] += 1
        else:
            held = here
            found.append(1)
    return found


def movement(told: pd.DataFrame) -> pd.DataFrame:
    """Return how each line moves that has at least four moments, the one with the most moments first.

    Parameters
    ----------
    told
        What `lines` returns.

    Returns
    -------
    DataFrame
        ``actor``, ``who``, ``theatre``, ``n`` positions in ``moments``; the days ``first`` and ``last``; the range of
        stances at either end; ``direction`` from the first moment to the last: "exit", "stay", "same", or "open" where
        the ranges overlap; ``changes`` of stance and ``crossings`` between the side of exit and that of staying,
        neutral moments left out, both at least; and the ``longest`` run, in moments.

    Notes
    -----
    An institution speaks with several voices and changes hands: its changes need not be a change of mind. Silence
    between two moments is not continuity; what was not found may have moved. The two codings of a statement often
    differ by one step, seldom in side: crossings are firmer than changes.
    """
    found = []
    for (actor, who, theatre), rows in told.groupby(["actor", "who", "theatre"]):
        own = moments(rows)
        if len(own) >= LEAST:
            found.append((actor, who, theatre, len(rows), len(own), *_ends(own), *_changes(list(own["codes"]))))
    table = pd.DataFrame(found, columns=COLUMNS)
    order = ["moments", "n", "who", "theatre", "actor"]
    return table.sort_values(order, ascending=[False, False, True, True, True], ignore_index=True)


def of(told: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the positions of the lines that a table names by ``actor``, ``who`` and ``theatre``."""
    names = ["actor", "who", "theatre"]
    keys = set(table[names].itertuples(index=False, name=None))
    held = [key in keys for key in told[names].itertuples(index=False, name=None)]
    return told[pd.Series(held, index=told.index, dtype=bool)]


def crossings(rows: pd.DataFrame) -> int:
    """Return how often, at least, one line crosses between the side of exit and that of staying.

    Parameters
    ----------
    rows
        Positions of one line, as `lines` returns them.

    Notes
    -----
    Neutral moments are passed over, and a moment on both sides counts as either: the number is a lower bound. It rests
    on single statements where a side is taken only once; the range over sources left out shows that.
    """
    return _changes(list(moments(rows)["codes"]))[1]


def _ends(own: pd.DataFrame) -> tuple[object, ...]:
    first, last = own.iloc[0], own.iloc[-1]
    before, after = first["codes"], last["codes"]
    return first["day"], last["day"], min(before), max(before), min(after), max(after), _direction(before, after)


def _direction(before: frozenset[int], after: frozenset[int]) -> str:
    if min(after) > max(before):
        return "exit"
    if max(after) < min(before):
        return "stay"
    return "same" if before == after and len(before) == 1 else "open"


def _changes(codes: Sequence[frozenset[int]]) -> tuple[int, int, int]:
    sides = [frozenset((code > 0) - (code < 0) for code in here if code) for here in codes]
    own = runs(codes)
    return max(0, len(own) - 1), max(0, len(runs([here for here in sides if here])) - 1), max(own, default=0)
