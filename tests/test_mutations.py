"""The real pack, broken in every way its schema gives away: each is named by file, row, column and value."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.pack.check import problems
from drawdown.pack.files import records
from tests.mutations import Damage, Mutation, write

pytestmark = pytest.mark.slow
DAMAGE = Damage(paths.DATA)
COLUMNS = [(name, column) for name, table in DAMAGE.schema.tables.items() for column in table.types]
Unnamed = Callable[[str, str], list[str]]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> Unnamed:
    """Which mutations of a column no problem names; every round of mutations is checked once."""
    folder = Path(shutil.copytree(paths.DATA, tmp_path_factory.mktemp("mutations") / "pack"))
    missed: list[Mutation] = []
    for mutations in DAMAGE.rounds:
        broken = DAMAGE.broken(mutations)
        for name, rows in broken.items():
            write(folder / f"{name}.csv", rows)
        lines = {name: [line for line, _ in records(folder / f"{name}.csv")] for name in broken}
        before = contents(folder)
        told = {(problem.file, problem.row, problem.column, problem.value) for problem in problems(folder)}
        assert contents(folder) == before, "a check changes nothing"
        missed += [
            each
            for each in mutations
            if (f"{each.table}.csv", lines[each.table][each.row + 1], each.column, each.told) not in told
        ]
        for name in broken:
            write(folder / f"{name}.csv", DAMAGE.rows[name])
    assert problems(folder) == [], "the pack is whole again"
    return lambda table, column: [str(each) for each in missed if (each.table, each.column) == (table, column)]


def test_the_mutations_are_many_and_cover_every_column():
    assert len(DAMAGE.mutations) == len(set(map(str, DAMAGE.mutations))) >= 3000
    assert {(each.table, each.column) for each in DAMAGE.mutations} == set(COLUMNS)
    assert sum(map(len, DAMAGE.rounds)) == len(DAMAGE.mutations)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[".".join(names) for names in COLUMNS])
def test_every_damage_of_a_column_is_named_by_file_row_column_and_value(unnamed, table, column):
    assert unnamed(table, column) == []
