"""How the headline results on troop levels hold under other choices, and without any one source."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from drawdown.measures import drawdown_rates, forecasts, peaks, public_figures, variants
from drawdown.measures.influence import leave_one_out
from drawdown.measures.median import median
from drawdown.measures.series import LIMIT, WEAKEST
from drawdown.measures.troop_levels import levels, monthly

Measure = Callable[[pd.DataFrame], float | None]
# The line a result must not cross to hold; without one it must stay within the tolerance of rotation.
LINES = {"share": peaks.TENTH, "plan_error": public_figures.TOLERANCE, "ratio_small": 1.0}
_REACH = pd.Timedelta(days=180)  # further from a day than any measure here looks


@dataclass(frozen=True)
class _Result:
    """A result: the rows its choices are made from, those its measure needs, those that can move it, the measure."""

    whole: pd.DataFrame
    needed: pd.DataFrame
    rests_on: Collection[str]
    measure: Measure


def table(rows: pd.DataFrame, counts: pd.DataFrame, waves: pd.DataFrame, countries: Iterable[str]) -> pd.DataFrame:
    """Return each headline result under the choices of `variants.of`, and its range without any one source.

    Parameters
    ----------
    rows, counts, waves
        The statements of levels, the personnel counts, and the waves with their days.
    countries
        In order: "peak", "latest" and "share" are about the first with a level, the other results about all.

    Returns
    -------
    DataFrame
        ``result``: "peak", "latest" (persons), "share" (latest of peak), "plan_error" (median absolute relative),
        "ratio_small" (count by public figure, median, small forces), "fastest" (persons per month, the fastest
        drawdown); the value under each choice; ``low``, ``high``: the range over all ways to leave one source out;
        ``holds``: no value crosses the result's line (a tenth for the share, 10 percent for the error, 1 for the
        ratio) or, for those without a line, none is further than 10 percent from the result (missing: no result);
        ``obs_id``: the rows that can move it.

    Notes
    -----
    One source at a time: two that copy one text are not found so. A result that holds may still have an interval that
    crosses its line.
    """
    found = [
        {
            "result": name,
            **variants.results(result.whole, result.measure),
            **_range(result),
            "obs_id": _joined(result.rests_on),
        }
        for name, result in _results(rows, counts, waves, main(rows, countries)).items()
    ]
    values = ["stated", "with_weakest", "without_approximate", "low", "high"]
    whole = pd.DataFrame(found, columns=["result", *values, "obs_id"]).astype(dict.fromkeys(values, float))
    held = [_holds(row["result"], pd.Series(row)[values].astype(float)) for row in whole.to_dict("records")]
    return whole.assign(holds=pd.array(held, "boolean"))


def main(rows: pd.DataFrame, countries: Iterable[str]) -> str:
    """Return the first country with a level of tiers A to C; "" without one."""
    stated = levels(rows)
    told = set(stated.loc[stated["tier"] < WEAKEST, "country"])
    return next((country for country in countries if country in told), "")


def fastest(rates: pd.DataFrame) -> float | None:
    """Return the persons per month by which a force shrank in its fastest drawdown; None without one."""
    fell = -rates.loc[rates["kind"] == "drawdown", "rate"].dropna()
    return float(fell.max()) if len(fell) and fell.max() > 0 else None


def _results(rows: pd.DataFrame, counts: pd.DataFrame, waves: pd.DataFrame, country: str) -> dict[str, _Result]:
    result = _of_peak(levels(rows[rows["country"] == country]))
    down = waves[waves["kind"] == "drawdown"] if len(waves) else waves
    plans, rates = forecasts.scored(rows), drawdown_rates.rates(rows, down, slopes=False)
    done = plans[plans["outcome"] == "scored"]
    pairs = public_figures.counted(rows, counts)
    about = pd.concat([done["target"], done["planned_on"]])
    later = _between(rows[rows["kind"] == "disclosed_later"], rates[rates["reason"] == "counting"])
    sides = pd.concat([rates["start"], rates["until"].dropna(), pd.to_datetime(rates["end"]).dropna()])
    return result | {
        "plan_error": _Result(rows, _about(rows, about), _split(done["obs_id"], done["level_ids"]), _error),
        "ratio_small": _Result(rows, rows, _split(pairs["obs_id"]), lambda left: _small(left, counts)),
        "fastest": _Result(
            rows,
            _about(rows, sides),
            _split(rates["level_ids"], later["obs_id"]),
            lambda left: fastest(drawdown_rates.rates(left, down, slopes=False)),
        ),
    }


def _between(later: pd.DataFrame, blocked: pd.DataFrame) -> pd.DataFrame:
    """Return the disclosures in the waves that have no rate for a change of counting: without one it may be gone."""
    near = pd.Series(False, later.index)
    for wave in blocked.itertuples():
        end = pd.Timestamp.max if pd.isna(wave.end) else wave.end
        near |= (later["country"] == wave.country) & later["valid_from"].between(wave.start, end)
    return later[near]


def _of_peak(own: pd.DataFrame) -> dict[str, _Result]:
    """Return the results on the levels of the main country; they read one summary, made once for the rows left."""
    needed, able = _reaching(own)
    known: dict[tuple[tuple[str, str], ...], pd.DataFrame] = {}

    def summary(left: pd.DataFrame) -> pd.DataFrame:
        key = tuple(zip(left["obs_id"], left["tier"], strict=True))  # nothing else differs between choices
        if key not in known:
            known[key] = peaks.summary(monthly(left))
        return known[key]

    def measure(name: str) -> Measure:
        return lambda left: float(summary(left)[name].iloc[0]) if len(summary(left)) else None

    return {name: _Result(own, needed, able, measure(name)) for name in ("peak", "latest", "share")}


def _reaching(stated: pd.DataFrame) -> tuple[pd.DataFrame, set[str]]:
    """Return the levels that can make the peak or be the last, and their ids: from half of it on, and the late ones.

    Without the headline of a month another statement leads it, so the rows behind the peak alone would not do.
    """
    own, stated = stated, stated[stated["tier"] < WEAKEST]
    if stated.empty:
        return own, set()
    high = stated["high"] >= stated["high"].max() / 2
    able = set(stated.loc[high | (stated["date"] >= stated["date"].max() - LIMIT), "obs_id"])
    return own[own["obs_id"].isin(able)], able


def _about(rows: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """Return the rows of tiers A to C about a time near one of the days."""
    near = pd.Series(False, rows.index)
    for day in days.drop_duplicates():
        near |= (rows["valid_from"] <= day + _REACH) & (rows["valid_to"] >= day - _REACH)
    return rows[near & (rows["tier"] < WEAKEST)]


def _error(rows: pd.DataFrame) -> float | None:
    return forecasts.typical_error(forecasts.scored(rows)).value


def _small(rows: pd.DataFrame, counts: pd.DataFrame) -> float | None:
    pairs = public_figures.counted(rows, counts)
    return median(pairs.loc[pairs["size"] == "small", "ratio"]).value


def _split(*cells: pd.Series) -> set[str]:
    return {name for column in cells for cell in column for name in str(cell).split()}


def _joined(names: Iterable[str]) -> str:
    return " ".join(sorted(names))


def _range(result: _Result) -> dict[str, float | None]:
    """Return the range over all ways to leave out one source of the rows that can move the result."""
    rows, columns = result.needed, [column for column in ("source", "source_2") if column in result.needed]
    used = rows["obs_id"].isin(list(result.rests_on))
    marked = rows.assign(**{column: rows[column].where(used, "") for column in columns})
    found = leave_one_out(marked, columns, result.measure)
    return {"low": found.low, "high": found.high}


def _holds(result: str, values: pd.Series) -> bool | None:
    value, known = values["stated"], values.dropna()
    if pd.isna(value):
        return None
    line = LINES.get(result)
    if line is not None:
        return bool((known > line).all() or (known <= line).all())
    return bool(((known - value).abs() <= public_figures.TOLERANCE * abs(value)).all())
