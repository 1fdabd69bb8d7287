"""The book in a real browser: one site for all tests, the machine's Chromium, and a visit that notes what goes wrong.

A plugin of pytest: its fixtures are everywhere. With ``--site FOLDER`` the tests look at a site that is made already.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from drawdown import paths
from drawdown.book import browser as machine
from drawdown.book import plan
from drawdown.book.server import serving
from tests.project import copy, drawdown

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 320, "height": 640}  # 1280 pixels at 400 %, as WCAG 1.4.10 asks
THEMES = ("light", "dark")
CHAPTERS = [f"chapters/{chapter}.html" for chapter in plan.chapters()]
READ = ["index.html", *CHAPTERS]  # what a reader comes for

EXPLORE = "button.chart-explore"
DRAWN = ".js-plotly-plot .main-svg"  # an interactive chart that can be seen


def _listed(entries: list[dict[str, Any]]) -> list[str]:
    return [page for entry in entries for page in (f"{entry['file']}.html", *_listed(entry.get("sections", [])))]


def _pages() -> list[str]:
    toc = yaml.safe_load(paths.TOC.read_text(encoding="utf-8"))
    return [f"{toc['root']}.html", *(page for part in toc["parts"] for page in _listed(part["chapters"]))]


PAGES = _pages()  # those of the table of contents; `pages` finds the others in a made site


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--moments", type=int, default=2, help="how often a build is killed at a moment of chance")
    parser.addoption("--site", type=Path, help="look at the site in this folder, instead of building one")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real book, built once for all workers in a copy of the project."""
    if given := request.config.getoption("--site"):
        return given.resolve()
    own = tmp_path_factory.getbasetemp()
    project = (own if worker_id == "master" else own.parent) / "book"
    made = project / "_build" / "html"
    with FileLock(project.with_suffix(".lock")):
        if not made.exists():
            assert not project.exists(), "the book could not be built: see the first test that wanted it"
            done = drawdown(copy(project), "build")
            assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")  # while it is open no other module could run an event loop
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    with machine.opened() as chromium:
        yield chromium


class Visit:
    """A page opened with everything it did wrong written down."""

    def __init__(self, context: BrowserContext, address: str, scripts: bool = True) -> None:
        self.address, self.wrong, self.scripts = address, [], scripts
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("requestfailed", self._fail)
        self.page.on("response", lambda response: self._note(response.status >= 400, f"missing: {response.url}"))
        context.route("**/*", self._stay)

    def _note(self, wrong: bool, text: str) -> None:
        if wrong:
            self.wrong.append(text)

    def _fail(self, request: Request) -> None:
        left = request.failure == "net::ERR_ABORTED"  # the next page was opened before an icon had come
        refused = request.resource_type == "script" and not self.scripts  # by the browser, as it was told
        self._note(not left and not refused, f"failed: {request.url}")

    def _stay(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.wrong.append(f"left the site: {route.request.url}")
            route.abort()

    def open(self, path: str, until: Literal["load", "networkidle"] = "networkidle") -> Page:
        """Open a page of the site and wait until it is quiet, or only until it has what it names."""
        self.page.goto(f"{self.address}/{path}", wait_until=until)
        return self.page


def pages(site: Path) -> list[str]:
    """Return every page of a made site; the static folder may hold templates, which are none."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] != "_static")


def explore(page: Page) -> None:
    """Make the first chart of a page interactive."""
    page.locator(EXPLORE).first.click()
    page.locator(DRAWN).first.wait_for(state="visible")
