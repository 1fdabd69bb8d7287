"""The ways out of Jupyter Book 1: what compares the pages of two sites finds what differs."""

import subprocess
import sys
from pathlib import Path

import pytest

from drawdown import paths

PAGES = {"index": "We say it.", "chapters/levels": "It fell by half."}


def site(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in pages.items():
        source, page = folder / "_sources" / f"{name}.md", folder / f"{name}.html"
        for path in (source, page):
            path.parent.mkdir(parents=True, exist_ok=True)
        source.touch()
        page.write_text(f"<nav>menu of {folder.name}</nav><main><p>{text}</p></main>", encoding="utf-8")
    return folder


def compared(one: Path, other: Path) -> tuple[int, list[str]]:
    command = [sys.executable, str(paths.ROOT / ".ci" / "same_text.py"), str(one), str(other)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_sites_that_say_the_same_pass_whatever_is_around_the_text(tmp_path):
    found = compared(site(tmp_path / "one", PAGES), site(tmp_path / "other", PAGES))
    assert found == (0, ["2 of 2 pages say the same."])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It fell by a third.", "'half.' is now 'a third.'"),
        ("It fell by half. Twice.", "'' is now 'Twice.'"),
        ("It fell", "'by half.' is now ''"),
    ],
)
def test_a_page_in_other_words_is_named(tmp_path, text, told):
    other = site(tmp_path / "other", {**PAGES, "chapters/levels": text})
    found = compared(site(tmp_path / "one", PAGES), other)
    assert found == (1, [f"chapters/levels.html: {told}", "1 of 2 pages say the same."])


def test_a_page_that_is_missing_is_named(tmp_path):
    found = compared(site(tmp_path / "one", PAGES), site(tmp_path / "other", {"index": PAGES["index"]}))
    assert found == (1, ["chapters/levels.html: missing", "1 of 2 pages say the same."])


def test_no_pages_at_all_is_a_fault(tmp_path):
    assert compared(tmp_path, tmp_path) == (1, ["0 of 0 pages say the same."])
