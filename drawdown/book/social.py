"""Photographs the pictures of the site's links, from the pages that `drawdown.web.social` left for them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from drawdown.book import kept
from drawdown.book.browser import Chromium, Tab
from drawdown.web.head import PICTURE, SOCIAL


def take(site: Path, browser: Browser | Chromium, keep: kept.Keep = kept.not_at_all) -> list[Path]:
    """Put a PNG in the place of each page of a picture, and return them.

    Parameters
    ----------
    site
        The folder of a site made with prints.
    browser
        A browser without a window.
    keep
        Takes pictures of the same pages from earlier builds.
    """
    width, height = PICTURE
    taken = []
    with Tab(
        browser,
        viewport={"width": width, "height": height},
        java_script_enabled=False,
        color_scheme="light",
        offline=True,
    ) as tab:
        for page in _pages(site):
            markup = page.read_text(encoding="utf-8")
            picture = page.with_suffix(".png")
            picture.write_bytes(keep(["link", markup], partial(_shot, tab, markup)))
            page.unlink()
            taken.append(picture)
    return taken


def _shot(tab: Tab, markup: str) -> bytes:
    tab.page.set_content(markup)
    return tab.page.screenshot(animations="disabled")


def _pages(site: Path) -> Iterator[Path]:
    yield from sorted((site / SOCIAL).rglob("*.html"))
