"""How often US forces were attacked, counter by counter; counters are never added or mixed in one line."""

import pandas as pd

from drawdown.language import N_
from drawdown.measures.fact import Fact, day, ids, whole
from drawdown.measures.rates import Estimate, rate

OFFICIAL = "us_military"
START_TOLERANCE = pd.Timedelta(days=3)  # counters date the start of one campaign a few days apart
WEEK = 7.0


def campaign(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the statements about the campaign that most official running totals count from.

    Kept are whole totals with a number (no country split, no single base, no sum made here) whose period starts
    within three days of the most frequent start among the official ones. Upper limits ("fewer than") are left out.
    """
    whole_totals = counts[
        (counts["split_of"] == "") & counts["attacks"].notna() & (counts["computed"] == "no")
        & (counts["count_qualifier"] != "fewer_than") & (counts["status"] != "superseded")
        & ~counts["scope"].str.contains("one base|only", regex=True)
    ]  # fmt: skip
    official = whole_totals[whole_totals["counter"] == OFFICIAL]
    if official.empty:
        return official
    start = official["period_start"].mode().min()
    near = (whole_totals["period_start"] - start).abs() <= START_TOLERANCE
    return whole_totals[near].sort_values(["period_end", "count_id"])


def running_total(statements: pd.DataFrame, counter: str = OFFICIAL) -> pd.DataFrame:
    """Return a counter's running total: the highest number stated for each end day, never falling.

    A total below an earlier one is a lagging report, and is left out. The level of aggregation is the widest the
    counter stated. Columns: ``period_start``, ``period_end``, ``attacks``, ``count_id``, ``source``, ``tier``.
    """
    stated = statements[statements["counter"] == counter].sort_values(["period_end", "attacks", "count_id"])
    highest = stated.drop_duplicates("period_end", keep="last")
    rising = highest["attacks"] >= highest["attacks"].cummax()
    columns = ["period_start", "period_end", "attacks", "count_id", "source", "tier"]
    return highest.loc[rising, columns].reset_index(drop=True)


def intervals(total: pd.DataFrame) -> pd.DataFrame:
    """Return the attacks between successive totals, with the weekly rate and its exact Poisson interval.

    Columns: ``start``, ``end`` (days; the first interval starts the day before the campaign), ``days``, ``attacks``,
    ``per_week``, ``low``, ``high`` (attacks a week), ``count_id``, ``source``.
    """
    if total.empty:
        return pd.DataFrame(columns=["start", "end", "days", "attacks", "per_week", "low", "high", "count_id", "source"])
    begin = total["period_start"].iloc[0] - pd.Timedelta(days=1)
    start = total["period_end"].shift().fillna(begin)
    attacks = total["attacks"].diff().fillna(total["attacks"]).astype(int)
    days = (total["period_end"] - start).dt.days
    weekly = [rate(int(n), length / WEEK) for n, length in zip(attacks, days, strict=True)]
    return pd.DataFrame(
        {
            "start": start, "end": total["period_end"], "days": days, "attacks": attacks,
            "per_week": [estimate.value for estimate in weekly], "low": [estimate.low for estimate in weekly],
            "high": [estimate.high for estimate in weekly], "count_id": total["count_id"], "source": total["source"],
        }
    )  # fmt: skip


def by_month(total: pd.DataFrame) -> pd.DataFrame:
    """Return the attacks between the last totals of successive months, as `intervals` does.

    A total stands for its month where it is dated in the month's last five days or the next month's first five;
    otherwise the interval simply runs on to the next total, so that nothing is spread by guess.
    """
    month = (total["period_end"] - pd.Timedelta(days=5)).dt.to_period("M")
    return intervals(total.groupby(month, as_index=False).last() if len(total) else total)


def incidents(events: pd.DataFrame) -> pd.DataFrame:
    """Return one row per incident: its lead report, or the first known one where the lead is not known yet."""
    leading = events["event_id"] == events["lead_event_id"]
    ordered = events.assign(report=~leading).sort_values(["incident_id", "report", "reported_on", "event_id"])
    first = ordered.drop_duplicates("incident_id").drop(columns="report")
    return first.sort_values(["date", "event_id"]).reset_index(drop=True)


def monthly_incidents(one_each: pd.DataFrame) -> pd.DataFrame:
    """Return incidents per month: columns ``confirmed`` and ``claimed``, indexed by month, no month missing."""
    if one_each.empty:
        return pd.DataFrame(columns=["confirmed", "claimed"])
    months = one_each["date"].dt.to_period("M")
    table = pd.crosstab(months, one_each["status"]).reindex(columns=["confirmed", "claimed"], fill_value=0)
    return table.reindex(pd.period_range(months.min(), months.max(), freq="M"), fill_value=0)


def weapons(one_each: pd.DataFrame) -> pd.DataFrame:
    """Return incidents per weapon (rows, most frequent first) and outcome (columns)."""
    table = pd.crosstab(one_each["weapon"], one_each["outcome"])
    table = table.reindex(columns=["impact", "intercepted", "unknown"], fill_value=0)
    return table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def half_time(total: pd.DataFrame) -> pd.Series | None:
    """Return the first total that holds at least half of the last one; None without totals."""
    return total[total["attacks"] >= total["attacks"].iloc[-1] / 2].iloc[0] if len(total) else None


def facts(counts: pd.DataFrame, events: pd.DataFrame) -> list[Fact]:
    """Return what the chapter states."""
    statements = campaign(counts)
    total = running_total(statements)
    spans = intervals(total)
    one_each = incidents(events)
    confirmed = one_each[one_each["status"] == "confirmed"]
    return [
        *_total_facts(total),
        *_rate_facts(spans),
        Fact("counters", statements["counter"].nunique(), "count", N_("Kinds of counter that published a total for this campaign."), ids(statements, "count_id")),
        Fact("reports", len(events), "count", N_("Reports of single attacks."), ids(events, "event_id")),
        Fact("incidents", len(one_each), "count", N_("Incidents those reports describe; several reports can share one."), ids(one_each, "event_id")),
        Fact("confirmed", len(confirmed), "count", N_("Incidents reported by a source outside the claiming group."), ids(confirmed, "event_id")),
        Fact("claimed", len(one_each) - len(confirmed), "count", N_("Incidents that rest on a claim alone."), ids(one_each[one_each["status"] != "confirmed"], "event_id")),
        *_casualty_facts(one_each),
    ]  # fmt: skip


def _total_facts(total: pd.DataFrame) -> list[Fact]:
    last = total.iloc[-1] if len(total) else pd.Series(dtype=object)
    half = half_time(total)
    middle = pd.Series(dtype=object) if half is None else half
    rows, half_rows = tuple(total["count_id"].tail(1)), tuple(middle.get("count_id", "").split())
    begin = total["period_start"].iloc[0] if len(total) else pd.NaT
    return [
        Fact("campaign_start", day(begin), "day", N_("First day the official running total counts."), tuple(total["count_id"].head(1))),
        Fact("total", whole(last.get("attacks")), "attacks", N_("The last official running total."), rows),
        Fact("total_on", day(last.get("period_end")), "day", N_("The day the last official total runs to."), rows),
        Fact("totals", len(total), "count", N_("Days with an official running total."), ids(total, "count_id")),
        Fact("half", whole(middle.get("attacks")), "attacks", N_("The first total that held at least half of the last one."), half_rows),
        Fact("half_on", day(middle.get("period_end")), "day", N_("The day that total ran to."), half_rows),
        Fact("half_days", (middle["period_end"] - begin).days + 1 if len(middle) else None, "days", N_("Days from the start of the campaign to that day."), half_rows),
    ]  # fmt: skip


def _rate_facts(spans: pd.DataFrame) -> list[Fact]:
    days = int(spans["days"].sum()) if len(spans) else 0
    mean = rate(int(spans["attacks"].sum()), days / WEEK) if days else Estimate(None, None, None)
    long = spans[spans["days"] >= WEEK]
    busiest = long.loc[long["per_week"].idxmax()] if len(long) else pd.Series(dtype=object)
    rows = tuple(busiest.get("count_id", "").split())
    return [
        Fact("per_week", mean.value, "per_week", N_("Attacks a week from the first day to the last total, exact 95% Poisson interval."), ids(spans, "count_id"), mean.low, mean.high),
        Fact("busiest", busiest.get("per_week"), "per_week", N_("Attacks a week in the busiest stretch of at least a week between two totals."), rows, busiest.get("low"), busiest.get("high")),
        Fact("busiest_from", day(busiest.get("start")), "day", N_("The total the busiest stretch starts from."), rows),
        Fact("busiest_to", day(busiest.get("end")), "day", N_("The total the busiest stretch ends with."), rows),
    ]  # fmt: skip


def _casualty_facts(one_each: pd.DataFrame) -> list[Fact]:
    return [
        Fact("killed", whole(one_each["us_killed"].sum()), "persons", N_("US dead in these incidents, as far as stated; contractors where the source counts them."), ids(one_each[one_each["us_killed"] > 0], "event_id")),
        Fact("injured", whole(one_each["us_injured"].sum()), "persons", N_("US injured in these incidents, as far as stated; many injuries were reported later."), ids(one_each[one_each["us_injured"] > 0], "event_id")),
        Fact("unstated", one_each["us_injured"].isna().mean() if len(one_each) else None, "share", N_("Share of incidents for which no number of injured was stated."), ids(one_each[one_each["us_injured"].isna()], "event_id")),
    ]  # fmt: skip
