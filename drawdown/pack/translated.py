"""What a pack with texts in another language than English owes its readers: each text and name in it too."""

from collections.abc import Iterator, Mapping

from drawdown import terms
from drawdown.language import LOCALES, SOURCE, partial
from drawdown.pack.mend import MEND
from drawdown.pack.order import Line
from drawdown.pack.problem import Problem
from drawdown.pack.schema import DESCRIPTOR, Schema, Table

ENGLISH = "_en"
LANGUAGE = "language"  # of a document
COUNTRY = "country"  # a theatre, or several joined by +


def untranslated(schema: Schema, lines: Mapping[str, list[Line]]) -> Iterator[Problem]:
    """Yield each text that the pack has in English and not in another of its languages.

    These are the cells of columns that end in ``_en``, and of those beside which one of the same name and a language
    stands; the names and set phrases in columns whose field says ``names``
    (sites, actors, series, reasons for a tier), which ``terms`` of the descriptor translate once for all rows; and the
    descriptor's own texts.

    Parameters
    ----------
    schema
        The pack's descriptor; it says which languages the pack has.
    lines
        The rows of each table.
    """
    whole = {
        code for code in LOCALES.keys() - {SOURCE} if not partial(code)
    }  # a partial one shows English where it has nothing
    for name, table in schema.tables.items():
        yield from _cells(table, lines[name], SOURCE)
    for code in sorted(schema.languages.keys() & whole):
        yield from _described(schema, code)
        for name, table in schema.tables.items():
            yield from _cells(table, lines[name], code)
            yield from _names(table, lines[name], schema.words_in(code), code)


def _described(schema: Schema, code: str) -> Iterator[Problem]:
    """Yield the texts of the descriptor: the title and question, the theatres' titles, the words, the caveats."""
    about = schema.descriptor
    named = [*about["theatres"], *about.get("terms", []), *about["resources"]]
    for entry, texts in [(about, ("title", "question")), *((entry, ("title", "caveat")) for entry in named)]:
        for text in texts:
            if entry.get(f"{text}{ENGLISH}") and not entry.get(f"{text}_{code}"):
                value = str(entry.get("name", ""))
                rule = f"It has {text}{ENGLISH} and no {text}_{code}, and the pack has texts in {code!r}."
                yield Problem(DESCRIPTOR, 0, f"{text}_{code}", value, rule, MEND["untranslated"])


def _cells(table: Table, lines: list[Line], code: str) -> Iterator[Problem]:
    """Yield each text without its translation; what a row says in its own ``language`` needs none into that."""
    pairs = {column: f"{column.removesuffix(ENGLISH)}_{code}" for column in table.types}
    pairs = {column: other for column, other in pairs.items() if other in table.types and other != column}
    for line, cells in lines:
        for column, other in pairs.items():
            if cells.get(column) and not cells.get(other) and cells.get(LANGUAGE) != code:
                rule = f"{column} is filled and {other} is blank, and the pack has texts in {code!r}."
                yield Problem(table.path, line, other, "", rule, MEND["untranslated"])


def _names(table: Table, lines: list[Line], words: Mapping[str, str], code: str) -> Iterator[Problem]:
    """Yield each name without words, at the first row that has it."""
    for column in (*table.named, *({COUNTRY} & table.types.keys())):
        first: dict[str, int] = {}
        for line, cells in lines:
            whole = cells.get(column, "")
            for name in whole.split("+") if column == COUNTRY else [whole]:
                first.setdefault(name, line)
        for name, line in first.items():
            if (
                name
                and name not in terms.OF_COLUMN.get(column, {})
                and not any(key in words for key in terms.keys(name, column))
            ):
                rule = f"No entry of terms in {DESCRIPTOR} gives this name a title_{code}."
                yield Problem(table.path, line, column, name, rule, MEND["unnamed"])
