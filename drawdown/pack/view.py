"""A pack seen through the parameters of a chapter: country, period and day of knowledge."""

import re
from collections.abc import Collection, Iterator
from functools import cached_property

import pandas as pd

from drawdown import paths
from drawdown.errors import UndeclaredRead
from drawdown.pack import event_months, imported, tables, vintage
from drawdown.pack.history import History
from drawdown.pack.schema import KEYS, SOURCES, Schema, Table
from drawdown.parameters import ALL, Parameters, Scope, resolve


class View:
    """What a chapter sees of a pack.

    Parameters
    ----------
    parameters
        The chapter's parameters; the language becomes the active one.
    reads
        The only tables it may ask for; None for any of them.
    histories
        The only tables it may ask for through all days of knowledge; None for any of them.

    Raises
    ------
    DataError
        If the pack cannot be read.
    ParameterError
        If a parameter asks for what the pack does not have.
    """

    def __init__(
        self,
        parameters: Parameters,
        reads: Collection[str] | None = None,
        histories: Collection[str] | None = None,
    ) -> None:
        self.parameters = parameters
        self.reads, self.histories = reads, histories
        self._held: dict[str, pd.DataFrame] = {}
        self.schema = Schema(paths.pack(parameters.data))
        self.scope: Scope = resolve(parameters, self.schema)
        self.schema.speak(parameters.lang)

    @property
    def countries(self) -> dict[str, str]:
        """The theatres shown: {name: title in the active language}."""
        return {name: self.schema.theatres[name] for name in self.scope.countries}

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The registry of sources, indexed by key; of a view of some tables those that their rows name."""
        if self.reads is None:
            return self._registry
        return self._registry[self._registry.index.isin(set(self._named()))]

    @cached_property
    def _registry(self) -> pd.DataFrame:
        return tables.read(self.schema, SOURCES).set_index(self.schema.table(SOURCES).key)

    def _named(self) -> Iterator[str]:
        """Yield the keys of sources that the rows of this view name."""
        kept = [name for name in self.histories or () if name in self.schema.tables]
        frames = [(name, self.table(name)) for name in self.reads or () if name in self.schema.tables]
        for name, rows in [*frames, *((name, self.vintages(name).rows) for name in kept)]:
            table = self.schema.tables[name]
            for column in (*table.sources, *(key for key in KEYS if key in table.types)):
                yield from (key for cell in rows[column].drop_duplicates() for key in cell.split())

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a table known on the day, about the country, within the period.

        Columns are those of the schema, and ``tier``, the best tier among the sources of each row. Repeated and
        denied rows are left out. A pack without the table gives no rows.

        Raises
        ------
        UndeclaredRead
            If the view is one of other tables.
        """
        self._declared(name, self.reads, "reads")
        table = self.schema.table(name)
        if name not in self._held:
            rows = vintage.seen(tables.read(self.schema, name), table, self.scope.as_of)
            self._held[name] = self._graded(rows, table)
        return self._held[name].copy(deep=False)

    def holds(self, name: str) -> bool:
        """Return whether the pack has a row in a table, in this view or outside it."""
        return not tables.read(self.schema, name).empty

    def vintages(self, name: str) -> History:
        """Return a table of the pack through all the days of knowledge up to ``as_of``.

        Its last day shows what :meth:`table` does.

        Raises
        ------
        UndeclaredRead
            If the view is one of the histories of other tables.
        """
        self._declared(name, self.histories, "histories")
        table = self.schema.table(name)
        rows = tables.read(self.schema, name)
        if "reported_on" in rows:
            rows = rows[rows["reported_on"] <= pd.Timestamp(self.scope.as_of)]
        return History(self._graded(rows, table), table, self.scope.as_of)

    def _graded(self, rows: pd.DataFrame, table: Table) -> pd.DataFrame:
        rows = self._within(self._about(rows, table), table)
        return tables.graded(rows, table, self._registry["tier"]).reset_index(drop=True)

    def _declared(self, name: str, among: Collection[str] | None, word: str) -> None:
        if among is not None and name not in among:
            raise UndeclaredRead(f"reads the table {name!r}, which its Chapter does not declare: add it to {word}.")

    def imported(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the imported events known on the day, about the countries, within the period, and their origins.

        The first frame is that of `drawdown.pack.event_months.counted`, the second of its `origins`.
        """
        self._declared(imported.FOLDER, self.reads, "reads")
        scope, pack = self.scope, self.schema.folder
        months = event_months.counted(pack, scope.countries, scope.start, scope.end, scope.as_of)
        return months, event_months.origins(pack, list(dict.fromkeys(months["dataset"])), scope.as_of)

    def _about(self, rows: pd.DataFrame, table: Table) -> pd.DataFrame:
        if "country" not in rows or self.parameters.country == ALL:
            return rows
        country = self.parameters.country
        if not table.joint:
            return rows[rows["country"] == country]
        named = rows["country"].str.split("+").map(lambda names: country in names)
        return rows[named | ~rows["country"].str.contains("|".join(map(re.escape, self.schema.theatres)))]

    def _within(self, rows: pd.DataFrame, table: Table) -> pd.DataFrame:
        if table.time is None:
            return rows
        first, last = table.time
        start, end = pd.Timestamp(self.scope.start), pd.Timestamp(self.scope.end)
        return rows[(rows[last] >= start) & (rows[first] <= end)]
