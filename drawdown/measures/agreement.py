"""How far two codings of the same statements agree."""

from typing import Literal

import numpy as np
import pandas as pd

from drawdown.measures.ordinal import CODES, RESAMPLES, SEED, percentiles
from drawdown.measures.rates import Estimate, share

Level = Literal["ordinal", "nominal"]

LEAST = 10  # statements, below which agreement is not measured


def twice(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that carry both codings.

    Notes
    -----
    The first coding is the one with later corrections; the second is as it was given.
    """
    return positions[positions["stance"].notna() & positions["stance_b"].notna()]


def raw(positions: pd.DataFrame) -> Estimate:
    """Return the share of positions that both codings gave the same stance, with its exact 95% interval.

    Parameters
    ----------
    positions
        Rows with ``stance`` and ``stance_b``; those without both are left out.

    Notes
    -----
    It is not corrected for agreement by chance; `alpha` is.
    """
    both = twice(positions)
    return share(int((both["stance"] == both["stance_b"]).sum()), len(both))


def alpha(positions: pd.DataFrame, level: Level = "ordinal") -> Estimate:
    """Return Krippendorff's alpha of two codings, with a bootstrap 95% interval over statements.

    One less the disagreement observed over the disagreement expected by chance; at the ordinal level a disagreement
    weighs more the more codes of the sample lie between the two. Krippendorff (2004), "Reliability in content
    analysis: some common misconceptions and recommendations", Human Communication Research 30. The statements are
    drawn again with replacement, as Hayes and Krippendorff (2007), "Answering the call for a standard reliability
    measure for coding data", Communication Methods and Measures 1, advise an interval by resampling.

    Parameters
    ----------
    positions
        Rows with ``stance`` and ``stance_b``; those without both are left out.
    level
        "ordinal", or "nominal" where any disagreement weighs the same.

    Returns
    -------
    Estimate
        1 is full agreement, 0 what chance would give. All None below ten statements, or where only one code was used:
        without variation there is nothing to agree on.

    Notes
    -----
    Alpha is high where the statements differ much, and low where all are alike, at the same care of the coders: read
    it with `by_group`. Coders who share a cue, as the name of the actor, or a training, agree beyond the codebook's
    merit. It measures whether the codes can be reproduced, not whether they are right.
    """
    both = twice(positions)
    if len(both) < LEAST or pd.unique(both[["stance", "stance_b"]].to_numpy(dtype=int).ravel()).size < 2:
        return Estimate(None, None, None)
    import krippendorff

    codes = both[["stance", "stance_b"]].to_numpy(dtype=float).T
    value = float(krippendorff.alpha(reliability_data=codes, value_domain=list(CODES), level_of_measurement=level))
    cells = confusion(both).to_numpy(dtype=float).ravel()
    drawn = np.random.default_rng(SEED).multinomial(len(both), cells / cells.sum(), size=RESAMPLES)
    low, high = percentiles(alphas(drawn.reshape(-1, len(CODES), len(CODES)), level))
    return Estimate(value, min(value, low), max(value, high))


def alphas(tables: np.ndarray, level: Level) -> np.ndarray:
    """Return Krippendorff's alpha of each of many confusion tables at once; NaN for one without variation.

    Parameters
    ----------
    tables
        Numbers of statements: resample x code of the first coding x code of the second.
    level
        The level of measurement.
    """
    paired = tables + tables.transpose(0, 2, 1)
    used = paired.sum(axis=2)
    weights = _ordinal(used) if level == "ordinal" else 1.0 - np.eye(used.shape[1])
    observed = (paired * weights).sum(axis=(1, 2))
    expected = (used[:, :, None] * used[:, None, :] * weights).sum(axis=(1, 2))
    ratio = np.divide(observed, expected, out=np.full(len(used), np.nan), where=expected > 0)
    return 1 - (used.sum(axis=1) - 1) * ratio


def confusion(positions: pd.DataFrame) -> pd.DataFrame:
    """Return how many statements have each code in the first coding (rows) and in the second (columns)."""
    both = twice(positions)
    table = pd.crosstab(both["stance"].astype(int), both["stance_b"].astype(int))
    return table.reindex(index=list(CODES), columns=list(CODES), fill_value=0)


def steps(positions: pd.DataFrame) -> pd.Series:
    """Return how many steps lie between the two codings of each statement, 0 where they agree.

    Notes
    -----
    The steps of the scale are ordered, not equal: they are counted, never averaged.
    """
    both = twice(positions)
    return (both["stance"].astype(int) - both["stance_b"].astype(int)).abs()


def sides(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that one coding has for an exit and the other against it.

    Notes
    -----
    A neutral code is on neither side: against it no other code is opposite.
    """
    both = twice(positions)
    return both[both["stance"] * both["stance_b"] < 0]


def guessed(positions: pd.DataFrame) -> Estimate:
    """Return the share of first codes that the commonest code of the actor's group gives, with its exact interval.

    Notes
    -----
    What a coder would reach who saw the name of the group and never the statement: a floor under raw agreement. It is
    fitted to the rows it is counted on.
    """
    modes = positions.groupby("actor_group")["stance"].transform(lambda codes: codes.mode().iloc[0])
    return share(int((positions["stance"] == modes).sum()), len(positions))


def by_group(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the agreement within each group of actors, the largest group first.

    Columns: ``actor_group``, ``n``, the raw share ``same``, and alpha with its interval (``alpha``, ``low``,
    ``high``), missing where `alpha` is.

    Notes
    -----
    Within a group the statements are more alike, so that alpha is lower at the same share of equal codes. Groups of few
    statements have wide intervals.
    """
    found = []
    for group, rows in twice(positions).groupby("actor_group"):
        ordinal = alpha(rows)
        found.append((group, len(rows), raw(rows).value, ordinal.value, ordinal.low, ordinal.high))
    table = pd.DataFrame(found, columns=["actor_group", "n", "same", "alpha", "low", "high"])
    return table.sort_values(["n", "actor_group"], ascending=[False, True], ignore_index=True)


def _ordinal(used: np.ndarray) -> np.ndarray:
    """Return the squared ordinal distance of each pair of codes, from how often each code was used."""
    middle = np.cumsum(used, axis=1) - used / 2
    return (middle[:, :, None] - middle[:, None, :]) ** 2
