"""Attacks against the number of troops who could be attacked."""

from collections.abc import Mapping

import pandas as pd

from drawdown.measures import series
from drawdown.measures.rates import rate

THOUSAND = 1000


def troop_weeks(levels: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> tuple[float, float, float] | None:
    """Return the thousands of troop-weeks between two days, by the low, headline and high level; None if unknown.

    Each day has the level resolved for its month, see `series.resolve`. A level disclosed later whose start is
    unknown may have held: it widens the range, so that both what was said then and what was disclosed stand in it.

    Parameters
    ----------
    levels
        The stated levels of one country, as `troop_levels.levels` returns them.
    start, end
        The days after ``start`` and up to ``end``.
    """
    if levels.empty:
        return None
    total = [0.0, 0.0, 0.0]
    for month in pd.period_range(start + pd.Timedelta(days=1), end, freq="M"):
        level = series.resolve(levels, month.end_time.normalize())
        if level is None or level.low <= 0:
            return None
        other = level.open["estimate"].astype(float).tolist()
        first, last = max(start, month.start_time - pd.Timedelta(days=1)), min(end, month.end_time.normalize())
        weeks = (last - first).days / 7 / THOUSAND
        for place, size in enumerate((min(level.low, *other, level.low), level.headline, max(level.high, *other, 0.0))):
            total[place] += size * weeks
    return (total[0], total[1], total[2]) if total[1] > 0 else None


def per_thousand(phases: Mapping[str, pd.DataFrame], levels: pd.DataFrame) -> pd.DataFrame:
    """Return the official attacks a week per 1,000 troops, by country and phase.

    The value rests on the headline level. The range takes the lower exact Poisson limit over the highest level and the
    upper over the lowest, so it holds both the scatter of the attacks and what is not known of the level.

    Parameters
    ----------
    phases
        By country, the phases of its official count, as `phases.table` returns them.
    levels
        The stated levels, as `troop_levels.levels` returns them.

    Returns
    -------
    DataFrame
        The columns of ``phases`` with ``country``; ``least`` and ``most`` (mean level, persons); ``value``, ``low`` and
        ``high`` (attacks a week per 1,000 troops). A phase whose level is not known is left out.

    Notes
    -----
    Contractors and coalition partners were under attack too, and are in neither number. Troops were not spread evenly
    over the sites: the rate is an average over the country.
    """
    found = []
    for country, table in phases.items():
        own = levels[levels["country"] == country]
        for row in table.to_dict("records"):
            weeks = troop_weeks(own, row["start"], row["end"])
            if weeks is None:
                continue
            low, value, high = weeks
            attacks, span = int(row["attacks"]), row["days"] / 7
            covered = row["days"] / (row["end"] - row["start"]).days
            least, middle, most = (part * covered for part in (low, value, high))
            found.append(
                {str(name): cell for name, cell in row.items()}
                | {
                    "country": country,
                    "least": round(least / span * THOUSAND),
                    "most": round(most / span * THOUSAND),
                    "value": rate(attacks, middle).value,
                    "low": rate(attacks, most).low,
                    "high": rate(attacks, least).high,
                }
            )
    names = ["country", "start", "end", "days", "attacks", "begins", "least", "most", "value", "low", "high"]
    return pd.DataFrame(found, columns=[*names, "count_id", "source"])
