"""The ``actors`` directive: who speaks, promises, attacks and claims in the pack, as its tables name them."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from drawdown import language
from drawdown.errors import DataError
from drawdown.language import _, ngettext
from drawdown.pack.schema import DESCRIPTOR, Schema, Table, worded
from drawdown.terms import named, place, term
from drawdown.web import config
from drawdown.web.evidence_cells import COUNTRY
from drawdown.web.evidence_rows import Evidence, label
from drawdown.web.glossary import ACTOR

# the columns that name actors, and the one beside each that says what they are
COLUMNS = {
    ("positions", "actor"): "actor_group",
    ("pledges", "announced_by"): "made_by_type",
    ("attack_events", "attackers_claimed"): "",
}


@dataclass
class Part:
    """An actor in a column of a table: what it is there, and the rows that name it."""

    table: Table
    column: str
    kinds: set[str] = field(default_factory=set)
    rows: list[Mapping[Hashable, Any]] = field(default_factory=list)


class Actors(SphinxDirective):
    """List the actors of the pack by name."""

    def run(self) -> list[nodes.Node]:
        """Return the list, a glossary of its own."""
        folder = config.pack(self.config)
        try:
            found = Evidence(folder)
            parts = actors(found)
        except DataError as error:
            raise self.error(str(error)) from None
        for name in (DESCRIPTOR, *(table.path for table in found.tables)):
            self.env.note_dependency(str(folder / name))
        if not parts:
            return [nodes.paragraph("", _("The data pack names no actor."), translatable=False)]
        taken: set[str] = set()
        places = {name: _anchor(name, taken) for name in sorted(parts)}  # the same in every language
        items = [_item(called(name, held), held, found.schema, places[name]) for name, held in parts.items()]
        listed = nodes.definition_list("", *items, classes=["actors"])
        return [addnodes.glossary("", listed, classes=[ACTOR], sorted=False)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("actors", Actors)


def actors(found: Evidence) -> dict[str, list[Part]]:
    """Return the actors as rows name them, in the order of what they are called here, and where each is named."""
    parts: dict[str, dict[tuple[str, str], Part]] = {}
    for (name, column), kind in COLUMNS.items():
        table = found.schema.tables.get(name)
        if table is None or column not in table.types:
            continue
        for row in found.frame(table).to_dict("records"):
            if actor := str(row[column]):
                part = parts.setdefault(language.typographic(actor), {}).setdefault((name, column), Part(table, column))
                part.rows.append(row)
                part.kinds |= {term(row[kind])} if kind and row.get(kind) else set()
    held = {actor: list(found.values()) for actor, found in parts.items()}
    return dict(sorted(held.items(), key=lambda item: (called(*item).casefold(), item[0])))


def called(name: str, parts: list[Part]) -> str:
    """Return what an actor is called in the active language."""
    return named(parts[0].rows[0][parts[0].column], parts[0].column) or name


def _item(name: str, parts: Iterable[Part], schema: Schema, anchor: str) -> nodes.definition_list_item:
    lines = [nodes.paragraph("", _line(part, schema), translatable=False) for part in parts]
    return nodes.definition_list_item("", nodes.term("", name, ids=[anchor]), nodes.definition("", *lines))


def _line(part: Part, schema: Schema) -> str:
    kind = COLUMNS[part.table.name, part.column]
    kinds = f"{_title(part.table, kind)}: {language.listing(sorted(part.kinds))}" if kind and part.kinds else ""
    count = ngettext("{n} row", "{n} rows", len(part.rows))
    places = _places(part.rows, schema)
    facts = [count, language.listing(places) if places else "", _span(part), kinds]
    head = _("{table}, as {column}").format(table=label(part.table), column=_title(part.table, part.column))
    return f"{head}: {language.strung(facts)}."


def _title(table: Table, column: str) -> str:
    """Return the title of a column as it stands in a sentence."""
    fields = table.descriptor["schema"]["fields"]
    return next(worded(held, "title") or column for held in fields if held["name"] == column).lower()


def _places(rows: Iterable[Mapping[Hashable, Any]], schema: Schema) -> list[str]:
    names = {name for row in rows for name in str(row.get(COUNTRY) or "").split("+") if name}
    known = [title for name, title in schema.theatres.items() if name in names]
    return known + sorted(place(name) for name in names - schema.theatres.keys())


def _span(part: Part) -> str:
    if not part.table.time:
        return ""
    days = [row[column] for row in part.rows for column in part.table.time if not pd.isna(row[column])]
    if not days:
        return ""
    words = dict.fromkeys(language.date(day.date(), "month") for day in (min(days), max(days)))
    first, *last = words
    return _("{low} to {high}").format(low=first, high=last[0]) if last else first


def _anchor(name: str, taken: set[str]) -> str:
    """Return a place for a name that no other has, and note that it is taken."""
    stem = f"actor-{nodes.make_id(name) or 'x'}"
    number = 1
    while (anchor := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    taken.add(anchor)
    return anchor
