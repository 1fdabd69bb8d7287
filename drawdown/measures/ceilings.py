"""Ceilings on a force against the levels stated, and the persons counted, while they stood."""

import pandas as pd

from drawdown.measures import series
from drawdown.measures.forecasts import plans
from drawdown.measures.troop_levels import NEAR, NOT_A_LEVEL, levels

_DAY = pd.Timedelta(days=1)


def periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the ceilings on a whole US force with the time each stood, one row for each number.

    A ceiling stands from the first day a row gives it. It ends the day before the next ceiling begins, or the day
    before a plan above it is announced (the plan raises it); without either, 120 days after the last row that
    gives it.

    Returns
    -------
    DataFrame
        ``country``, ``first``, ``last`` (days), ``ceiling`` (persons), ``tier`` (the best), ``obs_id``, ``source``.
    """
    caps = rows[
        (rows["kind"] == "cap")
        & (rows["scope"] == "us_military")
        & rows["estimate"].notna()
        & ~rows["note"].str.contains(NOT_A_LEVEL)
    ].sort_values(["country", "valid_from", "obs_id"])
    changed = caps["country"].ne(caps["country"].shift()) | caps["estimate"].ne(caps["estimate"].shift())
    found, planned = [], plans(rows)
    for _, same in caps.groupby(changed.cumsum()):
        country, ceiling = same["country"].iloc[0], same["estimate"].iloc[0]
        first, stated = same["valid_from"].min(), same["valid_to"].max()
        raised = planned[(planned["country"] == country) & (planned["planned"] > ceiling)]["planned_on"]
        others = caps[(caps["country"] == country) & (caps["valid_from"] > same["valid_from"].max())]["valid_from"]
        ends = [*(others - _DAY), *(raised[raised > stated] - _DAY)]
        last = min([stated + NEAR, *(max(end, first) for end in ends)])
        sources = " ".join(dict.fromkeys(same["source"]))
        found.append((country, first, last, float(ceiling), same["tier"].min(), " ".join(same["obs_id"]), sources))
    columns = ["country", "first", "last", "ceiling", "tier", "obs_id", "source"]
    table = pd.DataFrame(found, columns=columns)
    return table.astype({"first": "datetime64[s]", "last": "datetime64[s]", "ceiling": float})


def compared(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Set each ceiling beside what was stated and what was counted while it stood.

    Parameters
    ----------
    rows, counts
        The statements of levels, and the personnel counts.

    Returns
    -------
    DataFrame
        The columns of `periods` and ``low``, ``high`` (persons: the range of levels said at the time to be present,
        not those disclosed later), ``counts`` (how many personnel counts fall in the time), ``counted_low``,
        ``counted_high`` (persons), ``above`` (how many counts lie above the ceiling), ``ratio`` (the highest count by
        the ceiling), ``level_ids``, ``dmdc_id``, ``level_source``, ``count_source``.

    Notes
    -----
    A count above a ceiling does not show that a rule was broken: temporary duty and overlapping units were outside
    the ceiling by rule and inside the count. The public level was often the ceiling itself, printed as a count.
    """
    stated = levels(rows)
    sound = stated[(stated["tier"] < series.WEAKEST) & (stated["kind"] == "observed")]
    found = [{**row, **_beside(row, sound, counts)} for row in periods(rows).to_dict("records")]
    names = ["low", "high", "counts", "counted_low", "counted_high", "above", "ratio"]
    ids = ["level_ids", "dmdc_id", "level_source", "count_source"]
    table = pd.DataFrame(found, columns=[*periods(rows).columns, *names, *ids])
    kinds = dict.fromkeys(["low", "high", "counted_low", "counted_high", "ratio"], float)
    return table.astype(kinds | dict.fromkeys(["counts", "above"], int))


def _beside(row: dict[str, object], sound: pd.DataFrame, counts: pd.DataFrame) -> dict[str, object]:
    first, last = row["first"], row["last"]
    near = sound[(sound["country"] == row["country"]) & (sound["date"] <= last) & (sound["valid_to"] >= first)]
    here = counts[(counts["country"] == row["country"]) & counts["as_of_date"].between(first, last)]
    most = float(here["troops_total"].max()) if len(here) else None
    return {
        "low": near["low"].min() if len(near) else None,
        "high": near["high"].max() if len(near) else None,
        "counts": len(here),
        "counted_low": here["troops_total"].min() if len(here) else None,
        "counted_high": most,
        "above": int((here["troops_total"] > row["ceiling"]).sum()),
        "ratio": None if most is None else most / float(str(row["ceiling"])),
        "level_ids": " ".join(near["obs_id"]),
        "dmdc_id": " ".join(here["dmdc_id"]),
        "level_source": " ".join(dict.fromkeys(near["source"])),
        "count_source": " ".join(dict.fromkeys(here["source"])),
    }
