"""Files of a table that are damaged whole, and files that only look so."""

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

TABLE = "pledges"  # it has numbers, days, keys, names and two languages
FILE = f"{TABLE}.csv"
Change = Callable[[bytes], bytes]


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def line(number: int, change: Change) -> Change:
    """Change one line of a file."""
    return lambda content: b"".join(
        change(text) if place == number else text for place, text in enumerate(lines(content), start=1)
    )


def cell(number: int, column: str, text: str) -> Change:
    """Put text, as it stands in a file, into a cell of a line."""

    def change(content: bytes) -> bytes:
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
        frame.loc[number - 2, column] = "@"
        return frame.to_csv(index=False, lineterminator="\n").encode().replace(b"@", text.encode())

    return change


def column(name: str, change: Callable[[str], str]) -> Change:
    """Change every cell of a column."""

    def changed(content: bytes) -> bytes:
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
        return frame.assign(**{name: frame[name].map(change)}).to_csv(index=False, lineterminator="\n").encode()

    return changed


def columns(change: Callable[[list[str]], list[str]]) -> Change:
    """Give the columns another order."""

    def changed(content: bytes) -> bytes:
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
        return frame[change(list(frame))].to_csv(index=False, lineterminator="\n").encode()

    return changed


def quoted(content: bytes) -> bytes:
    """Put every cell into quotation marks."""
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    return frame.to_csv(index=False, lineterminator="\n", quoting=1).encode()


def bomb(_content: bytes) -> bytes:
    """A hundred million zeros in a hundred kilobytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FILE, b"\0" * 100_000_000)
    return packed.getvalue()


def arabic(text: str) -> str:
    return text.translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})


def swapped(names: list[str]) -> list[str]:
    return [names[0], names[2], names[1], *names[3:]]


REFUSED: dict[str, tuple[Change, int, str]] = {  # {damage: (what it does, the row and the column of one problem)}
    "empty": (lambda content: b"", 0, ""),
    "of spaces": (lambda content: b" \n \n", 0, ""),
    "the header cut off": (lambda content: b"".join(lines(content)[1:]), 1, "pledge_id"),
    "cut off in a row": (lambda content: content[: content.rindex(b",claimed,")], 38, "status"),
    "of random bytes": (lambda content: bytes((n * n * 31 + 7) % 256 for n in range(5000)), 1, ""),
    "with a byte order mark": (lambda content: b"\xef\xbb\xbf" + content, 1, ""),
    "with a byte order mark in its middle": (line(9, lambda text: b"\xef\xbb\xbf" + text), 9, "pledge_id"),
    "in UTF-16": (lambda content: content.decode().encode("utf-16"), 1, ""),
    "in UTF-16 without a mark": (lambda content: content.decode().encode("utf-16-le"), 1, ""),
    "in UTF-32": (lambda content: content.decode().encode("utf-32"), 1, ""),
    "in Windows-1256": (lambda content: content.decode().encode("cp1256", "replace"), 2, ""),
    "in two encodings": (line(7, lambda text: text + "caf\u00e9\n".encode("latin-1")), 8, ""),
    "with a NUL": (line(12, lambda text: b"\0" + text), 12, ""),
    "with a row too short": (line(5, lambda text: b",".join(text.split(b",")[:4]) + b"\n"), 5, "status"),
    "with a row too long": (line(5, lambda text: text.rstrip() + b",more,and more\n"), 5, ""),
    "with a blank line": (line(6, lambda text: text + b"\n"), 7, ""),
    "with a line of commas": (line(6, lambda text: text + b"," * 30 + b"\n"), 7, "pledge_id"),
    "with a cell of a million characters": (cell(4, "edit_note", "x" * 1_000_000), 4, "edit_note"),
    "with a quotation mark that does not close": (cell(4, "edit_note", '"open'), 4, ""),
    "with an open quotation mark in its last cell": (cell(38, "edit_note", '"open'), 38, ""),
    "with a word after a quotation mark": (cell(4, "edit_note", '"closed" and on'), 4, ""),
    "with its header twice": (line(1, lambda text: text * 2), 2, "announced_on"),
    "with its header again below": (lambda content: content + lines(content)[0], 39, "announced_on"),
    "with every row twice": (lambda content: content + b"".join(lines(content)[1:]), 39, "pledge_id"),
    "with a column twice": (columns(lambda names: [*names, names[0]]), 1, "pledge_id"),
    "with two columns swapped": (columns(swapped), 1, "country"),
    "with its columns sorted": (columns(sorted), 1, "pledge_id"),
    "without its last columns": (columns(lambda names: names[:-4]), 1, "reported_on"),
    "with its header in capitals": (line(1, bytes.upper), 1, "pledge_id"),
    "with spaces in its header": (line(1, lambda text: text.replace(b",", b", ")), 1, "country"),
    "with a line for a spreadsheet": (line(1, lambda text: b"sep=,\n" + text), 1, "pledge_id"),
    "with semicolons": (lambda content: content.replace(b",", b";"), 1, ""),
    "with tabs": (lambda content: content.replace(b",", b"\t"), 1, ""),
    "with mixed decimal marks": (cell(3, "target_level", '"5.000,00"'), 3, "target_level"),
    "with grouped numbers": (cell(3, "target_level", '"100,000"'), 3, "target_level"),
    "with Arabic-Indic days": (column("announced_on", arabic), 38, "announced_on"),
    "with Arabic-Indic numbers": (column("target_level", arabic), 2, "target_level"),
    "with non-breaking spaces in numbers": (cell(3, "target_level", "100\u00a0000"), 3, "target_level"),
    "with a non-breaking space after a word": (cell(3, "country", "Iraq\u00a0"), 3, "country"),
    "with the marks of a merge": (line(6, lambda text: b"<<<<<<< HEAD\n" + text), 6, "status"),
    "a page that was not found": (lambda content: b"<!doctype html><title>404</title>", 1, "pledge_id"),
    "packed by gzip": (gzip.compress, 1, ""),
    "a zip bomb": (bomb, 1, ""),
    "a cell over two lines above a wrong one": (
        lambda content: cell(6, "outcome", "perhaps")(cell(3, "edit_note", '"two\nlines"')(content)),
        7,
        "outcome",
    ),
}
KEPT: dict[str, Change] = {
    "with the line ends of Windows": lambda content: content.replace(b"\n", b"\r\n"),
    "with the line ends of old Macs": lambda content: content.replace(b"\n", b"\r"),
    "without a last line end": lambda content: content.rstrip(b"\n"),
    "with every cell quoted": quoted,
}


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(target: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.rename(path.parent / "other.csv")
        outside = path.parent.parent / "outside.csv"
        outside.write_bytes((path.parent / "other.csv").read_bytes())
        path.symlink_to(target)

    return change


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


PLACES: dict[str, Callable[[Path], None]] = {  # what stands in place of a file
    "nothing": Path.unlink,
    "a folder": _folder,
    "a pipe": _pipe,
    "a link out of the pack": _link("../outside.csv"),
    "a link to a file of the machine": _link("/etc/passwd"),
    "a link to nowhere": _link("nowhere.csv"),
    "a link to itself": _link(FILE),
}
LINK_WITHIN = _link("other.csv")
