"""The tables of who stands where, who moved, what is argued and who is named."""

from collections.abc import Mapping

import pandas as pd

from drawdown.charts import position_cells as cells
from drawdown.charts.table import Column, Table
from drawdown.language import N_, _
from drawdown.measures import channels, movement, naming
from drawdown.measures import stated_positions as measures
from drawdown.terms import term

WAYS = {
    "exit": N_("towards an exit"),
    "stay": N_("towards staying"),
    "same": N_("ends where it began"),
    "open": N_("open"),
}


def groups(rows: pd.DataFrame) -> Table:
    """List where each group stands: its median, the shares at or below each code, and how it compares."""
    table = measures.groups(measures.coded(rows))
    cumulated = {f"upto_{code}": _("{code} or below").format(code=cells.signed(code)) for code in measures.STANCES[:-1]}
    shown = table.assign(
        group=table["actor_group"].map(term),
        median=cells.medians(table),
        favour=cells.estimates(table, "exit", "exit_low", "exit_high"),
        above_all=cells.estimates(table, "above", "above_low", "above_high"),
        **{name: cells.shares(table[name]) for name in cumulated},
    )
    return Table(
        key="groups",
        caption=_("Where each group stands, on the scale from staying to leaving"),
        rows=shown,
        columns={
            "group": Column(_("Group")),
            "n": Column(_("Positions"), "count"),
            "actors": Column(_("Actors"), "count"),
            "median": Column(_("Median code")),
            **{name: Column(title) for name, title in cumulated.items()},
            "favour": Column(_("For an exit (95% interval)")),
            "above_all": Column(_("Pairs in which it is nearer to an exit than another group (range)")),
        },
        empty=_("No stated position falls in this view."),
    )


def lines(rows: pd.DataFrame, countries: Mapping[str, str]) -> Table:
    """List how the public line of each actor and named person moves, from first to last."""
    positions = measures.coded(rows)
    told = [movement.movement(movement.lines(positions, who, countries)) for who in ("actor", "speaker")]
    table = told[0] if told[1].empty else told[1] if told[0].empty else pd.concat(told, ignore_index=True)
    shown = table.assign(
        name=table["who"].map(term),
        where=[countries.get(theatre, theatre) for theatre in table["theatre"]],
        begins=[
            cells.end(*found) for found in zip(table["first"], table["first_low"], table["first_high"], strict=True)
        ],
        ends=[cells.end(*found) for found in zip(table["last"], table["last_low"], table["last_high"], strict=True)],
        way=[_(WAYS[direction]) for direction in table["direction"]],
    )
    return Table(
        key="lines",
        caption=_("Public lines from first to last: actors, then named persons"),
        rows=shown,
        columns={
            "name": Column(_("Who")),
            "where": Column(_("Theatre")),
            "moments": Column(_("Moments"), "count"),
            "begins": Column(_("First")),
            "ends": Column(_("Last")),
            "way": Column(_("Direction")),
            "changes": Column(_("Changes of stance, at least"), "count"),
            "crossings": Column(_("Changes of side, at least"), "count"),
        },
        empty=_("No voice of this view is on record at enough moments to tell how it moves."),
    )


def argued(rows: pd.DataFrame) -> Table:
    """List which group makes which argument, and how each is divided between the two sides."""
    positions = measures.coded(rows)
    sides = measures.arguments(positions)
    table = measures.argued(positions)
    names = {f"group_{place}": group for place, group in enumerate(table.columns)}
    shown = table.set_axis(list(names), axis="columns").assign(
        name=[term(code) for code in table.index],
        favour=cells.estimates(sides.reindex(table.index), "share", "low", "high"),
    )
    return Table(
        key="argued",
        caption=_("Arguments by group, and the share of their uses that is for an exit"),
        rows=shown,
        columns={
            "name": Column(_("Argument")),
            **{name: Column(term(group), "count") for name, group in names.items()},
            "favour": Column(_("For an exit (95% interval)")),
        },
        empty=_("No stated position falls in this view."),
    )


def attribution(rows: pd.DataFrame) -> Table:
    """List who the positions of each group are attributed to, in public and in private."""
    table = naming.attribution(measures.coded(rows))
    shown = table.assign(
        group=table["actor_group"].map(term),
        way=table["channel"].map(lambda channel: _("private") if channel == channels.PRIVATE else _("public")),
        rests=cells.estimates(table, "share", "low", "high"),
    )
    return Table(
        key="attribution",
        caption=_("Who is named, by group and channel"),
        rows=shown,
        columns={
            "group": Column(_("Group")),
            "way": Column(_("Channel")),
            "n": Column(_("Positions"), "count"),
            "named": Column(_("A named person"), "count"),
            "institution": Column(_("An institution"), "count"),
            "unnamed_official": Column(_("An unnamed official"), "count"),
            "rests": Column(_("Share unnamed (95% interval)")),
        },
        empty=_("No stated position falls in this view."),
    )
