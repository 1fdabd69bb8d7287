"""Frozen editions: made once, the same when made again anywhere, refused when touched, and shown with what changed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from drawdown import paths
from drawdown.book import archive, crate, differences, editions, sbom, sums
from drawdown.book.server import serving
from drawdown.errors import BookError, ParameterError
from drawdown.facts.records import anchor
from tests.project import bytes_of, copy, drawdown

TINY = Path(__file__).parent / "packs" / "tiny"
ADDRESS = "https://example.org"  # without a path, where the tests serve it too
OLD, NEW = "2006-12-18", "2009-12-31"


@pytest.mark.parametrize("text", ["soon", "2002-13-01", "1999-12-31", "2100-01-01", ""])
def test_a_day_that_cannot_be_is_refused(text):
    with pytest.raises(ParameterError, match="not a date|no evidence as of"):
        editions.asked(text)


def test_the_latest_is_the_last_day_of_the_evidence():
    assert editions.asked("latest") == "2026-03-24"


def test_sums_are_those_that_sha256sum_reads(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one file.txt").write_text("1", encoding="utf-8")
    (tmp_path / "b.txt").write_text("2", encoding="utf-8")
    sums.write(tmp_path)
    done = subprocess.run(["sha256sum", "--check", "--strict", sums.NAME], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "a/one file.txt: OK\nb.txt: OK\n")
    assert sums.wrong(tmp_path) == {}
    (tmp_path / "b.txt").write_text("3", encoding="utf-8")
    (tmp_path / "a" / "one file.txt").unlink()
    (tmp_path / "c.txt").touch()
    assert sums.wrong(tmp_path) == {"b.txt": "changed", "a/one file.txt": "missing", "c.txt": "added"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project on the tiny pack with two frozen editions and its site, which the tests leave as it is."""
    folder = copy(tmp_path_factory.mktemp("project"), TINY, ("en",))
    settings = folder / "_config.yml"
    unset = 'drawdown_base_url: ""'
    text = settings.read_text(encoding="utf-8")
    assert unset in text
    settings.write_text(text.replace(unset, f"drawdown_base_url: {ADDRESS}"), encoding="utf-8")
    done = drawdown(folder, "edition", "new", OLD, "latest", "--no-files")
    assert done.returncode == 0, done.stderr
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def frozen(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of its editions, taken for the project's own."""
    monkeypatch.setattr(paths, "ROOT", project)
    monkeypatch.setattr(paths, "EDITIONS", project / "editions")
    return project / "editions"


@pytest.mark.slow
def test_an_edition_holds_its_site_its_data_and_what_it_was_made_from(frozen):
    assert archive.days() == [OLD, NEW]
    held = {path.name for path in (frozen / OLD).iterdir()}
    assert {"index.html", "chapters", "data", "facts.json", "build.json", "SHA256SUMS", crate.NAME, sbom.NAME} <= held
    built = json.loads((frozen / OLD / "build.json").read_bytes())
    assert (built["edition"], built["book"], built["files"]) == (OLD, "leaving-arland", False)
    assert {"Python", "Sphinx", "pandas"} <= built["tools"].keys()
    assert {fact["as_of"] for fact in json.loads((frozen / OLD / "facts.json").read_bytes())["facts"]} == {OLD}
    notebooks = {path.name for path in (frozen / OLD / "_sources" / "chapters").iterdir()}
    assert "troop_levels.ipynb" in notebooks
    for day in (OLD, NEW):
        archive.check(day)


@pytest.mark.slow
def test_made_again_elsewhere_at_another_time_it_is_the_same(project, tmp_path):
    folder = tmp_path / "somewhere else"
    shutil.copytree(project, folder, symlinks=True, ignore=shutil.ignore_patterns("_build"))
    there = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "drawdown", "edition", "verify", OLD],
        cwd=folder,
        env={**os.environ, **there},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, f"{OLD}: made again, every file is the same.\n"), done.stderr


@pytest.mark.slow
def test_other_code_is_not_taken_for_another_result(project, tmp_path):
    folder = tmp_path / "edited"
    shutil.copytree(project, folder, symlinks=True, ignore=shutil.ignore_patterns("_build"))
    with (folder / "book" / "methods.md").open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence.\n")
    done = drawdown(folder, "edition", "verify", OLD)
    assert done.returncode == 1 and f"The edition of {OLD} was made by code" in done.stderr


@pytest.mark.slow
def test_it_is_never_made_twice(project, frozen):
    before = bytes_of(frozen)
    done = drawdown(project, "edition", "new", OLD, "--no-files")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"drawdown: The edition of {OLD} is frozen in editions/{OLD}, and never changes." in done.stderr
    done = drawdown(project, "edition", "new", OLD, "latest", "--missing")
    assert done.returncode == 0 and "frozen already" in done.stdout
    assert bytes_of(frozen) == before


@pytest.mark.slow
def test_a_tampered_file_is_named(project, tmp_path):
    folder = tmp_path / "tampered"
    shutil.copytree(project, folder, symlinks=True, ignore=shutil.ignore_patterns("_build"))
    page = folder / "editions" / OLD / "chapters" / "troop_levels.html"
    page.chmod(0o644)
    page.write_text(page.read_text(encoding="utf-8").replace("Arland", "Borland"), encoding="utf-8")
    (folder / "editions" / OLD / "new.txt").touch()
    for options in (["--sums"], []):
        done = drawdown(folder, "edition", "verify", *options)
        assert done.returncode == 1
        assert f"editions/{OLD}/chapters/troop_levels.html: changed" in done.stderr
        assert f"editions/{OLD}/new.txt: added" in done.stderr


@pytest.mark.slow
def test_what_an_earlier_edition_has_takes_no_room_again(frozen):
    shared = [name for name in sums.of(frozen / NEW) if (frozen / NEW / name).stat().st_nlink > 2]  # also in the site
    assert "_static/plotly.min.js" in shared and "_static/book.css" in shared
    old, new = (sums.of(frozen / day) for day in (OLD, NEW))
    same = set(old.values())
    unshared = {name for name, digest in new.items() if digest in same} - set(shared)
    assert unshared == set()


@pytest.mark.slow
def test_a_build_shows_them_and_leaves_them_as_they_are(project, frozen):
    site = project / "_build" / "html"
    for day in (OLD, NEW):
        assert bytes_of(site / "editions" / day) == bytes_of(frozen / day)
    page = BeautifulSoup((site / "editions" / OLD / "chapters" / "troop_levels.html").read_bytes(), "html.parser")
    (link,) = page.select(".frozen a")
    address, _mark, day = str(link["href"]).partition("?from=")
    there = site / "editions" / OLD / "chapters" / address
    assert day == OLD and there.resolve() == (site / "chapters" / "troop_levels.html").resolve()
    listed = BeautifulSoup((site / "editions.html").read_bytes(), "html.parser")
    links = [str(link["href"]) for link in listed.select("article a")]
    assert links == [f"editions/{NEW}/index.html", f"editions/{OLD}/index.html", f"differences/{OLD}-to-{NEW}.html"]
    assert all((site / link).is_file() for link in links)
    assert "editions.html" in (site / "index.html").read_text(encoding="utf-8")
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    assert f"editions/{OLD}/index.html" in feed
    assert f'rel="related" type="text/html" href="differences/{OLD}-to-{NEW}.html"' in feed


@pytest.mark.slow
def test_what_is_cited_stays(project, frozen):
    site = project / "_build" / "html"
    latest, old, new = (
        json.loads((folder / "cite" / "works.json").read_bytes())
        for folder in (site, site / "editions" / OLD, site / "editions" / NEW)
    )
    assert latest == new  # the root says what the newest edition says, and is cited as that
    for day, works in {OLD: old, NEW: new}.items():
        root = f"{ADDRESS}/editions/{day}/"
        assert len(works) > 10 and all(work["URL"].startswith(root) for work in works)
        cited: dict[str, set[str]] = {}
        for page, _mark, place in (work["URL"].removeprefix(root).partition("#") for work in works):
            cited.setdefault(page or "index.html", set()).add(place)
        for page, places in cited.items():
            html = BeautifulSoup((frozen / day / page).read_bytes(), "html.parser")
            assert places - {""} <= {str(tag["id"]) for tag in html.select("[id]")}, page


@pytest.mark.slow
def test_what_no_edition_says_is_cited_at_the_root(project, tmp_path):
    folder = tmp_path / "edited"
    shutil.copytree(project, folder, symlinks=True)
    with (folder / "book" / "methods.md").open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence.\n")
    done = drawdown(folder, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    works = json.loads((folder / "_build" / "html" / "cite" / "works.json").read_bytes())
    assert not any("/editions/" in work["URL"] for work in works)


@pytest.mark.slow
def test_a_permalink_leads_to_the_same_place_or_tells_that_it_is_gone(project, tmp_path, browser):
    site = tmp_path / "site"
    shutil.copytree(project / "_build" / "html", site)
    (site / "measures.html").unlink()  # the latest has a page and a place less than its editions
    chapter = site / "chapters" / "troop_levels.html"
    place = f"#{anchor('troop_levels', 'latest')}"
    old = f"editions/{OLD}"

    def follow(start: str) -> None:
        page.goto(f"{address}/{start}")
        page.locator("a.same-place").click()
        page.wait_for_url("**from=**")

    with serving(site) as address:
        page = browser.new_page()
        notice, links = page.locator("main > p.frozen"), page.locator("main > p.frozen a")
        follow(f"{old}/chapters/troop_levels.html{place}")
        assert page.url == f"{address}/chapters/troop_levels.html?from={OLD}{place}"
        assert page.locator(place).count() == 1 and notice.count() == 0
        chapter.write_text(chapter.read_text(encoding="utf-8").replace(place[1:], "another"), encoding="utf-8")
        follow(f"{old}/chapters/troop_levels.html{place}")
        assert "18 December 2006 has something at this place" in notice.inner_text()
        assert links.evaluate_all("links => links.map((link) => link.href)") == [
            f"{address}/{old}/chapters/troop_levels.html{place}",
            f"{address}/differences/{OLD}-to-{NEW}.html",
        ]
        follow(f"{old}/measures.html")
        assert page.url == f"{address}/measures.html?from={OLD}"
        assert "18 December 2006 has this page" in notice.inner_text()
        links.first.click()
        assert page.url == f"{address}/{old}/measures.html"
        page.goto(f"{address}/measures.html?from={NEW}#x")
        assert links.evaluate_all("links => links.map((link) => link.href)") == [
            f"{address}/editions/{NEW}/measures.html#x"
        ]
        for other in ("chapters/troop_levels.html#no-such-place", "measures.html?from=2003-01-01", "measures.html"):
            page.goto(f"{address}/{other}")
            assert notice.count() == 0


@pytest.mark.slow
def test_what_changed_is_told_with_its_reasons(project, frozen):
    old, new = (differences.Frozen(frozen / day, "en") for day in (OLD, NEW))
    found = differences.between(old, new)
    told = json.loads((project / "_build" / "html" / "differences" / f"{OLD}-to-{NEW}.json").read_bytes())
    assert told == json.loads(found.json())
    moved = {(number.chapter, number.id): number for number in found.numbers}
    for key in old.facts.keys() & new.facts.keys():
        assert (key in moved) == (differences._said(old.facts[key]) != differences._said(new.facts[key]))
    assert not any(number.code for number in found.numbers)
    assert any(number.new_rows for number in found.numbers)
    for number in found.numbers:
        assert all(new.rows[row]["reported_on"] > OLD for row in number.new_rows if "reported_on" in new.rows[row])
    before, after = (set(held.tables["sources"]) for held in (old, new))
    assert {change.id for change in found.sources if change.old is None} == after - before
    page = BeautifulSoup(
        (project / "_build" / "html" / "differences" / f"{OLD}-to-{NEW}.html").read_bytes(), "html.parser"
    )
    assert len(page.select("#numbers tbody tr")) == len(found.numbers)
    for link in page.select("article a[href], article img[src]"):
        target = str(link.get("href") or link.get("src")).partition("#")[0]
        assert (project / "_build" / "html" / "differences" / target).resolve().is_file(), target


@pytest.mark.slow
def test_the_command_compares_lists_and_refuses(project):
    done = drawdown(project, "edition", "diff", OLD, NEW)
    assert json.loads(done.stdout)["old"] == OLD
    folders = [str(project / "editions" / day) for day in (OLD, NEW)]
    assert drawdown(project, "edition", "diff", *folders).stdout == done.stdout
    text = drawdown(project, "edition", "diff", folders[0], NEW, "--format", "markdown").stdout
    assert text.startswith(f"{len(json.loads(done.stdout)['numbers'])} numbers moved.\n\n### Numbers\n")
    assert f"| Number | {OLD} | {NEW} | Why |\n" in text and "new rows: " in text
    done = drawdown(project, "edition", "list")
    assert [line.split()[0] for line in done.stdout.splitlines()] == [OLD, NEW]
    done = drawdown(project, "edition", "diff", OLD, "2003-01-01")
    assert done.returncode == 2 and "There is no frozen edition of 2003-01-01" in done.stderr
    done = drawdown(project, "edition", "diff", OLD, NEW, "--lang", "ar")
    assert done.returncode == 1 and f"The edition of {OLD} is not in 'ar'" in done.stderr


def test_an_unfinished_edition_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "EDITIONS", tmp_path)
    (tmp_path / OLD / "data").mkdir(parents=True)
    assert archive.days() == []
    with pytest.raises(ParameterError, match="there are none yet"):
        archive.known(OLD)


def test_a_file_of_an_edition_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / OLD).mkdir()
    (tmp_path / OLD / "build.json").write_text("{", encoding="utf-8")
    with pytest.raises(BookError, match=f"build.json of the edition in {OLD} cannot be read"):
        differences.Frozen(tmp_path / OLD, "en")
