"""What the sections of the chapter say of its facts, in sentences that fit what the rows of a view can bear."""

from collections.abc import Mapping

from drawdown.facts.fact import Fact
from drawdown.facts.position_finding import above, few, finding, groups_apart, groups_differ, holds
from drawdown.facts.sentences import by_id, joined
from drawdown.language import _

__all__ = ["agreement", "arguments", "finding", "holds", "moved", "naming", "spoken", "standing"]


def standing(stated: list[Fact]) -> str:
    """Return who stands where: all positions, then the groups furthest apart."""
    if few(by_id(stated)["positions"]):
        return ""
    return _paragraphs(overview(stated), groups(stated))


def spoken(stated: list[Fact]) -> str:
    """Return what is said in public and what is reported from private talk, and on whose word."""
    return _paragraphs(channels(stated), months(stated), basis(stated))


def moved(stated: list[Fact]) -> str:
    """Return how the public lines of actors move, and those of persons."""
    return _paragraphs(lines(stated), persons(stated))


def overview(stated: list[Fact]) -> str:
    """Return how many positions of how many actors the view holds, and on which side they are."""
    held = by_id(stated)
    if few(held["positions"]):
        return ""
    return _(
        "From {first_day} to {last_day}, {positions} statements of {actors} actors carry a stance: {for_exit} for an"
        " exit, negotiated or full, {against_exit} for staying or for a slower exit, and {neutral} for neither."
    )


def groups(stated: list[Fact]) -> str:
    """Return which groups stand furthest apart."""
    return joined(groups_differ(by_id(stated)), groups_apart(by_id(stated)))


def channels(stated: list[Fact]) -> str:
    """Return how public positions and private reports of one actor compare, and how firmly."""
    held = by_id(stated)
    if held["split"].value is None:
        return _("In this view no actor has enough positions of both kinds to compare them.")
    compared = _(
        "Compared is the actor with the most private reports ({split_actor}), chosen by that number and not by what"
        " they say."
    )
    return joined(
        compared,
        _pairs(held),
        _("By the second coding the share of pairs is {split_second}."),
        _without_one(held),
        _others(held),
    )


def _without_one(held: Mapping[str, Fact]) -> str:
    if held["split_lost"].value:
        return _("Without one of its sources there is nothing left to compare.")
    if held["split_dropped"].low == held["split_dropped"].high:
        return _("Whichever source is left out, it is the same.")
    return _("Over all ways to leave one source out it lies between {split_dropped_low} and {split_dropped_high}.")


def _pairs(held: Mapping[str, Fact]) -> str:
    if held["split"].low is None:
        return _(
            "Of all pairs of one public and one private position, the public one is the nearer to an exit in {split},"
            " ties counted half; the rows are too few for a range."
        )
    return _(
        "Of all pairs of one public and one private position, the public one is the nearer to an exit in {split}, ties"
        " counted half; the range is {split_low} to {split_high}, and one half would mean no difference."
    )


def _others(held: Mapping[str, Fact]) -> str:
    if not above(held["compared"], 1) or held["compared"].value == held["compared_clear"].value:
        return ""
    return _(
        "Of {compared} actors that can be compared, the range leaves out one half for {compared_clear}: the pattern is"
        " not shown for actors in general."
    )


def months(stated: list[Fact]) -> str:
    """Return how the two compare within a month, where both were said."""
    held = by_id(stated)
    if not above(held["months"], 1):
        return ""
    return _(
        "In {months} months it is on record in both ways: the private reports of the month are nearer to staying than"
        " the public positions in {months_stay}, nearer to an exit in {months_exit}, and neither in {months_same}."
    )


def basis(stated: list[Fact]) -> str:
    """Return on whose word the private half rests."""
    if by_id(stated)["split_n_private"].value is None:
        return ""
    return _(
        "On whose word: of its {split_n_private} private reports {split_unnamed} are attributed to unnamed officials,"
        " {split_relayed} are passed on by someone else, under {split_relayers} names, and {split_weakest} rest on"
        " sources of tier D alone; documents in all: {split_documents}."
    )


def lines(stated: list[Fact]) -> str:
    """Return how many public lines moved, and which way."""
    held = by_id(stated)
    if not above(held["lines"], 1):
        return _("Too few actors of this view are on record often enough to tell how their public line moves.")
    return _(
        "Of {lines} public lines of an actor on one theatre, {lines_sided} never change side and {lines_still} never"
        " change stance; from first to last {lines_exit} move towards an exit, {lines_stay} towards staying,"
        " {lines_same} end where they began, and for {lines_open} the codes leave it open."
    )


def persons(stated: list[Fact]) -> str:
    """Return how many named persons changed side, and who did most often."""
    held = by_id(stated)
    if not above(held["persons"], 1):
        return ""
    counted = _("Of {persons} lines of a named person, {persons_sided} never change side.")
    return joined(counted, _moved(held))


def _moved(held: Mapping[str, Fact]) -> str:
    if not held["mover"].value:
        return ""
    if held["mover_crossings"].low == held["mover_crossings"].value:
        return _(
            "The person who changes side most often is {mover} (at least {mover_crossings}, in {mover_n} moments)."
        )
    return _(
        "The person who changes side most often is {mover} (at least {mover_crossings}, in {mover_n} moments from"
        " {mover_first} to {mover_last}); without one of its sources it is {mover_crossings_low}."
    )


def arguments(stated: list[Fact]) -> str:
    """Return which argument each side makes most, and which serves both."""
    held = by_id(stated)
    if few(held["for_exit"]) or few(held["against_exit"]):
        return _("In this view one side has too few positions to compare what the two argue.")
    most = _(
        "The argument made most often for an exit is “{exit_argument}” ({exit_argument_share} of the positions on that"
        " side, 95% interval {exit_argument_share_low} to {exit_argument_share_high}), and against it"
        " “{stay_argument}” ({stay_argument_share}, 95% interval {stay_argument_share_low} to"
        " {stay_argument_share_high})."
    )
    return joined(most, _divided(held))


def _divided(held: Mapping[str, Fact]) -> str:
    if not held["divided_argument"].value:
        return _("No argument is made often by both.")
    return _(
        "Arguments made often by both sides, to opposite ends: {arguments_shared}. The most evenly divided is"
        " “{divided_argument}”: {divided_exit} positions for an exit and {divided_stay} against it."
    )


def agreement(stated: list[Fact]) -> str:
    """Return how far the two codings agree, with what makes that number less than it seems."""
    held = by_id(stated)
    if held["alpha"].value is None:
        return _("Too few statements of this view carry two codings, or they vary too little, to measure agreement.")
    return joined(
        _(
            "The two codings of {twice} statements agree with an ordinal alpha of {alpha} (95% interval {alpha_low} to"
            " {alpha_high}), a nominal alpha of {alpha_nominal} ({alpha_nominal_low} to {alpha_nominal_high}), and give"
            " the same code to {agreement} ({agreement_low} to {agreement_high})."
        ),
        _("The commonest code of the group of the actor would by itself give {guessed} of the first codes."),
        _within(held),
        _apart_by(held),
    )


def _within(held: Mapping[str, Fact]) -> str:
    if held["alpha_least"].value is None:
        return ""
    return _(
        "Where the statements differ less, alpha is lower: it is least in the group “{alpha_least_group}”, at"
        " {alpha_least} ({alpha_least_low} to {alpha_least_high})."
    )


def _apart_by(held: Mapping[str, Fact]) -> str:
    apart = _("Statements one step apart: {one_step}; more than one step: {wider}; on opposite sides: {sides_apart}.")
    if not above(held["unsure"], 1):
        return apart
    unsure = _("Of the {unsure} of which the second coder was least sure, the codings differ on {unsure_apart}.")
    return joined(apart, unsure)


def naming(stated: list[Fact]) -> str:
    """Return how much rests on unnamed officials."""
    held = by_id(stated)
    if few(held["positions"]):
        return ""
    if few(held["private"]):
        return _(
            "Unnamed officials stand behind {unnamed} of the positions (95% interval {unnamed_low} to {unnamed_high})."
        )
    return _(
        "Unnamed officials stand behind {unnamed} of the positions (95% interval {unnamed_low} to {unnamed_high}):"
        " {unnamed_public} of the public ones ({unnamed_public_low} to {unnamed_public_high}), and {unnamed_private} of"
        " the private reports ({unnamed_private_low} to {unnamed_private_high})."
    )


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
