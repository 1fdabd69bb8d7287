"""The events a pack has imported, by month: each dataset by itself, as it was known on a day."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from drawdown.pack import imported
from drawdown.pack.datasets import Dataset

MONTHS = ["dataset", "country", "month", "events", "deaths_low", "deaths_best", "deaths_high"]


def counted(pack: Path, countries: Sequence[str], start: dt.date, end: dt.date, as_of: dt.date) -> pd.DataFrame:
    """Return events and deaths by month and country of each dataset, as known on a day: the months that hold an event.

    An event belongs to the month it started in, and only the kinds a dataset counts are counted.

    Returns
    -------
    DataFrame
        ``dataset``, ``country``, ``month`` (its first day), ``events``, ``deaths_low``, ``deaths_best``,
        ``deaths_high`` (persons; missing where no event of the month gives such a number).
    """
    frames = [_counted(pack, dataset, countries, start, end, as_of) for dataset in imported.datasets(pack)]
    frames = [frame for frame in frames if len(frame)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=MONTHS)


def _counted(
    pack: Path, dataset: Dataset, countries: Sequence[str], start: dt.date, end: dt.date, as_of: dt.date
) -> pd.DataFrame:
    named = ", ".join(f"({imported.quoted(country)})" for country in countries)
    sql = f"""
        SELECT {imported.quoted(dataset.name)} AS dataset, asked.name AS country,
               date_trunc('month', date_start)::TIMESTAMP_S AS month, count(*) AS events,
               sum(deaths_low) AS deaths_low, sum(deaths_best) AS deaths_best, sum(deaths_high) AS deaths_high
        FROM {imported.seen(pack, dataset.name, as_of)} AS event
        JOIN (VALUES {named}) AS asked(name) ON lower(event.country) = lower(asked.name)
        WHERE regexp_matches(kind, {imported.quoted(dataset.counted)})
          AND date_start BETWEEN DATE '{start}' AND DATE '{end}'
        GROUP BY ALL ORDER BY country, month"""
    with imported.connect() as connection:
        return connection.sql(sql).df()


def origins(pack: Path, names: Sequence[str], as_of: dt.date) -> pd.DataFrame:
    """Return the imports behind the rows of some datasets that were known on a day.

    Returns
    -------
    DataFrame
        ``dataset``, ``release``, ``rows`` (known that day), ``accessed`` (day), ``countries`` and ``since`` (the
        filters; empty for none), in the order of imports.
    """
    found = []
    for name in names:
        with imported.connect() as connection:
            counted = f"SELECT sequence, count(*) FROM {imported.seen(pack, name, as_of)} GROUP BY sequence"
            rows = dict(connection.execute(counted).fetchall())
        for sequence, one in enumerate(one for one in imported.imports(pack, name) if one.part):
            if sequence in rows:
                about = {"dataset": name, "release": one.release, "rows": rows[sequence]}
                filters = {"countries": list(one.countries), "since": one.since}
                found.append({**about, "accessed": pd.Timestamp(one.accessed), **filters})
    return pd.DataFrame(found, columns=["dataset", "release", "rows", "accessed", "countries", "since"])
