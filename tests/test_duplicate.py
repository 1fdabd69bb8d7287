"""A build reads a duplicate of its pack, which is the pack of its plan whatever is edited meanwhile."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.book import duplicate, inputs, publish
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError, ChapterError, PackEdited
from drawdown.importers import ucdp
from drawdown.importers.events import Asked, bring
from drawdown.pack import publication
from drawdown.pack.publication import Publication
from drawdown.pack.schema import DESCRIPTOR, Schema
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests import events
from tests.project import bytes_of

LEVELS = "troop_levels.csv"


@pytest.fixture
def pack(tiny: Path, tmp_path: Path) -> Path:
    """A pack with imported events."""
    folder = tmp_path / "mypack"
    shutil.copytree(tiny, folder)
    file = events.write(tmp_path / "GEDEvent_v05_1.csv", [events.ged(1), events.ged(2)], ucdp.COLUMNS)
    bring(file, folder, "ucdp", Asked(accessed=dt.date(2006, 2, 1), released=dt.date(2005, 6, 1)))
    return folder


@pytest.fixture
def snapshot(pack: Path) -> Snapshot:
    """What a plan has seen of the pack, and of a page of the book."""
    held = Snapshot()
    page = pack.parent / "page.md"
    page.write_text("One.\n", encoding="utf-8")
    for path in [*inputs.of_pack(pack), page, pack / "missing.csv"]:
        held.digest(path)
    return held


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    folder = tmp_path / "build-x"
    folder.mkdir()
    return folder


def edit(path: Path, text: str = "An edit.\n") -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_everything_reads_the_pack_as_it_was(pack, snapshot, aside):
    before, data = bytes_of(pack), str(pack)
    levels = View(Parameters(data=data)).table("troop_levels")
    with duplicate.read(pack, snapshot, aside):
        copy = paths.pack(data)
        edit(pack / LEVELS)
        (pack / "pages").mkdir()
        edit(pack / "pages" / "methods.md")
        assert copy != pack and copy.name == pack.name and bytes_of(copy) == before
        assert View(Parameters(data=data)).table("troop_levels").equals(levels)
        assert len(View(Parameters(data=data)).imported()[0]) > 0
        code = f"from drawdown import paths; print(paths.pack({data!r}))"
        told = subprocess.run([sys.executable, "-c", code], cwd=pack, capture_output=True, text=True, check=True)
        assert Path(told.stdout.strip()) == copy
        assert paths.pack(paths.ROOT / "packs" / "niger") == paths.ROOT / "packs" / "niger"
        snapshot.check()  # an edit of the pack is no edit any more
    assert paths.pack(data) == pack and paths.DUPLICATED not in os.environ


@pytest.mark.parametrize("own", [True, False])
def test_the_duplicate_stands_for_the_pack_itself(own, pack, snapshot, aside, monkeypatch):
    if own:
        monkeypatch.setattr(paths, "DATA", pack)
    place, book = publish.place(Schema(pack)), Publication.of(Schema(pack))
    with duplicate.read(pack, snapshot, aside):
        copy = paths.pack(pack)
        assert paths.origin(copy) == paths.origin(pack) == pack
        assert paths.own(copy) is own
        assert publish.place(Schema(copy)) == place and Publication.of(Schema(copy)) == book
        assert paths.told(f"reads {copy / LEVELS}, and {copy}") == f"reads {pack / LEVELS}, and {pack}"


def test_that_of_an_edition_is_one_of_the_project(pack, aside, monkeypatch):
    folder = pack.parent / "editions" / "2004-06-30" / "data"
    shutil.copytree(pack, folder)
    monkeypatch.setattr(paths, "EDITIONS", pack.parent / "editions")
    monkeypatch.setattr(publication, "settings", lambda: replace(publication.NOTHING, author="A. Writer"))
    snapshot = Snapshot()
    snapshot.digest(folder / DESCRIPTOR)
    with duplicate.read(folder, snapshot, aside):
        assert Publication.of(Schema(paths.pack(folder))).author == "A. Writer"


def test_imported_events_take_no_room_of_their_own(pack, snapshot, aside):
    with duplicate.read(pack, snapshot, aside):
        copy = paths.pack(pack)
        held = [path.relative_to(copy) for path in sorted(copy.rglob("*")) if path.is_file()]
        shared = [path for path in held if (copy / path).samefile(pack / path)]
    assert [path.suffix for path in shared] == [".parquet"] and len(held) > 10


def test_on_a_disk_without_links_they_are_copied(pack, snapshot, aside, monkeypatch):
    def refused(*_paths: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    before = bytes_of(pack)
    with duplicate.read(pack, snapshot, aside):
        assert bytes_of(paths.pack(pack)) == before


@pytest.mark.parametrize("change", ["edited", "removed", "added"])
def test_a_pack_edited_between_plan_and_duplicate_is_refused(change, pack, snapshot, aside):
    path = pack / ("missing.csv" if change == "added" else LEVELS)
    path.unlink() if change == "removed" else edit(path)
    with (
        pytest.raises(PackEdited, match=rf"{path.name} was edited while the book was planned"),
        duplicate.read(pack, snapshot, aside),
    ):
        pass
    assert paths.pack(pack) == pack


def test_an_edit_of_anything_else_is_still_refused(pack, snapshot, aside):
    with duplicate.read(pack, snapshot, aside):
        edit(pack.parent / "page.md")
        with pytest.raises(BookError, match=r"page\.md was edited while the book was being built"):
            snapshot.check()


@pytest.mark.parametrize("error", [ChapterError("no such file"), FileNotFoundError("no such file")])
def test_a_removed_duplicate_is_told_in_one_sentence(error, pack, snapshot, aside):
    with (
        pytest.raises(BookError, match="build-x, where the book was being made, was removed meanwhile"),
        duplicate.read(pack, snapshot, aside),
    ):
        shutil.rmtree(aside)
        raise error
