"""Cards: what is recorded of each fact, how a page shows it, and what the prose and the sources link to."""

import csv
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import nbformat
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright
from sphinx.config import Config
from sphinx.errors import ConfigError

from drawdown.book import facts as book_facts
from drawdown.facts import troop_levels
from drawdown.facts.fact import Fact
from drawdown.facts.records import MIME, Records, anchor, has_cards, read
from drawdown.language import activate
from drawdown.pack.view import View
from drawdown.page import cards
from drawdown.page.written import value
from drawdown.parameters import Parameters
from drawdown.web import report
from drawdown.web.facts import named
from tests.test_web import build, one, page

HOSTILE = "<script>alert(1)</script> **bold** [x](javascript:alert) {glue:text}`y` </details>"
PUBLISHER = "*P* <b>"
TITLE = "</a><img src=x onerror=alert(1)> _title_"
CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_theme = "basic"
nitpicky = True
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [["*", "text/markdown", 5]]
drawdown_pack = {pack!r}
drawdown_report_url = {report!r}
"""
PROSE = """# Levels

It fell from {glue:text}`troop_levels.ipynb::peak:s` to {glue:text}`troop_levels.ipynb::latest:s`
(at least {glue:text}`troop_levels.ipynb::latest_low:s`), as known on {glue:text}`troop_levels.ipynb::as_of:s`.
[Linked {glue:text}`troop_levels.ipynb::peak:s`](https://example.org/)
"""
PAGES = {
    "index": "# Book\n\nIt was {glue:text}`chapters/troop_levels.ipynb::peak:s`.\n\n"
    "```{toctree}\n:glob:\n*\nchapters/*\n```\n",
    "methods": "# Methods\n\n```{measures}\n```\n",
    "sources": "# Sources\n\n```{sources}\n```\n",
}
EXTRA = (
    Fact("many", 9, "count", "Positions <b>told</b> & counted.", tuple(f"PO-S{n:02d}" for n in range(1, 10))),
    Fact("none", None, "persons", "What no row gives."),
    Fact(
        "measured", 0.25, "share", "A share with an interval.", ("ARL-001",), 0.1, 0.4, "drawdown.measures.rates.share"
    ),
)

needs_browser = pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")


def records(pack: Path, extra: tuple[Fact, ...] = (), **parameters: str) -> Records:
    view = View(Parameters(data=str(pack), **parameters))
    tables = {name: view.table(name) for name in ("troop_levels", "dmdc_troops", "positions", "milestones")}
    return cards.records("troop_levels", [*told(view.parameters), *extra], view, tables)


@cache
def told(parameters: Parameters) -> list[Fact]:
    view = View(parameters)
    return troop_levels.stated(view.table("troop_levels"), view.table("dmdc_troops"), view.countries)


def notebook(held: Records, shown: bool = True) -> str:
    """An executed chapter that states these facts."""
    output = nbformat.v4.new_output
    glued = {fact["id"]: fact["text"] for fact in held["facts"]} | {"latest_low": "500", "as_of": "today"}
    record = "application/papermill.record/text/plain"
    kept = [
        output("display_data", {record: repr(text)}, metadata={"scrapbook": {"name": key, "mime_prefix": record[:-10]}})
        for key, text in glued.items()
    ]
    kept.append(output("display_data", cards.stored(held)))
    removed = {"tags": ["remove-cell"]}
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(PROSE, id="title")])
    book.cells.append(nbformat.v4.new_code_cell("facts()", id="facts", outputs=kept, metadata=removed))
    if shown:
        bundle = output("display_data", cards.bundle(held))
        book.cells.append(nbformat.v4.new_code_cell("numbers()", id="numbers", outputs=[bundle]))
    book.metadata = {"language_info": {"name": "python"}, "kernelspec": {"name": "python3", "display_name": "Python"}}
    return nbformat.writes(book)


def hostile(pack: Path, folder: Path) -> Path:
    """Copy a pack, with markup and scripts in its texts."""
    shutil.copytree(pack, folder)
    for table, key, changes in (
        ("troop_levels", "ARL-001", {"statement_en": HOSTILE}),
        ("sources", "gazette-2001-arland", {"title": TITLE, "url": "javascript:alert(1)", "publisher": PUBLISHER}),
    ):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        next(row for row in rows if key in row.values()).update(changes)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return folder


def make(folder: Path, pack: Path, report_url: str = "", shown: bool = True) -> Path:
    """Build a book of one chapter and return its site."""
    book = folder / "book"
    (book / "chapters").mkdir(parents=True)
    (book / "conf.py").write_text(CONF.format(pack=str(pack), report=report_url), encoding="utf-8")
    for name, text in PAGES.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    (book / "chapters/troop_levels.ipynb").write_text(notebook(records(pack, EXTRA), shown), encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    return folder / "out/html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    return make(folder, hostile(tiny, folder / "pack"), "https://example.org/new?title={fact}&body={page}")


@pytest.fixture
def chapter(site: Path) -> BeautifulSoup:
    return page(site, "chapters/troop_levels")


@pytest.mark.parametrize(
    ("low", "high", "shown"), [(70, 70, ""), (69.6, 70.4, "69 to 70"), (None, None, ""), (61, 70, "61 to 70")]
)
def test_an_interval_that_the_value_says_already_is_left_out(low: float, high: float, shown: str) -> None:
    assert cards.interval(Fact("days", 70, "days", "Days.", (), low, high)) == shown


def test_a_record_holds_what_the_fact_states_and_rests_on(tiny: Path) -> None:
    held = records(tiny, EXTRA)
    facts = {fact["id"]: fact for fact in held["facts"]}
    peak = facts["peak"]
    assert (peak["value"], peak["text"], peak["unit"]) == (10000, "10,000", "persons")
    assert (peak["rows"], peak["sources"]) == (["ARL-001", "ARL-006"], ["gazette-2001-arland"])
    assert (peak["as_of"], peak["country"]) == (facts["weak"]["as_of"], "all")
    assert peak["measure"] == "drawdown.measures.peaks.summary"
    assert facts["statements"]["measure"] == "drawdown.facts.troop_levels.stated"
    assert (facts["peak_month"]["value"], facts["peak_month"]["text"]) == ("2001-03-01", "March 2001")
    assert facts["none"]["value"] is None and facts["none"]["interval"] == ""
    measured = facts["measured"]
    assert (measured["low"], measured["high"], measured["interval"]) == (0.1, 0.4, "10% to 40%")
    assert measured["measure"] == "drawdown.measures.rates.share"
    row = held["rows"]["ARL-001"]
    assert (row["text"], row["date"], row["reported_on"]) == ("10,000 in Arland.", "March 2001", "2001-03-05")
    assert held["rows"]["BOR-002"]["date"] == "1 December 2006 to 19 December 2006"
    assert held["rows"]["D002"]["text"] == "All troops: 9,400"
    assert set(held["sources"]) == {key for row in held["rows"].values() for key in row["sources"]}


def test_a_fact_on_a_row_that_was_not_read_is_an_error(tiny: Path) -> None:
    with pytest.raises(ValueError, match="fact 'odd' names 'X1'"):
        records(tiny, (Fact("odd", 1, "count", "Rests on nothing.", ("X1",)),))


def test_a_row_speaks_the_language_of_the_page_where_it_can(tiny: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(tiny, tmp_path / "data")
    path = pack / "troop_levels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("10 آلاف في آرلاند.", ""), encoding="utf-8")
    extra = (Fact("first", 1, "count", "The first milestone.", ("M001",)),)
    rows = records(pack, extra, lang="ar")["rows"]
    assert (rows["M001"]["text"], rows["M001"]["language"]) == ("فارلاند تدخل آرلاند", "ar")
    assert (rows["ARL-001"]["text"], rows["ARL-001"]["language"]) == ("10,000 in Arland.", "en")
    activate("en")


def test_a_notebook_shows_a_table_that_runs_nothing(tiny: Path) -> None:
    bundle = cards.bundle(records(tiny, EXTRA))
    assert "Positions &lt;b&gt;told&lt;/b&gt; &amp; counted." in bundle["text/html"]
    assert "<b>" not in bundle["text/html"]


def test_records_are_read_back_from_the_executed_notebook(tmp_path: Path, tiny: Path) -> None:
    held, path = records(tiny), tmp_path / "troop_levels.ipynb"
    assert read(path) is None and not has_cards(path)
    path.write_text(notebook(held, shown=False), encoding="utf-8")
    assert read(path) == held == json.loads(json.dumps(cards.stored(held)[MIME]))
    assert not has_cards(path)
    path.write_text(notebook(held) + " ", encoding="utf-8")
    assert has_cards(path)


def test_facts_json_fits_its_schema_and_is_the_same_each_time(tmp_path: Path, tiny: Path) -> None:
    path = tmp_path / "troop_levels.ipynb"
    path.write_text(notebook(records(tiny, EXTRA)), encoding="utf-8")
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        book_facts.write([path], tmp_path / name)
        written.append((tmp_path / name / book_facts.NAME).read_bytes())
    assert written[0] == written[1]
    schema = json.loads((tmp_path / "one" / book_facts.SCHEMA).read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema)
    found = json.loads(written[0])
    validator.validate(found)
    assert {row for fact in found["facts"] for row in fact["rows"]} == set(found["rows"])
    assert {key for fact in found["facts"] for key in fact["sources"]} == set(found["sources"])
    found["facts"][0]["value"] = ["no value"]
    assert not validator.is_valid(found)


@pytest.mark.parametrize(
    ("key", "fact"), [("peak", "peak"), ("peak_low", "peak"), ("first_low", "first_low"), ("as_of", ""), ("low", "")]
)
def test_a_glued_key_belongs_to_its_fact(key: str, fact: str) -> None:
    assert named(key, {"peak": 0, "first_low": 0, "first": 0}) == fact


@pytest.mark.slow
def test_every_fact_has_one_card_that_opens_without_scripts(chapter: BeautifulSoup, tiny: Path) -> None:
    found = [str(body["id"]) for body in chapter.select("ul.facts > li > details > .fact-body")]
    assert found == [anchor("troop_levels", fact["id"]) for fact in records(tiny, EXTRA)["facts"]]
    ids = [str(node["id"]) for node in chapter.select("[id]")]
    assert len(ids) == len(set(ids))
    for card in chapter.select("details.fact-card"):
        assert one(card, "summary").find_parent() is card
        assert not card.select("summary a")  # or the key that opens the card would follow the link


@pytest.mark.slow
def test_a_card_says_what_how_when_and_from_where(site: Path, chapter: BeautifulSoup) -> None:
    card = one(chapter, "details:has(> #fact-troop-levels-counted-to)")
    text = card.get_text(" ", strip=True)
    assert "9,400 persons The persons counted at the widest gap to a public figure." in text
    link = one(card, 'a[href="../methods.html"]')
    assert link.get_text() == "drawdown.facts.troop_levels.stated"
    assert "As known on" in text and "All troops: 9,400" in text and "20 May 2003" in text
    assert [row.get_text() for row in card.select(".fact-row")] == ["ARL-005", "D002"]
    assert len(card.select('a[href="../sources.html#farland-2003-defence"]')) == 2
    entry = one(page(site, "sources"), "#farland-2003-defence")
    one(entry, 'a[href="https://example.org/farland-2003-defence"]')
    assert card.select_one("abbr.tier-a")
    measured = one(chapter, "details:has(> #fact-troop-levels-measured) summary").get_text()
    assert "25% (10% to 40%)" in measured


@pytest.mark.slow
def test_a_card_lists_five_rows_and_counts_the_rest(chapter: BeautifulSoup) -> None:
    many = one(chapter, "#fact-troop-levels-many")
    assert len(many.select(".fact-rows > li")) == 5
    assert "and 4 more rows, in facts.json" in many.get_text()
    one(many, 'a[href="../facts.json"]')
    assert "rests on no row" in one(chapter, "#fact-troop-levels-none").get_text()


@pytest.mark.slow
def test_text_of_a_row_is_shown_letter_by_letter(site: Path, chapter: BeautifulSoup) -> None:
    said = one(chapter, "#fact-troop-levels-peak li:first-child .fact-says")
    assert said.get_text() == HOSTILE and not said.find_all()
    assert PUBLISHER in one(chapter, "#fact-troop-levels-peak").get_text()
    assert TITLE in page(site, "sources").get_text()
    assert not [script for script in chapter.select("script") if "alert" in script.get_text()]
    assert not chapter.select('img[src="x"], a[href^="javascript"]')
    assert "Positions <b>told</b> & counted." in one(chapter, "details:has(> #fact-troop-levels-many)").get_text()


@pytest.mark.slow
def test_a_number_in_the_prose_links_to_its_card(site: Path, chapter: BeautifulSoup) -> None:
    links = {link.get_text(): link for link in chapter.select("a.fact")}
    assert list(links) == ["10,000", "500"]
    assert links["10,000"]["href"] == "#fact-troop-levels-peak"
    assert [link["href"] for link in chapter.select("a.fact")][1:] == ["#fact-troop-levels-latest"] * 2
    assert str(links["10,000"]["title"]).split("\n") == [
        "Highest monthly level, tiers A to C.",
        "10,000 persons",
        "2 rows, 1 source",
    ]
    assert not chapter.select("a a")
    link = one(page(site, "index"), "a.fact")
    assert link["href"] == "chapters/troop_levels.html#fact-troop-levels-peak"
    assert "facts.js" in str(page(site, "index")) and "facts.js" not in str(page(site, "sources"))


@pytest.mark.slow
def test_a_source_names_the_numbers_that_rest_on_it(site: Path) -> None:
    sources = page(site, "sources")
    entry = one(sources, "#herald-2006-borland .source-rests")
    assert one(entry, 'a[href="chapters/troop_levels.html"]').get_text() == "Levels"
    cards_of = [str(link["href"]).partition("#")[2] for link in entry.select('a[href*="#"]')]
    assert cards_of[0] == "fact-troop-levels-last-level"  # it rests on one row alone
    assert cards_of[-1] == "numbers-troop-levels"
    assert not sources.select("#archive-2008-deaths .source-rests")
    ids = {str(node["id"]) for node in page(site, "chapters/troop_levels").select("[id]")}
    assert set(cards_of) <= ids


@pytest.mark.slow
def test_an_error_can_be_reported_where_the_book_says_so(site: Path, chapter: BeautifulSoup) -> None:
    link = one(chapter, "#fact-troop-levels-peak .fact-report a")
    assert link["href"] == (
        "https://example.org/new?title=troop_levels%2Fpeak&body=chapters%2Ftroop_levels.html%23fact-troop-levels-peak"
    )


@pytest.mark.slow
def test_without_a_place_to_report_to_or_cards_there_are_no_such_links(tmp_path: Path, tiny: Path) -> None:
    quiet = page(make(tmp_path / "a", tiny), "chapters/troop_levels")
    assert quiet.select(".fact-card") and not quiet.select(".fact-report")
    bare = make(tmp_path / "b", tiny, shown=False)
    assert not page(bare, "chapters/troop_levels").select("a.fact, .fact-card, .fact-report")
    assert "10,000" in page(bare, "index").get_text()
    assert not page(bare, "sources").select(".source-rests")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org/{secret}", "example.org", "mailto:x{"])
def test_an_address_that_cannot_be_reported_to_is_refused(url: str) -> None:
    config = Config({}, {"drawdown_report_url": url})
    config.add("drawdown_report_url", "", "env", str)
    with pytest.raises(ConfigError, match="drawdown_report_url"):
        report.check(config)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield chromium
        chromium.close()


@pytest.mark.slow
@needs_browser
def test_pointer_and_keyboard_show_a_summary_and_follow_the_number(site: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto((site / "chapters/troop_levels.html").as_uri())
        link, summary = tab.locator("a.fact").first, tab.locator("#fact-summary")
        link.hover()
        assert summary.inner_text().splitlines()[:2] == ["10,000 persons", "Highest monthly level, tiers A to C."]
        assert link.get_attribute("title") is None
        tab.mouse.move(0, 0)
        summary.wait_for(state="hidden")
        link.focus()
        assert summary.is_visible() and link.get_attribute("aria-describedby") == "fact-summary"
        tab.keyboard.press("Escape")
        assert summary.is_hidden() and link.get_attribute("aria-describedby") is None
        tab.keyboard.press("Enter")
        tab.locator("details[open] #fact-troop-levels-peak").wait_for()
        head = tab.locator("details:has(#fact-troop-levels-many) > summary")
        head.focus()
        tab.keyboard.press("Enter")
        tab.locator("details[open] #fact-troop-levels-many").wait_for()


@pytest.mark.slow
@needs_browser
def test_the_first_tap_shows_the_summary_which_holds_the_link(site: Path, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as context:
        tab = context.new_page()
        tab.goto((site / "index.html").as_uri())
        tab.locator("a.fact").first.tap()
        tab.locator("#fact-summary").wait_for()
        assert tab.url.endswith("index.html")
        tab.locator("#fact-summary a").tap()
        tab.locator("details[open] #fact-troop-levels-peak").wait_for()
        assert tab.url.endswith("chapters/troop_levels.html#fact-troop-levels-peak")


@pytest.mark.slow
@needs_browser
def test_a_source_is_two_clicks_away_without_scripts(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((site / "index.html").as_uri())
        tab.locator("a.fact").first.click()
        tab.locator("#fact-troop-levels-peak a[href*='sources.html#']").first.click()
        assert tab.url.endswith("sources.html#gazette-2001-arland")


@pytest.mark.parametrize(
    ("raw", "unit", "text"),
    [(0.996, "ratio", "1.0"), (0.994, "ratio", "0.99"), (6.6, "ratio", "6.6"), (-3, "days", "\u22123")],
)
def test_a_number_has_digits_by_its_size(raw: float, unit: str, text: str) -> None:
    assert value(raw, unit) == text
