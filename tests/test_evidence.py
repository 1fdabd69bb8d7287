"""Evidence: every row has one place, is written in words, and is linked from tables and cards."""

import csv
import shutil
from pathlib import Path

import pytest
from docutils import nodes

from drawdown import paths
from drawdown.language import activate
from drawdown.pack import tables
from drawdown.web.evidence_rows import PER_PAGE, Evidence, evidence
from drawdown.web.row_links import linked
from tests.test_web import build, one, page

CONF = """
extensions = ["myst_nb", "drawdown.web"]
html_theme = "basic"
nitpicky = True
nb_execution_mode = "off"
drawdown_pack = {pack!r}
"""
INDEX = """# Book

The row M001 in prose, and [M001 in a link](https://example.org/).

| Row | Title | Both |
|:--|:--|:--|
| M001 | {title} | M001 and M002: `M001`, M999 |

```{{toctree}}
codebook
sources
```
"""


@pytest.fixture(scope="module")
def held(tiny: Path) -> Evidence:
    return Evidence(tiny)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """A small book over the tiny pack, one of whose rows says what no page may run."""
    folder = tmp_path_factory.mktemp("evidence")
    shutil.copytree(tiny, folder / "data")
    path = folder / "data/milestones.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[1]["summary_en"] = "<script>alert(1)</script> {{ title }}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    book = folder / "book"
    book.mkdir()
    (book / "conf.py").write_text(CONF.format(pack=str(folder / "data")), encoding="utf-8")
    (book / "index.md").write_text(INDEX.format(title=rows[0]["title_en"]), encoding="utf-8")
    (book / "codebook.md").write_text("# Codebook\n\n```{codebook}\n```\n", encoding="utf-8")
    (book / "sources.md").write_text("# Sources\n\n```{sources}\n```\n", encoding="utf-8")
    result = build(book)
    assert result.returncode == 0, result.stderr
    return folder / "out/html"


@pytest.mark.parametrize("pack", ["tiny", "real"])
def test_every_row_has_one_place_on_a_page_that_shows_it(pack: str, tiny: Path) -> None:
    found = Evidence(tiny if pack == "tiny" else paths.DATA)
    shown = [row.id for table in found.tables for rows in found.pages(table) for row in rows]
    assert sorted(shown) == sorted(found.places)
    assert len(set(found.places.values())) == len(shown)
    assert all(len(rows) <= PER_PAGE for table in found.tables for rows in found.pages(table))
    assert all(row.says for table in found.tables for rows in found.pages(table) for row in rows)


def test_a_row_is_written_in_the_words_of_its_language(held: Evidence) -> None:
    row = held.pages(held.schema.tables["milestones"])[0][0]
    raw = held.frame(held.schema.tables["milestones"]).iloc[0]
    assert (row.id, row.says) == (raw["milestone_id"], raw["title_en"])
    codes = {cell.column: cell.code for cell in row.cells}
    assert codes["summary_en"] == "en"
    assert all(cell.text for cell in row.cells)
    assert "date" not in codes and "source" not in codes


def test_in_arabic_a_row_says_its_arabic_text(tiny: Path) -> None:
    activate("ar")
    found = evidence(tiny)
    row = found.pages(found.schema.tables["milestones"])[0][0]
    raw = found.frame(found.schema.tables["milestones"]).iloc[0]
    assert (row.says, row.code) == (raw["title_ar"], "ar")
    assert {cell.column: cell.code for cell in row.cells}["summary_ar"] == "ar"


@pytest.mark.parametrize(("code", "other"), [("en", "_ar"), ("ar", "_en")])
def test_a_row_is_not_repeated_in_another_language_but_for_words_as_they_fell(
    tiny: Path, code: str, other: str
) -> None:
    activate(code)
    found = evidence(tiny)
    rows = [row for table in found.tables for rows in found.pages(table) for row in rows]
    repeated = {cell.column for row in rows for cell in row.cells if cell.column.endswith(other)}
    assert repeated == ({"claim_ar"} if code == "en" else set())


def test_a_text_without_its_translation_is_shown_as_it_is(tiny: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(tiny, tmp_path / "data")
    path = pack / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("أُوفي به في يومه.", ""), encoding="utf-8")
    activate("ar")
    rows = {row.id: row for row in evidence(pack).pages(Evidence(pack).schema.tables["pledges"])[0]}
    texts = {
        cell.column: cell.code for name in ("PL001", "PL002") for cell in rows[name].cells if "note_" in cell.column
    }
    assert texts == {"outcome_note_ar": "ar", "outcome_note_en": "en"}


def test_a_changed_pack_is_read_again(tiny: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(tiny, tmp_path / "data")
    before = evidence(pack)
    known = len(before.places)
    assert evidence(pack) is before
    path = pack / "waves.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert len(evidence(pack).places) < known


def test_only_known_ids_become_links_and_no_text_is_lost(held: Evidence) -> None:
    text = "See M001, (M002) and M999, XM001 or M001-b."
    parts = linked(text, held, "chapters/a.html")
    assert "".join(part.astext() for part in parts) == text
    links = [part["refuri"] for part in parts if isinstance(part, nodes.reference)]
    assert links == ["../evidence/milestones.html#M001", "../evidence/milestones.html#M002"]
    assert linked("M999", held, "a.html") == []


def test_a_title_is_linked_only_where_it_is_the_whole_cell_and_of_one_row(held: Evidence) -> None:
    title = next(iter(held.titles))
    assert len(linked(title, held, "a.html", whole=True)) == 1
    assert linked(title, held, "a.html") == []
    assert linked(f"{title} and more", held, "a.html", whole=True) == []


@pytest.mark.slow
def test_rows_have_their_columns_their_sources_and_the_language_of_foreign_text(site: Path) -> None:
    row = one(page(site, "evidence/milestones"), "section#M001")
    assert one(row, "h2 a")["href"] == "#M001"
    assert one(page(site, "evidence/claims"), "section#CL01").select("dd[lang=ar][dir=rtl]")
    assert one(row, 'dt a[href="../codebook.html#codebook-milestones-kind"]').get_text() == "Kind"
    source = one(row, ".evidence-sources li")
    assert one(source, "abbr.tier")["title"]
    place = str(source.select("a")[-1]["href"])
    assert place.startswith("../sources.html#")
    assert page(site, "sources").find(id=place.partition("#")[2]) is not None


@pytest.mark.slow
def test_the_text_of_a_row_is_only_text(site: Path) -> None:
    text = (site / "evidence/milestones.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)&lt;/script&gt; {{ title }}" in text


@pytest.mark.slow
def test_tables_link_to_rows_and_prose_links_and_code_stay_as_they_are(site: Path) -> None:
    index = page(site, "index")
    links = [str(link["href"]) for link in index.select("a.row-link")]
    assert links == [*["evidence/milestones.html#M001"] * 3, "evidence/milestones.html#M002"]
    assert all(link.find_parent("td") for link in index.select("a.row-link"))


@pytest.mark.slow
def test_the_files_of_the_pack_can_be_downloaded(site: Path) -> None:
    index = page(site, "evidence")
    for link in index.select("a[download]"):
        assert (site / str(link["href"])).is_file()
    assert (site / "data/datapackage.json").read_bytes() == (site.parents[1] / "data/datapackage.json").read_bytes()
    rows = len(tables.read(Evidence(site.parents[1] / "data").schema, "milestones"))
    assert f"{rows} rows" in index.get_text()
