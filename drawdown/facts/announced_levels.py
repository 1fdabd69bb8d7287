"""What the troop levels state about plans and ceilings, beside what was then stated and counted."""

import pandas as pd

from drawdown.facts.fact import Fact, ids
from drawdown.facts.sentences import values
from drawdown.language import N_, _
from drawdown.measures import forecasts
from drawdown.measures.median import LEAST
from drawdown.measures.series import WEAKEST

_SCORED = "drawdown.measures.forecasts.scored"
_CEILINGS = "drawdown.measures.ceilings.compared"
_TEXTS = {
    "scored": N_("Announced levels with a level stated for the day they aimed at."),
    "open": N_("Announced levels that aim at a day after the last stated level."),
    "silent": N_("Announced levels without a level stated near the day they aimed at."),
    "undated": N_("Announced levels that name no day, or only a year."),
    "zero": N_("Announced levels of none at all, which no stated level can confirm."),
}
_VERDICTS = {
    "over": N_("Scored plans after which the stated force was larger than planned."),
    "under": N_("Scored plans after which the stated force was smaller than planned."),
    "within": N_("Scored plans that the range of stated levels meets."),
}


def stated(plans: pd.DataFrame, ceilings: pd.DataFrame) -> list[Fact]:
    """Return what is stated of the plans and of the ceilings."""
    return [*_plans(plans), *_ceilings(ceilings)]


def _plans(plans: pd.DataFrame) -> list[Fact]:
    done = plans[plans["outcome"] == "scored"]
    typical = forecasts.typical_error(plans)
    rows = _rows(done) if typical.value is not None else ()
    text = N_("Median distance of the stated level from the plan, as a share of the level, exact 95% interval.")
    return [
        Fact(
            "plans",
            len(plans),
            "count",
            N_("Announced levels of a whole US force, tiers A to C."),
            ids(plans, "obs_id"),
        ),
        *(
            Fact(f"plans_{name}", len(group), "count", text, ids(group, "obs_id"), measure=_SCORED)
            for name, text in _TEXTS.items()
            for group in [plans[plans["outcome"] == name]]
        ),
        *(
            Fact(f"plans_{name}", len(group), "count", text, _rows(group), measure=_SCORED)
            for name, text in _VERDICTS.items()
            for group in [done[done["verdict"] == name]]
        ),
        Fact(
            "plan_error",
            typical.value,
            "share",
            text,
            rows,
            typical.low,
            typical.high,
            "drawdown.measures.forecasts.typical_error",
        ),
    ]


def _ceilings(ceilings: pd.DataFrame) -> list[Fact]:
    sound = ceilings[ceilings["tier"] < WEAKEST]
    met = sound[sound["counts"] > 0]
    texts = {
        "ceilings": N_("Ceilings on a whole US force, tiers A to C."),
        "ceilings_counted": N_("Ceilings with a personnel count in their time."),
        "ceilings_exceeded": N_("Ceilings that at least one personnel count exceeds."),
    }
    groups = {"ceilings": sound, "ceilings_counted": met, "ceilings_exceeded": met[met["above"] > 0]}
    return [
        Fact(name, len(group), "count", texts[name], _caps(group, name), measure=_CEILINGS)
        for name, group in groups.items()
    ]


def _rows(plans: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        sorted({name for cells in (plans["obs_id"], plans["level_ids"]) for cell in cells for name in cell.split()})
    )


def _caps(ceilings: pd.DataFrame, name: str) -> tuple[str, ...]:
    columns = ["obs_id"] if name == "ceilings" else ["obs_id", "dmdc_id"]
    return tuple(sorted({key for column in columns for cell in ceilings[column] for key in cell.split()}))


def short(stated: list[Fact]) -> str:
    """Return how far plans missed in one sentence, for the chapter's finding; empty where they are too few."""
    held = values(stated)
    if held["plan_error"] is None:
        return ""
    return _(
        "Announced levels missed what was then stated by {plan_error} at the median (95% interval {plan_error_low} to"
        " {plan_error_high})."
    )


def plans(stated: list[Fact]) -> str:
    """Return what became of the announced levels."""
    held = values(stated)
    if not held["plans"]:
        return _("No row of this view, of tiers A to C, announces the level of a whole US force.")
    if held["plans"] == 1:
        text = _("One announced level is in this view.")
        return text if held["plans_scored"] else text + " " + _("It cannot be scored: the table says why.")
    if not held["plans_scored"]:
        return _("Of {plans} announced levels in this view none can be scored: the table says why of each.")
    if held["plans_scored"] == 1:
        return _(
            "One of {plans} announced levels can be set against a level stated for the day it aimed at: no pattern"
            " shows in one."
        )
    text = _(
        "Of {plans} announced levels {plans_scored} can be set against a level stated for the day they aimed at. The"
        " force was then larger than planned after {plans_over} of them, smaller after {plans_under}, and as planned,"
        " within the range of statements, after {plans_within}."
    )
    if held["plan_error"] is None:
        few = _("That is fewer than {least}: too few to give a typical error.").replace("{least}", str(LEAST))
    else:
        few = _(
            "The median error is {plan_error} of the stated level (95% interval {plan_error_low} to {plan_error_high})."
        )
    return f"{text} {few}"


def ceilings(stated: list[Fact]) -> str:
    """Return what was counted under the ceilings."""
    held = values(stated)
    if not held["ceilings"]:
        return _("No ceiling on a whole US force, of tiers A to C, is in this view.")
    if not held["ceilings_counted"]:
        return _("No ceiling of this view has a personnel count in its time.")
    if held["ceilings_counted"] == 1:
        return (
            _("One ceiling of this view has a personnel count in its time, and a count exceeds it.")
            if held["ceilings_exceeded"]
            else _("One ceiling of this view has a personnel count in its time, and none exceeds it.")
        )
    return _(
        "{ceilings_counted} ceilings have a personnel count in their time; a count exceeds {ceilings_exceeded} of them."
    )
