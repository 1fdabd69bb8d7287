"""A pack frozen on a day says what the whole pack, seen on that day, says."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.errors import BookError
from drawdown.facts.fact import Fact
from drawdown.pack import check, frozen, imported, tables
from drawdown.pack.schema import Schema
from drawdown.pack.view import View
from drawdown.parameters import Parameters

DAYS = ("2002-12-31", "2006-12-18", "2009-12-31")


def written(pack: Path, day: str, folder: Path) -> Path:
    """A pack frozen on a day."""
    frozen.write(Schema(pack), dt.date.fromisoformat(day), folder / day)
    return folder / day


@pytest.mark.parametrize("day", DAYS)
def test_it_is_a_sound_pack_that_holds_nothing_of_later_days(tiny, tmp_path, day):
    pack = written(tiny, day, tmp_path)
    assert check.problems(pack) == []
    schema = Schema(pack)
    assert (schema.edition, str(schema.window[1])) == (day, day)
    for name, table in schema.tables.items():
        held = tables.read(schema, name)
        for column in ("reported_on", *table.later):
            if column in held:
                assert not (held[column] > day).any(), (name, column)


def test_what_was_disclosed_later_reads_as_before(tiny, tmp_path):
    pledge = {"2002-06-20": "pending", "2002-06-21": "kept"}  # PL001 was known to be kept on the second day
    for day, outcome in pledge.items():
        held = tables.read(Schema(written(tiny, day, tmp_path)), "pledges").set_index("pledge_id")
        assert held.loc["PL001", "outcome"] == outcome


def test_a_wave_without_a_known_beginning_is_not_there(tiny, tmp_path):
    whole, early = (tables.read(Schema(pack), "waves") for pack in (tiny, written(tiny, "2001-05-01", tmp_path)))
    milestones = set(tables.read(Schema(tmp_path / "2001-05-01"), "milestones")["milestone_id"])
    assert set(early["wave_id"]) == set(whole[whole["starts_with"].isin(milestones)]["wave_id"])
    assert set(early["ends_with"]) <= milestones | {""}
    assert 0 < len(early) < len(whole)


def same(stated: Callable[[str, View], list[Fact]], pack: Path, day: str, held: Path) -> None:
    for chapter in chapters():
        seen, kept = (
            stated(chapter, View(Parameters(data=str(pack), as_of=day, end=day))),
            stated(chapter, View(Parameters(data=str(held)))),
        )
        assert list(map(str, seen)) == list(map(str, kept)), chapter


@pytest.mark.parametrize("day", DAYS)
def test_its_facts_are_those_of_the_whole_pack_on_the_day(tiny, tmp_path, stated, day):
    same(stated, tiny, day, written(tiny, day, tmp_path))


@pytest.mark.slow
def test_so_are_those_of_the_real_pack(tmp_path, stated):
    same(stated, paths.DATA, "2024-08-24", written(paths.DATA, "2024-08-24", tmp_path))


def test_frozen_again_it_is_the_same(tiny, tmp_path):
    once = written(tiny, "2006-12-18", tmp_path / "once")
    again = written(once, "2006-12-18", tmp_path / "again")
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in once.iterdir()
    }


def test_a_day_without_evidence_is_refused(tiny, tmp_path):
    for day in ("1999-01-01", "2010-01-01"):
        with pytest.raises(BookError, match="from 2001-01-01 to 2009-12-31"):
            written(tiny, day, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_row_that_repeats_a_later_one_is_refused(broken_pack, tmp_path):
    path = broken_pack / "troop_levels.csv"
    held = tables.read(Schema(broken_pack), "troop_levels").sort_values("reported_on")
    early, late = held["obs_id"].iloc[0], held["obs_id"].iloc[-1]
    lines = path.read_text(encoding="utf-8").splitlines()
    edited = [
        line.replace(",confirmed,", f",duplicate_of:{late},") if line.startswith(f"{early},") else line
        for line in lines
    ]
    assert edited != lines
    path.write_text("\n".join(edited) + "\n", encoding="utf-8")
    with pytest.raises(BookError, match=f"{early} is duplicate_of:{late}, which was reported later"):
        written(broken_pack, "2002-12-31", tmp_path)


def test_imported_events_are_not_published(tiny, tmp_path):
    pack = Path(shutil.copytree(tiny, tmp_path / "pack"))
    register = imported.registers(pack)[0]
    register.parent.mkdir(parents=True)
    register.write_text("", encoding="utf-8")
    with pytest.raises(BookError, match="imported events"):
        written(pack, "2006-12-18", tmp_path)
