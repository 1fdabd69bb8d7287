"""What the chapter says about what its models found: scatter, changes, and dates that cannot be told apart."""

from drawdown.facts.fact import Fact
from drawdown.facts.sentences import values
from drawdown.language import _
from drawdown.terms import term


def tested(stated: list[Fact]) -> str:
    """Return what the tests of the official count say, before its phases are compared."""
    return " ".join(filter(None, [_unseen(stated), _scatter(stated), _change(stated)]))


def _change(stated: list[Fact]) -> str:
    """Return when the rate changed by the counts alone, and whether that agrees with the dates fixed in advance."""
    held = values(stated)
    if held["change_on"] is None:
        return _("Too few official counts fall in this view to date a change of the rate.")
    if held["changes_on"] is None:
        return _("The official counts support no change of the rate beyond their scatter.")
    texts = [
        _(
            "Asked without any date, the official counts since the campaign began put one change of rate at"
            " {change_on} (95% credible days {change_on_low} to {change_on_high}); no date is finer than the"
            " interval between two totals."
        )
    ]
    texts.append(_("In all, the record supports changes at {changes_on}."))
    if held["change_agrees"] == term("yes"):
        texts.append(
            _(
                "The dates fixed in advance as {main_break} touch those days: the counts agree with them, and cannot"
                " tell them apart."
            )
        )
    elif held["change_agrees"] == term("no"):
        texts.append(_("The date fixed in advance, {main_break}, lies outside those days."))
    return " ".join(texts)


def _scatter(stated: list[Fact]) -> str:
    """Return whether the counts scatter more than a steady rate allows."""
    texts = []
    held = values(stated)
    if held["scatter"] is not None:
        texts.append(
            _(
                "Within the burst the variance of the {scatter_points} official counts is {scatter} times what a"
                " steady rate would give; above {scatter_limit} a steady rate is unlikely."
            )
        )
    if held["weekly_scatter"] is not None:
        texts.append(
            _(
                "The variance of the {weekly_scatter_points} weekly numbers of incidents is {weekly_scatter} times"
                " their mean; above {weekly_scatter_limit} a steady rate is unlikely."
            )
        )
    above = [
        float(str(held[name])) > float(str(held[f"{name}_limit"]))
        for name in ("scatter", "weekly_scatter")
        if held[name] is not None
    ]
    if any(above):
        texts.append(_("Attacks come in clusters, so the models below use the negative binomial distribution."))
    elif texts:
        texts.append(_("There is no sign of clusters here; the models allow for them all the same."))
    return " ".join(texts) or _("Too few counts fall in this view to test whether attacks come in clusters.")


def _unseen(stated: list[Fact]) -> str:
    """Return which of the dates fixed in advance the official count cannot tell."""
    held, texts = values(stated), []
    if held["too_close"]:
        texts.append(_("Too close to be told apart: {too_close}."))
    if held["unseen"] and held["burst"] is not None:
        texts.append(_("The official count has no phase on each side of {unseen}: it cannot say what changed there."))
    return " ".join(texts)
