"""What the withdrawal history states."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.language import N_
from drawdown.measures import withdrawal_history as measures
from drawdown.measures.rates import Estimate

OUTCOMES = {  # each by the written rule on the methods page
    "kept": N_("Promises shown as met by their target date."),
    "late": N_("Promises shown as met after their target date, within twelve months."),
    "partial": N_("Promises of which at least a quarter was reached, but not the target."),
    "reversed": N_("Promises of which less than a quarter was reached, or that an order to stay undid."),
    "unverified": N_("Promises shown as met by a later page that does not say when."),
    "pending": N_("Promises whose date lies after the last page about them, or that set none."),
}
OUTCOME = ("source_outcome",)  # the source that shows what came of a promise


def stated(milestones: pd.DataFrame, promises: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    scored = promises[promises["outcome"].isin(measures.SCORED)]
    on_time, at_all, strictly = (
        measures.kept(promises),
        measures.kept(promises, or_late=True),
        measures.kept(measures.strict(promises)),
    )
    slipped = measures.pledges(promises).dropna(subset="slippage")
    back = measures.returns(milestones)
    first_back = back.iloc[0] if len(back) else None
    promise_ids, scored_ids = ids(promises, "pledge_id"), ids(scored, "pledge_id")
    return [
        Fact("milestones", len(milestones), "count", N_("Milestones in the period."), ids(milestones, "milestone_id")),
        Fact(
            "first_day",
            day(milestones["date"].min()),
            "day",
            N_("Day of the first milestone."),
            ids(milestones[milestones["date"] == milestones["date"].min()], "milestone_id"),
        ),
        Fact(
            "last_day",
            day(milestones["date"].max()),
            "day",
            N_("Day of the last milestone."),
            ids(milestones[milestones["date"] == milestones["date"].max()], "milestone_id"),
        ),
        Fact("pledges", len(promises), "count", N_("Promises about levels, dates or bases."), promise_ids),
        Fact("scored", len(scored), "count", N_("Promises whose result is known and can be scored."), scored_ids),
        *_outcome_facts(promises),
        _share_fact(
            "share_kept", on_time, N_("Share of scored promises kept on time, exact 95% interval."), scored_ids
        ),
        _share_fact("share_met", at_all, N_("Share of scored promises kept on time or late."), scored_ids),
        _share_fact(
            "share_strict",
            strictly,
            N_("Share kept on time without restatements, internal plans and reports by third parties."),
            ids(measures.strict(scored), "pledge_id"),
        ),
        Fact(
            "slippage",
            whole(slipped["slippage"].median()) if len(slipped) else None,
            "days",
            N_("Median days from the promised date to the day the promised state was first shown."),
            ids(slipped, "pledge_id"),
        ),
        Fact(
            "slipped",
            len(slipped),
            "count",
            N_("Promises met that had set a date of their own."),
            ids(slipped, "pledge_id"),
        ),
        *_return_facts(first_back),
        dropped("share_kept", "share", scored, "pledge_id", lambda rows: measures.kept(rows).value, OUTCOME),
    ]


def _outcome_facts(promises: pd.DataFrame) -> list[Fact]:
    return [
        Fact(
            outcome, int(count), "count", OUTCOMES[outcome], ids(promises[promises["outcome"] == outcome], "pledge_id")
        )
        for outcome, count in measures.outcomes(promises).items()
    ]


def _share_fact(name: str, estimate: Estimate, definition: str, rows: tuple[str, ...]) -> Fact:
    return Fact(name, estimate.value, "share", definition, rows, estimate.low, estimate.high)


def _return_facts(back: pd.Series | None) -> list[Fact]:
    rows = () if back is None else (back["exit_id"], back["return_id"])
    get = {}.get if back is None else back.get
    return [
        Fact("left", day(get("left")), "day", N_("Day of the last completion before forces first returned."), rows[:1]),
        Fact(
            "returned", day(get("returned")), "day", N_("Day forces first returned after a completed exit."), rows[1:]
        ),
        Fact("days_away", whole(get("days")), "days", N_("Days between the exit and the return."), rows),
    ]
