"""The pages of a figure: the figure alone, light enough to stand in another site's page, and its data as a table."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from drawdown.charts import coverage
from drawdown.errors import DataError
from drawdown.pack import tables
from drawdown.pack.plain import is_web
from drawdown.pack.schema import SOURCES, Schema, worded
from drawdown.terms import named, place, term
from drawdown.web import config, figure_table, pager
from drawdown.web.evidence_cells import COUNTRY, coded, said
from drawdown.web.figure_headings import Headings, headings
from drawdown.web.figure_table import Words
from drawdown.web.markup import drawn
from drawdown.web.placed import Placed
from drawdown.web.policy import OUTWARD, POLICY
from drawdown.web.styles import ALONE
from drawdown.web.templating import render

TABLE = "-table.html"  # how the file of the table ends
PLACES = (COUNTRY, "theatre", "place")  # columns of countries
COMPUTED = ("fate", "size", "sign", "precision", "start_unknown", "verdict_of")  # columns of codes that measures add


def pages(
    builder: StandaloneHTMLBuilder, path: str, sources: Mapping[str, str], words: Mapping[str, Words], heading: Headings
) -> Iterator[tuple[str, str]]:
    """Return the pages of the figure with this path as (file below ``figures/``, markup).

    Parameters
    ----------
    builder
        The builder of the site.
    path
        The figure's path.
    sources
        What is written for each source, see `written_sources`.
    words
        What is written for the codes of a column, see `words_of_columns`.
    heading
        What is written above a column, see `headings_of_columns`.
    """
    placed = Placed.of(builder, path)
    figure = placed.figure
    page = placed.file(".html")
    shared = {
        "placed": placed,
        "style": placed.link(f"_static/{ALONE}", page),
        "back": placed.link(placed.page, page),
        "policy": POLICY,
        "outward": OUTWARD,
        "licences": [(name, url) for name, url in _licences(builder) if name],
    }
    yield f"{path}.html", render("figure.html", drawing=drawn(figure.svg, figure.narrow), **shared)
    data = figure_table.read(figure.csv, sources, partial(_entry, builder, page), words, heading)
    yield (
        f"{path}{TABLE}",
        render(
            "figure-table.html",
            data=data,
            csv=placed.link(placed.file(".csv"), page),
            script=placed.link(f"_static/{pager.SCRIPT}", page),
            pager=pager.markup(len(data.rows)),
            **shared,
        ),
    )


def written_sources(builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """Return what is written for each source of the pack; nothing where it cannot be read."""
    try:
        schema = Schema(config.pack(builder.config))
        registry = tables.read(schema, SOURCES)
    except DataError:
        return {}  # whoever needs the pack has said so
    return {row["source_key"]: figure_table.written(row) for row in registry.to_dict("records")}


def words_of_columns(builder: StandaloneHTMLBuilder) -> dict[str, Words]:
    """Return how the codes of each column of the pack are said; nothing where it cannot be read."""
    try:
        schema = Schema(config.pack(builder.config))
    except DataError:
        return {}  # whoever needs the pack has said so
    fields = (field for table in schema.tables.values() for field in table.descriptor["schema"]["fields"])
    found: dict[str, Words] = {}
    for field in fields:
        if coded(field):
            found[field["name"]] = partial(_said, field)
        elif field.get("names"):
            found.setdefault(field["name"], partial(_name, field["name"]))  # codes have words for names too
    titles = {table.name: worded(table.descriptor, "title") for table in schema.tables.values()}
    found |= {column: partial(_term, column) for column in COMPUTED}
    return (
        found
        | dict.fromkeys(PLACES, place)
        | {
            "table": lambda name: titles.get(name) or name,
            "source_kind": coverage.kind,
        }
    )


def headings_of_columns(builder: StandaloneHTMLBuilder) -> Headings:
    """Return how the columns of figures are called; as in every pack where this one cannot be read."""
    try:
        return headings(Schema(config.pack(builder.config)).tables)
    except DataError:
        return headings({})  # whoever needs the pack has said so


def _said(field: Mapping[str, Any], cell: str) -> str:
    return said(field, cell, field["name"])


def _term(column: str, cell: str) -> str:
    return term({"True": "yes", "False": "no"}.get(cell, cell), column)


def _name(column: str, cell: str) -> str:
    return named(cell, column) if cell else ""


def _entry(builder: StandaloneHTMLBuilder, page: str, key: str) -> str:
    """Return the address of a source's entry in the lists of sources."""
    known = builder.env.get_domain("std").data["anonlabels"].get(nodes.fully_normalize_name(key))
    if known is None:
        return ""
    docname, anchor = known
    return f"{relative_uri(page, builder.get_target_uri(docname))}#{anchor}"


def _licences(builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, str]]:
    try:
        schema = Schema(config.pack(builder.config))
    except DataError:
        return
    for licence in schema.descriptor.get("licenses", []):
        url = licence.get("path", "")
        yield licence.get("name") or licence.get("title", ""), url if is_web(url) else ""
