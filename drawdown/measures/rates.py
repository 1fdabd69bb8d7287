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

    Notes
    -----
    It takes trials as independent, with one chance for all of them. Rows that were found by search are no random
    sample, and several can go back to one event: the interval then shows how few they are, not how they were chosen.
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


def rate_ratio(events: int, exposure: float, events_before: int, exposure_before: float) -> Estimate:
    """Return a later rate divided by the rate before it, with the exact conditional interval.

    Given the sum of both counts, the later one is binomial (Przyborowski and Wilenski 1940, "Homogeneity of results in
    testing samples from Poisson series", Biometrika 31); its exact interval carries over to the ratio. With no event
    after, the value is zero and the upper limit is not; with none before, there is no value, only a lower limit.

    Notes
    -----
    It takes both counts as Poisson. Attacks come in clusters: the interval is then too narrow, see
    `drawdown.measures.interrupted.fit`.
    """
    if exposure <= 0 or exposure_before <= 0 or events + events_before == 0:
        return Estimate(None, None, None)
    from scipy import stats

    interval = stats.binomtest(events, events + events_before).proportion_ci(CONFIDENCE, method="exact")
    scale = exposure_before / exposure
    value = events / events_before * scale if events_before else None
    high = float(interval.high / (1 - interval.high) * scale) if events_before else None
    return Estimate(value, float(interval.low / (1 - interval.low) * scale), high)
