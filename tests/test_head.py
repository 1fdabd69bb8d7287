"""What machines read: heads of pages, the edition, files for crawlers and feeds, doors, pictures, the page for none."""

import datetime as dt
import json
import shutil
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import nbformat
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from playwright.sync_api import sync_playwright
from sphinx.config import Config

from drawdown import __version__, paths
from drawdown.book import social
from drawdown.errors import BookError
from drawdown.pack import state
from drawdown.pack.schema import Schema
from drawdown.page import said
from drawdown.web import doors, edition, executed, feeds, head
from tests import test_cards
from tests.test_web import FIGURE, MIME, PLOT, build, one, page

ADDRESS = "https://example.org/leaving"
REPOSITORY = "https://github.com/example/leaving"
FINDING = 'Of 9 promises & "plans" <few> were kept: ' + "a long reason, " * 20 + "in the end."
CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_title = "Leaving <Arland>"
author = "The project"
html_theme = "basic"
html_sourcelink_suffix = ""
numfig = True
nitpicky = True
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [["*", "text/markdown", 5]]
drawdown_pack = {pack!r}
drawdown_base_url = {address!r}
drawdown_repository_url = {repository!r}
drawdown_prints = {prints!r}
"""
PAGES = {
    "index": "# Leaving Arland\n\nDoes it make things worse?\n\nIt does *not*, as far as {math}`x` rows say.\n\n"
    "```{toctree}\nchapters/troop_levels\nmethods\nsources\ndeep/own\n```\n",
    "methods": "# Methods\n\n```{note}\nNot this.\n```\n\nEach number has a method, and each method says when not to"
    " trust it, and why not.\n\nNot this.\n\n```{measures}\n```\n\n```{setup-cell}\n```\n",
    "sources": "# Sources\n\n```{sources}\n```\n",
    "deep/own": '---\nmyst:\n  html_meta:\n    description: "Its own words."\n---\n# Own\n\nText.\n',
}


class Site(NamedTuple):
    folder: Path
    pages: Path


def chapter(pack: Path, as_of: str = "latest") -> nbformat.NotebookNode:
    """An executed chapter with parameters, facts, a finding and a figure."""
    book = nbformat.reads(test_cards.notebook(test_cards.records(pack, test_cards.EXTRA, as_of=as_of)), as_version=4)
    code = nbformat.v4.new_code_cell
    texts = 'as_of = "latest"  # day of knowledge\nstart = "first"  # first day\ndata = "data"  # the pack\n'
    book.cells.insert(1, code(texts, id="parameters", metadata={"tags": ["parameters", "remove-cell"]}))
    given = f'# Parameters\ndata = "/some/where/{pack.name}"\n' + f'as_of = "{as_of}"\n' * (as_of != "latest")
    book.cells.insert(2, code(given, id="given", metadata={"tags": ["injected-parameters", "remove-cell"]}))
    output = nbformat.v4.new_output("display_data", {"text/plain": FINDING}, metadata={said.KEY: {"name": "finding"}})
    figure = nbformat.v4.new_output("display_data", {MIME: PLOT}, metadata={"drawdown": FIGURE})
    book.cells += [code("say()", outputs=[output], id="finding"), code("figure()", outputs=[figure], id="figure")]
    return book


def write(folder: Path, pack: Path, address: str = "", repository: str = "", prints: bool = False) -> Path:
    """Write the sources of a book and return their folder."""
    book = folder / "book"
    (book / "chapters").mkdir(parents=True)
    (book / "deep").mkdir()
    conf = CONF.format(pack=str(pack), address=address, repository=repository, prints=prints)
    (book / "conf.py").write_text(conf, encoding="utf-8")
    for name, text in PAGES.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    nbformat.write(chapter(pack), book / "chapters/troop_levels.ipynb")
    return book


def make(book: Path) -> Path:
    result = build(book)
    assert result.returncode == 0, result.stderr
    return book.parent / "out/html"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A site with an address, a repository and prints."""
    return make(write(tmp_path_factory.mktemp("public"), tiny, ADDRESS, REPOSITORY, prints=True))


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A site that knows no address."""
    return make(write(tmp_path_factory.mktemp("private"), tiny))


def meta(soup: BeautifulSoup) -> dict[str, str]:
    """Return the tags of a head, each of which may stand there only once."""
    tags = [
        (str(tag.get("property", tag.get("name"))), str(tag["content"])) for tag in soup.select("head meta[content]")
    ]
    named = [(name, text) for name, text in tags if name not in ("theme-color", "viewport")]
    assert len(dict(named)) == len(named), named
    return dict(named)


@pytest.mark.slow
def test_a_chapter_is_described_by_its_finding(public: Path) -> None:
    tags = meta(page(public, "chapters/troop_levels"))
    description = tags["description"]
    assert description.startswith('Of 9 promises & "plans" <few> were kept: a long reason')
    assert 140 < len(description) <= 160 and description.endswith(" long…")
    assert tags["og:description"] == description
    assert (tags["og:title"], tags["og:type"], tags["og:locale"]) == ("Levels", "article", "en_US")
    assert tags["og:site_name"] == "Leaving <Arland>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index", "Does it make things worse? It does not, as far as x rows say."),
        ("methods", "Each number has a method, and each method says when not to trust it, and why not."),
        ("sources", "Sources"),
        ("deep/own", "Its own words."),
    ],
)
def test_every_other_page_by_its_first_words(private: Path, name: str, expected: str) -> None:
    assert meta(page(private, name))["description"] == expected


@pytest.mark.slow
def test_only_a_site_with_an_address_gives_whole_addresses(public: Path, private: Path) -> None:
    soup = page(public, "chapters/troop_levels")
    tags = meta(soup)
    assert one(soup, "link[rel=canonical]")["href"] == tags["og:url"] == f"{ADDRESS}/chapters/troop_levels.html"
    assert tags["og:image"] == f"{ADDRESS}/social/chapters/troop_levels.png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["twitter:card"] == "summary_large_image"
    assert meta(page(public, "methods"))["og:image"] == f"{ADDRESS}/social/index.png"
    soup = page(private, "chapters/troop_levels")
    assert not soup.select("link[rel=canonical]")
    assert not {"og:url", "og:image"} & meta(soup).keys()
    assert meta(soup)["twitter:card"] == "summary"


@pytest.mark.slow
def test_both_themes_colour_the_browser(private: Path) -> None:
    colours = {str(tag["media"]): tag["content"] for tag in page(private, "methods").select("meta[name=theme-color]")}
    assert colours == {"(prefers-color-scheme: light)": "#ffffff", "(prefers-color-scheme: dark)": "#14181d"}


@pytest.mark.slow
def test_every_page_leads_to_the_feed(public: Path) -> None:
    for name in ("index", "chapters/troop_levels", "deep/own"):
        link = one(page(public, name), "link[type='application/atom+xml']")
        assert ((public / name).parent / str(link["href"])).resolve() == public / "feed.xml"


def test_a_text_is_cut_after_a_whole_word() -> None:
    assert head.shortened("one two\n three", 13) == "one two three"
    assert head.shortened("one two, three", 13) == "one two…"
    assert len(head.shortened("word " * 100)) <= head.LENGTH


def test_a_page_without_text_has_no_first_words() -> None:
    document = new_document("page")
    document += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "Not this.")))
    assert head.first_words(document) == ""


def test_an_edition_is_the_day_the_data_and_the_code(tmp_path: Path, tiny: Path) -> None:
    nbformat.write(chapter(tiny), tmp_path / "troop_levels.ipynb")
    day = edition.known_on([tmp_path / "troop_levels.ipynb"])
    assert day == dt.date(2009, 12, 31)
    held = edition._edition(tiny, day)
    assert (held.version, held.book) == (__version__, "leaving-arland")
    assert held.words()["known"] == "As known on 31 December 2009"
    assert held.words()["data"].startswith(f"Data {held.data[:12]}, code ")


def test_chapters_of_different_days_make_no_edition(tmp_path: Path, tiny: Path) -> None:
    days = {"levels": "2005-01-01", "attacks": "2006-12-18"}
    for name, day in days.items():
        nbformat.write(chapter(tiny, day), tmp_path / f"{name}.ipynb")
    with pytest.raises(BookError, match="attacks on 2006-12-18, levels on 2005-01-01"):
        edition.known_on(tmp_path.glob("*.ipynb"))
    assert edition.known_on([]) is None


def test_the_last_update_is_the_newest_report_that_was_seen(tiny: Path) -> None:
    schema = Schema(tiny)
    every = {day for table in schema.tables.values() for day in state._reported(schema, table, dt.date(2100, 1, 1))}
    assert state.last_reported(schema, dt.date(2100, 1, 1)) == max(every)
    for day in ("2001-03-05", "2006-12-18"):
        seen = state.last_reported(schema, dt.date.fromisoformat(day))
        assert seen is not None and seen <= dt.date.fromisoformat(day)
    assert state.last_reported(schema, dt.date(2001, 3, 5)) == dt.date(2001, 3, 5)  # ARL-001
    assert state.last_reported(schema, dt.date(1990, 1, 1)) is None


def test_any_change_of_the_data_changes_its_hash(broken_pack: Path, tiny: Path) -> None:
    assert state.fingerprint(Schema(broken_pack)) == state.fingerprint(Schema(tiny))
    table = broken_pack / "waves.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    changed = state.fingerprint(Schema(broken_pack))
    assert changed != state.fingerprint(Schema(tiny))
    first = edition._edition(broken_pack, dt.date(2005, 1, 1))
    assert first.data == changed
    assert first.urn != edition._edition(tiny, dt.date(2005, 1, 1)).urn


@pytest.mark.slow
def test_a_book_of_two_days_is_not_made(tmp_path: Path, tiny: Path) -> None:
    book = write(tmp_path, tiny)
    nbformat.write(chapter(tiny, "2005-01-01"), book / "chapters/early.ipynb")
    result = build(book)
    assert result.returncode != 0
    assert "the chapters are known on different days: early on 2005-01-01" in result.stderr


@pytest.mark.slow
def test_a_book_without_chapters_has_no_edition(tmp_path: Path, tiny: Path) -> None:
    book = write(tmp_path, tiny)
    (book / "chapters/troop_levels.ipynb").unlink()
    (book / "index.md").write_text("# Book\n\n```{toctree}\nmethods\nsources\ndeep/own\n```\n", encoding="utf-8")
    site = make(book)
    assert not (site / "feed.xml").exists()
    assert not page(site, "index").select("link[type='application/atom+xml']")


@pytest.mark.slow
def test_the_sitemap_lists_every_page_with_the_day_of_the_edition(public: Path, private: Path) -> None:
    text = (public / "sitemap.xml").read_text(encoding="utf-8")
    root = ET.fromstring(text.encode())
    space = {"s": feeds.SITEMAPS}
    assert root.tag == f"{{{feeds.SITEMAPS}}}urlset"
    urls = {
        url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in root.findall("s:url", space)
    }
    assert set(urls.values()) == {"2009-12-31"}
    names = ["chapters/troop_levels", "deep/own", "index", "methods", "sources"]
    assert list(urls) == [f"{ADDRESS}/{name}.html" for name in names]
    assert all((public / url.removeprefix(f"{ADDRESS}/")).is_file() for url in urls)
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (public / "robots.txt").read_text().splitlines()
    assert not (private / "sitemap.xml").exists()
    assert "Sitemap" not in (private / "robots.txt").read_text()


@pytest.mark.slow
@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_the_feed_is_read_by_a_feed_reader(public: Path, private: Path, address: str) -> None:
    read = feedparser.parse((public if address else private).joinpath("feed.xml").read_bytes())
    assert read.bozo == 0 and read.version == "atom10"
    assert read.feed.title == "Editions of Leaving <Arland>"
    assert read.feed.author == "The project"
    entry = read.entries[0]
    assert entry.title == "Leaving <Arland>: As known on 31 December 2009"
    assert entry.updated_parsed[:6] == read.feed.updated_parsed[:6] == (2009, 12, 31, 0, 0, 0)
    assert entry.id.startswith("urn:uuid:") and entry.id != read.feed.id
    assert entry.link == (f"{ADDRESS}/index.html" if address else "index.html")


def test_the_feed_puts_the_newest_edition_first() -> None:
    days = [dt.date(2024, 8, 24), dt.date(2026, 3, 24), dt.date(2024, 12, 20)]
    made = [(edition.Edition("b", day, None, "0" * 64, "1", "en"), f"editions/{day}/index.html") for day in days]
    read = feedparser.parse(feeds.feed("Book & more", "Someone", "", made))
    assert read.bozo == 0
    assert [entry.link[9:19] for entry in read.entries] == ["2026-03-24", "2024-12-20", "2024-08-24"]
    assert len({entry.id for entry in read.entries}) == 3
    assert read.feed.updated == "2026-03-24T00:00:00Z"


@pytest.mark.slow
def test_a_site_is_made_of_the_same_bytes_again(tmp_path: Path, tiny: Path, private: Path) -> None:
    again = make(write(tmp_path, tiny))
    for name in ("feed.xml", "robots.txt", "404.html", "index.html", "chapters/troop_levels.html"):
        assert (again / name).read_bytes() == (private / name).read_bytes(), name


@pytest.mark.slow
def test_the_page_for_none_works_at_any_depth(public: Path, private: Path) -> None:
    for site, root in ((public, "/leaving/"), (private, "/")):
        soup = page(site, "404")
        assert one(soup, "h1").get_text() == "Page not found"
        links = [str(tag[name]) for name in ("href", "src") for tag in soup.select(f"[{name}]")]
        # the theme of this test links to Sphinx and, with nothing, to the page itself
        local = [address for link in links if link.strip("#") and not (address := urlsplit(link)).netloc]
        assert local and all(address.path.startswith(root) for address in local), links
        missing = [link.path for link in local if not (site / unquote(link.path.removeprefix(root))).is_file()]
        assert missing == []
        listed = [link["href"] for link in one(soup, "section").select("li a")]
        assert listed == [f"{root}{name}.html" for name in ("chapters/troop_levels", "methods", "sources", "deep/own")]
        assert meta(soup)["robots"] == "noindex"
        assert not soup.select("link[rel=canonical]")


def test_only_a_repository_on_github_opens_elsewhere() -> None:
    def held(address: str, reference: str = "main") -> doors.Repository | None:
        config = Config()
        config.add("drawdown_repository_url", address, "html", [str])
        config.add("drawdown_repository_ref", reference, "html", [str])
        return doors.repository(config)

    for address in ("", "https://example.org/a/b", "https://github.com/a", "http://github.com/a/b", "github.com/a/b"):
        assert held(address) is None, address
    for address in (REPOSITORY, f"{REPOSITORY}.git", f"{REPOSITORY}/"):
        found = held(address, "v1/x")
        assert found is not None and found.address == REPOSITORY
        assert found.binder("notebooks/a.ipynb") == (
            "https://mybinder.org/v2/gh/example/leaving/v1%2Fx?urlpath=lab%2Ftree%2Fnotebooks%2Fa.ipynb"
        )
        assert found.colab("notebooks/a.ipynb") == (
            "https://colab.research.google.com/github/example/leaving/blob/v1/x/notebooks/a.ipynb"
        )


class Context(NamedTuple):
    doors: list[doors.Door]
    parameters: list[executed.Parameter]


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Callable[..., dict[str, Context]]:
    """Build a book and return what its pages were given: ``contexts(prints=True)["index"].doors``."""

    def given(**settings: object) -> dict[str, Context]:
        from sphinx.application import Sphinx

        book = write(tmp_path_factory.mktemp("doors"), tiny, **settings)  # type: ignore[arg-type]
        app = Sphinx(book, book, book.parent / "out", book.parent / "trees", "html", status=None, warning=None)
        found: dict[str, Context] = {}

        def note(_app: object, name: str, _template: str, context: dict, _tree: object) -> None:
            found[name] = Context(context.get("doors", []), context.get("parameters", []))

        app.connect("html-page-context", note, priority=999)
        app.build()
        return found

    return given


@pytest.mark.slow
def test_a_chapter_has_its_doors(
    contexts: Callable[..., dict[str, Context]], tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = contexts(repository=REPOSITORY)["chapters/troop_levels"].doors
    assert [door.label for door in other] == ["Executed notebook"]  # elsewhere it would run the project's own pack
    monkeypatch.setattr(paths, "DATA", tiny)
    found = contexts(repository=REPOSITORY, prints=True)
    held = {door.label: door for door in found["chapters/troop_levels"].doors}
    assert list(held) == [
        "PDF of this chapter",
        "PDF of the book",
        "EPUB of the book",
        "Executed notebook",
        "Run on Binder",
        "Open in Colab",
    ]
    assert held["PDF of this chapter"][1:3] == ("../files/troop_levels.pdf", "troop_levels.pdf")
    assert held["EPUB of the book"].href == "../files/leaving-arland.epub"
    assert held["Executed notebook"][1:3] == ("../_sources/chapters/troop_levels.ipynb", "troop_levels.ipynb")
    assert held["Run on Binder"].download is None
    assert [door.href for door in found["index"].doors] == ["files/leaving-arland.pdf", "files/leaving-arland.epub"]
    assert found["methods"] == ([], [])


@pytest.mark.slow
def test_a_book_without_prints_and_repository_offers_the_notebook_alone(
    contexts: Callable[..., dict[str, Context]],
) -> None:
    found = contexts()
    assert [door.label for door in found["chapters/troop_levels"].doors] == ["Executed notebook"]
    assert found["index"].doors == []


@pytest.mark.slow
def test_the_notebook_behind_the_door_is_the_one_of_the_page(public: Path) -> None:
    held = json.loads((public / "_sources/chapters/troop_levels.ipynb").read_text(encoding="utf-8"))
    assert any(output for cell in held["cells"] for output in cell.get("outputs", []))


def test_parameters_are_those_of_the_run(tmp_path: Path, tiny: Path) -> None:
    path = tmp_path / "troop_levels.ipynb"
    nbformat.write(chapter(tiny), path)
    assert executed.parameters(path) == [
        ("as_of", "latest (2009-12-31)", "day of knowledge"),
        ("start", "first (2001-01-01)", "first day"),
        ("data", "tiny", "the pack"),
    ]
    nbformat.write(chapter(tiny, "2005-01-01"), path)
    assert executed.parameters(path)[0] == ("as_of", "2005-01-01", "day of knowledge")


def test_every_chapter_tells_its_parameters() -> None:
    for path in paths.NOTEBOOKS.glob("*.ipynb"):
        told = executed.parameters(path)
        assert [parameter.name for parameter in told] == ["country", "start", "end", "as_of", "lang", "data"], path.name
        assert all(parameter.value and parameter.help for parameter in told), path.name


@pytest.mark.slow
def test_the_setup_cell_names_the_repository(public: Path, private: Path) -> None:
    cell = one(page(public, "methods"), "div.highlight-ipython3").get_text()
    assert f"git clone --quiet --depth 1 --branch main {REPOSITORY}.git leaving" in cell
    assert "This book names no public repository yet." in page(private, "methods").get_text()


def test_binder_installs_the_lock_and_the_package() -> None:
    folder = paths.ROOT / ".binder"
    lines = [line for line in (folder / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert [(folder / line.removeprefix("-r ")).resolve() for line in lines] == [paths.ROOT / "requirements.txt"]
    script = folder / "postBuild"
    assert script.stat().st_mode & stat.S_IXUSR
    assert "pip install --no-deps --no-build-isolation --editable ." in script.read_text()
    lock = (paths.ROOT / "requirements.txt").read_text()
    assert "\nsetuptools==" in lock  # builds the package, as nothing is fetched for it
    project = (paths.ROOT / "pyproject.toml").read_text()
    version = (folder / "runtime.txt").read_text().strip().removeprefix("python-")
    assert f'requires-python = ">={version},' in project
    assert f"--python-version {version}" in (paths.ROOT / "Makefile").read_text()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_pictures_have_their_size_and_their_words_fit(public: Path, tmp_path: Path) -> None:
    sites = [Path(shutil.copytree(public, tmp_path / name)) for name in ("one", "two")]
    cards = sorted((public / "social").rglob("*.html"))
    assert [card.relative_to(public / "social").as_posix() for card in cards] == [
        "chapters/troop_levels.html",
        "index.html",
    ]
    assert "Does a withdrawal from Arland make the troubles of Borland worse?" in cards[1].read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page(viewport={"width": 1200, "height": 630})
        for card in cards:
            tab.set_content(card.read_text(encoding="utf-8"))
            spilled = (
                "[...document.querySelectorAll('body, .said')].filter(e => e.scrollHeight > e.clientHeight).length"
            )
            assert tab.evaluate(spilled) == 0, card
        taken = [social.take(site, browser) for site in sites]
        browser.close()
    for first, second in zip(*taken, strict=True):
        picture = first.read_bytes()
        assert picture[:4] == b"\x89PNG" and struct.unpack(">II", picture[16:24]) == head.PICTURE
        assert picture == second.read_bytes()
    assert not list((sites[0] / "social").rglob("*.html"))
