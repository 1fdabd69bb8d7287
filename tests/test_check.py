"""Every problem of a pack is found at once, and says where it is and how to mend it."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown import paths
from drawdown.pack.check import problems
from drawdown.pack.problem import Problem
from drawdown.pack.schema import Table


def test_the_tiny_pack_has_no_problem(tiny):
    assert problems(tiny) == []


def test_the_tiny_pack_has_the_schema_of_the_real_one(tiny):
    def shape(folder):
        resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        return [
            (
                r["name"],
                r.get("time"),
                r.get("joint"),
                r.get("later"),
                [(f["name"], f["type"]) for f in r["schema"]["fields"]],
            )
            for r in resources
        ]

    assert shape(tiny) == shape(paths.DATA)


def only(folder: Path, *names: str) -> None:
    """Take all other tables but the sources out of a pack, and the sources nobody uses then.

    A check costs time for each table.
    """
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] in (*names, "sources")]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    used = set()
    for table in (Table(resource) for resource in descriptor["resources"]):
        columns = {*table.sources, "source_keys"} & set(table.types)
        if columns:
            header, *rows = read(folder, table.name)
            used |= {key for row in rows for column in columns for key in row[header.index(column)].split()}
    header, *sources = read(folder, "sources")
    write(folder, "sources", [header, *(row for row in sources if row[0] in used)])


def read(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder: Path, table: str, rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def put(folder: Path, table: str, row: int, column: str, value: str) -> None:
    """Write a value into a cell; rows count lines of the file, the header being 1."""
    rows = read(folder, table)
    rows[row - 1][rows[0].index(column)] = value
    write(folder, table, rows)


def places(found: list[Problem]) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.row, problem.column) for problem in found]


POINTED_TO = {  # tables that a list of keys names, or that name the row
    "sources": ("milestones",),
    "pledges": ("milestones", "troop_levels"),
    "claims": ("milestones", "troop_levels", "attack_counts", "attack_events"),
}
CELLS = {
    "bad integer": ("troop_levels", 3, "estimate", "many"),
    "fraction for an integer": ("troop_levels", 3, "estimate", "1.5"),
    "grouped number": ("troop_levels", 3, "estimate", "8,000"),
    "day that does not exist": ("troop_levels", 4, "valid_from", "2024-02-31"),
    "date in another order": ("troop_levels", 4, "valid_from", "31.12.2003"),
    "negative level": ("troop_levels", 5, "estimate", "-1"),
    "stance out of range": ("positions", 4, "stance", "3"),
    "latitude out of range": ("attack_events", 4, "lat", "90.5"),
    "before the minimum": ("milestones", 2, "date", "1999-12-31"),
    "unknown kind": ("troop_levels", 6, "kind", "guessed"),
    "unknown country": ("milestones", 3, "country", "Atlantis"),
    "id that does not fit its pattern": ("milestones", 4, "milestone_id", "X4"),
    "unknown argument among several": ("positions", 3, "argument", "sovereignty nonsense"),
    "web address without scheme": ("sources", 2, "url", "example.org/page"),
    "duplicate of nothing readable": ("milestones", 6, "status", "duplicate_of:"),
    "required cell blank": ("pledges", 3, "promised_en", ""),
    "required date blank": ("pledges", 3, "reported_on", ""),
    "unknown source": ("troop_levels", 7, "source", "no-such-page"),
    "unknown second source": ("milestones", 5, "source_2", "no-such-page"),
    "restates a pledge that is missing": ("pledges", 4, "restates", "PL999"),
    "lead event that is missing": ("attack_events", 3, "lead_event_id", "E999"),
    "split of a count that is missing": ("attack_counts", 7, "split_of", "C999"),
}


@pytest.mark.parametrize(("table", "row", "column", "value"), CELLS.values(), ids=CELLS)
def test_a_wrong_cell_is_named_by_file_row_and_column(broken_pack, table, row, column, value):
    only(broken_pack, table, *POINTED_TO.get(table, ()))
    put(broken_pack, table, row, column, value)
    found = problems(broken_pack)
    assert set(places(found)) == {(f"{table}.csv", row, column)}
    assert all(problem.value == value for problem in found)
    _explained(found)


def _explained(found: list[Problem]) -> None:
    assert found
    for problem in found:
        assert len(problem.rule) > 5 and problem.rule.endswith(".")
        assert len(problem.mend) > 10 and problem.mend.endswith(".")


LISTS = {
    "related_rows": ("claims", 2, "related_rows", "BOR-001 BOR-999", "BOR-999"),
    "status": ("milestones", 6, "status", "duplicate_of:M999", "M999"),
    "outcome_rows": ("pledges", 2, "outcome_rows", "M003 ARL-999", "ARL-999"),
    "source_keys": ("claims", 3, "source_keys", "gazette-2001-arland no-such-page", "no-such-page"),
}


@pytest.mark.parametrize(("table", "row", "column", "value", "dangling"), LISTS.values(), ids=LISTS)
def test_a_key_in_a_list_that_points_nowhere_is_named_by_itself(broken_pack, table, row, column, value, dangling):
    only(broken_pack, table, *POINTED_TO.get(table, ()))
    put(broken_pack, table, row, column, value)
    found = problems(broken_pack)
    assert places(found) == [(f"{table}.csv", row, column)]
    assert found[0].value == dangling
    _explained(found)


def test_a_repeated_id_is_named(broken_pack):
    only(broken_pack, "milestones")
    put(broken_pack, "milestones", 4, "milestone_id", "M002")
    found = problems(broken_pack)
    assert {(p.file, p.row) for p in found} == {("milestones.csv", 4)}
    _explained(found)


def test_a_repeated_source_key_is_named(broken_pack):
    only(broken_pack, "dmdc_troops")
    rows = read(broken_pack, "sources")
    write(broken_pack, "sources", [*rows, rows[1]])
    found = problems(broken_pack)
    assert {(p.file, p.row) for p in found} == {("sources.csv", len(rows) + 1)}
    _explained(found)


def test_a_source_nobody_uses_is_named(broken_pack):
    only(broken_pack, "milestones")
    rows = read(broken_pack, "sources")
    write(broken_pack, "sources", [*rows, ["zeta-2001-unused", *rows[1][1:]]])
    found = problems(broken_pack)
    assert places(found) == [("sources.csv", len(rows) + 1, "source_key")]
    assert found[0].value == "zeta-2001-unused"
    _explained(found)


def test_a_source_without_a_date_is_named_once(broken_pack):
    only(broken_pack, "milestones")
    put(broken_pack, "sources", 2, "published_on", "")
    found = problems(broken_pack)
    assert places(found) == [("sources.csv", 2, "published_on")]
    _explained(found)


def test_an_id_of_another_table_is_named(broken_pack):
    path = broken_pack / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace(r'"^D\\d{3}$"', r'"^[DM]\\d{3}$"'), encoding="utf-8")
    only(broken_pack, "milestones", "dmdc_troops")
    put(broken_pack, "dmdc_troops", 3, "dmdc_id", "M001")
    found = problems(broken_pack)
    assert places(found) == [("dmdc_troops.csv", 3, "dmdc_id")]
    assert "milestones.csv" in found[0].rule
    _explained(found)


FILES = {
    "empty file": (lambda content: b"", 0, ""),
    "blank file": (lambda content: b"\n \n", 0, ""),
    "latin-1": (lambda content: content + "AU004,pledges,PL003,confirmed,,caf\xe9\n".encode("latin-1"), 5, ""),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), 1, ""),
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, 1, ""),
    "semicolons": (lambda content: content.replace(b",", b";"), 1, ""),
    "tabs": (lambda content: content.replace(b",", b"\t"), 1, ""),
    "missing column": (lambda content: content.replace(b",verdict,", b",", 1), 1, "verdict"),
    "renamed column": (lambda content: content.replace(b",verdict,", b",judgement,", 1), 1, "verdict"),
}


@pytest.mark.parametrize(("damage", "row", "column"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read_as_the_table_is_named(broken_pack, damage, row, column):
    only(broken_pack, "audit")
    path = broken_pack / "audit.csv"
    path.write_bytes(damage(path.read_bytes()))
    found = problems(broken_pack)
    assert ("audit.csv", row, column) in places(found)
    assert {problem.file for problem in found} == {"audit.csv"}
    _explained(found)


def test_a_missing_file_is_named(broken_pack):
    only(broken_pack, "audit")
    (broken_pack / "audit.csv").unlink()
    found = problems(broken_pack)
    assert places(found) == [("audit.csv", 0, "")]
    _explained(found)


def test_a_header_alone_is_a_sound_table(broken_pack):
    write(broken_pack, "audit", read(broken_pack, "audit")[:1])
    only(broken_pack, "audit")
    assert problems(broken_pack) == []


def test_an_extra_column_is_named(broken_pack):
    only(broken_pack, "audit")
    write(broken_pack, "audit", [[*row, "extra" if n == 0 else ""] for n, row in enumerate(read(broken_pack, "audit"))])
    found = problems(broken_pack)
    assert ("audit.csv", 1, "extra") in places(found)
    _explained(found)


def test_swapped_columns_are_named(broken_pack):
    only(broken_pack, "audit")
    write(broken_pack, "audit", [[row[0], row[2], row[1], *row[3:]] for row in read(broken_pack, "audit")])
    found = problems(broken_pack)
    assert {("audit.csv", 1, "table"), ("audit.csv", 1, "row_id")} <= set(places(found))
    _explained(found)


@pytest.mark.parametrize(
    "cells", [["AU002", "pledges", "PL001"], ["AU002", "pledges", "PL001", "confirmed", "", "", "text", "more"]]
)
def test_a_ragged_row_is_named(broken_pack, cells):
    only(broken_pack, "audit")
    rows = read(broken_pack, "audit")
    write(broken_pack, "audit", [*rows[:2], cells, *rows[3:]])
    found = problems(broken_pack)
    assert {(p.file, p.row) for p in found} == {("audit.csv", 3)}
    _explained(found)


def test_an_empty_line_is_named(broken_pack):
    only(broken_pack, "audit")
    path = broken_pack / "audit.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], ",,,,,", *lines[2:]]) + "\n", encoding="utf-8")
    found = problems(broken_pack)
    assert {(p.file, p.row) for p in found} == {("audit.csv", 3)}
    _explained(found)


def test_a_nul_byte_is_named(broken_pack):
    only(broken_pack, "audit")
    path = broken_pack / "audit.csv"
    path.write_bytes(path.read_bytes().replace(b"about", b"ab\0ut"))
    found = problems(broken_pack)
    assert {(p.file, p.row) for p in found} == {("audit.csv", 3)}
    _explained(found)


@pytest.mark.parametrize("content", [None, "", "{", '{"resources": []}', "\ufeffnot json"])
def test_a_descriptor_that_cannot_be_read_is_named(broken_pack, content):
    path = broken_pack / "datapackage.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    found = problems(broken_pack)
    assert places(found) == [("datapackage.json", 0, "")]
    _explained(found)


def test_problems_of_all_files_come_at_once_and_in_order(broken_pack):
    only(broken_pack, "troop_levels", "milestones", "pledges")
    put(broken_pack, "troop_levels", 3, "estimate", "many")
    put(broken_pack, "milestones", 5, "kind", "guessed")
    put(broken_pack, "milestones", 2, "date", "2024-02-31")
    put(broken_pack, "pledges", 2, "outcome_rows", "M999")
    found = problems(broken_pack)
    assert places(found) == [
        ("milestones.csv", 2, "date"),
        ("milestones.csv", 5, "kind"),
        ("pledges.csv", 2, "outcome_rows"),
        ("troop_levels.csv", 3, "estimate"),
    ]


def test_an_unreadable_file_does_not_hide_the_cells_of_others(broken_pack):
    only(broken_pack, "milestones")
    (broken_pack / "sources.csv").unlink()
    put(broken_pack, "milestones", 5, "kind", "guessed")
    assert places(problems(broken_pack)) == [("milestones.csv", 5, "kind"), ("sources.csv", 0, "")]


def test_a_problem_reads_as_a_sentence():
    problem = Problem("pledges.csv", 3, "outcome", "maybe", "It is not allowed.", "Use another.")
    assert str(problem) == "pledges.csv row 3, column outcome = 'maybe': It is not allowed. Use another."
    assert (
        str(Problem("pledges.csv", 0, "", "", "It is missing.", "Restore it."))
        == "pledges.csv: It is missing. Restore it."
    )


@settings(max_examples=15)
@given(
    value=st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(
        lambda text: text not in ("confirmed", "imprecise", "wrong")
    )
)
def test_no_text_in_a_cell_breaks_the_check(tiny, tmp_path_factory, value):
    folder = tmp_path_factory.mktemp("pack")
    for name in ("datapackage.json", "sources.csv"):
        (folder / name).write_bytes((tiny / name).read_bytes())
    only(folder, "audit")
    write(folder, "audit", read(tiny, "audit"))
    put(folder, "audit", 2, "verdict", value)
    found = problems(folder)
    assert {problem.file for problem in found} == {"audit.csv"}
    _explained(found)
