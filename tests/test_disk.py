"""What a disk refuses is one sentence, and what is written anew is whole or as it was."""

import errno
import os
import stat

import pytest

from drawdown import disk
from drawdown.errors import BookError

FULL = os.strerror(errno.ENOSPC)


def refused(code: int, first: str | None = None, second: str | None = None) -> OSError:
    return OSError(code, os.strerror(code), first, None, second)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (refused(errno.ENOSPC), FULL),
        (refused(errno.ENOSPC, "levels.csv"), f"levels.csv: {FULL}"),
        (refused(errno.ENOSPC, "levels.csv", "copy.csv"), f"copy.csv: {FULL}"),
        (refused(errno.EACCES, "levels.csv"), "levels.csv: Permission denied"),
        (refused(errno.ENOENT, "levels.csv"), ""),
    ],
)
def test_a_refusal_names_the_place_that_took_nothing(error, told):
    assert disk.refusal(error) == told


def test_a_book_that_cannot_be_written_is_told_in_one_sentence():
    told = rf"^The book cannot be written \(html: {FULL}\)\. Nothing was published\.$"
    with pytest.raises(BookError, match=told), disk.writing():
        raise refused(errno.ENOSPC, "html")
    with pytest.raises(FileNotFoundError), disk.writing():
        raise refused(errno.ENOENT, "html")


def test_a_full_disk_that_somebody_else_met_is_heard_and_nothing_else_is():
    with pytest.raises(OSError, match=FULL):
        disk.heard(f"WARNING: error writing file a.html: [Errno {errno.ENOSPC}] {FULL}")
    disk.heard(f"WARNING: cannot read b.md: [Errno {errno.EACCES}] Permission denied")


def test_a_file_is_replaced_with_the_rights_it_had(tmp_path):
    path = tmp_path / "chapter.ipynb"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link = tmp_path / "link.ipynb"
    link.symlink_to(path)
    disk.replace(link, "نص")
    assert link.is_symlink() and path.read_text(encoding="utf-8") == "نص"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    disk.replace(tmp_path / "new.ipynb", "new")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["chapter.ipynb", "link.ipynb", "new.ipynb"]


def test_a_file_that_cannot_be_replaced_is_as_it_was(tmp_path):
    path = tmp_path / "chapter.ipynb"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        disk.replace(path, "new, and half of a sign: \ud83d")
    assert path.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [path]
