"""Sheets and personnel reports come into the tables of a pack, checked whole, or not at all."""

import csv
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from drawdown.cli import main
from drawdown.errors import DataError
from drawdown.importers import location_report, sheet
from drawdown.importers.cells import clean
from drawdown.pack.check import problems
from tests import events
from tests.test_check import only


@pytest.fixture
def pack(broken_pack: Path) -> Path:
    """A pack of two tables: a check costs time for each."""
    only(broken_pack, "dmdc_troops", "troop_levels")
    assert problems(broken_pack) == []
    return broken_pack


def table(pack: Path, name: str) -> list[dict[str, str]]:
    with (pack / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(pack: Path) -> dict[str, bytes]:
    return {str(path.relative_to(pack)): path.read_bytes() for path in sorted(pack.rglob("*")) if path.is_file()}


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def sheet_of(path: Path, rows: list[list[object]]) -> Path:
    """Write a sheet in the form its name says."""
    if path.suffix == ".xlsx":
        return events.workbook(path, rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


# --- cells


@pytest.mark.parametrize(
    ("cell", "kind", "written"),
    [
        ("2,500", "integer", "2500"),
        ("2 500", "integer", "2500"),
        ("2\u00a0500", "integer", "2500"),
        ("1,234,567", "integer", "1234567"),
        ("2500.0", "integer", "2500"),
        ("25,00", "integer", "25,00"),
        ("2.500", "integer", "2.500"),
        ("about 900", "integer", "about 900"),
        ("1,5", "number", "1,5"),
        ("2024-08-24 00:00:00", "date", "2024-08-24"),
        ("24 August 2024", "date", "2024-08-24"),
        ("Aug 24, 2024", "date", "2024-08-24"),
        ("24/08/2024", "date", "2024-08-24"),
        ("8/24/2024", "date", "2024-08-24"),
        ("05/05/2024", "date", "2024-05-05"),
        ("04/05/2024", "date", "04/05/2024"),
        ("31/02/2024", "date", "31/02/2024"),
        ("45528", "date", "45528"),
        (" a\u00a0b ", "string", "a b"),
        ("2,500", "string", "2,500"),
    ],
)
def test_a_cell_is_cleaned_where_one_reading_is_left(cell, kind, written):
    assert clean(cell, kind) == written


@given(day=st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)))
def test_a_date_is_the_same_in_every_style_or_left_alone(day):
    for style in ("%Y-%m-%d", "%Y-%m-%d 00:00:00", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y"):
        assert clean(day.strftime(style), "date") == day.isoformat()
    for style in ("%d/%m/%Y", "%m/%d/%Y"):
        text = day.strftime(style)
        assert clean(text, "date") in (day.isoformat(), text)
        assert (clean(text, "date") == text) == (day.day <= 12 and day.day != day.month)


@given(number=st.integers(-(10**9), 10**9))
def test_a_whole_number_is_the_same_however_it_is_grouped(number):
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number}.0"):
        assert clean(text, "integer") == str(number)


@given(cell=st.text(max_size=20), kind=st.sampled_from(["string", "integer", "number", "date"]))
def test_cleaning_twice_changes_nothing_more(cell, kind):
    assert clean(clean(cell, kind), kind) == clean(cell, kind)


# --- an analyst's sheet


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_sheet_updates_by_id_and_adds(form, pack, tmp_path):
    before = {row["dmdc_id"]: row for row in table(pack, "dmdc_troops")}
    [first, second, *rest] = before.values()
    day = dt.datetime(2003, 3, 31) if form == "xlsx" else "31 March 2003"
    source = first["source"]
    path = sheet_of(
        tmp_path / f"sheet.{form}",
        [
            [
                "DMDC ID",
                "Country ",
                "as_of\u00a0date",
                "Troops total",
                "ACTIVE DUTY",
                "source",
                "Reported on",
                "reported_on_basis",
                "",
            ],
            [first["dmdc_id"], first["country"], first["as_of_date"], first["troops_total"], "", "", "", "", ""],
            ["D900", "Arland", day, "1,234", 1234, source, "2003-06-01", "shown", ""],
            ["", "", "", "", "", "", "", "", ""],
        ],
    )
    for column in ("active_duty", "source", "reported_on", "reported_on_basis"):
        assert first[column], "the sheet blanks what the table needs"
    result = call("import", "table", path, "--into", "dmdc_troops", "--pack", pack)
    assert result.exit_code == 1 and "row 2 (dmdc_troops.csv), column active_duty" in result.output
    assert list(before.values()) == table(pack, "dmdc_troops")

    rows = [
        [
            "dmdc_id",
            "troops_total",
            "active_duty",
            "country",
            "as_of_date",
            "source",
            "reported_on",
            "reported_on_basis",
        ],
        [
            first["dmdc_id"],
            *(
                first[n]
                for n in (
                    "troops_total",
                    "active_duty",
                    "country",
                    "as_of_date",
                    "source",
                    "reported_on",
                    "reported_on_basis",
                )
            ),
        ],
        [
            second["dmdc_id"],
            "7,777",
            *(
                second[n]
                for n in ("active_duty", "country", "as_of_date", "source", "reported_on", "reported_on_basis")
            ),
        ],
        ["D900", "1,234", 1234, "Arland", day, source, "2003-06-01", "shown"],
    ]
    path = sheet_of(tmp_path / f"sound.{form}", rows)
    result = call("import", "table", path, "--into", "dmdc_troops", "--pack", pack)
    assert result.output == f"sound.{form} into dmdc_troops.csv: 1 row added, 1 changed, 1 as before.\n"
    after = {row["dmdc_id"]: row for row in table(pack, "dmdc_troops")}
    assert after[first["dmdc_id"]] == first and after[second["dmdc_id"]] == {**second, "troops_total": "7777"}
    assert (after["D900"]["as_of_date"], after["D900"]["troops_total"]) == ("2003-03-31", "1234")
    assert [after[row["dmdc_id"]] for row in rest] == rest and problems(pack) == []
    held = files(pack)
    assert (
        "0 rows added, 0 changed, 3 as before"
        in call("import", "table", path, "--into", "dmdc_troops", "--pack", pack).output
    )
    assert files(pack) == held, "the same sheet twice adds nothing"


def test_the_order_of_a_table_is_kept(pack, tmp_path):
    rows = table(pack, "dmdc_troops")
    rows.sort(key=lambda row: (row["as_of_date"], row["dmdc_id"]))
    with (pack / "dmdc_troops.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    new = {**rows[-1], "dmdc_id": "D900", "as_of_date": "2001-01-01"}
    sheet.bring(sheet_of(tmp_path / "sheet.csv", [list(new), list(new.values())]), pack, "dmdc_troops")
    assert [row["dmdc_id"] for row in table(pack, "dmdc_troops")] == ["D900", *(row["dmdc_id"] for row in rows)]


def test_every_problem_of_a_sheet_is_told_with_its_row(pack, tmp_path):
    row = table(pack, "dmdc_troops")[0]
    bad = [{**row, "dmdc_id": "D901", "troops_total": "many"}, {**row, "dmdc_id": "D902", "as_of_date": "04/05/2003"}]
    path = sheet_of(tmp_path / "sheet.xlsx", [list(row), *(list(one.values()) for one in bad)])
    before = files(pack)
    result = call("import", "table", path, "--into", "dmdc_troops", "--pack", pack)
    assert result.exit_code == 1
    assert "sheet.xlsx row 2 (dmdc_troops.csv), column troops_total = 'many'" in result.output
    assert "sheet.xlsx row 3 (dmdc_troops.csv), column as_of_date = '04/05/2003'" in result.output
    assert "2 problems; dmdc_troops.csv is as it was." in result.output
    assert files(pack) == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["dmdc_id", "contry"], ["D001", "Arland"]], "no column 'contry'. Did you mean country?"),
        ([["country"], ["Arland"]], "has no column dmdc_id"),
        ([["dmdc_id"]], "holds no rows below a header"),
        ([["dmdc_id", "Country", "country "], ["D001", "a", "b"]], "the column country stands twice"),
        ([["dmdc_id"], ["D900", "more"]], "row 2 has more cells"),
        ([["dmdc_id", ""], ["D900", "more"]], "no column ''"),
        ([["dmdc_id"], ["D900"], ["D900"]], "row 3: the id 'D900' stands in sheet.csv row 2 already"),
    ],
)
def test_a_sheet_that_is_not_like_the_table_is_refused(rows, said, pack, tmp_path):
    before = files(pack)
    result = call("import", "table", sheet_of(tmp_path / "sheet.csv", rows), "--into", "dmdc_troops", "--pack", pack)
    assert result.exit_code == 1 and said in result.output and len(result.output.splitlines()) == 1
    assert files(pack) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'dmdc_id,note\nD001,"half', "cut off"),
        (b"dmdc_id,note\nD001,\xc3\xa9\nD002,\xe9\n", "mixes encodings: line 2 is UTF-8 and line 3 is not"),
        (b"\0\0\0", "not text"),
        (b"", "holds no rows"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_one_clear_error(content, said, pack, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    result = call("import", "table", path, "--into", "dmdc_troops", "--pack", pack)
    assert result.exit_code == 1 and said in result.output


def test_a_table_that_the_pack_lacks_is_told_with_those_it_has(pack, tmp_path):
    path = sheet_of(tmp_path / "sheet.csv", [["id"], ["1"]])
    result = call("import", "table", path, "--into", "troops", "--pack", pack)
    assert result.exit_code == 1 and "it has troop_levels, dmdc_troops, sources" in result.output


def test_a_full_disk_leaves_the_table_as_it_was(pack, tmp_path):
    row = {**table(pack, "dmdc_troops")[0], "dmdc_id": "D900", "note": "x" * 3000}
    path, before = sheet_of(tmp_path / "sheet.csv", [list(row), list(row.values())]), files(pack)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000));"
        "from drawdown.cli import main; main(sys.argv[1:])"
    )
    words = [sys.executable, "-c", code, "import", "table", str(path), "--into", "dmdc_troops", "--pack", str(pack)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, "is full: nothing was imported" in done.stderr) == (1, True), done.stderr
    assert files(pack) == before


# --- reports of the DMDC


def location(path: Path, *, day: str = "March 31, 2006", assigned: bool = False, space: bool = False) -> Path:
    """Write a made-up location report, in the form of the quarterly ones."""
    kind = " Permanently Assigned" if assigned else ""
    branches = [
        "ARMY",
        "NAVY",
        "MARINE CORPS",
        *(["AIR FORCE", "SPACE FORCE"] if space else ["AIR FORCE"]),
        "COAST GUARD",
    ]
    reserve = ["ARMY NATIONAL GUARD", "ARMY RESERVE", "NAVY RESERVE", "MARINE CORPS RESERVE", "AIR NATIONAL GUARD"]
    reserve += ["AIR FORCE RESERVE", "COAST GUARD RESERVE", "TOTAL SELECTED RESERVE"]
    civilian = ["ARMY", "NAVY", "MARINE CORPS", "AIR FORCE", "DOD", "TOTAL"]
    columns = [*branches, "TOTAL", *reserve, *civilian, "GRAND TOTAL"]
    groups = [""] * len(columns)
    groups[0], groups[len(branches) + 1] = "ACTIVE DUTY", "SELECTED RESERVE"
    groups[len(branches) + 1 + len(reserve)], groups[-1] = "APF DOD CIVILIAN", "TOTAL"
    active = [1000, 20, 30, 40, *([5] if space else []), 6, 1101 if space else 1096]
    counts = [*active, 100, 50, 5, 6, 7, 8, 0, 176, 3, 0, 0, 0, 2, 5, 1282 if space else 1277]
    rows: list[list[object]] = [
        [f"Number of Military and Civilian Personnel{kind} by Duty Location"],
        [f"As of {day}"],
        [],
        ["", "", *groups],
        ["", "LOCATION", *(f"{column}***" if column == "ARMY" else column for column in columns)],
        ["UNITED STATES", ""],
        ["OVERSEAS", "ARLAND", *[f"{n:,}" for n in counts]],
        ["", "BORLAND *", *["*"] * len(columns)],
        ["", "ELSEWHERE", *counts],
        ["OVERSEAS TOTAL", "", *counts],
    ]
    return sheet_of(path, rows)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("space", [False, True])
def test_a_location_report_gives_a_row_for_each_country(form, space, tmp_path):
    path = location(tmp_path / f"report.{form}", assigned=True, space=space)
    [(_, arland), (_, borland)] = location_report.report(path, ["Arland", "Borland", "Farland"], ["en", "ar"])
    assert arland == {
        "country": "Arland",
        "as_of_date": "2006-03-31",
        "troops_total": str((1101 if space else 1096) + 176),
        "army_ad": "1000",
        "navy_ad": "20",
        "marine_corps_ad": "30",
        "air_force_ad": "40",
        "coast_guard_ad": "6",
        "active_duty": "1101" if space else "1096",
        "army_national_guard": "100",
        "army_reserve": "50",
        "navy_reserve": "5",
        "marine_corps_reserve": "6",
        "air_national_guard": "7",
        "air_force_reserve": "8",
        "selected_reserve": "176",
        "dod_civilians": "5",
        "note": "Permanently assigned personnel only; those deployed are left out."
        + (" Space Force: 5, in the total." if space else ""),
        "note_ar": "الأفراد المعيّنون بصفة دائمة وحدهم؛ والمنشورون غير محسوبين."
        + (" قوة الفضاء: 5، ضمن المجموع." if space else ""),
    }
    assert (borland["country"], borland["active_duty"], borland["troops_total"]) == ("Borland", "", "")


def test_a_location_report_comes_into_the_pack_once(pack, tmp_path):
    source = table(pack, "dmdc_troops")[0]["source"]
    path = location(tmp_path / "DMDC_Website_Location_Report_0603.xlsx")
    words = ("import", "dmdc", path, "--pack", pack, "--source", source, "--released", "2006-05-10")
    result = call(*words)
    assert result.exit_code == 0, result.output
    assert "1 row added, 0 changed, 0 as before." in result.output
    assert "Borland on 2006-03-31: withheld or not given, which is not zero" in result.output
    [row] = [row for row in table(pack, "dmdc_troops") if row["as_of_date"] == "2006-03-31"]
    assert (row["country"], row["troops_total"], row["reported_on"], row["reported_on_basis"]) == (
        "Arland",
        "1272",
        "2006-05-10",
        "shown",
    )
    assert problems(pack) == []
    held = files(pack)
    assert "Arland on 2006-03-31: in the pack already" in call(*words).output
    assert files(pack) == held


def test_a_count_of_another_source_is_left_standing(pack, tmp_path):
    row = next(row for row in table(pack, "dmdc_troops") if row["country"] == "Arland")
    day = dt.date.fromisoformat(row["as_of_date"]).strftime("%B %d, %Y")
    path = location(tmp_path / "report.csv", day=day)
    before = files(pack)
    result = call("import", "dmdc", path, "--pack", pack, "--source", "another")
    assert f"{row['dmdc_id']} of another source says otherwise" in result.output
    assert files(pack) == before


def test_the_day_of_a_report_is_that_of_its_name_where_it_says_none(tmp_path):
    path = location(tmp_path / "DMDC_Website_Location_Report_0609_old.csv", day="today")
    assert {row["as_of_date"] for _, row in location_report.report(path, ["Arland"])} == {"2006-09-30"}
    with pytest.raises(DataError, match="says no day"):
        list(location_report.report(location(tmp_path / "report.csv", day="today"), ["Arland"]))


def test_a_file_that_is_no_report_is_told(tmp_path):
    path = sheet_of(tmp_path / "sheet.csv", [["name", "age"], ["Nobody", 7]])
    with pytest.raises(DataError, match="not a location report"):
        list(location_report.report(path, ["Arland"]))


def test_a_source_the_pack_does_not_know_is_a_problem(pack, tmp_path):
    before = files(pack)
    result = call("import", "dmdc", location(tmp_path / "report.csv"), "--pack", pack, "--source", "nobody")
    assert result.exit_code == 1 and re.search(r"row 7 \(dmdc_troops.csv\), column source = 'nobody'", result.output)
    assert files(pack) == before


def test_a_table_of_a_newer_pack_is_refused(pack, tmp_path):
    descriptor = json.loads((pack / "datapackage.json").read_text(encoding="utf-8"))
    (pack / "datapackage.json").write_text(json.dumps({**descriptor, "drawdown_schema": 9}), encoding="utf-8")
    path = sheet_of(tmp_path / "sheet.csv", [["dmdc_id"], ["D001"]])
    result = call("import", "table", path, "--into", "dmdc_troops", "--pack", pack)
    assert result.exit_code == 1 and "schema version 9" in result.output
