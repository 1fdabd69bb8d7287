"""A table as a notebook output: MyST for the book, where sources become citations, and HTML for a notebook."""

from collections.abc import Hashable, Mapping

import pandas as pd

from drawdown import language
from drawdown.charts.table import NONE, SOURCE, Column, Table
from drawdown.language import _, ngettext
from drawdown.page import sources
from drawdown.page.written import cell, markdown, value

NUMERIC = {"count", "persons", "attacks", "days", "per_week", "ratio", "coefficient", "points", "share"}
NAMED = 3  # sources that a cell cites before the others are only counted: the page lists all of them at its end


def bundle(table: Table, chapter: str, registry: pd.DataFrame) -> dict[str, str]:
    """Return the MIME bundle of a table."""
    if table.rows.empty:
        note = table.empty or _("No row of the pack falls in this view.")
        return {"text/markdown": markdown(note), "text/plain": note}
    head = "| " + " | ".join(markdown(column.title) for column in table.columns.values()) + " |"
    rule = "|" + "|".join("--:" if column.unit in NUMERIC else ":--" for column in table.columns.values()) + "|"
    body = [_row(record, table.columns, registry) for record in table.rows[list(table.columns)].to_dict("records")]
    anchor = f"tab-{chapter}-{table.key}".replace("_", "-")
    lines = [f":::{{table}} {markdown(table.caption)}", f":name: {anchor}", "", head, rule, *body, ":::"]
    return {"text/markdown": "\n".join(lines), "text/html": _html(table, registry), "text/plain": table.caption}


def _row(record: Mapping[Hashable, object], columns: Mapping[str, Column], registry: pd.DataFrame) -> str:
    cells = [_cell(record[name], column, registry) for name, column in columns.items()]
    return "| " + " | ".join(cells) + " |"


def _cell(raw: object, column: Column, registry: pd.DataFrame) -> str:
    if column.unit == SOURCE:
        return _cited(list(dict.fromkeys(str(raw).split())), registry) or NONE
    return cell(_written(raw, column.unit))


def _written(raw: object, unit: str) -> str:
    return NONE if isinstance(raw, str) and not raw else value(raw, unit)


def _cited(keys: list[str], registry: pd.DataFrame) -> str:
    """Return the citations of a cell: those that read differently, a few of them, and how many more there are."""
    told = {sources.cited(registry.loc[key]): key for key in reversed(keys)}
    named = [key for key in keys if key in told.values()]
    if len(keys) > NAMED + 1:  # one more is named as well as counted
        named = named[:NAMED]
    rest = len(keys) - len(named)
    citations = [f"{{cite:t}}`{key}`" for key in named]
    if not rest:
        return language.strung(citations, ",")
    return language.listing([*citations, ngettext("{n} more", "{n} more", rest)])


def _html(table: Table, registry: pd.DataFrame) -> str:
    """Return the table for a notebook, where no bibliography is at hand: publishers stand for sources."""
    publishers = registry["publisher"]

    def written(raw: object, unit: str) -> str:
        if unit == SOURCE:
            return language.strung(dict.fromkeys(publishers[key] for key in str(raw).split())) or NONE
        return _written(raw, unit)

    rows = table.rows[list(table.columns)].itertuples(index=False)
    units = [column.unit for column in table.columns.values()]
    cells = [[written(raw, unit) for raw, unit in zip(row, units, strict=True)] for row in rows]
    return pd.DataFrame(cells, columns=[column.title for column in table.columns.values()]).to_html(index=False)
