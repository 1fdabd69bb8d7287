"""The events a pack has imported, by month: each dataset by itself, as it was known on a day."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from drawdown.pack import imported
from drawdown.pack.datasets import Dataset

MONTHS = ["dataset", "country", "month", "events", "deaths_low", "deaths_best", "deaths_high"]


def monthly(pack: Path, countries: Sequence[str], start: dt.date, end: dt.date, as_of: dt.date) -> pd.DataFrame:
    """Return events and deaths by month and country of each dataset, as known on a day.

    An event belongs to the month it started in. Only the kinds a dataset counts are counted, and each dataset stands by
    itself. Months between the first and the last known event of a country have a row, if only of zeros; what lies
    before and after, or a country without an event, may not have been asked for, and is nothing.

    Returns
    -------
    DataFrame
        ``dataset``, ``country``, ``month`` (its first day), ``events``, ``deaths_low``, ``deaths_best``,
        ``deaths_high`` (persons; missing where the dataset gives no such number at all).
    """
    frames = [_monthly(pack, dataset, countries, start, end, as_of) for dataset in imported.datasets(pack)]
    frames = [frame for frame in frames if len(frame)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=MONTHS)


def _monthly(
    pack: Path, dataset: Dataset, countries: Sequence[str], start: dt.date, end: dt.date, as_of: dt.date
) -> pd.DataFrame:
    named = ", ".join(f"({imported.quoted(country)})" for country in countries)
    sql = f"""
        WITH known AS MATERIALIZED (
            SELECT date_trunc('month', date_start) AS month, asked.name AS country, count(*) AS events,
                   sum(deaths_low) AS deaths_low, sum(deaths_best) AS deaths_best, sum(deaths_high) AS deaths_high
            FROM {imported.seen(pack, dataset.name, as_of)} AS event
            JOIN (VALUES {named}) AS asked(name) ON lower(event.country) = lower(asked.name)
            WHERE regexp_matches(kind, {imported.quoted(dataset.counted)})
              AND date_start BETWEEN DATE '{start}' AND DATE '{end}'
            GROUP BY ALL),
        span AS (
            SELECT country, unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH)) AS month
            FROM known GROUP BY country),
        given AS (
            SELECT if(count(deaths_low) > 0, 0, NULL) AS low, if(count(deaths_high) > 0, 0, NULL) AS high FROM known)
        SELECT {imported.quoted(dataset.name)} AS dataset, country, month::TIMESTAMP_S AS month,
               coalesce(events, 0) AS events, coalesce(deaths_low, given.low) AS deaths_low,
               coalesce(deaths_best, 0) AS deaths_best, coalesce(deaths_high, given.high) AS deaths_high
        FROM span LEFT JOIN known USING (country, month) CROSS JOIN given
        ORDER BY country, month"""
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
