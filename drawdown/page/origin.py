"""Where the data of a figure come from, in one line below it."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from drawdown import language
from drawdown.language import _, ngettext
from drawdown.pack.schema import SOURCE_COLUMNS
from drawdown.pack.view import View

NAMED = 3  # publishers named before the others are only counted
LISTED = 5  # tables that are named; of more, the line says only that the page reads them


def keys(rows: pd.DataFrame) -> set[str]:
    """Return the source keys in a frame's source columns."""
    return {key for found in _by_row(rows) for key in found}


def line(rows: pd.DataFrame, view: View, tables: Iterable[str]) -> str:
    """Return the line: the publishers with the most rows, or else the tables it can be computed from.

    Parameters
    ----------
    rows
        What the figure draws.
    view
        What the chapter sees of the pack.
    tables
        The tables the chapter has read so far, by name.
    """
    publishers = view.sources["publisher"]
    counted = Counter(name for found in _by_row(rows) for name in {publishers[key] for key in found})
    if not counted:
        return _computed([view.schema.tables[name].title for name in tables if name in view.schema.tables])
    names = sorted(counted, key=lambda name: (-counted[name], name.casefold(), name))
    rest = len(names) - NAMED
    if rest > 1:  # one more is named as well as counted
        names = [*names[:NAMED], ngettext("{n} more", "{n} more", rest)]
    text = _("Sources: {names}.") if len(names) > 1 else _("Source: {names}.")
    return text.format(names=language.listing(names).rstrip("."))


def _by_row(rows: pd.DataFrame) -> list[set[str]]:
    columns = [name for name in rows if name in SOURCE_COLUMNS or str(name).endswith("_source")]
    cells = rows[columns].fillna("").astype(str)
    return [{key for cell in record for key in cell.split()} for record in cells.itertuples(index=False)]


def _computed(titles: list[str]) -> str:
    if not titles or len(titles) > LISTED:
        return _("Computed by this book from the tables that the page reads.")
    if len(titles) == 1:
        return _("Computed by this book from its table {table}.").format(table=titles[0])
    return _("Computed by this book; the tables that the page reads are {tables}.").format(
        tables=language.listing(titles)
    )
