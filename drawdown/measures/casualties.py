"""The US dead and injured of the incidents, as far as a number was stated."""

import pandas as pd

DEADLIEST = 10  # incidents listed


def by(one_each: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the casualties by weapon or by outcome, most frequent first.

    Columns: ``code``, ``incidents``, ``stated`` (incidents whose number of injured is stated, zero included),
    ``killed``, ``injured`` (persons, over those that state them). A blank is not a zero: the sums are lower bounds.
    """
    groups = one_each.groupby(column)
    table = pd.DataFrame(
        {
            "incidents": groups.size(),
            "stated": groups["us_injured"].count(),
            "killed": groups["us_killed"].sum(),
            "injured": groups["us_injured"].sum(),
        }
    )
    table = table.rename_axis("code").reset_index()
    return table.sort_values(["incidents", "code"], ascending=[False, True]).reset_index(drop=True)


def deadliest(one_each: pd.DataFrame) -> pd.DataFrame:
    """Return the ten incidents with the most US dead, then injured; those without a casualty are left out."""
    hurt = one_each[one_each["us_killed"].fillna(0) + one_each["us_injured"].fillna(0) > 0]
    worst = hurt.assign(dead=hurt["us_killed"].fillna(0), injured=hurt["us_injured"].fillna(0))
    worst = worst.sort_values(["dead", "injured", "date", "event_id"], ascending=[False, False, True, True])
    return worst.drop(columns=["dead", "injured"]).head(DEADLIEST).reset_index(drop=True)


def revised(events: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents whose number of injured grew in later reports.

    Traumatic brain injuries are found days or weeks after a blast. Compared are the first report that states a number
    and the highest one published on a later day.

    Returns
    -------
    DataFrame
        ``incident_id``, ``date``, ``site``, ``first``, ``last`` (injured), ``days`` from the first statement to the
        last, ``event_id`` (ids of both) and ``source``; the largest growth first.

    Notes
    -----
    It takes a rise as a late finding, but a later number can also be a wider one, with contractors in it. An incident
    without a later number is not thereby final: a blank is "not stated", not zero.
    """
    stated = events[events["us_injured"].notna()].sort_values(["reported_on", "event_id"])
    found = []
    for name, rows in stated.groupby("incident_id"):
        first, later = rows.iloc[0], rows[rows["reported_on"] > rows["reported_on"].iloc[0]]
        if later.empty or later["us_injured"].max() <= first["us_injured"]:
            continue
        last = later.loc[later["us_injured"].idxmax()]
        found.append(
            (
                name,
                first["date"],
                first["site"],
                int(first["us_injured"]),
                int(last["us_injured"]),
                (last["reported_on"] - first["reported_on"]).days,
                f"{first['event_id']} {last['event_id']}",
                f"{first['source']} {last['source']}",
            )
        )
    columns = ["incident_id", "date", "site", "first", "last", "days", "event_id", "source"]
    table = pd.DataFrame(found, columns=columns)
    growth = table["last"] - table["first"]
    return table.assign(growth=growth).sort_values(["growth", "incident_id"], ascending=[False, True])[columns]
