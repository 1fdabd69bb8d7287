"""When the rate of attacks changed, by the counts alone, and how well its date is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from drawdown.measures.rates import CONFIDENCE

FEWEST = 5  # intervals
MOST = 6  # changes tried
Cost = Callable[[int, int], float]


@dataclass(frozen=True)
class When:
    """A change of the rate: the interval end it most likely fell on, and the days that hold it 95 times in 100.

    ``before`` and ``after`` are the weekly rates on both sides, up to the neighbouring changes.
    """

    day: pd.Timestamp
    low: pd.Timestamp
    high: pd.Timestamp
    chance: float
    before: float
    after: float


def posterior(counts: Sequence[int], exposure: Sequence[float], scatter: float = 1.0) -> np.ndarray:
    """Return the probability that a single change of rate fell at the end of each interval but the last.

    Both rates have a conjugate Gamma prior with the weight of one event at the overall rate, so that each candidate's
    marginal likelihood is closed; every day is as likely beforehand, an interval end standing for half of the
    interval on each side. Counts and exposures are divided by ``scatter``, the index of dispersion, so that clustered
    attacks do not date a change better than they can. The Poisson change-point problem is that of Raftery and Akman
    1986, "Bayesian analysis of a Poisson process with a change-point", Biometrika 73; for over-dispersed counts with
    many changes see Blackwell 2018, "Game Changers: Detecting Shifts in Overdispersed Count Data", Political
    Analysis 26.

    Parameters
    ----------
    counts, exposure
        The events and the length of each interval, in order.
    scatter
        Variance over mean within a steady stretch; 1 for Poisson.
    """
    seen, time = np.asarray(counts, float), np.asarray(exposure, float)
    if len(seen) < 2:
        return np.array([])
    n, t = np.cumsum(seen)[:-1] / scatter, np.cumsum(time)[:-1] / scatter
    rest_n, rest_t = seen.sum() / scatter - n, time.sum() / scatter - t
    rate = time.sum() / max(seen.sum(), 1.0)
    prior = np.log((time[:-1] + time[1:]) / 2)
    weight = prior + _marginal(n, t, rate) + _marginal(rest_n, rest_t, rate)
    chances = np.exp(weight - weight.max())
    return np.asarray(chances / chances.sum())


def _marginal(events: np.ndarray, time: np.ndarray, rate: float) -> np.ndarray:
    """Return the log marginal likelihood of events, up to a constant, under a Gamma prior of shape 1 on their rate."""
    from scipy.special import gammaln

    return np.asarray(np.log(rate) + gammaln(1 + events) - (1 + events) * np.log(rate + time))


def changes(intervals: pd.DataFrame, scatter: float = 1.0) -> list[When]:
    """Return the changes of rate that the counts support, each with its 95% credible days.

    Their number minimises Schwarz's criterion (Yao 1988, "Estimating the number of change-points via Schwarz'
    criterion", Statistics and Probability Letters 6), over all ways to cut the intervals, found by an exact dynamic
    programme; the Poisson likelihood is divided by ``scatter`` (quasi-likelihood). Given its neighbours, the days of
    each change are those of `posterior`.

    Parameters
    ----------
    intervals
        ``start``, ``end``, ``days``, ``attacks``: one after the other, without a gap.
    scatter
        As for `posterior`.

    Notes
    -----
    Only interval counts are known: a change is dated to an interval end, and its days reach from the start of the
    interval before the first likely end to the end of the interval after the last. It is never finer than that.
    """
    if len(intervals) < FEWEST or intervals["attacks"].sum() == 0:
        return []
    counts, days = intervals["attacks"].to_numpy(float), intervals["days"].to_numpy(float)
    cuts = _cuts(counts, days, scatter)
    edges = [0, *cuts, len(counts)]
    spans = zip(edges, edges[1:], edges[2:], strict=False)
    return [_dated(intervals.iloc[low:high].reset_index(drop=True), cut - low, scatter) for low, cut, high in spans]


def single(intervals: pd.DataFrame, scatter: float = 1.0) -> When | None:
    """Return the one change that the intervals support best, see `changes`; None for fewer than five of them.

    Notes
    -----
    It takes it as given that there is just one: where the rate rose and fell, or only drifted, there is still a best
    day, with few days around it. It is never finer than the time between two stated totals.
    """
    if len(intervals) < FEWEST or intervals["attacks"].sum() == 0:
        return None
    chances = posterior(intervals["attacks"].tolist(), intervals["days"].tolist(), scatter)
    return _dated(intervals.reset_index(drop=True), int(chances.argmax()) + 1, scatter)


def _dated(part: pd.DataFrame, cut: int, scatter: float) -> When:
    chances = posterior(part["attacks"].tolist(), part["days"].tolist(), scatter)
    order = np.argsort(-chances, kind="stable")
    held = order[: int(np.searchsorted(np.cumsum(chances[order]), CONFIDENCE)) + 1]
    first, last = int(held.min()), int(held.max())
    before, after = part.iloc[:cut], part.iloc[cut:]
    return When(
        part["end"].iloc[cut - 1],
        part["start"].iloc[first],
        part["end"].iloc[last + 1],
        float(chances[cut - 1]),
        7 * float(before["attacks"].sum() / before["days"].sum()),
        7 * float(after["attacks"].sum() / after["days"].sum()),
    )


def _cuts(counts: np.ndarray, time: np.ndarray, scatter: float) -> list[int]:
    """Return where the best segmentation cuts, by Schwarz's criterion."""
    n, t = np.concatenate([[0], np.cumsum(counts)]), np.concatenate([[0], np.cumsum(time)])

    def fit(low: int, high: int) -> float:
        events = n[high] - n[low]
        return float(events * np.log(events / (t[high] - t[low]))) / scatter if events else 0.0

    size = len(counts)
    paths = _segmentations(size, min(MOST, size - 1), fit)
    scores = [-2 * value + (2 * number + 1) * np.log(size) for number, (value, _) in enumerate(paths)]
    return paths[int(np.argmin(scores))][1]


def _segmentations(size: int, most: int, fit: Cost) -> list[tuple[float, list[int]]]:
    """Return the best log-likelihood with 0, 1, ... changes, and where they cut: an exact dynamic programme."""
    best: list[tuple[float, list[int]]] = [(fit(0, end), []) for end in range(size + 1)]
    found = [best[size]]
    for number in range(1, most + 1):
        longer = [(-np.inf, list[int]())] * (size + 1)
        for end in range(number + 1, size + 1):
            cut = max(range(number, end), key=lambda at: best[at][0] + fit(at, end))
            longer[end] = best[cut][0] + fit(cut, end), [*best[cut][1], cut]
        best = longer
        found.append(best[size])
    return found
