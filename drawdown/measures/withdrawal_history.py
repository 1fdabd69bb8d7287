"""What was promised, and what came of it; the exits, and the returns after them."""

import pandas as pd

from drawdown.measures.rates import Estimate, share

OUTCOMES = ("kept", "late", "partial", "reversed", "unverified", "pending")
SCORED = ("kept", "late", "partial", "reversed")  # a pending or unverified pledge has no result to score
MET = ("kept", "late")
FIXED_DATES = ("stated", "month_end")  # target dates that the promise itself set
STRICT_EXCLUDED = ("third_party", "internal_plan")
SAME_EXIT = pd.Timedelta(days=30)  # completions of one exit that sources date differently lie closer than this


def pledges(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the pledges in order of announcement, with ``slippage``.

    ``slippage`` is the days from the target date to the day the promised state was first shown; missing where the
    promise set no date of its own, or was not met.

    Notes
    -----
    The day a page first shows a state can lie after the day it was reached, so a slippage is a most. Promises whose
    date was set by convention ("autumn") or computed have none, and of a promise never met it says nothing: their mean
    would make promises look punctual.
    """
    met = rows["outcome"].isin(MET) & rows["target_date_basis"].isin(FIXED_DATES)
    slippage = (rows["completed_on"] - rows["target_date"]).dt.days.where(met)
    return rows.assign(slippage=slippage.astype("Int64")).sort_values(["announced_on", "pledge_id"])


def outcomes(rows: pd.DataFrame) -> pd.Series:
    """Return the number of pledges per outcome, in the order from kept to pending.

    Notes
    -----
    Outcomes are coded by the written pledge rule, against what was promised: "kept" of a changed mission label says
    nothing about the number of troops. Some promises restate others and count again here; `strict` leaves them out.
    """
    return rows["outcome"].value_counts().reindex(OUTCOMES, fill_value=0)


def scored(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the pledges whose result is known and can be scored: kept, late, partial or reversed."""
    return rows[rows["outcome"].isin(SCORED)]


def kept(rows: pd.DataFrame, *, or_late: bool = False) -> Estimate:
    """Return the share of scored pledges that were kept on time (or kept at all, with ``or_late``).

    Scored are pledges whose outcome is kept, late, partial or reversed. The interval is the exact one of Clopper and
    Pearson (1934), see `drawdown.measures.rates.share`.

    Notes
    -----
    The interval treats the list as a random sample of independent promises. It is a list found by search, and some of
    its promises repeat one another: the interval says how little so few cases can tell, not how all promises fared.
    """
    known = scored(rows)
    return share(int(known["outcome"].isin(MET if or_late else ["kept"]).sum()), len(known))


def strict(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the pledges without restatements of another, third-party reports and internal plans."""
    return rows[(rows["restates"] == "") & ~rows["made_by_type"].isin(STRICT_EXCLUDED)]


def halves(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each pledge as two rows, what shows the promise and what shows its outcome, for leaving a source out.

    A promise can be scored only while a source shows it and another (or the same) shows what came of it. The columns
    ``first`` and ``second`` hold the sources of each half; a pledge without a source of its outcome has one half.
    """
    promise = rows.assign(half="promise", first=rows["source_announcement"], second=rows["source_announcement_2"])
    result = rows.assign(half="outcome", first=rows["source_outcome"], second="")
    return pd.concat([promise, result[result["first"] != ""]], ignore_index=True)


def whole(parts: pd.DataFrame) -> pd.DataFrame:
    """Return the pledges of which both halves are left, once each."""
    both = parts["pledge_id"].map(parts["pledge_id"].value_counts()) == 2
    return parts[both & (parts["half"] == "promise")]


def returns(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return each return of forces with the completed exit before it.

    A return counts for the last completion in the same country before it; a further return within the same stay is
    left out.

    Parameters
    ----------
    milestones
        With ``milestone_id``, ``date``, ``country``, ``kind``.

    Returns
    -------
    DataFrame
        ``country``, ``left`` and ``returned`` (days), ``days`` between them, ``exit_id`` and ``return_id``;
        ``left_first``, the day of the first completion that is at most thirty days before ``left``, ``days_most``
        counted from it, and ``exit_ids``, all completions from the one to the other.

    Notes
    -----
    Sources end one exit with a ceremony or with the last convoy: completions that lie close are taken as one exit
    whose day is a range. Stages of a slow exit that end within thirty days of each other would be taken so too.
    """
    found = []
    for country, rows in milestones.sort_values("date").groupby("country", sort=False):
        exits: list[tuple[str, pd.Timestamp]] = []
        for row in rows[rows["kind"].isin(["completion", "return"])].itertuples():
            if row.kind == "completion":
                exits.append((row.milestone_id, row.date))
            elif exits:
                found.append((country, *_between(exits, row)))
                exits = []
    columns = ["country", "left", "returned", "days", "exit_id", "return_id", "left_first", "days_most", "exit_ids"]
    return pd.DataFrame(found, columns=columns)


def _between(exits: list[tuple[str, pd.Timestamp]], back: pd.Series) -> tuple[object, ...]:
    name, left = exits[-1]
    same = [(one, day) for one, day in exits if left - day <= SAME_EXIT]
    first = same[0][1]
    gap, most = (back.date - left).days, (back.date - first).days
    return left, back.date, gap, name, back.milestone_id, first, most, " ".join(one for one, _ in same)
