"""Interrupted time series: how the rate of attacks differs between phases set in advance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from drawdown.measures.rates import CONFIDENCE, Estimate, rate_ratio

FEWEST = 3  # counts in each of two phases, or their scatter cannot be told
SLOPE = 8  # counts in a phase for a trend in it (Penfold and Zhang 2013, Academic Pediatrics 13)


@dataclass(frozen=True)
class Model:
    """A negative binomial fit: log rates and their covariance, excess variance, and the echo left in the residuals.

    ``slopes`` gives, by phase, the weekly factor of the trend; ``echo`` is the correlation of a residual with the one
    before it.
    """

    phases: tuple[int, ...]
    levels: tuple[float, ...]
    covariance: np.ndarray
    alpha: float
    echo: float
    slopes: dict[int, Estimate]


def fit(phased: pd.DataFrame, *, regular: bool = False) -> Model | None:
    """Fit a level for each phase with a negative binomial model whose offset is the log of time.

    Impact model: a step at each break, fixed beforehand (Lopez Bernal, Cummins and Gasparrini 2017, International
    Journal of Epidemiology 46). The variance is (1 + alpha) x mean (NB1; Cameron and Trivedi 2013, Regression Analysis
    of Count Data, chapter 3): then a stretch may be cut or joined without changing the model, which intervals of
    unequal length need. Levels are those of the Poisson pseudo-likelihood, the plain rates, right also where the
    distribution is not (Gourieroux, Monfort and Trognon 1984, Econometrica 52); alpha is that of Pearson's residuals,
    at least zero. In phases of at least eight counts a second model adds a trend about the phase's middle.

    Parameters
    ----------
    phased
        ``days``, ``attacks`` and ``phase``, as `phases.assigned` returns them. Phases without an attack, or with fewer
        than three counts, are left out: they have no finite level or no scatter, see `ratio`.
    regular
        Whether the counts are of equal weeks without a gap: then the larger of the model's variance and that robust to
        autocorrelation is kept for each level (Newey and West 1987, Econometrica 55).

    Returns
    -------
    Model or None
        None where fewer than two phases are left or the fit does not converge.

    Notes
    -----
    There is no control series, and breaks were days on which other things happened too: the ratio says how much the
    rate changed there, not why. Where a phase has few intervals, its ratio leans on the scatter of the other phases.
    """
    sizes = phased[phased["phase"] >= 0].groupby("phase")["attacks"].agg(["size", "sum"])
    usable = [int(phase) for phase in sizes.index[(sizes["size"] >= FEWEST) & (sizes["sum"] > 0)]]
    rows = phased[phased["phase"].isin(usable)]
    if len(usable) < 2:
        return None
    level = np.column_stack([(rows["phase"] == phase).to_numpy(float) for phase in usable])
    fitted = _fitted(rows, level)
    if fitted is None:
        return None
    scale = max(1.0, float(fitted.scale))
    covariance = np.asarray(fitted.normalized_cov_params) * scale
    lags = int(4 * (len(rows) / 100) ** (2 / 9)) if regular else 0
    robust = _fitted(rows, level, lags) if lags else None
    if robust is not None:
        spread = np.maximum(np.diag(covariance), np.diag(np.asarray(robust.cov_params())))
        covariance = np.diag(spread)
    rest = np.asarray(fitted.resid_pearson)
    echo = float(np.corrcoef(rest[1:], rest[:-1])[0, 1])
    levels = tuple(float(value) for value in fitted.params)
    return Model(tuple(usable), levels, covariance, scale - 1, echo, _slopes(rows, level, usable))


def _slopes(rows: pd.DataFrame, level: np.ndarray, usable: list[int]) -> dict[int, Estimate]:
    """Return the weekly factor of the trend in each phase with enough counts."""
    counts = rows["phase"].value_counts()
    steep = [phase for phase in usable if counts[phase] >= SLOPE]
    middle = (rows["start"] + (rows["end"] - rows["start"]) / 2).to_numpy("datetime64[s]").astype(float) / 604_800
    columns = []
    for phase in steep:
        inside = (rows["phase"] == phase).to_numpy()
        columns.append(np.where(inside, middle - middle[inside].mean(), 0.0))
    fitted = _fitted(rows, np.column_stack([level, *columns])) if steep else None
    if fitted is None:
        return {}
    spread = np.diag(np.asarray(fitted.normalized_cov_params)) * max(1.0, float(fitted.scale))
    values, errors = np.asarray(fitted.params)[len(usable) :], np.sqrt(spread)[len(usable) :]
    return {phase: _factor(value, error) for phase, value, error in zip(steep, values, errors, strict=True)}


def _fitted(rows: pd.DataFrame, design: np.ndarray, lags: int = 0) -> Any | None:
    """Return the fit, with a variance robust to ``lags`` echoes; None where it warns or fails."""
    import warnings

    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    offset = np.log(rows["days"].to_numpy(float) / 7)
    kind: dict[str, Any] = {"cov_type": "HAC", "cov_kwds": {"maxlags": lags}} if lags else {"scale": "X2"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return GLM(rows["attacks"].to_numpy(float), design, family=Poisson(), offset=offset).fit(**kind)
        except (Warning, ArithmeticError, ValueError, np.linalg.LinAlgError):
            return None


def _factor(log_value: float, error: float) -> Estimate:
    from scipy import stats

    width = float(stats.norm.ppf((1 + CONFIDENCE) / 2)) * error
    value, low, high = (float(np.exp(log_value + side)) for side in (0.0, -width, width))
    return Estimate(value, low, high)


def ratio(table: pd.DataFrame, phase: int, model: Model | None) -> tuple[Estimate, str]:
    """Return a phase's rate divided by that of the phase before it, and where its interval comes from.

    The interval is that of the negative binomial model ("model"); where a phase has no attack or too few counts for
    it, the exact conditional one ("exact"), which takes attacks as independent.

    Parameters
    ----------
    table
        As `phases.table` returns it.
    phase
        The later of the two phases.
    model
        As `fit` returns it.

    Notes
    -----
    Either interval is about chance alone: it does not hold a change in what was counted, and what the official counter
    leaves out it leaves out in both phases. It is the change at a date, not the effect of what happened then; the exact
    interval is too narrow for attacks that come in clusters.
    """
    known = table.set_index("phase")
    if phase not in known.index or phase - 1 not in known.index:
        return Estimate(None, None, None), ""
    after, before = known.loc[phase], known.loc[phase - 1]
    exact = rate_ratio(int(after["attacks"]), float(after["days"]), int(before["attacks"]), float(before["days"]))
    if model is None or not {phase, phase - 1} <= set(model.phases):
        return exact, "exact"
    one, other = model.phases.index(phase), model.phases.index(phase - 1)
    variance = model.covariance[one, one] + model.covariance[other, other] - 2 * model.covariance[one, other]
    return _factor(model.levels[one] - model.levels[other], float(np.sqrt(variance))), "model"
