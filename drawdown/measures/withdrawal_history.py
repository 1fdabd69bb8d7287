"""What was announced, what was promised, and what came of it."""

import pandas as pd

from drawdown.measures.rates import Estimate, share

OUTCOMES = ("kept", "late", "partial", "reversed", "unverified", "pending")
SCORED = ("kept", "late", "partial", "reversed")  # a pending or unverified pledge has no result to score
FIXED_DATES = ("stated", "month_end")  # target dates that the promise itself set
STRICT_EXCLUDED = ("third_party", "internal_plan")


def pledges(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the pledges in order of announcement, with ``slippage``.

    ``slippage`` is the days from the target date to the day the promised state was first shown; missing where the
    promise set no date of its own, or was not met.
    """
    met = rows["outcome"].isin(["kept", "late"]) & rows["target_date_basis"].isin(FIXED_DATES)
    slippage = (rows["completed_on"] - rows["target_date"]).dt.days.where(met)
    return rows.assign(slippage=slippage.astype("Int64")).sort_values(["announced_on", "pledge_id"])


def outcomes(rows: pd.DataFrame) -> pd.Series:
    """Return the number of pledges per outcome, in the order from kept to pending."""
    return rows["outcome"].value_counts().reindex(OUTCOMES, fill_value=0)


def kept(rows: pd.DataFrame, *, or_late: bool = False) -> Estimate:
    """Return the share of scored pledges that were kept on time (or kept at all, with ``or_late``).

    Scored are pledges whose outcome is kept, late, partial or reversed.
    """
    scored = rows[rows["outcome"].isin(SCORED)]
    good = ["kept", "late"] if or_late else ["kept"]
    return share(int(scored["outcome"].isin(good).sum()), len(scored))


def strict(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the pledges without restatements of another, third-party reports and internal plans."""
    return rows[(rows["restates"] == "") & ~rows["made_by_type"].isin(STRICT_EXCLUDED)]


def returns(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return each return of forces with the completed exit before it.

    Columns are ``country``, ``left`` and ``returned`` (days), ``days`` between them, and the two ids. A return counts
    for the last completion in the same country before it; a further return within the same stay is left out.
    """
    found = []
    for country, rows in milestones.sort_values("date").groupby("country", sort=False):
        exit_row = None
        for row in rows[rows["kind"].isin(["completion", "return"])].itertuples():
            if row.kind == "completion":
                exit_row = row
            elif exit_row is not None:
                gap = (row.date - exit_row.date).days
                found.append((country, exit_row.date, row.date, gap, exit_row.milestone_id, row.milestone_id))
                exit_row = None
    return pd.DataFrame(found, columns=["country", "left", "returned", "days", "exit_id", "return_id"])
