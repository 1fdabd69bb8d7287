"""What the chapter states about the scatter of the counts and about changes of the rate."""

from collections.abc import Sequence

import pandas as pd

from drawdown import language
from drawdown.facts.fact import Fact, Unit, Value, day
from drawdown.language import N_
from drawdown.measures import change_points
from drawdown.measures.attack_models import CONFIRMED, Fit, Study
from drawdown.measures.dispersion import Dispersion, dispersion
from drawdown.terms import term

MEASURES = "drawdown.measures."
OFFICIAL = (
    N_("The variance of the official counts as a multiple of their mean, in the phase in which the campaign began."),
    N_("The multiple that official counts of a steady Poisson rate would exceed in one of forty such series."),
    N_("The official counts behind the variance."),
)
FOUND = (
    N_("The variance of weekly incidents as a multiple of their mean, in the phase in which the campaign began."),
    N_("The multiple that weekly incidents of a steady Poisson rate would exceed in one of forty such series."),
    N_("The weeks of incidents behind the variance."),
)


def stated(study: Study) -> list[Fact]:
    """Return the facts of scatter and change; what a view cannot give is None."""
    scatter = _scatter(study, study.official)
    weekly = next((_scatter(study, fit) for fit in study.fits if fit.name == CONFIRMED), None)
    return [
        *_scatter_facts("scatter", scatter, " ".join(study.official.table["count_id"]), OFFICIAL),
        *_scatter_facts("weekly_scatter", weekly, _incidents(study), FOUND),
        *_change(study, scatter),
    ]


def made(name: str, value: Value, unit: Unit, definition: str, rows: str, by: str, *span: Value) -> Fact:
    """Return a fact whose rows are given as ids separated by spaces, and its measure within ``drawdown.measures``."""
    low, high = span or (None, None)
    return Fact(name, value, unit, definition, tuple(sorted(set(rows.split()))), low, high, MEASURES + by)


def _phase(study: Study, one: Fit) -> pd.DataFrame:
    """Return the intervals of the phase in which the campaign began."""
    if study.begin is None or one.table.empty:
        return one.phased.head(0)
    own = one.table[one.table["end"] > study.begin]["phase"]
    return one.phased[one.phased["phase"] == (own.iloc[0] if len(own) else -2)]


def _scatter(study: Study, one: Fit) -> Dispersion | None:
    rows = _phase(study, one)
    return dispersion(rows["attacks"].tolist(), rows["days"].tolist())


def _incidents(study: Study) -> str:
    return " ".join(study.one_each.loc[study.one_each["status"] == CONFIRMED, "event_id"])


def _scatter_facts(name: str, found: Dispersion | None, ids: str, texts: Sequence[str]) -> list[Fact]:
    rows = ids if found is not None else ""
    by = "dispersion.dispersion"
    return [
        made(
            name,
            None if found is None else found.index,
            "ratio",
            texts[0],
            rows,
            by,
        ),
        made(
            f"{name}_limit",
            None if found is None else found.high,
            "ratio",
            texts[1],
            rows,
            by,
        ),
        made(f"{name}_points", None if found is None else found.points, "count", texts[2], rows, by),
    ]


def _change(study: Study, scatter: Dispersion | None) -> list[Fact]:
    """State the change of rate that the counts since the campaign began support best, and how many they support."""
    own = study.record
    eve = None if study.begin is None else study.begin - pd.Timedelta(days=1)
    own = own[own["end"] >= eve] if eve is not None else own.head(0)
    excess = max(1.0, scatter.index) if scatter is not None else 1.0
    found = change_points.changes(own, excess)
    last = change_points.single(own[own["start"] >= eve], excess) if len(own) else None
    rows = " ".join(own["count_id"])
    by = "change_points."
    return [
        made(
            "change_on",
            None if last is None else day(last.day),
            "day",
            N_("The interval end on which the rate most likely changed since the campaign began; 95% credible days."),
            rows,
            by + "single",
            *((day(last.low), day(last.high)) if last else ()),
        ),
        Fact(
            "changes_on",
            language.listing([language.date(one.day.date()) for one in found]) or None,
            "text",
            N_("The ends of intervals on which the changes of rate fell that the official counts support."),
            tuple(sorted(set(rows.split()))) if found else (),
            measure=MEASURES + by + "changes",
        ),
        made(
            "changes",
            len(found) or None,
            "count",
            N_("Changes of rate the official counts support."),
            rows,
            by + "changes",
        ),
        made(
            "change_agrees",
            _agrees(study, last),
            "text",
            N_("Whether the main break lies within the credible days of the change."),
            rows,
            by + "single",
        ),
    ]


def _agrees(study: Study, last: change_points.When | None) -> str | None:
    if last is None or study.main is None:
        return None
    return term("yes" if study.main.first <= last.high and last.low <= study.main.last else "no")
