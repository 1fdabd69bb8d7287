"""What the stated positions state."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.language import N_
from drawdown.measures import stated_positions as measures


def stated(rows: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    positions = measures.coded(rows)
    groups = measures.by_group(positions)
    private = positions[positions["channel"] == "private_reported"]
    opposed, demanding = (positions[positions["stance"] < 0], positions[positions["stance"] > 0])
    return [
        Fact(
            "positions",
            len(positions),
            "count",
            N_("Stated positions that carry a stance."),
            ids(positions, "position_id"),
        ),
        Fact(
            "first_day",
            day(positions["said_on"].min()),
            "day",
            N_("Day of the first position."),
            ids(positions[positions["said_on"] == positions["said_on"].min()], "position_id"),
        ),
        Fact(
            "last_day",
            day(positions["said_on"].max()),
            "day",
            N_("Day of the last position."),
            ids(positions[positions["said_on"] == positions["said_on"].max()], "position_id"),
        ),
        Fact(
            "actors",
            positions["actor"].nunique(),
            "count",
            N_("Actors who hold these positions."),
            ids(positions, "position_id"),
        ),
        Fact(
            "for_exit",
            len(demanding),
            "count",
            N_("Positions for an exit, negotiated or full (stance above zero)."),
            ids(demanding, "position_id"),
        ),
        Fact(
            "against_exit",
            len(opposed),
            "count",
            N_("Positions for staying, or for a slower exit (stance below zero)."),
            ids(opposed, "position_id"),
        ),
        Fact(
            "private",
            len(private),
            "count",
            N_("Positions reported from private talk; evidence of a report, not of the view."),
            ids(private, "position_id"),
        ),
        *_group_facts(groups, positions),
        *_channel_facts(measures.channels(positions), positions),
        Fact(
            "agreement",
            measures.agreement(positions),
            "share",
            N_("Share of positions that two codings gave the same stance."),
            ids(positions, "position_id"),
        ),
    ]


def _group_facts(groups: pd.DataFrame, positions: pd.DataFrame) -> list[Fact]:
    names = (groups.index[0], groups.index[-1]) if len(groups) else (None, None)
    found = []
    for end, name in zip(("most", "least"), names, strict=True):
        rows = positions[positions["actor_group"] == name]
        share = float((rows["stance"] > 0).mean()) if len(rows) else None
        found += [
            Fact(
                f"{end}_group",
                name,
                "text",
                N_("The group of actors with the largest (or smallest) share for an exit."),
                ids(rows, "position_id"),
            ),
            Fact(
                f"{end}_share",
                share,
                "share",
                N_("That share, among the rows of this sample."),
                ids(rows, "position_id"),
            ),
            Fact(f"{end}_n", len(rows), "count", N_("Positions of that group."), ids(rows, "position_id")),
        ]
    return found


def _private_share(rows: pd.DataFrame) -> float | None:
    private = rows[rows["channel"] == "private_reported"]
    return float((private["stance"] > 0).mean()) if len(private) else None


def _channel_facts(table: pd.DataFrame, positions: pd.DataFrame) -> list[Fact]:
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    rows = ids(positions[positions["actor"] == top.get("actor")], "position_id")
    own = positions[positions["actor"] == top.get("actor")]
    return [
        dropped("split_private", "share", own, "position_id", _private_share),
        Fact(
            "split_actor", top.get("actor"), "text", N_("The actor with the most privately reported positions."), rows
        ),
        Fact(
            "split_public",
            top.get("exit_public"),
            "share",
            N_("Share of its public positions that are for an exit."),
            rows,
        ),
        Fact(
            "split_private",
            top.get("exit_private"),
            "share",
            N_("Share of its privately reported positions that are for an exit."),
            rows,
        ),
        Fact("split_n_public", whole(top.get("n_public")), "count", N_("Its public positions."), rows),
        Fact("split_n_private", whole(top.get("n_private")), "count", N_("Its privately reported positions."), rows),
    ]
