"""The figures and tables of the stated positions."""

import pandas as pd

from drawdown import language
from drawdown.charts.chart import Bars, Chart, Panel, Points
from drawdown.charts.style import Colour
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import stated_positions as measures
from drawdown.terms import term

STANCES = {-2: Colour.RED, -1: Colour.ORANGE, 0: Colour.GREY, 1: Colour.SKY, 2: Colour.BLUE}


def stances(rows: pd.DataFrame) -> Chart:
    """Draw each group's positions as bars around a neutral middle: against an exit to the left, for it to the right."""
    table = measures.by_group(measures.coded(rows))
    groups = [term(group) for group in table.index]
    below, half = table[-2] + table[-1], table[0] / 2
    starts = {-2: -below - half, -1: -table[-1] - half, 0: -half, 1: half, 2: half + table[1]}
    marks = [
        Bars(
            groups,
            [float(n) for n in table[stance]],
            term(stance),
            colour,
            base=[float(n) for n in starts[stance]],
            horizontal=True,
        )
        for stance, colour in STANCES.items()
    ]
    return Chart(
        key="stances",
        title=_("Positions by group of actors"),
        caption=_(
            "Each bar counts statements: those against an exit run to the left of the middle, those for it to the"
            " right. The rows"
            " are what was looked for and found, not a sample of all statements."
        ),
        alt=""
        if table.empty
        else _("Most in favour of exit: {most}; least: {least}.").format(most=groups[0], least=groups[-1]),
        data=table.rename(columns=str).rename_axis("actor_group").reset_index(),
        panels=[Panel(marks, y_scale="category", categories=groups)] if len(table) else [],
        x_scale="number",
        x_title=_("Statements: against exit | for exit"),
        mirrored=True,
        height=1.1 + 0.42 * len(groups),
        empty="" if len(table) else _("The pack has no position in this view."),
    )


def over_time(rows: pd.DataFrame) -> Chart:
    """Draw each position by day and group, coloured by stance; privately reported ones are hollow."""
    positions = measures.coded(rows).dropna(subset="said_on")
    groups = list(measures.by_group(positions).index)
    marks = [
        Points(
            list(some["said_on"]),
            [term(group) for group in some["actor_group"]],
            term(stance) if channel == "public" else "",
            colour,
            hollow=channel != "public",
            hover=list(_hover(some)),
        )
        for stance, colour in STANCES.items()
        for channel, some in positions[positions["stance"] == stance].groupby("channel", sort=False)
    ]
    columns = [
        "position_id",
        "said_on",
        "date_precision",
        "actor",
        "actor_group",
        "speaker",
        "attribution",
        "channel",
        "country",
        "stance",
        "stance_b",
        "argument",
        "status",
        "tier",
        "source",
        "source_2",
    ]
    return Chart(
        key="over_time",
        title=_("Positions over time"),
        caption=_(
            "Hollow points are positions reported from private talk. Dates known to the month or year stand at its"
            " first day."
        ),
        alt=_("{n} positions of {groups} groups of actors.").format(
            n=language.number(len(positions)), groups=language.number(len(groups))
        ),
        data=positions[columns],
        panels=[Panel(marks, y_scale="category", categories=[term(group) for group in groups])] if marks else [],
        height=0.9 + 0.4 * len(groups),
        empty="" if marks else _("The pack has no dated position in this view."),
    )


def arguments(rows: pd.DataFrame) -> Chart:
    """Draw how often each argument goes with a position for exit and against it."""
    table = measures.arguments(measures.coded(rows))
    names = [term(code) for code in table.index]
    marks = [
        Bars(
            names, [-float(n) for n in table["stay"]], _("With a position against exit"), Colour.ORANGE, horizontal=True
        ),
        Bars(names, [float(n) for n in table["exit"]], _("With a position for exit"), Colour.SKY, horizontal=True),
    ]
    return Chart(
        key="arguments",
        title=_("Arguments, and the side they are used on"),
        caption=_(
            "Statements that use each argument; one statement can use up to three. Neutral positions are left out."
        ),
        alt="" if table.empty else _("The argument used most is: {argument}.").format(argument=names[0]),
        data=table.rename_axis("argument").reset_index(),
        panels=[Panel(marks, y_scale="category", categories=names)] if len(table) else [],
        x_scale="number",
        x_title=_("Statements: against exit | for exit"),
        mirrored=True,
        height=0.6 + 0.46 * len(names),
        empty="" if len(table) else _("The pack has no position in this view."),
    )


def private(rows: pd.DataFrame) -> Table:
    """List positions reported from private talk, with who relays them."""
    positions = measures.coded(rows)
    table = positions[positions["channel"] == "private_reported"]
    statement = table[f"statement_{language.active()}"]
    return Table(
        key="private",
        caption=_("Positions reported from private talk: evidence of a report, not proof of the view"),
        rows=table.assign(
            view=table["stance"].map(lambda stance: term(int(stance))), statement=statement, source=_both(table)
        ),
        columns={
            "said_on": Column(_("Said"), "month"),
            "actor": Column(_("Actor")),
            "statement": Column(_("Position")),
            "view": Column(_("Stance")),
            "relayed_by": Column(_("Relayed by")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No privately reported position falls in this view."),
    )


def _hover(rows: pd.DataFrame) -> pd.Series:
    return rows["speaker"] + ": " + rows[f"statement_{language.active()}"]


def _both(rows: pd.DataFrame) -> pd.Series:
    return (rows["source"] + " " + rows["source_2"]).str.strip()
