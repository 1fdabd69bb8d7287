"""The results of a grid, in a folder that any fsspec URL may name, and the log that says what each is."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any, Literal, TypedDict

from fsspec.core import url_to_fs

from drawdown.book import facts
from drawdown.errors import BookError, DataError, ParameterError
from drawdown.facts import records

LOG = "grid.json"
SCHEMA = "grid.schema.json"


class Entry(TypedDict):
    """What the log says of one run."""

    place: str  # its path in the folder, without an ending
    parameters: dict[str, str]
    digest: str  # of what it was made from
    status: Literal["done", "failed"]
    seconds: float
    facts: int
    result: str | None  # SHA-256 of the executed notebook
    error: str | None


class Results:
    """A folder of results.

    Parameters
    ----------
    url
        A path, or a URL of a file system that fsspec knows.

    Raises
    ------
    ParameterError
        If fsspec knows no such file system.
    BookError
        If the folder cannot be read.
    DataError
        If there is a log that is none of a grid.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            self._files, self._root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise ParameterError(f"--to {url}: {error}.") from None
        self.entries = self._read()

    def done(self, place: str, digest: str) -> bool:
        """Return whether a run is there that was made from the same."""
        entry = self.entries.get(place)
        same = entry is not None and entry["status"] == "done" and entry["digest"] == digest
        return same and all(map(self._files.exists, self._paths(place)))

    def begin(self, places: list[str]) -> None:
        """Write the schemas, and a log without these runs: whatever happens, it claims nothing that is not there.

        Raises
        ------
        BookError
            If the folder cannot be written.
        """
        for place in places:
            self.entries.pop(place, None)
        self._write(SCHEMA, (files("drawdown.book") / SCHEMA).read_text(encoding="utf-8"))
        self._write(facts.SCHEMA, facts.schema())
        self._write_log()

    def keep(self, place: str, values: Mapping[str, str], digest: str, seconds: float, text: str) -> Entry:
        """Write an executed notebook and its facts, and log the run.

        Raises
        ------
        BookError
            If they cannot be written.
        """
        held = records.parse(text)[0]
        self._write(f"{place}.ipynb", text)
        self._write(f"{place}.facts.json", facts.text([held]))
        return self._log(
            Entry(
                place=place,
                parameters=dict(values),
                digest=digest,
                status="done",
                seconds=round(seconds, 2),
                facts=len(held["facts"]) if held else 0,
                result=hashlib.sha256(text.encode()).hexdigest(),
                error=None,
            )
        )

    def fail(self, place: str, values: Mapping[str, str], digest: str, error: str) -> Entry:
        """Log a run that failed, and remove what an earlier one left in its place.

        Raises
        ------
        BookError
            If the log cannot be written.
        """
        for path in self._paths(place):
            with suppress(OSError):  # the log says that they do not count, or cannot be written either
                self._files.rm_file(path)
        return self._log(
            Entry(
                place=place,
                parameters=dict(values),
                digest=digest,
                status="failed",
                seconds=0,
                facts=0,
                result=None,
                error=error,
            )
        )

    def _paths(self, place: str) -> tuple[str, str]:
        return f"{self._root}/{place}.ipynb", f"{self._root}/{place}.facts.json"

    def _log(self, entry: Entry) -> Entry:
        self.entries[entry["place"]] = entry
        self._write_log()
        return entry

    def _write_log(self) -> None:
        runs = [self.entries[place] for place in sorted(self.entries)]
        self._write(LOG, json.dumps({"$schema": SCHEMA, "runs": runs}, ensure_ascii=False, indent=1) + "\n")

    def _write(self, name: str, text: str) -> None:
        """Write a file aside and put it in its place."""
        folder, _, stem = f"{self._root}/{name}".rpartition("/")
        aside = f"{folder}/.{stem}.part"
        try:
            self._files.makedirs(folder, exist_ok=True)
            self._files.pipe_file(aside, text.encode())
            self._files.mv(aside, f"{folder}/{stem}")
        except OSError as error:
            with suppress(OSError):
                self._files.rm_file(aside)
            raise BookError(
                f"Cannot write {name} to {self.url}: {_reason(error)}. What was written before stays;"
                " mend this and give the same command again to continue."
            ) from None

    def _read(self) -> dict[str, Entry]:
        try:
            held: Any = json.loads(self._files.cat_file(f"{self._root}/{LOG}"))
            return {entry["place"]: entry for entry in held["runs"]}
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise BookError(f"Cannot read {LOG} in {self.url}: {_reason(error)}.") from None
        except (ValueError, KeyError, TypeError):
            raise DataError(
                f"{LOG} in {self.url} is not the log of a grid: remove it, or choose another folder with --to."
            ) from None


def _reason(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else str(error)
