"""What the mechanisms predict, what was seen, and what else explains it."""

from typing import Any

import pandas as pd

from drawdown import language
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures.mechanisms import SEVERAL
from drawdown.pack import texts
from drawdown.terms import place, term


def criteria(predictions: pd.DataFrame, mechanisms: pd.DataFrame) -> Table:
    """List what each mechanism predicts, and how that is tested, before anything is compared."""
    titles = _titles(mechanisms)
    return Table(
        key="criteria",
        caption=_("What should be seen if a mechanism works, and the test that looks for it"),
        rows=predictions.assign(
            mechanism=predictions["mechanism_id"].map(titles),
            expects=texts.told(predictions, "expects"),
            how=[_how(row.test, row.theme) for row in predictions.itertuples()],
        )
        if len(predictions)
        else predictions,
        columns={
            "prediction_id": Column(_("No.")),
            "mechanism": Column(_("Mechanism")),
            "expects": Column(_("Expected")),
            "how": Column(_("Test")),
        },
        empty=_("No prediction is known on this day of knowledge."),
    )


def results(tally: pd.DataFrame) -> Table:
    """List what came of each prediction."""
    return Table(
        key="results",
        caption=_("What came of each prediction, in cases"),
        rows=tally.assign(
            expects=texts.told(tally, "expects"),
            result=tally["verdict"].map(term),
            why=[_why(row) for row in tally.itertuples()],
        )
        if len(tally)
        else tally,
        columns={
            "prediction_id": Column(_("No.")),
            "expects": Column(_("Expected")),
            "expected": Column(_("As expected"), "count"),
            "opposite": Column(_("The opposite"), "count"),
            "open": Column(_("Undecided"), "count"),
            "result": Column(_("Verdict")),
            "why": Column(_("Why not decided")),
        },
        empty=_("No prediction is known on this day of knowledge."),
    )


def cases(seen: pd.DataFrame) -> Table:
    """List every case: what was set against what, the range of the ratio, and how it counts."""
    return Table(
        key="cases",
        caption=_("Every case: what was seen, over what it is set against"),
        rows=seen.assign(
            name=[_case(case) for case in seen["case"]],
            place=[place(name or "all") for name in seen["where"]],
            counted=seen["what"].map(term),
            verdict=seen["result"].map(term),
        )
        if len(seen)
        else seen,
        columns={
            "prediction_id": Column(_("No.")),
            "name": Column(_("Around")),
            "place": Column(_("Where")),
            "counted": Column(_("Counted")),
            "before": Column(_("Set against")),
            "after": Column(_("Seen")),
            "low": Column(_("Lowest ratio"), "ratio"),
            "high": Column(_("Highest ratio"), "ratio"),
            "verdict": Column(_("Result")),
        },
        empty=_("No row of this view can test a prediction."),
    )


def rivals(rows: pd.DataFrame, mechanisms: pd.DataFrame) -> Table:
    """List the other explanations, each with the page that gives it."""
    return Table(
        key="rivals",
        caption=_("Rival explanations: listed with the page that gives each, not tested"),
        rows=rows.assign(
            mechanism=rows["mechanism_id"].map(_titles(mechanisms)),
            title=texts.told(rows, "title"),
            says=texts.told(rows, "explanation"),
            source=(rows["source"] + " " + rows["source_2"]).str.strip(),
        )
        if len(rows)
        else rows,
        columns={
            "mechanism": Column(_("Against")),
            "title": Column(_("Rival")),
            "says": Column(_("What it says")),
            "tier": Column(_("Tier")),
            "source": Column(_("Source"), "source"),
        },
        empty=_("No rival explanation is known on this day of knowledge."),
    )


def _titles(mechanisms: pd.DataFrame) -> dict[str, str]:
    names = texts.told(mechanisms.set_index("mechanism_id"), "title") if len(mechanisms) else pd.Series()
    return {str(name): str(title) for name, title in names.items()}


def _how(test: str, theme: str) -> str:
    return f"{term(test)}: {term(theme)}" if theme else term(test)


def _why(row: Any) -> str:
    """Return why a prediction is not decided; empty where it is."""
    if row.verdict == "untested":
        if row.test == "years":
            return _("No series of this theme covers whole years on both sides of a wave, from tiers A to C")
        return _("Too few known attacks, or none known beyond the days compared")
    if row.verdict == "open" and row.expected + row.opposite < SEVERAL:
        return _("Fewer than two cases are decided")
    return _("The cases differ") if row.verdict == "open" else ""


def _case(case: object) -> str:
    return language.date(case.date()) if isinstance(case, pd.Timestamp) else str(case) or _("the whole time")
