"""A table's file as text: what keeps it from being read as a table at all, and its rows if nothing does."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from drawdown.errors import DataError
from drawdown.pack.order import Line
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, Table

LIMIT = 2**31 - 1  # characters of a cell that the reader takes; `drawdown.pack.cells` refuses far shorter ones
PLAIN = "Save it as CSV in UTF-8 without a byte order mark; `drawdown import table` takes other sheets as they are."
# what it holds would be published
OUT = "The file is a link that leads out of the pack.", "Put the file itself into the pack."
QUOTES = "A quotation mark opens or closes out of place."


class MalformedError(DataError):
    """A file whose quotation marks do not match; ``line`` is where the record at fault starts."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path.name} row {line}: {QUOTES}")
        self.line = line


def unreadable(folder: Path, table: Table) -> Iterator[Problem]:
    """Yield what keeps a file from being read as a table at all."""
    if fault := _inaccessible(folder, folder / table.path, table):
        yield Problem(table.path, 0, "", "", *fault)
        return
    content = (folder / table.path).read_bytes()
    if place := _illegible(content):
        line, rule, mend = place
        yield Problem(table.path, line, "", "", rule, mend)
        return
    header = content.decode("utf-8").splitlines()[0]
    if "," not in header and any(mark in header for mark in ";\t|"):
        rule, mend = "The cells are not separated by commas.", "Save the file with commas as the delimiter."
        yield Problem(table.path, 1, "", "", rule, mend)
        return
    for column in table.types.keys() - set(header.replace('"', "").split(",")):
        mend = "Add it, in the place the schema gives it."
        yield Problem(table.path, 1, column, "", "The column is missing.", mend)
    try:
        records(folder / table.path)
    except MalformedError as error:
        mend = "Close it, and write a quotation mark within a quoted cell twice."
        yield Problem(table.path, error.line, "", "", QUOTES, mend)


def strays(folder: Path, tables: list[Table]) -> Iterator[Problem]:
    """Yield what lies in a pack beside its tables and leads out of it, such as a page that is a link."""
    own = {folder / table.path for table in tables}
    for path in sorted(set(folder.rglob("*")) - own):
        if not _inside(path, folder):
            yield Problem(path.relative_to(folder).as_posix(), 0, "", "", *OUT)


def _inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(folder.resolve())  # a loop of links resolves to nothing


def _inaccessible(folder: Path, path: Path, table: Table) -> tuple[str, str] | None:
    """Return the rule and the mend if there is no file of the pack that could be read."""
    if path.is_dir():
        return "A folder stands in place of the file.", "Put the table there, as a file."
    if not path.is_file():
        return "The file is missing.", f"Restore it, or take {table.name} out of {DESCRIPTOR}."
    if not _inside(path, folder):
        return OUT
    try:
        path.open("rb").close()
    except OSError as error:
        return f"The file cannot be read ({error.strerror}).", "Let it be read by whoever runs this."
    if not path.read_bytes().strip():
        return "The file is empty.", f"It needs at least the header: {','.join(table.types)}."
    return None


def _illegible(content: bytes) -> tuple[int, str, str] | None:
    """Return the line, the rule and the mend if the content is not the text of a table."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        sound = content[: error.start].partition(b"\0")[0]  # text of two or four bytes a character is full of NULs
        return sound.count(b"\n") + 1, "The file is not UTF-8.", PLAIN
    if text.startswith("\ufeff"):
        return 1, "The file starts with a byte order mark.", PLAIN
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return line, "The file holds a NUL character.", "Take it out, and save the file as text."
    return None


def records(path: Path) -> list[tuple[int, list[str]]]:
    """Return the cells of each record with the line of the file it starts on, the header and blank lines included.

    Raises
    ------
    MalformedError
        If a quotation mark does not close, or something follows one that does.
    """
    csv.field_size_limit(LIMIT)
    found, start = [], 1
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for cells in reader:
                found.append((start, cells))
                start = reader.line_num + 1
        except csv.Error:
            raise MalformedError(path, start) from None
    return found


def lines(path: Path) -> list[Line]:
    """Return the rows by column, without blank lines; a row may have too few cells or too many."""
    (_, header), *rows = records(path)
    blank = dict.fromkeys(header, "")
    return [(line, {**blank, **dict(zip(header, cells, strict=False))}) for line, cells in rows if cells]
