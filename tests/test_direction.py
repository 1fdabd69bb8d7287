"""Pages that are read from the right: their direction, what keeps its own, and the face they are set in."""

import csv
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from playwright.sync_api import Page, Route

from drawdown import language, paths
from drawdown.charts import labels, style
from drawdown.web import elements, face, styles
from tests.browser import CHAPTERS, DESKTOP, NARROW, PHONE, READ, explore, pages, until

MOST = 60_000  # bytes of a face
MOVED = 0.05  # the layout shift that a reader hardly sees
LATER = re.compile(r"evidence/.*-\d+\.html$")  # of a table: made as its first page is, of other rows
WHOLE = "* { content-visibility: visible !important; }"


@pytest.fixture
def arabic() -> None:
    """Speak Arabic."""
    language.activate("ar")


def texts() -> str:
    """Every Arabic text of the package, the pages and the data."""
    catalogues = [*paths.LOCALE.rglob("*.po"), *(paths.BOOK / "locale").rglob("*.po")]
    messages = [message for path in catalogues for message in read_po(BytesIO(path.read_bytes()))]
    found = [text for message in messages if message.id for text in _forms(message.string)]
    for path in paths.DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found += [cell for row in csv.DictReader(file) for name, cell in row.items() if name.endswith("_ar")]
    return "".join(found)


def _forms(string: Any) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def test_the_face_has_every_sign_of_the_texts(arabic):
    known = {chr(code) for code in TTFont(BytesIO(face.made(style.face()))).getBestCmap()}
    assert set("ابتثجحخدذرزسشصضطظعغفقكلمنهوي0123456789%()«»،؛؟") <= known
    assert set(texts()) <= known


def test_the_face_is_light_and_the_same_every_time(arabic):
    first = face.made(style.face())
    face.made.cache_clear()
    assert face.made(style.face()) == first
    assert len(first) <= MOST
    font = TTFont(BytesIO(first))
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", *face.WEIGHTS)
    assert "Open Font License" in font["name"].getDebugName(13)


def test_only_a_script_with_a_face_names_one(arabic):
    assert "@font-face" in styles.sheet(styles.NAME) and "font-display: swap" in styles.sheet(styles.ALONE)
    language.activate("en")
    assert "@font-face" not in styles.sheet(styles.NAME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Al Jazeera. نص", "ltr"), ("الجزيرة. Text", "rtl"), ("1. «نص»", "rtl"), ("2024", "ltr")],
)
def test_a_reference_runs_as_its_first_letter_does(text, expected):
    assert elements.direction(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مجال 95%: من 0.1% إلى 1,200%", "مجال \u200e95%: من \u200e0.1% إلى \u200e1,200%"),
        ("\u200e\u22125%", "\u200e\u22125%"),
        ("24 آذار 2026", "24 آذار 2026"),
    ],
)
def test_a_percentage_keeps_its_sign_at_its_right(arabic, text, expected):
    assert language.ordered(text) == expected
    assert language.ordered(expected) == expected
    assert labels.isolate(text)[1:-1] == expected or not re.search("[\u0600-\u06ff]", text)
    language.activate("en")
    assert language.ordered(text) == text


def spoken(site: Path, code: str) -> list[str]:
    """The pages of a site that are in a language, those of a table's later rows left out."""
    found = [path for path in pages(site) if not LATER.search(path)]
    return [path for path in found if f'<html lang="{code}"' in (site / path).read_text(encoding="utf-8")[:500]]


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


DIRECTIONS = r"""() => {
  const shown = (element) => element.getClientRects().length > 0;
  const runs = (element) => getComputedStyle(element).direction;
  const places = [...document.querySelectorAll("pre, code, kbd, textarea")];
  const addresses = [...document.querySelectorAll("a")].filter((link) => /^https?:/.test(link.textContent.trim()));
  const wrong = [...places, ...addresses].filter((element) => shown(element) && runs(element) !== "ltr");
  return [runs(document.body), wrong.map((element) => element.outerHTML.slice(0, 150))];
}"""


@pytest.mark.slow
def test_no_page_of_the_site_is_wider_than_a_phone_and_arabic_ones_run_from_the_right(site, address, browser):
    arabic = set(spoken(site, "ar"))
    assert "ar/index.html" in arabic or "index.html" in arabic
    wrong = {}
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        page = context.new_page()
        for path in [*spoken(site, "en"), *arabic]:
            page.set_viewport_size(PHONE)
            page.goto(f"{address}/{path}", wait_until="load")
            page.add_style_tag(content=WHOLE)
            found = [f"{sideways(page)} pixels at 360"] if sideways(page) else []
            page.set_viewport_size(NARROW)
            found += [f"{sideways(page)} pixels at 320"] if sideways(page) else []
            runs, others = page.evaluate(DIRECTIONS)
            found += [] if runs == ("rtl" if path in arabic else "ltr") else [f"it runs {runs}"]
            wrong[path] = found + others
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.slow
def test_the_marks_beside_headings_and_tables_say_in_arabic_what_they_are(site):
    texts = [(site / path).read_text(encoding="utf-8") for path in spoken(site, "ar")]
    said = {words for text in texts for words in re.findall('<a class="headerlink"[^>]* title="([^"]*)"', text)}
    assert len(said) == 4 and all(words.startswith("رابط") for words in said)


FONTS = (
    "performance.getEntriesByType('resource').filter(held => /[.]woff2/.test(held.name)).map(h => h.encodedBodySize)"
)
LOADED = "[...document.fonts].filter(held => held.status === 'loaded').map(held => held.family.replaceAll('\"', ''))"


@pytest.mark.slow
@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_chapter_loads_the_face_of_its_script_and_no_other(site, address, browser, code):
    chapter = next(path for path in spoken(site, code) if path.endswith(CHAPTERS[0]))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{chapter}", wait_until="load")
        page.evaluate("document.fonts.ready")
        loaded, sizes = page.evaluate(LOADED), page.evaluate(FONTS)
        drawn = page.evaluate("getComputedStyle(document.querySelector('.chart-static svg text')).fontFamily")
    assert [family for family in loaded if style.STAND_IN not in family] == (
        ["Noto Sans Arabic"] if code == "ar" else []
    )
    assert sum(sizes) <= MOST and len(sizes) == (code == "ar")
    assert drawn.replace('"', "").startswith("Noto Sans Arabic" if code == "ar" else "system-ui")


SHIFTS = """() => new Promise((told) => {
  let moved = 0;
  const observer = new PerformanceObserver((list) => {
    moved += list.getEntries().reduce((sum, entry) => sum + entry.value, 0);
  });
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(moved))));
})"""


@pytest.mark.slow
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", READ[:2])
def test_a_page_hardly_moves_when_its_face_comes(site, address, browser, screen, name):
    path = next(path for path in spoken(site, "ar") if path.endswith(name))
    with browser.new_context(viewport=screen, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}/{path}", wait_until="load")
        page.evaluate("document.fonts.ready")
        assert "Noto Sans Arabic" in page.evaluate(LOADED)
        assert page.evaluate(SHIFTS) < MOVED


PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"


@pytest.mark.slow
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", READ[:2])
def test_a_page_hardly_moves_when_its_face_comes_after_it_is_drawn(site, address, browser, screen, name):
    path = next(path for path in spoken(site, "ar") if path.endswith(name))
    with browser.new_context(viewport=screen, reduced_motion="reduce") as context:
        page = context.new_page()
        held: list[Route] = []
        page.route("**/*.woff2*", lambda route: held.append(route))
        page.goto(f"{address}/{path}", wait_until="domcontentloaded")
        until(page, PAINTED)
        assert len(held) == 1 and "Noto Sans Arabic" not in page.evaluate(LOADED)
        held[0].continue_()
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready")
        assert "Noto Sans Arabic" in page.evaluate(LOADED)
        assert page.evaluate(SHIFTS) < MOVED


CUT = """() => {
  const plot = document.querySelector(".js-plotly-plot").getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".ytick text")].map((text) => text.getBoundingClientRect());
  return boxes.map((box) => Math.round(Math.max(plot.left - box.left, box.right - plot.right, 0)));
}"""


@pytest.mark.slow
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_interactive_chart_in_arabic_has_its_labels_whole(site, address, browser, screen):
    path = next(path for path in spoken(site, "ar") if path.endswith("attack_frequency.html"))
    with browser.new_context(viewport=screen, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}/{path}", wait_until="load")
        explore(page)
        cut = page.evaluate(CUT)
    assert cut and set(cut) == {0}


WIDTHS = """([own, other]) => {
  const box = document.createElement("span");
  box.style.cssText = "position: absolute; white-space: nowrap; font-size: 100px";
  box.textContent = document.querySelector("article p").textContent;
  document.body.append(box);
  return [own, other].map((family) => {
    box.style.fontFamily = `"${family}", monospace`;
    return box.offsetWidth;
  });
}"""


@pytest.mark.slow
def test_what_stands_in_for_the_face_runs_as_wide(site, address, browser):
    path = next(path for path in spoken(site, "ar") if path.endswith(CHAPTERS[0]))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{path}", wait_until="load")
        family = "Noto Sans Arabic"
        page.evaluate("family => document.fonts.load(`1em '${family}'`, 'س 1')", f"{family} {style.STAND_IN}")
        own, other = page.evaluate(WIDTHS, [family, f"{family} {style.STAND_IN}"])
    assert other == pytest.approx(own, rel=0.02)
