"""What the withdrawal history says in sentences about the times of promises."""

from drawdown.facts.fact import Fact
from drawdown.facts.sentences import by_id, joined
from drawdown.facts.withdrawal_sentences import whole
from drawdown.language import _
from drawdown.measures.kinds_of_promise import FEW


def times(stated: list[Fact]) -> str:
    """Say how late the promises were that set a date of their own."""
    held = by_id(stated)
    if not whole(held["timed"]):
        return _("No promise of this view set a date of its own, so nothing can be said of delays.")
    counts = _(
        "Promises that set a date of their own: {timed}; seen met: {timed_met}; failed: {timed_failed}; pending:"
        " {timed_open}."
    )
    if whole(held["timed_met"]) < FEW:
        return joined(counts, _("Too few were met to estimate a delay."))
    return joined(counts, _due(held), _delay(held), _taken(held), _dropped(held))


def _due(held: dict[str, Fact]) -> str:
    if held["unmet_due"].low is None:
        return ""
    return _(
        "By the end of the day they named, {unmet_due} were not met ({unmet_due_low} to {unmet_due_high}), failed ones"
        " taken as never met."
    )


def _delay(held: dict[str, Fact]) -> str:
    if held["delay"].value is None:
        return _("Half of them were never met, so the median delay is not reached.")
    never = _("The median promise was met {delay} days past its date")
    return joined(
        never + _interval(held, "delay"),
        _("A negative number is a day before the date."),
        _("If those that failed could still have been met, the median is {delay_if} days")
        + _interval(held, "delay_if"),
        _(
            "Among those kept or late alone ({slipped}) it is {slippage} days ({slippage_low} to {slippage_high}): that"
            " leaves out the failures, and flatters."
        ),
    )


def _taken(held: dict[str, Fact]) -> str:
    if held["taken"].value is None:
        return _("From the announcement, half were not met by the last page.")
    return _("From the announcement the median is {taken} days") + _interval(held, "taken")


def _interval(held: dict[str, Fact], name: str) -> str:
    """Return the end of a sentence on a median: its interval, as far as the curve reaches."""
    if held[name].low is not None:
        text = _(" (95% interval {low} to {high}).")
    elif held[f"{name}_least"].value is not None:
        text = _(" (95% interval from {least}, with no upper end).")
    else:
        text = _(" (too few for an interval).")
    for end in ("low", "high", "least"):
        text = text.replace(f"{{{end}}}", f"{{{name}_{end}}}")
    return text


def _dropped(held: dict[str, Fact]) -> str:
    if held["delay_dropped"].low is None:
        return ""
    if held["delay_dropped"].low == held["delay_dropped"].high:
        return _("Whichever source is left out, the median is the same.")
    return _("Whichever source is left out, the median lies between {delay_dropped_low} and {delay_dropped_high} days.")


def exits(stated: list[Fact]) -> str:
    """Say how long the promises that were met took, against what they planned."""
    held = by_id(stated)
    done = whole(held["exits"])
    if not done:
        return _("No promise of this view was met from a day known to a day known.")
    if done < FEW:
        return _("Promises met: {exits}, too few for a typical time; the table lists them.")
    pace = _(
        "Those that set a date of their own ({paced}) took {pace} times the days they planned, in the middle"
        " ({pace_low} to {pace_high})."
    )
    return joined(
        _(
            "From announcement to completion the {exits} promises met took {took} days in the middle ({took_low} to"
            " {took_high})."
        ),
        pace if whole(held["paced"]) >= FEW else "",
        _("Those that emptied a whole country: {country_exits}; several can promise one exit, as the table shows."),
    )


def reversals(stated: list[Fact]) -> str:
    """Say how long reversed promises lasted, and how long the chains are."""
    held = by_id(stated)
    if not whole(held["reversed"]) and not whole(held["partial"]) and not whole(held["replaced"]):
        return _("No promise of this view was reversed, kept in part or replaced.")
    lasted = ""
    if whole(held["reversed"]) >= FEW:
        lasted = _(
            "The {reversed} reversed promises lasted {lasted} days in the middle until the first sign against them;"
            " the signs lie {lasted_low} to {lasted_high} days after the announcement."
        )
    elif whole(held["reversed"]):
        lasted = _("Promises reversed: {reversed}; the table says how long each lasted.")
    chain = _("Promises replaced by another: {replaced}; the longest chain has {chain} promises.")
    return joined(lasted, chain if whole(held["replaced"]) else "")
