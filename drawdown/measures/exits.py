"""How long the promises that were met took."""

import pandas as pd

from drawdown.measures.pledge_rule import EMBASSY
from drawdown.measures.withdrawal_history import FIXED_DATES, MET


def exits(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how long each promise that was met took, from its announcement to the day it was shown done.

    Parameters
    ----------
    rows
        Pledges; those met are kept or late.

    Returns
    -------
    DataFrame
        The columns of the pledges met and announced on a known day, and ``what`` (``country``: all forces out of a
        whole country, an embassy's office aside; else the scope), ``days`` taken, ``planned`` (days from the
        announcement to the date it set, missing where it set none) and ``ratio`` of the one to the other, in order of
        announcement.

    Notes
    -----
    Where a promise was first *seen* done, the days are a most: it may have been done earlier. A promise set late in an
    exit that was under way took few days; the days measure the promise, not the exit.
    """
    day_known = rows["announced_on_precision"] == "day"
    met = rows[rows["outcome"].isin(MET) & rows["completed_on"].notna() & day_known]
    whole = (met["scope"] == "level") & (met["target_area"] == met["country"]) & (met["target_level"] <= EMBASSY)
    days = (met["completed_on"] - met["announced_on"]).dt.days.astype("Int64")
    own = met["target_date_basis"].isin(FIXED_DATES)
    planned = (met["target_date"] - met["announced_on"]).dt.days.where(own).astype("Int64")
    ratio = (days / planned.where(planned > 0)).astype("Float64")
    what = met["scope"].mask(whole.fillna(False).astype(bool), "country")
    found = met.assign(what=what, days=days, planned=planned, ratio=ratio)
    return found.sort_values(["announced_on", "pledge_id"], ignore_index=True)
