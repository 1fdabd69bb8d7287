"""Attacks on US forces before and after a day, and the steps toward withdrawal that came after attacks."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

SPAN = 90  # days on each side of the beginning or end of a wave, and before a step
STRIKE_SPAN = 14  # days on each side of a strike: answers come within days
FEW = 5  # below this many attacks on both sides together, a comparison says nothing
STEPS = ("negotiation", "agreement", "drawdown", "handover", "completion")  # kinds of milestone that lead out
NEAR = pd.Timedelta(days=3)  # a total stated this close to a day stands for it
WEEK = 7
QUANTILE = 1.959964  # of the normal distribution, for an interval of 95%

Days = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Change:
    """A later rate over an earlier one, with its interval; ``before`` and ``after`` are the counts."""

    before: int
    after: int
    ratio: float
    low: float
    high: float


def days(dates: pd.Series) -> Days:
    """Return dates as sorted day numbers."""
    return np.sort(dates.to_numpy("datetime64[D]").astype(np.int64))


def dispersion(counts: npt.ArrayLike, expected: npt.ArrayLike, fitted: int) -> float:
    """Return the index of dispersion of counts about what a model expects: Pearson's statistic per degree of freedom.

    At least one: attacks spread more evenly than chance are not taken as a gain in knowledge (McCullagh and Nelder
    1989, Generalized Linear Models, section 4.5).

    Parameters
    ----------
    counts, expected
        Attacks seen, and expected, in each stretch of time.
    fitted
        The number of rates fitted to them.
    """
    seen, model = np.asarray(counts, dtype=float), np.asarray(expected, dtype=float)
    known = model > 0
    free = int(known.sum()) - fitted
    return max(1.0, float(((seen - model)[known] ** 2 / model[known]).sum()) / free) if free > 0 else 1.0


def compare(before: int, after: int, exposure: float = 1.0, spread: float = 1.0) -> Change | None:
    """Return how a rate changed, with a quasi-Poisson interval; None for fewer than five attacks in all.

    The logarithm of the ratio is taken as normal with variance ``spread`` times the sum of the inverse counts, half an
    attack being added to each (McCullagh and Nelder 1989, Generalized Linear Models, ch. 6; the half after Haldane
    1956, "The estimation and significance of the logarithm of a ratio of frequencies", Annals of Human Genetics 20).

    Parameters
    ----------
    before, after
        Attacks on the two sides.
    exposure
        Length of the later side over that of the earlier one.
    spread
        The index of dispersion.

    Notes
    -----
    It takes attacks as clustered evenly. Attacks that no page reported are missing on both sides, in unknown shares.
    """
    if before + after < FEW:
        return None
    ratio = (after + 0.5) / (before + 0.5) / exposure
    width = QUANTILE * float(np.sqrt(spread * (1 / (before + 0.5) + 1 / (after + 0.5))))
    return Change(before, after, ratio, ratio * float(np.exp(-width)), ratio * float(np.exp(width)))


def around(attacks: Days, day: pd.Timestamp, span: int = SPAN) -> Change | None:
    """Return how the rate of attacks changed at a day, from the ``span`` days before it to those from it on.

    None where a side reaches beyond the first or last known attack, so that silence cannot be told from ignorance.

    Notes
    -----
    Strikes and orders answer attacks, so a fall after them is partly a return to the usual. The known attacks are
    those that pages were found for.
    """
    middle = int(np.datetime64(day.date(), "D").astype(np.int64))
    if not len(attacks) or middle - span < attacks[0] or middle + span - 1 > attacks[-1]:
        return None
    weeks = span // WEEK
    sides = [
        [_within(attacks, at + WEEK * n, at + WEEK * (n + 1)) for n in range(weeks)]
        for at in (middle - WEEK * weeks, middle)
    ]
    means = np.repeat([np.mean(side) for side in sides], weeks)
    spread = dispersion(np.concatenate(sides), means, len(sides))
    return compare(_within(attacks, middle - span, middle), _within(attacks, middle, middle + span), 1, spread)


def counted(total: pd.DataFrame, day: pd.Timestamp, span: int) -> Change | None:
    """Return how the rate changed at a day, by a running total, from the totals stated nearest to the three ends.

    Parameters
    ----------
    total
        A running total, see `drawdown.measures.attack_frequency.running_total`.
    day, span
        The day, and the days on each side of it.

    Notes
    -----
    Nothing is interpolated: None where no total ends within three days of each end. The dispersion is that of the
    intervals between the totals of each side, about the rate of the side.
    """
    when, sums = total["period_end"].to_numpy("datetime64[D]"), total["attacks"].to_numpy(float)
    stated = [_stated(when, day + pd.Timedelta(days=step)) for step in (-span - 1, -1, span - 1)]
    ends = [end for end in stated if end is not None]
    if len(set(ends)) < len(stated):
        return None
    sides = [slice(first, last + 1) for first, last in pairwise(ends)]
    seen = [np.diff(sums[side]) for side in sides]
    lengths = [np.diff(when[side]).astype(float) for side in sides]
    model = [length * counts.sum() / length.sum() for counts, length in zip(seen, lengths, strict=True)]
    spread = dispersion(np.concatenate(seen), np.concatenate(model), len(sides))
    before, after = (int(counts.sum()) for counts in seen)
    return compare(before, after, lengths[1].sum() / lengths[0].sum(), spread)


def _stated(when: npt.NDArray[np.datetime64], day: pd.Timestamp) -> int | None:
    """Return the position of the total stated nearest to a day, within three days."""
    distance = np.abs(when - np.datetime64(day.date(), "D"))
    return None if not len(distance) or distance.min() > np.timedelta64(NEAR.days, "D") else int(distance.argmin())


def follow(attacks: Days, steps: Days) -> Change | None:
    """Return how many more attacks came in the 90 days before steps than before the same days moved in time.

    The steps are moved together, around a circle from the first attack to the last, by every number of days; their
    order and clusters stay. ``ratio`` is the observed number over the mean of all moves, ``low`` and ``high`` divide
    it by the upper and lower 2.5% quantile: above one, no more than one move in forty reaches the observed number.
    The circular shift test of Ripley (1977, "Modelling spatial patterns", JRSS B 39), in time.

    Notes
    -----
    Order in time is not cause: steps and attacks may answer the same third thing. None for fewer than five steps.
    """
    if not len(attacks):
        return None
    first, length = int(attacks[0]), int(attacks[-1] - attacks[0]) + 1
    held = steps[(steps >= first + SPAN) & (steps < first + length)] - first
    if len(held) < FEW or len(attacks) < FEW:
        return None
    daily = np.bincount(attacks - first, minlength=length)
    sums = np.concatenate([[0], np.cumsum(np.tile(daily, 2))])
    preceding = sums[length : 2 * length] - sums[length - SPAN : 2 * length - SPAN]
    moved = preceding[(held[:, None] + np.arange(length)) % length].sum(axis=0)
    expected, observed = float(moved.mean()), int(moved[0])
    low, high = (float(np.quantile(moved, tail)) for tail in (0.025, 0.975))
    if not high:
        return None
    return Change(round(expected), observed, observed / expected, observed / high, observed / low if low else np.inf)


def in_months(attacks: Days, steps: Days) -> Change | None:
    """Return the rate of steps in months with an attack over that in months without, first to last attack.

    Notes
    -----
    A month without a known attack may have had one, and pages on steps and on attacks may have been found for the same
    months. None where there is only one kind of month.
    """
    busy = np.unique(_months(attacks))
    if not len(busy):
        return None
    quiet = int(busy[-1] - busy[0]) + 1 - len(busy)
    held = _months(steps)
    held = held[(held >= busy[0]) & (held <= busy[-1])]
    inside = int(np.isin(held, busy).sum())
    return compare(len(held) - inside, inside, len(busy) / quiet) if quiet else None


def toward(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the milestones that lead out: talks, agreements, drawdowns, handovers and completions."""
    return milestones[milestones["kind"].isin(STEPS) & (milestones["status"] == "confirmed")]


def strikes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the strikes that count, each once, by its first day."""
    counted = rows[rows["counted"] == "yes"] if len(rows) else rows
    return counted.sort_values(["date", "strike_id"]).drop_duplicates("strike_group") if len(counted) else counted


def here(rows: pd.DataFrame, country: str) -> pd.DataFrame:
    """Return the rows about a country, alone or with others."""
    values = rows["country"].to_numpy(str)
    return rows[np.isin(values, [value for value in set(values) if country in value.split("+")])]


def _within(attacks: Days, first: int, end: int) -> int:
    return int(np.searchsorted(attacks, end) - np.searchsorted(attacks, first))


def _months(found: Days) -> Days:
    return found.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
