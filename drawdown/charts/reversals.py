"""The paths of promises that were undone: a figure, and a table."""

import pandas as pd

from drawdown import language
from drawdown.charts import withdrawal_history as charts
from drawdown.charts import withdrawal_tables
from drawdown.charts.chart import Chart, Hover, Line, Mark, Panel, Points
from drawdown.charts.style import MEANING, Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _, number
from drawdown.measures import reversals as measures
from drawdown.pack import texts
from drawdown.terms import term

SIGNS = ("replaced_on", "cut_on", "shown_on", "told_on")


def paths(promises: pd.DataFrame, milestones: pd.DataFrame) -> Chart:
    """Draw each promise that was reversed, kept in part or replaced, from its announcement to the signs against it."""
    found = measures.paths(promises, milestones)
    called = charts.names(found)
    drawn = found.assign(name=called)[found["least"].notna()]
    columns = [
        "pledge_id",
        "country",
        "announced_on",
        "announced_on_precision",
        "target_date",
        "target_date_basis",
        "outcome",
        "replaced_by",
        "cut_id",
        *SIGNS,
        "least",
        "most",
        *charts.sources(found),
    ]
    return Chart(
        key="reversals",
        title=_("Announced, then undone"),
        caption=_(
            "A line runs from the announcement to the first dated sign against the promise, dashed to the last one."
            " Its colour is the outcome. A cross is the date that was promised, where one was. A promise announced on"
            " a day that is not known is left out."
        ),
        alt=_spoken(drawn),
        data=found[columns],
        panels=[Panel([*_spans(drawn), *_signs(drawn)], y_scale="category", categories=list(drawn["name"]))],
        x_scale="number",
        x_title=_("Days since the announcement"),
        height=0.9 + 0.27 * len(drawn),
        empty="" if len(drawn) else _("No promise of this view was reversed, kept in part or replaced."),
    )


def _spoken(drawn: pd.DataFrame) -> str:
    if drawn.empty:
        return ""
    return _("Promises undone: {n}; the first sign came {least} to {most} days after the announcement.").format(
        n=number(len(drawn)), least=number(drawn["least"].min()), most=number(drawn["least"].max())
    )


def _spans(drawn: pd.DataFrame) -> list[Mark]:
    marks: list[Mark] = []
    every = charts.told(drawn)
    for n, row in enumerate(drawn.itertuples()):
        at, colour = [row.name, row.name], MEANING[row.outcome]
        told = Hover(term(row.outcome), notes=[every.notes[n]] * 2, sources=[every.sources[n]] * 2)
        marks.append(Line([0, row.least], at, term(row.outcome), colour, hover=told))
        if row.most > row.least:
            marks.append(Line([row.least, row.most], at, "", colour, dashed=True, hover=told))
    return marks


def _signs(drawn: pd.DataFrame) -> list[Mark]:
    looks = {
        "shown_on": Points([], [], _("Another level shown"), Colour.BLUE, "square"),
        "cut_on": Points([], [], _("A milestone against it"), Colour.INK, "triangle"),
        "replaced_on": Points([], [], _("Replaced by another promise"), Colour.PURPLE, "diamond"),
        "told_on": Points([], [], _("Outcome told"), Colour.GREY, "square", hollow=True),
        "target_date": Points([], [], _("Promised date"), Colour.INK, "cross"),
    }
    marks: list[Mark] = []
    for day, look in looks.items():
        held = drawn[drawn[day].notna()]
        after = list((held[day] - held["announced_on"]).dt.days)
        if len(held):
            told = charts.told(held)
            marks.append(Points(after, list(held["name"]), look.label, look.colour, look.shape, look.hollow, told))
    return marks


def undone(promises: pd.DataFrame, milestones: pd.DataFrame) -> Table:
    """List the promises that were reversed, kept in part or replaced, with what came instead."""
    found = measures.paths(promises, milestones)
    titles = texts.told(milestones.set_index("milestone_id"), "title")
    made = texts.told(promises.set_index("pledge_id"), "promised")
    instead = [_instead(row, made, titles) for row in found.itertuples()]
    keys = found[charts.sources(found)].agg(" ".join, axis=1) if len(found) else ""
    return Table(
        key="reversals",
        caption=_("What came in the place of promises, and how long they lasted"),
        rows=found.assign(
            announced=[withdrawal_tables.announced(row) for row in found.itertuples()],
            promised=texts.told(found, "promised"),
            instead=instead,
            result=found["outcome"].map(term),
            source=keys,
            lasted=[*map(_lasted, found.itertuples())],
        ),
        columns={
            "pledge_id": Column(_("Promise")),
            "announced": Column(_("Announced")),
            "promised": Column(_("Promised")),
            "result": Column(_("Outcome")),
            "instead": Column(_("What came instead")),
            "lasted": Column(_("Days it lasted, to the first and the last sign")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No promise of this view was reversed, kept in part or replaced."),
    )


def _lasted(row: pd.Series) -> str:
    if pd.isna(row.least):
        return ""
    least, most = (number(int(days)) for days in (row.least, row.most))
    return least if least == most else _("{low} to {high}").format(low=least, high=most)


def _instead(row: pd.Series, made: pd.Series, titles: pd.Series) -> str:
    """Return what came in the place of a promise: another one, a milestone, a level, in this order."""
    if pd.notna(row.replaced_on):
        return _("{id}: {promised}").format(id=row.replaced_by, promised=made[row.replaced_by])
    if row.cut_id:
        return str(titles[row.cut_id])
    if pd.notna(row.shown_on) and pd.notna(row.actual_level):
        shown = language.date(row.shown_on.date())
        return _("{level} troops shown on {day}").format(level=number(row.actual_level), day=shown)
    return _("The outcome, as told on {day}").format(day=language.date(row.last_sign.date()))
