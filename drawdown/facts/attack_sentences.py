"""The sentences of the chapter whose numbers a view may lack."""

from drawdown.facts.attack_tests import tested
from drawdown.facts.fact import Fact, Value
from drawdown.facts.sentences import values
from drawdown.language import _

__all__ = ["campaign", "casualties", "finding", "holds", "incidents", "tested", "when"]

MANY = 20  # attacks or incidents: with fewer, nothing is said about how they were spread
HALF = 0.5  # a rate surely below half of the one before has fallen


def finding(stated: list[Fact]) -> str:
    """Return the finding of the chapter in one sentence, for what the rows of this view can say."""
    held = values(stated)
    if not held["incidents"] and not held["total"]:
        return _("The pack has no attack in this view.")
    if held["burst"] is None:
        return _("No official running total of tiers A to C falls in this view; incidents found: {incidents}.")
    if int(str(held["burst"])) < MANY:
        return _("The official count holds too few attacks to say how they were spread: {burst}, in {burst_days} days.")
    if held["quiet_days"] is None:
        return _("The official count reached {burst} attacks in {burst_days} days, up to {burst_on}.")
    if held["fall"] is None:
        return _(
            "The attacks came in a burst: the official count reached {burst} in {burst_days} days, up to {burst_on},"
            " and then stated none for {quiet_days} days."
        )
    if _fell(held, stated):
        return _(
            "The attacks came in a burst and then fell away: {burst} in the official count within {burst_days}"
            " days, none in the {quiet_days} days after {burst_on}; up to {after_until}, as far as sound sources"
            " reach, the rate was {fall} of what it had been, at most {fall_high} (95% interval)."
        )
    return _(
        "The official count reached {burst} attacks in {burst_days} days, up to {burst_on}; the rate after"
        " {main_break} was {fall} of the rate before (95% interval {fall_low} to {fall_high})."
    )


def _fell(held: dict[str, Value], stated: list[Fact]) -> bool:
    high = next(fact.high for fact in stated if fact.id == "fall")
    return held["fall"] is not None and high is not None and float(str(high)) < HALF


def holds(stated: list[Fact]) -> str:
    """Return whether the finding holds over the ways to drop a source, and over those who count."""
    held, ends = values(stated), {fact.id: fact.high for fact in stated}
    lows = {fact.id: fact.low for fact in stated}
    texts = []
    if held["burst"] is None or int(str(held["burst"])) < MANY:
        return ""
    if held["burst_days_dropped"] is not None:
        same = ends["burst_days_dropped"] == held["burst_days_dropped"] == lows["burst_days_dropped"]
        texts.append(
            _("The burst lasted {burst_days_dropped} days whichever source is left out.")
            if same
            else _(
                "Without any one source the burst lasted {burst_days_dropped_low} to {burst_days_dropped_high} days."
            )
        )
    if held["fall"] is not None and held["fall_dropped"] is not None:
        texts.append(
            _(
                "The ratio of the rates is at most {fall_dropped_high} without any one source, and between"
                " {fall_series_low} and {fall_series_high} over the {series} series that can see the break."
            )
        )
    if _fell(held, stated):
        most = max(float(str(ends[name] or 0)) for name in ("fall_dropped", "fall_series"))
        limit = float(str(held["fall_limit"] or 0))
        texts.append(
            _("The finding holds over both ranges: the highest upper limit of any series is {fall_limit}.")
            if max(most, limit) < HALF
            else _("The finding does not hold for everyone: the highest upper limit of any series is {fall_limit}.")
        )
    return " ".join(texts)


def campaign(stated: list[Fact]) -> str:
    """Return what the official running total says."""
    held = values(stated)
    if held["total"] is None:
        return _("The US military stated no running total that this view holds.")
    if held["totals"] == 1:
        return _("The US military stated one running total that this view holds: {total}, up to {total_on}.")
    texts = [
        _(
            "The US military stated a running total on {totals} days, beginning from {campaign_start}; the last is"
            " {total}, up to {total_on}."
        )
    ]
    if held["sound"] is not None and held["total_tier"] == "D":
        texts.append(
            _(
                "That one rests on a source of the weakest tier; the last from a better one is {sound}, up to"
                " {sound_on}. Findings rest on the better ones alone."
            )
        )
    texts.append(
        _(
            "From the first day to the last total that is {per_week} attacks a week (95% interval {per_week_low} to"
            " {per_week_high})."
        )
    )
    if held["busiest"] is not None and int(str(held["totals"])) > 1:
        texts.append(
            _(
                "The busiest stretch of at least a week, {busiest_from} to {busiest_to}, saw {busiest} a week"
                " ({busiest_low} to {busiest_high})."
            )
        )
    return " ".join(texts)


def when(stated: list[Fact]) -> str:
    """Return when the attacks of the burst fell, against the claim about them."""
    held = values(stated)
    if held["burst"] is None or int(str(held["burst"])) < MANY:
        return ""
    texts = [_("The claim checked here: \u201c{claim}\u201d")] if held["claim"] else []
    texts.append(
        _(
            "The official count reached {burst} by {burst_on}, {burst_days} days after the count began: {burst_year}"
            " of a year."
        )
    )
    if held["first_share"] is not None:
        texts.append(_("{first_share_low} to {first_share_high} of them fell in the first {first_days} days."))
    texts.append(
        _(
            "Half had fallen after {burst_half_days_low} to {burst_half_days_high} days, nine tenths after"
            " {burst_most_days_low} to {burst_most_days_high} days."
        )
    )
    if held["quiet_days"] is not None and held["next_by"] is not None:
        texts.append(
            _(
                "Then no attack is stated for at least {quiet_days_low} days and at most {quiet_days_high}: by"
                " {next_by} the count had grown by {next_attacks}."
            )
        )
    elif held["quiet_days"] is not None:
        texts.append(
            _("Then no attack is stated for at least {quiet_days} days, the last that official statements cover.")
        )
    return " ".join(texts)


def incidents(stated: list[Fact]) -> str:
    """Return how many incidents were found, and what they cover."""
    held = values(stated)
    if not held["incidents"]:
        return _("No single incident falls in this view.")
    if held["incidents"] == 1:
        return _("One incident falls in this view: too few to say anything about weapons or sites.")
    texts = [
        _(
            "{reports} reports describe {incidents} incidents: {confirmed} reported by a source outside the claiming"
            " group, {claimed} known only from a claim."
        )
    ]
    if held["covered"] is not None and int(str(held["total"])) >= MANY:
        texts.append(
            _(
                "For every hundred official attacks of the same days {covered_low} incidents reported by others were"
                " found, {covered_high} with claims."
            )
        )
    if held["weapon"] is not None and _many(held):
        texts.append(
            _(
                "The weapon stated most often is: {weapon}, in {weapon_share} of the incidents that name one (95%"
                " interval {weapon_share_low} to {weapon_share_high}); the official totals are not split by weapon,"
                " and the share is not carried over to them."
            )
        )
    return " ".join(texts)


def casualties(stated: list[Fact]) -> str:
    """Return the dead and injured, as far as stated."""
    held = values(stated)
    if not held["incidents"]:
        return ""
    texts = [_("US dead, as far as stated: {killed}; US injured: {injured}; both are lower bounds.")]
    if _many(held):
        texts.append(
            _(
                "For {unstated} of the incidents (95% interval {unstated_low} to {unstated_high}) no number of"
                " injured was stated."
            )
        )
    if held["grown"]:
        texts.append(_("Numbers that grew in later reports: {grown}."))
    return " ".join(texts)


def _many(held: dict[str, Value]) -> bool:
    return int(str(held["incidents"])) >= MANY
