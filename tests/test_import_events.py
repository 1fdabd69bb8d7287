"""Event datasets come into a pack by the names of their columns, once, and stay readable as they were known."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from drawdown.cli import main
from drawdown.errors import DataError, DrawdownError, ParameterError
from drawdown.importers import ucdp
from drawdown.importers.events import LAYOUTS, Asked, bring
from drawdown.importers.layout import order
from drawdown.measures import imported_events
from drawdown.pack import event_months, imported
from drawdown.pack.check import problems
from drawdown.pack.imported import Import
from tests import events

EARLY, LATE, END = dt.date(2005, 1, 1), dt.date(2006, 1, 1), dt.date(2030, 1, 1)


@pytest.fixture
def pack(broken_pack: Path) -> Path:
    """A pack without imports."""
    return broken_pack


def ged(folder: Path, rows: list[dict[str, object]], name: str = "GEDEvent_v04_1.csv", **how: Any) -> Path:
    return events.write(folder / name, rows, ucdp.COLUMNS, **how)


def load(pack: Path, file: Path, dataset: str = "ucdp", released: dt.date = EARLY, **asked: Any) -> Import:
    return bring(file, pack, dataset, Asked(released=released, **asked))[0]


def seen(pack: Path, dataset: str = "ucdp", as_of: dt.date = END) -> dict[str, dict[str, Any]]:
    """The rows known on a day, by id."""
    with imported.connect() as connection:
        found = connection.sql(imported.seen(pack, dataset, as_of))
        return {row[0]: dict(zip(found.columns, row, strict=True)) for row in found.fetchall()}


def files(pack: Path) -> dict[str, bytes]:
    return {str(path.relative_to(pack)): path.read_bytes() for path in sorted(pack.rglob("*")) if path.is_file()}


def call(*words: str) -> Result:
    return CliRunner().invoke(main, words)


# --- what a row says


def test_a_row_of_ucdp_says_what_its_columns_say(pack, tmp_path):
    load(pack, ged(tmp_path, [events.ged(date_prec=4)]))
    [row] = seen(pack).values()
    assert row == {
        "id": "1",
        "date_start": dt.date(2004, 3, 11),
        "date_end": dt.date(2004, 3, 12),
        "date_precision": "month",
        "country": "Arland",
        "place": "Northtown",
        "lat": 10.5,
        "lon": 20.25,
        "kind": "state-based",
        "actors": "Government of Arland; The Band",
        "deaths_low": 2,
        "deaths_best": 4,
        "deaths_high": 6,
        "source": '"Arland Wire, a dispatch";"Borland Herald"',
        "release": "4.1",
        "reported_on": EARLY,
        "reported_on_basis": "shown",
        "withdrawn": False,
        "sequence": 0,
    }


@pytest.mark.parametrize("columns", [events.ACLED, events.OLD_ACLED], ids=["new", "old"])
@pytest.mark.parametrize("day", ["2004-03-11", "11 March 2004", "11-Mar-2004", "11-March-2004"])
def test_acled_of_all_times_says_the_same(columns, day, pack, tmp_path):
    load(pack, events.write(tmp_path / "export.csv", [events.acled(event_date=day)], columns), "acled")
    [row] = seen(pack, "acled").values()
    assert (row["id"], row["date_start"], row["deaths_best"], row["kind"]) == (
        "ARL1",
        dt.date(2004, 3, 11),
        3,
        "Battles",
    )
    assert (row["deaths_low"], row["deaths_high"]) == (None, None), "ACLED gives no range"
    assert (row["reported_on"], row["reported_on_basis"]) == (dt.date(2004, 3, 20), "shown"), "the day of its upload"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("columns", [events.GTD, [n for n in events.GTD if n != "individual"]], ids=["new", "old"])
def test_gtd_in_both_forms_and_with_or_without_a_column(form, columns, pack, tmp_path):
    rows = [
        events.gtd(1, city="Saint-Rémi"),
        events.gtd(2, iday=0, nkill=-99),
        events.gtd(3, imonth=0, iday=0, nkill=""),
        events.gtd(4, imonth=2, iday=31),
    ]
    path = tmp_path / f"globalterrorismdb_0105dist.{form}"
    if form == "xlsx":
        events.workbook(path, [columns, *([row[name] for name in columns] for row in rows)])
    else:
        events.write(path, rows, columns, encoding="latin-1")
    done = load(pack, path, "gtd")
    held = seen(pack, "gtd")
    assert (done.release, done.new, done.dropped) == ("2005-01", 3, {"no date that can be read": 1})
    first, second, third = held.values()
    assert (first["id"], first["place"], first["deaths_best"]) == ("200403110001", "Saint-Rémi, North", 3)
    assert (second["date_start"], second["date_end"]) == (dt.date(2004, 3, 1), dt.date(2004, 3, 31))
    assert (third["date_start"], third["date_end"]) == (dt.date(2004, 1, 1), dt.date(2004, 12, 31))
    assert [row["date_precision"] for row in held.values()] == ["day", "month", "year"]
    assert (second["deaths_best"], third["deaths_best"]) == (None, None), "not known is not zero"


@pytest.mark.parametrize(
    "how",
    [
        {"header": False},
        {"encoding": "utf-8-sig"},
        {"delimiter": ";"},
        {"delimiter": "\t", "encoding": "utf-16"},
        {"encoding": "latin-1"},
    ],
    ids=str,
)
def test_a_file_is_read_however_it_was_written(how, pack, tmp_path):
    done = load(pack, ged(tmp_path, [events.ged(1, where_coordinates="Saint-Rémi"), events.ged(2)], **how))
    assert (done.read, done.new) == (2, 2)
    assert seen(pack)["1"]["place"] == "Saint-Rémi"


def test_headings_are_matched_whatever_their_case_and_place(pack, tmp_path):
    path = tmp_path / "GEDEvent_v04_1.csv"
    columns = list(reversed(ucdp.COLUMNS))
    events.write(path, [events.ged()], columns)
    path.write_text(
        path.read_text().replace("date_start", " Date Start ").replace("best", "best_est"), encoding="utf-8"
    )
    load(pack, path)
    assert (seen(pack)["1"]["date_start"], seen(pack)["1"]["deaths_best"]) == (dt.date(2004, 3, 11), 4)


@pytest.mark.parametrize(
    ("days", "first"),
    [(["3/11/2004", "3/25/2004"], dt.date(2004, 3, 11)), (["11/3/2004", "25/3/2004"], dt.date(2004, 3, 11))],
)
def test_dates_with_strokes_are_read_where_the_file_shows_their_order(days, first, pack, tmp_path):
    rows = [events.ged(n, date_start=day, date_end=day) for n, day in enumerate(days, start=1)]
    load(pack, ged(tmp_path, rows))
    assert seen(pack)["1"]["date_start"] == first


@pytest.mark.parametrize("days", [["3/11/2004", "4/5/2004"], ["13/3/2004", "3/13/2004"]])
def test_dates_with_strokes_whose_order_is_open_are_refused(days, pack, tmp_path):
    rows = [events.ged(n, date_start=day, date_end=day) for n, day in enumerate(days, start=1)]
    before = files(pack)
    with pytest.raises(DataError, match=r"strokes.*2024-08-24"):
        load(pack, ged(tmp_path, rows))
    assert files(pack) == before


@given(day=st.dates(dt.date(1970, 1, 1), dt.date(2030, 12, 31)))
def test_every_style_of_a_date_is_the_same_day(day):
    from drawdown.importers.sniff import Sniffed
    from drawdown.importers.staging import _date

    read = Sniffed(Path(), "", ",", True, ("day",), {"day": "day"}, ())
    layout = LAYOUTS["acled"]
    with imported.connect() as connection:
        sql = _date(connection, read, layout, "day", "nothing")
        styles = ["%Y-%m-%d", "%Y-%m-%d 00:00:00.000", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y"]
        values = ", ".join(f"('{day.strftime(style)}')" for style in styles)
        assert set(connection.sql(f"SELECT {sql} FROM (VALUES {values}) AS t(day)").fetchall()) == {(day,)}


# --- what is taken, what is dropped


def test_the_summary_says_what_was_dropped_and_why(pack, tmp_path):
    rows = [
        events.ged(1),
        events.ged(2, country="Borland"),
        events.ged(3, date_start="2003-12-31"),
        events.ged(4, date_start="some day"),
        events.ged(5, best="many"),
        events.ged(""),
        events.ged("2.0E+11"),
        events.ged(1, best=5),
        events.ged(9, latitude=200),
    ]
    path = ged(tmp_path, rows)
    result = call("import", "ucdp", str(path), "--pack", str(pack), "--country", "arland", "--since", "2004-01-01")
    assert result.exit_code == 0, result.output
    assert "2 of 9 rows taken (2 new, 0 changed, 0 as before; 0 withdrawn)" in result.output
    [one] = imported.imports(pack, "ucdp")
    assert one.dropped == {
        "another country": 1,
        "before 2004-01-01": 1,
        "no date that can be read": 1,
        "deaths that are no number": 1,
        "no id": 1,
        "an id that a spreadsheet rounded": 1,
        "the same id again": 1,
    }
    assert all(f"dropped 1: {why}" in result.output for why in one.dropped)
    assert one.read == one.new + sum(one.dropped.values())
    assert "filters: arland; since 2004-01-01" in result.output and "CC BY 4.0" in result.output
    assert "only events in which somebody died" in result.output
    assert seen(pack)["9"]["lat"] is None, "a latitude of 200 is none"


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(["Arland", "Borland", "Farland"]), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    )
)
def test_every_row_is_taken_or_dropped_and_the_same_file_adds_nothing(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    (folder / "datapackage.json").write_text(
        '{"resources": [], "theatres": [{"name": "Arland"}], "window": {"start": "1989-01-01", "end": "2026-12-31"}}',
        encoding="utf-8",
    )
    path = ged(folder, [events.ged(n, country=country, best=best) for n, country, best in rows])
    done = load(folder, path)
    assert done.read == len(rows) == done.new + sum(done.dropped.values())
    assert done.new == len({n for n, _, _ in rows}) == len(seen(folder))
    before = files(folder)
    assert bring(path, folder, "ucdp", Asked(released=LATE)) == (done, True)
    assert files(folder) == before
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))  # the same rows in another file
    again = load(folder, path, released=LATE)
    assert (again.new, again.changed, again.withdrawn, again.part) == (0, 0, 0, "")
    assert seen(folder) == {key: {**row, "release": "4.1"} for key, row in seen(folder, as_of=EARLY).items()}


# --- releases


def test_a_newer_release_updates_by_id_and_keeps_the_old_vintage(pack, tmp_path):
    first = ged(tmp_path, [events.ged(1), events.ged(2), events.ged(3), events.ged(8, country="Borland")])
    second = ged(
        tmp_path,
        [events.ged(1), events.ged(2, best=40, high=50), events.ged(4), events.ged(5, date_start="2004-12-31")],
        "GEDEvent_v05_1.csv",
    )
    load(pack, first)
    done = load(pack, second, released=LATE)
    assert (done.new, done.changed, done.same, done.withdrawn) == (2, 1, 1, 1)
    then, now = seen(pack, as_of=LATE - dt.timedelta(days=1)), seen(pack, as_of=LATE)
    assert seen(pack, as_of=EARLY - dt.timedelta(days=1)) == {}
    assert {key: row["deaths_best"] for key, row in then.items()} == {"1": 4, "2": 4, "3": 4, "8": 4}
    assert {key: row["deaths_best"] for key, row in now.items()} == {"1": 4, "2": 40, "4": 4, "5": 4, "8": 4}
    assert now["1"]["reported_on"] == EARLY, "what did not change was known before"
    assert (now["2"]["reported_on"], now["2"]["release"]) == (LATE, "5.1")
    assert problems(pack) == []


def test_an_event_that_comes_back_is_seen_again(pack, tmp_path):
    days = [dt.date(year, 6, 1) for year in (2005, 2006, 2007)]
    for n, (day, numbers) in enumerate(zip(days, ([1, 2], [1], [1, 2]), strict=True), start=5):
        rows = [events.ged(number) for number in numbers]
        load(pack, ged(tmp_path, rows, f"GEDEvent_v0{n}_1.csv"), released=day)
    assert [sorted(seen(pack, as_of=day)) for day in days] == [["1", "2"], ["1"], ["1", "2"]]


def test_only_what_a_whole_file_should_hold_is_withdrawn(pack, tmp_path):
    held = [
        events.ged(1),
        events.ged(2),
        events.ged(3, country="Borland"),
        events.ged(4, date_start="2001-01-01"),
        events.ged(5),
    ]
    later = [
        events.ged(1),
        events.ged(5, best="many"),  # there, if unreadable
        events.ged(6, country="Borland", date_start="2000-01-01"),
        events.ged(7, date_start="2004-12-01"),
    ]
    load(pack, ged(tmp_path, held))
    path = ged(tmp_path, later, "GEDEvent_v05_1.csv")
    done = load(pack, path, released=LATE, countries=("Arland",), since=dt.date(2002, 1, 1))
    assert (done.new, done.withdrawn) == (1, 1)
    assert sorted(seen(pack)) == ["1", "3", "4", "5", "7"]


def test_an_export_of_acled_is_a_part_unless_it_is_said_to_be_whole(pack, tmp_path):
    full = events.write(tmp_path / "one.csv", [events.acled(1), events.acled(2)], events.ACLED)
    less = events.write(tmp_path / "two.csv", [events.acled(1, fatalities=9)], events.ACLED)
    load(pack, full, "acled")
    assert load(pack, less, "acled", released=LATE).withdrawn == 0
    assert sorted(seen(pack, "acled")) == ["ARL1", "ARL2"]
    assert seen(pack, "acled", EARLY)["ARL1"]["deaths_best"] == 3, "changed without a word: known from the new file on"
    assert seen(pack, "acled", LATE)["ARL1"]["deaths_best"] == 9
    assert load(pack, less, "acled", released=LATE, whole=True).withdrawn == 1
    assert sorted(seen(pack, "acled")) == ["ARL1"]


def test_an_older_release_after_a_newer_one_is_refused(pack, tmp_path):
    load(pack, ged(tmp_path, [events.ged(1)], "GEDEvent_v26_1.csv"))
    before = files(pack)
    with pytest.raises(ParameterError, match=r"25\.1.*older than 26\.1.*order of time"):
        load(pack, ged(tmp_path, [events.ged(2)], "GEDEvent_v25_1.csv"))
    with pytest.raises(ParameterError, match="order of time"):
        load(pack, ged(tmp_path, [events.ged(2)], "GEDEvent_v27_1.csv"), released=dt.date(2004, 1, 1))
    assert files(pack) == before


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("GEDEvent_v26_1.csv", "26.1"),
        ("GEDEvent_v26_0_8.csv", "26.0.8"),
        ("gedevent_v25.01.24.12.csv", "25.1.24"),
        ("ged261.csv", ""),
    ],
)
def test_the_release_is_read_from_the_name(name, release):
    assert LAYOUTS["ucdp"].release(name) == release


def test_releases_come_in_the_order_of_time():
    names = ["25.1", "26.0.1", "26.0.8", "26.0.12", "26.1"]
    assert sorted(names, key=order) == names


# --- the licence


@pytest.mark.parametrize(("dataset", "ignored"), [("acled", True), ("ucdp", False)])
def test_rows_that_may_not_be_passed_on_stay_out_of_git(dataset, ignored, pack, tmp_path):
    if dataset == "acled":
        path = events.write(tmp_path / "export.csv", [events.acled()], events.ACLED)
    else:
        path = ged(tmp_path, [events.ged()])
    load(pack, path, dataset)
    subprocess.run(["git", "init", "-q", str(pack)], check=True)
    status = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=pack, capture_output=True, text=True, check=True
    )
    assert ("imported/" in status.stdout) != ignored
    held = json.loads((pack / "imported" / dataset / "imports.json").read_text(encoding="utf-8"))
    assert (held["open"], held["imports"][0]["file"]) == (not ignored, path.name)


# --- by month


def test_months_are_counted_by_dataset_and_country(pack, tmp_path):
    rows = [
        events.ged(1),
        events.ged(2, date_start="2004-05-02"),
        events.ged(3, date_start="2004-05-30", low=0, best=0, high=1),
        events.ged(4, country="BORLAND", date_start="2004-04-01"),
        events.ged(5, country="Farland"),
    ]
    load(pack, ged(tmp_path, rows))
    other = [events.acled(1), events.acled(2, event_type="Protests"), events.acled(3, event_type="Remote violence")]
    load(pack, events.write(tmp_path / "export.csv", other, events.ACLED), "acled")
    window = (dt.date(2004, 1, 1), dt.date(2004, 12, 31))
    months = imported_events.by_month(event_months.counted(pack, ["Arland", "Borland"], *window, END))
    found = [tuple(row) for row in months.astype(object).where(months.notna(), None).itertuples(index=False)]
    at = {month: pd.Timestamp(2004, month, 1) for month in (3, 4, 5)}
    assert found == [
        ("ucdp", "Arland", at[3], 1, 2, 4, 6),
        ("ucdp", "Arland", at[4], 0, 0, 0, 0),
        ("ucdp", "Arland", at[5], 2, 2, 4, 7),
        ("ucdp", "Borland", at[4], 1, 2, 4, 6),
        ("acled", "Arland", at[3], 2, None, 6, None),
    ]


def test_months_are_those_known_on_the_day(pack, tmp_path):
    load(pack, ged(tmp_path, [events.ged(1)]))
    load(pack, ged(tmp_path, [events.ged(1, best=9), events.ged(2)], "GEDEvent_v05_1.csv"), released=LATE)

    def deaths(as_of: dt.date) -> list[float]:
        return list(event_months.counted(pack, ["Arland"], dt.date(2004, 1, 1), END, as_of)["deaths_best"])

    assert [deaths(day) for day in (EARLY - dt.timedelta(days=1), EARLY, LATE)] == [[], [4], [13]]


# --- bad input: one clear error, the pack unchanged


def bad(folder: Path, kind: str) -> Path:
    path = ged(folder, [events.ged(n, where_description="x" * 200) for n in range(1, 60)])
    whole = path.read_bytes()
    changed = {
        "unknown": b"name,age\r\nNobody,7\r\n",
        "empty": b" \r\n",
        "binary": b"\0\1\2\3" * 50,
        "cut": whole[: len(whole) // 2],
        "cut in a quote": whole[: whole.rindex(b'"Arland Wire') + 4],
        "mixed": whole.replace(b"Northtown", b"Northt\xf6wn", 1)
        + whole.split(b"\r\n")[1].replace(b"The Band", "Bänd".encode())
        + b"\r\n",
        "short of columns": whole.replace(b"date_start", b"begin", 1),
        "of another dataset": events.write(folder / "a.csv", [events.acled()], events.ACLED).read_bytes(),
        "no row": b",".join(name.encode() for name in ucdp.COLUMNS) + b"\r\n",
    }
    path.write_bytes(changed[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("unknown", "not a file of UCDP GED in a form that is known"),
        ("empty", "is empty"),
        ("binary", "not text"),
        ("cut", r"GEDEvent_v04_1\.csv line \d+: .*cut off"),
        ("cut in a quote", r"GEDEvent_v04_1\.csv line \d+: .*cut off"),
        ("mixed", r"mixes encodings: line 61 is UTF-8 and line 2 is not"),
        ("short of columns", "lacks the column date_start"),
        ("of another dataset", "a file of ACLED: `drawdown import acled` takes it"),
        ("no row", "holds no row that can be taken"),
    ],
)
def test_a_bad_file_is_one_clear_error_and_the_pack_unchanged(kind, said, pack, tmp_path):
    path, before = bad(tmp_path, kind), files(pack)
    result = call("import", "ucdp", str(path), "--pack", str(pack))
    assert result.exit_code == 1 and len(result.output.splitlines()) == 1, result.output
    assert re.search(said, result.output), result.output
    assert files(pack) == before and not (pack / "imported").exists()


def test_a_damaged_workbook_is_one_clear_error(pack, tmp_path):
    path = events.workbook(tmp_path / "globalterrorismdb_0105dist.xlsx", [events.GTD, list(events.gtd().values())])
    path.write_bytes(path.read_bytes()[:-500])
    before = files(pack)
    with pytest.raises(DataError, match="cut off or damaged"):
        load(pack, path, "gtd")
    assert files(pack) == before


def test_a_country_that_is_not_in_the_file_is_told_with_those_near_it(pack, tmp_path):
    path, before = ged(tmp_path, [events.ged(1), events.ged(2, country="Borland")]), files(pack)
    with pytest.raises(ParameterError, match=r"no country 'Arlandia'; it has, for instance, Arland"):
        load(pack, path, countries=("Arlandia",))
    assert files(pack) == before


def test_a_release_that_nobody_says_is_asked_for(pack, tmp_path):
    with pytest.raises(ParameterError, match="--release"):
        load(pack, ged(tmp_path, [events.ged()], "ged.csv"))
    assert load(pack, ged(tmp_path, [events.ged()], "ged.csv"), release="26.1").release == "26.1"


def test_a_pack_of_a_newer_schema_is_refused(pack, tmp_path):
    path = pack / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**descriptor, "drawdown_schema": 2}), encoding="utf-8")
    before = files(pack)
    with pytest.raises(DataError, match="schema version 2"):
        load(pack, ged(tmp_path, [events.ged()]))
    assert files(pack) == before
    assert [problem.file for problem in problems(pack)] == ["datapackage.json"]
    path.write_text(json.dumps({**descriptor, "drawdown_schema": "new"}), encoding="utf-8")
    with pytest.raises(DataError, match="drawdown_schema = 'new'"):
        load(pack, ged(tmp_path, [events.ged()]))


def test_a_full_disk_leaves_the_pack_as_it_was(pack, tmp_path):
    rows = [events.ged(n, where_coordinates=f"{n:x}" * 40, source_article=f"{n * n:x}" * 60) for n in range(1, 900)]
    path = ged(tmp_path, rows)
    before = files(pack)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000));"
        "from drawdown.cli import main; main(sys.argv[1:])"
    )
    words = [sys.executable, "-c", code, "import", "ucdp", str(path), "--pack", str(pack)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert "is full: nothing was imported" in done.stderr and len(done.stderr.splitlines()) == 1
    assert files(pack) == before and not (pack / "imported").exists()


def test_two_imports_at_once_are_refused(pack, tmp_path):
    from drawdown.importers.aside import aside

    with aside(pack), pytest.raises(DataError, match="under way"):
        load(pack, ged(tmp_path, [events.ged()]))
    assert load(pack, ged(tmp_path, [events.ged()])).new == 1


def test_an_import_that_was_killed_leaves_nothing_that_counts(pack, tmp_path):
    left = pack / "imported" / ".aside"
    left.mkdir(parents=True)
    (left / "staged.parquet").write_bytes(b"half")
    assert imported.datasets(pack) == [] and problems(pack) == []
    load(pack, ged(tmp_path, [events.ged()]))
    assert sorted(path.name for path in (pack / "imported").iterdir()) == ["ucdp"]


def test_the_check_tells_a_part_that_is_missing(pack, tmp_path):
    done = load(pack, ged(tmp_path, [events.ged()]))
    (pack / "imported" / "ucdp" / done.part).unlink()
    assert [(found.file, found.rule) for found in problems(pack)] == [
        ("imported/ucdp/001-4.1.parquet", "The file is missing.")
    ]
    with pytest.raises(DrawdownError, match="missing"):
        seen(pack)


def test_a_register_that_cannot_be_read_is_told(pack, tmp_path):
    load(pack, ged(tmp_path, [events.ged()]))
    (pack / "imported" / "ucdp" / "imports.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="no register of imports"):
        imported.imports(pack, "ucdp")
    assert [found.file for found in problems(pack)] == ["imported/ucdp/imports.json"]


@pytest.mark.parametrize("part", ["../../outside.parquet", "/etc/passwd", "a/b.parquet"])
def test_a_register_names_no_file_elsewhere(part, pack, tmp_path):
    load(pack, ged(tmp_path, [events.ged()]))
    register = pack / "imported" / "ucdp" / "imports.json"
    held = json.loads(register.read_text(encoding="utf-8"))
    held["imports"][0]["part"] = part
    register.write_text(json.dumps(held), encoding="utf-8")
    found = problems(pack)
    assert [(one.file, one.column, one.value) for one in found] == [("imported/ucdp/imports.json", "part", part)]


# --- memory


@pytest.mark.slow
def test_a_large_file_is_streamed(pack, tmp_path):
    from benchmarks.imports import generate

    path = generate(tmp_path / "GEDEvent_v26_1.csv", 300_000)
    assert path.stat().st_size > 150_000_000
    code = (
        "import sys; from pathlib import Path; from drawdown.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    words = [sys.executable, "-c", code, "import", "ucdp", str(path), "--pack", str(pack)]
    done = subprocess.run(words, capture_output=True, check=True, text=True)
    assert 50_000 < int(done.stdout.split()[-1]) < 600_000, "kB"


def test_an_import_known_after_the_packs_last_day_says_how_to_see_it():
    from drawdown.importers.summary import ahead

    one = SimpleNamespace(known_on="2026-11-30")
    assert "as_of=2026-11-30" in ahead(one, dt.date(2026, 3, 24)) and "--released" in ahead(one, dt.date(2026, 3, 24))
    assert ahead(one, dt.date(2026, 11, 30)) == ""


def test_an_import_is_made_again_for_the_day_of_its_publication(pack, tmp_path):
    downloaded, published = dt.date(2026, 11, 30), dt.date(2026, 6, 9)
    bring(ged(tmp_path, [events.ged(1)], "GEDEvent_v25_1.csv"), pack, "ucdp", Asked(accessed=dt.date(2025, 7, 1)))
    path = ged(tmp_path, [events.ged(1, best=5), events.ged(2)], "GEDEvent_v26_1.csv")
    bring(path, pack, "ucdp", Asked(accessed=downloaded))
    assert seen(pack, as_of=published)["1"]["deaths_best"] == 4
    again, already = bring(path, pack, "ucdp", Asked(accessed=downloaded, released=published))
    assert not already
    assert (again.known_on, again.known_on_basis, again.changed, again.new) == ("2026-06-09", "shown", 1, 1)
    assert [one.release for one in imported.imports(pack, "ucdp")] == ["25.1", "26.1"]
    assert seen(pack, as_of=published - dt.timedelta(1))["1"]["deaths_best"] == 4
    assert {name: row["deaths_best"] for name, row in seen(pack, as_of=published).items()} == {"1": 5, "2": 4}
    assert bring(path, pack, "ucdp", Asked(accessed=downloaded, released=published))[1]
    assert bring(path, pack, "ucdp", Asked(accessed=downloaded))[1]
