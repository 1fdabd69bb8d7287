"""A reader on a slow line, with a keyboard, without scripts, with large letters: each gets the whole book."""

import re
from itertools import pairwise

import pytest

from benchmarks.weight import weigh
from drawdown import paths
from drawdown.pack.schema import Schema
from tests.browser import CHAPTERS, DESKTOP, NARROW, PAGES, PHONE, READ, WIDE, Visit, explore, pages, until

pytestmark = pytest.mark.slow

KB = 1000  # bytes
SLIGHT = 0.01  # seconds in which nothing is seen to move

FOCUSABLE = (
    "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], "
    '[contenteditable], [tabindex]:not([tabindex^="-"])'
)
REACHABLE = f"""() => [...document.querySelectorAll('{FOCUSABLE}')].filter((element) =>
  !element.disabled && element.tabIndex >= 0 && !element.closest('[inert]') && element.checkVisibility({{
    visibilityProperty: true, contentVisibilityAuto: false }})).length"""
FOCUSED = """async () => {
  await new Promise(requestAnimationFrame); // what focus brings into view has come
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.dataset.visited = Number(element.dataset.visited ?? 0) + 1;
  const boxes = [...element.getClientRects()];
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const seen = boxes.some(({ left, right, top, bottom, width, height }) => width > 0 && height > 0
    && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight);
  return {
    name: `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`,
    again: Number(element.dataset.visited) > 1,
    seen,
    marked: (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
  };
}"""
MOVING = """(limit) => {
  const seconds = (text) => text.split(',').map((part) => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1));
  const long = (style) => style.animationName !== 'none' && Math.max(...seconds(style.animationDuration)) > limit
    || Math.max(...seconds(style.transitionDuration)) > limit || style.scrollBehavior === 'smooth';
  return [...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after']
    .filter((part) => long(getComputedStyle(element, part)))
    .map((part) => `${element.tagName} ${element.className} ${part ?? ''}`));
}"""


TALL = """(most) => [...document.querySelectorAll('.table-box > table:not(.codebook) tr')]
  .filter((row) => row.offsetHeight > most * 16).map((row) => row.textContent.trim().slice(0, 40))"""
SCROLLS = """() => [...document.querySelectorAll('.table-box')]
  .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.ariaLabel)"""
CUT = """() => [...document.querySelectorAll('.table-box')]
  .filter((box) => box.querySelector('caption')?.offsetWidth > box.clientWidth).map((box) => box.ariaLabel)"""


@pytest.mark.parametrize("path", READ)
def test_a_page_is_light_and_stays_where_it_is(address, browser, path):
    weight = weigh(browser, address, path)
    assert weight.received <= 300 * KB
    assert weight.requests <= 25
    assert weight.elsewhere == 0
    assert weight.moved < 0.05
    assert (weight.moved_explored is None) == (path not in CHAPTERS)
    assert (weight.moved_explored or 0) < 0.05


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_when_letters_are_large(address, browser, path):
    """1280 pixels at 400 % are 320 wide; at 200 % they are 640. Rows stay lower than a screen, captions uncut."""
    with browser.new_context() as context:
        page = Visit(context, address).open(path)
        for screen in ({"width": 640, "height": 450}, NARROW):
            page.set_viewport_size(screen)
            assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
            assert page.evaluate(TALL, 20) == []
            assert page.evaluate(CUT) == []


def test_no_page_shows_the_code_of_several_countries(site):
    """In prose, tables and drawings they are named in words; only the codebook tells the codes."""
    theatres = "|".join(map(re.escape, Schema(paths.DATA).theatres))
    code = re.compile(rf">[^<>]*\b(?:{theatres})\+(?:{theatres})[^<>]*<")
    wanted = [path for path in pages(site) if not path.endswith("codebook.html")]
    texts = {path: (site / path).read_text(encoding="utf-8") for path in wanted}
    assert {path: found[0] for path, text in texts.items() if (found := code.search(text))} == {}


@pytest.mark.parametrize("path", [*PAGES, *(f"ar/{path}" for path in CHAPTERS)])
def test_no_table_scrolls_on_a_wide_screen(address, browser, path):
    with browser.new_context(viewport=WIDE) as context:
        assert Visit(context, address).open(path).evaluate(SCROLLS) == []


def test_rows_of_a_figures_data_are_low_on_every_screen(site, address, browser):
    """They scroll sideways instead: a row is read at a glance."""
    tables = [path for path in pages(site) if path.startswith("figures/") and path.endswith("-table.html")]
    assert len(tables) > 20
    tall = {}
    with browser.new_context() as context:
        page = context.new_page()
        for path in tables:
            page.goto(f"{address}/{path}", wait_until="load")
            for screen in (PHONE, {"width": 768, "height": 900}, WIDE):
                page.set_viewport_size(screen)
                if found := page.evaluate(TALL, 12):
                    tall[path, screen["width"]] = found
    assert tall == {}


def test_an_interactive_chart_has_as_many_years_as_it_has_room_for(address, browser):
    with browser.new_context(viewport=WIDE) as context:
        page = Visit(context, address).open(CHAPTERS[0])
        explore(page)
        years = [label.bounding_box() for label in page.locator(".chart-plot .xtick text").all()]
    assert len(years) >= 5
    ends = sorted((year["x"], year["x"] + year["width"]) for year in years)
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


@pytest.mark.parametrize("path", PAGES)
def test_tab_comes_to_the_skip_link_first_and_it_leads_to_the_content(address, browser, path):
    with browser.new_context(viewport=DESKTOP) as context:
        page = Visit(context, address).open(path)
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.get_attribute("href") == "#content"
        assert link.is_visible()
        page.keyboard.press("Enter")
        until(page, "() => location.hash === '#content'")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#content').contains(document.activeElement)")


@pytest.mark.parametrize("path", READ)
def test_the_keyboard_comes_to_everything_and_is_seen_there(address, browser, path):
    with browser.new_context(viewport=DESKTOP, reduced_motion="reduce") as context:
        page = Visit(context, address).open(path)
        visited = []
        for _ in range(2 * page.evaluate(REACHABLE)):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:  # the end of the page
                break
            assert not focused["again"], f"the keyboard goes in a circle at {focused['name']}"
            assert focused["seen"], f"out of sight: {focused['name']}"
            assert focused["marked"], f"no mark of focus: {focused['name']}"
            visited.append(focused["name"])
        else:
            pytest.fail(f"no end after {len(visited)} steps")
        # counted at the end: by now all is laid out, and every box knows whether it scrolls
        assert len(visited) >= page.evaluate(REACHABLE)


@pytest.mark.parametrize("path", READ)
def test_nothing_moves_for_who_asks_for_less_motion(address, browser, path):
    with browser.new_context(viewport=DESKTOP, reduced_motion="reduce") as context:
        page = Visit(context, address).open(path)
        assert page.evaluate(MOVING, SLIGHT) == []


@pytest.mark.parametrize("path", READ)
def test_without_scripts_every_word_is_there(address, browser, path):
    """The text of the article is the same, but for what scripts alone can offer: buttons and their messages."""
    words = {}
    for scripts in (True, False):
        with browser.new_context(viewport=DESKTOP, java_script_enabled=scripts) as context:
            page = Visit(context, address, scripts).open(path)
            blocks = page.locator("article").locator("p, h1, h2, h3, h4, li, td, th, summary, figcaption")
            words[scripts] = [text for text in map(" ".join, map(str.split, blocks.all_inner_texts())) if text]
    assert words[False], path
    assert [text for text in words[True] if text not in set(words[False])] == []
