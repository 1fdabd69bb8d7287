"""Finds the texts of ``tables.json`` that are translated: `make messages` takes them into the package's catalogue."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

TEXTS = ("title", "description", "unit")  # of a table or a column

Message = tuple[int, None, str, list[str]]  # as Babel has it: line, function, text, comments


def extract(
    file: IO[bytes], _keywords: Collection[str], _tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Yield the titles, descriptions and units of the tables and their columns, as an extractor of Babel does."""
    for table in json.load(file):
        for described in (table, *table["schema"]["fields"]):
            yield from ((0, None, described[name], []) for name in TEXTS if name in described)
