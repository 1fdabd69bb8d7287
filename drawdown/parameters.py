"""The parameters of a chapter: what they may be, checked before any kernel starts."""

import datetime as dt
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields

from drawdown import paths
from drawdown.errors import ParameterError
from drawdown.language import SOURCE
from drawdown.pack.schema import Schema

ALL = "all"  # every theatre of the pack
FIRST = "first"  # the first day the pack covers
LATEST = "latest"  # the last day the pack covers, or the newest knowledge


@dataclass(frozen=True)
class Parameters:
    """The parameters every chapter takes. The defaults are the published run.

    ``country`` is a theatre of the pack or "all"; ``start``, ``end`` and ``as_of`` are ISO dates or words;
    ``lang`` is the language of the page; ``data`` is the folder of the pack, from the project's root.
    """

    country: str = ALL
    start: str = FIRST
    end: str = LATEST
    as_of: str = LATEST
    lang: str = SOURCE
    data: str = paths.DATA.name


NAMES = tuple(field.name for field in fields(Parameters))


def known(values: Mapping[str, str], names: tuple[str, ...] = NAMES) -> None:
    """Refuse a parameter that a chapter does not have.

    Raises
    ------
    ParameterError
        With the nearest valid name, if there is one.
    """
    for name in values:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ParameterError(f"Unknown parameter {name!r}.{hint} The parameters are {', '.join(names)}.")


@dataclass(frozen=True)
class Scope:
    """Parameters resolved against a pack: real days and theatres."""

    countries: tuple[str, ...]
    start: dt.date
    end: dt.date
    as_of: dt.date


def resolve(parameters: Parameters, schema: Schema) -> Scope:
    """Return what the parameters mean for this pack.

    Raises
    ------
    ParameterError
        For a language, country or date that is not possible, with what is.
    """
    if parameters.lang not in schema.languages:
        raise ParameterError(f"lang = {parameters.lang!r}: the languages are {', '.join(schema.languages)}.")
    theatres = tuple(schema.theatres)
    if parameters.country != ALL and parameters.country not in theatres:
        raise ParameterError(
            f"country = {parameters.country!r}: the pack {schema.folder.name} has {', '.join(theatres)},"
            f" or {ALL!r} for all of them."
        )
    first, last = schema.window
    start = _day("start", parameters.start, FIRST, first)
    end = _day("end", parameters.end, LATEST, last)
    if start > end:
        raise ParameterError(f"start = {start} lies after end = {end}: give a start on or before the end.")
    countries = theatres if parameters.country == ALL else (parameters.country,)
    return Scope(countries, start, end, _day("as_of", parameters.as_of, LATEST, last))


def _day(name: str, text: str, word: str, meaning: dt.date) -> dt.date:
    if text == word:
        return meaning
    try:
        if (day := dt.date.fromisoformat(text)).isoformat() == text:  # not 20240824, nor a day of a week
            return day
        raise ValueError(text)
    except (TypeError, ValueError):
        raise ParameterError(f"{name} = {text!r} is not a date: write it as 2024-08-24, or {word!r}.") from None
