"""The search: what is found, where, and by whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from drawdown.book.server import serving
from drawdown.web import search
from drawdown.web.search_records import DATA, TEXT, Found, sections
from tests.test_web import build

CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_theme = "drawdown"
nitpicky = True
nb_execution_mode = "off"
drawdown_pack = {pack!r}
"""
INDEX = """# Book

A pangolin in prose.

## Second part

| Beast |
|:--|
| An aardvark in a table |

```{toctree}
codebook
```
"""


def test_a_section_has_its_own_words_and_not_those_within_it() -> None:
    html = (
        "<nav>Menu</nav><article><section id='a'><h1>One<a class='headerlink'>¶</a></h1><p>First</p>"
        "<section id='b'><h2>Two</h2><table><tr><td>x</td><td>y</td></tr></table><script>z</script></section>"
        "<p>Last</p></section></article>"
    )
    assert list(sections(html)) == [("a", "One", "First Last"), ("b", "Two", "x y")]


def test_a_page_without_a_body_has_no_section() -> None:
    assert list(sections("<p id='a'>Text</p>")) == []


def test_a_record_is_only_text() -> None:
    html = Found(TEXT, "a.html#b", "<Page>", '"><script>', "</p><script>alert(1)</script>").html
    assert "<script>" not in html


@pytest.mark.slow
def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    found = [Found(DATA, f"a.html#{n}", "Page", f"Row {n}", f"word{n} common{n % 7} text") for n in range(300)]
    for name in ("one", "two"):
        search.write(found, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) > len(found)
    assert files == sorted(path.relative_to(tmp_path / "two") for path in (tmp_path / "two").rglob("*.*"))
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Iterator[str]:
    """A small book with the page of the search, on a server."""
    book = tmp_path_factory.mktemp("search") / "book"
    book.mkdir()
    (book / "conf.py").write_text(CONF.format(pack=str(tiny)), encoding="utf-8")
    (book / "index.md").write_text(INDEX, encoding="utf-8")
    (book / "codebook.md").write_text("# Codebook\n\n```{codebook}\n```\n", encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    with serving(book.parent / "out/html") as address:
        yield address


def results(page: Page) -> list[tuple[str, str]]:
    """The addresses and kinds of the results, once there are some."""
    page.wait_for_selector(".search-results li")
    return [
        (str(item.query_selector("a").get_attribute("href")), item.query_selector(".search-where").inner_text())  # type: ignore[union-attr]
        for item in page.query_selector_all(".search-results li")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "place", "kind"),
    [
        ("pangolin", "index.html#book", "Text · Book"),
        ("aardvark", "index.html#second-part", "Text · Book"),
        ("M001", "evidence/milestones.html#M001", "Data · "),
    ],
)
def test_words_of_prose_of_tables_and_of_rows_are_found(
    browser: Browser, address: str, words: str, place: str, kind: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search.html?q={words}")
    held = results(page)
    assert any(href.endswith(place) and where.startswith(kind) for href, where in held), held
    page.click(f'.search-results a[href$="{place}"]')
    page.wait_for_load_state()
    assert page.evaluate("document.querySelector(':target') !== null")
    page.close()


@pytest.mark.slow
def test_the_search_works_by_keyboard_and_tells_how_much_it_found(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/search.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pagefind/" in url]
    page.get_by_label("Words to find").focus()
    page.keyboard.type("pangolin")
    results(page)
    assert page.inner_text("[role=status]") == "One place is found."
    assert page.inner_text(".search-results mark") == "pangolin"
    assert page.url.endswith("?q=pangolin")
    assert all(url.startswith(address) for url in asked)
    page.close()


@pytest.mark.slow
def test_without_scripts_the_pages_are_listed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search.html")
    assert "needs JavaScript" in page.inner_text("noscript p")
    assert page.is_visible("a[href='codebook.html']") and page.is_visible("a[href='evidence.html']")
    assert not page.is_visible("#search-query")
    context.close()
