"""What the chapter states about the campaign up to its first quiet: when its attacks fell."""

import pandas as pd

from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, Unit, Value, day
from drawdown.language import N_
from drawdown.measures import attack_record
from drawdown.measures.attack_models import Study
from drawdown.measures.burst import Burst, burst, fallen, reached
from drawdown.pack import texts

FIRST = 30  # days: the share of the attacks that fell in so many first days
YEAR = 365
MOST = 0.9  # the share of the attacks after which few were left
MEASURE = "drawdown.measures.burst."


def stated(study: Study, claims: pd.DataFrame) -> list[Fact]:
    """Return the facts of the burst; without a campaign each is None."""
    found = None if study.begin is None else burst(study.record, study.begin)
    return [*_sums(found), *_shares(found), *_quiet(found), _length(study, found), *_claim(study, claims)]


def _fact(
    name: str, value: Value, unit: Unit, definition: str, rows: tuple[str, ...], *span: Value, by: str = "burst"
) -> Fact:
    low, high = span or (None, None)
    return Fact(name, value, unit, definition, rows, low, high, MEASURE + by)


def _ids(found: Burst | None) -> tuple[str, ...]:
    return () if found is None else tuple(sorted(set(" ".join(found.intervals["count_id"]).split())))


def _sums(found: Burst | None) -> list[Fact]:
    rows = () if found is None else tuple(sorted(found.intervals["count_id"].iloc[-1].split()))
    year = None if found is None else found.days / YEAR
    return [
        _fact(
            "burst",
            None if found is None else found.attacks,
            "attacks",
            N_("Official attacks (tiers A to C) from the first day of the campaign to the first stated quiet week."),
            rows,
        ),
        _fact("burst_on", None if found is None else day(found.end), "day", N_("The last day before the quiet."), rows),
        _fact(
            "burst_days",
            None if found is None else found.days,
            "days",
            N_("Days from the first day counted to the last before the quiet."),
            rows,
        ),
        _fact("burst_year", year, "share", N_("The days before the quiet as a share of a year."), rows),
    ]


def _shares(found: Burst | None) -> list[Fact]:
    rows = _ids(found)
    half, most = (None, None) if found is None else (reached(found, 0.5), reached(found, MOST))
    first = None if found is None or found.days <= FIRST else fallen(found, FIRST)
    return [
        _fact(
            "burst_half_days",
            None if half is None else half[1],
            "days",
            N_("Days until half of the attacks before the quiet had fallen, at most; range between two totals."),
            rows,
            *(half or ()),
            by="reached",
        ),
        _fact(
            "burst_most_days",
            None if most is None else most[1],
            "days",
            N_("Days until nine tenths of the attacks before the quiet had fallen, at most; range between two totals."),
            rows,
            *(most or ()),
            by="reached",
        ),
        _fact(
            "first_days",
            None if first is None else FIRST,
            "days",
            N_("The first days looked at: a choice of the method."),
            rows,
            by="fallen",
        ),
        _fact(
            "first_share",
            None if first is None else first[0],
            "share",
            N_("Share of the attacks before the quiet in the first days, at least; range between two totals."),
            rows,
            *(first or ()),
            by="fallen",
        ),
    ]


def _quiet(found: Burst | None) -> list[Fact]:
    quiet = found if found is not None and found.ended else None
    rows = quiet.quiet_ids if quiet is not None else ()
    again = quiet if quiet is not None and quiet.next_by is not None else None
    return [
        _fact(
            "quiet_days",
            None if quiet is None else quiet.quiet_days,
            "days",
            N_("Days without an attack that official statements cover after that, and at most until the next one."),
            rows,
            *((quiet.quiet_days, quiet.quiet_most) if again is not None and quiet is not None else ()),
        ),
        _fact(
            "next_attacks",
            None if again is None else again.next_attacks,
            "attacks",
            N_("Official attacks stated after the quiet."),
            rows,
        ),
        _fact(
            "next_by",
            None if again is None else day(again.next_by),
            "day",
            N_("The day by which the attacks after the quiet had fallen."),
            rows,
        ),
    ]


def _length(study: Study, found: Burst | None) -> Fact:
    """State how the length of the burst moves without any one source; only the last totals and the quiet matter."""
    rows = attack_record.sound(study.counts)
    near = set() if found is None else set(" ".join(found.intervals["count_id"].tail(2)).split()) | set(found.quiet_ids)
    keys = set(rows.loc[rows["count_id"].isin(near), "source"])
    held = rows[rows["counter"].isin(attack_record.QUIET_COUNTERS) & (rows["split_of"] == "")]
    held = held.assign(source=held["source"].where(held["source"].isin(keys), ""), source_2="")

    def length(left: pd.DataFrame) -> float | None:
        intervals = attack_record.stretches(left, study.start)
        again = None if study.begin is None else burst(intervals, study.begin)
        return None if again is None else again.days

    text = N_("Days that the burst lasted; the range is that without any one source.")
    return dropped("burst_days", "days", held, "count_id", length, text, ["source"])


def _claim(study: Study, claims: pd.DataFrame) -> list[Fact]:
    """State the claim of the pack that rests on most of the campaign's statements."""
    own, best = set(study.counts["count_id"]), None
    for row in claims.assign(told=texts.told(claims, "claim")).to_dict("records") if len(claims) else ():
        shared = len(own & set(str(row["related_rows"]).split()))
        if shared > 1 and (best is None or shared > best[0]):
            best = shared, row
    text, rows = (best[1]["told"], (best[1]["claim_id"],)) if best else (None, ())
    return [Fact("claim", text, "text", N_("The claim of the pack that rests on most of these totals."), rows)]
