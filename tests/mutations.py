"""Every way to break a cell of a pack that its schema gives away, and the row of the real pack that is broken so.

A new column is covered by itself: its type, constraints and keys say what is wrong for it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from drawdown.pack.check import CLAIMS, LISTS
from drawdown.pack.schema import KEYS, Schema, Table
from tests.wrong_cells import ANY, TYPED

Cells = list[str]
AGAIN = "of another row"


@dataclass(frozen=True)
class Mutation:
    """One cell broken in one way. ``told`` is the value the problem shows: the whole cell, or the part at fault."""

    table: str
    column: str
    damage: str
    row: int  # of the table's rows, from 0
    value: str = field(repr=False)
    told: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {self.damage}"


class Damage:
    """The mutations of one pack."""

    def __init__(self, folder: Path) -> None:
        self.schema = Schema(folder)
        self.rows = {name: read(folder / table.path) for name, table in self.schema.tables.items()}

    @cached_property
    def mutations(self) -> list[Mutation]:
        """Every way to break a cell, each on a row that no other of its round breaks."""
        return [each for table in self.schema.tables.values() for each in self._of(table)]

    @cached_property
    def rounds(self) -> list[list[Mutation]]:
        """The mutations, as many at once as leave each its own row: all problems of a pack are told at once.

        A row that has the id of another needs that other as it is: such mutations have the first round.
        """
        found = [[each for each in self.mutations if each.damage == AGAIN]]
        for name in self.schema.tables:
            taken: list[set[int]] = []
            for each in (one for one in self.mutations if one.table == name and one.damage != AGAIN):
                place = next((n for n, rows in enumerate(taken) if each.row not in rows), len(taken))
                if place == len(taken):
                    taken.append(set())
                if place + 1 == len(found):
                    found.append([])
                taken[place].add(each.row)
                found[place + 1].append(each)
        return found

    def broken(self, mutations: Sequence[Mutation]) -> dict[str, list[Cells]]:
        """Return the damaged tables whole, header first."""
        rows = {name: [list(cells) for cells in self.rows[name]] for name in {each.table for each in mutations}}
        for each in mutations:
            header = rows[each.table][0]
            rows[each.table][each.row + 1][header.index(each.column)] = each.value
        return rows

    def _of(self, table: Table) -> Iterator[Mutation]:
        header, *rows = self.rows[table.name]
        turn = 0
        for described in table.descriptor["schema"]["fields"]:
            column = described["name"]
            place = header.index(column)
            filled = [n for n, cells in enumerate(rows) if cells[place]] or list(range(len(rows)))
            for damage, (value, told) in self._wrong(table, described).items():
                among = filled if damage == "blank" else range(len(rows))
                row = among[turn % len(among)]  # one row after another, so that few rounds hold all
                turn += 1
                if value is None:  # what another row has
                    value = told = rows[row - 1][place]
                yield Mutation(table.name, column, damage, row, value, value if told is None else told)

    def _wrong(self, table: Table, described: Mapping[str, Any]) -> dict[str, tuple[str | None, str | None]]:
        """Return {damage: (value, what of it is told)} for a column: None is the value of another row, or all of it."""
        column, rules = described["name"], described.get("constraints", {})
        wrong: dict[str, tuple[str | None, str | None]] = {
            f"{described['type']} {name}": (value, None) for name, value in TYPED.get(described["type"], {}).items()
        }
        wrong |= {name: (value, None) for name, value in ANY.items()}
        if rules.get("required") or (column.endswith("_ar") and self._translates(table, column)):
            wrong["blank"] = ("", None)
        for limit, beyond in (("minimum", -1), ("maximum", 1)):
            if limit in rules:
                value = "1900-01-01" if described["type"] == "date" else str(rules[limit] + beyond)
                wrong[f"beyond its {limit}"] = (value, None)
        if "enum" in rules and described["type"] == "string":
            wrong |= {"of no list": ("nonesuch", None), "in capitals": (str(rules["enum"][0]).swapcase(), None)}
        if "pattern" in rules:
            wrong |= {"of another form": ("?!", None), "broken over lines": (f"{self._value(table, column)}\n", None)}
        if column == table.key:
            wrong[AGAIN] = (None, None)
        if described.get("names"):
            wrong["a name without words"] = ("Nonesuch", None)
        return wrong | self._dangling(table, column)

    def _dangling(self, table: Table, column: str) -> dict[str, tuple[str | None, str | None]]:
        keys = [key["fields"][0] for key in table.descriptor["schema"].get("foreignKeys", [])]
        if column in keys:
            return {"pointing nowhere": (self._nowhere(self._value(table, column)), None)}
        if column in (*LISTS, *KEYS, CLAIMS):
            first = self._value(table, column).split()[0] if self._value(table, column) else "ZZZ-001"
            nowhere = self._nowhere(first)
            return {
                "pointing nowhere": (nowhere, nowhere),
                "of two, one pointing nowhere": (f"{first} {nowhere}", nowhere),
            }
        if column == "status":
            return {"repeating nothing": ("duplicate_of:ZZZ-999", "ZZZ-999")}
        return {}

    def _value(self, table: Table, column: str) -> str:
        """Return the first value of a column."""
        header, *rows = self.rows[table.name]
        return next((cells[header.index(column)] for cells in rows if cells[header.index(column)]), "")

    def _nowhere(self, like: str) -> str:
        """Return what has the form of an id or key and is none: digits become nines, a word gets longer."""
        return (
            "".join("9" if mark.isdigit() else mark for mark in like)
            if any(map(str.isdigit, like[1:]))
            else f"{like}-no"
        )

    def _translates(self, table: Table, column: str) -> bool:
        english = column.removesuffix("_ar") + "_en"
        header, *rows = self.rows[table.name]
        return english in header and all(cells[header.index(english)] for cells in rows if cells[header.index(column)])


def read(path: Path) -> list[Cells]:
    """Return the rows of a table, its header first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: list[Cells]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
