"""What the withdrawal history states about the promises that were met, and about those undone."""

import pandas as pd

from drawdown.facts.fact import Fact, ids, whole
from drawdown.language import N_
from drawdown.measures import exits, reversals

KEY = "pledge_id"
EXITS = "drawdown.measures.exits.exits"
PATHS = "drawdown.measures.reversals.paths"
CHAINS = "drawdown.measures.reversals.chains"


def met(promises: pd.DataFrame) -> list[Fact]:
    """Return how long the promises that were met took."""
    done = exits.exits(promises)
    paced, country = done[done["ratio"].notna()], done[done["what"] == "country"]
    took = N_("Median days from the announcement of a promise that was met to the day it was shown done; range of all.")
    pace = N_("Median of days taken by days planned, of promises met that set a date of their own; range of all.")
    middle = float(paced["ratio"].median()) if len(paced) else None
    ends: tuple[float | None, float | None] = (None, None)
    if len(paced):
        ends = (float(paced["ratio"].min()), float(paced["ratio"].max()))
    return [
        Fact("took", _median(done["days"]), "days", took, ids(done, KEY), *_range(done["days"], done["days"]), EXITS),
        _count("exits", done, N_("Promises met whose announcement is known to the day."), EXITS),
        Fact("pace", middle, "ratio", pace, ids(paced, KEY), *ends, EXITS),
        _count("paced", paced, N_("Promises met that set a date of their own."), EXITS),
        _count(
            "country_exits",
            country,
            N_("Promises met that all forces leave a whole country; several can promise one exit."),
            EXITS,
        ),
    ]


def undone(promises: pd.DataFrame, milestones: pd.DataFrame) -> list[Fact]:
    """Return how long reversed promises lasted, and the chains of those replaced."""
    found = reversals.paths(promises, milestones)
    gone = found[found["outcome"] == "reversed"]
    lasted = N_(
        "Median days from the announcement of a reversed promise to the first sign against it; range of all signs."
    )
    replaced = promises[promises["replaced_by"].isin(promises[KEY])]
    longest = reversals.chains(promises).iloc[:1]
    return [
        Fact(
            "lasted",
            _median(gone["least"]),
            "days",
            lasted,
            ids(gone, KEY),
            *_range(gone["least"], gone["most"]),
            PATHS,
        ),
        _count("replaced", replaced, N_("Promises whose place another promise took."), CHAINS),
        Fact(
            "chain",
            int(longest["steps"].sum()),
            "count",
            N_("Promises in the longest chain in which each took the place of the one before."),
            tuple(sorted(" ".join(longest["promises"]).split())),
            measure=CHAINS,
        ),
    ]


def _count(name: str, rows: pd.DataFrame, definition: str, measure: str) -> Fact:
    return Fact(name, len(rows), "count", definition, ids(rows, KEY), measure=measure)


def _median(days: pd.Series) -> int | None:
    return whole(days.median()) if len(days) else None


def _range(low: pd.Series, high: pd.Series) -> tuple[int | None, int | None]:
    return (whole(low.min()), whole(high.max())) if len(low) else (None, None)
