"""Who said what about withdrawal, in public and in private. The rows are a purposive sample: described, not tested."""

import pandas as pd

from drawdown.language import N_
from drawdown.measures.fact import Fact, day, ids, whole

STANCES = (-2, -1, 0, 1, 2)  # opposes withdrawal outright ... demands full exit
FEW = 5  # below this many private rows a comparison says nothing


def coded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that carry a stance, in order of time."""
    return rows[rows["stance"].notna()].sort_values(["said_on", "position_id"])


def by_group(positions: pd.DataFrame) -> pd.DataFrame:
    """Return positions per actor group (rows, most in favour of exit first) and stance (columns -2 to 2)."""
    table = pd.crosstab(positions["actor_group"], positions["stance"].astype(int)).reindex(columns=STANCES, fill_value=0)
    favour = (table[1] + table[2]) / table.sum(axis=1)
    order = pd.DataFrame({"favour": favour, "n": table.sum(axis=1)}).sort_values(["favour", "n"], ascending=False)
    return table.loc[order.index]


def channels(positions: pd.DataFrame) -> pd.DataFrame:
    """Return public beside privately reported positions, for each actor with at least five private ones.

    Columns: ``actor``, and for ``public`` and ``private``: the number ``n_``, the median stance ``median_`` and the
    share for exit ``exit_`` (stance above zero).
    """
    found = []
    for actor, rows in positions.groupby("actor"):
        private = rows[rows["channel"] == "private_reported"]
        public = rows[rows["channel"] == "public"]
        if len(private) >= FEW and len(public) >= FEW:
            found.append((actor, len(public), public["stance"].median(), (public["stance"] > 0).mean(),
                          len(private), private["stance"].median(), (private["stance"] > 0).mean()))  # fmt: skip
    columns = ["actor", "n_public", "median_public", "exit_public", "n_private", "median_private", "exit_private"]
    return pd.DataFrame(found, columns=columns).sort_values("n_private", ascending=False)


def arguments(positions: pd.DataFrame) -> pd.DataFrame:
    """Return how often each argument goes with a position for exit and against it; most used first."""
    listed = positions.assign(argument=positions["argument"].str.split()).explode("argument")
    sides = listed.assign(side=listed["stance"].map(lambda s: "exit" if s > 0 else "stay" if s < 0 else "neutral"))
    table = pd.crosstab(sides["argument"], sides["side"]).reindex(columns=["exit", "stay"], fill_value=0)
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def agreement(positions: pd.DataFrame) -> float | None:
    """Return the share of positions that two codings of the same statements gave the same stance."""
    both = positions[positions["stance_b"].notna()]
    return float((both["stance"] == both["stance_b"]).mean()) if len(both) else None


def facts(rows: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    positions = coded(rows)
    groups = by_group(positions)
    private = positions[positions["channel"] == "private_reported"]
    opposed, demanding = (positions[positions["stance"] < 0], positions[positions["stance"] > 0])
    return [
        Fact("positions", len(positions), "count", N_("Stated positions that carry a stance."), ids(positions, "position_id")),
        Fact("first_day", day(positions["said_on"].min()), "day", N_("Day of the first position.")),
        Fact("last_day", day(positions["said_on"].max()), "day", N_("Day of the last position.")),
        Fact("actors", positions["actor"].nunique(), "count", N_("Actors who hold these positions."), ids(positions, "position_id")),
        Fact("for_exit", len(demanding), "count", N_("Positions for an exit, negotiated or full (stance above zero)."), ids(demanding, "position_id")),
        Fact("against_exit", len(opposed), "count", N_("Positions for staying, or for a slower exit (stance below zero)."), ids(opposed, "position_id")),
        Fact("private", len(private), "count", N_("Positions reported from private talk; evidence of a report, not of the view."), ids(private, "position_id")),
        *_group_facts(groups, positions),
        *_channel_facts(channels(positions), positions),
        Fact("agreement", agreement(positions), "share", N_("Share of positions that two codings gave the same stance."), ids(positions, "position_id")),
    ]  # fmt: skip


def _group_facts(groups: pd.DataFrame, positions: pd.DataFrame) -> list[Fact]:
    names = (groups.index[0], groups.index[-1]) if len(groups) else (None, None)
    found = []
    for end, name in zip(("most", "least"), names, strict=True):
        rows = positions[positions["actor_group"] == name]
        share = float((rows["stance"] > 0).mean()) if len(rows) else None
        found += [
            Fact(f"{end}_group", name, "text", N_("The group of actors with the largest (or smallest) share for an exit."), ids(rows, "position_id")),
            Fact(f"{end}_share", share, "share", N_("That share, among the rows of this sample."), ids(rows, "position_id")),
            Fact(f"{end}_n", len(rows), "count", N_("Positions of that group."), ids(rows, "position_id")),
        ]  # fmt: skip
    return found


def _channel_facts(table: pd.DataFrame, positions: pd.DataFrame) -> list[Fact]:
    top = table.iloc[0] if len(table) else pd.Series(dtype=object)
    rows = ids(positions[positions["actor"] == top.get("actor")], "position_id")
    return [
        Fact("split_actor", top.get("actor"), "text", N_("The actor with the most privately reported positions."), rows),
        Fact("split_public", top.get("exit_public"), "share", N_("Share of its public positions that are for an exit."), rows),
        Fact("split_private", top.get("exit_private"), "share", N_("Share of its privately reported positions that are for an exit."), rows),
        Fact("split_n_public", whole(top.get("n_public")), "count", N_("Its public positions."), rows),
        Fact("split_n_private", whole(top.get("n_private")), "count", N_("Its privately reported positions."), rows),
    ]  # fmt: skip
