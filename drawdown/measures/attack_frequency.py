"""How often US forces were attacked, counter by counter; counters are never added or mixed in one line."""

import pandas as pd

from drawdown.measures.rates import rate

OFFICIAL = "us_military"
START_TOLERANCE = pd.Timedelta(days=3)  # counters date the start of one campaign a few days apart
WEEK = 7.0


def campaign(counts: pd.DataFrame, start: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the statements about the campaign that most official running totals count from.

    Kept are whole totals, see `whole_totals`, whose period starts within three days of ``start``; without one, of
    `campaign_start`.
    """
    whole = whole_totals(counts)
    start = campaign_start(counts) if start is None else start
    if start is None or not (whole["counter"] == OFFICIAL).any():
        return whole.head(0)
    near = (whole["period_start"] - start).abs() <= START_TOLERANCE
    return whole[near].sort_values(["period_end", "count_id"])


def campaign_start(counts: pd.DataFrame) -> pd.Timestamp | None:
    """Return the first day that most official whole totals count from; None without one."""
    whole = whole_totals(counts)
    starts = whole.loc[whole["counter"] == OFFICIAL, "period_start"]
    return starts.mode().min() if len(starts) else None


def whole_totals(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that give a whole total with a number: no country split, no single base, no sum made here.

    Upper limits ("fewer than") are left out. A superseded total is left out once the row it lags behind is known:
    until then it stood. Where the rows hold none of the totals that were split, as in a view of one country, the
    splits are the totals.
    """
    parted = counts["split_of"].isin(counts["count_id"]).any()
    outdated = (counts["status"] == "superseded") & (
        (counts["lags_behind"] == "") | counts["lags_behind"].isin(counts["count_id"])
    )
    return counts[
        ((counts["split_of"] == "") | ((not parted) & (counts["country"].nunique() == 1)))
        & counts["attacks"].notna()
        & (counts["computed"] == "no")
        & (counts["count_qualifier"] != "fewer_than")
        & ~outdated
        & ~counts["scope"].str.contains("one base|only", regex=True)
    ]


def running_total(statements: pd.DataFrame, counter: str = OFFICIAL) -> pd.DataFrame:
    """Return a counter's running total: the highest number stated for each end day, never falling.

    A total below an earlier one is a lagging report, and is left out. The level of aggregation is the widest the
    counter stated. Columns: ``period_start``, ``period_end``, ``attacks``, ``count_id``, ``tier``, and ``source``: the
    keys of all that stated a total for the day, that of the highest first.
    """
    columns = ["period_start", "period_end", "attacks", "count_id", "source", "tier"]
    own = statements.loc[statements["counter"] == counter, columns]
    stated = own.sort_values(["period_end", "attacks", "count_id"])
    said = stated[::-1].groupby("period_end")["source"].transform(_joined)
    highest = stated.assign(source=said).drop_duplicates("period_end", keep="last")
    rising = highest["attacks"] >= highest["attacks"].cummax()
    return highest.loc[rising, columns].reset_index(drop=True)


def _joined(keys: pd.Series) -> str:
    return " ".join(dict.fromkeys(keys))


def disagreement(statements: pd.DataFrame, counter: str = OFFICIAL) -> pd.DataFrame:
    """Return the lowest and highest total that a counter stated for each end day of its running total.

    Columns: ``period_end``, ``low``, ``high`` (attacks), in order of time; the two differ where reports of the same
    count disagree.
    """
    days = running_total(statements, counter)["period_end"]
    own = statements[(statements["counter"] == counter) & statements["period_end"].isin(days)]
    return own.groupby("period_end")["attacks"].agg(low="min", high="max").reset_index()


def intervals(total: pd.DataFrame) -> pd.DataFrame:
    """Return the attacks between successive totals, with the weekly rate and its exact Poisson interval.

    Columns: ``start``, ``end`` (days; the first interval starts the day before the campaign), ``days``, ``attacks``,
    ``per_week``, ``low``, ``high`` (attacks a week), ``count_id``, ``source``.
    """
    if total.empty:
        return pd.DataFrame(
            columns=["start", "end", "days", "attacks", "per_week", "low", "high", "count_id", "source"]
        )
    begin = total["period_start"].iloc[0] - pd.Timedelta(days=1)
    start = total["period_end"].shift().fillna(begin)
    attacks = total["attacks"].diff().fillna(total["attacks"]).astype(int)
    days = (total["period_end"] - start).dt.days
    weekly = [rate(int(n), length / WEEK) for n, length in zip(attacks, days, strict=True)]
    return pd.DataFrame(
        {
            "start": start,
            "end": total["period_end"],
            "days": days,
            "attacks": attacks,
            "per_week": [estimate.value for estimate in weekly],
            "low": [estimate.low for estimate in weekly],
            "high": [estimate.high for estimate in weekly],
            "count_id": total["count_id"],
            "source": total["source"],
        }
    )


def by_month(total: pd.DataFrame) -> pd.DataFrame:
    """Return the attacks between the last totals of successive months, as `intervals` does.

    A total stands for its month where it is dated in the month's last five days or the next month's first five;
    otherwise the interval simply runs on to the next total, so that nothing is spread by guess.
    """
    month = (total["period_end"] - pd.Timedelta(days=5)).dt.to_period("M")
    return intervals(total.groupby(month, as_index=False).last() if len(total) else total)


def same_weeks(statements: pd.DataFrame) -> pd.DataFrame:
    """Return the counts that different bodies published for the same weeks.

    A week ends on Sunday, and is listed where at least two counters stated a total that ends in it, dated to the day.
    Of each counter the latest total of the week stands: of its last day the best tier, published last among equals.
    Nothing is carried over from another week. The counts are set side by side, never added or averaged.

    Parameters
    ----------
    statements
        Totals of one campaign, as `campaign` returns them.

    Returns
    -------
    DataFrame
        ``week`` (its Sunday), ``counter``, ``attacks``, ``low`` and ``high`` (over all statements of the counter for
        that day), ``period_end``, ``country`` and ``scope`` (what was counted where), ``count_id``, and ``source``: the
        keys of all those statements, that of the total first.
    """
    daily = statements[statements["period_end_precision"] == "day"]
    weeks = daily.assign(week=daily["period_end"].dt.to_period("W-SUN").dt.end_time.dt.normalize())
    last = weeks.groupby(["week", "counter"])["period_end"].transform("max")
    latest = weeks[weeks["period_end"] == last].sort_values(
        ["week", "counter", "tier", "reported_on", "count_id"], ascending=[True, True, True, False, True]
    )
    span = latest.groupby(["week", "counter"])["attacks"]
    said = latest.groupby(["week", "counter"])["source"].transform(_joined)
    table = latest.assign(low=span.transform("min"), high=span.transform("max"), source=said)
    table = table.drop_duplicates(["week", "counter"])
    several = table.groupby("week")["counter"].transform("size") > 1
    columns = ["week", "counter", "attacks", "low", "high", "period_end", "country", "scope", "count_id", "source"]
    return table.loc[several, columns].reset_index(drop=True)


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
