"""The tables of the phases between the dates fixed in advance."""

from collections.abc import Mapping

import pandas as pd

from drawdown import language
from drawdown.charts.table import Column, Table
from drawdown.language import N_, _
from drawdown.measures import attack_sensitivity, exposure, phases, troop_levels
from drawdown.measures.attack_models import ALL, CONFIRMED, EVERY, MONITOR, OFFICIAL, Study
from drawdown.measures.rates import Estimate
from drawdown.pack import texts
from drawdown.terms import term

SERIES = {
    OFFICIAL: N_("Official count, tiers A to C"),
    ALL: N_("Official count, all tiers"),
    CONFIRMED: N_("Incidents reported by others, by week"),
    EVERY: N_("Incidents, claims included, by week"),
}
INTERVALS = {"model": N_("Negative binomial (NB1)"), "exact": N_("Exact Poisson")}


def breaks(study: Study, milestones: pd.DataFrame) -> Table:
    """List the dates fixed in advance, and whether the official count can see each."""
    rows = milestones[milestones["break_date"] == "yes"] if "break_date" in milestones else milestones.head(0)
    rows = rows.sort_values("date") if len(rows) else pd.DataFrame(columns=["date", "title", "seen", "source"])
    return Table(
        key="breaks",
        caption=_("The dates fixed in advance, and what the official count can say about each"),
        rows=rows.assign(
            title=texts.told(rows, "title") if len(rows) else "",
            seen=[_seen(study, m) for m in rows.get("milestone_id", [])],
        ),
        columns={
            "date": Column(_("Date"), "day"),
            "title": Column(_("Event")),
            "seen": Column(_("In the official count")),
            "source": Column(_("Source"), "source"),
        },
        empty=_("The pack fixes no date in this view."),
    )


def _seen(study: Study, name: str) -> str:
    one = study.official
    if one.table.empty:
        return _("no official count")
    own = next((change for change in study.breaks if name in change.ids), None)
    starts = " ".join(one.table.loc[one.table["phase"] > 0, "begins"]).split()
    if own is None or name not in starts:
        return _("not seen: no phase of its own on both sides")
    if len(own.ids) > 1:
        return _("seen, but not apart from the date beside it")
    return _("seen")


def phase_table(study: Study) -> Table:
    """List the phases of the official count, each with its rate and how it compares with the one before."""
    one = study.official
    ratios = [one.ratio(phase) for phase in one.table["phase"]]
    rows = one.table.assign(
        first=one.table["start"] + phases.DAY,
        times=[times(estimate) for estimate, _basis in ratios],
        basis=[_(INTERVALS[basis]) if basis else "" for _estimate, basis in ratios],
        trend=[_trend(study, phase) for phase in one.table["phase"]],
    )
    return Table(
        key="phases",
        caption=_("Phases of the official count (tiers A to C) between the dates fixed in advance"),
        rows=rows,
        columns={
            "first": Column(_("From"), "day"),
            "end": Column(_("Up to"), "day"),
            "days": Column(_("Days covered"), "days"),
            "attacks": Column(_("Attacks"), "attacks"),
            "per_week": Column(_("A week"), "per_week"),
            "low": Column(_("Low"), "per_week"),
            "high": Column(_("High"), "per_week"),
            "times": Column(_("Times the phase before (95% interval)")),
            "basis": Column(_("Interval")),
            "trend": Column(_("Trend within, a week")),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No official count falls in this view."),
    )


def _trend(study: Study, phase: int) -> str:
    model = study.official.model
    return times(model.slopes[phase]) if model is not None and phase in model.slopes else ""


def times(estimate: Estimate) -> str:
    """Write a ratio with its interval, to about two figures; one without a value by the limit it has."""
    low, high = estimate.low, estimate.high
    if estimate.value is None:
        return "" if low is None else _("at least {low}").format(low=_figures(low))
    if low is None or high is None:
        return _figures(estimate.value)
    if estimate.value == 0:
        return _("0, at most {high}").format(high=_figures(high))
    return _("{value} ({low} to {high})").format(value=_figures(estimate.value), low=_figures(low), high=_figures(high))


def _figures(value: float) -> str:
    return language.number(value, 0 if value == 0 else 3 if value < 0.1 else 2 if value < 10 else 0)


def sensitivity(study: Study, countries: Mapping[str, str]) -> Table:
    """List the ratio over the main break by series, and its range without any one source."""
    table = attack_sensitivity.compared(study)
    estimates = [Estimate(*map(_optional, row)) for row in table[["value", "low", "high"]].itertuples(index=False)]
    return Table(
        key="sensitivity",
        caption=_("The rate after the main break as a multiple of the rate before it, by who counts"),
        rows=table.assign(
            name=[_series(name, countries) for name in table["series"]],
            times=[times(estimate) for estimate in estimates],
            basis=[_(INTERVALS[basis]) for basis in table["interval"]],
            without=[_range(row.dropped_low, row.dropped_high) for row in table.itertuples()],
        ),
        columns={
            "name": Column(_("Series")),
            "before_attacks": Column(_("Before"), "attacks"),
            "before_days": Column(_("in days"), "days"),
            "attacks": Column(_("After"), "attacks"),
            "days": Column(_("in days"), "days"),
            "times": Column(_("Ratio (95% interval)")),
            "basis": Column(_("Interval")),
            "without": Column(_("Plain ratio without any one source")),
        },
        empty=_("No series of this view has counts on both sides of a date fixed in advance after the attacks began."),
    )


def _series(name: str, countries: Mapping[str, str]) -> str:
    if name == MONITOR:
        return term(name)
    if name in SERIES:
        return _(SERIES[name])
    return _("Official count, all tiers, {where}").format(where=countries.get(name, name))


def _optional(value: float | None) -> float | None:
    return None if pd.isna(value) else float(str(value))


def _range(low: float | None, high: float | None) -> str:
    if pd.isna(low) or pd.isna(high):
        return ""
    return _("{low} to {high}").format(low=_figures(float(str(low))), high=_figures(float(str(high))))


def per_thousand(study: Study, troops: pd.DataFrame, countries: Mapping[str, str]) -> Table:
    """List the official attacks a week per 1,000 troops, by country and phase."""
    levels = troop_levels.levels(troops) if len(troops) else pd.DataFrame({"country": []})
    table = exposure.per_thousand(study.by_country, levels)
    return Table(
        key="per_thousand",
        caption=_("Official attacks (all tiers) a week per 1,000 US troops; the range spans level and chance"),
        rows=table.assign(
            where=table["country"].map(lambda name: countries.get(name, name)),
            first=table["start"] + phases.DAY,
            rate=[times(Estimate(row.value, row.low, row.high)) for row in table.itertuples()],
        ),
        columns={
            "where": Column(_("Where")),
            "first": Column(_("From"), "day"),
            "end": Column(_("Up to"), "day"),
            "attacks": Column(_("Attacks"), "attacks"),
            "least": Column(_("Troops, low"), "persons"),
            "most": Column(_("Troops, high"), "persons"),
            "rate": Column(_("A week per 1,000 (range)")),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No official count by country meets a known level in this view."),
    )
