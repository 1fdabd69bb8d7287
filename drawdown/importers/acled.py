"""The files of the Armed Conflict Location & Event Data, as its export tool and its API have written them."""

from drawdown.importers.layout import Layout
from drawdown.pack.datasets import DATASETS

LAYOUT = Layout(
    dataset=DATASETS["acled"],
    names={
        "event_id_cnty": ("event_id_cnty", "data_id"),
        "event_date": ("event_date",),
        "time_precision": ("time_precision",),
        "event_type": ("event_type",),
        "actor1": ("actor1",),
        "actor2": ("actor2",),
        "country": ("country",),
        "location": ("location",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "source": ("source",),
        "fatalities": ("fatalities",),
        "timestamp": ("timestamp",),
    },
    optional=frozenset({"time_precision", "actor2", "location", "latitude", "longitude", "source", "timestamp"}),
    days=("event_date",),
    numbers=("fatalities",),
    known_on="TRY(CAST(epoch_ms(1000 * TRY_CAST({timestamp} AS BIGINT)) AS DATE))",
    event={
        "id": "{event_id_cnty}",
        "date_start": "{event_date}",
        "date_end": "{event_date}",
        "date_precision": "CASE TRY_CAST({time_precision} AS INTEGER) WHEN 1 THEN 'day' WHEN 2 THEN 'week'"
        " WHEN 3 THEN 'month' END",
        "country": "{country}",
        "place": "{location}",
        "lat": "{latitude}",
        "lon": "{longitude}",
        "kind": "{event_type}",
        "actors": "concat_ws('; ', {actor1}, {actor2})",
        "deaths_low": "NULL",
        "deaths_best": "{fatalities}",
        "deaths_high": "NULL",
        "source": "{source}",
    },
)
