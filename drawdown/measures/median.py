"""A median with its exact interval, where there are enough values for one."""

from collections.abc import Iterable

import numpy as np

from drawdown.measures.rates import CONFIDENCE, Estimate

LEAST = 6  # of five values not even the whole range holds the median with 95 percent: twice a half to the fifth is 6


def median(values: Iterable[float]) -> Estimate:
    """Return the median with its exact interval, which assumes no shape; nothing for fewer than six values.

    The interval ends at two of the values, by the binomial distribution of how many lie below the median (Thompson
    1936, "On confidence ranges for the median and other expectation distributions for populations of unknown
    distribution form", Annals of Mathematical Statistics 7). It covers at least 95 percent.

    Parameters
    ----------
    values
        The values, in any unit, none missing.

    Returns
    -------
    Estimate
        In the unit of the values; all three ends are None below six values.

    Notes
    -----
    The values are taken as independent draws. Where several rest on one statement the interval is too narrow.
    """
    known = np.sort(np.fromiter(values, float))
    if len(known) < LEAST:
        return Estimate(None, None, None)
    from scipy import stats

    outside = int(stats.binom.ppf((1 - CONFIDENCE) / 2, len(known), 0.5))  # values cut off at each end, plus one
    low, high = known[outside - 1], known[-outside]
    return Estimate(float(np.median(known)), float(low), float(high))
