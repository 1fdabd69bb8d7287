"""What the withdrawal history states about how long promises take, with those not met yet."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.language import N_
from drawdown.measures import slippage
from drawdown.measures import withdrawal_history as measures
from drawdown.measures.rates import Estimate

KEY = "pledge_id"
HALVES = ("first", "second")
MEDIAN = "drawdown.measures.slippage.median"
TIMED = "drawdown.measures.slippage.timed"


def stated(milestones: pd.DataFrame, promises: pd.DataFrame) -> list[Fact]:
    """Return the times of promises, to be met and past their date."""
    until = slippage.horizon(milestones, promises)
    watched = slippage.timed(promises, until)
    halves = measures.halves(watched)
    return [
        _last_page(until, milestones, promises),
        *_late(promises),
        *_watched(watched),
        *_medians(watched),
        _delay_dropped(halves),
    ]


def _last_page(until: pd.Timestamp, milestones: pd.DataFrame, promises: pd.DataFrame) -> Fact:
    told = promises[(promises["outcome_reported_on"] == until) & (promises["source_outcome"] != "")]
    shown = ids(milestones[milestones["reported_on"] == until], "milestone_id")
    rows = (*shown, *ids(promises[promises["reported_on"] == until], KEY), *ids(told, KEY))
    definition = N_("Last day on which a page of this view was published; after it nothing is known.")
    return Fact("last_page", day(until), "day", definition, tuple(sorted(set(rows))), measure=f"{TIMED[:-6]}.horizon")


def _late(promises: pd.DataFrame) -> list[Fact]:
    slipped = measures.pledges(promises).dropna(subset="slippage")
    used, days = ids(slipped, KEY), slipped["slippage"]
    ends = (whole(days.min()), whole(days.max())) if len(days) else (None, None)
    median = whole(days.median()) if len(days) else None
    definition = N_(
        "Median days from the promised date to the day the promised state was first shown; the range is of all."
    )
    of = "drawdown.measures.withdrawal_history.pledges"
    return [
        Fact("slippage", median, "days", definition, used, *ends, of),
        Fact("slipped", len(slipped), "count", N_("Promises met that had set a date of their own."), used, measure=of),
    ]


def _watched(watched: pd.DataFrame) -> list[Fact]:
    fates = {
        "timed_met": ("met", N_("Promises with a date of their own that were seen met.")),
        "timed_failed": ("failed", N_("Promises with a date of their own that were reversed or kept only in part.")),
        "timed_open": ("open", N_("Promises with a date of their own that were pending on the last day of knowledge.")),
    }
    every = N_("Promises with a date of their own, a day or a month, whose time can be followed.")
    return [
        Fact("timed", len(watched), "count", every, ids(watched, KEY), measure=TIMED),
        *(
            Fact(name, int(held.sum()), "count", definition, ids(watched[held], KEY), measure=TIMED)
            for name, (fate, definition) in fates.items()
            for held in [watched["fate"] == fate]
        ),
    ]


def _medians(watched: pd.DataFrame) -> list[Fact]:
    past, past_left, since, since_left = (
        slippage.curve(watched, clock, never=never) for clock in ("past", "since") for never in (True, False)
    )
    due, rows = slippage.unmet(past, 0), ids(watched, KEY)
    return [
        *_median(
            "delay",
            slippage.median(past),
            N_("Median days past the promised date, failed promises taken as never met."),
            N_("Lower end of the 95% interval of the median days past the date, failed promises never met."),
            rows,
        ),
        *_median(
            "delay_if",
            slippage.median(past_left),
            N_("Median days past the promised date, failed promises leaving on the day they were last seen unmet."),
            N_("Lower end of the 95% interval of the median days past the date, failed promises leaving."),
            rows,
        ),
        *_median(
            "taken",
            slippage.median(since),
            N_("Median days from announcement to being met, failed promises taken as never met."),
            N_("Lower end of the 95% interval of the median days from announcement, failed promises never met."),
            rows,
        ),
        *_median(
            "taken_if",
            slippage.median(since_left),
            N_("Median days from announcement to being met, failed promises leaving when last seen unmet."),
            N_("Lower end of the 95% interval of the median days from announcement, failed promises leaving."),
            rows,
        ),
        Fact(
            "unmet_due",
            due.value,
            "share",
            N_("Share of promises not met by the end of the day they named, failed ones taken as never met."),
            rows if due.value is not None else (),
            due.low,
            due.high,
            "drawdown.measures.slippage.unmet",
        ),
    ]


def _median(name: str, found: Estimate, definition: str, end: str, rows: tuple[str, ...]) -> list[Fact]:
    """Return a median with its interval where both ends are reached, and the lower end alone."""
    value, low, high = whole(found.value), whole(found.low), whole(found.high)
    both = (low, high) if None not in (value, low, high) else (None, None)
    return [
        Fact(name, value, "days", definition, rows if value is not None else (), *both, MEDIAN),
        Fact(f"{name}_least", low, "days", end, rows if low is not None else (), measure=MEDIAN),
    ]


def _delay_dropped(halves: pd.DataFrame) -> Fact:
    text = N_("Median days past the promised date; its range is that without any one source.")
    return dropped("delay", "days", halves, KEY, _delay_of_halves, text, HALVES)


def _delay_of_halves(halves: pd.DataFrame) -> float | None:
    return slippage.median(slippage.curve(measures.whole(halves), "past", never=True)).value
