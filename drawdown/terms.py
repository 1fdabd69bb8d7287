"""The reader's words for the codes of the data: outcomes, kinds, weapons, stances; and those a pack adds."""

from collections.abc import Mapping

from drawdown.language import N_, _, listing, typographic

TERMS = {
    # outcomes of pledges
    "kept": N_("Kept on time"),
    "late": N_("Kept late"),
    "partial": N_("Kept in part"),
    "reversed": N_("Reversed"),
    "unverified": N_("Not verified"),
    "pending": N_("Pending"),
    # verdicts on claims
    "supported": N_("Supported"),
    "refined": N_("Refined"),
    "contradicted": N_("Contradicted"),
    # kinds of milestones
    "announcement": N_("Announcement"),
    "policy": N_("Policy"),
    "deployment": N_("Deployment"),
    "drawdown": N_("Drawdown"),
    "completion": N_("Completion"),
    "strike": N_("Strike"),
    "handover": N_("Handover"),
    "negotiation": N_("Negotiation"),
    "agreement": N_("Agreement"),
    "deadline": N_("Deadline"),
    "vote": N_("Vote"),
    "return": N_("Return of forces"),
    # what a prediction came to
    "expected": N_("As expected"),
    "opposite": N_("The opposite"),
    "open": N_("Undecided"),
    "holds": N_("Holds"),
    "fails": N_("Fails"),
    "untested": N_("Not tested"),
    # the tests of predictions, and what they count
    "years": N_("Whole years after the wave against the last one before it ended"),
    "attacks_start": N_("Attacks after the wave began against before"),
    "attacks_end": N_("Attacks after the wave ended against before"),
    "attacks_strike": N_("Attacks after a US strike against before"),
    "steps_follow": N_("Attacks before steps out against the same days moved in time"),
    "steps_months": N_("Steps out in months with attacks against months without"),
    "violence": N_("Violence"),
    "militia_activity": N_("Militia activity"),
    "incidents": N_("Incidents found"),
    "official": N_("Official count"),
    "steps": N_("Steps out"),
    # kinds of waves
    "buildup": N_("Build-up"),
    # who makes a promise
    "executive": N_("A government's own word"),
    "joint_agreement": N_("Joint agreement"),
    "internal_plan": N_("Internal plan"),
    "third_party": N_("Told by a third party"),
    # what a statement of a level is
    "observed": N_("Observed"),
    "planned": N_("Planned"),
    "cap": N_("Ceiling"),
    "disclosed_later": N_("Disclosed later"),
    "us_advisers": N_("US advisers"),
    "coalition": N_("Coalition forces"),
    # who is quoted, and where it was said
    "named": N_("A named person"),
    "unnamed_official": N_("An unnamed official"),
    "institution": N_("An institution"),
    "public": N_("Said in public"),
    "private_reported": N_("Reported from private talk"),
    # who counts attacks
    "us_military": N_("US military"),
    "observatory": N_("A monitor's running total"),
    "armed_group": N_("Claims of armed groups"),
    "monitor": N_("Monitors"),
    "press": N_("Press tallies"),
    "local_authority": N_("Local authorities"),
    # status of incidents
    "confirmed": N_("Reported by others too"),
    "claimed": N_("Claimed only"),
    # weapons and what they did
    "drone": N_("One-way attack drone"),
    "rocket": N_("Rocket"),
    "missile": N_("Missile"),
    "mortar": N_("Mortar"),
    "mixed": N_("Several weapons"),
    "unknown": N_("Not stated"),
    "impact": N_("Hit the site"),
    "intercepted": N_("Intercepted"),
    # stances
    "-2": N_("Opposes withdrawal outright"),
    "-1": N_("Prefers presence, or a slower exit"),
    "0": N_("Neutral or procedural"),
    "1": N_("Negotiated or phased exit"),
    "2": N_("Demands full exit"),
    # the audit: which rows, and what was read
    "sample": N_("Drawn from the rows added later"),
    "headline": N_("Rows behind headline numbers"),
    "page": N_("The page, or a copy of its text"),
    "excerpt": N_("An excerpt kept from the first reading"),
    # arguments
    "sovereignty": N_("Sovereignty"),
    "vacuum": N_("Vacuum"),
    "deterrence": N_("Deterrence"),
    "domestic_politics": N_("Domestic politics"),
    "counterterrorism_mission": N_("Counter-terrorism mission"),
    "invitation": N_("Presence by invitation"),
    "economy": N_("Economy"),
    "legal_mandate": N_("Legal mandate"),
    "other": N_("Other, or none given"),
    # how exactly a day is known, and where it or a number was read
    "day": N_("Day"),
    "month": N_("Month"),
    "quarter": N_("Quarter"),
    "year": N_("Year"),
    "stated": N_("Stated"),
    "inferred": N_("Inferred"),
    "shown": N_("Shown on the page"),
    "lower_bound": N_("The earliest day that the page proves"),
    "title": N_("In the headline"),
    "statement": N_("In the page"),
    # how a source words a number
    "exact": N_("Plainly"),
    "at_least": N_("As a minimum"),
    "about": N_("As an estimate"),
    "fewer_than": N_("As a maximum"),
    "current": N_("The latest number on that day"),
    "lagging": N_("An older number repeated"),
    # what becomes of a row
    "denied": N_("Denied"),
    "superseded": N_("Replaced by a later row"),
    "duplicate_of": N_("The same fact as"),
    # what a promise is about, and how its day is known
    "level": N_("A number of troops"),
    "mission_label": N_("The name of the mission"),
    "bases": N_("A number of bases"),
    "month_end": N_("A month was given"),
    "convention": N_("By convention, from vague words"),
    "computed": N_("Worked out from a period"),
    "on_or_before": N_("The first day on which it was seen done"),
    # who is counted, what is counted, and which way it should go
    "contractors": N_("Contractors"),
    "us_deaths": N_("US deaths"),
    "violence_by_party": N_("Violence of one party"),
    "operations": N_("Operations"),
    "rise": N_("Rise"),
    "fall": N_("Fall"),
    # how sure a coder was, and what is so
    "high": N_("High"),
    "medium": N_("Medium"),
    "low": N_("Low"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "en": N_("English"),
    "ar": N_("Arabic"),
    "en-tr": N_("English, a translation"),
    "ar-tr": N_("Arabic, a translation"),
}
# codes that mean something else in a column than elsewhere: {column, or table.column: {code: words}}
OF_COLUMN = {
    "grade": {
        "strong": N_("Strong"),
        "moderate": N_("Moderate"),
        "weak": N_("Weak"),
        "none": N_("No support"),
    },
    "target_date_basis": {"stated": N_("A day was given"), "none": N_("No date was given")},
    "completed_on_basis": {"day": N_("Reported as the day it happened")},
    "status": {"confirmed": N_("Confirmed"), "claimed": N_("Claimed")},
    "attack_events.status": {"confirmed": N_("Reported by others too"), "claimed": N_("Claimed only")},
    "injured_basis": {"excerpt": N_("In the passage read")},
    "killed_basis": {"excerpt": N_("In the passage read")},
    "attributed_by": {"monitor": N_("A monitoring group"), "local sources": N_("People or officials on the spot")},
    "fate": {"met": N_("Met"), "failed": N_("Not met"), "open": N_("Pending")},
    "size": {"large": N_("Large force"), "small": N_("Small force")},
    "sign": {"above": N_("Count above"), "within": N_("Near"), "below": N_("Below")},
    "verdict": {
        "over": N_("Larger than planned"),
        "under": N_("Smaller than planned"),
        "within": N_("As planned, within the range"),
    },
    "outcome": {
        "scored": N_("Scored against a stated level"),
        "silent": N_("Not scored: no level stated near the day"),
        "undated": N_("Not scored: it names no day"),
        "zero": N_("Not scored: nobody states a level of zero"),
    },
    "country": {
        "all": N_("Every theatre the counter names"),
        "region": N_("The wider region"),
        "World": N_("The whole world"),
    },
    "note": {  # tags in brackets
        "date_approx": N_("approximate date"),
        "not_a_total": N_("not a total"),
        "midpoint": N_("middle of a range"),
        "zero_worded": N_("“all out” without a printed zero"),
        "weak_host": N_("page of low quality"),
        "retracted": N_("taken back by the speaker"),
    },
}


_own: Mapping[str, str] = {}  # the words of the pack that is read, in the active language


def learn(words: Mapping[str, str]) -> None:
    """Take over a pack's words for its own codes, names and countries, which come before those of every pack."""
    global _own
    _own = words


def term(code: object, *columns: str) -> str:
    """Return the reader's words for a code, in the active language; a code without words is shown as it is.

    ``columns`` are names of its column, the nearest first, for codes that mean something of their own there.
    """
    if own := _known(str(code), columns):
        return own
    known = (OF_COLUMN.get(column, {}).get(str(code)) for column in columns)
    text = next((words for words in known if words), TERMS.get(str(code)))
    return _(text) if text else str(code)


def named(name: object, *columns: str) -> str:
    """Return a name of a pack (of a site, an actor, a series) in the active language; as it is where it has no words.

    A name is no code: that another column has a code of the same letters does not matter. ``columns`` as in `term`.
    """
    return _known(str(name), columns) or typographic(str(name))


def place(country: object) -> str:
    """Return a country in words, or the several, joined by ``+``, that a value is of together."""
    return listing([term(name, "country") for name in str(country).split("+")])


def keys(name: str, *columns: str) -> list[str]:
    """Return what a pack's words for a name may stand under: its column, a dot and the name, or the name alone."""
    return [*(f"{column}.{name}" for column in columns), name]


def _known(name: str, columns: tuple[str, ...]) -> str:
    return next((own for key in keys(name, *columns) if (own := _own.get(key))), "")
