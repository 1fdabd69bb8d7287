"""What an import brings that the pack did not have: rows that are new, that changed, and that were withdrawn."""

from collections.abc import Sequence
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
    connection: duckdb.DuckDBPyConnection, staged: Path, earlier: Sequence[Path], one: Import, folder: Path
) -> Changes:
    """Return what a staged file changes against the parts of earlier imports.

    Of rows with one id the latest reported is taken. A row that changed is reported later than what it replaces, on
    the day of the file if it does not say so itself. Events that the pack holds and a whole file lacks are withdrawn,
    if they fall within the countries and days of the file and of the filters.
    """
    rows = f"read_parquet({quoted(str(staged))}, file_row_number = true)"
    counted = dict(connection.execute(f"SELECT dropped, count(*) FROM {rows} GROUP BY 1").fetchall())
    taken, read = counted.pop(None, 0), sum(counted.values())
    if repeated := _repeated(connection, rows, taken):
        counted[AGAIN] = repeated
    kept = f"(SELECT {TAKEN} FROM {rows} WHERE dropped IS NULL AND file_row_number NOT IN (FROM repeated))"
    found = Changes(staged, read + taken, taken - repeated, counted)
    part = folder / "part.parquet"
    if earlier:
        return _against(connection, kept, rows, imported.last(earlier), one, replace(found, part=part))
    if not counted:
        return found
    connection.execute(f"COPY {kept} TO {quoted(str(part))} {PARQUET}")
    return replace(found, part=part)


def _repeated(connection: duckdb.DuckDBPyConnection, rows: str, taken: int) -> int:
    """Put the places of rows whose id another row has, and better, into a table, and return how many they are."""
    kept = f"(FROM {rows} WHERE dropped IS NULL)"
    ids = connection.execute(f"SELECT count(*) FROM (SELECT DISTINCT id FROM {kept})").fetchone()
    more = (
        f"(SELECT id FROM {kept} GROUP BY id HAVING count(*) > 1)" if ids != (taken,) else "(SELECT '' AS id LIMIT 0)"
    )
    rank = f"row_number() OVER (PARTITION BY id ORDER BY reported_on DESC, {PRINT})"
    query = f"SELECT file_row_number FROM {kept} SEMI JOIN {more} USING (id) QUALIFY {rank} > 1"
    connection.execute(f"CREATE TEMP TABLE repeated AS {query}")
    return taken - int(ids[0]) if ids else 0


def _against(
    connection: duckdb.DuckDBPyConnection, kept: str, rows: str, last: str, one: Import, found: Changes
) -> Changes:
    """Return the changes against what the pack holds, and write their rows to the part of ``found``, if there are any.

    Which rows changed is found from their ids and prints alone: whole rows would not fit the memory.
    """
    connection.execute(f"CREATE TEMP TABLE difference AS {_difference(kept, rows, last, one)}")
    counts = dict(connection.execute("SELECT change, count(*) FROM difference GROUP BY 1").fetchall())
    new, changed, same, withdrawn = (counts.get(kind, 0) for kind in ("new", "changed", "same", "withdrawn"))
    if new + changed + withdrawn:
        connection.execute(f"COPY ({_written(kept, last, one)}) TO {quoted(str(found.part))} {PARQUET}")
    part = found.part if new + changed + withdrawn else None
    return replace(found, part=part, new=new, changed=changed, same=same, withdrawn=withdrawn)


def _difference(kept: str, rows: str, last: str, one: Import) -> str:
    """Return SQL for what became of each row: its id, and the day its last version was reported on."""
    return f"""
        SELECT kept.id, held.reported_on AS before,
               CASE WHEN held.id IS NULL THEN 'new' WHEN held.withdrawn OR held.print <> kept.print THEN 'changed'
                    ELSE 'same' END AS change
        FROM (SELECT id, {PRINT} AS print FROM {kept}) AS kept
        LEFT JOIN (SELECT id, withdrawn, reported_on, {PRINT} AS print FROM {last}) AS held ON held.id = kept.id
        UNION ALL
        SELECT id, reported_on AS before, 'withdrawn' AS change FROM {last} WHERE {_gone(rows, one)}"""


def _written(kept: str, last: str, one: Import) -> str:
    """Return SQL for the rows to add. Where the file does not say when a row changed, it is known from the file on."""
    day, basis = f"DATE '{one.known_on}'", quoted(one.known_on_basis)
    late = "before >= reported_on"
    return f"""
        SELECT kept.* REPLACE (if({late}, greatest({day}, before), reported_on) AS reported_on,
                               if({late}, {basis}, reported_on_basis) AS reported_on_basis)
        FROM {kept} AS kept JOIN difference USING (id) WHERE change IN ('new', 'changed')
        UNION ALL
        SELECT {TAKEN}
        FROM (SELECT * REPLACE ({quoted(one.release)} AS release, greatest({day}, reported_on) AS reported_on,
                                {basis} AS reported_on_basis, true AS withdrawn)
              FROM {last} SEMI JOIN (FROM difference WHERE change = 'withdrawn') USING (id))"""


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
