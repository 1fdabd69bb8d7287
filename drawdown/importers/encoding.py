"""Text in whatever encoding a file came in, as UTF-8."""

import codecs
import hashlib
from pathlib import Path

from drawdown.errors import DataError

BLOCK = 1 << 20  # characters read at once
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNUSED = b"\x81\x8d\x8f\x90\x9d"  # bytes that Windows-1252 leaves undefined


class NotUtf8Error(DataError):
    """A file that was read as UTF-8 is in another encoding."""


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_utf16(path: Path) -> bool:
    """Return whether a file starts with the mark of UTF-16."""
    with path.open("rb") as file:
        return file.read(2) in UTF_16


def as_utf8(path: Path, target: Path) -> Path:
    """Write the text of a file that is not UTF-8 to ``target`` as UTF-8, and return it.

    It is read as UTF-16 after its mark, and else as Windows-1252 (or latin-1, where a byte is undefined there), which
    is what spreadsheets write.

    Raises
    ------
    DataError
        If some lines are UTF-8 and others are not: then no one encoding is right.
    """
    encoding = "utf-16" if is_utf16(path) else _single_bytes(path)
    try:
        with path.open(encoding=encoding, newline="") as source, target.open("w", encoding="utf-8", newline="") as copy:
            while text := source.read(BLOCK):
                copy.write(text)
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name} starts as UTF-16 and is not ({error.reason}): save it as UTF-8.") from None
    return target


def _single_bytes(path: Path) -> str:
    """Return the encoding of a file that is not UTF-8, if its lines agree."""
    encoded = other = 0  # the first line beyond ASCII that is UTF-8, and the first that is not
    undefined = False
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.isascii():
                continue
            undefined |= any(byte in line for byte in UNUSED)
            if _is_utf8(line):
                encoded = encoded or number
            else:
                other = other or number
    if encoded:
        raise DataError(
            f"{path.name} mixes encodings: line {encoded} is UTF-8 and line {other} is not. Save it in one, UTF-8."
        )
    return "latin-1" if undefined else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
