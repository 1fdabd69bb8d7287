"""The files of the Global Terrorism Database: workbooks, and the CSV people make of them."""

import re

from drawdown.importers.layout import Layout
from drawdown.pack.datasets import DATASETS

COLUMNS = (
    "eventid",
    "iyear",
    "imonth",
    "iday",
    "country_txt",
    "provstate",
    "city",
    "latitude",
    "longitude",
    "attacktype1_txt",
    "gname",
    "nkill",
    "scite1",
)
_MONTH_KNOWN = "coalesce(TRY_CAST({imonth} AS INTEGER), 0) > 0"  # 0 is unknown
_DAY_KNOWN = f"{_MONTH_KNOWN} AND coalesce(TRY_CAST({{iday}} AS INTEGER), 0) > 0"
_MONTH = f"if({_MONTH_KNOWN}, TRY_CAST({{imonth}} AS INTEGER), 1)"
_DAY = f"if({_DAY_KNOWN}, TRY_CAST({{iday}} AS INTEGER), 1)"
_START = f"TRY_CAST(concat(TRY_CAST({{iyear}} AS INTEGER), '-', {_MONTH}, '-', {_DAY}) AS DATE)"
_PRECISION = f"CASE WHEN {_DAY_KNOWN} THEN 'day' WHEN {_MONTH_KNOWN} THEN 'month' ELSE 'year' END"
_VERSION = re.compile(r"globalterrorismdb_(\d\d)(\d\d)dist", re.IGNORECASE)


def _release(file: str) -> str:
    """globalterrorismdb_0522dist.xlsx is of May 2022: 2022-05."""
    found = _VERSION.search(file)
    return f"20{found[2]}-{found[1]}" if found else ""


LAYOUT = Layout(
    dataset=DATASETS["gtd"],
    names={name: (name,) for name in COLUMNS},
    optional=frozenset({"provstate", "city", "latitude", "longitude", "scite1"}),
    numbers=("nkill",),
    release=_release,
    event={
        "id": "{eventid}",
        "date_start": _START,
        "date_end": f"CASE {_PRECISION} WHEN 'year' THEN {_START} + INTERVAL 1 YEAR - INTERVAL 1 DAY"
        f" WHEN 'month' THEN last_day({_START}) ELSE {_START} END",
        "date_precision": _PRECISION,
        "country": "{country_txt}",
        "place": "concat_ws(', ', {city}, {provstate})",
        "lat": "{latitude}",
        "lon": "{longitude}",
        "kind": "{attacktype1_txt}",
        "actors": "{gname}",
        "deaths_low": "NULL",
        "deaths_best": "if(TRY_CAST({nkill} AS DOUBLE) < 0, NULL, {nkill})",  # -9 and -99 are not known
        "deaths_high": "NULL",
        "source": "{scite1}",
    },
)
