"""The line that says where a figure's data come from."""

import pandas as pd
import pytest

from drawdown import paths
from drawdown.charts import attack_frequency
from drawdown.pack.view import View
from drawdown.page import figures, origin
from drawdown.parameters import Parameters


@pytest.fixture(scope="module")
def view() -> View:
    return View(Parameters(data=str(paths.ROOT / "tests/packs/tiny")))


def by_publisher(view: View) -> dict[str, str]:
    """One key of each publisher, in the order of their names."""
    registry = view.sources.reset_index().sort_values("publisher", key=lambda names: names.str.casefold())
    return {row["publisher"]: row["source_key"] for row in registry.to_dict("records")}


def test_publishers_stand_by_their_rows_and_then_by_name(view: View) -> None:
    (first, one), (second, two), *_ = by_publisher(view).items()
    rows = pd.DataFrame({"source": [two, two, one], "source_2": [None, "", two]})
    assert origin.line(rows, view, []) == f"Sources: {second} and {first}."
    rows = pd.DataFrame({"source": [two, one]})
    assert origin.line(rows, view, []) == f"Sources: {first} and {second}."


def test_a_row_counts_once_for_a_publisher(view: View) -> None:
    (first, one), (second, two), *_ = by_publisher(view).items()
    rows = pd.DataFrame({"source": [two, one, one], "level_source": [f"{two} {two}", "", ""]})
    assert origin.line(rows, view, []) == f"Sources: {first} and {second}."


def test_many_publishers_are_counted(view: View) -> None:
    held = by_publisher(view)
    many = [*held.values()]
    for count in range(1, len(many) + 1):
        line = origin.line(pd.DataFrame({"source": [" ".join(many[:count])]}), view, [])
        names = list(held)[: count if count <= 4 else 3]
        assert all(name in line for name in names)
        assert (f"and {count - 3} more." in line) == (count > 4)


def test_every_column_of_sources_counts(view: View) -> None:
    names = ["source", "source_2", "source_announcement", "source_outcome", "then_source"]
    keys = list(by_publisher(view).values())[: len(names)]
    rows = pd.DataFrame([dict(zip(names, keys, strict=False))])
    assert origin.keys(rows) == set(keys)
    assert origin.keys(rows.rename(columns={"source": "resource"})) == set(keys[1:])


def test_a_figure_without_sources_names_its_tables(view: View) -> None:
    rows = pd.DataFrame({"kind": ["a"]})
    few = ["milestones", "pledges"]
    titles = [view.schema.tables[name].title for name in few]
    assert origin.line(rows, view, few) == (
        f"Computed by this book; the tables that the page reads are {titles[0]} and {titles[1]}."
    )
    assert origin.line(rows, view, few[:1]) == f"Computed by this book from its table {titles[0]}."
    assert origin.line(rows, view, view.schema.tables) == ("Computed by this book from the tables that the page reads.")


def test_a_figure_names_only_the_table_it_is_computed_from(view: View) -> None:
    shown = attack_frequency.weapons(view.table("attack_events"))
    _, about = figures.bundle(shown, "attack_frequency", view, ["claims", "attack_events"])
    title = view.schema.tables["attack_events"].title
    assert about["drawdown"]["origin"] == f"Computed by this book from its table {title}."
