"""What the chapter states about arguments, and about who is named."""

from collections.abc import Sequence

import pandas as pd

from drawdown.facts.fact import Fact, ids
from drawdown.language import N_
from drawdown.measures import naming
from drawdown.measures import stated_positions as measures
from drawdown.measures.channels import PRIVATE
from drawdown.measures.rates import share
from drawdown.terms import term

KEY = "position_id"
MODULE = "drawdown.measures."
EXIT = (
    N_("The argument made most often for an exit."),
    N_("Share of the positions for an exit that make the commonest argument, with the exact 95% interval."),
)
STAY = (
    N_("The argument made most often against an exit."),
    N_("Share of the positions against an exit that make the commonest argument, with the exact 95% interval."),
)


def stated(positions: pd.DataFrame) -> list[Fact]:
    """Return the facts on what each side argues, what both do, and what rests on unnamed officials."""
    table = measures.arguments(positions)
    both = measures.shared(table)
    top = str(both.index[0]) if len(both) else ""
    return [
        *_argument("exit", table, positions[positions["stance"] > 0], EXIT),
        *_argument("stay", table, positions[positions["stance"] < 0], STAY),
        Fact(
            "arguments_shared",
            len(both),
            "count",
            N_("Arguments made at least five times for an exit and five times against it."),
            ids(positions[_uses(positions, set(both.index))], KEY),
            measure=MODULE + "stated_positions.shared",
        ),
        Fact(
            "divided_argument",
            term(top) if top else "",
            "text",
            N_("Of the arguments made on both sides, the one that is divided most evenly between them."),
            ids(positions[_uses(positions, {top})], KEY),
            measure=MODULE + "stated_positions.shared",
        ),
        *(
            Fact(
                f"divided_{side}",
                int(both.iloc[0][side]) if top else 0,
                "count",
                text,
                ids(positions[_uses(positions, {top}) & chosen], KEY),
                measure=MODULE + "stated_positions.arguments",
            )
            for side, chosen, text in (
                (
                    "exit",
                    positions["stance"] > 0,
                    N_("Positions for an exit that use the most divided argument."),
                ),
                (
                    "stay",
                    positions["stance"] < 0,
                    N_("Positions against an exit that use the most divided argument."),
                ),
            )
        ),
        *_naming(positions),
    ]


def _argument(side: str, table: pd.DataFrame, rows: pd.DataFrame, texts: Sequence[str]) -> list[Fact]:
    given = table[(table[side] > 0) & (table.index != measures.NO_REASON)].sort_values(
        side, ascending=False, kind="stable"
    )
    name = str(given.index[0]) if len(given) else ""
    using = rows[_uses(rows, {name})]
    found = share(len(using), len(rows))
    measure = MODULE + "stated_positions.arguments"
    return [
        Fact(
            f"{side}_argument",
            term(name) if name else "",
            "text",
            texts[0],
            ids(using, KEY),
            measure=measure,
        ),
        Fact(
            f"{side}_argument_share",
            found.value,
            "share",
            texts[1],
            ids(rows, KEY),
            found.low,
            found.high,
            measure,
        ),
    ]


def _uses(rows: pd.DataFrame, names: set[str]) -> pd.Series:
    return rows["argument"].map(lambda codes: not names.isdisjoint(codes.split())).astype(bool)


def _naming(positions: pd.DataFrame) -> list[Fact]:
    private = positions["channel"] == PRIVATE
    parts = {
        "unnamed": (positions, N_("Share of unnamed officials in all positions, exact 95% interval.")),
        "unnamed_public": (
            positions[~private],
            N_("Share of unnamed officials in public positions, exact 95% interval."),
        ),
        "unnamed_private": (
            positions[private],
            N_("Share of unnamed officials in private reports, exact 95% interval."),
        ),
    }
    return [
        Fact(name, found.value, "share", text, ids(rows, KEY), found.low, found.high, MODULE + "naming.unnamed")
        for name, (rows, text) in parts.items()
        for found in (naming.unnamed(rows),)
    ]
