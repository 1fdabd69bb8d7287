"""Who said what about withdrawal, in public and in private. The rows are a purposive sample: described, not tested."""

import pandas as pd

STANCES = (-2, -1, 0, 1, 2)  # opposes withdrawal outright ... demands full exit
FEW = 5  # below this many private rows a comparison says nothing


def coded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that carry a stance, in order of time."""
    return rows[rows["stance"].notna()].sort_values(["said_on", "position_id"])


def by_group(positions: pd.DataFrame) -> pd.DataFrame:
    """Return positions per actor group (rows, most in favour of exit first) and stance (columns -2 to 2)."""
    table = pd.crosstab(positions["actor_group"], positions["stance"].astype(int)).reindex(
        columns=STANCES, fill_value=0
    )
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
            found.append(
                (
                    actor,
                    len(public),
                    public["stance"].median(),
                    (public["stance"] > 0).mean(),
                    len(private),
                    private["stance"].median(),
                    (private["stance"] > 0).mean(),
                )
            )
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
