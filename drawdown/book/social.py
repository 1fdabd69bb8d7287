"""Photographs the pictures of the site's links, from the pages that `drawdown.web.social` left for them."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from drawdown.web.head import PICTURE, SOCIAL


def take(site: Path, browser: Browser) -> list[Path]:
    """Put a PNG in the place of each page of a picture, and return them.

    Parameters
    ----------
    site
        The folder of a site made with prints.
    browser
        A browser without a window.
    """
    width, height = PICTURE
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False, color_scheme="light", offline=True
    )
    try:
        tab = context.new_page()
        taken = []
        for page in _pages(site):
            tab.set_content(page.read_text(encoding="utf-8"))
            picture = page.with_suffix(".png")
            tab.screenshot(path=picture, animations="disabled")
            page.unlink()
            taken.append(picture)
        return taken
    finally:
        context.close()


def _pages(site: Path) -> Iterator[Path]:
    yield from sorted((site / SOCIAL).rglob("*.html"))
