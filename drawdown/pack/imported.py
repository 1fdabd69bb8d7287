"""The events a pack has imported: the register of each dataset, and what its rows said on any day.

Each dataset has a folder of its own with a register, ``imports.json``, and parts in Parquet. A part holds the rows that
its import brought: those that were new or had changed, and those that were withdrawn. A part that no register names is
not there.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from drawdown.errors import DataError
from drawdown.pack.datasets import DATASETS, Dataset
from drawdown.pack.problem import Problem

if TYPE_CHECKING:
    import duckdb

FOLDER = "imported"
REGISTER = "imports.json"
EVENT = (  # the columns of an event, whatever its dataset
    "id",
    "date_start",
    "date_end",
    "date_precision",
    "country",
    "place",
    "lat",
    "lon",
    "kind",
    "actors",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "source",
)
COLUMNS = (*EVENT, "release", "reported_on", "reported_on_basis", "withdrawn")  # those of a part
# Most texts of events occur once: without big dictionaries a part is written in two thirds of the time.
PARQUET = "(FORMAT parquet, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1000, WRITE_BLOOM_FILTER false)"
MEMORY = "300MB"  # of DuckDB; with Python beside it, half a gigabyte


@dataclass(frozen=True)
class Import:
    """One import: the file, what was asked of it, and what came of it. Counts are of rows; days are ISO dates."""

    release: str
    part: str  # the file of its rows in the dataset's folder; empty if it brought none
    file: str
    sha256: str
    accessed: str  # the day of the download
    known_on: str  # the day from which the file could be read
    known_on_basis: str
    countries: tuple[str, ...]  # the filters; empty is all of them
    since: str
    whole: bool
    read: int
    new: int
    changed: int
    same: int
    withdrawn: int
    dropped: dict[str, int] = field(default_factory=dict)  # {reason: rows}


def folder(pack: Path, dataset: str) -> Path:
    """Return the folder of a dataset in a pack."""
    return pack / FOLDER / dataset


def registers(pack: Path) -> list[Path]:
    """Return where the registers of a pack are, which name every part, whether they are there or not."""
    return [folder(pack, name) / REGISTER for name in DATASETS]


def imports(pack: Path, dataset: str) -> list[Import]:
    """Return the imports of a dataset, oldest first.

    Raises
    ------
    DataError
        If the register cannot be read.
    """
    path = folder(pack, dataset) / REGISTER
    if not path.is_file():
        return []
    try:
        held = json.loads(path.read_text(encoding="utf-8"))["imports"]
        return [Import(**{**one, "countries": tuple(one["countries"])}) for one in held]
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise DataError(f"{path} is no register of imports ({error}): remove its folder and import again.") from None


def register(dataset: Dataset, held: Sequence[Import]) -> str:
    """Return the text of a register."""
    about = {"dataset": dataset.name, "title": dataset.title, "licence": dataset.terms, "open": dataset.open}
    return json.dumps({**about, "imports": [asdict(one) for one in held]}, ensure_ascii=False, indent=1) + "\n"


def datasets(pack: Path) -> list[Dataset]:
    """Return the datasets a pack has imported, in a fixed order."""
    return [dataset for name, dataset in DATASETS.items() if imports(pack, name)]


def problems(pack: Path) -> Iterator[Problem]:
    """Yield each register that cannot be read, and each part that one names and that is not there."""
    for name in DATASETS:
        mend = f"Remove {FOLDER}/{name} and import its files again."
        try:
            held = imports(pack, name)
        except DataError:
            yield Problem(f"{FOLDER}/{name}/{REGISTER}", 0, "", "", "The register cannot be read.", mend)
            continue
        for one in held:
            if Path(one.part).name != one.part:  # it is read, wherever it leads
                rule = "A part is a file beside its register, and no path."
                yield Problem(f"{FOLDER}/{name}/{REGISTER}", 0, "part", one.part, rule, mend)
            elif one.part and not (folder(pack, name) / one.part).is_file():
                yield Problem(f"{FOLDER}/{name}/{one.part}", 0, "", "", "The file is missing.", mend)


def connect(spill: Path | None = None) -> "duckdb.DuckDBPyConnection":
    """Return a connection of bounded memory, which spills to the folder given, or else to that of the machine."""
    import duckdb

    connection = duckdb.connect()
    # Order and more threads would each hold more rows at once than the memory allows.
    connection.execute(f"SET memory_limit = '{MEMORY}'; SET preserve_insertion_order = false; SET threads = 2")
    connection.execute(f"SET temp_directory = {quoted(str(spill or tempfile.gettempdir()))}")
    if spill is not None:
        connection.execute("SET enable_progress_bar = false")  # a kernel has none, and refuses the setting
    return connection


def quoted(text: str) -> str:
    """Return text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def parts(pack: Path, dataset: str, held: Sequence[Import]) -> list[Path]:
    """Return the parts of imports.

    Raises
    ------
    DataError
        If one is not there.
    """
    found = [folder(pack, dataset) / one.part for one in held if one.part]
    missing = [part for part in found if not part.is_file()]
    if missing:
        raise DataError(f"{missing[0]} is missing: remove its folder and import again.")
    return found


def last(held: Sequence[Path], as_of: dt.date | None = None) -> str:
    """Return SQL for the last version of each row, as known at the end of a day or now, withdrawn ones included.

    A part holds an id once, and a later version of a row is reported no earlier: the last is that of the last part.
    """
    known = f"reported_on <= DATE '{as_of}'" if as_of else "true"
    found = []
    for sequence, part in enumerate(held):
        rows = (
            f"SELECT {', '.join(COLUMNS)}, {sequence} AS sequence FROM read_parquet({quoted(str(part))}) WHERE {known}"
        )
        later = [f"SELECT id FROM read_parquet({quoted(str(path))}) WHERE {known}" for path in held[sequence + 1 :]]
        found.append(f"(FROM ({rows}) ANTI JOIN ({' UNION ALL '.join(later)}) USING (id))" if later else f"({rows})")
    return f"({' UNION ALL '.join(found)})"


def seen(pack: Path, dataset: str, as_of: dt.date) -> str:
    """Return SQL for the rows as they were known at the end of a day, without those withdrawn by then."""
    return f"(FROM {last(parts(pack, dataset, imports(pack, dataset)), as_of)} WHERE NOT withdrawn)"
