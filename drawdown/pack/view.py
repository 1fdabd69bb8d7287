"""A pack seen through the parameters of a chapter: country, period and day of knowledge."""

from functools import cached_property

import pandas as pd

from drawdown import language, paths
from drawdown.pack import event_months, tables, vintage
from drawdown.pack.history import History
from drawdown.pack.schema import SOURCES, Schema, Table
from drawdown.parameters import ALL, Parameters, Scope, resolve


class View:
    """What a chapter sees of a pack.

    Parameters
    ----------
    parameters
        The chapter's parameters; the language becomes the active one.

    Raises
    ------
    DataError
        If the pack cannot be read.
    ParameterError
        If a parameter asks for what the pack does not have.
    """

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.schema = Schema(paths.pack(parameters.data))
        self.scope: Scope = resolve(parameters, self.schema)
        language.activate(parameters.lang)

    @property
    def countries(self) -> dict[str, str]:
        """The theatres shown: {name: title in the active language}."""
        return {name: self.schema.theatres[name] for name in self.scope.countries}

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The registry of sources, indexed by key."""
        return tables.read(self.schema, SOURCES).set_index(self.schema.tables[SOURCES].key)

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a table known on the day, about the country, within the period.

        Columns are those of the schema, and ``tier``, the best tier among the sources of each row. Repeated and
        denied rows are left out. A pack without the table gives no rows.
        """
        table = self.schema.tables.get(name)
        if table is None:
            return pd.DataFrame()
        rows = vintage.seen(tables.read(self.schema, name), table, self.scope.as_of)
        rows = self._within(self._about(rows, table), table)
        return tables.graded(rows, table, self.sources["tier"]).reset_index(drop=True)

    def vintages(self, name: str) -> History:
        """Return a table of the pack through all the days of knowledge up to ``as_of``.

        Its last day shows what :meth:`table` does. The pack must have the table.
        """
        table = self.schema.tables[name]
        rows = tables.read(self.schema, name)
        if "reported_on" in rows:
            rows = rows[rows["reported_on"] <= pd.Timestamp(self.scope.as_of)]
        rows = self._within(self._about(rows, table), table)
        return History(tables.graded(rows, table, self.sources["tier"]).reset_index(drop=True), table, self.scope.as_of)

    def imported(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the imported events known on the day, about the countries, within the period, and their origins.

        The first frame is that of `drawdown.pack.event_months.counted`, the second of its `origins`.
        """
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
        return rows[named | ~rows["country"].str.contains("|".join(self.schema.theatres))]

    def _within(self, rows: pd.DataFrame, table: Table) -> pd.DataFrame:
        if table.time is None:
            return rows
        first, last = table.time
        start, end = pd.Timestamp(self.scope.start), pd.Timestamp(self.scope.end)
        return rows[(rows[last] >= start) & (rows[first] <= end)]
