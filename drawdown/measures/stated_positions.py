"""Who said what about withdrawal. The rows are a purposive sample: described, not tested."""

import pandas as pd

from drawdown.measures import ordinal
from drawdown.measures.ordinal import CODES, FEW
from drawdown.measures.rates import share

STANCES = CODES
SIDES = {-1: "stay", 0: "neutral", 1: "exit"}
NO_REASON = "other"


def coded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that carry a stance, in order of time.

    Parameters
    ----------
    rows
        The table of positions, as a view shows it.
    """
    return rows[rows["stance"].notna()].sort_values(["said_on", "position_id"])


def by_group(positions: pd.DataFrame) -> pd.DataFrame:
    """Return positions per actor group (rows, most in favour of exit first) and stance (columns -2 to 2).

    Parameters
    ----------
    positions
        Positions with a stance.
    """
    table = pd.crosstab(positions["actor_group"], positions["stance"].astype(int)).reindex(
        columns=list(STANCES), fill_value=0
    )
    favour = (table[1] + table[2]) / table.sum(axis=1)
    order = pd.DataFrame({"favour": favour, "n": table.sum(axis=1)}).sort_values(["favour", "n"], ascending=False)
    return table.loc[order.index]


def groups(positions: pd.DataFrame) -> pd.DataFrame:
    """Return where each group of actors stands, in the order of `by_group`.

    Parameters
    ----------
    positions
        Positions with a stance.

    Returns
    -------
    DataFrame
        ``actor_group``; ``n`` positions by ``actors``; the low and the high median (``low_median``, ``high_median``);
        the cumulative shares at or below each code (``upto_-2`` ... ``upto_1``); the share for an exit with its exact
        interval (``exit``, ``exit_low``, ``exit_high``); and the superiority over all other groups with its range
        (``above``, ``above_low``, ``above_high``), see `drawdown.measures.ordinal.superiority_range`. Below five
        positions there is neither median nor share.

    Notes
    -----
    The exact interval treats rows as independent draws, which rows of one speaker or document are not. The groups hold
    what was looked for and found; a difference between two of them is one of this sample.
    """
    table = by_group(positions)
    return pd.DataFrame(
        [_standing(positions, str(group), table.loc[group]) for group in table.index],
        columns=[
            *("actor_group", "n", "actors", "low_median", "high_median"),
            *(f"upto_{code}" for code in STANCES[:-1]),
            *("exit", "exit_low", "exit_high", "above", "above_low", "above_high"),
        ],
    )


def _standing(positions: pd.DataFrame, group: str, counts: pd.Series) -> tuple[object, ...]:
    own = positions["actor_group"] == group
    rows, n = positions[own], int(own.sum())
    if n < FEW:
        return (group, n, rows["actor"].nunique(), *[None] * 12)
    favour = share(int((rows["stance"] > 0).sum()), n)
    above = ordinal.superiority_range(positions, own)
    upto = (counts.cumsum() / n).iloc[:-1]
    return (
        *(group, n, rows["actor"].nunique(), *(ordinal.median(rows["stance"]) or (None, None)), *upto),
        *(favour.value, favour.low, favour.high, above.value, above.low, above.high),
    )


def by_year(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the positions of each group and calendar year at each code, by group and year.

    Parameters
    ----------
    positions
        Positions with a stance; those without a day are left out. A date known to the year is exact enough.

    Returns
    -------
    DataFrame
        ``actor_group``, ``year``, the numbers at -2 to 2, ``n``, ``low_median`` and ``high_median``.
    """
    dated = positions.dropna(subset="said_on").assign(year=lambda rows: rows["said_on"].dt.year)
    found = []
    for (group, year), rows in dated.groupby(["actor_group", "year"]):
        counts = rows["stance"].astype(int).value_counts().reindex(list(STANCES), fill_value=0)
        found.append((group, int(year), *counts, len(rows), *(ordinal.median(rows["stance"]) or (None, None))))
    return pd.DataFrame(found, columns=["actor_group", "year", *STANCES, "n", "low_median", "high_median"])


def arguments(positions: pd.DataFrame) -> pd.DataFrame:
    """Return how often each argument goes with a position for exit and against it; most used first.

    Parameters
    ----------
    positions
        Positions with a stance; ``argument`` holds up to three codes.

    Returns
    -------
    DataFrame
        By argument: the numbers ``exit`` and ``stay``, and the share for an exit among these with its exact 95%
        interval (``share``, ``low``, ``high``). Neutral positions are left out.

    Notes
    -----
    An argument is coded whichever way it is turned: that a danger is real and that it is over bear the same code.
    """
    listed = positions.assign(argument=positions["argument"].str.split()).explode("argument")
    sides = listed.assign(side=listed["stance"].map(_side))
    table = pd.crosstab(sides["argument"], sides["side"]).reindex(columns=["exit", "stay"], fill_value=0)
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    shares = [share(int(row["exit"]), int(row["exit"] + row["stay"])) for _, row in table.iterrows()]
    return table.assign(
        share=pd.array([one.value for one in shares], dtype="Float64"),
        low=pd.array([one.low for one in shares], dtype="Float64"),
        high=pd.array([one.high for one in shares], dtype="Float64"),
    )


def shared(table: pd.DataFrame) -> pd.DataFrame:
    """Return the arguments that serve both sides, at least five times each; the most evenly divided first.

    Parameters
    ----------
    table
        What `arguments` returns.

    Notes
    -----
    The same code on both sides is not the same claim: one side may hold that a danger is real, the other that it is
    over. Positions without a reason are left out.
    """
    both = table[(table[["exit", "stay"]] >= FEW).all(axis=1) & (table.index != NO_REASON)]
    smaller = both[["exit", "stay"]].min(axis=1) / both[["exit", "stay"]].sum(axis=1)
    return both.loc[smaller.sort_values(ascending=False, kind="stable").index]


def argued(positions: pd.DataFrame) -> pd.DataFrame:
    """Return how often each group uses each argument: arguments, most used first, by groups, largest first.

    Parameters
    ----------
    positions
        Positions with a stance, neutral ones included.
    """
    listed = positions.assign(argument=positions["argument"].str.split()).explode("argument")
    table = pd.crosstab(listed["argument"], listed["actor_group"])
    rows = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[rows, positions["actor_group"].value_counts().index]


def _side(stance: int) -> str:
    return SIDES[(stance > 0) - (stance < 0)]
