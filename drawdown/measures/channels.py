"""What an actor says in public beside what is reported from its private talk."""

import pandas as pd

from drawdown.measures import ordinal
from drawdown.measures.influence import leave_one_out
from drawdown.measures.ordinal import FEW
from drawdown.measures.rates import Estimate

PRIVATE = "private_reported"
WEAKEST = "D"  # the tier of sources that never carries a headline alone
COLUMNS = [
    *("actor", "n_public", "median_public", "exit_public", "n_private", "median_private", "exit_private"),
    *("nearer", "low", "high", "dropped_low", "dropped_high", "second"),
]
BASIS = ["actor", "n", "unnamed", "relayed", "relayers", "documents", "weakest"]
EPISODES = ["actor", "month", "n_public", "median_public", "n_private", "median_private", "private"]


def private(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the positions reported from private talk: evidence of a report, not of the view."""
    return positions[positions["channel"] == PRIVATE]


def split(rows: pd.DataFrame) -> float | None:
    """Return the share of pairs of a public and a private position in which the public one is nearer to an exit.

    Ties count half, see `drawdown.measures.ordinal.superiority`.

    Parameters
    ----------
    rows
        Positions of one actor, with ``channel`` and ``stance``.

    Returns
    -------
    float or None
        One half where the channels do not differ; None unless there are positions of both.
    """
    own = rows["channel"] == PRIVATE
    return ordinal.superiority(rows.loc[~own, "stance"], rows.loc[own, "stance"])


def split_range(rows: pd.DataFrame) -> Estimate:
    """Return `split` with the range of `drawdown.measures.ordinal.superiority_range`.

    Notes
    -----
    The range shows how much the result depends on which rows were found. The private side is small and was selected by
    those who pass it on: no range can show that.
    """
    return ordinal.superiority_range(rows, rows["channel"] != PRIVATE)


def recoded(rows: pd.DataFrame) -> float | None:
    """Return `split` by the second coding of the same statements.

    Notes
    -----
    Both coders saw the name of the actor and the channel may show in the statement: it is a check on the coding, not on
    the choice of rows.
    """
    second = rows[rows["stance_b"].notna()]
    return split(second.assign(stance=second["stance_b"]))


def channels(positions: pd.DataFrame) -> pd.DataFrame:
    """Return public beside privately reported positions, for each actor with at least five of each.

    Parameters
    ----------
    positions
        Positions with a stance.

    Returns
    -------
    DataFrame
        ``actor``, the one with the most private positions first; for ``public`` and ``private`` the number ``n_``, the
        low median ``median_`` and the share for exit ``exit_`` (stance above zero); ``nearer``, see `split`, with its
        range (``low``, ``high``), its range over all ways to drop one document (``dropped_low``, ``dropped_high``) and
        its value by the second coding (``second``).

    Notes
    -----
    The two channels need not speak of the same weeks, matters or persons: `episodes` compares within a month. What is
    reported from private talk is selected by those who pass it on.
    """
    found = []
    for actor, rows in positions.groupby("actor"):
        own = rows["channel"] == PRIVATE
        if min(own.sum(), (~own).sum()) >= FEW:
            found.append((actor, *_half(rows[~own]), *_half(rows[own]), *_comparison(rows)))
    return pd.DataFrame(found, columns=COLUMNS).sort_values(["n_private", "actor"], ascending=[False, True])


def _half(rows: pd.DataFrame) -> tuple[object, ...]:
    middle = ordinal.median(rows["stance"])
    return len(rows), None if middle is None else middle[0], float((rows["stance"] > 0).mean())


def _comparison(rows: pd.DataFrame) -> tuple[object, ...]:
    found = split_range(rows)
    without = leave_one_out(rows, ["source", "source_2"], split)
    return found.value, found.low, found.high, without.low, without.high, recoded(rows)


def episodes(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the months in which an actor is on record both in public and in private, in order of time.

    Parameters
    ----------
    positions
        Positions with a stance; those dated to a year only, or not at all, are left out.

    Returns
    -------
    DataFrame
        ``actor``, ``month`` (its first day), number and low median of the positions of each channel, and where the
        ``private`` ones stand: "stay" (nearer to staying than the public ones, by `split`), "exit" or "same".

    Notes
    -----
    A month holds the order of few events: within it the two positions may still answer different news.
    """
    dated = positions[positions["date_precision"].isin(["day", "month"])]
    found = []
    for (actor, month), rows in dated.groupby(["actor", dated["said_on"].dt.to_period("M")]):
        nearer = split(rows)
        if nearer is not None:
            own = rows["channel"] == PRIVATE
            side = "stay" if nearer > 0.5 else "exit" if nearer < 0.5 else "same"
            found.append((actor, month.to_timestamp(), *_half(rows[~own])[:2], *_half(rows[own])[:2], side))
    return pd.DataFrame(found, columns=EPISODES).sort_values(["month", "actor"], ignore_index=True)


def basis(positions: pd.DataFrame) -> pd.DataFrame:
    """Return on whose word the private positions of each actor rest, the most first.

    Parameters
    ----------
    positions
        Positions with a stance, and the ``tier`` of their best source.

    Returns
    -------
    DataFrame
        ``actor``, the number ``n`` of its private positions; how many are attributed to unnamed officials
        (``unnamed``), are passed on by someone else (``relayed``) and by how many of these (``relayers``); the number
        of ``documents``; and how many rest on the weakest tier of sources alone (``weakest``).

    Notes
    -----
    Relayers are counted by name as the rows have it; two names may stand for the same unnamed person.
    """
    found = [(actor, *_basis(rows)) for actor, rows in private(positions).groupby("actor")]
    return pd.DataFrame(found, columns=BASIS).sort_values(["n", "actor"], ascending=[False, True], ignore_index=True)


def _basis(rows: pd.DataFrame) -> tuple[int, ...]:
    relayed = rows[rows["relayed_by"] != ""]
    unnamed = rows["attribution"] == "unnamed_official"
    weakest = rows["tier"] == WEAKEST
    return (
        *(len(rows), int(unnamed.sum()), len(relayed), relayed["relayed_by"].nunique()),
        *(rows["source"].nunique(), int(weakest.sum())),
    )
