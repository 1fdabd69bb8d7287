"""Whether counts scatter more than a steady Poisson rate allows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drawdown.measures.rates import CONFIDENCE

FEWEST = 5  # counts: with fewer, scatter says nothing


@dataclass(frozen=True)
class Dispersion:
    """The variance of counts as a multiple of that of a Poisson rate.

    ``low`` and ``high`` are the range in which a Poisson process keeps the index 95 times in 100; ``p`` is the chance
    of an index as high as this one. ``alpha`` is the excess variance per squared mean, with its one-sided ``alpha_p``.
    """

    index: float
    low: float
    high: float
    p: float
    alpha: float
    alpha_p: float
    points: int


def dispersion(counts: Sequence[int], exposure: Sequence[float]) -> Dispersion | None:
    """Return the index of dispersion of counts under one rate, with two tests; None for fewer than five counts.

    The index is Pearson's chi-square of the counts against one common rate over its degrees of freedom: variance over
    mean where the exposures are equal (Fisher 1950, "The significance of deviations from expectation in a Poisson
    series", Biometrics 6). The second test regresses the excess variance on the mean (Cameron and Trivedi 1990,
    "Regression-based tests for overdispersion in the Poisson model", Journal of Econometrics 46), against a variance
    of mean + alpha x mean squared.

    Parameters
    ----------
    counts
        Attacks or incidents.
    exposure
        The length of time behind each count.

    Notes
    -----
    The chi-square approximation is poor where most expected counts are below one. A rate that drifts within the
    stretch also raises the index: it measures how wrong the Poisson model is, not why.
    """
    seen, time = np.asarray(counts, float), np.asarray(exposure, float)
    if len(seen) < FEWEST or seen.sum() == 0:
        return None
    from scipy import stats

    mean = seen.sum() / time.sum() * time
    freedom = len(seen) - 1
    chi2 = float(((seen - mean) ** 2 / mean).sum())
    tail = (1 - CONFIDENCE) / 2
    low, high = (float(stats.chi2.ppf(part, freedom)) / freedom for part in (tail, 1 - tail))
    alpha, alpha_p = _excess(seen, mean)
    return Dispersion(chi2 / freedom, low, high, float(stats.chi2.sf(chi2, freedom)), alpha, alpha_p, len(seen))


def _excess(seen: np.ndarray, mean: np.ndarray) -> tuple[float, float]:
    """Return alpha of the regression of ((y - mu)^2 - y) / mu on mu without a constant, and its one-sided p."""
    from scipy import stats

    response = ((seen - mean) ** 2 - seen) / mean
    alpha = float((mean * response).sum() / (mean**2).sum())
    rest = response - alpha * mean
    error = float(np.sqrt((rest**2).sum() / (len(seen) - 1) / (mean**2).sum()))
    return alpha, float(stats.t.sf(alpha / error, len(seen) - 1)) if error else float(alpha <= 0)
