"""A file of events as rows of one form, in one pass: streamed by DuckDB to Parquet, with what is dropped and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from drawdown.errors import DataError
from drawdown.importers.encoding import NotUtf8Error
from drawdown.importers.layout import Layout
from drawdown.importers.sniff import Sniffed
from drawdown.pack.imported import EVENT, PARQUET, quoted

DAYS = ("date_start", "date_end")
DECIMALS = ("lat", "lon", "deaths_low", "deaths_best", "deaths_high")
HEAVY = ("place", "actors", "source")
WORDS = ["%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y"]
FIRST = {"day": "%d/%m/%Y", "month": "%m/%d/%Y"}
COUNTRY, SINCE = "another country", "before {since}"


def stage(
    connection: duckdb.DuckDBPyConnection,
    read: Sniffed,
    layout: Layout,
    target: Path,
    about: Mapping[str, str],
    countries: Sequence[str],
    since: str,
) -> None:
    """Write every row of a file to ``target``, one form for all datasets; ``dropped`` says why a row is not taken.

    Parameters
    ----------
    about
        What the import says of each row: ``release``, ``known_on`` (ISO date) and ``basis``.
    countries, since
        The filters: names in whatever case, an ISO date; empty for all.

    Raises
    ------
    DataError
        If a row has too many or too few cells or an open quote, or it is open whether days or months stand first.
    """
    table = _source(read)
    dates = {day: _date(connection, read, layout, day, table) for day in layout.days}
    columns = {name: _column(read, name) for name in layout.names} | dates
    said = {name: sql.format_map(columns) for name, sql in layout.event.items()}
    typed = ", ".join(f"{_typed(name, said[name])} AS {name}" for name in EVENT)
    cells = [columns[name] for name in layout.numbers]
    unreadable = " OR ".join(f"({cell} <> '' AND TRY_CAST({cell} AS DOUBLE) IS NULL)" for cell in cells)
    own = layout.known_on.format_map(columns)
    kept = ", ".join(f"if(dropped IS NULL, {n}, NULL) AS {n}" for n in HEAVY) if countries or since else ""
    replace = f" REPLACE ({kept})" if kept else ""
    query = f"""
        SELECT * EXCLUDE (own, unreadable, dropped){replace},
               {quoted(about["release"])} AS release, coalesce(own, DATE '{about["known_on"]}') AS reported_on,
               if(own IS NULL, {quoted(about["basis"])}, 'shown') AS reported_on_basis, false AS withdrawn, dropped
        FROM (SELECT *, {_dropped(countries, since)} AS dropped
              FROM (SELECT {typed}, {own} AS own, {unreadable} AS unreadable FROM {table}))"""
    with told(read.name):
        connection.execute(f"COPY ({query}) TO {quoted(str(target))} {PARQUET}")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Tell an error of the reader in one sentence: which line of the file, and what is wrong with it."""
    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        text = str(error)
        if "nvalid unicode" in text or "utf-8" in text.lower():
            raise NotUtf8Error(f"{name} is not UTF-8.") from None
        line = re.search(r"Line: (\d+)", text)
        raise DataError(f"{name}{f' line {line[1]}' if line else ''}: {_wrong(text)}") from None


def _wrong(text: str) -> str:
    counts = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
    if counts:
        return f"the row has {counts[2]} cells and not {counts[1]}. The file may be cut off: download it again."
    if "unterminated quote" in text:
        return "a quotation mark does not close. The file may be cut off: download it again."
    if cell := re.search(r'Error when converting column "(\w+)". Could not convert string "(.{0,80})', text):
        return f"{cell[1]} is no number, but {cell[2]!r}."
    return f"{text.splitlines()[0]}."


def _source(read: Sniffed) -> str:
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in read.columns)
    return (
        f"read_csv({quoted(str(read.path))}, header = {read.header}, auto_detect = false, columns = {{{columns}}},"
        f" delim = {quoted(read.delimiter)}, quote = '\"', escape = '\"', compression = 'none')"
    )


def _column(read: Sniffed, name: str) -> str:
    return '"' + read.found[name].replace('"', '""') + '"' if name in read.found else "CAST(NULL AS VARCHAR)"


def _typed(name: str, sql: str) -> str:
    if name in DAYS:
        return f"CAST({sql} AS DATE)"
    if name in ("lat", "lon"):
        most = 90 if name == "lat" else 180
        return f"if(abs(TRY_CAST({sql} AS DOUBLE)) <= {most}, TRY_CAST({sql} AS DOUBLE), NULL)"
    if name in DECIMALS:
        return f"TRY_CAST({sql} AS DOUBLE)"
    return f"trim({sql})" if name in ("id", "country") else sql


def _dropped(countries: Sequence[str], since: str) -> str:
    """Return SQL for why a row is not taken, NULL if it is."""
    named = ", ".join(quoted(country.lower()) for country in countries)
    reasons = [
        (f"lower(country) NOT IN ({named})" if named else "false", COUNTRY),
        ("coalesce(id, '') = ''", "no id"),
        ("contains(id, '+')", "an id that a spreadsheet rounded"),  # 2.004E+11
        ("coalesce(country, '') = ''", "no country"),
        ("date_start IS NULL", "no date that can be read"),
        (f"date_start < DATE '{since}'" if since else "false", SINCE.format(since=since)),
        ("unreadable", "deaths that are no number"),
    ]
    return "CASE " + " ".join(f"WHEN {sql} THEN {quoted(why)}" for sql, why in reasons if sql != "false") + " END"


def _date(connection: duckdb.DuckDBPyConnection, read: Sniffed, layout: Layout, day: str, table: str) -> str:
    """Return SQL for a date: ISO, with a time or without; in words; with strokes where the file shows their order."""
    cell = _column(read, day)
    words = f"TRY_STRPTIME({cell}, [{', '.join(map(quoted, WORDS))}])"
    found = f"coalesce(TRY_CAST({cell} AS DATE), CAST({words} AS DATE)"
    if any(re.match(r"\d{1,2}/\d{1,2}/\d{4}", row.get(read.found[day], "")) for row in read.rows):
        style = FIRST[_first(connection, cell, table, read)]
        found += f", CAST(TRY_STRPTIME(split_part({cell}, ' ', 1), {quoted(style)}) AS DATE)"
    return found + ")"


def _first(connection: duckdb.DuckDBPyConnection, cell: str, table: str, read: Sniffed) -> str:
    """Return whether the day or the month stands first in dates with strokes: a number above twelve is a day."""
    parts = ", ".join(f"max(TRY_CAST(split_part({cell}, '/', {n}) AS INTEGER))" for n in (1, 2))
    with told(read.name):
        row = connection.execute(f"SELECT {parts} FROM {table} WHERE contains({cell}, '/')").fetchone()
    first, second = (part or 0 for part in row or (0, 0))
    if (first > 12) == (second > 12):
        why = "both orders occur" if first > 12 else "no day is above the twelfth"
        raise DataError(f"{read.name}: the dates of {cell} have strokes, and {why}: write them as 2024-08-24.")
    return "day" if first > 12 else "month"
