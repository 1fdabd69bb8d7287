"""What the troop levels state about the speed of the waves, and about people no level counts."""

import pandas as pd

from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.facts.sentences import values
from drawdown.language import N_, _
from drawdown.measures import uncounted
from drawdown.measures.series import WEAKEST
from drawdown.pack import texts

_RATES = "drawdown.measures.drawdown_rates.rates"
_OUTSIDE = "drawdown.measures.uncounted.outside"


def stated(rates: pd.DataFrame, rows: pd.DataFrame) -> list[Fact]:
    """Return what is stated of the rates, and of the rows about people outside the levels."""
    return [*_speeds(rates), *_outside(uncounted.outside(rows))]


def _speeds(rates: pd.DataFrame) -> list[Fact]:
    rated = rates[rates["rate"].notna()]
    down = rated[(rated["kind"] == "drawdown") & (rated["rate"] < 0)]
    top = down.loc[down["rate"].idxmin()] if len(down) else pd.Series(dtype=object)
    used = _used(down.loc[[top.name]]) if len(top) else ()
    title = str(texts.told(down, "title")[top.name]) if len(top) else ""
    fell = [None if pd.isna(top.get(name)) else round(-float(top[name])) for name in ("rate", "rate_high", "rate_low")]
    share = [None if pd.isna(top.get(name)) else -float(top[name]) for name in ("share", "share_high", "share_low")]
    return [
        Fact("waves", len(rates), "count", N_("Waves of build-up and drawdown."), _begun(rates)),
        Fact("waves_rated", len(rated), "count", N_("Waves with a rate."), _used(rated), measure=_RATES),
        Fact(
            "fastest_wave",
            title,
            "text",
            N_("The drawdown in which most persons left per month."),
            used,
            measure=_RATES,
        ),
        Fact(
            "fastest",
            fell[0],
            "persons",
            N_("Persons per month by which the force fell in the fastest drawdown; range over those at both ends."),
            used,
            fell[1],
            fell[2],
            _RATES,
        ),
        Fact(
            "fastest_share",
            share[0],
            "share",
            N_("The monthly fall in the fastest drawdown as a share of the force at its start."),
            used,
            share[1],
            share[2],
            _RATES,
        ),
    ]


def _begun(rates: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted({name for cell in rates.get("milestones", ()) for name in cell.split()}))


def _used(rates: pd.DataFrame) -> tuple[str, ...]:
    levels = {name for cell in rates["level_ids"] for name in cell.split()}
    return tuple(sorted(levels | set(_begun(rates))))


def _outside(found: pd.DataFrame) -> list[Fact]:
    numbered = found[found["number"].notna()]
    told = found[found["group"] == "contractors"]
    level = told[told["number"].notna() & (told["tier"] < WEAKEST)].sort_values("date").tail(1)
    return [
        Fact(
            "outside",
            len(found),
            "count",
            N_("Rows about people outside the level of a whole US force, found by scope or by word."),
            ids(found, "obs_id"),
            measure=_OUTSIDE,
        ),
        Fact(
            "outside_numbers",
            len(numbered),
            "count",
            N_("Rows whose own number is about people outside the level."),
            ids(numbered, "obs_id"),
            measure=_OUTSIDE,
        ),
        Fact(
            "contractor_rows",
            len(told),
            "count",
            N_("Rows that speak of contractors, with a number of them or in passing."),
            ids(told, "obs_id"),
            measure=_OUTSIDE,
        ),
        Fact(
            "contractors",
            whole(level["number"].max()),
            "persons",
            N_("The last stated number of contractors from a source of tiers A to C."),
            ids(level, "obs_id"),
            measure=_OUTSIDE,
        ),
        Fact(
            "contractors_on",
            day(level["date"].max()),
            "day",
            N_("The day that the last stated number of contractors is about."),
            ids(level, "obs_id"),
            measure=_OUTSIDE,
        ),
    ]


def speeds(stated: list[Fact]) -> str:
    """Return how fast the force fell, and for how many waves that can be said."""
    held = values(stated)
    if not held["waves"]:
        return _("No wave of build-up or drawdown begins in this view.")
    if not held["waves_rated"]:
        return _("No wave of this view has levels at both ends in one way of counting, so no rate is given.")
    text = (
        _("One of {waves} waves has levels at both ends in one way of counting.")
        if held["waves_rated"] == 1
        else _("{waves_rated} of {waves} waves have levels at both ends in one way of counting.")
    )
    if held["waves"] == 1:
        text = ""
    if held["fastest"] is None:
        return text or _("The one wave of this view has levels at both ends.")
    fast = _(
        "Most persons per month left in the drawdown “{fastest_wave}”: {fastest}, {fastest_share} of the force at its"
        " start each month."
    )
    ranged = next(fact for fact in stated if fact.id == "fastest")
    if ranged.low != ranged.high:
        fast += " " + _("The statements at both ends allow {fastest_low} to {fastest_high}.")
    return f"{text} {fast}".strip()


def outside(stated: list[Fact]) -> str:
    """Return what the rows say about people outside the levels, and what they do not."""
    held = values(stated)
    if not held["outside"]:
        return _(
            "No row of this view speaks of contractors, temporary forces, advisers or coalition forces. That does not"
            " show that there were none."
        )
    text = (
        _("One row of this view is about people outside the levels.")
        if held["outside"] == 1
        else _(
            "{outside} rows are about people outside the levels; in {outside_numbers} of them the row's own number is"
            " theirs."
        )
    )
    return f"{text} {_contractors(held['contractor_rows'], held['contractors'])}"


def _contractors(told: object, stated: object) -> str:
    if not told:
        return _("No row mentions contractors.")
    if stated is None:
        return _("No row gives a number of contractors from a source of tiers A to C.")
    return _(
        "Contractors are stated once or seldom: the last number from a source of tiers A to C is {contractors}, on"
        " {contractors_on}."
    )
