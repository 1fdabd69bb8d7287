"""axe-core finds nothing on any page: phone and desktop, light and dark, with everything opened that opens."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser import CHAPTERS, DESKTOP, PAGES, PHONE, THEMES, Visit, explore
from tests.project import LIBRARIES

pytestmark = pytest.mark.slow

AXE = LIBRARIES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([place, rules]) => axe.run(place, { runOnly: rules, resultTypes: ["violations"] })"""
WHOLE = "* { content-visibility: visible !important; }"  # axe mistakes sizes in what is not laid out yet
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that depend on the theme
PRESSED = "[popovertarget]"  # what opens a menu
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "desktop": DESKTOP}
SCREENS = pytest.mark.parametrize("screen", SIZES.values(), ids=SIZES)


def faults(page: Page, rules: list[str], place: str) -> list[str]:
    """Return what axe-core finds wrong in a part of a page, each with its first case."""
    if not page.evaluate("'axe' in window"):
        page.add_style_tag(content=WHOLE)
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN, [place, rules])["violations"]
    return [f"{each['id']}: {each['help']} ({len(each['nodes'])}): {each['nodes'][0]['html'][:200]}" for each in found]


def in_both_themes(page: Page, place: str = "html") -> dict[str, list[str]]:
    """Return the faults theme by theme: all in the first, and what colours can do in the other.

    The page follows the machine's setting at once.
    """
    found: dict[str, list[str]] = {}
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (theme == "dark")
        found[theme] = faults(page, COLOURS if found else TAGS, place)
    return found


def on_all_screens(context: BrowserContext, address: str, path: str) -> dict[str, dict[str, list[str]]]:
    """Return the faults of a page screen by screen: opened once, since it follows the size of its window.

    No visit watches: its routes would slow down what many pages ask for.
    """
    page = context.new_page()
    page.goto(f"{address}/{path}", wait_until="load")
    found = {}
    for name, screen in SIZES.items():
        page.set_viewport_size(screen)
        found[name] = in_both_themes(page)
    page.close()
    return found


NOTHING: dict[str, list[str]] = {theme: [] for theme in THEMES}
NOWHERE = dict.fromkeys(SIZES, NOTHING)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_page(address, browser, path):
    with browser.new_context(reduced_motion="reduce") as context:
        assert on_all_screens(context, address, path) == NOWHERE


@SCREENS
@pytest.mark.parametrize("path", CHAPTERS)
def test_axe_finds_nothing_when_a_chart_is_interactive(address, browser, path, screen):
    with browser.new_context(viewport=screen, reduced_motion="reduce") as context:
        page = Visit(context, address).open(path)
        explore(page)
        page.evaluate("document.querySelector('figure:has(.chart-plot)').scrollIntoView()")  # out from under the head
        assert in_both_themes(page, "figure:has(.chart-plot)") == NOTHING


@SCREENS
def test_axe_finds_nothing_when_a_number_is_explained(address, browser, screen):
    with browser.new_context(viewport=screen, reduced_motion="reduce") as context:
        page = Visit(context, address).open(CHAPTERS[0])
        page.locator("article a.fact").first.focus()
        page.locator("[role=tooltip]").first.wait_for(state="visible")
        assert in_both_themes(page, "main p:has(a.fact), [role=tooltip]") == NOTHING


@SCREENS
def test_axe_finds_nothing_when_a_menu_is_open(address, browser, screen):
    with browser.new_context(viewport=screen, reduced_motion="reduce") as context:
        page = Visit(context, address).open(CHAPTERS[0])
        # those of a figure are alike: the first of each name
        menus = {button.inner_text(): button for button in reversed(page.locator(PRESSED).all()) if button.is_visible()}
        assert "Embed" in menus
        for button in menus.values():
            button.click()
            menu = f"#{button.get_attribute('popovertarget')}"
            page.locator(f"{menu}:popover-open").wait_for(state="visible")
            assert in_both_themes(page, menu) == NOTHING
            page.keyboard.press("Escape")
