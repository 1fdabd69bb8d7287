"""What the years after the drawdowns state."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from drawdown.facts.fact import Fact, listed
from drawdown.language import N_
from drawdown.measures import windows
from drawdown.measures.cases import Evidence

AROUND = "drawdown.measures.windows.around"
MOST = (
    N_("The drawdown after which violence stood highest against the year before its end."),
    N_("Where violence stood highest: the years after the drawdown over the last year before its end, all series."),
    N_("Where violence stood highest: the same years over the last year before the drawdown began, all series."),
    N_("Where violence stood highest: the series that show it."),
)
LEAST = (
    N_("The drawdown after which violence stood lowest against the year before its end."),
    N_("Where violence stood lowest: the years after the drawdown over the last year before its end, all series."),
    N_("Where violence stood lowest: the same years over the last year before the drawdown began, all series."),
    N_("Where violence stood lowest: the series that show it."),
)


def stated(held: Evidence) -> list[Fact]:
    """Return the drawdown after which violence stood highest, and that after which it stood lowest."""
    left = held.waves[held.waves["kind"] == "drawdown"]
    lines = windows.around(windows.yearly(held.outcomes, "violence"), left)
    spans = [_span(rows) for _, rows in lines.groupby("wave_id", sort=False)]
    compared = left[left["wave_id"].isin(lines["wave_id"])]
    most = max(spans, key=lambda span: span["high"], default={})
    least = min(spans, key=lambda span: span["low"], default={})
    definition = N_("Drawdowns with a series of deaths or violent events on both sides.")
    return [
        Fact("drawdowns", len(left), "count", N_("Drawdowns in the waves of this view."), listed(left["milestones"])),
        Fact("compared", len(spans), "count", definition, listed(compared["milestones"]), measure=AROUND),
        *_facts("most", most, MOST),
        *_facts("least", least, LEAST),
    ]


def _span(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the range over all series of one drawdown."""
    other = rows.dropna(subset=["other_low", "other_high"])
    return {
        "wave": rows["title"].iloc[0],
        "low": float(rows["low"].min()),
        "high": float(rows["high"].max()),
        "other": (float(other["other_low"].min()), float(other["other_high"].max())) if len(other) else (None, None),
        "series": int(rows["series"].nunique()),
        "rows": listed(rows["rows"]),
    }


def _facts(end: str, span: dict[str, Any], texts: Sequence[str]) -> list[Fact]:
    rows, (other_low, other_high) = span.get("rows", ()), span.get("other", (None, None))
    low, high = span.get("low"), span.get("high")
    return [
        Fact(f"{end}_wave", span.get("wave"), "text", texts[0], rows, measure=AROUND),
        Fact(f"{end}_ratio", high, "ratio", texts[1], rows, low, high, AROUND),
        Fact(f"{end}_other", other_high, "ratio", texts[2], rows, other_low, other_high, AROUND),
        Fact(f"{end}_series", span.get("series"), "count", texts[3], rows, measure=AROUND),
    ]
