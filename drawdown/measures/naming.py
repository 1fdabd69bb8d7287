"""Who is named, who speaks as an institution, and who is "an official"."""

import pandas as pd

from drawdown.measures.rates import Estimate, share

KINDS = ("named", "institution", "unnamed_official")


def unnamed(positions: pd.DataFrame) -> Estimate:
    """Return the share of positions that rest on unnamed officials, with its exact 95% interval.

    Parameters
    ----------
    positions
        Rows with ``attribution``.

    Notes
    -----
    The interval is that of Clopper and Pearson for as many independent rows; several rows of one document are not
    independent, so it is too narrow rather than too wide.
    """
    return share(int((positions["attribution"] == "unnamed_official").sum()), len(positions))


def attribution(positions: pd.DataFrame) -> pd.DataFrame:
    """Return who the positions of each group and channel are attributed to, the most rows first.

    Columns: ``actor_group``, ``channel``, ``n``, the numbers ``named``, ``institution``, ``unnamed_official``, and the
    share of the last with its exact 95% interval (``share``, ``low``, ``high``). See `unnamed`.
    """
    found = []
    for (group, channel), rows in positions.groupby(["actor_group", "channel"]):
        estimate = unnamed(rows)
        counts = rows["attribution"].value_counts().reindex(list(KINDS), fill_value=0)
        found.append((group, channel, len(rows), *counts, estimate.value, estimate.low, estimate.high))
    table = pd.DataFrame(found, columns=["actor_group", "channel", "n", *KINDS, "share", "low", "high"])
    return table.sort_values(["n", "actor_group"], ascending=[False, True], ignore_index=True)
