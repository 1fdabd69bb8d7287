"""An analyst's sheet into a table of a pack."""

import csv
import difflib
import io
import tempfile
from pathlib import Path

from drawdown.errors import DataError
from drawdown.importers import encoding, workbook
from drawdown.importers.cells import clean
from drawdown.importers.rows import Row, put, table_of
from drawdown.importers.sniff import DELIMITERS, plain
from drawdown.pack.schema import Table


def bring(file: Path, pack: Path, into: str) -> str:
    """Import a sheet into a table, and say what came of it.

    Headings are matched by name, whatever their case and spaces. A column the sheet lacks stays as it is.

    Raises
    ------
    DataError
        If the sheet cannot be read or has a column the table lacks, or the pack would have problems with its rows.
    """
    table = table_of(pack, into)
    rows = _rows(file, table)
    return f"{file.name} into {table.path}: {put(pack, table, rows)}"


def grid(file: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of a sheet that hold anything, each with its number in the sheet.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    book = workbook.is_workbook(file)
    numbered = list(enumerate(workbook.rows(file), start=1)) if book else _separated(file)
    return [(number, cells) for number, cells in numbered if any(cell.strip() for cell in cells)]


def _separated(file: Path) -> list[tuple[int, list[str]]]:
    text = _text(file).removeprefix("\ufeff")
    if "\0" in text:
        raise DataError(f"{file.name} is not text: it holds NUL characters. Save it as CSV in UTF-8, or as xlsx.")
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise DataError(f"{file.name} row {reader.line_num}: {error}. The file may be cut off.") from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        with tempfile.TemporaryDirectory() as folder:
            return encoding.as_utf8(file, Path(folder) / "text.csv").read_text(encoding="utf-8")


def _rows(file: Path, table: Table) -> list[Row]:
    numbered = grid(file)
    if len(numbered) < 2:
        raise DataError(f"{file.name} holds no rows below a header.")
    columns = _columns(file.name, numbered[0][1], [cells for _, cells in numbered[1:]], table)
    found = []
    for number, cells in numbered[1:]:
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise DataError(f"{file.name} row {number} has more cells than the header names columns.")
        by_name = zip(columns, [*cells, *[""] * len(columns)], strict=False)
        row = {name: clean(cell, table.types[name]) for name, cell in by_name if name}
        found.append(Row(row, f"{file.name} row {number}"))
    return found


def _columns(name: str, header: list[str], rows: list[list[str]], table: Table) -> list[str]:
    """Return the table's column for each heading; a heading may be blank over a column of blanks."""
    known = {plain(column): column for column in table.types}
    columns: list[str] = []
    for place, heading in enumerate(header):
        column = known.get(plain(heading), "")
        if not column and (heading.strip() or any(cells[place].strip() for cells in rows if len(cells) > place)):
            near = difflib.get_close_matches(plain(heading), known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise DataError(f"{name}: {table.path} has no column {heading.strip()!r}.{hint} Rename it or take it out.")
        if column in columns:
            raise DataError(f"{name}: the column {column} stands twice. Take one out.")
        columns.append(column)
    if table.key not in columns:
        raise DataError(f"{name} has no column {table.key}: the id that says which row is meant.")
    return columns
