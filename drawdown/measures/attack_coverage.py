"""How many of the officially counted attacks the table of incidents can show."""

import pandas as pd


def covered(intervals: pd.DataFrame, one_each: pd.DataFrame) -> pd.DataFrame:
    """Set the incidents found beside the official count of the same days.

    Returns
    -------
    DataFrame
        ``start``, ``end``, ``official`` attacks, ``confirmed`` and ``claimed`` incidents of the days after ``start`` up
        to ``end``; ``low`` is confirmed incidents per official attack, ``high`` is all incidents per official attack,
        both missing where the official count is zero; ``source``.

    Notes
    -----
    It is a ratio of two counts, not a share: an incident found need not be one that the military counted, and can
    exceed its count. Dates differ by a day between local and US time.
    """
    rows = []
    for span in intervals.itertuples():
        inside = one_each[(one_each["date"] > span.start) & (one_each["date"] <= span.end)]
        confirmed = int((inside["status"] == "confirmed").sum())
        count = int(str(span.attacks))
        low, high = (part / count if count else None for part in (confirmed, len(inside)))
        rows.append((span.start, span.end, count, confirmed, len(inside) - confirmed, low, high, span.source))
    columns = ["start", "end", "official", "confirmed", "claimed", "low", "high", "source"]
    return pd.DataFrame(rows, columns=columns).astype({"low": float, "high": float})


def sites(one_each: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents per site, most first.

    Columns: ``site``, ``country``, ``lat``, ``lon`` (the first stated; missing where none is), ``incidents``,
    ``confirmed``, ``event_id`` and ``source`` of all of them.

    Notes
    -----
    It counts the incidents that pages were found for, with claims by the attackers among them, so a site with few may
    be one few wrote about: no ranking of targets, and no total to set beside the official one. Incidents without a
    named site are left out.
    """
    named = one_each[one_each["site"] != ""]
    groups = named.groupby(["site", "country"])
    table = pd.DataFrame(
        {
            "lat": groups["lat"].first(),
            "lon": groups["lon"].first(),
            "incidents": groups.size(),
            "confirmed": groups["status"].agg(lambda status: int((status == "confirmed").sum())).astype("int64"),
            "event_id": groups["event_id"].agg(" ".join),
            "source": groups["source"].agg(lambda keys: " ".join(dict.fromkeys(keys))),
        }
    ).reset_index()
    return table.sort_values(["incidents", "site"], ascending=[False, True]).reset_index(drop=True)
