"""Importers meet junk: a file ends in an import or in an error of the project, which leaves the pack as it was.

The examples are the same in every run. What once crashed stays as a case of its own.
"""

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.errors import DataError, DrawdownError
from drawdown.importers import location_report, sheet, ucdp, workbook
from drawdown.importers.events import Asked, bring
from drawdown.pack import imported
from drawdown.pack.check import problems
from tests import events, junk
from tests.test_check import only
from tests.test_import_sheets import location

Bring = Callable[[Path], object]
EVENTS = {
    "ucdp": (list(ucdp.COLUMNS), events.ged()),
    "acled": (events.ACLED, events.acled()),
    "gtd": (events.GTD, events.gtd()),
}
asked = st.builds(
    Asked,
    countries=st.sampled_from([(), (), ("Arland",), ("arland", "Borland"), ("X'; --",)]),
    since=st.none() | st.dates(),
    release=st.sampled_from(["1.1", "1.1", "", "x", "../1", "9" * 30]),
    released=st.none() | st.dates(),
    whole=st.none() | st.booleans(),
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A pack of one table and its sources, which every example leaves as it was."""
    folder = Path(shutil.copytree(tiny, tmp_path_factory.mktemp("fuzz") / "pack"))
    only(folder, "dmdc_troops")
    return folder


def contents(pack: Path) -> dict[str, bytes]:
    return {str(path.relative_to(pack)): path.read_bytes() for path in sorted(pack.rglob("*")) if path.is_file()}


def survives(pack: Path, path: Path, content: bytes, brings: Bring) -> None:
    """Import a file: either the pack is sound with it, or an error of the project says why not and nothing changed."""
    before = contents(pack)
    path.write_bytes(content)
    try:
        brings(path)
    except DrawdownError as error:
        assert str(error).strip() and contents(pack) == before
    else:
        assert problems(pack) == []
    finally:
        shutil.rmtree(pack / imported.FOLDER, ignore_errors=True)
        for name, held in before.items():
            (pack / name).write_bytes(held)


@pytest.mark.slow
@pytest.mark.parametrize("dataset", EVENTS)
@settings(max_examples=150)
@given(data=st.data(), asked=asked, name=st.sampled_from(["f.csv", "GED_v04_1.csv", "f.csv.gz", "f*[1].csv", "f.xlsx"]))
def test_events(dataset, pack, tmp_path_factory, data, asked, name):
    columns, row = EVENTS[dataset]
    content = data.draw(junk.files(columns, [str(row[column]) for column in columns]))
    path = tmp_path_factory.getbasetemp() / name
    survives(pack, path, content, lambda file: bring(file, pack, dataset, asked))


def sheet_of(pack: Path) -> tuple[list[str], list[str]]:
    """The header of the table, and a row that could be added to it."""
    with (pack / "dmdc_troops.csv").open(encoding="utf-8", newline="") as file:
        header, first, *_ = csv.reader(file)
    return header, ["D900", *first[1:]]


@pytest.mark.slow
@settings(max_examples=150)
@given(data=st.data())
def test_a_sheet(pack, tmp_path_factory, data):
    header, row = sheet_of(pack)
    path = tmp_path_factory.getbasetemp() / "sheet.csv"
    survives(pack, path, data.draw(junk.files(header, row)), lambda file: sheet.bring(file, pack, "dmdc_troops"))


@pytest.mark.slow
@settings(max_examples=150)
@given(data=st.data())
def test_a_sheet_of_a_spreadsheet(pack, tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "sheet.xlsx"
    sound = junk.timeless(events.workbook(path, sheet_of(pack)))
    content = data.draw(junk.workbooks(sound) | junk.damaged(sound))
    survives(pack, path, content, lambda file: sheet.bring(file, pack, "dmdc_troops"))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=150)
@given(data=st.data())
def test_a_report_of_personnel(form, pack, tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / f"report.{form}"
    sound = location(path).read_bytes() if form == "csv" else junk.timeless(location(path))
    content = data.draw(junk.damaged(sound) if form == "csv" else junk.workbooks(sound) | junk.damaged(sound))
    source = sheet_of(pack)[1][sheet_of(pack)[0].index("source")]
    day = dt.date(2006, 6, 1)
    survives(pack, path, content, lambda file: location_report.bring(file, pack, source, day, None))


# --- what crashed


def changed(path: Path, dataset: str, **cells: object) -> Path:
    columns, row = EVENTS[dataset]
    return events.write(path, [row, {**row, **cells}], columns)


@pytest.mark.parametrize("month", ["March", "11 March 2004", "\u0663"])
def test_a_month_that_is_no_number_is_one_error(pack, tmp_path, month):
    path = changed(tmp_path / "f.csv", "gtd", eventid=7, imonth=month)
    with pytest.raises(DataError, match=r"f\.csv line 3: imonth is no number, but") as told:
        bring(path, pack, "gtd", Asked(release="1"))
    assert month in str(told.value)


def test_a_time_beyond_the_calendar_says_no_day(pack, tmp_path):
    path = changed(tmp_path / "f.csv", "acled", event_id_cnty="ARL2", timestamp="9" * 18)
    done, _ = bring(path, pack, "acled", Asked(accessed=dt.date(2005, 1, 1)))
    shutil.rmtree(pack / imported.FOLDER)
    assert done.new == 2


def test_a_file_named_as_if_packed_is_read_as_it_is(pack, tmp_path):
    done, _ = bring(changed(tmp_path / "f.csv.gz", "ucdp", id=2), pack, "ucdp", Asked(release="1"))
    shutil.rmtree(pack / imported.FOLDER)
    assert done.new == 2


PARTS = {
    "a style of another kind": ("xl/styles.xml", b'borderId="', b'borderIdd="'),
    "a style that is not there": ("xl/styles.xml", b'fontId="0"', b'fontId="7"'),
    "no sheet": ("xl/workbook.xml", b"<sheets>", b"<other>"),
    "a day that is no number": ("xl/worksheets/sheet1.xml", b'r="1"', b'r="one"'),
}


@pytest.mark.parametrize(("name", "sound", "broken"), PARTS.values(), ids=PARTS)
def test_a_workbook_with_a_broken_part_is_one_error(tmp_path, name, sound, broken):
    path = events.workbook(tmp_path / "sheet.xlsx", [["dmdc_id"], ["D900"]])
    path.write_bytes(junk.replaced(path.read_bytes(), name, sound, broken))
    with pytest.raises(DataError, match="cannot be read as a workbook"):
        list(workbook.rows(path))


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_zip_bomb_is_not_opened(pack, tmp_path, name):
    path = tmp_path / "globalterrorismdb_0105dist.xlsx"
    path.write_bytes(junk.bomb(name, 128 << 20))
    assert path.stat().st_size < 200_000
    for brings in (
        lambda: sheet.bring(path, pack, "dmdc_troops"),
        lambda: bring(path, pack, "gtd", Asked()),
        lambda: location_report.bring(path, pack, "", None, None),
    ):
        with pytest.raises(DataError, match="would swell to 134217728 bytes"):
            brings()
