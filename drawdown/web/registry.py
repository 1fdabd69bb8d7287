"""The ``sources`` directive: the pack's register of sources, as lists of what each is, whose, and how good."""

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from drawdown.errors import DataError
from drawdown.language import LOCALES, N_, _, active, date, separator, strung
from drawdown.pack import bibliography, tables
from drawdown.pack.schema import SOURCES, Schema, Table
from drawdown.pack.texts import gloss
from drawdown.terms import named
from drawdown.web import config
from drawdown.web.links import linked, worded
from drawdown.web.rests import rests

TIERS = {
    "A": N_("primary official document or dataset"),
    "B": N_("wire service or established outlet"),
    "C": N_("faithful reprint, or reputable regional outlet"),
    "D": N_("party or state outlet, weak aggregator, or rewrite"),
}
_HEDGES = {"about": N_("about {date}"), "not-before": N_("not before {date}")}


class Sources(SphinxDirective):
    """List the sources of the pack, sorted by publisher and date; ``:types:`` keeps those of some types."""

    option_spec = {"types": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        folder = config.pack(self.config)
        try:
            schema = Schema(folder)
            rows = tables.read(schema, SOURCES)
        except DataError as error:
            raise self.error(str(error)) from None
        if not rows.empty:
            self.env.note_dependency(str(folder / schema.tables[SOURCES].path))
            rows = self._chosen(rows, schema.tables[SOURCES])
        if rows.empty:
            return [nodes.paragraph("", _("The data pack has no such sources."), translatable=False)]
        resting = rests(self.env, list(rows["source_key"]))
        items = [self._item(row, resting.get(row["source_key"], [])) for row in rows.to_dict("records")]
        return [nodes.bullet_list("", *items, classes=["sources"])]

    def _chosen(self, rows: pd.DataFrame, table: Table) -> pd.DataFrame:
        if "types" in self.options:
            types = self.options["types"].split()
            unknown = sorted(set(types) - _types(table))
            if unknown:
                raise self.error(f"the schema knows no source_type {', '.join(unknown)}")
            rows = rows[rows["source_type"].isin(types)]
        fold = rows["publisher"].map(bibliography.place)
        return rows.assign(fold=fold).sort_values(["fold", "published_on", "source_key"])

    def _item(self, row: Mapping[Hashable, Any], resting: list[nodes.Node]) -> nodes.list_item:
        key = row["source_key"]
        # not make_id, which takes leading digits off: the anchor is the key as the tables have it
        item = nodes.list_item("", entry(row), *resting, ids=[key], names=[nodes.fully_normalize_name(key)])
        self.state.document.note_explicit_target(item, item)
        return item


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("sources", Sources)


def _types(table: Table) -> set[str]:
    fields = table.descriptor["schema"]["fields"]
    return {value for field in fields if field["name"] == "source_type" for value in field["constraints"]["enum"]}


def entry(row: Mapping[Hashable, Any]) -> nodes.paragraph:
    """Return one source as a line of text; a page whose title was not seen is described, not quoted."""
    day = when(row["published_on"].date(), row["date_precision"])
    line = nodes.paragraph("", "", badge(row["tier"]), nodes.Text(" "), translatable=False)
    if row["title_shown"] == "no":
        publisher = worded(row["publisher"], ["source-publisher"])  # apart: the day runs as the page does
        line += linked(nodes.inline("", "", publisher, nodes.Text(f"{separator(',')}{day}")), row["url"])
        line += nodes.Text(_credit(row) + ". " + _("Description") + ": ")
        told = gloss(row)
        line += worded(told or row["title"], ["source-description"], active() if told else row["language"])
    else:
        line += linked(_title(row), row["url"])
        ended = not gloss(row) and row["title"].endswith(bibliography.ENDS)
        line += nodes.Text(" " if ended else ". ")
        line += worded(row["publisher"], ["source-publisher"])
        line += nodes.Text(f"{_credit(row)}{separator(',')}{day}")
    line += nodes.Text(". ")
    line += worded(_remarks(row), ["source-remarks"])
    return line


def _title(row: Mapping[Hashable, Any]) -> nodes.inline:
    """Return a title, and in brackets what it says in the language of the page."""
    own = worded(row["title"], ["source-title"], row["language"])
    if not (told := gloss(row)):
        return own
    return nodes.inline("", "", own, nodes.Text(" ["), worded(told, ["source-gloss"], active()), nodes.Text("]"))


def badge(tier: str) -> nodes.abbreviation:
    """Return the mark of a source's tier, which says in words what it stands for."""
    text = _("Tier {tier}").format(tier=tier)
    meaning = _(TIERS[tier])
    return nodes.abbreviation("", text, explanation=meaning, classes=["tier", f"tier-{tier.lower()}"])


def when(published: dt.date, precision: str) -> str:
    """Return the day of publication in words, no finer and no surer than it is known."""
    unit, _dash, hedge = precision.partition("-")
    day = date(published, unit)
    return _(_HEDGES[hedge]).format(date=day) if hedge else day


def _credit(row: Mapping[Hashable, Any]) -> str:
    original = row["original_publisher"]
    if not original or original == row["publisher"]:
        return ""
    return " (" + _("text of {publisher}").format(publisher=original) + ")"


def _remarks(row: Mapping[Hashable, Any]) -> str:
    spoken = LOCALES[active()].languages.get(row["language"], row["language"])
    return strung([spoken, named(row["tier_reason"], "tier_reason")], ",")
