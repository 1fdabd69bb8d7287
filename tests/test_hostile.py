"""A pack is data, whoever wrote it: what it may not hold is refused, and what it may hold is shown as it is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from drawdown.book.server import serving
from drawdown.errors import DataError
from drawdown.pack import check
from drawdown.pack.problem import Problem
from drawdown.pack.schema import Schema
from tests.browser import EXPLORE, Visit, pages, until
from tests.payloads import OUTSIDE, TOKENS, armed, changed, rows_of
from tests.project import copy, drawdown

# A table, the row of it (from 0) and the column that the text stands in.
CELLS = [
    ("milestones", 0, "milestone_id", "../M001"),
    ("milestones", 1, "milestone_id", "M002\n"),
    ("milestones", 2, "milestone_id", "M003' onclick='hit()"),
    ("sources", 0, "source_key", "<b>"),
    ("sources", 1, "source_key", "{include}"),
    ("sources", 2, "url", "javascript:alert(1)//https://example.org"),
    ("sources", 3, "url", "data:text/html,<script>alert(1)</script>"),
    ("sources", 4, "url", "file:///etc/passwd"),
    ("sources", 5, "url", 'https://example.org/"onclick=alert(1)'),
    ("sources", 6, "url", "https:///no-host"),
    ("sources", 0, "title", "abc\u202egnp.exe"),
    ("sources", 1, "title", "\u2066left\u2069"),
    ("sources", 2, "title", "\u202aa"),
    ("sources", 3, "title", "zero\u200bwidth"),
    ("sources", 4, "title", "\ufeffmark"),
    ("sources", 5, "title", "tag\U000e0041"),
    ("sources", 6, "title", "bell\x07"),
    ("sources", 0, "publisher", "two\nlines"),
    ("sources", 1, "publisher", "tab\tbed"),
    ("sources", 2, "publisher", "line\u2028separator"),
    ("sources", 3, "publisher", "escape\x1b[31m"),
    ("sources", 4, "publisher", '=HYPERLINK("http://example.org")'),
    ("sources", 5, "publisher", "+1+cmd|' /C calc'!A0"),
    ("sources", 6, "publisher", "-1+1"),
    ("sources", 0, "affiliation", "@SUM(A1)"),
    ("claims", 0, "claim_en", "=1"),
    ("claims", 0, "claim_ar", "\u202eمعكوس"),
]
SPARED = [
    ("sources", 0, "title", "می\u200cروم \u200fand\u200e"),  # letters that join or part others, and marks of direction
    ("sources", 0, "publisher", "-5"),  # a number
    ("sources", 0, "affiliation", "a = b + c - d @ e"),
]
DESCRIBED: dict[str, Callable[[dict[str, Any]], object]] = {
    "name": lambda pack: pack.update(name="../../site"),
    "resources.0.path": lambda pack: pack["resources"][0].update(path="../outside.txt"),
    "resources.0.name": lambda pack: pack["resources"][0].update(name="../../index"),
    "resources.0.path: '/": lambda pack: pack["resources"][0].update(path="/etc/passwd"),
    "resources.0.path: '.hidden": lambda pack: pack["resources"][0].update(path=".hidden.csv"),
}
TEXTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "title_en": lambda pack: pack.update(title_en="abc\u202egnp"),
    "homepage": lambda pack: pack.update(homepage="javascript:alert(1)"),
    "licenses[0].path": lambda pack: pack["licenses"][0].update(path="data:text/html,hit"),
    "theatres[0].name": lambda pack: pack["theatres"][0].update(name="../Arland"),
    "resources[0].caveat_en": lambda pack: pack["resources"][0].update(caveat_en="\x00"),
}


def descriptor(pack: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the descriptor of a pack."""
    path = pack / "datapackage.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    change(held)
    path.write_text(json.dumps(held), encoding="utf-8")


def lax(pack: dict[str, Any]) -> None:
    """Take every pattern out of a descriptor, as who attacks would."""
    for table in pack["resources"]:
        for field in table["schema"]["fields"]:
            field.get("constraints", {}).pop("pattern", None)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> list[Problem]:
    """The problems of a pack with all of the cells in it, and no pattern of its own."""
    pack = tmp_path_factory.mktemp("cells") / "pack"
    shutil.copytree(tiny, pack)
    descriptor(pack, lax)
    for table, number, column, text in CELLS:
        rows = rows_of(pack / f"{table}.csv")
        rows[number][column] = text
        changed(pack / f"{table}.csv", rows)
    return check.problems(pack)


@pytest.mark.parametrize(("table", "number", "column", "text"), CELLS)
def test_a_cell_that_would_act_is_a_problem_of_its_row_and_column(refused, table, number, column, text):
    found = [problem for problem in refused if (problem.file, problem.column) == (f"{table}.csv", column)]
    assert text in [problem.value for problem in found]
    assert all(problem.rule and problem.mend and problem.row for problem in found)


@pytest.mark.parametrize(("table", "number", "column", "text"), SPARED)
def test_a_cell_that_only_looks_so_is_none(broken_pack, table, number, column, text):
    rows = rows_of(broken_pack / f"{table}.csv")
    rows[number][column] = text
    changed(broken_pack / f"{table}.csv", rows)
    assert not [problem for problem in check.problems(broken_pack) if problem.column == column]


@pytest.mark.parametrize("told", DESCRIBED)
def test_a_name_that_leads_out_of_the_pack_is_refused_before_anything_is_read(broken_pack, told):
    descriptor(broken_pack, DESCRIBED[told])
    with pytest.raises(DataError, match="does not match") as error:
        Schema(broken_pack)
    assert told in str(error.value)
    (problem,) = check.problems(broken_pack)
    assert problem.file == "datapackage.json"


@pytest.mark.parametrize("place", TEXTS)
def test_a_text_of_the_descriptor_that_would_act_is_a_problem_of_its_place(broken_pack, place):
    descriptor(broken_pack, TEXTS[place])
    assert place in [problem.column for problem in check.problems(broken_pack) if problem.file == "datapackage.json"]


def test_a_line_of_the_packs_own_pages_is_read_too(broken_pack):
    (broken_pack / "pages").mkdir()
    (broken_pack / "pages" / "coding.md").write_text("# Coding\n\nabc\u202egnp\n", encoding="utf-8")
    (problem,) = check.problems(broken_pack)
    assert (problem.file, problem.row, problem.value) == ("pages/coding.md", 3, "abc\u202egnp")


FOLDER = 'it\'s "q" <x-hit onclick=hit()> & {ü} 100% [a] #x ?'
LISTEN = """
window.wrong = [];
window.hit = (text) => window.wrong.push(`ran: ${text}`);
document.addEventListener("securitypolicyviolation",
  (event) => window.wrong.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""
# What of a text became an element, an attribute that acts, or an address that is none of the web's.
OBEYED = """(tokens) => [...document.querySelectorAll("*")].flatMap((element) => [
  ...(tokens.includes(element.textContent.trim()) ? [`${element.localName} of ${element.textContent}`] : []),
  ...(["x-hit", "iframe", "object", "embed", "base"].includes(element.localName) ? [element.localName] : []),
  ...(element.localName === "style" && element.textContent.startsWith("*{") ? ["a style"] : []),
  ...[...element.attributes].filter(({ name, value }) => name.startsWith("on") || name === "autofocus"
    || name.endsWith("src") && value === "x"
    || ["href", "src", "action", "xlink:href"].includes(name) && /^\\s*(javascript|file|data:text)/i.test(value))
    .map(({ name, value }) => `${element.localName} ${name}=${value}`),
]).concat(window.wrong)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    """The book of a pack that attacks wherever a text may stand, in a folder that does."""
    folder = tmp_path_factory.mktemp("hostile")
    pack = armed(tiny, folder / "pack", folder / "outside.txt")
    project = copy(folder / FOLDER, pack, ("en",))
    done = drawdown(project, "build", "--no-files")
    assert done.returncode == 0, done.stderr
    return project / "_build" / "html"


@pytest.mark.slow
def test_nothing_runs_and_no_text_becomes_markup(site: Path, browser: Browser) -> None:
    with serving(site) as address, browser.new_context() as context:
        context.add_init_script(LISTEN)
        visit = Visit(context, address)
        met, wrong = 0, {}
        for path in pages(site):
            page = visit.open(path, "load")
            for button in page.locator(EXPLORE).all():
                button.click()
            until(page, "() => !document.querySelector('[aria-busy=true]')")
            met += "zqa" in page.inner_text("main")
            if found := page.evaluate(OBEYED, list(TOKENS)):
                wrong[path] = found[:5]
    assert not wrong
    assert not visit.wrong
    assert met > 50  # or the texts would have come to no page


@pytest.mark.slow
def test_nothing_beside_the_pack_is_read(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file()]
    assert files and not [path for path in files if OUTSIDE.encode() in path.read_bytes()]
