"""The quarterly location reports of the Defense Manpower Data Center as rows of ``dmdc_troops.csv``."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from drawdown.errors import DataError
from drawdown.importers.rows import Cells, Row, put, read, table_of
from drawdown.importers.sheet import grid
from drawdown.language import N_, SOURCE, said_in
from drawdown.pack.schema import Schema, Table

TABLE = "dmdc_troops"
ACTIVE, RESERVE, CIVILIAN = "active", "reserve", "civilian"
GROUPS = ((ACTIVE, r"ACTIVE\s+DUTY"), (CIVILIAN, "CIVILIAN"), (RESERVE, "RESERVE"))
SPACE = "space force"  # in the total, without a column of its own in the pack
COLUMNS = {  # (group, what the heading starts with): column
    (ACTIVE, "ARMY"): "army_ad",
    (ACTIVE, "NAVY"): "navy_ad",
    (ACTIVE, "MARINE CORPS"): "marine_corps_ad",
    (ACTIVE, "AIR FORCE"): "air_force_ad",
    (ACTIVE, "SPACE FORCE"): SPACE,
    (ACTIVE, "COAST GUARD"): "coast_guard_ad",
    (ACTIVE, "TOTAL"): "active_duty",
    (RESERVE, "ARMY NATIONAL GUARD"): "army_national_guard",
    (RESERVE, "ARMY RESERVE"): "army_reserve",
    (RESERVE, "NAVY RESERVE"): "navy_reserve",
    (RESERVE, "MARINE CORPS RESERVE"): "marine_corps_reserve",
    (RESERVE, "AIR NATIONAL GUARD"): "air_national_guard",
    (RESERVE, "AIR FORCE RESERVE"): "air_force_reserve",
    (RESERVE, "TOTAL"): "selected_reserve",
    (CIVILIAN, "TOTAL"): "dod_civilians",
}
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
DAY = re.compile(r"As\s+of:?\s+([A-Z][a-z]+)\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)
ASSIGNED = N_("Permanently assigned personnel only; those deployed are left out.")
IN_TOTAL = N_("Space Force: {n}, in the total.")

Grid = list[tuple[int, list[str]]]


def bring(file: Path, pack: Path, source: str, accessed: dt.date | None, released: dt.date | None) -> str:
    """Import a report into a pack, and say what came of it.

    A row with the numbers the pack has for the country and day is left alone; other numbers of another source are
    left standing too, and told.

    Raises
    ------
    DataError
        If the file is no location report, or the pack would have problems with its rows.
    """
    table = table_of(pack, TABLE)
    known = released or accessed or dt.date.fromtimestamp(file.stat().st_mtime)
    told = {"source": source, "reported_on": str(known), "reported_on_basis": "shown" if released else "inferred"}
    rows, left = [], []
    held = read(pack / table.path, table)
    schema = Schema(pack)
    for number, row in report(file, list(schema.theatres), schema.languages):
        where = f"{row['country']} on {row['as_of_date']}"
        if not row.get("active_duty"):
            left.append(f"  {where}: withheld or not given, which is not zero")
            continue
        same_day = [old for old in held if _about(old) == _about(row)]
        own = next((old for old in same_day if old["source"] == source), None)
        if any(_says(old, row) for old in same_day):
            left.append(f"  {where}: in the pack already")
        elif same_day and own is None:
            left.append(f"  {where}: {same_day[0]['dmdc_id']} of another source says otherwise; both need a look")
        else:
            identity = own["dmdc_id"] if own else _next(held, table)
            rows.append(Row({"dmdc_id": identity, **row, **told}, f"{file.name} row {number}"))
            held.append({**dict.fromkeys(table.types, ""), **rows[-1].cells})
    return "\n".join([f"{file.name} into {table.path}: {put(pack, table, rows)}", *left])


def report(file: Path, countries: list[str], languages: Iterable[str] = ()) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a location report about these countries, each with its row number in the sheet.

    Notes are in English, and beside it in the other ``languages``.

    Raises
    ------
    DataError
        If the file has not the form of a location report, or says no day.
    """
    numbered = grid(file)
    start, columns = _header(file.name, numbered)
    head = " ".join(cell for _, cells in numbered[:start] for cell in cells)
    day = _day(file.name, head)
    notes = [ASSIGNED] if re.search(r"PERMANENTLY\s+ASSIGNED", head, re.IGNORECASE) else []
    names = {country.casefold(): country for country in countries}
    for number, cells in numbered[start + 1 :]:
        labels = (cell.strip(" *\u00a0").casefold() for cell in cells[: min(columns)])
        country = next((names[label] for label in labels if label in names), None)
        if country:
            counts = {name: _count(cells[place]) for place, name in columns.items() if place < len(cells)}
            space = counts.pop(SPACE, "")
            own = [*notes, *([IN_TOTAL] if space not in ("", "0") else [])]
            yield number, {**_row(country, day, counts), **_noted(own, space, languages)}


def _noted(notes: list[str], space: str, languages: Iterable[str]) -> Cells:
    told = {code: " ".join(said_in(code, note).format(n=space) for note in notes) for code in {SOURCE, *languages}}
    return {"note" if code == SOURCE else f"note_{code}": text for code, text in told.items()}


def _row(country: str, day: dt.date, counts: Cells) -> Cells:
    active, reserve = counts.get("active_duty", ""), counts.get("selected_reserve", "")
    total = str(int(active) + int(reserve or 0)) if active else ""
    about = {"country": country, "as_of_date": day.isoformat(), "troops_total": total}
    return {**about, **counts}


def _header(name: str, numbered: Grid) -> tuple[int, dict[int, str]]:
    """Return where the row of branches stands, and the column of the pack each of its places holds."""
    for start, (_, cells) in enumerate(numbered[:-1]):
        if any(re.fullmatch(rf"\W*{GROUPS[0][1]}\W*", cell, re.IGNORECASE) for cell in cells):
            columns = _columns(cells, numbered[start + 1][1])
            if "active_duty" in columns.values():
                return start + 1, columns
    raise DataError(f"{name} is not a location report of DMDC: no heading ACTIVE DUTY stands over a total.")


def _columns(groups: list[str], branches: list[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    group = ""
    for place, branch in enumerate(branches):
        label = groups[place].strip() if place < len(groups) else ""
        if label:
            group = next((name for name, mark in GROUPS if re.search(mark, label, re.IGNORECASE)), "")
        heading = re.sub(r"[\s*]+", " ", branch).strip().upper()
        fits = [column for (own, start), column in COLUMNS.items() if own == group and heading.startswith(start)]
        if fits and fits[-1] not in columns.values():
            columns[place] = fits[-1]
    return columns


def _day(name: str, head: str) -> dt.date:
    if said := DAY.search(head):
        for style in ("%B %d %Y", "%b %d %Y"):
            try:
                return dt.datetime.strptime(" ".join(said.groups()), style).date()
            except ValueError:
                continue
    if named := re.search(r"_(\d\d)(0[369]|12)(?:_old)?\.\w+$", name):
        year, month = 2000 + int(named[1]), int(named[2])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    raise DataError(f"{name} says no day: a location report has a line As of September 30, 2017.")


def _count(cell: str) -> str:
    """Return a count as digits; blank where it is withheld (a star), not given (N/A) or blank."""
    text = cell.strip(" *\u00a0")
    return text.replace(",", "") if NUMBER.fullmatch(text) else ""


def _about(cells: Cells) -> tuple[str, str]:
    return cells["country"], cells["as_of_date"]


def _says(held: Cells, row: Cells) -> bool:
    """Return whether a row the pack holds says what the report says, as far as both say anything."""
    pairs = [(held[name], row[name]) for name in row if name in held and name.endswith(("_ad", "duty", "reserve"))]
    return held["active_duty"] == row["active_duty"] and all(a == b for a, b in pairs if a and b)


def _next(held: list[Cells], table: Table) -> str:
    """Return the next free id of the table, in the form of its ids."""
    ids = [cells[table.key] for cells in held if re.fullmatch(r"D\d+", cells[table.key])]
    last = max((int(identity[1:]) for identity in ids), default=0)
    return f"D{last + 1:03d}"
