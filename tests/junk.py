"""Junk that looks like what importers read: cells, tables, bytes of files, and sound files with a few bytes changed."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import strategies as st

MARKS = list(",;\t|\"'\n\r\0\\ \u00a0\ufeff\u200b\u0662\ufffd=+-@()[]{}%<>$#*/.:eE_")
CELLS = [
    *("", " ", "0", "-1", "+1", "1.5", "1e400", "-1e400", "NaN", "inf", "0x1F", "1,000", "1.000,5", "\u0662\u0660"),
    *(
        "9" * 40,
        "9" * 18,
        "9" * 12,
        "290000",
        "-290000",
        "NULL",
        "null",
        "true",
        "infinity",
        "-infinity",
        "epoch",
        "now",
    ),
    *("2004-03-11", "2004-02-31", "11 March 2004", "11-Mar-04", "3/11/2004", "31/12/2004", "13/13/2004", "0000-00-00"),
    *(
        "99999-01-01",
        "5881580-07-10",
        "-2004-01-01",
        "2004-03-11 25:00",
        "Arland",
        "ARLAND",
        "'; DROP TABLE a; --",
    ),
    *("{id}", "{0}", "%s", "$1", '"', '""', "'", "\\N", "a\nb", "a\0b", "=1+1", "../..", "/etc/passwd", "<script>"),
    *("\ud7ff", "\U0001f600", "\u202e", "e\u0301", "\x1b[31m", "a" * 3000),
]
cell = st.sampled_from(CELLS) | st.text(st.sampled_from(MARKS) | st.characters(codec="utf-8"), max_size=12)
ENCODINGS = [*["utf-8"] * 6, "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1256", "latin-1"]


@st.composite
def sheets(draw: st.DrawFn, columns: list[str], sound: list[str]) -> list[list[str]]:
    """Rows under a header of these columns, some cells of a sound row replaced, added or lost."""
    header, row = list(columns), list(sound)
    rows = [header]
    for _ in range(draw(st.integers(0, 4))):
        new = list(row)
        for place in draw(st.lists(st.integers(0, len(new) - 1), max_size=3)):
            new[place] = draw(cell)
        rows.append(new)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        odd = draw(st.sampled_from(rows))
        match draw(st.sampled_from(["lose", "add", "swap", "rename", "blank", "all"])):
            case "lose" if odd:
                odd.pop(draw(st.integers(0, len(odd) - 1)))
            case "add":
                odd.insert(draw(st.integers(0, len(odd))), draw(cell))
            case "swap" if odd:
                odd.reverse()
            case "rename" if odd:
                odd[draw(st.integers(0, len(odd) - 1))] = draw(cell)
            case "blank":
                odd.clear()
            case "all":
                odd[:] = [draw(cell) for _ in odd]
    return rows


def written(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8", end: str = "\n") -> bytes:
    """Return rows as the bytes of a file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding, "replace")


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Change a few bytes of a content: replaced, put in, taken out, said twice, or cut off."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(len(made) - 1, 0)))
        match draw(st.sampled_from(["replace", "insert", "delete", "repeat", "cut"])):
            case "replace":
                made[place : place + 1] = draw(st.binary(min_size=1, max_size=3))
            case "insert":
                made[place:place] = draw(st.sampled_from([b'"', b"\n", b"\r", b"\0", b",", b"\xff", b"\xef\xbb\xbf"]))
            case "delete":
                del made[place : place + draw(st.integers(1, 20))]
            case "repeat":
                made[place:place] = made[place : place + draw(st.integers(1, 40))]
            case "cut":
                del made[place:]
    return bytes(made)


@st.composite
def workbooks(draw: st.DrawFn, content: bytes) -> bytes:
    """Damage one part of a workbook and pack it again soundly, so that what reads the part is reached."""
    with zipfile.ZipFile(io.BytesIO(content)) as sound:
        name = draw(st.sampled_from(sound.namelist()))
        part = sound.read(name)
    return replaced(content, name, part, draw(edited(part)))


@st.composite
def edited(draw: st.DrawFn, part: bytes) -> bytes:
    """Put junk into a value, or into the text between two tags, or damage the bytes of a part."""
    places = [found.span(1) for found in re.finditer(rb'"([^"<>]*)"|>([^<>]+)<', part) if found[1] is not None]
    if not places or draw(st.integers(0, 3)) == 0:
        return draw(damaged(part))
    start, end = draw(st.sampled_from(places))
    junk = draw(cell | st.sampled_from(["d", "s", "b", "e", "str", "inlineStr", "A1", "XFD1048576", "A0", "1048577"]))
    return part[:start] + escape(junk).encode("utf-8", "replace") + part[end:]


def files(columns: list[str], sound: list[str]) -> st.SearchStrategy[bytes]:
    """Bytes of a file: of a table with junk in it, of a sound one that is damaged, or of nothing at all."""
    table = st.builds(
        written,
        sheets(columns, sound),
        st.sampled_from(",;\t|"),
        st.sampled_from(ENCODINGS),
        st.sampled_from(["\n", "\r\n", "\r"]),
    )
    whole = written([columns, sound])
    return table | damaged(whole) | table.flatmap(damaged) | st.binary(max_size=200)


def bomb(name: str, size: int) -> bytes:
    """Return a zip whose one file is of so many blanks."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as file:
        for _ in range(size >> 20):
            file.write(b" " * (1 << 20))
    return packed.getvalue()


def replaced(content: bytes, name: str, sound: bytes, broken: bytes) -> bytes:
    """Return a workbook with other bytes in one of its parts, and without the time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(made, "w") as archive:
        for part in held.namelist():
            text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2004-03-11T00:00:00Z", held.read(part))
            assert part != name or sound in text, text
            archive.writestr(zipfile.ZipInfo(part), text.replace(sound, broken) if part == name else text)
    return made.getvalue()


def timeless(path: Path) -> bytes:
    """Return a workbook as the same bytes whenever it was made."""
    return replaced(path.read_bytes(), "", b"", b"")
