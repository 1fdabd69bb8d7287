"""How values are written for a reader, in the active language."""

import re
from typing import Any

import pandas as pd

from drawdown import language
from drawdown.language import _

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~^&:@=%])")
_MONTH = re.compile(r"(?:(?<=\b\d)|(?<=\b\d\d)) (?=[^\W\d]+(?: [^\W\d]+)? \d{4}\b)")  # of a date, behind its day


def value(raw: Any, unit: str = "text") -> str:
    """Return a value as a reader sees it; a missing one says that it is not known.

    Units are those of `drawdown.facts.fact.Unit`: counts and days are whole numbers; rates and ratios have one decimal,
    two below one; coefficients have two, percentage points one; shares are percentages, with a decimal below a tenth;
    days and months are written in words.
    """
    if missing(raw):
        return _("not known")
    match unit:
        case "share":
            return language.share(float(raw))
        case "ratio" | "per_week":
            return language.number(float(raw), 1 if abs(round(float(raw), 2)) >= 1 else 2)
        case "points":
            return language.number(float(raw), 1)
        case "coefficient":
            return language.number(float(raw), 2)
        case "count" | "persons" | "attacks" | "days":
            return language.number(int(raw))
        case "day" | "month":
            return language.date(pd.Timestamp(raw).date(), unit)
        case _:
            return language.typographic(str(raw))


def missing(raw: Any) -> bool:
    """Return whether there is no value: None, an empty text, or what pandas has for it."""
    return raw is None or raw is pd.NaT or raw is pd.NA or raw == "" or (isinstance(raw, float) and raw != raw)


def markdown(text: str) -> str:
    """Return text that Markdown shows letter by letter: no mark in it formats, links or runs anything."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def cell(text: str) -> str:
    """Return text for a cell of a table in Markdown: in a narrow column a date breaks before its year alone."""
    return _MONTH.sub("\u00a0", markdown(text))
