"""Packs the tests read, and one language for all of them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from drawdown import language, paths
from drawdown.facts import attack_frequency, stated_positions, synthesis, troop_levels, withdrawal_history
from drawdown.facts.fact import Fact
from drawdown.measures import waves
from drawdown.measures.attack_models import Study
from drawdown.pack.view import View
from drawdown.parameters import Parameters

pytest_plugins = ["tests.project", "tests.browser"]  # the second imports the first

TINY = Path(__file__).parent / "packs" / "tiny"

# The same examples in every run, and no verdict that depends on how fast the machine is.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=15, database=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Start and leave every test in English: the active language is the one global of the package."""
    language.activate("en")
    yield
    language.activate("en")


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The made-up pack of Arland and Borland; its README lists the answers known by hand."""
    return TINY


@pytest.fixture(scope="session")
def view() -> Callable[..., View]:
    """See the tiny pack through parameters: ``view(country="Arland", as_of="2006-12-18")``."""
    return lambda **parameters: View(Parameters(**{"data": str(TINY), **parameters}))


@pytest.fixture(scope="session")
def stated() -> Callable[[str, View], list[Fact]]:
    """Compute the facts of a chapter as its notebook does, once for all tests: ``stated("troop_levels", view())``."""
    known: dict[tuple[str, Parameters], list[Fact]] = {}

    def once(chapter: str, seen: View) -> list[Fact]:
        key = chapter, replace(seen.parameters, data=str(paths.pack(seen.parameters.data)))
        if key not in known:
            known[key] = compute(chapter, seen)
        return known[key]

    def compute(chapter: str, seen: View) -> list[Fact]:
        rows = seen.table
        match chapter:
            case "withdrawal_history":
                return withdrawal_history.stated(rows("milestones"), rows("pledges"), rows("waves"))
            case "troop_levels":
                held = waves.resolve(rows("waves"), rows("milestones"))
                return troop_levels.stated(rows("troop_levels"), rows("dmdc_troops"), seen.countries, held)
            case "attack_frequency":
                study = Study(rows("attack_counts"), rows("attack_events"), rows("milestones"))
                return attack_frequency.stated(study, rows("claims"))
            case "stated_positions":
                return stated_positions.stated(rows("positions"), seen.countries)
            case "synthesis":
                evidence = synthesis.evidence(rows, seen.countries)
                return synthesis.stated(rows("claims"), rows("mechanisms"), rows("predictions"), evidence)
        raise LookupError(chapter)

    return once


@pytest.fixture
def broken_pack(tmp_path: Path) -> Path:
    """A copy of the tiny pack that a test may damage."""
    return Path(shutil.copytree(TINY, tmp_path / "pack"))
