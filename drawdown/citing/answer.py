"""What the command ``cite`` prints: a work, in a style or a format, as the built site or the pack has it."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from drawdown import paths
from drawdown.book import site
from drawdown.citing import styles, unbuilt
from drawdown.citing.formats import FORMATS
from drawdown.citing.places import INDEX
from drawdown.citing.work import Item, find
from drawdown.errors import ParameterError
from drawdown.pack.schema import Schema
from drawdown.parameters import LATEST, Parameters, resolve


def answer(what: str, style: str, parameters: Parameters, schema: Schema, made: Path) -> str:
    """Return the citation of a work.

    A built site knows the figures and the facts of its day, those of its frozen editions, and where each stands.
    Without one for the day there are the book, its chapters and its tables.

    Parameters
    ----------
    what
        The name of the work, as `drawdown.citing.work.find` takes it; empty for the book.
    style
        A name of a style or a format.
    parameters
        They decide the language and the day of knowledge.
    schema
        The pack.
    made
        The folder of the pack's site, built or not.

    Raises
    ------
    ParameterError
        If the style, the work, the language or the day is not one there is.
    """
    _known(style)
    resolve(parameters, schema)
    schema.speak(parameters.lang)
    item = _found(what, parameters, schema, made)
    return FORMATS[style].write([item]) if style in FORMATS else f"{styles.cited(item, style)}\n"


def _known(style: str) -> None:
    names = [*styles.STYLES, *FORMATS]
    if style not in names:
        near = get_close_matches(style.lower(), names, n=1, cutoff=0.5)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ParameterError(f"Unknown style {style!r}.{hint} The styles are {', '.join(names)}.")


def _found(what: str, parameters: Parameters, schema: Schema, made: Path) -> Item:
    day = str(resolve(parameters, schema).as_of)
    built = list(_built(parameters, schema, made))
    wanted = _day(built[0][0]) if built and parameters.as_of == LATEST else day
    for held in reversed(built):  # a frozen edition before the site that shows the same
        if _day(held[0]) == wanted:
            return find(what, held)
    latest = parameters.as_of == LATEST or day == str(schema.window[1])
    held = [work.csl() for work in unbuilt.works(schema, parameters, published=latest)]
    try:
        return find(what, held)
    except ParameterError as error:
        if "/" not in what:
            raise
        raise ParameterError(
            f"{what!r} would be a figure or a number, and there is no site of {day} that shows it:"
            f" `drawdown build -p as_of={day}` makes one."
        ) from error


def _built(parameters: Parameters, schema: Schema, made: Path) -> Iterator[list[Item]]:
    """Give the works of the site, and those of its frozen editions."""
    for root in (made, *sorted((made / paths.EDITIONS.name).glob("*"))):
        file = site.place(root, schema.languages, parameters.lang) / INDEX
        if file.is_file():
            yield json.loads(file.read_text(encoding="utf-8"))


def _day(item: Item) -> str:
    year, month, day = item["issued"]["date-parts"][0]
    return f"{year}-{month:02}-{day:02}"
