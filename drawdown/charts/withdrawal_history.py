"""The figure of the promises, and how promises are named in figures."""

import pandas as pd

from drawdown.charts import hover
from drawdown.charts.chart import Chart, Hover, Line, Panel, Points, Shape
from drawdown.charts.style import MEANING
from drawdown.language import _, date, ngettext, number, strung
from drawdown.measures import withdrawal_history as measures
from drawdown.pack import texts
from drawdown.terms import place, term


def promises(rows: pd.DataFrame) -> Chart:
    """Draw each pledge from its announcement to its target date, coloured by what came of it."""
    pledges = measures.pledges(rows)
    called = names(pledges)
    named = pledges.assign(name=called)
    marks: list[Line | Points] = []
    for outcome in measures.OUTCOMES:
        group = named[named["outcome"] == outcome]
        marks += _spans(group, outcome)
        if len(group):
            marks.append(_ends(group, outcome))
    columns = [
        "pledge_id",
        "country",
        "announced_on",
        "announced_by",
        *texts.columns(pledges, "promised"),
        "target_date",
        "target_date_basis",
        "target_level",
        "outcome",
        "completed_on",
        "actual_level",
        "slippage",
        "tier",
        *sources(pledges),
    ]
    return Chart(
        key="pledges",
        title=_("Promises, their dates, and what came of them"),
        caption=_(
            "A line runs from the day of the promise to the date it set; the mark is that date, or the day of the"
            " promise where none was set. Each is named by its year, place and target level. Colour is the outcome"
            " by the written rule. The list is hand-picked."
        ),
        alt=_spoken(rows),
        data=pledges[columns],
        panels=[Panel(marks, y_scale="category", categories=called)],
        height=0.9 + 0.27 * len(called),
        empty="" if len(pledges) else _("The pack has no promise in this view."),
    )


def _spoken(rows: pd.DataFrame) -> str:
    counts = [f"{term(outcome)}: {number(n)}" for outcome, n in measures.outcomes(rows).items() if n]
    return _("Promises by outcome. {counts}.").format(counts=strung(counts)) if counts else ""


def names(pledges: pd.DataFrame) -> list[str]:
    """Return a name for each pledge: its year, place and target; its id too where two would share a name."""
    targets = [_target(row.scope, row.target_level) for row in pledges.itertuples()]
    found = pd.Series(
        [
            f"{row.announced_on:%Y} · {place(row.country)}: {to}"
            for row, to in zip(pledges.itertuples(), targets, strict=True)
        ],
        index=pledges.index,
        dtype=str,
    )
    return list(found.where(~found.duplicated(keep=False), found + " (" + pledges["pledge_id"] + ")"))


def _target(scope: str, level: int) -> str:
    if pd.isna(level):
        return _("mission") if scope == "mission_label" else _("no number")
    return ngettext("{n} base", "{n} bases", level) if scope == "bases" else number(level)


def sources(pledges: pd.DataFrame) -> list[str]:
    """Return the columns of the pledges that hold a source key."""
    return [column for column in pledges if str(column).startswith("source_")]


def told(rows: pd.DataFrame, series: str = "") -> Hover:
    """Return what hovering says of promises: their days, what was promised, and who published it."""
    day = [row.announced_on for row in rows.itertuples()]
    announced = [_("Announced {day}").format(day=date(one.date())) if pd.notna(one) else "" for one in day]
    targets = [_("for {day}").format(day=date(one.date())) if pd.notna(one) else "" for one in rows["target_date"]]
    days = [strung(both, ",") for both in zip(announced, targets, strict=True)]
    notes = [". ".join(filter(None, both)) for both in zip(days, texts.told(rows, "promised"), strict=True)]
    return Hover(series, notes=notes, sources=hover.sources(rows))


def _spans(group: pd.DataFrame, outcome: str) -> list[Line]:
    dated = group[group["target_date"].notna()]
    notes = told(dated, term(outcome))
    return [
        Line(
            [row.announced_on, row.target_date],
            [row.name, row.name],
            "",
            MEANING[outcome],
            hover=Hover(notes.series, notes=[notes.notes[n]] * 2, sources=[notes.sources[n]] * 2),
        )
        for n, row in enumerate(dated.itertuples(index=False))
    ]


def look(outcome: str) -> tuple[Shape, bool]:
    """Return the shape of the mark of an outcome, and whether it is hollow: what is not known is."""
    return "square" if outcome == "unverified" else "circle", outcome in ("pending", "unverified")


def _ends(group: pd.DataFrame, outcome: str) -> Points:
    ends = group["target_date"].fillna(group["announced_on"])
    return Points(
        list(ends),
        list(group["name"]),
        term(outcome),
        MEANING[outcome],
        *look(outcome),
        hover=told(group),
    )
