"""What the chapter states about single incidents and their casualties."""

import pandas as pd

from drawdown.facts.fact import Fact, called, ids, whole
from drawdown.language import N_
from drawdown.measures import attack_coverage, attack_frequency, casualties
from drawdown.measures.attack_models import Study
from drawdown.measures.rates import share
from drawdown.terms import term


def stated(study: Study) -> list[Fact]:
    """Return the facts of the incidents."""
    one_each = study.one_each
    return [
        *_counts(study.events, one_each),
        *_casualties(one_each),
        *_grown(casualties.revised(study.events)),
        *_weapon(one_each),
        *_places(one_each),
        *_covered(study),
    ]


def _counts(events: pd.DataFrame, one_each: pd.DataFrame) -> list[Fact]:
    confirmed = one_each[one_each["status"] == "confirmed"]
    others = one_each[one_each["status"] != "confirmed"]
    return [
        Fact("reports", len(events), "count", N_("Reports of single attacks."), ids(events, "event_id")),
        Fact(
            "incidents",
            len(one_each),
            "count",
            N_("Incidents those reports describe; several reports can share one."),
            ids(one_each, "event_id"),
        ),
        Fact(
            "confirmed",
            len(confirmed),
            "count",
            N_("Incidents reported by a source outside the claiming group."),
            ids(confirmed, "event_id"),
        ),
        Fact("claimed", len(others), "count", N_("Incidents that rest on a claim alone."), ids(others, "event_id")),
    ]


def _casualties(one_each: pd.DataFrame) -> list[Fact]:
    silent = one_each[one_each["us_injured"].isna()]
    unstated = share(len(silent), len(one_each))
    return [
        Fact(
            "killed",
            whole(one_each["us_killed"].sum()),
            "persons",
            N_("US dead in these incidents, as far as stated; contractors where the source counts them."),
            ids(one_each[one_each["us_killed"] > 0], "event_id"),
        ),
        Fact(
            "injured",
            whole(one_each["us_injured"].sum()),
            "persons",
            N_("US injured in these incidents, as far as stated; many injuries were reported later."),
            ids(one_each[one_each["us_injured"] > 0], "event_id"),
        ),
        Fact(
            "unstated",
            unstated.value,
            "share",
            N_("Share of incidents for which no number of injured was stated, exact 95% interval."),
            ids(silent, "event_id"),
            unstated.low,
            unstated.high,
            "drawdown.measures.rates.share",
        ),
    ]


def _grown(table: pd.DataFrame) -> list[Fact]:
    rows = tuple(sorted(" ".join(table["event_id"]).split()))
    definition = N_("Incidents whose number of injured was higher in a report published on a later day.")
    return [Fact("grown", len(table), "count", definition, rows, measure="drawdown.measures.casualties.revised")]


def _weapon(one_each: pd.DataFrame) -> list[Fact]:
    known = one_each[one_each["weapon"] != "unknown"]
    counts = known["weapon"].value_counts()
    code = min(counts.index[counts == counts.max()]) if len(counts) else None
    top = known[known["weapon"] == code]
    part = share(len(top), len(known))
    rows = ids(top, "event_id")
    return [
        Fact("weapon", None if code is None else term(code), "text", N_("The weapon stated most often."), rows),
        Fact(
            "weapon_share",
            part.value,
            "share",
            N_("Share of the weapon stated most often in the incidents that state one, exact 95% interval."),
            rows,
            part.low,
            part.high,
            "drawdown.measures.rates.share",
        ),
    ]


def _places(one_each: pd.DataFrame) -> list[Fact]:
    table = attack_coverage.sites(one_each)
    first = table.iloc[0] if len(table) else pd.Series(dtype=object)
    rows = tuple(sorted(str(first.get("event_id", "")).split()))
    by = "drawdown.measures.attack_coverage.sites"
    return [
        Fact("sites", len(table), "count", N_("Sites named in the incidents."), ids(one_each, "event_id"), measure=by),
        Fact("site", called(first.get("site")), "text", N_("The site with the most incidents."), rows, measure=by),
        Fact(
            "site_incidents",
            whole(first.get("incidents")),
            "count",
            N_("Incidents at the site with most of them."),
            rows,
            measure=by,
        ),
    ]


def _covered(study: Study) -> list[Fact]:
    """State the incidents found for every 100 official attacks, over the whole running total."""
    total = attack_frequency.running_total(attack_frequency.campaign(study.counts))
    table = attack_coverage.covered(attack_frequency.intervals(total), study.one_each)
    official, confirmed, claimed = (int(table[name].sum()) for name in ("official", "confirmed", "claimed"))
    low, high = (round(100 * part / official) if official else None for part in (confirmed, confirmed + claimed))
    return [
        Fact(
            "covered",
            low,
            "count",
            N_(
                "Incidents found for every 100 official attacks of the same days: reported by others; at most,"
                " with claims."
            ),
            ids(total, "count_id") if official else (),
            low,
            high,
            "drawdown.measures.attack_coverage.covered",
        )
    ]
