"""A chapter's page: its view of the pack, and everything it shows."""

from collections.abc import Collection
from functools import cached_property
from itertools import cycle

import pandas as pd
from IPython.display import display
from myst_nb import glue

from drawdown import language
from drawdown.charts import imported_events
from drawdown.charts.chart import Chart
from drawdown.charts.style import THEATRES, Colour
from drawdown.charts.table import Table
from drawdown.facts.fact import Fact
from drawdown.facts.records import Records
from drawdown.language import ngettext
from drawdown.measures import imported_events as measures
from drawdown.pack.history import History
from drawdown.pack.view import View
from drawdown.page import cards, cite, figures, origin, said, sources, tables, written
from drawdown.parameters import Parameters

CITED = "^(.+_)?source$"  # the columns of a table's rows whose sources it cites
FINDING = "finding"  # the name under which a chapter says what it found
FEW_ROWS = 5  # a fact that rests on no more rows than this has its sources cited


class Chapter:
    """One run of a chapter.

    Parameters
    ----------
    name
        The chapter's stem, as in its notebook's name.
    country, start, end, as_of, lang, data
        The chapter's parameters, see `drawdown.parameters.Parameters`.
    reads, histories
        The tables the chapter reads, and those it reads through all days of knowledge. A build takes them from the
        notebook's text and runs a chapter again when they change, so that it may ask for no others.

    Raises
    ------
    ParameterError, DataError
        As `drawdown.pack.view.View` does.
    """

    def __init__(
        self,
        name: str,
        country: str,
        start: str,
        end: str,
        as_of: str,
        lang: str,
        data: str,
        reads: Collection[str] | None = None,
        histories: Collection[str] = (),
    ) -> None:
        self.name = name
        parameters = Parameters(country, start, end, as_of, lang, data)
        self._view = View(parameters, reads, histories if reads is not None else None)
        self._tables: dict[str, pd.DataFrame] = {}  # those read so far
        self._stated: list[Fact] = []
        self._cited: set[str] = set()
        self._drawn: set[str] = set()
        self._written: dict[str, str] = {}
        self._glue("as_of", language.date(self._view.scope.as_of))
        self._glue("start", language.date(self._view.scope.start))
        self._glue("end", language.date(self._view.scope.end))
        self._glue("countries", language.listing(list(self.countries.values())))
        self._glue("question", self._view.schema.question)

    @property
    def countries(self) -> dict[str, str]:
        """The theatres shown: {name: title}, in the pack's order."""
        return self._view.countries

    @cached_property
    def colours(self) -> dict[str, Colour]:
        """The colour of each theatre of the pack, the same in every chapter and for every country asked about."""
        return dict(zip(self._view.schema.theatres, cycle(THEATRES), strict=False))

    @property
    def publishers(self) -> pd.Series:
        """The publisher of each source, by its key."""
        return self._view.sources["publisher"]

    def history(self, table: str) -> History:
        """Return a table through all the days of knowledge, see `drawdown.pack.view.View.vintages`."""
        return self._view.vintages(table)

    def rows(self, table: str) -> pd.DataFrame:
        """Return a table of the pack as this chapter sees it, see `drawdown.pack.view.View.table`."""
        self._tables[table] = self._view.table(table)
        return self._tables[table]

    def caveat(self, table: str) -> str:
        """Return what the pack says to bear in mind of a table's rows, as a text to say; nothing without rows."""
        if self._tables[table].empty:
            return ""
        return written.markdown(self._view.schema.table(table).caveat)

    def facts(self, stated: list[Fact]) -> None:
        """Record the chapter's facts, so that prose can show each by its id (and ``_low``, ``_high``)."""
        self._stated += stated
        for fact in stated:
            self._glue(fact.id, written.value(fact.value, fact.unit))
            self._glue(f"{fact.id}_low", written.value(fact.low, fact.unit))
            self._glue(f"{fact.id}_high", written.value(fact.high, fact.unit))
        held = self._records()
        for record in held["facts"]:
            self._drawn |= set(record["sources"])
            self._cited |= set(record["sources"]) if len(record["rows"]) <= FEW_ROWS else set()
        display(cards.stored(held), raw=True)

    def say(self, template: str, name: str = "") -> None:
        """Show a computed text, with each ``{fact}`` in it as a number that links to its card.

        Under ``name`` another page can repeat it, see `drawdown.web.saying`; without one an empty text leaves no trace.

        Raises
        ------
        ValueError
            If the text names a fact that is not stated.
        """
        if template or name:
            template = said.settled(template, self._written)
            metadata = {said.KEY: {"name": name, "text": template}}
            display(said.bundle(template, self.name, self._written), metadata=metadata, raw=True)
        if name == FINDING:
            self.say(self._lacking())

    def numbers(self) -> None:
        """Show a card for every fact: what it means, and the rows and sources behind it."""
        display(cards.bundle(self._records()), raw=True)

    def figure(self, chart: Chart) -> None:
        """Show a figure: static at once, interactive on request, its data to download."""
        self._drawn |= origin.keys(chart.data)
        data, metadata = figures.bundle(chart, self.name, self._view, self._tables)
        display(data, metadata=metadata, raw=True)

    def table(self, described: Table) -> None:
        """Show a table; the sources of its rows are cited in it."""
        self._cited |= origin.keys(described.rows.filter(regex=CITED))
        display(tables.bundle(described, self.name, self._view.sources), raw=True)

    def imported(self) -> None:
        """Show the events the pack has imported, apart from its own rows; a view without any leaves no trace."""
        counted, origins = self._view.imported()
        if len(counted):
            months = measures.by_month(counted)
            self.say(imported_events.said(months))
            self.figure(imported_events.by_month(months, origins, self.countries, self.colours))
            self.table(imported_events.origin(origins))

    def sources(self) -> None:
        """Show the sources cited on this page, by tier, and say how many more the figures draw on."""
        registry = self._view.sources
        display(sources.bundle(registry.loc[sorted(self._cited)], len(self._drawn | self._cited)), raw=True)

    def cite(self) -> None:
        """Show how to cite this chapter."""
        display(cite.bundle(self.name), raw=True)

    def _lacking(self) -> str:
        """Return which of the tables read have no row in the pack at all; nothing if each has some."""
        empty = [self._view.schema.table(name).title for name in self._tables if not self._view.holds(name)]
        text = ngettext(
            "The pack has no row in the table {tables}; the sections that rest on it say so.",
            "The pack has no row in {n} tables, and the sections that rest on them say so: {tables}.",
            len(empty),
            tables=written.markdown(language.listing(empty)),
        )
        return text if empty else ""

    def _records(self) -> Records:
        return cards.records(self.name, self._stated, self._view, self._tables)

    def _glue(self, name: str, text: str) -> None:
        self._written[name] = text
        glue(name, text, display=False)
