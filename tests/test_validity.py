"""The site as a whole is valid: its HTML, and every link and anchor in it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from tests.browser import PAGES, pages
from tests.project import LIBRARIES

pytestmark = pytest.mark.slow

CHECKER = LIBRARIES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LINKS = ("href", "src", "poster", "action", "data-library", "data-locale", "data-plot")


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[str, BeautifulSoup]:
    """Every page of the site, read."""
    return {path: BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser") for path in pages(site)}


def test_the_html_of_every_page_is_valid(site):
    """The Nu checker finds no error. Checked in one go: its start takes seconds."""
    assert CHECKER.is_file(), "run `make test`, which sets the checker up"
    java = shutil.which("java")
    assert java, "no Java; `make java` installs it"
    files = [str(site / path) for path in pages(site)]
    command = [java, "-jar", str(CHECKER), "--errors-only", "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    told = {f"{urlsplit(each['url']).path.removeprefix(str(site))}: {each['message']}" for each in found}
    assert not told, "\n".join(sorted(told))


def test_every_page_of_the_contents_is_there(soups):
    assert set(PAGES) <= set(soups)


def test_every_internal_link_and_anchor_resolves(site, soups):
    places = {path: _places(soup) for path, soup in soups.items()}
    broken = {
        f"{path}: {link}"
        for path, soup in soups.items()
        for link in _links(soup)
        if not _resolves(site, path, link, places)
    }
    assert not broken, "\n".join(sorted(broken))


def test_no_anchor_is_given_twice(soups):
    for path, soup in soups.items():
        given = [node["id"] for node in soup.select("[id]")]
        assert len(given) == len(set(given)), (path, {name for name in given if given.count(name) > 1})


def test_every_link_of_the_feeds_and_maps_resolves(site):
    """Addresses are relative or whole: the whole ones of this site are known only where its address is set."""
    files = [path for path in site.rglob("*.xml") if "_static" not in path.parts]
    for path in files:
        for node in ET.fromstring(path.read_bytes()).iter():
            link = node.get("href", "")
            if link and not urlsplit(link).scheme:
                assert _target(site, path.relative_to(site).as_posix(), link).exists(), (path.name, link)


def _places(soup: BeautifulSoup) -> set[str]:
    return {str(node["id"]) for node in soup.select("[id]")} | {str(node["name"]) for node in soup.select("a[name]")}


def _links(soup: BeautifulSoup) -> Iterator[str]:
    for name in LINKS:
        yield from (str(node[name]) for node in soup.select(f"[{name}]"))
    for node in soup.select("[srcset]"):
        yield from (part.split()[0] for part in str(node["srcset"]).split(",") if part.strip())


def _resolves(site: Path, path: str, link: str, places: dict[str, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True  # another site, or data in the link itself
    target = _target(site, path, link)
    if not target.is_file() or not target.is_relative_to(site.resolve()):
        return False
    page = target.relative_to(site.resolve()).as_posix()
    return not parts.fragment or page not in places or unquote(parts.fragment) in places[page]


def _target(site: Path, path: str, link: str) -> Path:
    """Return the file a link of a page leads to; a slash at its front is the site's root."""
    name = unquote(urlsplit(link).path)
    start = site if name.startswith("/") else (site / path).parent
    target = (start / name.lstrip("/")).resolve() if name else (site / path).resolve()
    return target / "index.html" if target.is_dir() else target
