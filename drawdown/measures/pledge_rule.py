"""The written pledge rule, as far as it can be recomputed from a row."""

from collections.abc import Iterator

import pandas as pd

from drawdown.measures.withdrawal_history import MET

EMBASSY = 200  # an office of an embassy of up to this many does not break "all out"
LATE = pd.DateOffset(months=12)  # a promise met later than this after its date was not kept


def breaches(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each pledge whose outcome its own row contradicts, by the written rule.

    From dates: nothing is completed before it is announced; kept is completed by the target date or, without one,
    before it was replaced; late is completed after the target date and within twelve months of it; partial and
    reversed are not completed in that time; pending is not completed, and the last page about it is no later than its
    target date; unverified is not completed, or first seen completed after the target date. From levels: kept and
    late end at or under the promised level (an embassy's office aside), partial and reversed above it.

    Parameters
    ----------
    rows
        Pledges, with the columns of the table.

    Returns
    -------
    DataFrame
        ``pledge_id``, ``outcome`` and ``breach``, one row each; empty where every row obeys.

    Notes
    -----
    What the row cannot give is not checked: whether a quarter of the change was reached (the level at the start is
    not a column), whether another government replaced the promise, whether a cut without a number was a cut, and
    whether the source says so.
    """
    followers = dict(zip(rows["pledge_id"], rows["announced_on"], strict=True))
    found = [
        (row.pledge_id, row.outcome, breach)
        for row in rows.itertuples(index=False)
        for breach in (*_by_date(row, followers.get(row.replaced_by)), *_by_level(row))
    ]
    return pd.DataFrame(found, columns=["pledge_id", "outcome", "breach"])


def _by_date(row: pd.Series, replaced: pd.Timestamp | None) -> Iterator[str]:
    done, due = row.completed_on, row.target_date
    if done < row.announced_on:
        yield "completed before it was announced"
    match row.outcome:
        case "kept":
            if pd.isna(done) or done > due or (pd.isna(due) and replaced is not None and done >= replaced):
                yield "kept, but not completed in time"
        case "late":
            if pd.isna(done) or pd.isna(due) or not due < done <= due + LATE:
                yield "late, but not completed in the twelve months after its date"
        case "partial" | "reversed":
            if pd.notna(done) and (pd.isna(due) or done <= due + LATE):
                yield f"{row.outcome}, but completed in time"
        case "pending":
            if pd.notna(done):
                yield "pending, but completed"
            if row.source_outcome and due < row.outcome_reported_on:
                yield "pending, but a page after its date tells of it"
        case "unverified":
            if pd.notna(done) and done <= due:
                yield "unverified, but seen completed by its date"


def _by_level(row: pd.Series) -> Iterator[str]:
    if row.scope != "level" or pd.isna(row.target_level) or pd.isna(row.actual_level):
        return
    most = EMBASSY if row.target_level == 0 else row.target_level
    if row.outcome in MET and row.actual_level > most:
        yield f"{row.outcome}, but the level shown is above the one promised"
    if row.outcome in ("partial", "reversed") and row.actual_level <= most:
        yield f"{row.outcome}, but the level shown is the one promised"
