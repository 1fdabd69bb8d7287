"""Books of other packs than the project's own, beside a site that is there already."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from drawdown.book.plan import chapters
from tests.project import bytes_of, copy, drawdown
from tests.test_lacking import without
from tests.test_web import one

pytestmark = pytest.mark.slow


def parsed(path: Path) -> BeautifulSoup:
    """A page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with a site, and the books of two more packs."""
    folder = copy(tmp_path_factory.mktemp("packs"))
    (folder / "_build" / "html").mkdir(parents=True)
    (folder / "_build" / "html" / "index.html").write_text("the site before", encoding="utf-8")
    claims = without(folder / "lacking", "positions", "attack_counts") / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",C004 E002,", ",E002,"), encoding="utf-8")
    for data in ("lacking", "packs/niger"):
        done = drawdown(folder, "build", "--no-files", "--data", data)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stderr
    return folder


@pytest.fixture
def lacking(project):
    return project / "_build" / "packs" / "leaving-arland" / "html"


@pytest.fixture
def niger(project):
    return project / "_build" / "packs" / "leaving-niger" / "html"


def test_each_site_has_its_place_and_the_projects_own_stays(project):
    assert bytes_of(project / "_build" / "html") == {"index.html": b"the site before"}
    built = sorted(path.name for path in (project / "_build" / "packs").iterdir())
    assert built == ["leaving-arland", "leaving-niger"]
    assert sorted(path.name for path in (project / "_build").iterdir()) == [".lock", "html", "packs", "store"]


def test_sections_without_a_table_say_so(lacking):
    text = (lacking / "chapters" / "stated_positions.html").read_text(encoding="utf-8")
    assert "The pack has no row in the table Stated positions; the sections that rest on it say so." in text
    assert "No stated position falls in this view." in text
    text = (lacking / "chapters" / "attack_frequency.html").read_text(encoding="utf-8")
    assert "The pack has no row in the table Attack and casualty counts" in text


def test_a_book_bears_the_names_of_its_pack(niger):
    for name in ("index", *(f"chapters/{chapter}" for chapter in chapters())):
        page = parsed(niger / f"{name}.html")
        assert page.title and page.title.get_text().endswith("Leaving Niger"), name
        assert one(page, 'meta[property="og:site_name"]')["content"] == "Leaving Niger"
        assert "Leaving Iraq." not in page.get_text(), name  # in the box that says how to cite it
    first = parsed(niger / "index.html")
    assert one(first, "h1").get_text().startswith("Leaving Niger")
    assert "Was the US withdrawal from Niger carried out as promised" in first.get_text()
    feed = (niger / "feed.xml").read_text(encoding="utf-8")
    assert "of Leaving Niger</title>" in feed


def test_a_book_says_nothing_of_another_pack(niger):
    author = "The Leaving Iraq project"
    for path in niger.rglob("*"):
        if path.suffix in (".html", ".xml", ".svg", ".csv", ".json", ".bib"):
            text = path.read_text(encoding="utf-8").replace(author, "")
            assert "Iraq" not in text and "Syria" not in text, path


def test_its_examples_are_its_own(niger):
    text = parsed(niger / "rerun.html").get_text()
    assert "-p country=Niger" in text and "--at 2024-06-01" in text and "<country>" not in text
