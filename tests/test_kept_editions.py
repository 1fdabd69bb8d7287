"""Frozen editions are kept as releases of the repository, and come back from there as they were."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from drawdown import paths
from drawdown.book import sums

RELEASES = """#!/usr/bin/env bash
# Stands for the service: releases are files in a folder.
set -euo pipefail
case "$1 $2" in
"api repos/someone/book/releases") cd "$RELEASES" && for file in *; do echo "edition-${file%.tar.gz}"; done ;;
"release download") cp "$RELEASES/$5" "$7" ;;
"release create") cp "$4" "$RELEASES" ;;
*) exit 64 ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the script and two frozen editions."""
    folder = tmp_path / "project"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(paths.ROOT / ".ci" / "editions", folder / ".ci")
    for day in ("2006-12-18", "2009-12-31"):
        made = folder / "editions" / day
        made.mkdir(parents=True)
        (made / "index.html").write_text(day, encoding="utf-8")
        sums.write(made)
    (tmp_path / "gh").write_text(RELEASES, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "releases").mkdir()
    return folder


def run(project: Path, word: str) -> subprocess.CompletedProcess[str]:
    aside = project.parent
    held = {
        "PATH": f"{aside}:{os.environ['PATH']}",
        "RELEASES": str(aside / "releases"),
        "GITHUB_REPOSITORY": "someone/book",
    }
    return subprocess.run(
        [project / ".ci" / "editions", word], env=os.environ | held, capture_output=True, text=True, timeout=60
    )


def test_what_is_kept_comes_back_as_it_was(project):
    for _twice in range(2):
        assert run(project, "keep").returncode == 0
    shutil.move(project / "editions", project / "before")
    for _twice in range(2):
        done = run(project, "restore")
        assert done.returncode == 0, done.stderr
    assert {path.name for path in (project / "editions").iterdir()} == {"2006-12-18", "2009-12-31"}
    for made in (project / "editions").iterdir():
        assert sums.wrong(made) == {} and (made / "index.html").read_text(encoding="utf-8") == made.name


def test_what_is_frozen_here_is_left_alone(project):
    assert run(project, "keep").returncode == 0
    page = project / "editions" / "2006-12-18" / "index.html"
    page.write_text("changed", encoding="utf-8")
    assert run(project, "restore").returncode == 0 and page.read_text(encoding="utf-8") == "changed"


def test_half_an_edition_is_never_there(project):
    assert run(project, "keep").returncode == 0
    shutil.rmtree(project / "editions")
    archive = project.parent / "releases" / "2006-12-18.tar.gz"
    archive.write_bytes(archive.read_bytes()[:100])
    assert run(project, "restore").returncode != 0
    assert [path.name for path in (project / "editions").glob("*") if path.name != "2009-12-31"] == []


@pytest.mark.parametrize("word", ["restore", "keep"])
def test_no_answer_is_not_taken_for_no_editions(project, word):
    shutil.rmtree(project.parent / "releases")
    assert run(project, word).returncode != 0


def test_other_words_are_told_what_there_is(project):
    done = run(project, "forget")
    assert done.returncode == 2 and ".ci/editions restore" in done.stderr
