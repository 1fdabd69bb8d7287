"""Shares and rates with exact intervals."""

from dataclasses import dataclass

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; all three are None where nothing was observed."""

    value: float | None
    low: float | None
    high: float | None


def share(successes: int, trials: int) -> Estimate:
    """Return a share (0 to 1) with its exact interval.

    Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the binomial",
    Biometrika 26.

    Raises
    ------
    ValueError
        If there are more successes than trials.
    """
    if trials == 0 and successes == 0:
        return Estimate(None, None, None)
    from scipy import stats  # most of a second, which chapters without shares need not wait

    interval = stats.binomtest(successes, trials).proportion_ci(CONFIDENCE, method="exact")
    return Estimate(successes / trials, float(interval.low), float(interval.high))


def rate(events: int, exposure: float) -> Estimate:
    """Return events per unit of exposure with the exact Poisson interval.

    Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28. With no event the lower limit is
    zero and the upper one is not.

    Raises
    ------
    ValueError
        If the number of events is negative.
    """
    if events < 0:
        raise ValueError(f"{events} events: a count is not negative")
    if exposure <= 0:
        return Estimate(None, None, None)
    from scipy import stats

    tail = (1 - CONFIDENCE) / 2
    low = stats.chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    high = stats.chi2.ppf(1 - tail, 2 * events + 2) / 2
    return Estimate(events / exposure, float(low) / exposure, float(high) / exposure)
