"""What the withdrawal history states about promises and how they fared."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, ids
from drawdown.language import N_, number
from drawdown.measures import kinds_of_promise, pledge_rule
from drawdown.measures import withdrawal_history as measures
from drawdown.measures.kinds_of_promise import Comparison
from drawdown.measures.rates import Estimate

KEY = "pledge_id"
HALVES = ("first", "second")  # the sources of each half of a promise, see `withdrawal_history.halves`
OUTCOMES = {  # each by the written rule on the methods page
    "kept": N_("Promises shown as met by their target date."),
    "late": N_("Promises shown as met after their target date, within twelve months."),
    "partial": N_("Promises of which at least a quarter was reached, but not the target."),
    "reversed": N_("Promises of which less than a quarter was reached, or that an order to stay undid."),
    "unverified": N_("Promises shown as met by a later page that does not say when."),
    "pending": N_("Promises whose date lies after the last page about them, or that set none."),
}
KEPT = "drawdown.measures.withdrawal_history.kept"
COMPARED = "drawdown.measures.kinds_of_promise.compared"
BREACHES = "drawdown.measures.pledge_rule.breaches"


def stated(promises: pd.DataFrame) -> list[Fact]:
    """Return how many promises there are, what came of them, and the shares kept."""
    scored = measures.scored(promises)
    broken = pledge_rule.breaches(promises)
    halves = measures.halves(scored)
    return [
        _count("pledges", promises, N_("Promises about levels, dates or bases.")),
        _count("scored", scored, N_("Promises whose result is known and can be scored.")),
        *(
            _count(
                name, promises[promises["outcome"] == name], meaning, "drawdown.measures.withdrawal_history.outcomes"
            )
            for name, meaning in OUTCOMES.items()
        ),
        *_shares(promises, scored),
        *_kinds(scored),
        *_makers(scored),
        _count(
            "breaches", broken, N_("Outcomes that what their own row says contradicts, by the written rule."), BREACHES
        ),
        _kept_dropped(halves),
    ]


def _shares(promises: pd.DataFrame, scored: pd.DataFrame) -> list[Fact]:
    strict, graded = measures.strict(scored), scored[scored["tier"] != "D"]
    at_all = measures.kept(promises, or_late=True)
    return [
        _share(
            "share_kept",
            measures.kept(scored),
            N_("Share of scored promises kept on time, exact 95% interval."),
            scored,
        ),
        _share("share_met", at_all, N_("Share of scored promises kept on time or late."), scored),
        _count("scored_strict", strict, N_("Scored promises without restatements, internal plans and third parties.")),
        _share(
            "share_strict",
            measures.kept(strict),
            N_("Share kept on time without restatements, internal plans and reports by third parties."),
            strict,
        ),
        _count("scored_weak", scored[scored["tier"] == "D"], N_("Scored promises that rest on tier D alone.")),
        _share(
            "share_graded",
            measures.kept(graded),
            N_("Share kept on time without the promises that rest on tier D alone."),
            graded,
        ),
    ]


def _kinds(scored: pd.DataFrame) -> list[Fact]:
    level, label = (scored[scored["scope"] == scope] for scope in ("level", "mission_label"))
    return [
        _count("scored_level", level, N_("Scored promises about a level of troops.")),
        _count("kept_level", level[level["outcome"] == "kept"], N_("Promises about a level of troops kept on time.")),
        _share("share_level", measures.kept(level), N_("Share kept on time of the promises about a level."), level),
        _count("scored_label", label, N_("Scored promises about what the mission is called.")),
        _count("kept_label", label[label["outcome"] == "kept"], N_("Promises about a label kept on time.")),
        _count("late_label", label[label["outcome"] == "late"], N_("Promises about a label kept late.")),
    ]


def _makers(scored: pd.DataFrame) -> list[Fact]:
    joint, word = (scored[scored["made_by_type"] == maker] for maker in ("joint_agreement", "executive"))
    others = scored[scored["made_by_type"] != "joint_agreement"]
    against, wider = kinds_of_promise.compared(joint, word), kinds_of_promise.compared(joint, others)
    both = pd.concat([joint, word])
    return [
        _count("scored_joint", joint, N_("Scored promises that two governments agreed in a text.")),
        _count("kept_joint", joint[joint["outcome"] == "kept"], N_("Joint agreements kept on time.")),
        _count("joint_level", joint[joint["scope"] == "level"], N_("Scored joint agreements about a level of troops.")),
        _count("scored_word", word, N_("Scored promises of one government speaking for itself.")),
        _count("kept_word", word[word["outcome"] == "kept"], N_("One government's own promises kept on time.")),
        _gap(against, both),
        _p("joint_p", against, N_("Fisher's exact test, joint agreements against one government's own word."), both),
        _p("joint_p_wider", wider, N_("Fisher's exact test, joint agreements against all other promises."), scored),
    ]


def _kept_dropped(halves: pd.DataFrame) -> Fact:
    text = N_("Share of scored promises kept on time; its range is that without any one source.")
    return dropped("share_kept", "share", halves, KEY, _kept_of_halves, text, HALVES)


def _kept_of_halves(halves: pd.DataFrame) -> float | None:
    return measures.kept(measures.whole(halves)).value


def _count(name: str, rows: pd.DataFrame, definition: str, measure: str = "") -> Fact:
    return Fact(name, len(rows), "count", definition, ids(rows, KEY), measure=measure)


def _share(name: str, estimate: Estimate, definition: str, rows: pd.DataFrame) -> Fact:
    return Fact(name, estimate.value, "share", definition, ids(rows, KEY), estimate.low, estimate.high, KEPT)


def _gap(found: Comparison, rows: pd.DataFrame) -> Fact:
    points = [None if one is None else 100 * one for one in (found.difference, found.low, found.high)]
    definition = N_(
        "Share of joint agreements kept on time less that of one government's own word, in percentage points."
    )
    used = ids(rows, KEY) if points[0] is not None else ()
    return Fact("joint_gap", points[0], "points", definition, used, points[1], points[2], COMPARED)


def _p(name: str, found: Comparison, definition: str, rows: pd.DataFrame) -> Fact:
    if found.p is None:
        return Fact(name, None, "text", definition, measure=COMPARED)
    return Fact(name, number(found.p, 2), "text", definition, ids(rows, KEY), measure=COMPARED)
