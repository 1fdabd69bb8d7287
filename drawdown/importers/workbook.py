"""Workbooks of a spreadsheet, row by row, as the text their cells show."""

import csv
import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile

from drawdown.errors import DataError

SUFFIXES = (".xlsx", ".xlsm")
BROKEN = (BadZipFile, OSError, EOFError, KeyError, ValueError, SyntaxError)  # what a damaged workbook raises


def is_workbook(path: Path) -> bool:
    """Return whether a file's name says that it is a workbook."""
    return path.suffix.lower() in SUFFIXES


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the first sheet of a workbook, blank ones included, without holding them all.

    Raises
    ------
    DataError
        If the file is damaged or no workbook.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        with closing(book):
            for cells in book.worksheets[0].iter_rows(values_only=True):
                yield [written(cell) for cell in cells]
    except BROKEN as error:
        raise DataError(f"{path.name} cannot be read as a workbook; it may be cut off or damaged: {error}.") from None


def written(cell: object) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def as_csv(path: Path, target: Path) -> Path:
    """Write the first sheet of a workbook as CSV and return it. Rows of blanks, and blanks beside the table, go."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer, width = csv.writer(file), 0
        for cells in rows(path):
            if any(cells):
                width = width or len(cells) - next(n for n, cell in enumerate(reversed(cells)) if cell)
                beside = cells[width:] if any(cells[width:]) else []
                writer.writerow([*cells[:width], *[""] * (width - len(cells)), *beside])
    return target
