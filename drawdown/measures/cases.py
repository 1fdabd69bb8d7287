"""The cases in which a prediction of the pack can be looked at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from drawdown.measures import attack_frequency, attack_windows, windows
from drawdown.measures.attack_windows import Change

RESULTS = ("expected", "opposite", "open")
INCIDENT, STEP = ("event_id", "date", "country", "status"), ("milestone_id", "date", "country", "kind")
CASE = ["prediction_id", "mechanism_id", "case", "where", "what", "before", "after", "low", "high", "result", "rows"]


@dataclass(frozen=True)
class Evidence:
    """What the predictions are tested on, see `evidence`."""

    outcomes: pd.DataFrame
    incidents: pd.DataFrame
    counts: pd.DataFrame
    us_strikes: pd.DataFrame
    steps: pd.DataFrame
    waves: pd.DataFrame
    theatres: tuple[str, ...]

    @cached_property
    def total(self) -> pd.DataFrame:
        """The official running total."""
        return attack_frequency.running_total(attack_frequency.campaign(self.counts))


def evidence(tables: Mapping[str, pd.DataFrame], waves: pd.DataFrame, theatres: Iterable[str]) -> Evidence:
    """Return what the predictions are tested on.

    Parameters
    ----------
    tables
        The tables ``outcomes``, ``attack_events``, ``attack_counts``, ``us_strikes`` and ``milestones``. Of the events
        the incidents count that a source outside the claiming group reports, of the milestones the steps that lead out.
    waves
        Resolved waves, with a ``title``.
    theatres
        The countries shown.
    """
    one_each = attack_frequency.incidents(tables["attack_events"])
    confirmed = one_each[one_each["status"] == "confirmed"] if len(one_each) else one_each
    steps = attack_windows.toward(tables["milestones"])
    return Evidence(
        tables["outcomes"],
        confirmed.reindex(columns=[*INCIDENT, "source", "source_2"]),
        tables["attack_counts"],
        tables["us_strikes"],
        steps.reindex(columns=[*STEP, "source", "source_2"]),
        waves,
        tuple(theatres),
    )


def cases(predictions: pd.DataFrame, held: Evidence) -> pd.DataFrame:
    """Return every case in which a prediction could be looked at, and what was seen.

    Parameters
    ----------
    predictions
        The table of predictions.
    held
        What they are tested on.

    Returns
    -------
    DataFrame
        ``prediction_id``, ``mechanism_id``, ``case`` (title of the wave, strike or step), ``where`` (a theatre, or ""),
        ``what`` (what was counted), ``before``, ``after`` (amounts, as the test has them), ``low`` and ``high`` of the
        later value over the earlier one, ``result`` (``expected`` where the whole range lies on the side predicted,
        ``opposite`` on the other, ``open`` where it spans one), and ``rows``, the ids behind it.

    Notes
    -----
    A case is decided by its range alone. Around a wave that is the range over all series of the theme, so one series
    against the others leaves it open.
    """
    found = [
        (row.prediction_id, row.mechanism_id, *line[:-3], *line[-3:-1], _result(row.direction, *line[-3:-1]), line[-1])
        for row in predictions.itertuples()
        for line in TESTS[row.test](row, held)
    ]
    return pd.DataFrame(found, columns=CASE)


def _result(direction: str, low: float, high: float) -> str:
    above = "expected" if direction == "rise" else "opposite"
    below = "opposite" if direction == "rise" else "expected"
    return above if low > 1 else below if high < 1 else "open"


def _years(row: Any, held: Evidence) -> Iterator[tuple[Any, ...]]:
    kind = held.waves[held.waves["kind"] == row.waves]
    for _, lines in windows.around(windows.yearly(held.outcomes, row.theme), kind).groupby("wave_id", sort=False):
        first = lines.iloc[0]
        ids = " ".join(dict.fromkeys(" ".join(lines["rows"]).split()))
        spans = (f"{first['year']}", f"{first['years']}", lines["low"].min(), lines["high"].max(), ids)
        yield (first["title"], first["country"], row.theme, *spans)


def _attacks_start(row: Any, held: Evidence) -> Iterator[tuple[Any, ...]]:
    return _attacks(row, held, "start")


def _attacks_end(row: Any, held: Evidence) -> Iterator[tuple[Any, ...]]:
    return _attacks(row, held, "end")


def _attacks(row: Any, held: Evidence, side: str) -> Iterator[tuple[Any, ...]]:
    for wave in held.waves[held.waves["kind"] == row.waves].to_dict("records"):
        near = attack_windows.here(held.incidents, wave["country"])
        change = None if pd.isna(wave[side]) else attack_windows.around(attack_windows.days(near["date"]), wave[side])
        if change:
            span = pd.Timedelta(days=attack_windows.SPAN)
            used = near[near["date"].between(wave[side] - span, wave[side] + span, inclusive="left")]
            yield _line(wave["title"], wave["country"], "incidents", change, " ".join(used["event_id"]))


def _strikes(row: Any, held: Evidence) -> Iterator[tuple[Any, ...]]:
    span = attack_windows.STRIKE_SPAN
    wide = pd.Timedelta(days=span + 1) + attack_windows.NEAR
    ends, ids = held.total["period_end"], held.total["count_id"].to_numpy()
    for strike in attack_windows.strikes(held.us_strikes)[["strike_id", "date"]].itertuples():
        change = attack_windows.counted(held.total, strike.date, span)
        if change:
            used = ids[ends.between(strike.date - wide, strike.date + wide).to_numpy(bool)]
            yield _line(strike.date, "", "official", change, " ".join([strike.strike_id, *used]))


def _follow(row: Any, held: Evidence) -> Iterator[tuple[Any, ...]]:
    return _steps(held, "incidents", attack_windows.follow)


def _months(row: Any, held: Evidence) -> Iterator[tuple[Any, ...]]:
    return _steps(held, "steps", attack_windows.in_months)


def _steps(
    held: Evidence, what: str, test: Callable[[attack_windows.Days, attack_windows.Days], Change | None]
) -> Iterator[tuple[Any, ...]]:
    for country in held.theatres:
        near, steps = (attack_windows.here(rows, country) for rows in (held.incidents, held.steps))
        change = test(attack_windows.days(near["date"]), attack_windows.days(steps["date"]))
        if change:
            yield _line("", country, what, change, " ".join([*near["event_id"], *steps["milestone_id"]]))


def _line(case: Any, where: str, what: str, change: Change, rows: str) -> tuple[Any, ...]:
    return (case, where, what, str(change.before), str(change.after), change.low, change.high, rows)


TESTS: Mapping[str, Callable[[Any, Evidence], Iterator[tuple[Any, ...]]]] = {
    "years": _years,
    "attacks_start": _attacks_start,
    "attacks_end": _attacks_end,
    "attacks_strike": _strikes,
    "steps_follow": _follow,
    "steps_months": _months,
}
RESTS_ON = {  # the parts of the evidence that each test reads
    "years": ("outcomes",),
    "attacks_start": ("incidents",),
    "attacks_end": ("incidents",),
    "attacks_strike": ("counts", "us_strikes"),
    "steps_follow": ("incidents", "steps"),
    "steps_months": ("incidents", "steps"),
}
