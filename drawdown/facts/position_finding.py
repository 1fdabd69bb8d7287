"""What the chapter finds, in sentences that fit what the rows of a view can bear."""

from collections.abc import Mapping

from drawdown.facts.fact import Fact
from drawdown.facts.sentences import by_id, joined
from drawdown.language import _
from drawdown.measures.ordinal import FEW

EVEN = 0.5  # of pairs: neither side is the nearer to an exit


def finding(stated: list[Fact]) -> str:
    """Return the chapter's finding in one sentence, for what the rows of this view can say."""
    held = by_id(stated)
    if not held["positions"].value:
        return _("No stated position falls in this view.")
    if few(held["positions"]):
        return _("Stated positions in this view: {positions}. That is too few to compare who stands where.")
    return groups_differ(held) if held["split"].value is None else _split(held)


def holds(stated: list[Fact]) -> str:
    """Return whether the finding holds without any one source, and what it rests on."""
    held = by_id(stated)
    if not held["positions"].value or few(held["positions"]):
        return ""
    if held["split"].value is None:
        return joined(
            groups_apart(held),
            _(
                "No actor of this view is on record often enough in both ways to set public words beside private"
                " reports."
            ),
        )
    return joined(_split_holds(held), _split_rests(held))


def _split(held: Mapping[str, Fact]) -> str:
    if (lean := _lean(held["split"])) == "public":
        return _(
            "The same actor stands nearer to an exit in public than in what is reported from its private talk"
            " ({split_actor}): {split_public} of {split_n_public} public positions are for an exit, and {split_private}"
            " of {split_n_private} private reports."
        )
    if lean == "private":
        return _(
            "The same actor stands nearer to staying in public than in what is reported from its private talk"
            " ({split_actor}): {split_public} of {split_n_public} public positions are for an exit, and {split_private}"
            " of {split_n_private} private reports."
        )
    return _(
        "The rows do not show whether the same actor speaks differently in public and in private ({split_actor}):"
        " {split_public} of {split_n_public} public positions are for an exit, and {split_private} of"
        " {split_n_private} private reports, but the range of the comparison includes no difference."
    )


def _split_holds(held: Mapping[str, Fact]) -> str:
    lean, without = _lean(held["split"]), _lean(held["split_dropped"])
    if not lean:
        return ""
    if held["split_lost"].value:
        return _("It hangs on a single source: without that one there is nothing left to compare.")
    if lean == without:
        return _("This holds with any one source left out.")
    return _("This does not hold with every source left out in turn.")


def _split_rests(held: Mapping[str, Fact]) -> str:
    weakest, private = held["split_weakest"].value, held["split_n_private"].value
    if not _lean(held["split"]) or not isinstance(weakest, int) or not isinstance(private, int) or not weakest:
        return ""
    if private - weakest < FEW:
        return _(
            "It rests on weak sources: of these private reports {split_weakest} come from sources of tier D alone, and"
            " without them too few are left to compare."
        )
    return _("Of these private reports {split_weakest} come from sources of tier D alone.")


def groups_differ(held: Mapping[str, Fact]) -> str:
    """Return which groups stand furthest apart."""
    if not above(held["groups_compared"], 1):
        return _("No two groups of this view hold enough positions to be compared.")
    return _(
        "In this sample the group that stands most for an exit is “{most_group}” ({most_share} of {most_n} positions,"
        " 95% interval {most_share_low} to {most_share_high}), and the one that stands least for it “{least_group}”"
        " ({least_share} of {least_n}, 95% interval {least_share_low} to {least_share_high})."
    )


def groups_apart(held: Mapping[str, Fact]) -> str:
    """Return how often a position of the one group is nearer to an exit than one of the other."""
    if not above(held["groups_compared"], 1) or held["groups_apart"].low is None:
        return ""
    return _(
        "Of all pairs of one position of each, that of “{most_group}” is the nearer to an exit in {groups_apart}"
        " (range {groups_apart_low} to {groups_apart_high})."
    )


def few(fact: Fact) -> bool:
    """Return whether a count is too small to compare anything."""
    return not above(fact, FEW - 1)


def above(fact: Fact, least: int) -> bool:
    """Return whether a count is known and larger than ``least``."""
    return isinstance(fact.value, int) and fact.value > least


def _lean(fact: Fact) -> str:
    """Return which channel is the nearer to an exit over the whole range; empty where the range does not say."""
    if not isinstance(fact.low, float) or not isinstance(fact.high, float):
        return ""
    return "public" if fact.low > EVEN else "private" if fact.high < EVEN else ""
