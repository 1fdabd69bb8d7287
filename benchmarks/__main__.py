"""Measures all goals in one run, and prints them in one table.

    make bench
    python -m benchmarks builds grids
    python -m benchmarks imports --rows 10000000    # needs 12 GB of disk

The published site must be there, and the chapters it was made from. Takes about half an hour; nothing else should run
meanwhile. The weights of all pages and all goals are kept in _build/bench.
"""

import json
from collections.abc import Callable, Iterable

import click
from rich.console import Console

from benchmarks import builds, goal, grids, imports, pages
from benchmarks.goal import Goal
from drawdown import paths

KEPT = paths.BUILD / "bench" / "goals.json"


def of_pages(console: Console) -> Iterable[Goal]:
    """Weigh the pages, show what each weighs, and return the goals."""
    weights = pages.weights()
    console.print(pages.table(weights))
    return pages.goals(weights)


PARTS: dict[str, Callable[[Console, int], Iterable[Goal]]] = {
    "pages": lambda console, _: of_pages(console),
    "builds": lambda *_: builds.goals(),
    "grids": lambda *_: grids.goals(),
    "imports": lambda _, rows: imports.goals(rows),
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--rows", type=click.IntRange(min=1), default=imports.ROWS, help="Rows of the file that is imported.")
def main(parts: tuple[str, ...], rows: int) -> None:
    """Measure the PARTS (default: all), print the table and keep the numbers."""
    console = Console()
    found: list[Goal] = []
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    for name in parts or PARTS:
        with console.status(name):
            for one in PARTS[name](console, rows):
                found.append(one)
                KEPT.write_text(json.dumps([one.kept() for one in found], indent=1) + "\n", encoding="utf-8")
    console.print(goal.table(found, "Goals"))
    console.print(f"{KEPT.relative_to(paths.ROOT)} holds the numbers.")


if __name__ == "__main__":
    main()
