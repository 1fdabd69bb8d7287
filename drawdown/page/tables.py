"""A table as a notebook output: MyST for the book, where sources become citations, and HTML for a notebook."""

from collections.abc import Hashable, Mapping

import pandas as pd

from drawdown.charts.table import SOURCE, Column, Table
from drawdown.language import _
from drawdown.page.written import markdown, value

NUMERIC = {"count", "persons", "attacks", "days", "per_week", "ratio", "coefficient", "points", "share"}


def bundle(table: Table, chapter: str, registry: pd.DataFrame) -> dict[str, str]:
    """Return the MIME bundle of a table."""
    if table.rows.empty:
        note = table.empty or _("No row of the pack falls in this view.")
        return {"text/markdown": markdown(note), "text/plain": note}
    head = "| " + " | ".join(markdown(column.title) for column in table.columns.values()) + " |"
    rule = "|" + "|".join("--:" if column.unit in NUMERIC else ":--" for column in table.columns.values()) + "|"
    body = [_row(record, table.columns) for record in table.rows[list(table.columns)].to_dict("records")]
    anchor = f"tab-{chapter}-{table.key}".replace("_", "-")
    lines = [f":::{{table}} {markdown(table.caption)}", f":name: {anchor}", "", head, rule, *body, ":::"]
    return {"text/markdown": "\n".join(lines), "text/html": _html(table, registry), "text/plain": table.caption}


def _row(record: Mapping[Hashable, object], columns: Mapping[str, Column]) -> str:
    cells = [_cell(record[name], column) for name, column in columns.items()]
    return "| " + " | ".join(cells) + " |"


def _cell(raw: object, column: Column) -> str:
    if column.unit == SOURCE:
        keys = str(raw).split()
        return f"{{cite:t}}`{','.join(dict.fromkeys(keys))}`" if keys else ""
    return markdown(value(raw, column.unit)) if raw != "" else ""


def _html(table: Table, registry: pd.DataFrame) -> str:
    """Return the table for a notebook, where no bibliography is at hand: publishers stand for sources."""
    publishers = registry["publisher"]

    def written(raw: object, unit: str) -> str:
        keys = dict.fromkeys(str(raw).split())
        return "; ".join(publishers[key] for key in keys) if unit == SOURCE else value(raw, unit)

    rows = table.rows[list(table.columns)].itertuples(index=False)
    units = [column.unit for column in table.columns.values()]
    cells = [[written(raw, unit) for raw, unit in zip(row, units, strict=True)] for row in rows]
    return pd.DataFrame(cells, columns=[column.title for column in table.columns.values()]).to_html(index=False)
