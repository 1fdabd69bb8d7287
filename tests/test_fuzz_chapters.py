"""Parameters of every kind, and packs that lack any of their rows, end in facts or in an error of the project."""

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.errors import DrawdownError, ParameterError
from drawdown.facts import attack_frequency, stated_positions, synthesis, troop_levels, withdrawal_history
from drawdown.measures import waves
from drawdown.measures.attack_models import Study
from drawdown.pack.schema import Schema
from drawdown.pack.view import View
from drawdown.parameters import NAMES, Parameters, resolve
from tests import junk
from tests.conftest import TINY

SCHEMA = Schema(TINY)
DAYS = st.dates(SCHEMA.window[0].replace(year=1999), SCHEMA.window[1].replace(year=2030)).map(str)
asked = st.builds(
    Parameters,
    country=st.sampled_from(["all", *SCHEMA.theatres]),
    start=st.just("first") | DAYS,
    end=st.just("latest") | DAYS,
    as_of=st.just("latest") | DAYS,
    lang=st.sampled_from(["en", "ar"]),
)
words = junk.cell | st.sampled_from(
    ["all", "first", "latest", "en", "ar", "Arland", "20040311", "2004-W11-4", "2004-3-11"]
)


@settings(max_examples=300)
@given(values=st.fixed_dictionaries({name: words for name in NAMES if name != "data"}))
def test_parameters_are_resolved_or_refused(values):
    try:
        scope = resolve(Parameters(**values), SCHEMA)
    except ParameterError as error:
        assert any(repr(value) in str(error) or f"= {value} " in str(error) for value in values.values())
    else:
        assert set(scope.countries) <= SCHEMA.theatres.keys() and scope.start <= scope.end
        assert values["as_of"] in ("latest", str(scope.as_of)), "one day is written in one way"


@pytest.mark.parametrize(
    "day", ["20040311", "2004-W11-4", "2004-3-11", "\u0662\u0660\u0660\u0664-03-11", " 2004-03-11"]
)
def test_a_day_is_written_in_one_way(day):
    with pytest.raises(ParameterError, match="write it as 2024-08-24"):
        resolve(Parameters(as_of=day), SCHEMA)


def facts(seen: View) -> list[object]:
    """The facts of every chapter, as the notebooks compute them."""
    rows = seen.table
    held = waves.resolve(rows("waves"), rows("milestones"))
    study = Study(rows("attack_counts"), rows("attack_events"), rows("milestones"))
    evidence = synthesis.evidence(rows, seen.countries)
    return [
        *withdrawal_history.stated(rows("milestones"), rows("pledges"), rows("waves")),
        *troop_levels.stated(rows("troop_levels"), rows("dmdc_troops"), seen.countries, held),
        *attack_frequency.stated(study, rows("claims")),
        *stated_positions.stated(rows("positions"), seen.countries),
        *synthesis.stated(rows("claims"), rows("mechanisms"), rows("predictions"), evidence),
    ]


def lessened(folder: Path, kept: dict[str, list[bool]]) -> Path:
    """Write the pack with some of its rows."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    for name, table in SCHEMA.tables.items():
        path = folder / table.path
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row, keep in zip(rows, kept[name], strict=False) if keep)])
    return folder


some = st.lists(st.booleans() | st.sampled_from([True, True, True]), min_size=30, max_size=30)
subsets = st.fixed_dictionaries({name: some | st.just([]) for name in SCHEMA.tables if name != "sources"})


@pytest.mark.slow
@settings(max_examples=40)
@given(kept=subsets, parameters=asked)
def test_any_rows_and_any_parameters_give_facts(tmp_path_factory, kept, parameters):
    folder = lessened(tmp_path_factory.getbasetemp() / "less", {**kept, "sources": [True] * 100})
    try:
        seen = View(Parameters(**{**vars(parameters), "data": str(folder)}))
    except DrawdownError as error:
        assert isinstance(error, ParameterError) and "lies after" in str(error)
        return
    assert facts(seen)
