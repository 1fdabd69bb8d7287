"""The index of the search: Pagefind reads what can be found and writes files that a page loads piece by piece.

It runs last when Sphinx is done, since the sections are those of the finished pages.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError

from drawdown import language
from drawdown.language import _
from drawdown.web.evidence_rows import FOLDER as EVIDENCE
from drawdown.web.markup import SITES
from drawdown.web.search_records import DATA, FIGURE, TEXT, Found, records
from drawdown.web.search_words import RULES, Words

FOLDER = "pagefind"  # the folder of the index in the site
SCRIPT, WORDS = "search.js", "search-words.js"  # the second where the language has rules for its words
SPARE = ("*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind")  # what the page of the search does not load


def setup(app: Sphinx) -> None:
    """Register the index."""
    app.connect("builder-inited", _own)
    app.connect("html-collect-pages", _pages)
    app.connect("html-page-context", _page)
    app.connect("build-finished", _index, priority=900)


def write(found: Iterable[Found], target: Path) -> None:
    """Write the index of what can be found to the folder ``target``; the same records give the same bytes."""
    shutil.rmtree(target, ignore_errors=True)
    found = keyed(list(found))
    with TemporaryDirectory() as folder:
        for number, record in enumerate(found):
            (Path(folder) / f"{number:06}.html").write_text(record.html, encoding="utf-8")
        command = [sys.executable, "-m", "pagefind_bin", "--site", folder, "--output-path", str(target), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ExtensionError(f"Pagefind wrote no index: {done.stderr or done.stdout}")
    for pattern in SPARE:
        for path in target.glob(pattern):
            path.unlink()


def keyed(found: list[Found]) -> list[Found]:
    """Return the records with the forms by which words are found, in a language that has rules for them."""
    if (rules := RULES.get(language.active())) is None:
        return found
    words = Words.of(rules, (text for record in found for text in (record.title, record.text)))
    return [replace(record, heading=words.keyed(record.title), text=words.keyed(record.text)) for record in found]


def _own(app: Sphinx) -> None:
    """Leave out Sphinx's own index, which no page loads and which takes longer than ours."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield "search", {}, "search.html"


def _page(app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if name != "search":
        return
    rules = RULES.get(language.active())
    for script in (*([WORDS] if rules else []), SCRIPT):
        app.add_js_file(script, loading_method="defer")
    context["title"] = _("Search")
    context["search"] = {
        "kinds": {TEXT: _("Text"), DATA: _("Data"), FIGURE: _("Figure")},
        "index": f"{FOLDER}/pagefind.js",
        "evidence": EVIDENCE,
        "words": rules.plain if rules else None,
        "counts": language.plurals("One place is found.", "{n} places are found."),
        "texts": {
            "label": _("Words to find"),
            "search": _("Search"),
            "none": _("Nothing is found."),
            "failed": _("The index could not be loaded."),
            "more": _("More results"),
            "evidence": _("Evidence"),
            "without": _("The search needs JavaScript; here is the list of pages."),
        },
    }


def _index(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name in SITES:
        write(records(app), Path(app.outdir) / FOLDER)
