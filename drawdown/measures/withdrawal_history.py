"""What was announced, what was promised, and what came of it."""

import pandas as pd

from drawdown.language import N_
from drawdown.measures.fact import Fact, day, ids, whole
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


def facts(milestones: pd.DataFrame, promises: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    scored = promises[promises["outcome"].isin(SCORED)]
    on_time, at_all, strictly = kept(promises), kept(promises, or_late=True), kept(strict(promises))
    slipped = pledges(promises).dropna(subset="slippage")
    back = returns(milestones)
    first_back = back.iloc[0] if len(back) else None
    promise_ids, scored_ids = ids(promises, "pledge_id"), ids(scored, "pledge_id")
    return [
        Fact("milestones", len(milestones), "count", N_("Milestones in the period."), ids(milestones, "milestone_id")),
        Fact("first_day", day(milestones["date"].min()), "day", N_("Day of the first milestone.")),
        Fact("last_day", day(milestones["date"].max()), "day", N_("Day of the last milestone.")),
        Fact("pledges", len(promises), "count", N_("Promises about levels, dates or bases."), promise_ids),
        Fact("scored", len(scored), "count", N_("Promises whose result is known and can be scored."), scored_ids),
        *_outcome_facts(promises),
        _share_fact("share_kept", on_time, N_("Share of scored promises kept on time, exact 95% interval."), scored_ids),
        _share_fact("share_met", at_all, N_("Share of scored promises kept on time or late."), scored_ids),
        _share_fact(
            "share_strict",
            strictly,
            N_("Share kept on time without restatements, internal plans and reports by third parties."),
            ids(strict(scored), "pledge_id"),
        ),
        Fact(
            "slippage",
            whole(slipped["slippage"].median()) if len(slipped) else None,
            "days",
            N_("Median days from the promised date to the day the promised state was first shown."),
            ids(slipped, "pledge_id"),
        ),
        Fact("slipped", len(slipped), "count", N_("Promises met that had set a date of their own."), ids(slipped, "pledge_id")),
        *_return_facts(first_back),
    ]


def _outcome_facts(promises: pd.DataFrame) -> list[Fact]:
    definition = N_("Promises with this outcome, scored by the written rule on the methods page.")
    return [
        Fact(outcome, int(count), "count", definition, ids(promises[promises["outcome"] == outcome], "pledge_id"))
        for outcome, count in outcomes(promises).items()
    ]


def _share_fact(name: str, estimate: Estimate, definition: str, rows: tuple[str, ...]) -> Fact:
    return Fact(name, estimate.value, "share", definition, rows, estimate.low, estimate.high)


def _return_facts(back: pd.Series | None) -> list[Fact]:
    rows = () if back is None else (back["exit_id"], back["return_id"])
    get = (lambda column: None) if back is None else back.get
    return [
        Fact("left", day(get("left")), "day", N_("Day of the last completion before forces first returned."), rows[:1]),
        Fact("returned", day(get("returned")), "day", N_("Day forces first returned after a completed exit."), rows[1:]),
        Fact("days_away", whole(get("days")), "days", N_("Days between the exit and the return."), rows),
    ]
