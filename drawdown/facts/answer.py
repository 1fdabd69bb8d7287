"""What the synthesis says: the graded answer, in sentences that fit what this view can tell."""

import re
from collections.abc import Sequence
from typing import Any

from drawdown.facts.fact import Fact
from drawdown.facts.sentences import joined, values
from drawdown.language import _


def finding(stated: Sequence[Fact]) -> str:
    """Return the answer in one sentence."""
    held = values(stated)
    if not held["mechanisms"]:
        return _("On this day of knowledge nobody in the pack had yet said how a withdrawal makes crises worse.")
    if held["untested"] == held["predictions"]:
        return _("No row of this view can test whether a withdrawal makes crises worse.")
    if held["graded_strong"] or held["graded_moderate"]:
        return _(
            "Of {mechanisms} ways in which a withdrawal is said to make crises worse, the evidence bears out"
            " {graded_strong} strongly, {graded_moderate} moderately, {graded_weak} weakly and {graded_none}"
            " not at all."
        )
    return _(
        "Of {mechanisms} ways in which a withdrawal is said to make crises worse, the evidence bears out none strongly"
        " or even moderately: {graded_weak} weakly, {graded_none} not at all."
    )


def answers(stated: Sequence[Fact]) -> str:
    """Return the graded answer, one sentence for each mechanism, as a list in Markdown."""
    grades = [fact for fact in stated if fact.id.startswith("grade_")]
    return "\n".join(f"- {_answer(grade, values(stated))}" for grade in grades)


def tested(stated: Sequence[Fact]) -> str:
    """Return how much of what was predicted could be looked at."""
    held = values(stated)
    if not held["predictions"]:
        return ""
    if not held["untested"]:
        return _("All {predictions} predictions could be looked at.")
    return _("Of {predictions} predictions, {untested} could not be looked at: no row of this view can test them.")


def windows(stated: Sequence[Fact]) -> str:
    """Return what the years after drawdowns showed."""
    held = values(stated)
    if not held["compared"]:
        return _("No drawdown of this view has a series of violence on both sides of it.")
    if held["compared"] == 1 and held["most_series"] == 1:
        return _(
            "One drawdown of this view, “{most_wave}”, has a series of violence on both sides: the years after it stood"
            " at {most_ratio} times the last year before its end. One case is an example, not a rule."
        )
    if held["compared"] == 1:
        return _(
            "One drawdown of this view, “{most_wave}”, has a series of violence on both sides: the years after it stood"
            " at {most_ratio_low} to {most_ratio_high} times the last year before its end."
            " One case is an example, not a rule."
        )
    text = _(
        "Of {drawdowns} drawdowns, {compared} have a series of violence on both sides."
        " After “{most_wave}” the years stood at {most_ratio_low} to {most_ratio_high} times the last year before its"
        " end, over {most_series} series; after “{least_wave}” at {least_ratio_low} to {least_ratio_high} times."
    )
    if held["most_other"] is None:
        return text
    return f"{text} {_other()}"


def ledger(stated: Sequence[Fact]) -> str:
    """Return how the claims fare, then and now."""
    held = values(stated)
    if not held["claims"]:
        return _("No claim of an article stands in this view.")
    now = _(
        "Of {claims} checkable claims, {supported} are supported, {refined} need refining, {contradicted} are"
        " contradicted and {unverified} could not be checked."
    )
    then = _(
        "With the pages of the article's own day they were {then_supported}, {then_refined}, {then_contradicted} and"
        " {then_unverified}."
    )
    if not held["moved"]:
        return joined(now, _("No verdict has changed since the day of the article."))
    return joined(now, then, _("The verdict on {moved} of them has changed since."))


def _other() -> str:
    return _(
        "The choice of the base matters: against the last year before its beginning, “{most_wave}” was followed by"
        " {most_other_low} to {most_other_high} times."
    )


def _answer(grade: Fact, held: dict[str, Any]) -> str:
    name = grade.id.removeprefix("grade_")
    if not held[f"cases_{name}"]:
        text = _(
            "**{title}: {grade}, for want of a test.** No row of this view can test its {predictions} predictions."
        )
    else:
        text = joined(_("**{title}: {grade}.**"), _cases(name, held))
        if held[f"untested_{name}"]:
            text += " " + _("{untested} of {predictions} predictions could not be tested.")
    if grade.low != grade.value:
        text += " " + _("Without some one source the grade would be {grade_low}.")
    return re.sub(r"\{([a-z]+)(_low)?\}", rf"{{\1_{name}\2}}", text)


def _cases(name: str, held: dict[str, Any]) -> str:
    if held[f"cases_{name}"] > 1:
        return _("Of {cases} cases {expected} came out as predicted, {opposite} the opposite way and {open} undecided.")
    if held[f"expected_{name}"]:
        return _("Its one case came out as predicted.")
    return _("Its one case came out the opposite way.") if held[f"opposite_{name}"] else _("Its one case is undecided.")
