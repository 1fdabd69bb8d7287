"""What the attack frequency states."""

import pandas as pd

from drawdown.facts import attack_burst, attack_changes, attack_incidents, attack_models
from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.language import N_
from drawdown.measures import attack_frequency as measures
from drawdown.measures import attack_stretches
from drawdown.measures.attack_models import Study
from drawdown.measures.rates import Estimate, rate


def stated(study: Study, claims: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    statements = measures.campaign(study.counts)
    total = measures.running_total(statements)
    return [
        *_total_facts(total),
        _mean(measures.intervals(total)),
        *_busiest(attack_stretches.busiest(study.record, study.begin)),
        _half_dropped(statements),
        Fact(
            "counters",
            statements["counter"].nunique(),
            "count",
            N_("Kinds of counter that published a total for this campaign."),
            ids(statements, "count_id"),
        ),
        *attack_incidents.stated(study),
        *attack_burst.stated(study, claims),
        *attack_models.stated(study),
        *attack_changes.stated(study),
    ]


def _total_facts(total: pd.DataFrame) -> list[Fact]:
    last = total.iloc[-1] if len(total) else pd.Series(dtype=object)
    half = measures.half_time(total)
    middle = pd.Series(dtype=object) if half is None else half
    rows, half_rows = tuple(total["count_id"].tail(1)), tuple(middle.get("count_id", "").split())
    begin = total["period_start"].iloc[0] if len(total) else pd.NaT
    sound = total[total["tier"] < "D"].tail(1)
    return [
        Fact("total_tier", last.get("tier"), "text", N_("The best tier among the sources of the last total."), rows),
        Fact(
            "sound",
            whole(sound["attacks"].max()),
            "attacks",
            N_("The last official running total from a source of tiers A to C."),
            ids(sound, "count_id"),
        ),
        Fact(
            "sound_on",
            day(sound["period_end"].max()),
            "day",
            N_("The day that the last total of tiers A to C runs to."),
            ids(sound, "count_id"),
        ),
        Fact(
            "campaign_start",
            day(begin),
            "day",
            N_("First day the official running total counts."),
            tuple(total["count_id"].head(1)),
        ),
        Fact("total", whole(last.get("attacks")), "attacks", N_("The last official running total."), rows),
        Fact("total_on", day(last.get("period_end")), "day", N_("The day the last official total runs to."), rows),
        Fact("totals", len(total), "count", N_("Days with an official running total."), ids(total, "count_id")),
        Fact(
            "half",
            whole(middle.get("attacks")),
            "attacks",
            N_("The first total that held at least half of the last one."),
            half_rows,
        ),
        Fact(
            "half_on",
            day(middle.get("period_end")),
            "day",
            N_("The day by which half of the last total was reached."),
            half_rows,
        ),
        Fact(
            "half_days",
            (middle["period_end"] - begin).days + 1 if len(middle) else None,
            "days",
            N_("Days from the start of the campaign to the first total with half of the last one."),
            half_rows,
        ),
    ]


def _mean(spans: pd.DataFrame) -> Fact:
    days = int(spans["days"].sum()) if len(spans) else 0
    mean = rate(int(spans["attacks"].sum()), days / measures.WEEK) if days else Estimate(None, None, None)
    return Fact(
        "per_week",
        mean.value,
        "per_week",
        N_("Attacks a week from the first day to the last total, exact 95% Poisson interval."),
        ids(spans, "count_id"),
        mean.low,
        mean.high,
    )


def _busiest(found: pd.Series) -> list[Fact]:
    rows, by = tuple(sorted(found.get("count_id", "").split())), "drawdown.measures.attack_stretches.busiest"
    first = found["start"] + pd.Timedelta(days=1) if len(found) else None
    return [
        Fact(
            "busiest",
            found.get("per_week"),
            "per_week",
            N_("Attacks a week in the busiest stretch of at least a week of the official record, tiers A to C."),
            rows,
            found.get("low"),
            found.get("high"),
            by,
        ),
        Fact("busiest_from", day(first), "day", N_("The first day of the busiest stretch."), rows),
        Fact("busiest_to", day(found.get("end")), "day", N_("The last day of the busiest stretch."), rows),
    ]


def _half_dropped(statements: pd.DataFrame) -> Fact:
    official = statements[statements["counter"] == measures.OFFICIAL]
    text = N_("Days to half of the last official total; the range is that without any one source.")
    return dropped("half_days", "days", official, "count_id", _half_days, text)


def _half_days(statements: pd.DataFrame) -> float | None:
    total = measures.running_total(statements)
    half = measures.half_time(total)
    return None if half is None else (half["period_end"] - total["period_start"].iloc[0]).days + 1
