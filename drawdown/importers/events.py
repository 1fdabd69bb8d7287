"""An event dataset into a pack: staged aside, compared with what the pack holds, and added in one step."""

import datetime as dt
import difflib
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from drawdown.errors import DataError, ParameterError
from drawdown.importers import acled, encoding, gtd, ucdp, workbook
from drawdown.importers.aside import aside
from drawdown.importers.changes import Changes, changes
from drawdown.importers.layout import Layout, order
from drawdown.importers.sniff import sniff
from drawdown.importers.staging import stage
from drawdown.pack import imported
from drawdown.pack.imported import Import, quoted
from drawdown.pack.schema import Schema

LAYOUTS = {layout.dataset.name: layout for layout in (ucdp.LAYOUT, acled.LAYOUT, gtd.LAYOUT)}


@dataclass(frozen=True)
class Asked:
    """What an import is asked for: filters, and what the file does not say of itself. Blank is not given."""

    countries: tuple[str, ...] = ()
    since: dt.date | None = None
    release: str = ""
    accessed: dt.date | None = None  # the day of the download; else that of the file
    released: dt.date | None = None  # the day of publication; else that of the download
    whole: bool | None = None  # whether events the file lacks were withdrawn; else as the dataset is


def bring(file: Path, pack: Path, dataset: str, asked: Asked) -> tuple[Import, bool]:
    """Import a file of events into a pack, and return what came of it, and whether the pack had it already.

    Rows of an earlier release stay as they were, and are seen as of earlier days; a row that changed is added beside
    its old version, and a row that is gone from a whole file is added as withdrawn. The last import is made anew once
    the day of publication is said that it lacked.

    Raises
    ------
    DataError
        If the file cannot be read, the pack is none or of a newer version, or the disk is full: the pack is unchanged.
    ParameterError
        If the file does not hold what is asked for, or its release is not known or older than what the pack has.
    """
    Schema(pack)
    layout = LAYOUTS[dataset]
    try:
        sha256 = encoding.checksum(file)
    except OSError as error:
        raise ParameterError(f"{file} cannot be read: {error.strerror}.") from None
    one = _described(file, layout, asked, sha256)
    held = imported.imports(pack, dataset)
    if held and _same(held[-1], one) and asked.released and held[-1].known_on_basis == "inferred":
        held = held[:-1]  # imported again for the day of its publication
    for earlier in held:
        if _same(earlier, one):
            return earlier, True
    _in_order(held, one, layout)
    with aside(pack) as folder, imported.connect(folder) as connection:
        staged = folder / "staged.parquet"
        try:
            _stage(connection, _text(file, folder), layout, one, staged)
        except encoding.NotUtf8Error:
            _stage(connection, encoding.as_utf8(file, folder / "text.csv"), layout, one, staged)
        _present(connection, staged, one)
        found = changes(connection, staged, imported.parts(pack, dataset, held), one, folder)
        return _added(one, found, held, pack, layout, folder), False


def _described(file: Path, layout: Layout, asked: Asked, sha256: str) -> Import:
    """Return the import as far as it is known before the file is read."""
    accessed = asked.accessed or dt.date.fromtimestamp(file.stat().st_mtime)
    release = asked.release or layout.release(file.name)
    if not release and layout.dataset.whole:
        raise ParameterError(f"The name {file.name} does not say the release: give it with --release, as 26.1.")
    if not release.isprintable() or "/" in release:
        raise ParameterError(f"--release {release!r}: write it in letters, digits, points and hyphens.")
    return Import(
        release=release or accessed.isoformat(),
        part="",
        file=file.name,
        sha256=sha256,
        accessed=accessed.isoformat(),
        known_on=(asked.released or accessed).isoformat(),
        known_on_basis="shown" if asked.released else "inferred",
        countries=tuple(sorted(asked.countries, key=str.lower)),
        since=asked.since.isoformat() if asked.since else "",
        whole=layout.dataset.whole if asked.whole is None else asked.whole,
        read=0,
        new=0,
        changed=0,
        same=0,
        withdrawn=0,
    )


def _same(earlier: Import, one: Import) -> bool:
    def asked(held: Import) -> tuple[object, ...]:
        return held.sha256, held.release, [name.lower() for name in held.countries], held.since, held.whole

    return asked(earlier) == asked(one)


def _in_order(held: list[Import], one: Import, layout: Layout) -> None:
    """Refuse a release older than one the pack holds: what it changed could not be told from what changed it."""
    for earlier in held:
        older = order(one.release) < order(earlier.release)
        if older or one.known_on < earlier.known_on:
            raise ParameterError(
                f"{layout.dataset.title} {one.release} (known from {one.known_on}) is older than {earlier.release}"
                f" (known from {earlier.known_on}), which the pack holds: import releases in the order of time, with"
                f" --released for the day of publication."
            )


def _text(file: Path, folder: Path) -> Path:
    """Return the file as text: itself if it may be UTF-8, as DuckDB finds out."""
    if workbook.is_workbook(file):
        return workbook.as_csv(file, folder / "text.csv")
    return encoding.as_utf8(file, folder / "text.csv") if encoding.is_utf16(file) else file


def _stage(connection: duckdb.DuckDBPyConnection, path: Path, layout: Layout, one: Import, staged: Path) -> None:
    others = tuple(other for other in LAYOUTS.values() if other is not layout)
    read = sniff(path, layout, others, one.file)
    about = {"release": one.release, "known_on": one.known_on, "basis": one.known_on_basis}
    stage(connection, read, layout, staged, about, one.countries, one.since)


def _present(connection: duckdb.DuckDBPyConnection, staged: Path, one: Import) -> None:
    """Refuse a country that is not in the file, and a file no row of which can be taken."""
    rows = f"read_parquet({quoted(str(staged))})"
    taken = connection.execute(f"SELECT count(*) FROM {rows} WHERE dropped IS NULL").fetchone()
    found = connection.execute(f"SELECT DISTINCT country FROM {rows} WHERE country <> ''").fetchall()
    countries = sorted(row[0] for row in found)
    for country in one.countries:
        if country.lower() not in (held.lower() for held in countries):
            near = difflib.get_close_matches(country, countries, n=3) or countries[:5]
            raise ParameterError(f"{one.file} has no country {country!r}; it has, for instance, {', '.join(near)}.")
    if taken is None or not taken[0]:
        why = connection.execute(f"SELECT dropped FROM {rows} GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").fetchone()
        raise DataError(f"{one.file} holds no row that can be taken{f' ({why[0]})' if why else ''}.")


def _added(one: Import, found: Changes, held: list[Import], pack: Path, layout: Layout, folder: Path) -> Import:
    """Put the part in its place and then the register, which alone makes it count."""
    home = imported.folder(pack, layout.dataset.name)
    part = f"{len(held) + 1:03d}-{one.release}.parquet" if found.part else ""
    done = replace(
        one,
        part=part,
        read=found.read,
        new=found.new,
        changed=found.changed,
        same=found.same,
        withdrawn=found.withdrawn,
        dropped=found.dropped,
    )
    register, ignored = folder / imported.REGISTER, folder / ".gitignore"
    register.write_text(imported.register(layout.dataset, [*held, done]), encoding="utf-8")
    ignored.write_text("# The licence forbids to pass these rows on.\n*\n", encoding="utf-8")
    home.mkdir(exist_ok=True)
    if not layout.dataset.open:
        ignored.replace(home / ".gitignore")
    if found.part:
        found.part.replace(home / part)
    register.replace(home / imported.REGISTER)
    return done
