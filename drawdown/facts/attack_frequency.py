"""What the attack frequency states."""

import pandas as pd

from drawdown.facts import attack_burst, attack_changes, attack_incidents, attack_models
from drawdown.facts.dropped import dropped
from drawdown.facts.fact import Fact, day, ids, whole
from drawdown.language import N_
from drawdown.measures import attack_frequency as measures
from drawdown.measures.attack_models import Study
from drawdown.measures.rates import Estimate, rate


def stated(study: Study, claims: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    statements = measures.campaign(study.counts)
    total = measures.running_total(statements)
    return [
        *_total_facts(total),
        *_rate_facts(measures.intervals(total)),
        dropped("half_days", "days", _official(statements), "count_id", _half_days),
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
            N_("The day that total runs to."),
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
        Fact("half_on", day(middle.get("period_end")), "day", N_("The day that total ran to."), half_rows),
        Fact(
            "half_days",
            (middle["period_end"] - begin).days + 1 if len(middle) else None,
            "days",
            N_("Days from the start of the campaign to that day."),
            half_rows,
        ),
    ]


def _rate_facts(spans: pd.DataFrame) -> list[Fact]:
    days = int(spans["days"].sum()) if len(spans) else 0
    mean = rate(int(spans["attacks"].sum()), days / measures.WEEK) if days else Estimate(None, None, None)
    long = spans[spans["days"] >= measures.WEEK]
    busiest = long.loc[long["per_week"].idxmax()] if len(long) else pd.Series(dtype=object)
    rows = tuple(busiest.get("count_id", "").split())
    return [
        Fact(
            "per_week",
            mean.value,
            "per_week",
            N_("Attacks a week from the first day to the last total, exact 95% Poisson interval."),
            ids(spans, "count_id"),
            mean.low,
            mean.high,
        ),
        Fact(
            "busiest",
            busiest.get("per_week"),
            "per_week",
            N_("Attacks a week in the busiest stretch of at least a week between two totals."),
            rows,
            busiest.get("low"),
            busiest.get("high"),
        ),
        Fact("busiest_from", day(busiest.get("start")), "day", N_("The total the busiest stretch starts from."), rows),
        Fact("busiest_to", day(busiest.get("end")), "day", N_("The total the busiest stretch ends with."), rows),
    ]


def _official(statements: pd.DataFrame) -> pd.DataFrame:
    return statements[statements["counter"] == measures.OFFICIAL]


def _half_days(statements: pd.DataFrame) -> float | None:
    total = measures.running_total(statements)
    half = measures.half_time(total)
    return None if half is None else (half["period_end"] - total["period_start"].iloc[0]).days + 1
