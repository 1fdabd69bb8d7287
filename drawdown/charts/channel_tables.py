"""The tables of public positions and private reports."""

import pandas as pd

from drawdown.charts import position_cells as cells
from drawdown.charts.table import Column, Table
from drawdown.language import N_, _
from drawdown.measures import channels
from drawdown.measures import stated_positions as measures
from drawdown.pack import texts
from drawdown.terms import named, term

SIDES = {"stay": N_("nearer to staying"), "exit": N_("nearer to an exit"), "same": N_("neither")}


def compared(rows: pd.DataFrame) -> Table:
    """List the actors whose public positions and private reports can be compared."""
    table = channels.channels(measures.coded(rows))
    shown = table.assign(
        name=table["actor"].map(term),
        public=cells.of(table["exit_public"], table["n_public"]),
        private=cells.of(table["exit_private"], table["n_private"]),
        pairs=cells.estimates(table, "nearer", "low", "high"),
        without=cells.ranges(table, "dropped_low", "dropped_high"),
        again=cells.shares(table["second"]),
    )
    return Table(
        key="compared",
        caption=_("Public positions and private reports of the same actor"),
        rows=shown,
        columns={
            "name": Column(_("Actor")),
            "public": Column(_("For an exit, in public")),
            "private": Column(_("For an exit, in private reports")),
            "pairs": Column(_("Pairs in which the public position is nearer to an exit (range)")),
            "without": Column(_("Without any one source")),
            "again": Column(_("By the second coding")),
        },
        empty=_("No actor of this view has at least five positions of each kind."),
    )


def episodes(rows: pd.DataFrame) -> Table:
    """List the months in which an actor is on record in public and in private."""
    table = channels.episodes(measures.coded(rows))
    shown = table.assign(
        name=table["actor"].map(term),
        public=cells.coded(table["n_public"], table["median_public"]),
        reported=cells.coded(table["n_private"], table["median_private"]),
        nearer=[_(SIDES[side]) for side in table["private"]],
    )
    return Table(
        key="episodes",
        caption=_("Months with both: number of positions, and the lower median of their codes"),
        rows=shown,
        columns={
            "month": Column(_("Month"), "month"),
            "name": Column(_("Actor")),
            "public": Column(_("In public")),
            "reported": Column(_("Private reports")),
            "nearer": Column(_("The private reports are")),
        },
        empty=_("In no month of this view is an actor on record in both ways."),
    )


def private(rows: pd.DataFrame) -> Table:
    """List positions reported from private talk, with who relays them."""
    table = channels.private(measures.coded(rows))
    return Table(
        key="private",
        caption=_("Positions reported from private talk: evidence of a report, not proof of the view"),
        rows=table.assign(
            said=cells.dates(table),
            name=table["actor"].map(term),
            by=table["speaker"].map(named),
            through=table["relayed_by"].map(named),
            view=table["stance"].map(lambda stance: term(int(stance))),
            statement=texts.told(table, "statement"),
            source=(table["source"] + " " + table["source_2"]).str.strip(),
        ),
        columns={
            "said": Column(_("Said")),
            "name": Column(_("Actor")),
            "statement": Column(_("Position")),
            "view": Column(_("Stance")),
            "by": Column(_("Attributed to")),
            "through": Column(_("Relayed by")),
            "tier": Column(_("Tier")),
            "source": Column(_("Sources"), "source"),
        },
        empty=_("No privately reported position falls in this view."),
    )
