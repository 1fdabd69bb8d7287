"""The Sphinx side: a small book is built by Sphinx itself, warnings as errors, and its pages are read."""

import json
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag

from drawdown.charts.style import Colour
from drawdown.charts.vector import standalone
from drawdown.pack.plain import is_web
from drawdown.web.figures import MIME, Figure, FigureRenderer
from drawdown.web.styles import colours

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-label="It falls.">'
    f'<path id="levels-1" d="M0 0L9 9" style="stroke:{Colour.BLUE.css}"/></svg>'
)
PLOT = {"data": [{"type": "scatter", "x": ["2024-08-24"], "y": [2500], "name": "</script><b>"}], "layout": {"meta": {}}}
FIGURE = {
    "chapter": "troop_levels",
    "key": "levels",
    "title": "US troops in Iraq <script>",
    "caption": "Steps hold a level.",
    "alt": "It falls.",
    "origin": "Sources: Alpha and Zeta.",
    "as_of": "2024-08-24",
    "svg": SVG,
    "narrow": SVG.replace("levels-1", "levels-narrow-1"),
    "csv": "date,level\n2024-08-24,2500\n",
}
CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_theme = "basic"
numfig = True
nb_execution_mode = "off"
drawdown_pack = {pack!r}
"""
SOURCES = [
    "source_key,title,title_en,title_shown,author,publisher,original_publisher,published_on,date_precision,language,url,"
    "source_type,tier,tier_reason,affiliation",
    "1st-2024-shown,Troops leave <script>alert(1)</script>,,yes,,Zeta,AP,2024-08-24,day,en,https://example.org/a,"
    "wire,B,own page,",
    "odd-2024-link,A trick?,,yes,,Eta,,2024-08-01,month-about,en,javascript:alert(1),wire,D,copy,",
    "abc-2023-unseen,قصف,A strike,no,,Alpha,,2023-01-01,day-not-before,ar,https://example.org/c,newspaper,C,reprint,",
    "def-2023-shown,ضربة,A blow,yes,,Delta,,2023-02-01,day,ar,https://example.org/f,newspaper,C,reprint,",
    "other-2023,Not asked for,,yes,,Beta,,2023-01-01,day,en,https://example.org/d,dataset,A,official,",
]
COLUMNS = SOURCES[0].split(",")


def make_pack(folder: Path) -> None:
    """Write a pack of two tables."""
    folder.mkdir()
    types = {"enum": ["wire", "newspaper", "dataset"]}
    kinds = {"published_on": {"type": "date"}, "source_type": {"constraints": types}}
    fields = [{"name": name, "type": "string", **kinds.get(name, {})} for name in COLUMNS]
    levels = [
        {"name": "level_id", "type": "string", "title": "Id", "constraints": {"required": True}},
        {
            "name": "estimate",
            "type": "integer",
            "unit": "persons",
            "constraints": {"minimum": 0, "maximum": 200000},
            "description": "The best <i>number</i>",
        },
        {"name": "source", "type": "string"},
    ]
    key = {"fields": ["source"], "reference": {"resource": "sources", "fields": ["source_key"]}}
    tables = [
        {
            "name": "troop_levels",
            "path": "troop_levels.csv",
            "title": "Levels",
            "schema": {"fields": levels, "primaryKey": ["level_id"], "foreignKeys": [key]},
        },
        {"name": "sources", "path": "sources.csv", "schema": {"fields": fields, "primaryKey": ["source_key"]}},
    ]
    descriptor = {
        "resources": tables,
        "theatres": [{"name": "Arland"}],
        "window": {"start": "2001-01-01", "end": "2030-01-01"},
        "licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/by"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "sources.csv").write_text("\n".join([*SOURCES, ""]), encoding="utf-8")


def notebook(*figures: dict[str, Any]) -> str:
    """Return an executed chapter that shows the figures; an empty one carries no metadata."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Levels", id="title")])
    for number, figure in enumerate(figures):
        metadata = {"drawdown": figure} if figure else {}
        output = nbformat.v4.new_output("display_data", {MIME: PLOT, "text/plain": "Figure"}, metadata=metadata)
        book.cells.append(nbformat.v4.new_code_cell("show()", id=f"cell{number}", outputs=[output]))
    book.metadata = {"language_info": {"name": "python"}, "kernelspec": {"name": "python3", "display_name": "Python"}}
    return nbformat.writes(book)


def make_book(folder: Path) -> Path:
    """Write the sources of a book below ``folder`` and return their folder."""
    make_pack(folder / "data")
    book = folder / "book"
    (book / "chapters").mkdir(parents=True)
    (book / "conf.py").write_text(CONF.format(pack=str(folder / "data")), encoding="utf-8")
    pages = {
        "index": "# Book\n\nSee {numref}`fig-troop-levels-levels`, [estimate](#codebook-troop_levels-estimate)"
        " and [a source](#1st-2024-shown).\n\n"
        "```{toctree}\n:numbered:\n:glob:\nchapters/*\ncodebook\nsources\npage*\n```\n",
        "codebook": "# Codebook\n\n```{codebook}\n```\n",
        "sources": "# Sources\n\n```{sources}\n:types: wire newspaper\n```\n",
        **{f"page{number}": f"# Page {number}\n" for number in range(4)},  # enough pages for Sphinx to read in parallel
    }
    for name, text in pages.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    (book / "chapters/troop_levels.ipynb").write_text(notebook(FIGURE), encoding="utf-8")
    return book


def build(book: Path, builder: str = "html") -> subprocess.CompletedProcess[str]:
    """Run Sphinx as the book does: strictly, and here with two processes."""
    command = f"-m sphinx -W -n --keep-going -q -j 2 -b {builder} -d ../doctrees . ../out/{builder}"
    return subprocess.run([sys.executable, *command.split()], cwd=book, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = make_book(tmp_path_factory.mktemp("web"))
    result = build(book)
    assert result.returncode == 0, result.stderr
    return book.parent / "out/html"


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def test_the_renderer_is_announced_to_myst_nb() -> None:
    announced = [entry.load() for entry in entry_points(group="myst_nb.mime_renderers")]
    assert FigureRenderer in announced


@pytest.mark.slow
def test_a_figure_is_numbered_and_can_be_referred_to(site: Path) -> None:
    figure = one(page(site, "chapters/troop_levels"), "figure#fig-troop-levels-levels")
    assert one(figure, ".caption-number").get_text(strip=True) == "Fig. 1.1"
    assert one(figure, ".caption-text").get_text() == "US troops in Iraq <script>"
    assert "Steps hold a level." in one(figure, "figcaption").get_text()
    link = one(page(site, "index"), 'a[href="chapters/troop_levels.html#fig-troop-levels-levels"]')
    assert link.get_text() == "Fig. 1.1"


@pytest.mark.slow
def test_the_drawing_is_in_the_page_and_scripts_wait(site: Path) -> None:
    chapter = page(site, "chapters/troop_levels")
    for kind in ("wide", "narrow"):
        assert one(chapter, f".chart-static > .chart-{kind} > svg[role=img]")["aria-label"] == "It falls."
    assert one(chapter, "button.chart-explore").has_attr("hidden")
    sources = [str(script["src"]) for script in chapter.select("script[src]")]
    assert any("drawdown.js" in source for source in sources)
    assert not any("plotly" in source for source in sources)
    assert "drawdown.js" not in str(page(site, "index"))


@pytest.mark.slow
def test_the_files_of_a_figure_are_those_of_the_notebook(site: Path) -> None:
    chapter = page(site, "chapters/troop_levels")
    assert one(chapter, "a[download='troop_levels-levels.csv']")["href"] == "../figures/troop_levels/levels.csv"
    assert (site / "figures/troop_levels/levels.csv").read_bytes().decode() == FIGURE["csv"]
    assert (site / "figures/troop_levels/levels.svg").read_text(encoding="utf-8") == standalone(SVG)
    script = (site / "figures/troop_levels/levels.js").read_text(encoding="utf-8")
    prefix = 'drawdownFigures["troop_levels/levels"] = '
    assert script.startswith(prefix)
    assert json.loads(script.removeprefix(prefix).rstrip().rstrip(";")) == PLOT
    button = one(chapter, "button.chart-explore")
    for name in ("data-plot", "data-library", "data-locale"):
        assert (site / "chapters" / str(button[name])).resolve().is_file()


@pytest.mark.slow
def test_figures_come_and_go_with_their_cells(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    chapter = book / "chapters/troop_levels.ipynb"
    chapter.write_text(notebook(FIGURE, {**FIGURE, "key": "changes"}), encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    assert (book.parent / "out/html/figures/troop_levels/changes.csv").is_file()
    chapter.write_text(notebook({**FIGURE, "csv": "date\n"}), encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    names = sorted(path.name for path in (book.parent / "out/html/figures").rglob("*.*"))
    assert names == ["levels-table.html", "levels.csv", "levels.html", "levels.js", "levels.svg", "locale.js"]
    assert (book.parent / "out/html/figures/troop_levels/levels.csv").read_text() == "date\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ([FIGURE, {}], "a Plotly figure without 'drawdown'"),
        ([FIGURE, {**FIGURE, "key": "changes", "alt": ""}], "figure 'changes' lacks alt"),
        ([FIGURE, FIGURE], "shown twice"),
    ],
)
def test_a_chart_that_is_not_whole_stops_the_build(tmp_path: Path, figures: list[dict[str, Any]], message: str) -> None:
    book = make_book(tmp_path)
    (book / "chapters/troop_levels.ipynb").write_text(notebook(*figures), encoding="utf-8")
    result = build(book)
    assert result.returncode != 0
    assert message in result.stderr


@pytest.mark.parametrize(
    "change", [{"key": "../../x"}, {"chapter": "A"}, {"svg": "<svg"}, {"csv": ""}, {"title": None}]
)
def test_a_figure_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="."):
        Figure.of(PLOT, {"drawdown": {**FIGURE, **change}})


@pytest.mark.slow
def test_other_builders_say_the_figure_in_words(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    result = build(book, "text")
    assert result.returncode == 0, result.stderr
    text = (book.parent / "out/text/chapters/troop_levels.txt").read_text(encoding="utf-8")
    for part in (FIGURE["title"], FIGURE["alt"], FIGURE["caption"]):
        assert part in text
    assert "Explore" not in text
    assert not (book.parent / "out/text/figures").exists()


@pytest.mark.slow
def test_every_column_has_its_place_in_the_codebook(site: Path) -> None:
    codebook = page(site, "codebook")
    for column in COLUMNS:
        one(codebook, f"tr#codebook-sources-{column}")
    row = one(codebook, "tr#codebook-troop_levels-estimate").get_text(" ", strip=True)
    assert row == "estimate The best <i>number</i> whole number, persons 0 to 200,000"
    assert "required" in one(codebook, "tr#codebook-troop_levels-level_id").get_text()
    assert one(codebook, '.codebook-keys a[href="#codebook-sources"]').get_text() == "sources.source_key"
    assert one(codebook, '.codebook-licence a[href="https://example.org/by"]').get_text() == "CC-BY-4.0"
    link = one(page(site, "index"), 'a[href="codebook.html#codebook-troop_levels-estimate"]')
    assert link.get_text() == "estimate"


@pytest.mark.slow
def test_sources_are_listed_by_publisher_within_their_types(site: Path) -> None:
    items = page(site, "sources").select("ul.sources > li")
    assert [item["id"] for item in items] == ["abc-2023-unseen", "def-2023-shown", "odd-2024-link", "1st-2024-shown"]
    shown = items[3].get_text(" ", strip=True)
    assert "(text of AP), 24 August 2024" in shown
    assert "English, own page" in shown
    assert one(items[3], "abbr.tier-b").get_text() == "Tier B"
    one(page(site, "index"), 'a[href="sources.html#1st-2024-shown"]')


@pytest.mark.slow
def test_a_title_that_was_not_seen_is_only_a_description(site: Path) -> None:
    item = one(page(site, "sources"), "li#abc-2023-unseen")
    link = one(item, "a")
    assert link.get_text() == "Alpha, not before 1 January 2023"
    assert one(item, ".source-description")["lang"] == "en"
    assert not item.select(".source-title")
    assert "Description: A strike" in item.get_text()


@pytest.mark.slow
def test_a_title_in_another_language_stands_with_what_it_says(site: Path) -> None:
    item = one(page(site, "sources"), "li#def-2023-shown")
    assert (one(item, ".source-title")["lang"], one(item, ".source-gloss")["lang"]) == ("ar", "en")
    assert "ضربة [A blow]. Delta, 1 February 2023" in item.get_text()


@pytest.mark.slow
def test_text_of_the_pack_cannot_run_or_lead_astray(site: Path) -> None:
    sources = page(site, "sources")
    assert one(sources, "li[id='1st-2024-shown'] .source-title").get_text() == "Troops leave <script>alert(1)</script>"
    assert not [script for script in sources.select("script") if "alert" in script.get_text()]
    item = one(sources, "li#odd-2024-link")
    assert not item.select("a")
    assert "A trick? Eta, about August 2024" in item.get_text()
    assert "javascript:" not in str(sources)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_linked(address: str, expected: bool) -> None:
    assert is_web(address) is expected


def test_the_colours_of_the_page_are_those_of_the_charts() -> None:
    css = colours()
    for colour in Colour:
        assert f"--chart-{colour.name.lower()}: {colour.light};" in css
        assert f"--chart-{colour.name.lower()}: {colour.dark};" in css


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_explore_shows_the_interactive_chart_without_the_network(site: Path) -> None:
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((site / "chapters/troop_levels.html").as_uri())
        assert tab.locator(".chart-static .chart-wide svg").is_visible()
        before = tab.evaluate("document.documentElement.scrollHeight")
        tab.get_by_role("button", name="Explore").click()
        tab.locator(".chart-interactive .main-svg").first.wait_for()
        assert tab.evaluate("document.documentElement.scrollHeight") == before
        tab.get_by_role("button", name="Static view").click()
        assert tab.locator(".chart-static .chart-wide svg").is_visible()
        browser.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
