"""Pictures of the figures, for slides and pages that take no SVG: PNG files, made by a browser from the site."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from drawdown.web.figure_pages import TABLE
from drawdown.web.markup import FIGURES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTH, HEIGHT = 760, 100  # of the window, in pixels: the wide drawing fits; the page is taken as high as it is
SCALE = 2  # pixels of the picture for each of the window


def take(site: Path, browser: "Browser") -> list[Path]:
    """Take a picture of every figure of a site, as its page looks on paper white, and return their files.

    Parameters
    ----------
    site
        The folder of the site.
    browser
        Playwright's Chromium.
    """
    taken = []
    with browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SCALE,
        color_scheme="light",
        reduced_motion="reduce",
        java_script_enabled=False,
    ) as context:
        page = context.new_page()
        for path in _pages(site):
            page.goto(path.resolve().as_uri())
            picture = path.with_suffix(".png")
            page.screenshot(path=picture, full_page=True)
            taken.append(picture)
    return taken


def _pages(site: Path) -> Iterator[Path]:
    return (path for path in sorted((site / FIGURES).rglob("*.html")) if not path.name.endswith(TABLE))
