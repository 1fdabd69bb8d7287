"""What the withdrawal history states."""

import pandas as pd

from drawdown.facts import promise_ends, promise_times, promises
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.facts.sentences import by_id
from drawdown.language import N_, _
from drawdown.measures import slippage, timeline, waves
from drawdown.measures import withdrawal_history as measures
from drawdown.measures.kinds_of_promise import FEW

KEY = "milestone_id"
COUNTED = "drawdown.measures.timeline.counted"
FOLLOWED = "drawdown.measures.timeline.followed"
RETURNS = "drawdown.measures.withdrawal_history.returns"


def stated(milestones: pd.DataFrame, pledges: pd.DataFrame, wave_rows: pd.DataFrame | None = None) -> list[Fact]:
    """Return what the chapter states; without a table of waves, that there are none."""
    table = pd.DataFrame() if wave_rows is None else wave_rows
    return [
        *_span(milestones),
        *_waves(waves.resolve(table, milestones), milestones, slippage.horizon(milestones, pledges)),
        *_returns(measures.returns(milestones)),
        *promises.stated(pledges),
        *promise_times.stated(milestones, pledges),
        *promise_ends.met(pledges),
        *promise_ends.undone(pledges, milestones),
    ]


def finding(stated: list[Fact]) -> str:
    """Return the chapter's finding in one sentence, for what the rows of this view can say."""
    held = by_id(stated)
    if not held["pledges"].value:
        return _("This view holds no promise to withdraw.")
    scored = int(str(held["scored"].value))
    if not scored:
        return _("No promise of this view can be scored yet.")
    if scored < FEW:
        one = _("Only one promise of this view can be scored: too few to give a share.")
        return one if scored == 1 else _("Only {scored} promises of this view can be scored: too few to give a share.")
    return _(
        "{kept} of {scored} withdrawal promises that can be scored came true on time: {share_kept}, 95% interval"
        " {share_kept_low} to {share_kept_high}."
    )


def holds(stated: list[Fact]) -> str:
    """Return whether the finding holds without any one source, and what its interval leaves open."""
    held = by_id(stated)
    if int(str(held["scored"].value)) < FEW:
        return ""
    return " ".join(filter(None, [_dropped(held["share_kept_dropped"]), _half(held["share_kept"])]))


def _dropped(found: Fact) -> str:
    """Say whether the share stays on its side of one half, whichever source is left out."""
    low, high = float(str(found.low)), float(str(found.high))
    if low == high > 0.5:
        return _("Whichever source is left out, it was more than half: {share_kept_dropped_low}.")
    if low == high < 0.5:
        return _("Whichever source is left out, it was fewer than half: {share_kept_dropped_low}.")
    if high < 0.5:
        return _(
            "Whichever source is left out, it was fewer than half:"
            " {share_kept_dropped_low} to {share_kept_dropped_high}."
        )
    if low > 0.5:
        return _(
            "Whichever source is left out, it was more than half:"
            " {share_kept_dropped_low} to {share_kept_dropped_high}."
        )
    return _(
        "The side of one half that it lies on depends on single sources: without one of them it lies between"
        " {share_kept_dropped_low} and {share_kept_dropped_high}."
    )


def _half(found: Fact) -> str:
    low, high = float(str(found.low)), float(str(found.high))
    return _("With so few promises the interval does not rule out one half.") if low <= 0.5 <= high else ""


def _span(milestones: pd.DataFrame) -> list[Fact]:
    first, last = (
        milestones[milestones["date"] == end] for end in (milestones["date"].min(), milestones["date"].max())
    )
    days = milestones[["country", "date"]].drop_duplicates()
    every = ids(milestones, KEY)
    return [
        Fact("milestones", len(milestones), "count", N_("Milestones in the period."), every),
        Fact(
            "event_days",
            len(days),
            "count",
            N_("Days with a milestone, counted for each country: news and denial of one day are one."),
            every,
        ),
        Fact("first_day", day(milestones["date"].min()), "day", N_("Day of the first milestone."), ids(first, KEY)),
        Fact("last_day", day(milestones["date"].max()), "day", N_("Day of the last milestone."), ids(last, KEY)),
    ]


def _waves(resolved: pd.DataFrame, milestones: pd.DataFrame, until: pd.Timestamp) -> list[Fact]:
    found, after = timeline.counted(resolved, milestones, until), timeline.followed(resolved, until)
    member = waves.of(milestones, resolved)
    inside, outside = milestones[member != ""], milestones[member == ""]
    fates = {
        "rebuilt": N_("Drawdown waves whose next wave in the country is a build-up."),
        "continued": N_("Drawdown waves whose next wave in the country is a further drawdown."),
        "quiet": N_("Drawdown waves that ended and had no further wave in the country by the last page."),
    }
    return [
        _ends("waves", found, N_("Waves of build-up or drawdown that begin in the period."), COUNTED),
        _ends("open_waves", found[found["open"]], N_("Waves that had not ended by the last page."), COUNTED),
        _count("in_waves", inside, N_("Milestones that fall in a wave of their country.")),
        _count("between_waves", outside, N_("Milestones outside the waves of their country.")),
        _ends("drawdowns", after, N_("Drawdown waves that begin in the period."), FOLLOWED),
        *(_ends(fate, after[after["fate"] == fate], text, FOLLOWED) for fate, text in fates.items()),
        _ends("unended", after[after["fate"] == "open"], N_("Drawdown waves not ended yet."), FOLLOWED),
    ]


def _count(name: str, rows: pd.DataFrame, definition: str) -> Fact:
    return Fact(name, len(rows), "count", definition, ids(rows, KEY), measure="drawdown.measures.waves.of")


def _ends(name: str, found: pd.DataFrame, definition: str, measure: str) -> Fact:
    """Return the number of waves, which rest on the milestones that begin and end them."""
    named = tuple(sorted(set(" ".join(found["milestones"]).split())))
    return Fact(name, len(found), "count", definition, named, measure=measure)


def _returns(back: pd.DataFrame) -> list[Fact]:
    get = back.iloc[0].get if len(back) else {}.get
    exits, again = str(get("exit_ids", "")).split(), tuple(filter(None, [get("return_id", "")]))
    left, first, most = day(get("left")), day(get("left_first")), whole(get("days_most"))
    days, used = whole(get("days")), tuple(sorted(exits))
    return [
        Fact(
            "left",
            left,
            "day",
            N_("Day of the last completion before forces first returned."),
            used,
            first,
            left,
            RETURNS,
        ),
        Fact(
            "returned",
            day(get("returned")),
            "day",
            N_("Day forces first returned after a completed exit."),
            again,
            measure=RETURNS,
        ),
        Fact(
            "days_away",
            days,
            "days",
            N_("Days between the exit and the return; the range is that of the days of the exit."),
            (*used, *again),
            days,
            most,
            RETURNS,
        ),
        Fact("returns", len(back), "count", N_("Returns after a completed exit."), (*used, *again), measure=RETURNS),
    ]
