"""A pack's own pages are text, tables and links: nothing in them runs, and nothing beside the pack is read."""

import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from drawdown.web import own
from tests.payloads import OUTSIDE
from tests.test_own import CONF
from tests.test_web import build

pytestmark = pytest.mark.slow

REFUSED = {
    "script": "<script>hit()</script>",
    "inline": "A word <img src=x onerror=hit()> here.",
    "comment": "<!-- ``` --><b onclick=hit()>x</b>",
    "raw": "```{raw} html\n<b>x</b>\n```",
    "include": "```{include} OUT\n```",
    "literal": "```{literalinclude} OUT\n```",
    "rst_include": "```{eval-rst}\n.. include:: OUT\n```",
    "rst_raw": "```{eval-rst}\n.. raw:: html\n\n   <b>x</b>\n```",
    "rst_file": "```{eval-rst}\n.. csv-table::\n   :file: OUT\n```",
    "table": "```{csv-table}\n:file: OUT\n```",
    "image": "![x](OUT)",
    "figure": "```{figure} OUT\n```",
    "download": "{download}`x <OUT>`",
    "link": "[x](OUT)",
    "javascript": "```{eval-rst}\n`x <javascript:hit()>`__\n```",
    "data": "```{eval-rst}\n`x <data:text/html,hit>`__\n```",
    "file": "```{eval-rst}\n`x <file:///etc/hostname>`__\n```",
}
ALLOWED = "## Heading\n\n*Words*, a [page](https://example.org/a).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A book of pages that each take in a page of the pack, built with all of its errors."""
    folder = tmp_path_factory.mktemp("pages")
    pack, book = folder / "pack", folder / "book"
    shutil.copytree(tiny, pack)
    (pack / own.PAGES).mkdir()
    book.mkdir()
    outside = folder / "outside.txt"
    outside.write_text(OUTSIDE, encoding="utf-8")
    (folder / "outside.md").write_text(OUTSIDE, encoding="utf-8")
    (book / "conf.py").write_text(CONF.format(pack=str(pack)), encoding="utf-8")
    for name, text in {**REFUSED, "allowed": ALLOWED}.items():
        (pack / own.PAGES / f"{name}.md").write_text(text.replace("OUT", f"../{outside.name}"), encoding="utf-8")
        (book / f"{name}.md").write_text(f"# {name}\n\n```{{pack-page}} {name}\n```\n", encoding="utf-8")
    listed = "\n".join([*REFUSED, "allowed"])
    out = "\n```{pack-page} ../../outside\n```\n"
    (book / "index.md").write_text(f"# Book\n{out}\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
    return folder / "out" / "html", build(book)


@pytest.mark.parametrize("name", REFUSED)
def test_markup_that_acts_is_an_error_of_its_page(made, name):
    site, done = made
    assert done.returncode != 0
    assert f"/{name}.md" in done.stderr
    page = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser").select_one("section")
    assert not page.select(
        "script, img, b, [onclick], [href^='javascript:'], [href^='data:'], [href^='file:'], [download]"
    )


def test_nothing_beside_the_pack_is_read(made):
    site, _done = made
    assert [path for path in site.rglob("*") if path.is_file() and OUTSIDE.encode() in path.read_bytes()] == []


def test_text_tables_and_links_to_the_web_are_shown(made):
    site, done = made
    assert "/allowed.md" not in done.stderr
    text = (site / "allowed.html").read_text(encoding="utf-8")
    for markup in ("<em>Words</em>", 'href="https://example.org/a"', "<td"):
        assert markup in text
