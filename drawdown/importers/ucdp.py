"""The files of the UCDP Georeferenced Event Dataset, yearly and candidate."""

import re

from drawdown.importers.layout import Layout
from drawdown.pack.datasets import DATASETS

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)

_VERSION = re.compile(r"v(\d\d)[._](\d{1,2})(?:[._](\d{1,2}))?(?!\d)", re.IGNORECASE)


def _release(file: str) -> str:
    """GEDEvent_v26_1.csv is 26.1, the candidate GEDEvent_v26_0_8.csv is 26.0.8."""
    found = _VERSION.search(file)
    return ".".join(str(int(part)) for part in found.groups() if part) if found else ""


LAYOUT = Layout(
    dataset=DATASETS["ucdp"],
    names={
        **{name: (name,) for name in COLUMNS},
        **{name: (name, f"{name}_est") for name in ("best", "high", "low")},
    },
    optional=frozenset(COLUMNS)
    - {"id", "type_of_violence", "side_a", "side_b", "country", "date_start", "date_end", "best", "high", "low"},
    days=("date_start", "date_end"),
    numbers=("best", "high", "low"),
    bare=COLUMNS,
    release=_release,
    event={
        "id": "{id}",
        "date_start": "{date_start}",
        "date_end": "coalesce({date_end}, {date_start})",
        "date_precision": "CASE TRY_CAST({date_prec} AS INTEGER) WHEN 1 THEN 'day' WHEN 2 THEN 'week'"
        " WHEN 3 THEN 'week' WHEN 4 THEN 'month' WHEN 5 THEN 'year' END",
        "country": "{country}",
        "place": "{where_coordinates}",
        "lat": "{latitude}",
        "lon": "{longitude}",
        "kind": "CASE TRY_CAST({type_of_violence} AS INTEGER) WHEN 1 THEN 'state-based' WHEN 2 THEN 'non-state'"
        " WHEN 3 THEN 'one-sided' ELSE 'unknown' END",
        "actors": "concat_ws('; ', {side_a}, {side_b})",
        "deaths_low": "{low}",
        "deaths_best": "{best}",
        "deaths_high": "{high}",
        "source": "{source_article}",
    },
)
