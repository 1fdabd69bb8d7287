"""What the withdrawal history says in sentences, each as far as the rows of its view carry it."""

from drawdown.facts.fact import Fact
from drawdown.facts.sentences import by_id, joined
from drawdown.language import _
from drawdown.measures.kinds_of_promise import FEW


def whole(fact: Fact) -> int:
    """Return the value of a fact that counts; 0 where there is none."""
    return int(str(fact.value or 0))


def overview(stated: list[Fact]) -> str:
    """Say how many milestones there are, and how many of them the waves hold."""
    held = by_id(stated)
    match whole(held["milestones"]):
        case 0:
            return _("No milestone falls in this view.")
        case 1:
            return _("One milestone falls in this view, on {first_day}.")
    many = _("The view holds {milestones} milestones from {first_day} to {last_day}, on {event_days} different days.")
    if not whole(held["waves"]):
        return joined(many, _("No wave of build-up or drawdown begins in it."))
    return joined(
        many,
        _(
            "Waves of build-up or drawdown in one country: {waves}. Milestones within a wave of their country:"
            " {in_waves}; between or outside the waves: {between_waves}."
        ),
        _("Waves with no end by the last page, {last_page}: {open_waves}.") if whole(held["open_waves"]) else "",
    )


def until(stated: list[Fact]) -> str:
    """Say where the evidence ends."""
    if not whole(by_id(stated)["milestones"]):
        return ""
    return _("No milestone in the evidence is dated after {last_day}, so what came after it is open here.")


def returns(stated: list[Fact]) -> str:
    """Say how long after an exit forces returned, and what followed the drawdowns."""
    held = by_id(stated)
    return joined(_return(held), _followed(held))


def _return(held: dict[str, Fact]) -> str:
    if held["returned"].value is None:
        return _("No return of forces after a completed exit falls in this view.")
    plain = _("After the exit completed on {left}, forces first returned on {returned}, {days_away} days later.")
    if held["left"].low == held["left"].value:
        return plain
    return joined(
        plain,
        _(
            "Sources end that exit on different days, from {left_low} to {left_high}: the absence lasted"
            " {days_away_low} to {days_away_high} days."
        ),
    )


def _followed(held: dict[str, Fact]) -> str:
    if not whole(held["drawdowns"]):
        return ""
    counts = _(
        "Drawdown waves: {drawdowns}. Next came, in the same country, a build-up: {rebuilt}; a further drawdown:"
        " {continued}; nothing until the last page: {quiet}; not ended: {unended}."
    )
    if whole(held["rebuilt"]) >= FEW:
        return counts
    return joined(counts, _("So few cases give no typical time from an exit to a return."))


def outcomes(stated: list[Fact]) -> str:
    """Say what came of the promises, and the shares kept."""
    held = by_id(stated)
    if not whole(held["pledges"]):
        return _("No promise falls in this view.")
    counts = _(
        "Promises: {pledges}. Kept on time: {kept}; late: {late}; in part: {partial}; reversed: {reversed}; pending:"
        " {pending}; not verified: {unverified}."
    )
    rule = _("Outcomes that contradict their own row, by what the rule can recompute: {breaches}.")
    return joined(counts, rule, _shares(held))


def _shares(held: dict[str, Fact]) -> str:
    if whole(held["scored"]) < FEW:
        return ""
    either = _("On time or late, {share_met} of those scored were met ({share_met_low} to {share_met_high}).")
    strict = _("Too few are left without restatements, internal plans and reports by third parties to give a share.")
    if whole(held["scored_strict"]) >= FEW:
        strict = _(
            "Without restatements, internal plans and reports by third parties, {share_strict} of {scored_strict} came"
            " true on time ({share_strict_low} to {share_strict_high})."
        )
    graded = _(
        "Scored promises that rest on tier D alone: {scored_weak}; without them the share kept on time is"
        " {share_graded} ({share_graded_low} to {share_graded_high})."
    )
    return joined(either, strict, graded if whole(held["scored_weak"]) else "")


def kinds(stated: list[Fact]) -> str:
    """Say how promises about levels and labels fared, and joint agreements against one government's word."""
    held = by_id(stated)
    return joined(_level(held), _label(held), _joint(held))


def _level(held: dict[str, Fact]) -> str:
    if whole(held["scored_level"]) < FEW:
        return ""
    return _(
        "Of {scored_level} scored promises about a number of troops, {share_level} came true on time"
        " ({share_level_low} to {share_level_high})."
    )


def _label(held: dict[str, Fact]) -> str:
    if not whole(held["scored_label"]):
        return ""
    return _(
        "Promises about what the mission is called: {scored_label} scored, {kept_label} on time, {late_label} late; a"
        " label can change while the number of troops stays."
    )


def _joint(held: dict[str, Fact]) -> str:
    joint, word = whole(held["scored_joint"]), whole(held["scored_word"])
    if not joint or not word:
        return ""
    counts = _(
        "Agreed in a text of two governments: {kept_joint} of {scored_joint} came true on time; one government's own"
        " word: {kept_word} of {scored_word}."
    )
    if min(joint, word) < FEW:
        return joined(counts, _("These are too few to compare."))
    gap = _(
        "The difference is {joint_gap} percentage points ({joint_gap_low} to {joint_gap_high}; Fisher's exact test,"
        " p = {joint_p}; against all other promises, plans and hearsay included, p = {joint_p_wider})."
    )
    caution = _(
        "Of the joint agreements, {joint_level} promised a level of troops; the others named places or labels. So few"
        " unlike cases do not show that agreements bind."
    )
    return joined(counts, gap, caution)
