"""Comparisons of ordered codes that use their order and nothing else: no mean of codes, no distance between them."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from drawdown.measures.rates import CONFIDENCE, Estimate

CODES = (-2, -1, 0, 1, 2)  # opposes withdrawal outright ... demands full exit
FEW = 5  # below this many rows, or clusters, on a side a comparison says nothing
SEED = 1
RESAMPLES = 2000
WAYS = ("position_id", "speaker", "source")  # what is drawn again: rows, speakers, documents


def median(codes: pd.Series) -> tuple[int, int] | None:
    """Return the low and the high median of ordered codes, which differ where the middle lies between two codes.

    Parameters
    ----------
    codes
        The codes, none missing.

    Returns
    -------
    tuple or None
        Two codes; None without any.

    Notes
    -----
    Nothing is averaged: a middle between -1 and 1 is given as these two, not as 0.
    """
    if codes.empty:
        return None
    inner = sorted(int(code) for code in codes)
    return inner[(len(inner) - 1) // 2], inner[len(inner) // 2]


def superiority(first: pd.Series, second: pd.Series) -> float | None:
    """Return the share of pairs in which the code of the first set is the higher one, ties counted half.

    The measure of stochastic superiority A of Vargha and Delaney (2000), "A critique and improvement of the CL common
    language effect size statistics of McGraw and Wong", Journal of Educational and Behavioral Statistics 25; the delta
    of Cliff (1993), "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological Bulletin 114,
    is 2A - 1.

    Parameters
    ----------
    first, second
        Ordered codes, none missing.

    Returns
    -------
    float or None
        0 to 1; one half where neither set is the higher. None where a set is empty.

    Notes
    -----
    It says which set stands higher and how consistently, not by how much. It describes the rows at hand.
    """
    if first.empty or second.empty:
        return None
    a, b = first.to_numpy(dtype=int)[:, None], second.to_numpy(dtype=int)[None, :]
    return float((a > b).mean() + (a == b).mean() / 2)


def superiority_range(rows: pd.DataFrame, first: pd.Series, ways: Sequence[str] = WAYS) -> Estimate:
    """Return the superiority of some rows over the others, with the widest of three bootstrap 95% ranges.

    The rows are drawn again with replacement (Efron 1979, "Bootstrap methods: another look at the jackknife", Annals of
    Statistics 7): one by one, then whole speakers, then whole documents at a time, as rows of one speaker or document
    are not independent (Field and Welsh 2007, "Bootstrapping clustered data", Journal of the Royal Statistical Society
    B 69). The range spans the percentile ranges of all three.

    Parameters
    ----------
    rows
        Positions with ``stance`` and the columns of ``ways``.
    first
        Whether a row belongs to the first set; the others are the second.
    ways
        The columns whose values are drawn again, each a way of its own.

    Returns
    -------
    Estimate
        The superiority, see `superiority`; no range where a side has fewer than five rows, or no way has five
        clusters on each side.

    Notes
    -----
    The rows are a purposive sample. The range shows how much the result depends on which of these rows were found; it
    says nothing about a population of statements, and it is no test. Draws that leave a side empty are not counted.
    """
    value = superiority(rows.loc[first, "stance"], rows.loc[~first, "stance"])
    found = [ends for way in ways if (ends := _range(rows, first, way)) is not None]
    if value is None or not found:
        return Estimate(value, None, None)
    return Estimate(value, min(value, *(low for low, _ in found)), max(value, *(high for _, high in found)))


def percentiles(values: np.ndarray) -> tuple[float, float]:
    """Return the ends of the middle 95% of resampled values, those that are missing left out."""
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.nanpercentile(values, [tail, 100 - tail])
    return float(low), float(high)


def _range(rows: pd.DataFrame, first: pd.Series, way: str) -> tuple[float, float] | None:
    if min(rows.loc[first, way].nunique(), rows.loc[~first, way].nunique()) < FEW:
        return None
    clusters = rows[way].factorize(sort=True)[0]
    mine, others = (_counts(rows[side], clusters[side.to_numpy()], clusters.max() + 1) for side in (first, ~first))
    drawn = _drawn(len(mine))
    return percentiles(_superiorities(drawn @ mine, drawn @ others))


@lru_cache(maxsize=8)
def _drawn(size: int) -> np.ndarray:
    """Return how often each of ``size`` clusters is drawn in each resample."""
    return np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), size=RESAMPLES).astype(float)


def _counts(rows: pd.DataFrame, clusters: np.ndarray, size: int) -> np.ndarray:
    """Return how many rows each cluster has at each code."""
    table = np.zeros((size, len(CODES)))
    np.add.at(table, (clusters, rows["stance"].to_numpy(dtype=int) - CODES[0]), 1)
    return table


def _superiorities(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the superiority of each resample, from its numbers of rows at each code."""
    below = np.cumsum(second, axis=1) - second / 2
    pairs = first.sum(axis=1) * second.sum(axis=1)
    wins = (first * below).sum(axis=1)
    return np.divide(wins, pairs, out=np.full(len(wins), np.nan), where=pairs > 0)
