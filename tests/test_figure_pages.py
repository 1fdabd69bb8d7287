"""What a reader can do with a figure: its own page, its data as a table, its citation, its markup, its picture."""

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser

from drawdown import language, paths, terms
from drawdown.book import pictures
from drawdown.book.server import serving
from drawdown.charts import coverage
from drawdown.web import figure_pages, figure_table, pager
from drawdown.web.figure_headings import headings
from tests.test_web import CONF, FIGURE, build, make_book, notebook, one, page

ROWS = 60
KEY = "1st-2024-shown"
LONG = "\n".join(["obs_id,date,per_week,source", *(f"R{n},2024-08-{n % 28 + 1:02},{n / 7},{KEY}" for n in range(ROWS))])
LONG_TABLE = "\n".join(["# Long", "", "| a | b |", "|---|--:|", *(f"| {n} | <x> |" for n in range(40)), ""])
LONG_LIST = "\n".join(["# Listed", "", "```{rst-class} sources", "```", "", *(f"- Entry {n}" for n in range(40)), ""])
SETTINGS = 'html_title = "A Book"\nauthor = "A & B"\nhtml_static_path = []\n'


def make_site(folder: Path, settings: str = "") -> Path:
    book = make_book(folder)
    (book / "conf.py").write_text(CONF.format(pack=str(folder / "data")) + SETTINGS + settings, encoding="utf-8")
    (book / "chapters/troop_levels.ipynb").write_text(notebook({**FIGURE, "csv": LONG + "\n"}), encoding="utf-8")
    (book / "page0.md").write_text(LONG_TABLE, encoding="utf-8")
    (book / "page2.md").write_text(LONG_LIST, encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    return folder / "out/html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("figures"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0.05660377358490566", "0.057"),
        ("-2.0", "-2"),
        ("170000", "170000"),
        ("170000.0", "170000"),
        ("0.0000123", "1e-05"),
        ("1e-07", "1e-07"),
        ("", ""),
    ],
)
def test_a_number_is_read_in_short(number: str, expected: str) -> None:
    assert figure_table.short(number) == expected


def test_the_table_reads_its_columns_as_what_they_hold() -> None:
    data = figure_table.read(
        "then_source,date,level_low,note\na b a,2024-08-24,1.23456,\nc,2024-08-25,,7\n,,2,x\n",
        {"a": "Alpha (2024)", "b": "Beta (2023)"},
        lambda key: f"#{key}" if key != "b" else "",
    )
    assert data.headings == [("then source", False), ("date", False), ("level low", True), ("note", False)]
    assert data.rows[0][0].parts == [("Alpha (2024)", "#a"), ("Beta (2023)", "")]
    assert data.rows[1][0].parts == [("c", "#c")]
    assert [row[2].parts[0][0] for row in data.rows] == ["1.235", "", "2"]
    assert data.rounded
    assert not figure_table.read("a\n1.5\n", {}, str).rounded


def test_a_column_is_called_what_the_pack_calls_it_or_what_it_counts() -> None:
    called = headings({})
    assert [called(name) for name in ("obs_id", "headline_then", "confirmed", "unheard_of")] == [
        *("Id", "Headline level then", "Reported by others too", "unheard of")
    ]
    assert called("-2").startswith("\u22122 ") and terms.term(-2) in called("-2")
    language.activate("ar")
    called = headings({})
    assert [called(name) for name in ("obs_id", "headline_then")] == ["المعرّف", "المستوى الرئيسي حينها"]


def test_a_reader_is_shown_a_text_in_one_language() -> None:
    text = "id,title_en,title_ar,note_en\nM1,Exit,خروج,Late\n"
    assert [name for name, _ in figure_table.read(text, {}, str).headings] == ["id", "title en", "note en"]
    language.activate("ar")
    data = figure_table.read(text, {}, str)
    assert [name for name, _ in data.headings] == ["id", "title ar", "note en"]
    assert [cell.parts[0][0] for cell in data.rows[0]] == ["M1", "خروج", "Late"]


def test_codes_and_countries_are_said_in_words() -> None:
    words = {"country": terms.place, "kind": terms.term}
    data = figure_table.read("country,kind,note\nall,buildup,all\n", {}, str, words)
    assert [cell.parts[0][0] for cell in data.rows[0]] == ["Every theatre the counter names", "Build-up", "all"]


def test_a_column_that_holds_codes_in_one_table_and_names_in_another_has_words_for_both() -> None:
    builder: Any = SimpleNamespace(config=SimpleNamespace(drawdown_pack=str(paths.DATA)))
    said = figure_pages.words_of_columns(builder)["scope"]
    assert said("us_military") == "US military"
    assert said("attacks on bases") == "attacks on bases"


def test_what_a_measure_adds_is_said_in_words() -> None:
    assert [terms.term(code, "fate") for code in ("met", "failed", "open")] == ["Met", "Not met", "Pending"]
    assert terms.term("within", "sign") != terms.term("within", "verdict") != "within"


def test_a_minus_stays_left_of_its_number_among_arabic_letters() -> None:
    language.activate("ar")
    data = figure_table.read("-2,past\n1,-46\n", {}, str)
    assert data.headings[0] == ("\u200e-2", True)
    assert data.rows[0][1].parts == [("\u200e-46", "")]
    language.activate("en")
    assert figure_table.read("-2\n-46\n", {}, str).headings == [("-2", True)]


def test_a_kind_of_source_is_no_counter_of_attacks() -> None:
    assert coverage.kind("press") == "Press" != terms.term("press")


def test_a_figure_without_rows_has_a_table_without_rows() -> None:
    assert figure_table.read("a,b\n", {}, str).rows == []


def test_only_a_long_table_has_parts() -> None:
    assert pager.markup(pager.SIZE + 1) == ""  # one more row is no page
    assert f'data-size="{pager.SIZE}"' in pager.markup(pager.LONG)


def test_a_long_text_takes_room_and_a_short_one_stays_in_one_line() -> None:
    texts = ["2024-08-24", "a " * 20, "a " * 40, "a " * 240, "1.5"]
    row = figure_table.read("a,b,c,d,e\n" + ",".join(texts) + "\n", {}, str).rows[0]
    assert [cell.style for cell in row] == ["short", "text", "long", "whole", "number"]


@pytest.mark.slow
def test_a_figure_alone_says_what_it_is_and_where_it_is_from(site: Path) -> None:
    alone = page(site, "figures/troop_levels/levels")
    heading = "Fig. 1.1: US troops in Iraq <script>"
    assert one(alone, "h1").get_text() == heading
    assert one(alone, "title").get_text() == f"{heading} — A Book"
    assert (alone.html["lang"], alone.html["dir"]) == ("en", "ltr")
    assert [p.get_text() for p in alone.select("figcaption p")] == [FIGURE["caption"], FIGURE["origin"]]
    back = one(alone, "footer a:not([rel])")
    assert back["href"] == "../../chapters/troop_levels.html#fig-troop-levels-levels"
    assert "as known on 24 August 2024" in one(alone, "footer").get_text()
    assert one(alone, "a[rel~=license]")["href"] == "https://example.org/by"
    assert not alone.select("script")
    assert (site / "figures/troop_levels" / str(one(alone, "link[rel=stylesheet]")["href"])).resolve().is_file()


@pytest.mark.slow
def test_the_table_of_a_figure_has_its_rows_and_their_sources(site: Path) -> None:
    table = page(site, "figures/troop_levels/levels-table")
    assert [cell.get_text() for cell in table.select("th[scope=col]")] == ["obs id", "Date", "Attacks a week", "Source"]
    assert len(table.select("tbody tr")) == ROWS
    cells = table.select("#row-2 td")
    assert [cell.get_text() for cell in cells] == ["R1", "2024-08-02", "0.143", "Zeta (2024)"]
    assert one(cells[3], "a")["href"] == f"../../sources.html#{KEY}"
    assert "Numbers are rounded here" in table.get_text()


@pytest.mark.slow
def test_the_tools_lead_to_the_citations_of_the_figure(site: Path) -> None:
    link = one(page(site, "chapters/troop_levels"), ".chart-tools a.cite-link")
    assert link["href"] == "../cite/troop_levels.html#figure-troop_levels-levels"
    listed = one(page(site, "cite/troop_levels"), "#figure-troop_levels-levels")
    assert one(listed, "h2").get_text() == "Fig. 1.1: US troops in Iraq <script> (Levels)"
    assert one(listed, "#figure-troop_levels-levels-apa").get_text() == (
        "A & B. (2024). Fig. 1.1: US troops in Iraq <script> (Levels). In A Book (edition of 24 August 2024)."
    )


@pytest.mark.slow
def test_markup_to_embed_is_whole_only_where_the_site_has_an_address(site: Path, tmp_path: Path) -> None:
    chapter = page(site, "chapters/troop_levels")
    assert '<iframe src="figures/troop_levels/levels.html" title="Fig. 1.1' in one(chapter, "textarea").get_text()
    assert "Put the address of this site in front" in one(chapter, "#embed-fig-troop-levels-levels").get_text()
    placed = make_site(tmp_path, 'drawdown_base_url = "https://example.org/a_b/"\ndrawdown_prints = True\n')
    chapter = page(placed, "chapters/troop_levels")
    address = "https://example.org/a_b/chapters/troop_levels.html#fig-troop-levels-levels"
    assert 'src="https://example.org/a_b/figures/troop_levels/levels.html"' in one(chapter, "textarea").get_text()
    assert "Put the address" not in chapter.get_text()
    assert f'"{address}"' in (placed / "cite/figure-troop_levels-levels.bib").read_text(encoding="utf-8")
    assert one(page(placed, "figures/troop_levels/levels"), "link[rel=canonical]")["href"] == address
    assert one(chapter, "a[download$='.png']")["href"] == "../figures/troop_levels/levels.png"


@pytest.mark.slow
def test_tools_are_named_for_their_figure(site: Path) -> None:
    tools = one(page(site, "chapters/troop_levels"), ".chart-tools")
    named = [str(tool["aria-label"]) for tool in tools.select(":scope > [aria-label]:not([role])")]
    assert named == [f"{name}: Fig. 1.1" for name in ("Table", "Data (CSV)", "SVG", "Cite", "Embed")]
    assert not tools.select("a[download$='.png']")
    for link in tools.select("a[href]"):
        assert (site / "chapters" / str(link["href"]).partition("#")[0]).resolve().is_file()


@pytest.mark.slow
def test_a_long_table_of_a_page_has_its_parts(site: Path) -> None:
    long = page(site, "page0")
    table = one(long, "table.paged")
    assert table.find_previous(class_="pager") is not None
    assert [script for script in long.select("script[src]") if pager.SCRIPT in str(script["src"])]
    assert pager.SCRIPT not in str(page(site, "page1"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["figures/troop_levels/levels-table", "page0"])
def test_rows_are_read_a_part_at_a_time(site: Path, browser: Browser, name: str) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto((site / f"{name}.html").as_uri())
        shown = tab.locator("tbody tr:visible")
        total = tab.locator("tbody tr").count()
        assert shown.count() == pager.SIZE
        tab.get_by_role("button", name="Next").press("Enter")
        assert tab.locator(".pager-status").inner_text() == f"Rows 26 to {min(50, total)} of {total}"
        assert shown.first.evaluate("row => row.rowIndex") == 26
        while tab.locator(".pager-next").get_attribute("aria-disabled") == "false":
            tab.locator(".pager-next").click()
        tab.locator(".pager-next").press("Enter")  # says nothing more, and keeps the focus
        assert tab.evaluate("document.activeElement.className") == "pager-button pager-next"
        assert shown.count() == total % pager.SIZE
        tab.locator(".pager-all").click()
        assert shown.count() == total
        tab.locator(".pager-all").click()
        tab.emulate_media(media="print")
        assert shown.count() == total


@pytest.mark.slow
def test_a_long_list_has_its_buttons_at_both_ends(site: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto((site / "page2.html").as_uri())
        head, foot = tab.locator(".pager").all()
        assert "Entry 24" in tab.locator("ul.sources").inner_text()
        foot.get_by_role("button", name="Next").press("Enter")
        assert tab.locator("ul.sources > li:visible").first.inner_text() == "Entry 25"
        for buttons in (head, foot):
            assert buttons.locator(".pager-status").inner_text() == "Rows 26 to 40 of 40"
        assert tab.get_by_role("status").count() == 1  # said once


@pytest.mark.slow
def test_a_link_into_a_hidden_row_shows_it(site: Path, browser: Browser) -> None:
    address = (site / "figures/troop_levels/levels-table.html").as_uri()
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{address}#row-60")
        assert tab.locator("#row-60").is_visible()
        assert tab.locator(".pager-status").inner_text() == "Rows 51 to 60 of 60"
        tab.evaluate("window.location.hash = 'row-1'")
        tab.locator("#row-1").wait_for(state="visible")
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address)
        assert tab.locator("tbody tr:visible").count() == ROWS
        assert not tab.locator(".pager").is_visible()


@pytest.mark.slow
def test_the_citation_opens_over_the_page_by_keyboard_and_is_copied(site: Path, browser: Browser) -> None:
    with serving(site) as address, browser.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab = context.new_page()
        tab.goto(f"{address}/chapters/troop_levels.html")
        link = tab.get_by_role("link", name="Cite: Fig. 1.1")
        link.press("Enter")
        panel = tab.get_by_role("dialog", name="Fig. 1.1: US troops in Iraq <script> (Levels)")
        panel.wait_for()
        panel.get_by_role("button", name="Copy: MLA").click()
        panel.get_by_text("Copied.").wait_for()
        assert tab.evaluate("navigator.clipboard.readText()") == panel.locator("[id$=-mla]").inner_text()
        panel.get_by_role("button", name="Copy: RIS").click()
        tab.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('TY  - CHAP'))")
        with tab.expect_download() as taken:
            panel.get_by_role("link", name="Download: BibTeX").click()
        assert taken.value.suggested_filename == "figure-troop_levels-levels.bib"
        panel.get_by_role("button", name="Close").press("Enter")  # Escape belongs to the scripts of this test's theme
        panel.wait_for(state="detached")
        assert link.evaluate("link => link === document.activeElement")
        assert tab.url == f"{address}/chapters/troop_levels.html"


@pytest.mark.slow
def test_without_scripts_the_citation_has_a_page(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((site / "chapters/troop_levels.html").as_uri())
        tab.get_by_role("link", name="Cite: Fig. 1.1").press("Enter")
        tab.wait_for_url("**/cite/troop_levels.html#figure-troop_levels-levels")
        part = tab.locator("#figure-troop_levels-levels")
        assert "A Book" in part.inner_text()
        assert part.get_by_role("button").count() == 0
        assert part.get_by_role("link", name="Download: RIS").is_visible()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "shown"), [(360, "narrow"), (1280, "wide")])
def test_the_page_shows_the_drawing_that_fits(site: Path, browser: Browser, width: int, shown: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
        tab = context.new_page()
        for name in ("chapters/troop_levels", "figures/troop_levels/levels"):
            tab.goto((site / f"{name}.html").as_uri())
            assert tab.locator(".chart-static > div:visible").get_attribute("class") == f"chart-{shown}"
            tab.emulate_media(media="print")
            assert tab.locator(".chart-static > div:visible").get_attribute("class") == "chart-wide"
            tab.emulate_media(media="screen")


@pytest.mark.slow
def test_a_figure_alone_asks_only_for_its_style(site: Path, browser: Browser) -> None:
    with browser.new_context(color_scheme="dark") as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((site / "figures/troop_levels/levels.html").as_uri())
        assert [Path(url).name for url in asked if not url.startswith("data:")] == ["levels.html", "figure-page.css"]
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"


@pytest.mark.slow
def test_pictures_are_the_same_twice(site: Path, browser: Browser, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        copied = Path(shutil.copytree(site, tmp_path / name))
        [picture] = pictures.take(copied, browser)
        made.append(picture)
    assert made[0].relative_to(tmp_path / "one") == Path("figures/troop_levels/levels.png")
    head = made[0].read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20]) == pictures.WIDTH * pictures.SCALE
    assert made[0].read_bytes() == made[1].read_bytes()
