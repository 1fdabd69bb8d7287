"""The facts of a chapter as records, with the rows and sources behind each, and the cards that show them."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from drawdown import language
from drawdown.facts.fact import Fact
from drawdown.facts.records import CARDS, MIME, Record, Records, Row, Source
from drawdown.language import _, ngettext
from drawdown.pack.schema import Table, worded
from drawdown.pack.view import View
from drawdown.page import written

TEXTS = ("statement", "title", "promised", "claim", "expects")  # what a row says: the first its table has


def records(chapter: str, stated: Iterable[Fact], view: View, tables: Mapping[str, pd.DataFrame]) -> Records:
    """Return the records of a chapter's facts.

    Parameters
    ----------
    chapter
        The chapter's stem.
    stated
        Its facts, in their order.
    view
        What the chapter sees of the pack.
    tables
        The tables it has read, by name.

    Raises
    ------
    ValueError
        If a fact names a row that is in none of the tables.
    """
    facts = list(stated)
    rows = _rows({row for fact in facts for row in fact.rows}, view, tables)
    for fact in facts:
        if strange := sorted(set(fact.rows) - rows.keys()):
            raise ValueError(f"fact {fact.id!r} names {strange[0]!r}, which no table read by {chapter} holds")
    keys = sorted({key for row in rows.values() for key in row["sources"]})
    return Records(
        chapter=chapter,
        facts=[_record(chapter, fact, view, rows) for fact in facts],
        rows=rows,
        sources={key: _source(view.sources.loc[key]) for key in keys},
    )


def stored(held: Records) -> dict[str, Any]:
    """Return the MIME bundle that keeps the records in the notebook."""
    return {MIME: held, "text/plain": ngettext("{n} fact", "{n} facts", len(held["facts"]))}


def bundle(held: Records) -> dict[str, str]:
    """Return the MIME bundle of the cards: the book makes them from the records; a notebook shows a table."""
    columns = [_("Definition"), _("Value"), _("Interval"), _("Rows"), _("Sources")]
    cells = [
        [
            fact["definition"],
            fact["text"],
            fact["interval"],
            language.number(len(fact["rows"])),
            language.number(len(fact["sources"])),
        ]
        for fact in held["facts"]
    ]
    table = pd.DataFrame(cells, columns=columns)
    with pd.option_context("display.max_colwidth", None):  # or pandas cuts the definitions
        html = table.to_html(index=False)
    return {"text/markdown": CARDS, "text/html": html, "text/plain": ngettext("{n} fact", "{n} facts", len(table))}


def interval(fact: Fact) -> str:
    """Return the interval of a fact in words; empty where it has none, or one that its value says already."""
    if fact.low is None or fact.high is None:
        return ""
    value, low, high = (written.value(one, fact.unit) for one in (fact.value, fact.low, fact.high))
    return "" if value == low == high else _("{low} to {high}").format(low=low, high=high)


def _record(chapter: str, fact: Fact, view: View, rows: Mapping[str, Row]) -> Record:
    scope = view.scope
    return Record(
        id=fact.id,
        chapter=chapter,
        value=plain(fact.value),
        text=written.value(fact.value, fact.unit),
        low=plain(fact.low),
        high=plain(fact.high),
        interval=interval(fact),
        unit=fact.unit,
        definition=language.typographic(_(fact.definition).format(**fact.about)),
        measure=fact.measure or f"drawdown.facts.{chapter}.stated",
        rows=list(fact.rows),
        sources=sorted({key for row in fact.rows for key in rows[row]["sources"]}),
        as_of=scope.as_of.isoformat(),
        country=view.parameters.country,
        start=scope.start.isoformat(),
        end=scope.end.isoformat(),
    )


def plain(value: Any) -> int | float | str | None:
    """Return a value as JSON has it: dates as ISO text, a missing value as None."""
    if written.missing(value):
        return None
    if hasattr(value, "isoformat"):
        return str(pd.Timestamp(value).date())
    native: int | float | str = value.item() if hasattr(value, "item") else value
    return native


def _rows(wanted: set[str], view: View, tables: Mapping[str, pd.DataFrame]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for name, frame in tables.items():
        table = view.schema.tables.get(name)
        if table is None or frame.empty:
            continue
        used = frame[frame[table.key].isin(wanted)]
        found |= {str(row[table.key]): _row(row, table) for row in used.to_dict("records")}
    return dict(sorted(found.items()))


def _row(row: Mapping[Hashable, Any], table: Table) -> Row:
    text, code = says(row, table)
    reported = row.get("reported_on")
    keys = [row[column] for column in table.sources if row[column]]
    return Row(
        table=table.name,
        text=text,
        language=code,
        date=when(row, table),
        reported_on="" if written.missing(reported) else str(pd.Timestamp(reported).date()),
        sources=list(dict.fromkeys(keys)),
    )


def says(row: Mapping[Hashable, Any], table: Table) -> tuple[str, str]:
    """Return what a row says and the language of it; a row of figures alone says its first one."""
    active = language.active()
    for name in TEXTS:
        for code in dict.fromkeys((active, language.SOURCE)):
            if text := row.get(f"{name}_{code}"):
                return str(text), code
    fields = table.descriptor["schema"]["fields"]
    number = next((field for field in fields if field["type"] in ("integer", "number")), None)
    if number is None or written.missing(row[number["name"]]):
        return "", active
    title = worded(number, "title") or number["name"]
    return f"{title}: {language.number(row[number['name']])}", active


def when(row: Mapping[Hashable, Any], table: Table) -> str:
    """Return when a row is true, in words, no finer than it is known."""
    words = []
    for column in dict.fromkeys(table.time or ()):
        precision = row.get(f"{column}_precision") or row.get("date_precision") or "day"
        if not written.missing(row[column]):
            words.append(language.date(pd.Timestamp(row[column]).date(), str(precision).partition("-")[0]))
    words = list(dict.fromkeys(words))
    return _("{low} to {high}").format(low=words[0], high=words[1]) if len(words) > 1 else "".join(words)


def _source(row: pd.Series) -> Source:
    published = row["published_on"]
    return Source(
        title=row["title"],
        title_shown=row.get("title_shown", "yes") != "no",
        publisher=row["publisher"],
        url=row["url"],
        tier=row["tier"],
        language=row["language"],
        published_on="" if written.missing(published) else str(pd.Timestamp(published).date()),
    )
