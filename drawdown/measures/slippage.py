"""How long promises took to be met, and how late, with those not met yet."""

from typing import Literal

import pandas as pd

from drawdown.measures.rates import CONFIDENCE, Estimate
from drawdown.measures.withdrawal_history import FIXED_DATES, MET

Clock = Literal["since", "past"]  # days since the announcement, or past the target date
COLUMNS = ["day", "unmet", "low", "high", "at_risk", "met"]


def horizon(milestones: pd.DataFrame, pledges: pd.DataFrame) -> pd.Timestamp:
    """Return the last day on which any page of this view was published; NaT without rows.

    After it no page could show that a promise was met, so it is where those not met yet are censored.

    Notes
    -----
    It takes it that a promise met by then would have been seen. In years with few pages that need not be so, and what
    came after the day is unknown to these rows, not missed.
    """
    told = pledges["outcome_reported_on"].where(pledges["source_outcome"] != "")  # not known yet, as of an earlier day
    days = [column.max() for column in (milestones["reported_on"], pledges["reported_on"], told)]
    return pd.to_datetime(pd.Series(days)).max()


def timed(rows: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return the pledges that set a date of their own, with the time each took or was watched.

    Parameters
    ----------
    rows
        Pledges.
    until
        The last day of knowledge, see :func:`horizon`.

    Returns
    -------
    DataFrame
        The columns of the pledges, and ``fate`` (``met``; ``failed``: partial or reversed; ``open``: pending),
        ``ended`` (day first shown met; last seen unmet; or ``until``), ``since`` and ``past`` (days from the
        announcement and from the target date to ``ended``; ``since`` is missing where the day of the announcement is
        not known) and ``reach`` (days from ``ended`` to ``until``).

    Notes
    -----
    Only dates the promise itself set count (a day or a month), not those set by convention or computed. A promise that
    was first *seen* met counts from that day, so its time is a most; the unverified ones that were seen met are such,
    those never seen met are left out.
    """
    own = rows[rows["target_date_basis"].isin(FIXED_DATES)]
    met = own["completed_on"].notna() & own["outcome"].isin([*MET, "unverified"])
    own = own[met | (own["outcome"] != "unverified")]
    fate = own["outcome"].map({"partial": "failed", "reversed": "failed", "pending": "open"}).fillna("met")
    seen = own["actual_level_date"].fillna(own["outcome_reported_on"]).clip(lower=own["announced_on"])
    ended = own["completed_on"].where(fate == "met", seen.where(fate == "failed", until))
    since = (ended - own["announced_on"]).dt.days.astype("Int64").where(own["announced_on_precision"] == "day")
    past = (ended - own["target_date"]).dt.days.astype("Int64")
    reach = (until - ended).dt.days.astype("Int64").clip(lower=0)
    return own.assign(fate=fate, ended=ended, since=since, past=past, reach=reach)


def curve(watched: pd.DataFrame, clock: Clock, *, never: bool) -> pd.DataFrame:
    """Return the share of promises not met yet against time, with its pointwise 95% interval.

    The product-limit estimate of Kaplan and Meier (1958, "Nonparametric estimation from incomplete observations",
    Journal of the American Statistical Association 53), with Greenwood's variance and the log-log interval of
    Kalbfleisch and Prentice (1980, "The Statistical Analysis of Failure Time Data"). Promises not met yet are censored
    on the last day of knowledge.

    A promise that failed is a competing outcome. With ``never`` it is taken as never met: it stays among those that
    could be met until the last day of knowledge, so the curve is one minus the cumulative incidence of being met, which
    is right where every promise's censoring day is known (Fine and Gray 1999, "A proportional hazards model for the
    subdistribution of a competing risk", Journal of the American Statistical Association 94). Without ``never`` it
    leaves on the day it was last seen unmet, as if it could still have been met: the curve falls further. The two span
    what the failures can mean.

    Parameters
    ----------
    watched
        As :func:`timed` returns them.
    clock
        ``since``: time runs from the announcement. ``past``: from the target date; adding a constant to every time
        moves the curve and changes nothing else, so promises met early stand at negative days.
    never
        What a failed promise counts as.

    Returns
    -------
    DataFrame
        ``day``, ``unmet`` (share, 0 to 1), ``low``, ``high`` (missing where the share is 0), ``at_risk`` and ``met``
        (counts), one row per day on which a promise was met; empty where none was.

    Notes
    -----
    Censoring must tell nothing about the promise: the pending ones are the newest, made under other governments, so
    this is an assumption. Past the target date they are censored before the first promise is met and carry no weight.
    The intervals rest on large samples; with a dozen promises they are rough.
    """
    known = watched[watched[clock].notna()]
    met = known["fate"] == "met"
    if not met.any():
        return pd.DataFrame(columns=COLUMNS).astype({"day": "int64", "unmet": float, "low": float, "high": float})
    from statsmodels.duration.survfunc import SurvfuncRight

    later = known["reach"].where((known["fate"] == "failed") & never, 0)
    fitted = SurvfuncRight((known[clock] + later).astype("int64").to_numpy(), met.astype("int64").to_numpy())
    steps = [
        _step(float(unmet), float(error)) for unmet, error in zip(fitted.surv_prob, fitted.surv_prob_se, strict=True)
    ]
    found = pd.DataFrame(steps, columns=["unmet", "low", "high"])
    return found.assign(day=fitted.surv_times, at_risk=fitted.n_risk, met=fitted.n_events.astype("int64"))[COLUMNS]


def _step(unmet: float, error: float) -> tuple[float, float, float]:
    """Return the share with its log-log interval, which its error does not give where nothing is left."""
    if unmet <= 0:
        return 0.0, float("nan"), float("nan")
    from math import exp, log

    from scipy.stats import norm

    wide = float(norm.ppf((1 + CONFIDENCE) / 2)) * error / abs(unmet * log(unmet))
    return unmet, unmet ** exp(wide), unmet ** exp(-wide)


def median(steps: pd.DataFrame) -> Estimate:
    """Return the first day on which at most half of the promises are unmet; its interval inverts that of the curve.

    Brookmeyer and Crowley (1982, "A confidence interval for the median survival time", Biometrics 38), on the log-log
    scale. A value or an end that the curve does not reach is None.

    Notes
    -----
    It says after how long half of these promises were met, those never met included, and not how late a promise that
    was met came. The list is small and found by search, and dated promises are easier to find than vague ones: the
    interval is rough, and an end that is None is open, not short.
    """
    value, low, high = (_reached(steps, column) for column in ("unmet", "low", "high"))
    return Estimate(value, low, high)


def _reached(steps: pd.DataFrame, column: str) -> float | None:
    below = steps[steps[column].fillna(0.0) <= 0.5 + 1e-9]
    return float(below["day"].iloc[0]) if len(below) else None


def unmet(steps: pd.DataFrame, day: int) -> Estimate:
    """Return the share of promises not met by the end of a day, with the interval of the curve.

    Notes
    -----
    Met is the first day on which a page shows it, so the share is too high where pages came late. After the last step
    of the curve the share stays as it was, however few promises are still watched there: past the longest time that a
    promise was watched it must not be read at all.
    """
    if steps.empty:
        return Estimate(None, None, None)
    before = steps[steps["day"] <= day]
    if before.empty:
        return Estimate(1.0, None, None)
    last = before.iloc[-1]
    ends = (None, None) if pd.isna(last["low"]) else (float(last["low"]), float(last["high"]))
    return Estimate(float(last["unmet"]), *ends)
