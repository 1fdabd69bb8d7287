"""What earlier builds made: kept whole, checked when it is read, removed when it was used longest ago."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.book import kept, pictures, store
from drawdown.book.browser import Chromium
from drawdown.book.keys import Key
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "STORE", tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def executed(tmp_path):
    path = tmp_path / "executed.ipynb"
    path.write_text("{}", encoding="utf-8")
    return path


def key(part: str = "1") -> Key:
    return Key("waves", {"lang": "en"}, {"waves.csv": "0"}, {"a.py": part})


def test_an_entry_is_found_by_its_key_only(executed):
    put = store.put(key(), executed)
    assert store.get(key().digest) == put
    assert put.notebook.read_bytes() == executed.read_bytes()
    assert store.get(key("2").digest) is None


def test_a_key_is_the_same_in_whatever_order_its_parts_come():
    assert Key("x", {}, {"a": "1", "b": "2"}, {}).digest == Key("x", {}, {"b": "2", "a": "1"}, {}).digest
    assert Key("x", {"a": "1"}, {}, {}).digest != Key("x", {}, {"a": "1"}, {}).digest


def test_an_entry_takes_the_place_of_an_earlier_one(executed, folder):
    store.put(key(), executed)
    executed.write_text("[]", encoding="utf-8")
    assert store.put(key(), executed).notebook.read_text() == "[]"
    assert [path.name for path in (folder / store.KIND).iterdir()] == [key().digest]


@pytest.mark.parametrize("file", [store.NOTEBOOK, store.MANIFEST])
@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", None])
def test_a_damaged_entry_is_noticed(executed, file, damage):
    path = store.put(key(), executed).notebook.with_name(file)
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage + path.read_bytes()[1:] if damage == b"\xff" else damage)
    if path.exists() and path.read_bytes() == executed.read_bytes():
        return  # "{}" is what the notebook held
    with pytest.raises(store.Damaged):
        store.get(key().digest)


def test_an_entry_under_another_name_is_damaged(executed):
    folder = store.put(key(), executed).notebook.parent
    folder.rename(folder.with_name(key("2").digest))
    with pytest.raises(store.Damaged):
        store.get(key("2").digest)


def test_what_was_used_longest_ago_goes_first_and_what_is_named_stays(executed, folder):
    executed.write_bytes(b"x" * 10_000)
    places = [store.put(key(str(number)), executed).notebook.parent for number in range(4)]
    for age, place in enumerate(places):
        os.utime(place, ns=(age, age))
    store.get(key("1").digest)  # used just now
    size = sum(path.stat().st_size for path in places[0].iterdir())
    store.prune([key("0").digest], limit=2 * size)
    assert {path.name for path in (folder / store.KIND).iterdir()} == {key("0").digest, key("1").digest}


def test_what_was_left_half_written_goes(folder):
    kept.put("rows", "a", b"content")
    (folder / "rows" / ".half").write_bytes(b"con")
    (folder / "chapters" / ".tmp").mkdir(parents=True)
    store.prune([])
    assert sorted(path.name for path in folder.rglob("*") if path.name != "chapters" and path.is_file()) == ["a"]


def test_a_piece_is_kept_and_a_damaged_one_made_again(folder):
    keep = kept.keeping("prints", "code")
    made = []

    def make() -> bytes:
        made.append(1)
        return b"a print"

    assert keep(["page"], make) == keep(["page"], make) == b"a print" and len(made) == 1
    [path] = (folder / "prints").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert keep(["page"], make) == b"a print" and len(made) == 2
    assert keep(["another page"], make) and len(made) == 3
    assert kept.keeping("prints", "other code")(["page"], make) and len(made) == 4
    assert kept.keeping("prints", "code", anew=True)(["page"], make) and len(made) == 5


def test_parts_do_not_run_into_each_other():
    assert kept.named("ab", "c") != kept.named("a", "bc") != kept.named("abc")
    assert kept.named("a") == kept.named(b"a")


def test_a_disk_that_takes_no_more_leaves_nothing_half_written(folder, tmp_path):
    """A limit on the size of files stands for a full disk: the write fails midway in the same way."""
    code = (
        "import resource; from pathlib import Path; from drawdown import paths; from drawdown.book import kept\n"
        f"paths.STORE = Path({str(folder)!r}); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "kept.put('rows', 'small', b'x'); kept.put('rows', 'large', b'x' * 5000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "OSError: [Errno 27]" in done.stderr
    assert [path.name for path in (folder / "rows").iterdir()] == ["small"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


def test_a_snapshot_tells_an_edit_even_one_that_was_put_back(tmp_path):
    files = [tmp_path / name for name in ("edited.csv", "same.csv", "missing.csv")]
    for path in files[:2]:
        path.write_text("a,b\n", encoding="utf-8")
    snapshot = Snapshot()
    digests = [snapshot.digest(path) for path in files]
    snapshot.check()
    files[0].write_text("a,c\n", encoding="utf-8")
    files[0].write_text("a,b\n", encoding="utf-8")
    os.utime(files[0], ns=(1, 1))
    with pytest.raises(BookError, match=r"edited\.csv was edited while the book was being built"):
        snapshot.check()
    assert [snapshot.digest(path) for path in files] == digests


@pytest.mark.parametrize("change", ["add", "remove"])
def test_a_snapshot_tells_a_file_that_came_or_went(tmp_path, change):
    path = tmp_path / "waves.csv"
    if change == "remove":
        path.write_text("a\n", encoding="utf-8")
    snapshot = Snapshot()
    snapshot.digest(path)
    Path.unlink(path) if change == "remove" else path.write_text("a\n", encoding="utf-8")
    with pytest.raises(BookError, match=r"waves\.csv was edited"):
        snapshot.check()


def test_pictures_of_the_same_pages_need_no_browser(tmp_path):
    site = tmp_path / "site"
    for name in ("figures/waves/years.html", "figures/waves/years-table.html", "_static/figure-page.css"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    asked = []

    def keep(parts, _make):
        asked.append(kept.named(*parts))
        return b"a picture"

    with Chromium() as chromium:
        assert [path.read_bytes() for path in pictures.take(site, chromium, keep)] == [b"a picture"]
        (site / "figures" / "waves" / "years-table.html").write_text("another table", encoding="utf-8")
        pictures.take(site, chromium, keep)
        (site / "_static" / "figure-page.css").write_text("another style", encoding="utf-8")
        pictures.take(site, chromium, keep)
        assert "browser" not in vars(chromium)
    assert asked[0] == asked[1] != asked[2]
