"""The figures and tables of the withdrawal history."""

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Chart, Line, Panel, Points
from drawdown.charts.style import MEANING, Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _, ngettext, number
from drawdown.measures import withdrawal_history as measures
from drawdown.terms import term

JOINT = Colour.GREY  # milestones of several theatres at once


def timeline(milestones: pd.DataFrame, countries: dict[str, str], colours: dict[str, Colour]) -> Chart:
    """Draw every milestone by day and kind, coloured by theatre."""
    rows = milestones.sort_values(["date", "milestone_id"])
    kinds = list(rows["kind"].value_counts().index)
    owner = rows["country"].where(rows["country"].isin(countries))
    groups = [(title, colours[name], rows[owner == name]) for name, title in countries.items()]
    groups.append((_("Several, or the region"), JOINT, rows[owner.isna()]))
    marks = [
        Points(list(group["date"]), [term(kind) for kind in group["kind"]], title, colour, hover=list(_titles(group)))
        for title, colour, group in groups
        if len(group)
    ]
    columns = [
        "milestone_id",
        "date",
        "date_precision",
        "country",
        "kind",
        "title_en",
        "title_ar",
        "status",
        "tier",
        "source",
        "source_2",
    ]
    return Chart(
        key="timeline",
        title=_("Milestones of the presence and of its end"),
        caption=_("Each point is a dated event; its row in the data names the source."),
        alt=_("{n} milestones from {first} to {last}; the most frequent kind is: {kind}.").format(
            n=language.number(len(rows)),
            first=_day(rows["date"].min()),
            last=_day(rows["date"].max()),
            kind=term(kinds[0]) if kinds else "",
        ),
        data=rows[columns],
        panels=[Panel(marks, y_scale="category", categories=[term(kind) for kind in kinds])],
        height=0.9 + 0.32 * len(kinds),
        empty="" if len(rows) else _("The pack has no milestone in this view."),
    )


def promises(rows: pd.DataFrame) -> Chart:
    """Draw each pledge from its announcement to its target date, coloured by what came of it."""
    pledges = measures.pledges(rows)
    names = _names(pledges)
    named = pledges.assign(name=names)
    marks: list[Line | Points] = []
    for outcome in measures.OUTCOMES:
        group = named[named["outcome"] == outcome]
        marks += _spans(group, MEANING[outcome])
        if len(group):
            marks.append(_ends(group, outcome))
    columns = [
        "pledge_id",
        "country",
        "announced_on",
        "announced_by",
        "promised_en",
        "target_date",
        "target_date_basis",
        "target_level",
        "outcome",
        "completed_on",
        "actual_level",
        "slippage",
        "tier",
        *_sources(pledges),
    ]
    counts = measures.outcomes(rows)
    return Chart(
        key="pledges",
        title=_("Promises, their dates, and what came of them"),
        caption=_(
            "A line runs from the day of the promise to the date it set; the mark is that date, or the day of the"
            " promise where none was set. Each is named by its year, place and target level. Colour is the outcome"
            " by the written rule. The list is hand-picked."
        ),
        alt=_(
            "Of {n} promises {kept} were kept on time, {late} late and {reversed} reversed; {pending} are pending."
        ).format(
            n=len(pledges),
            kept=counts["kept"],
            late=counts["late"],
            reversed=counts["reversed"],
            pending=counts["pending"],
        ),
        data=pledges[columns],
        panels=[Panel(marks, y_scale="category", categories=names)],
        height=0.9 + 0.27 * len(names),
        empty="" if len(pledges) else _("The pack has no promise in this view."),
    )


def outcomes(rows: pd.DataFrame) -> Table:
    """List the promises with target and outcome."""
    pledges = measures.pledges(rows)
    keys = pledges[_sources(pledges)].agg(" ".join, axis=1) if len(pledges) else ""
    return Table(
        key="pledges",
        caption=_("Every promise, its target and its outcome"),
        rows=pledges.assign(result=pledges["outcome"].map(term), source=keys),
        columns={
            "pledge_id": Column(_("Promise")),
            "announced_on": Column(_("Announced"), "day"),
            "promised_en": Column(_("Promised")),
            "target_date": Column(_("Target date"), "day"),
            "result": Column(_("Outcome")),
            "outcome_note_en": Column(_("Why")),
            "source": Column(_("Sources"), "source"),
        },
    )


def _names(pledges: pd.DataFrame) -> list[str]:
    """Name each pledge by its year, place and target; by its id too where two would share a name."""
    targets = [_target(row.scope, row.target_level) for row in pledges.itertuples()]
    names = pd.Series(
        [f"{row.announced_on:%Y} · {row.country}: {to}" for row, to in zip(pledges.itertuples(), targets, strict=True)],
        index=pledges.index,
        dtype=str,
    )
    return list(names.where(~names.duplicated(keep=False), names + " (" + pledges["pledge_id"] + ")"))


def _target(scope: str, level: int) -> str:
    if pd.isna(level):
        return _("mission") if scope == "mission_label" else _("no number")
    return ngettext("{n} base", "{n} bases", level) if scope == "bases" else number(level)


def _titles(rows: pd.DataFrame) -> pd.Series:
    return rows[f"title_{language.active()}"]


def _day(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else language.date(day.date())


def _sources(pledges: pd.DataFrame) -> list[str]:
    return [column for column in pledges if str(column).startswith("source_")]


def _spans(group: pd.DataFrame, colour: Colour) -> list[Line]:
    dated = group[group["target_date"].notna()]
    return [
        Line([row.announced_on, row.target_date], [row.name, row.name], "", colour)
        for row in dated.itertuples(index=False)
    ]


def _ends(group: pd.DataFrame, outcome: str) -> Points:
    ends = group["target_date"].fillna(group["announced_on"])
    hollow = outcome in ("pending", "unverified")
    return Points(
        list(ends),
        list(group["name"]),
        term(outcome),
        MEANING[outcome],
        hollow=hollow,
        hover=list(group["promised_en"]),
    )
