"""What the troop levels state about how their results hold."""

import pandas as pd

from drawdown.facts.fact import Fact, Unit
from drawdown.facts.sentences import by_id, values
from drawdown.language import N_, _
from drawdown.measures.peaks import TENTH

_TABLE = "drawdown.measures.sensitivity.table"
DEFINITIONS = {
    "peak": N_("The highest level; its range is that without any one source."),
    "latest": N_("The last level; its range is that without any one source."),
    "share": N_("The last level as a share of the highest; its range is that without any one source."),
    "plan_error": N_("The median error of announced levels; its range is that without any one source."),
    "ratio_small": N_("The median of count by public figure, small forces; its range is that without any one source."),
    "fastest": N_("Persons a month in the fastest drawdown; its range is that without any one source."),
}
UNITS: dict[str, Unit] = {
    "peak": "persons",
    "latest": "persons",
    "share": "share",
    "plan_error": "share",
    "ratio_small": "ratio",
    "fastest": "persons",
}


def stated(held: pd.DataFrame) -> list[Fact]:
    """Return each result with its range over all ways to leave one source out, and how many results hold."""
    known = held[held["holds"].notna()]
    kept = known[known["holds"].astype(bool)]
    used = tuple(sorted({name for cell in known["obs_id"] for name in cell.split()}))
    return [
        *(_dropped(row) for row in held.to_dict("records")),
        Fact("results", len(known), "count", N_("Headline results that this view gives."), used, measure=_TABLE),
        Fact(
            "results_held",
            len(kept),
            "count",
            N_("Headline results that no other choice of rows and no single source moves across their line."),
            used if len(kept) else (),
            measure=_TABLE,
        ),
    ]


def _dropped(row: dict[str, object]) -> Fact:
    name, unit = str(row["result"]), UNITS[str(row["result"])]
    values = [None if pd.isna(row[key]) else float(str(row[key])) for key in ("stated", "low", "high")]
    value, low, high = (round(v) if unit == "persons" and v is not None else v for v in values)
    used = tuple(sorted(str(row["obs_id"]).split())) if value is not None else ()
    return Fact(f"{name}_dropped", value, unit, DEFINITIONS[name], used, low, high, _TABLE)


def holds(stated: list[Fact]) -> str:
    """Return whether the findings hold, in words."""
    held = values(stated)
    if not held["results"] or held["months_stated"] == 1:
        return ""  # nothing that could fail to hold
    if held["results"] == held["results_held"]:
        return _("All {results} headline results of this view hold under every choice in the table.")
    text = _(
        "Of {results} headline results {results_held} hold under every choice in the table; the table names the others."
    )
    return " ".join(filter(None, [text, *_ranges(by_id(stated))]))


def _ranges(held: dict[str, Fact]) -> list[str]:
    """Say how far peak and last level move without any one source, where they do."""
    peak, latest = held["peak_dropped"], held["latest_dropped"]
    return [
        _("Without any one source the peak lies between {peak_dropped_low} and {peak_dropped_high}.")
        if peak.low != peak.high
        else "",
        _("Without any one source the last level lies between {latest_dropped_low} and {latest_dropped_high}.")
        if latest.low != latest.high
        else "",
    ]


def short(stated: list[Fact]) -> str:
    """Return in one sentence whether the fall holds without any one source, for the chapter's finding."""
    held = by_id(stated)
    high = held["share_dropped"].high
    if high is None or float(str(high)) >= TENTH or held["peak_dropped"].low == held["peak_dropped"].high:
        return ""
    return _(
        "Which level was the highest depends on the source ({peak_dropped_low} to {peak_dropped_high} without any one);"
        " that less than a tenth is left does not."
    )
