"""Workbooks of a spreadsheet, row by row, as the text their cells show."""

import csv
import datetime as dt
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as BadDeflate

from drawdown.errors import DataError

SUFFIXES = (".xlsx", ".xlsm")
BROKEN = (  # what a damaged workbook raises: its zip, the parts in it, and what openpyxl makes of their XML
    *(BadZipFile, BadDeflate, OSError, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, OverflowError),
)
SWOLLEN = 1 << 26  # bytes; below this a workbook may be packed as tightly as it likes
TIGHTEST = 200  # times that a sheet of real cells is packed; a zip bomb is packed a thousand times


def is_workbook(path: Path) -> bool:
    """Return whether a file's name says that it is a workbook."""
    return path.suffix.lower() in SUFFIXES


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the first sheet of a workbook, blank ones included, without holding them all.

    Raises
    ------
    DataError
        If the file is damaged, no workbook, or a zip bomb.
    """
    import openpyxl

    try:
        _sane(path)
        with path.open("rb") as file:  # openpyxl leaves open what it fails to read
            with warnings.catch_warnings(action="ignore", category=UserWarning):  # of styles, which no value needs
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            with closing(book):
                for cells in book.worksheets[0].iter_rows(values_only=True):
                    yield [written(cell) for cell in cells]
    except BROKEN as error:
        raise DataError(f"{path.name} cannot be read as a workbook; it may be cut off or damaged: {error}.") from None


def _sane(path: Path) -> None:
    with ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > max(SWOLLEN, TIGHTEST * path.stat().st_size):
        raise DataError(f"{path.name} would swell to {size} bytes, as no sheet of cells does: it is not read.")


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
