"""Pictures of the figures, for slides and pages that take no SVG: PNG files, made by a browser from the site."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drawdown.book import kept
from drawdown.book.browser import Chromium, Tab
from drawdown.web.figure_pages import TABLE
from drawdown.web.markup import FIGURES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTH, HEIGHT = 760, 100  # of the window, in pixels: the wide drawing fits; the page is taken as high as it is
SCALE = 2  # pixels of the picture for each of the window


def take(site: Path, browser: "Browser | Chromium", keep: kept.Keep = kept.not_at_all) -> list[Path]:
    """Take a picture of every figure of a site, as its page looks on paper white, and return their files.

    Parameters
    ----------
    site
        The folder of the site.
    browser
        Playwright's Chromium.
    keep
        Takes pictures of the same pages from earlier builds.
    """
    taken = []
    styles = [path.read_bytes() for path in sorted((site / "_static").glob("*.css"))]
    with Tab(
        browser,
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SCALE,
        color_scheme="light",
        reduced_motion="reduce",
        java_script_enabled=False,
    ) as tab:
        for path in _pages(site):
            picture = path.with_suffix(".png")
            picture.write_bytes(keep(["figure", path.read_bytes(), *styles], partial(_shot, tab, path)))
            taken.append(picture)
    return taken


def _shot(tab: Tab, path: Path) -> bytes:
    tab.page.goto(path.resolve().as_uri())
    return tab.page.screenshot(full_page=True)


def _pages(site: Path) -> Iterator[Path]:
    return (path for path in sorted((site / FIGURES).rglob("*.html")) if not path.name.endswith(TABLE))
