"""Which edit makes which chapter stale: everything a chapter depends on is in its key, and nothing else."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill
import pytest

from drawdown import paths
from drawdown.book import changes, keys, plan
from drawdown.book.declared import declared, imported
from drawdown.book.imports import Imports
from drawdown.book.snapshot import Snapshot
from drawdown.errors import ChapterError, UndeclaredRead
from drawdown.pack.view import View
from drawdown.parameters import Parameters

TINY = Path(__file__).parent / "packs" / "tiny"
CHAPTERS = plan.chapters()
ALL = set(CHAPTERS)
BY_LEVELS = {"troop_levels", "attack_frequency", "synthesis"}  # the chapters that read the levels

Key = Callable[..., keys.Key]


def digests(**values: str) -> dict[str, str]:
    return {chapter: keys.key(chapter, values).digest for chapter in CHAPTERS}


LEVEL = ("data/troop_levels.csv", ",8000,", ",8100,")
POSITION = ("data/positions.csv", "Made-up position 1.", "Made-up position one.")
OUTCOME = ("data/pledges.csv", "Met ten days early.", "Met early.")  # disclosed on 21 June 2002
PROSE = ("notebooks/synthesis.ipynb", "# Does withdrawal", "# Does a withdrawal")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("values", "edited", "stale"),
    [
        ({}, LEVEL, BY_LEVELS),
        ({"country": "Arland"}, LEVEL, BY_LEVELS),
        ({"country": "Borland"}, LEVEL, set()),
        ({"as_of": "2002-06-20"}, LEVEL, set()),  # reported a day later
        ({"as_of": "2002-06-21"}, LEVEL, BY_LEVELS),
        ({"end": "2002-06-19"}, LEVEL, set()),
        ({}, POSITION, {"stated_positions"}),
        ({}, OUTCOME, {"withdrawal_history"}),
        ({"as_of": "2002-06-20"}, OUTCOME, set()),  # the promise was known, how it ended was not
        ({}, ("data/sources.csv", "Deaths by year (made up)", "Deaths by year"), {"synthesis"}),
        ({}, ("data/README.md", "made-up", "invented"), set()),
        ({}, ("data/datapackage.json", '"title"', '"titel"'), ALL),
        ({}, PROSE, {"synthesis"}),
        ({}, ("drawdown/charts/attack_map.py", '"""', '"""The '), {"attack_frequency"}),
        ({}, ("drawdown/measures/revisions.py", '"""', '"""The '), {"troop_levels"}),
        ({}, ("drawdown/page/cards.py", '"""', '"""The '), ALL),
        ({}, ("drawdown/book/run.py", '"""', '"""The '), ALL),
        ({}, ("drawdown/web/search.py", '"""', '"""The '), set()),
        ({}, ("drawdown/book/pdf.py", '"""', '"""The '), set()),
        ({}, ("requirements.txt", "#", "# "), ALL),
        ({}, ("_config.yml", 'drawdown_base_url: ""', "drawdown_base_url: https://example.org/"), set()),
        ({}, ("_config.yml", "logo: _static", "logo: ./_static"), set()),
        ({}, ("book/methods.md", "#", "# The"), set()),
    ],
)
def test_an_edit_makes_stale_what_depends_on_it_and_nothing_else(project, edit, values, edited, stale):
    before = digests(**values)
    edit(*edited)
    after = digests(**values)
    assert {chapter for chapter in CHAPTERS if before[chapter] != after[chapter]} == stale


def test_a_language_rests_on_its_own_messages(project):
    catalogue = paths.catalogue("ar")
    before, english = digests(lang="ar"), digests()
    text = catalogue.read_text(encoding="utf-8") if catalogue.is_file() else None
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_text((text or "") + "\n# a note\n", encoding="utf-8")
    try:
        assert digests() == english
        assert set(digests(lang="ar").values()).isdisjoint(before.values())
    finally:
        catalogue.unlink() if text is None else catalogue.write_text(text, encoding="utf-8")


def test_what_was_edited_and_put_back_has_its_key_again(project, edit):
    before = digests()
    edit(*LEVEL)
    assert digests() != before
    edit(LEVEL[0], LEVEL[2], LEVEL[1])
    assert digests() == before


def test_a_parameter_is_in_the_key_as_given_and_as_it_is_meant(project):
    parts = keys.key("troop_levels", {"as_of": "2006-12-18"}).parts
    assert parts["as_of"] == "2006-12-18"
    assert parts["country"].startswith("all, Arland")
    last = keys.key("troop_levels", {}).parts["as_of"]
    assert last.startswith("latest, 20")


@pytest.mark.parametrize(
    ("values", "edited", "chapter", "reasons"),
    [
        ({}, LEVEL, "synthesis", ["troop_levels.csv: 1 row changed"]),
        ({}, LEVEL, "troop_levels", ["troop_levels.csv: 1 row changed"]),  # and of its history not once more
        ({}, PROSE, "synthesis", ["notebooks/synthesis.ipynb changed"]),
        (
            {},
            ("drawdown/charts/attack_map.py", '"""', '"""The '),
            "attack_frequency",
            ["charts/attack_map.py changed"],
        ),
    ],
)
def test_the_reasons_name_what_changed(project, edit, values, edited, chapter, reasons):
    before = keys.key(chapter, values)
    edit(*edited)
    assert changes.reasons(before, keys.key(chapter, values)) == reasons


def test_rows_are_counted_and_in_full_named(project, edit):
    before = keys.key("troop_levels", {})
    text = (TINY / "troop_levels.csv").read_text(encoding="utf-8")
    last = text.splitlines()[-1]
    edit(*LEVEL)
    edit_added = "ARL-900" + last[last.index(",") :] + "\n"
    with (project / "data" / "troop_levels.csv").open("a", encoding="utf-8") as table:
        table.write(edit_added)
    after = keys.key("troop_levels", {})
    assert changes.reasons(before, after) == ["troop_levels.csv: 1 row added, 1 changed"]
    details = changes.details(before, after)
    assert "troop_levels.csv, added: ARL-900" in details and "troop_levels.csv, changed: ARL-002" in details


def test_a_parameter_that_changed_is_told_in_its_own_words(project):
    then, now = keys.key("synthesis", {"as_of": "2006-12-18"}), keys.key("synthesis", {})
    assert changes.reasons(now, then)[0] == "as_of is now 2006-12-18 (was latest)"
    assert changes.reasons(then, now)[0] == "as_of is now latest (was 2006-12-18)"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"a": "1"}, "1 row added"),
        ({"a": "1"}, {"b": "1", "c": "1"}, "2 rows added, 1 removed"),
        ({"a": "1", "b": "1"}, {"a": "2", "b": "2"}, "2 rows changed"),
        ({"a": "1", "b": "1"}, {"b": "1", "a": "1"}, "rows in another order"),
    ],
)
def test_how_rows_are_counted(before, after, words):
    assert changes.counted(before, after) == words


def test_rows_that_are_not_kept_any_more_are_not_counted(project, edit):
    before = keys.key("synthesis", {})
    edit(*LEVEL)
    assert changes.reasons(before, keys.key("synthesis", {}), rows=lambda _: None) == ["troop_levels.csv changed"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_declares_what_papermill_and_its_cells_say(chapter):
    path = paths.NOTEBOOKS / f"{chapter}.ipynb"
    found = declared(chapter, path.read_bytes())
    assert found.parameters == tuple(papermill.inspect_notebook(str(path)))
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    assert found.modules == {name for node in ast.walk(ast.parse(code)) for name in imported(node)}
    asked = set(found.reads)
    assert asked and len(asked) == len(found.reads) and list(found.reads) == sorted(found.reads)


def written(*sources: str) -> bytes:
    cells = [{"cell_type": "code", "id": f"cell-{n}", "source": text} for n, text in enumerate(sources)]
    return json.dumps({"cells": cells}).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is not a notebook"),
        (b"[]", "is not a notebook"),
        (written("chapter = Chapter('x')"), "does not declare the tables it reads"),
        (written("Chapter('x', reads=['a'])", "Chapter('y', reads=['a'])"), "make its Chapter once"),
        (written("names = ['a']", "Chapter('x', reads=names)"), "a list of names in quotes, not names"),
        (written("Chapter('x', reads='waves')"), "a list of names in quotes, not 'waves'"),
        (written("x = (\n"), "x.ipynb, cell 'cell-0', line 1"),
    ],
)
def test_a_notebook_that_does_not_declare_its_tables_is_refused(content, said):
    with pytest.raises(ChapterError, match=said):
        declared("x", content)


def test_imports_are_followed_into_functions_and_packages(tmp_path, monkeypatch):
    texts = {
        "__init__": "",
        "a/__init__": "from drawdown import z",
        "a/one": "import os\ndef lazily():\n    from drawdown.b import (\n        two,  # the module\n    )",
        "b/__init__": "",
        "b/two": "import drawdown.b.three",
        "b/three": "from drawdown.a.one import lazily",
        "b/unused": "",
        "z": "",
    }
    for name, text in texts.items():
        file = tmp_path / "drawdown" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "STORE", tmp_path / "store")
    for _again in range(2):  # the second time from what was kept
        found = Imports(Snapshot()).below(["drawdown.a.one", "numpy", "drawdown.a.nothing"])
        names = {path.relative_to(tmp_path / "drawdown").with_suffix("").as_posix() for path in found}
        assert names == texts.keys() - {"b/unused"}


def test_a_view_gives_no_table_it_does_not_declare():
    view = View(Parameters(data=str(TINY)), reads=["waves"], histories=["waves"])
    assert len(view.table("waves")) and len(view.vintages("waves").rows)
    with pytest.raises(UndeclaredRead, match="'milestones', which its Chapter does not declare: add it to reads"):
        view.table("milestones")
    with pytest.raises(UndeclaredRead, match="add it to histories"):
        view.vintages("milestones")


def test_a_view_of_some_tables_knows_the_sources_of_their_rows():
    whole, part = (View(Parameters(data=str(TINY)), reads) for reads in (None, ["dmdc_troops"]))
    named = {key for column in ("source",) for key in whole.table("dmdc_troops")[column]}
    assert set(part.sources.index) == named < set(whole.sources.index)


@pytest.mark.slow
def test_every_module_a_chapter_imports_is_in_its_key(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "STORE", tmp_path)
    for chapter in CHAPTERS:
        cells = nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells
        lines = [line for cell in cells if cell.id == "load" for line in cell.source.splitlines()]
        code = "\n".join(line for line in lines if line.startswith("from ")) + (
            "\nimport sys\nprint(*(m.__file__ for n, m in sys.modules.items() if n.partition('.')[0] == 'drawdown'))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        run = {Path(file).relative_to(paths.ROOT).as_posix() for file in done.stdout.split()}
        assert run <= keys.key(chapter, {}).files.keys(), chapter
