"""What the command ``vintage`` shows: a level on a day, as it was known on a day, with who said it."""

import datetime as dt
import json
from dataclasses import asdict, dataclass

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drawdown import paths
from drawdown.errors import ParameterError
from drawdown.language import number
from drawdown.measures import series
from drawdown.measures.troop_levels import levels
from drawdown.pack.schema import Schema
from drawdown.pack.view import View
from drawdown.parameters import Parameters

NEEDED = {"country", "valid_from", "valid_to", "low", "estimate", "high", "kind", "scope", "note", "reported_on"}
OPEN = "Disclosed later, its start unknown; it may have held already:"


@dataclass(frozen=True)
class Said:
    """One source of a statement: the document, and what it said."""

    row: str
    gives: str  # which of low, headline and high the statement gives
    low: int
    estimate: int
    high: int
    said: str
    true_from: str
    true_to: str
    start_unknown: bool
    reported_on: str
    title: str
    publisher: str
    published_on: str
    tier: str
    url: str


@dataclass(frozen=True)
class Answer:
    """The level in a country on a day, as known at the end of another. Without a statement there is no level."""

    table: str
    country: str
    on: str
    as_known_on: str
    low: int | None
    headline: int | None
    high: int | None
    sources: tuple[Said, ...] = ()
    open: tuple[Said, ...] = ()  # later disclosures that may have held already

    @property
    def sentence(self) -> str:
        """The answer in words."""
        asked = f"{self.country} on {self.on}, as known on {self.as_known_on}"
        if self.headline is None or self.low is None or self.high is None:
            return f"{asked}: nothing is known; no statement of tiers A to C reaches that day."
        level = f"{number(self.headline)} (low {number(self.low)}, high {number(self.high)})"
        doubt = "; it is open which held, see below" if self.open else ""
        return f"{asked}: {level}{doubt}."


def answer(table: str, parameters: Parameters, on: dt.date | None) -> Answer:
    """Return the level of ``table`` in the parameters' country on a day, by the rule of `series.resolve`.

    Without ``on`` the day asked about is the day of knowledge.

    Raises
    ------
    ParameterError
        If the table has no levels, or the parameters ask for what the pack does not have.
    """
    schema = Schema(paths.pack(parameters.data))
    _supported(schema, table)
    if parameters.country not in schema.theatres:
        raise ParameterError(f"There is no country {parameters.country!r}; the pack has {', '.join(schema.theatres)}.")
    view = View(parameters)
    known_on = view.scope.as_of
    stated = levels(view.table(table))
    found = series.resolve(stated, pd.Timestamp(on or known_on))
    asked = (table, parameters.country, str(on or known_on), str(known_on))
    if found is None:
        return Answer(*asked, None, None, None)
    span = (int(found.low), int(found.headline), int(found.high))
    return Answer(*asked, *span, _said(view, found.rows, found), _said(view, found.open, None))


def _supported(schema: Schema, table: str) -> None:
    fit = [name for name, described in schema.tables.items() if set(described.types) >= NEEDED]
    if table not in fit:
        have = f"the tables with levels are {', '.join(fit)}" if fit else "the pack has no table of levels"
        raise ParameterError(f"There are no levels in a table {table!r}: {have}.")


def _said(view: View, rows: pd.DataFrame, level: series.Level | None) -> tuple[Said, ...]:
    columns = [column for column in ("source", "source_2") if column in rows]
    found = []
    for position, row in enumerate(rows.to_dict("records")):
        gives = [] if level is None else [name for name in ("low", "high") if row[name] == getattr(level, name)]
        gives[:0] = ["headline"] if level is not None and position == 0 else []
        for key in filter(None, (row[column] for column in columns)):
            found.append(_document(row, ", ".join(gives), view.sources.loc[key]))
    return tuple(found)


def _document(row: dict[str, object], gives: str, source: pd.Series) -> Said:
    day = {name: f"{row[name]:%Y-%m-%d}" for name in ("valid_from", "valid_to", "reported_on")}
    return Said(
        row=str(row["obs_id"]),
        gives=gives,
        low=int(str(row["low"])),
        estimate=int(str(row["estimate"])),
        high=int(str(row["high"])),
        said=str(row["statement_en"]),
        true_from=day["valid_from"],
        true_to=day["valid_to"],
        start_unknown=bool(row["start_unknown"]),
        reported_on=day["reported_on"],
        title=source["title"] if source["title_shown"] == "yes" else f"[{source['title']}]",
        publisher=source["publisher"],
        published_on=f"{source['published_on']:%Y-%m-%d}",
        tier=source["tier"],
        url=source["url"],
    )


def as_json(found: Answer) -> str:
    """Return the answer as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2)


def as_text(found: Answer) -> str:
    """Return the answer as plain text, for a pipe: a line for the level, and a paragraph for each source."""
    parts = [found.sentence, *(_paragraph(said) for said in found.sources)]
    if found.open:
        parts += [OPEN, *(_paragraph(said) for said in found.open)]
    return "\n\n".join(parts)


def _paragraph(said: Said) -> str:
    gives = f"{said.gives}: " if said.gives else ""
    return (
        f"{gives}{_range(said)}, {said.row}, {_days(said)}\n  {said.said}\n"
        f"  {said.title}. {said.publisher}, {said.published_on}, tier {said.tier}. {said.url}".rstrip()
    )


def _range(said: Said) -> str:
    span = f" ({number(said.low)} to {number(said.high)})" if said.low != said.high else ""
    return number(said.estimate) + span


def _days(said: Said) -> str:
    start = f"{said.true_from} (a placeholder)" if said.start_unknown else said.true_from
    return start if said.true_from == said.true_to else f"{start} to {said.true_to}"


def show(found: Answer, console: Console) -> None:
    """Print the answer on a terminal, its sources as a table."""
    console.print(found.sentence, style="bold", highlight=False, markup=False)
    if found.sources:
        console.print(_table(found.sources))
    if found.open:
        console.print(OPEN, markup=False)
        console.print(_table(found.open))


def _table(sources: tuple[Said, ...]) -> Table:
    table = Table(show_lines=True)
    for column in ("Gives", "Level", "About", "What it said", "Source", "Published", "Tier"):
        table.add_column(column, overflow="fold", justify="right" if column == "Level" else "left")
    for said in sources:
        source = "\n".join(part for part in (f"{said.title}. {said.publisher}", said.url) if part)
        cells = (said.gives, _range(said), _days(said), f"{said.said} ({said.row})", source, said.published_on)
        table.add_row(*(Text(cell) for cell in (*cells, said.tier)))
    return table
