"""The tables of counts and casualties."""

import pandas as pd

from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import attack_frequency as measures
from drawdown.measures import casualties
from drawdown.terms import named, place, term


def intervals(counts: pd.DataFrame) -> Table:
    """List the attacks between official totals, month by month, with the weekly rate and its interval."""
    table = measures.by_month(measures.running_total(measures.campaign(counts)))
    return Table(
        key="intervals",
        caption=_("Attacks between official totals, and the weekly rate with its exact 95% Poisson interval"),
        rows=table,
        columns={
            "start": Column(_("After"), "day"),
            "end": Column(_("Up to"), "day"),
            "attacks": Column(_("Attacks"), "attacks"),
            "per_week": Column(_("A week"), "per_week"),
            "low": Column(_("Low"), "per_week"),
            "high": Column(_("High"), "per_week"),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No official running total falls in this view."),
    )


def same_weeks(counts: pd.DataFrame) -> Table:
    """List what different bodies counted by the end of the same weeks."""
    weeks = measures.same_weeks(measures.campaign(counts))
    return Table(
        key="same_weeks",
        caption=_("Totals that different bodies stated by the end of the same weeks; they count different things"),
        rows=weeks.assign(body=weeks["counter"].map(term), where=weeks["country"].map(place)),
        columns={
            "week": Column(_("Week to"), "day"),
            "body": Column(_("Counter")),
            "where": Column(_("Where")),
            "attacks": Column(_("Attacks"), "attacks"),
            "low": Column(_("Lowest stated"), "attacks"),
            "high": Column(_("Highest stated"), "attacks"),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No two bodies stated a total for the same week in this view."),
    )


def injuries(one_each: pd.DataFrame) -> Table:
    """List the US dead and injured by result and by weapon, and how often a number was stated."""
    parts = [
        casualties.by(one_each, column).assign(kind=kind)
        for column, kind in (("outcome", _("Result")), ("weapon", _("Weapon")))
    ]
    table = pd.concat(parts, ignore_index=True)
    return Table(
        key="casualties",
        caption=_("US dead and injured by result and by weapon, where a number is stated; all are lower bounds"),
        rows=table.assign(name=table["code"].map(term)),
        columns={
            "kind": Column(_("By")),
            "name": Column(_("Which")),
            "incidents": Column(_("Incidents"), "count"),
            "stated": Column(_("Injured stated"), "count"),
            "killed": Column(_("Killed"), "persons"),
            "injured": Column(_("Injured"), "persons"),
        },
        empty=_("The pack has no incident in this view."),
    )


def deadliest(one_each: pd.DataFrame) -> Table:
    """List the incidents with the most US dead and injured."""
    table = casualties.deadliest(one_each)
    return Table(
        key="deadliest",
        caption=_("The incidents with the most US dead, then injured, by the lead report"),
        rows=table.assign(by=table["weapon"].map(term), place=table["site"].map(named)),
        columns={
            "date": Column(_("Date"), "day"),
            "place": Column(_("Site")),
            "by": Column(_("Weapon")),
            "us_killed": Column(_("Killed"), "persons"),
            "us_injured": Column(_("Injured"), "persons"),
            "tier": Column(_("Tier")),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No incident of this view states a US casualty."),
    )


def revised(events: pd.DataFrame) -> Table:
    """List the incidents whose number of injured grew in later reports."""
    table = casualties.revised(events)
    return Table(
        key="revised",
        caption=_("Numbers of injured that grew in later reports"),
        rows=table.assign(place=table["site"].map(named)),
        columns={
            "date": Column(_("Date"), "day"),
            "place": Column(_("Site")),
            "first": Column(_("First stated"), "persons"),
            "last": Column(_("Later stated"), "persons"),
            "days": Column(_("Days later"), "days"),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No incident of this view has a number of injured that grew."),
    )
