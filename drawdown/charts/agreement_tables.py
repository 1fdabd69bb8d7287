"""The tables of the agreement of two codings."""

import pandas as pd

from drawdown.charts import position_cells as cells
from drawdown.charts.table import Column, Table
from drawdown.language import _
from drawdown.measures import agreement
from drawdown.measures import stated_positions as measures
from drawdown.terms import term


def confusion(rows: pd.DataFrame) -> Table:
    """Set the codes of the first coding against those of the second."""
    table = agreement.confusion(measures.coded(rows))
    shown = table.rename(columns=lambda code: f"code_{code}").assign(
        first=[f"{cells.signed(code)} {term(code)}" for code in table.index]
    )
    return Table(
        key="confusion",
        caption=_("Statements by the code of the first coding (rows) and of the second (columns)"),
        rows=shown if table.to_numpy().any() else shown.head(0),
        columns={
            "first": Column(_("First coding")),
            **{f"code_{code}": Column(cells.signed(code), "count") for code in table.columns},
        },
        empty=_("No statement of this view carries two codings."),
    )


def agreed(rows: pd.DataFrame) -> Table:
    """List the agreement of the two codings within each group."""
    table = agreement.by_group(measures.coded(rows))
    shown = table.assign(
        group=table["actor_group"].map(term),
        coefficient=[
            cells.coefficient(*found) for found in zip(table["alpha"], table["low"], table["high"], strict=True)
        ],
    )
    return Table(
        key="agreed",
        caption=_("Agreement of the two codings within each group"),
        rows=shown,
        columns={
            "group": Column(_("Group")),
            "n": Column(_("Statements"), "count"),
            "same": Column(_("Same code"), "share"),
            "coefficient": Column(_("Ordinal alpha (95% interval)")),
        },
        empty=_("No statement of this view carries two codings."),
    )
