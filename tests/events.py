"""Files of events as UCDP, ACLED and the GTD lay them out, with made-up rows."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from drawdown.importers import ucdp


def named(columns: str) -> list[str]:
    """Return names that are parted by spaces."""
    return columns.split()


OLD_ACLED = named(
    "data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction region country admin1 admin2 admin3 location latitude longitude"
    " geo_precision source source_scale notes fatalities timestamp iso3"
)
ACLED = named(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location"
    " latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
GTD = named(
    "eventid iyear imonth iday approxdate extended country country_txt region_txt provstate city latitude longitude"
    " doubtterr attacktype1_txt gname individual nkill nkillus nwound scite1 related"
)

Event = Mapping[str, object]


def ged(number: int = 1, **changes: object) -> dict[str, object]:
    """A row of UCDP GED: one of Arland's, in March 2004, with 2 to 6 deaths."""
    row: dict[str, object] = dict.fromkeys(ucdp.COLUMNS, "")
    row |= {"id": number, "year": 2004, "type_of_violence": 1, "side_a": "Government of Arland", "side_b": "The Band"}
    row |= {"where_coordinates": "Northtown", "latitude": 10.5, "longitude": 20.25, "country": "Arland"}
    row |= {"date_prec": 1, "date_start": "2004-03-11 00:00:00.000", "date_end": "2004-03-12 00:00:00.000"}
    row |= {"low": 2, "best": 4, "high": 6, "source_article": '"Arland Wire, a dispatch";"Borland Herald"'}
    return {**row, **changes}


def acled(number: int = 1, **changes: object) -> dict[str, object]:
    """A row of ACLED: a battle in Arland on 11 March 2004, uploaded on 20 March 2004, with 3 deaths."""
    row: dict[str, object] = dict.fromkeys(dict.fromkeys(OLD_ACLED + ACLED), "")
    row |= {"event_id_cnty": f"ARL{number}", "data_id": 9000 + number, "event_date": "11 March 2004"}
    row |= {"time_precision": 1, "event_type": "Battles", "actor1": "Army of Arland", "actor2": "The Band"}
    row |= {"country": "Arland", "location": "Northtown", "latitude": 10.5, "longitude": 20.25, "fatalities": 3}
    row |= {"source": "Arland Wire; Borland Herald", "timestamp": 1079740800}
    return {**row, **changes}


def gtd(number: int = 1, **changes: object) -> dict[str, object]:
    """A row of the GTD: a bombing in Arland on 11 March 2004 with 3 deaths."""
    row: dict[str, object] = dict.fromkeys(GTD, "")
    row |= {"eventid": 200403110000 + number, "iyear": 2004, "imonth": 3, "iday": 11, "country_txt": "Arland"}
    row |= {"provstate": "North", "city": "Northtown", "latitude": 10.5, "longitude": 20.25, "nkill": 3}
    row |= {"attacktype1_txt": "Bombing/Explosion", "gname": "The Band", "scite1": "Arland Wire, 12 March 2004"}
    return {**row, **changes}


def write(
    path: Path,
    rows: Iterable[Event],
    columns: Iterable[str],
    *,
    header: bool = True,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Write rows as a CSV of these columns."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        if header:
            writer.writerow(columns := list(columns))
        writer.writerows([row[column] for column in columns] for row in rows)
    return path


def workbook(path: Path, rows: Iterable[Iterable[object]]) -> Path:
    """Write cells as the first sheet of a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([None if cell == "" else cell for cell in row])
    book.save(path)
    return path
