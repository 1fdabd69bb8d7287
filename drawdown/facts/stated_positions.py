"""What the stated positions state."""

from collections.abc import Iterable, Sequence

import pandas as pd

from drawdown.facts import position_agreement, position_arguments, position_channels, position_lines
from drawdown.facts.fact import Fact, called, day, ids
from drawdown.language import N_
from drawdown.measures import ordinal
from drawdown.measures import stated_positions as measures
from drawdown.measures.channels import PRIVATE
from drawdown.measures.rates import Estimate

KEY = "position_id"
MODULE = "drawdown.measures."
MOST = (
    N_("The group with the largest share for an exit, of those with at least five positions."),
    N_("The largest share for an exit of any group, among the rows of this sample, with the exact 95% interval."),
    N_("Positions of the group with the largest share for an exit."),
)
LEAST = (
    N_("The group with the smallest share for an exit, of those with at least five positions."),
    N_("The smallest share for an exit of any group, among the rows of this sample, with the exact 95% interval."),
    N_("Positions of the group with the smallest share for an exit."),
)


def stated(rows: pd.DataFrame, theatres: Iterable[str] | None = None) -> list[Fact]:
    """Return what the chapter states.

    Parameters
    ----------
    rows
        The table of positions, as the chapter sees it.
    theatres
        The theatres asked about; None for all that the rows name.
    """
    positions = measures.coded(rows)
    return [
        *_counts(positions),
        *_group_facts(positions),
        *position_channels.stated(positions),
        *position_lines.stated(positions, theatres),
        *position_arguments.stated(positions),
        *position_agreement.stated(positions),
    ]


def _counts(positions: pd.DataFrame) -> list[Fact]:
    days = positions["said_on"]
    stance, private = positions["stance"], positions["channel"] == PRIVATE
    first, last = positions[days == days.min()], positions[days == days.max()]
    held = {
        "positions": (positions, N_("Stated positions that carry a stance.")),
        "for_exit": (positions[stance > 0], N_("Positions for an exit, negotiated or full (stance above zero).")),
        "against_exit": (
            positions[stance < 0],
            N_("Positions for staying, or for a slower exit (stance below zero)."),
        ),
        "neutral": (positions[stance == 0], N_("Positions that are neutral, procedural or unclear (stance zero).")),
        "private": (
            positions[private],
            N_("Positions reported from private talk; evidence of a report, not of the view."),
        ),
    }
    return [
        *(Fact(name, len(some), "count", text, ids(some, KEY)) for name, (some, text) in held.items()),
        Fact("first_day", day(days.min()), "day", N_("Day of the first position."), ids(first, KEY)),
        Fact("last_day", day(days.max()), "day", N_("Day of the last position."), ids(last, KEY)),
        Fact(
            "actors",
            positions["actor"].nunique(),
            "count",
            N_("Actors who hold these positions."),
            ids(positions, KEY),
        ),
    ]


def _group_facts(positions: pd.DataFrame) -> list[Fact]:
    table = measures.groups(positions).dropna(subset="exit")
    top, bottom = (_first(table.sort_values(["exit", "n"], ascending=[up, False])) for up in (False, True))
    pair = positions[positions["actor_group"].isin([top.get("actor_group"), bottom.get("actor_group")])]
    apart = ordinal.superiority_range(pair, pair["actor_group"] == top.get("actor_group"))
    if len(table) < 2:
        apart = Estimate(0.5 if len(table) else None, None, None)
    return [
        *_end_facts("most", top, positions, MOST),
        *_end_facts("least", bottom, positions, LEAST),
        Fact(
            "groups_apart",
            apart.value,
            "share",
            N_(
                "Of all pairs of one position of either group, the share in which that of the first is nearer to an"
                " exit, ties counted half; the widest of three bootstrap 95% ranges."
            ),
            ids(pair, KEY),
            apart.low,
            apart.high,
            MODULE + "ordinal.superiority_range",
        ),
        Fact(
            "groups_compared",
            len(table),
            "count",
            N_("Groups of actors with at least five positions."),
            ids(positions[positions["actor_group"].isin(table["actor_group"])], KEY),
        ),
    ]


def _first(table: pd.DataFrame) -> pd.Series:
    return table.iloc[0] if len(table) else pd.Series(dtype=object)


def _end_facts(end: str, found: pd.Series, positions: pd.DataFrame, texts: Sequence[str]) -> list[Fact]:
    rows = positions[positions["actor_group"] == found.get("actor_group")]
    held = ids(rows, KEY)
    return [
        Fact(
            f"{end}_group",
            called(found.get("actor_group")),
            "text",
            texts[0],
            held,
        ),
        Fact(
            f"{end}_share",
            found.get("exit"),
            "share",
            texts[1],
            held,
            found.get("exit_low"),
            found.get("exit_high"),
            MODULE + "stated_positions.groups",
        ),
        Fact(f"{end}_n", len(rows), "count", texts[2], held),
    ]
