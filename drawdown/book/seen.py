"""What a chapter sees of the pack, row by row: the digests by which a rerun is decided and explained."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from drawdown import language, paths
from drawdown.book import kept
from drawdown.book.declared import Declared
from drawdown.book.snapshot import Snapshot
from drawdown.pack import imported
from drawdown.pack.schema import DESCRIPTOR, SOURCES, Schema
from drawdown.parameters import Parameters, Scope

if TYPE_CHECKING:
    import pandas as pd

    from drawdown.pack.view import View

VIEWS, ROWS = "views", "rows"  # where the digest of what is seen of a table is kept, and the digests of its rows
NO_ROW = "no row in the pack"  # in the place of an id, for a chapter says so
HISTORY = " through time"  # after the name of a table's file: its rows through all days of knowledge


class Sight:
    """The rows of a pack as a chapter sees them. The tables are opened only where no earlier build has seen the same.

    Parameters
    ----------
    declared
        What the chapter reads.
    parameters, scope
        What it was asked for, and what that means for the pack.
    schema, snapshot
        The pack and its files.
    code
        A digest of the code that reads a pack.
    """

    def __init__(
        self, declared: Declared, parameters: Parameters, scope: Scope, schema: Schema, snapshot: Snapshot, code: str
    ) -> None:
        self._declared, self._schema, self._snapshot = declared, schema, snapshot
        self._parameters = replace(parameters, lang=language.active())  # rows are the same in every language
        days = (scope.start, scope.end, scope.as_of)
        self._through = (
            parameters.country,
            *map(str, days),
            snapshot.digest(schema.folder / DESCRIPTOR),
            snapshot.digest(paths.TABLES),
            code,
        )

    def tables(self) -> dict[str, str]:
        """Return the digest of what is seen of each table, by the name of its file, and of the sources it names."""
        asked = self._declared
        found = {self._file(name): self._digest(name, [name]) for name in asked.reads if name != imported.FOLDER}
        found |= {self._file(name) + HISTORY: self._digest(name + HISTORY, [name]) for name in asked.histories}
        if imported.FOLDER in asked.reads:
            found[imported.FOLDER] = kept.named(*map(self._snapshot.digest, imported.registers(self._schema.folder)))
        return found | {self._file(SOURCES): self._digest(SOURCES, asked.tables, *asked.reads, "", *asked.histories)}

    def _digest(self, name: str, files: Iterable[str], *details: str) -> str:
        held = (self._snapshot.digest(self._schema.folder / self._file(file)) for file in (*files, SOURCES))
        asked = kept.named(name, *held, *details, *self._through)
        known = kept.get(VIEWS, asked)
        if known is None:
            content = json.dumps(self._rows(name)).encode()
            known = hashlib.sha256(content).hexdigest().encode()
            kept.put(ROWS, known.decode(), content)
            kept.put(VIEWS, asked, known)
        return known.decode()

    def _rows(self, name: str) -> dict[str, str]:
        if name == SOURCES:
            return digests(self._view.sources.reset_index(), self._schema.tables[SOURCES].key)
        table = self._schema.tables.get(name.removesuffix(HISTORY))
        if table is None:  # a pack may lack it
            return {}
        rows = self._view.vintages(table.name).rows if name.endswith(HISTORY) else self._view.table(name)
        return digests(rows, table.key) or ({} if self._view.holds(table.name) else {NO_ROW: ""})

    @cached_property
    def _view(self) -> "View":
        from drawdown.pack.view import View  # and pandas, which a build with nothing to do can spare

        return View(self._parameters, self._declared.reads, self._declared.histories)

    def _file(self, name: str) -> str:
        table = self._schema.tables.get(name)
        return table.path if table else f"{name}.csv"


def digests(rows: "pd.DataFrame", key: str) -> dict[str, str]:
    """Return a digest of each row by its id, in the order of the rows."""
    records = zip(rows[key], rows.itertuples(index=False, name=None), strict=True)
    return {str(identity): _digest(record) for identity, record in records}


def rows(digest: str) -> Mapping[str, str] | None:
    """Return the digests of the rows behind the digest of a table; None if they are not kept any more."""
    content = kept.get(ROWS, digest)
    return None if content is None else json.loads(content)


def _digest(record: tuple[Any, ...]) -> str:
    return hashlib.blake2b(repr(record).encode(), digest_size=16).hexdigest()
