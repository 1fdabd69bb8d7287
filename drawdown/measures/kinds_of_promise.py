"""Promises by what they are about and by who made them, and two kinds compared."""

from dataclasses import dataclass

import pandas as pd

from drawdown.measures.rates import CONFIDENCE
from drawdown.measures.withdrawal_history import kept, scored, strict

FEW = 5  # scored promises: of fewer, no share is spoken of


@dataclass(frozen=True)
class Comparison:
    """The difference of two shares (-1 to 1), its interval, and the probability of so unequal a table by chance."""

    difference: float | None
    low: float | None
    high: float | None
    p: float | None


def kinds(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how the promises of each kind fared.

    Parameters
    ----------
    rows
        Pledges.

    Returns
    -------
    DataFrame
        One row per kind that has a promise: ``by`` (all, strict, or the column that tells the kinds apart: ``scope``,
        ``made_by_type``, ``country``), ``kind`` (its value), ``promises``, ``scored``, ``kept``, ``late`` (counts),
        ``share``, ``low``, ``high`` (share of the scored kept on time with its exact interval; missing where fewer
        than five are scored).
    """
    groups: list[tuple[str, str, pd.DataFrame]] = [("all", "", rows), ("strict", "", strict(rows))]
    for column in ("scope", "made_by_type", "country"):
        groups += [(column, str(kind), group) for kind, group in rows.groupby(column, sort=True)]
    return pd.DataFrame([_kind(*group) for group in groups if len(group[2])], columns=list(_kind("", "", rows)))


def _kind(by: str, kind: str, rows: pd.DataFrame) -> dict[str, object]:
    known = scored(rows)
    found = kept(known if len(known) >= FEW else known.iloc[:0])
    return {
        "by": by,
        "kind": kind,
        "promises": len(rows),
        "scored": len(known),
        "kept": int((known["outcome"] == "kept").sum()),
        "late": int((known["outcome"] == "late").sum()),
        "share": found.value,
        "low": found.low,
        "high": found.high,
    }


def compared(first: pd.DataFrame, second: pd.DataFrame) -> Comparison:
    """Return by how much the share kept on time is higher among the ``first`` pledges than among the ``second``.

    The interval of the difference is the hybrid score interval of Newcombe (1998, "Interval estimation for the
    difference between independent proportions", Statistics in Medicine 17). The probability is the two-sided one of
    Fisher's exact test (Fisher 1935, "The logic of inductive inference", Journal of the Royal Statistical Society 98).

    Notes
    -----
    The odds ratio is not used: with no failure on one side, which few cases easily give, it is infinite. The two
    answers are found in different ways and may disagree at the edge. Neither knows that the promises were picked by
    hand, that some repeat others, or that kinds differ in what they promise.
    """
    table = [[int(group["outcome"].eq("kept").sum()), len(group)] for group in (scored(first), scored(second))]
    (good, of), (other_good, other_of) = table
    if not of or not other_of:
        return Comparison(None, None, None, None)
    from scipy import stats
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        good, of, other_good, other_of, method="newcomb", compare="diff", alpha=1 - CONFIDENCE
    )
    p = stats.fisher_exact([[good, of - good], [other_good, other_of - other_good]]).pvalue
    return Comparison(good / of - other_good / other_of, float(low), float(high), float(p))
