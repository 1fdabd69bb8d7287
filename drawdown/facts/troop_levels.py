"""What the troop levels state."""

import datetime as dt

import pandas as pd

from drawdown.facts import announced_levels, drawdown_rates, levels_dropped, peaks, public_figures
from drawdown.facts.fact import Fact, Value, day, ids
from drawdown.facts.sentences import joined, values
from drawdown.language import N_, _
from drawdown.measures import ceilings, forecasts, sensitivity
from drawdown.measures import drawdown_rates as speeds
from drawdown.measures import public_figures as beside
from drawdown.measures import troop_levels as measures


def stated(
    rows: pd.DataFrame,
    counts: pd.DataFrame,
    countries: dict[str, str],
    waves: pd.DataFrame | None = None,
    held: pd.DataFrame | None = None,
) -> list[Fact]:
    """Return what the chapter states; the first theatre with a sound level is the main one.

    Parameters
    ----------
    rows, counts
        The statements of levels, and the personnel counts.
    countries
        The theatres shown: {name: title}.
    waves
        The waves with their days, see `drawdown.measures.waves.resolve`; without them no rate is stated.
    held
        The table of `drawdown.measures.sensitivity.table`, if it is at hand.
    """
    found = pd.DataFrame(columns=["kind", "start", "end"]) if waves is None else waves
    held = sensitivity.table(rows, counts, found, countries) if held is None else held
    levels = measures.levels(rows)
    main = sensitivity.main(rows, countries)
    months = measures.monthly(levels)
    own = months[months["country"] == main].reset_index(drop=True)
    return [
        *_told(levels, rows),
        *peaks.stated(own, countries.get(main, "")),
        *public_figures.stated(beside.restatements(rows), beside.counted(rows, counts), countries),
        *announced_levels.stated(forecasts.scored(rows), ceilings.compared(rows, counts)),
        *drawdown_rates.stated(speeds.rates(rows, found), rows),
        *levels_dropped.stated(held),
    ]


def _told(levels: pd.DataFrame, rows: pd.DataFrame) -> list[Fact]:
    used, weak = ids(levels, "obs_id"), levels[levels["tier"] == "D"]
    sound = levels[levels["tier"] < "D"]
    last = sound[sound["date"] == sound["date"].max()]
    newest = rows[rows["reported_on"] == rows["reported_on"].max()] if len(rows) else rows
    share = len(weak) / len(levels) if len(levels) else None
    return [
        Fact("statements", len(levels), "count", N_("Stated levels of a whole US force in one country."), used),
        Fact("sources", levels["source"].nunique(), "count", N_("Documents that state those levels."), used),
        Fact(
            "weak",
            share,
            "share",
            N_("Share of stated levels that rest on sources of tier D alone."),
            ids(weak, "obs_id"),
        ),
        Fact(
            "last_level",
            day(last["date"].max()),
            "day",
            N_("The last day that a level of tiers A to C is about, in any theatre shown."),
            ids(last, "obs_id"),
        ),
        Fact(
            "last_report",
            day(newest["reported_on"].max()) if len(newest) else None,
            "day",
            N_("The day of the newest page on any troop level, plan or ceiling."),
            ids(newest, "obs_id"),
        ),
    ]


def finding(stated: list[Fact]) -> str:
    """Return the chapter's finding in one sentence, for what the rows of this view can say."""
    held = values(stated)
    held |= {f"{fact.id}_{end}": getattr(fact, end) for fact in stated for end in ("low", "high")}
    if not held["statements"]:
        return _("No row of this view states the level of a whole US force.")
    if not held["months_stated"]:
        return _("The stated levels of this view rest on sources of tier D alone: none of them makes a headline.")
    return _course(held)


def holds(stated: list[Fact]) -> str:
    """Return what the finding rests on, and what the public figures and the announced levels were worth."""
    held = values(stated)
    if not held["months_stated"]:
        return ""
    counting = _("The way of counting changed in between, so this compares figures, not forces.")
    found = [levels_dropped.short(stated), public_figures.short(stated), announced_levels.short(stated)]
    return joined(counting if held["recounts"] and held["months_stated"] != 1 else "", *found)


def _course(held: dict[str, Value]) -> str:
    if held["months_stated"] == 1:
        return _(
            "The US force in {theatre} is stated for one month of this view, {latest_month}: {latest}; one month shows"
            " no change."
        )
    if held["share_of_peak"] == 1:
        text = _(
            "The stated US force in {theatre} was at its highest in the last month with a level: {latest} in"
            " {latest_month}."
        )
    else:
        text = _("The stated US force in {theatre} fell from {peak} in {peak_month} to {latest} in {latest_month}:")
        text += " " + _share(held["share_of_peak_low"] != held["share_of_peak_high"])
    return text


def _share(ranged: object) -> str:
    if not ranged:
        return _("{share_of_peak} of its peak.")
    return _("{share_of_peak} of its peak (range {share_of_peak_low} to {share_of_peak_high}).")


def unknown(stated: list[Fact]) -> str:
    """Return what these data do not know about the end."""
    held = values(stated)
    if not isinstance(held["last_level"], dt.date):
        return _("No level of tiers A to C is stated in this view, so it shows no force, and no withdrawal, at all.")
    text = _(
        "The last level is about {last_level}, and the newest page on levels is of {last_report}. No row gives a level"
        " after that: how large the force is now, and whether it is there at all, is unknown in these data."
    )
    if not held["plans_open"]:
        return text
    if held["plans_open"] == 1:
        return text + " " + _("One announced level aims at a later day and is open.")
    return text + " " + _("{plans_open} announced levels aim at a later day and are open.")


def texts(stated: list[Fact]) -> dict[str, str]:
    """Return the texts of the chapter's sections: "course", "plans", "counts", "speeds" and "unknown"."""
    return {
        "course": joined(peaks.course(stated), levels_dropped.holds(stated)),
        "plans": joined(announced_levels.plans(stated), announced_levels.ceilings(stated)),
        "counts": joined(public_figures.counts(stated), public_figures.disclosures(stated)),
        "speeds": drawdown_rates.speeds(stated),
        "unknown": joined(drawdown_rates.outside(stated), unknown(stated)),
    }
