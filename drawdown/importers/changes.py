"""What an import brings that the pack did not have: rows that are new, that changed, and that were withdrawn."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from drawdown.importers.staging import COUNTRY, SINCE
from drawdown.pack import imported
from drawdown.pack.imported import COLUMNS, EVENT, PARQUET, Import, quoted

SAYS = [column for column in EVENT if column != "id"]
PRINT = f"hash({', '.join(SAYS)})"  # of what a row says
TAKEN = ", ".join(COLUMNS)
AGAIN = "the same id again"


@dataclass(frozen=True)
class Changes:
    """The rows to add, in a file aside (None if there are none), and the counts of rows."""

    part: Path | None
    read: int
    new: int
    dropped: dict[str, int]
    changed: int = 0
    same: int = 0
    withdrawn: int = 0


def changes(
    connection: duckdb.DuckDBPyConnection, staged: Path, pack: Path, dataset: str, one: Import, folder: Path
) -> Changes:
    """Return what a staged file changes.

    Of rows with one id the latest reported is taken. A row that changed is reported later than what it replaces, on
    the day of the file if it does not say so itself. Events that the pack holds and a whole file lacks are withdrawn,
    if they fall within the countries and days of the file and of the filters.
    """
    rows = f"read_parquet({quoted(str(staged))})"
    counted = dict(connection.execute(f"SELECT dropped, count(*) FROM {rows} GROUP BY 1").fetchall())
    taken, read = counted.pop(None, 0), sum(counted.values())
    kept = f"(SELECT {TAKEN} FROM {rows} WHERE dropped IS NULL)"
    if repeated := taken - _ids(connection, kept):
        counted[AGAIN] = repeated
        kept = f"(FROM {kept} QUALIFY row_number() OVER (PARTITION BY id ORDER BY reported_on DESC, {PRINT}) = 1)"
    found = Changes(staged, read + taken, taken - repeated, counted)
    part = folder / "part.parquet"
    if any(held.part for held in imported.imports(pack, dataset)):
        difference = folder / "difference.parquet"
        query = _difference(kept, rows, pack, dataset, one)
        connection.execute(f"COPY ({query}) TO {quoted(str(difference))} {PARQUET}")
        return _against(connection, difference, part, found)
    if not counted:
        return found
    connection.execute(f"COPY {kept} TO {quoted(str(part))} {PARQUET}")
    return replace(found, part=part)


def _ids(connection: duckdb.DuckDBPyConnection, rows: str) -> int:
    """Return the number of different ids."""
    found = connection.execute(f"SELECT count(*) FROM (SELECT DISTINCT id FROM {rows})").fetchone()
    return int(found[0]) if found else 0


def _difference(kept: str, rows: str, pack: Path, dataset: str, one: Import) -> str:
    """Return SQL for the rows beside the last version of each that the pack holds, with what became of it."""
    held = (
        f"(SELECT *, {PRINT} AS print FROM {imported.versions(pack, dataset)}"
        " QUALIFY row_number() OVER (PARTITION BY id ORDER BY sequence DESC) = 1)"
    )
    day, basis = f"DATE '{one.known_on}'", quoted(one.known_on_basis)
    late = "held.reported_on >= kept.reported_on"  # the file does not say when the row changed
    return f"""
        SELECT kept.* EXCLUDE (print) REPLACE (
                   if({late}, greatest({day}, held.reported_on), kept.reported_on) AS reported_on,
                   if({late}, {basis}, kept.reported_on_basis) AS reported_on_basis),
               CASE WHEN held.id IS NULL THEN 'new' WHEN held.withdrawn OR held.print <> kept.print
                    THEN 'changed' ELSE 'same' END AS change
        FROM (SELECT *, {PRINT} AS print FROM {kept}) AS kept LEFT JOIN {held} AS held ON held.id = kept.id
        UNION ALL BY NAME
        SELECT {TAKEN}, 'withdrawn' AS change
        FROM (SELECT * REPLACE ({quoted(one.release)} AS release, {day} AS reported_on, {basis} AS reported_on_basis,
                                true AS withdrawn)
              FROM {held} WHERE {_gone(rows, one)})"""


def _gone(rows: str, one: Import) -> str:
    """Return SQL for whether a row the pack holds was withdrawn: a whole file of its country and day lacks it."""
    if not one.whole:
        return "false"
    elsewhere = ", ".join(quoted(why) for why in (COUNTRY, SINCE.format(since=one.since)))
    named = ", ".join(f"({quoted(country.lower())})" for country in one.countries)
    countries = f"VALUES {named}" if named else f"SELECT DISTINCT lower(country) FROM {rows}"
    first = f"DATE '{one.since}'" if one.since else f"(SELECT min(date_start) FROM {rows})"
    return f"""NOT withdrawn AND lower(country) IN ({countries})
        AND date_start BETWEEN {first} AND (SELECT max(date_start) FROM {rows})
        AND id NOT IN (SELECT id FROM {rows} WHERE id <> '' AND coalesce(dropped, '') NOT IN ({elsewhere}))"""


def _against(connection: duckdb.DuckDBPyConnection, difference: Path, part: Path, found: Changes) -> Changes:
    """Return the changes of a difference, its rows written to ``part`` if there are any."""
    rows = f"read_parquet({quoted(str(difference))})"
    counts = dict(connection.execute(f"SELECT change, count(*) FROM {rows} GROUP BY 1").fetchall())
    same = counts.pop("same", 0)
    if counts:
        taken = f"SELECT {TAKEN} FROM {rows} WHERE change <> 'same'"
        connection.execute(f"COPY ({taken}) TO {quoted(str(part))} {PARQUET}")
    new, changed, withdrawn = (counts.get(kind, 0) for kind in ("new", "changed", "withdrawn"))
    return Changes(part if counts else None, found.read, new, found.dropped, changed, same, withdrawn)
