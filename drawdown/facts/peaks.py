"""What the troop levels state about the peak of the main theatre, and what is left of it."""

import pandas as pd

from drawdown.facts.fact import Fact, Value, day, whole
from drawdown.facts.sentences import by_id
from drawdown.language import N_, _
from drawdown.measures import peaks

_SUMMARY = "drawdown.measures.peaks.summary"
_FALL = "drawdown.measures.peaks.fall"


def stated(own: pd.DataFrame, title: str) -> list[Fact]:
    """Return what is stated of one theatre's months, see `drawdown.measures.troop_levels.monthly`."""
    return [*_peak(own, title), *_falls(own), _recounts(own)]


def _peak(own: pd.DataFrame, title: str) -> list[Fact]:
    table = peaks.summary(own)
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    used = tuple(dict.fromkeys(str(top.get("obs_id", "")).split()))

    def fact(name: str, value: Value, unit: str, definition: str, low: Value = None, high: Value = None) -> Fact:
        return Fact(name, value, unit, definition, used, low, high, _SUMMARY)  # type: ignore[arg-type]

    ends = (whole(top.get("peak_low")), whole(top.get("peak_high")))
    ends = (None, None) if ends[0] == ends[1] else ends
    return [
        Fact("theatre", title, "text", N_("The first theatre of the pack with a level of tiers A to C."), used),
        fact("months_stated", len(own), "count", N_("Months with a statement of tiers A to C there.")),
        fact("peak", whole(top.get("peak")), "persons", N_("Highest monthly level, tiers A to C."), *ends),
        fact("peak_month", day(top.get("peak_month")), "month", N_("Month of the highest level.")),
        fact(
            "peak_first", day(top.get("peak_first")), "month", N_("The first month whose range can hold the highest.")
        ),
        fact("peak_last", day(top.get("peak_last")), "month", N_("The last month whose range can hold the highest.")),
        fact(
            "latest",
            whole(top.get("latest")),
            "persons",
            N_("Level in the last month with a statement."),
            whole(top.get("low")),
            whole(top.get("high")),
        ),
        fact(
            "latest_month",
            day(top.get("latest_month")),
            "month",
            N_("The last month with a statement of tiers A to C."),
        ),
        fact(
            "share_of_peak",
            top.get("share"),
            "share",
            N_("The latest level as a share of the highest; its range is what the ranges of both allow."),
            top.get("share_low"),
            top.get("share_high"),
        ),
    ]


def _recounts(own: pd.DataFrame) -> Fact:
    changed = peaks.recounts(own)
    text = N_("Changes between observed and later disclosed figures from the highest level to the latest.")
    rows = tuple(dict.fromkeys(name for cell in changed["obs_id"] for name in str(cell).split()))
    return Fact("recounts", len(changed), "count", text, rows, measure="drawdown.measures.peaks.recounts")


def _falls(own: pd.DataFrame) -> list[Fact]:
    found = []
    parts = {"half": peaks.HALF, "tenth": peaks.TENTH}
    texts = {
        "half": N_("Months from the highest level to the first at or below a half of it."),
        "tenth": N_("Months from the highest level to the first at or below a tenth of it."),
    }
    for name, part in parts.items():
        fell = peaks.fall(own, part)
        ranged = fell.least is not None and fell.most is not None
        ends = (fell.least, fell.most) if ranged else (None, None)
        found.append(Fact(f"months_to_{name}", fell.months, "count", texts[name], fell.rows, *ends, _FALL))
    return found


def course(stated: list[Fact]) -> str:
    """Return how the force in the main theatre went: its peak with its range, what is left, and the time between."""
    held = by_id(stated)
    if not held["months_stated"].value:
        return ""
    parts = [
        _("Months with a statement of tiers A to C in {theatre}: {months_stated}.")
        if held["months_stated"].value != 1
        else "",
        _(
            "Where sources disagree the peak lies between {peak_low} and {peak_high}, in a month from {peak_first} to"
            " {peak_last}."
        )
        if held["peak"].low != held["peak"].high
        else "",
        _("The last level, {latest} in {latest_month}, comes with statements from {latest_low} to {latest_high}.")
        if held["latest"].low != held["latest"].high
        else "",
        *(_took(held[f"months_to_{name}"]) for name in ("half", "tenth")),
    ]
    return " ".join(filter(None, parts))


def _took(fact: Fact) -> str:
    if fact.value is None:
        return ""
    plain = {
        "months_to_half": _("It was down to a half of the peak after {months_to_half} months"),
        "months_to_tenth": _("It was down to a tenth of the peak after {months_to_tenth} months"),
    }[fact.id]
    ends = "" if fact.low is None else _(" ({low} to {high})")
    return plain + ends.replace("{low}", f"{{{fact.id}_low}}").replace("{high}", f"{{{fact.id}_high}}") + "."
