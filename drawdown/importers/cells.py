"""Cells as the pack writes them: what a spreadsheet does to text, numbers and dates, undone where one reading is left.

A cell that could be read in two ways stays as it is, and the check of the pack tells it.
"""

import datetime as dt
import re

GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+|[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|[+-]?\d{1,3}(?:'\d{3})+")
STROKES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?")
WORDS = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%B %d, %Y", "%b %d, %Y")
UNSEEN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\ufeff": "", "\u200b": "", "\r": " ", "\n": " "})


def clean(cell: str, kind: str) -> str:
    """Return a cell as the pack writes it.

    Parameters
    ----------
    cell
        As a sheet shows it.
    kind
        The type of its column: string, integer, number, date or another.
    """
    if kind == "integer":
        return _integer(cell.strip())
    text = cell.translate(UNSEEN).strip()
    return _date(text) if kind == "date" else text


def _integer(text: str) -> str:
    if GROUPED.fullmatch(text):
        return re.sub(r"[^\d+-]", "", text)
    text = text.translate(UNSEEN).strip()
    return re.sub(r"\.0+$", "", text) if re.fullmatch(r"[+-]?\d+\.0+", text) else text


def _date(text: str) -> str:
    if timed := TIMED.fullmatch(text):
        return timed[1]
    if strokes := STROKES.fullmatch(text):
        first, second, year = (int(part) for part in strokes.groups())
        if first > 12 or first == second:
            return _made(year, second, first) or text
        return (_made(year, first, second) or text) if second > 12 else text
    for style in WORDS:
        try:
            return dt.datetime.strptime(text, style).date().isoformat()
        except ValueError:
            continue
    return text


def _made(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
