"""Events that other datasets hold, by month; datasets are never added to one another, or to the official count."""

import pandas as pd

RANGE = ["deaths_low", "deaths_high"]


def by_month(counted: pd.DataFrame) -> pd.DataFrame:
    """Return events and deaths by month of each dataset and country, no month missing between the first and the last.

    A month without an event holds zeros. What lies before the first event of a country and after its last has no row:
    whether a dataset holds nothing there or was not asked is not known.

    Parameters
    ----------
    counted
        The months that hold an event, as `drawdown.pack.event_months.counted` returns them.

    Returns
    -------
    DataFrame
        The columns of ``counted``: ``dataset``, ``country``, ``month`` (its first day), ``events``, ``deaths_low``,
        ``deaths_best``, ``deaths_high`` (persons; missing where the dataset gives no range).

    Notes
    -----
    An event belongs to the month it started in, however long it lasted and however roughly it is dated. An event whose
    deaths the dataset does not know adds none.
    """
    if counted.empty:
        return counted
    ranged = counted.groupby("dataset")[RANGE].transform("count").gt(0)  # the dataset gives ranges
    known = counted.assign(**{name: counted[name].mask(ranged[name], counted[name].fillna(0)) for name in RANGE})
    groups = known.groupby(["dataset", "country"], sort=False)
    return pd.concat([_whole(own) for _, own in groups], ignore_index=True)[list(counted)]


def _whole(own: pd.DataFrame) -> pd.DataFrame:
    """Return the months of one country with those between them."""
    months = pd.date_range(own["month"].min(), own["month"].max(), freq="MS", unit="s", name="month")
    whole = own.set_index("month").reindex(months)
    counts = ["events", "deaths_best", *(name for name in RANGE if own[name].notna().any())]
    whole[counts] = whole[counts].fillna(0)
    whole[["dataset", "country"]] = own[["dataset", "country"]].iloc[0].tolist()
    return whole.astype({"events": "int64"}).reset_index()
