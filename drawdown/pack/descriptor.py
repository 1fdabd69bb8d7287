"""The descriptor of a pack as JSON: read, and told where it has not the form that ``descriptor.schema.json`` gives."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from drawdown import language, paths
from drawdown.errors import DataError
from drawdown.language import LOCALES

DESCRIPTOR = "datapackage.json"
VERSION = 1  # of the schema; a pack says its own as drawdown_schema, and is of the first if it says none
LONGEST = 300  # characters of a fault: it repeats what it finds at fault
READ_AS = {"integer": int, "number": float, "date": dt.date.fromisoformat}  # what a limit of a column must be

Fault = tuple[str, str]  # where in the descriptor, as resources.0.path, and what is wrong there


def read(path: Path) -> dict[str, Any]:
    """Return the descriptor.

    Raises
    ------
    DataError
        If it is not there or no readable JSON, has not the form, or is of a version newer than this code.
    """
    try:
        text = path.read_text(encoding="utf-8")
        descriptor = json.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        raise DataError(f"{path.parent} is not a data pack: it has no {DESCRIPTOR}.") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, a number too long, brackets too deep
        raise DataError(f"{path} is not readable JSON: {error}.") from None
    if not isinstance(descriptor, dict):
        raise DataError(f"{path} is not a descriptor: it holds no object.")
    missing = [name for name in ("resources", "theatres", "window") if name not in descriptor]
    if missing:
        raise DataError(f"{path} lacks {', '.join(missing)}.")
    _version(path, descriptor)
    if found := faults(text):
        more = f" (and {len(found) - 1} more; `drawdown check` lists them)" if len(found) > 1 else ""
        raise FaultyError(f"{path}: {': '.join(filter(None, found[0]))}{more}", found)
    return descriptor


class FaultyError(DataError):
    """A descriptor that is JSON and has not the form of one; ``faults`` are all that is wrong with it."""

    def __init__(self, message: str, found: list[Fault]) -> None:
        super().__init__(message)
        self.faults = found


def _version(path: Path, descriptor: Mapping[str, Any]) -> None:
    version = descriptor.get("drawdown_schema", 1)
    if type(version) is not int or version < 1:
        raise DataError(
            f"{path}: drawdown_schema = {version!r} is not a version; it is a whole number, {VERSION} today."
        )
    if version > VERSION:
        raise DataError(
            f"{path} is of schema version {version}, and this drawdown reads up to {VERSION}: update drawdown."
        )


@lru_cache(maxsize=4)  # a chapter opens its pack many times
def faults(text: str) -> list[Fault]:
    """Return everything that is wrong with the form of a descriptor, which is given as JSON."""
    descriptor = json.loads(text)
    found = [
        (".".join(map(str, error.absolute_path)), f"{error.message}.") for error in _validator().iter_errors(descriptor)
    ]
    if not found:
        found = [*_window(descriptor["window"]), *_languages(descriptor), *_tables(descriptor["resources"])]
    return sorted((place, rule if len(rule) <= LONGEST else f"{rule[:LONGEST]}….") for place, rule in found)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    form = json.loads(paths.FORM.read_text(encoding="utf-8"))
    return Draft202012Validator(form, format_checker=FormatChecker(["regex"]))


def _window(window: Mapping[str, str]) -> Iterator[Fault]:
    for word in ("start", "end"):
        if not _reads("date", window[word]):
            yield f"window.{word}", f"{window[word]!r} is no day of the calendar."
            return
    if window["end"] < window["start"]:
        yield "window.end", f"{window['end']!r} lies before the start, {window['start']!r}."


def _languages(descriptor: Mapping[str, Any]) -> Iterator[Fault]:
    for code, region in descriptor.get("languages", {}).items():
        if not language.spoken(code, region):
            known = ", ".join(LOCALES)
            yield f"languages.{code}", f"{code!r}: {region!r} is not a language of {known} with its locale."


def _tables(tables: list[Mapping[str, Any]]) -> Iterator[Fault]:
    columns = {table["name"]: [field["name"] for field in table["schema"]["fields"]] for table in tables}
    for name in ("name", "path"):
        given = [table[name] for table in tables]
        for place, value in enumerate(given):
            if value in given[:place]:
                yield f"resources.{place}.{name}", f"{value!r} is that of another table too."
    for place, table in enumerate(tables):
        where, own = f"resources.{place}", columns[table["name"]]
        for word, named in _named(table):
            if named not in own:
                yield f"{where}.{word}", f"The table {table['name']} has no column {named!r}."
        for number, field in enumerate(table["schema"]["fields"]):
            yield from _limits(f"{where}.schema.fields.{number}", field, own[:number])
        for number, key in enumerate(table["schema"].get("foreignKeys", [])):
            other, fields = key["reference"]["resource"] or table["name"], key["reference"]["fields"]
            if not set(fields) <= set(columns.get(other, fields)):  # a pack may lack the other table
                rule = f"There is no {', '.join(fields)} in a table {other!r} to point to."
                yield f"{where}.schema.foreignKeys.{number}", rule


def _named(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each column that a table's description names, and where it does."""
    key = table["schema"]["primaryKey"]
    yield from (("schema.primaryKey", column) for column in ([key] if isinstance(key, str) else key))
    yield from (("time", column) for column in table.get("time", []))
    for disclosure, earlier in table.get("later", {}).items():
        yield from ((f"later.{disclosure}", column) for column in (disclosure, *earlier))
    for key in table["schema"].get("foreignKeys", []):
        yield from (("schema.foreignKeys", column) for column in key["fields"])


def _limits(where: str, field: Mapping[str, Any], before: list[str]) -> Iterator[Fault]:
    if field["name"] in before:
        yield f"{where}.name", f"{field['name']!r} is that of another column too."
    for word in ("minimum", "maximum"):
        limit = field.get("constraints", {}).get(word)
        if limit is not None and not _reads(field["type"], limit):
            yield f"{where}.constraints.{word}", f"{limit!r} is not of type {field['type']}."


def _reads(kind: str, value: object) -> bool:
    reads: Any = READ_AS.get(kind)
    try:
        return reads is not None and reads(value) is not None
    except (TypeError, ValueError):
        return False
