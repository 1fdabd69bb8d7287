"""Notebooks are thin: parameters, facts, figures and prose, in one order, without a number typed by hand."""

import ast
import json
import re
from dataclasses import asdict

import nbformat
import pytest

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.pack.view import View
from drawdown.parameters import Parameters

CHAPTERS = chapters()
BEGIN = ["title", "parameters", "load", "facts", "finding", "scope"]
FINISH = ["method", "numbers-heading", "numbers", "sources-heading", "sources", "cite-heading", "cite"]
OF_EVERY_CHAPTER = {"as_of", "start", "end", "countries", "question"}
TAGS = {"parameters", "remove-cell", "hide-input", "remove-input"}

ALLOWED_NUMBERS = {
    "95% interval": "the level of confidence is a choice of the method, not a result",
    "from −2 (": "the ends of the scale of stances, as the codebook names them",
    "to +2 (": "the ends of the scale of stances, as the codebook names them",
    "at most 400 days": "troop_levels.GAP, a choice of the method",
    "within 120 days": "troop_levels.NEAR, a choice of the method",
}

GLUE = re.compile(r"\{glue:text\}`(\w+)\.ipynb::(\w+):s`")
ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
LINK = re.compile(r"\]\([^)]*\)")


@pytest.fixture(params=CHAPTERS)
def chapter(request):
    return request.param


@pytest.fixture
def raw(chapter):
    return json.loads((paths.NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8"))


@pytest.fixture
def notebook(chapter):
    return nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4)


def prose(notebook):
    """The lines of the prose cells, with the id of their cell."""
    return [
        (cell.id, line) for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
    ]


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_chapters_are_the_notebooks():
    assert sorted(CHAPTERS) == sorted(path.stem for path in paths.NOTEBOOKS.glob("*.ipynb"))
    assert len(CHAPTERS) == len(set(CHAPTERS))


def test_a_notebook_is_valid_and_in_the_current_format(raw, notebook):
    nbformat.validate(notebook)
    assert (raw["nbformat"], raw["nbformat_minor"]) == (4, 5)


def test_a_notebook_holds_no_output_and_no_counter(notebook):
    for cell in code(notebook):
        assert cell.outputs == [] and cell.execution_count is None, cell.id


def test_metadata_is_the_kernel_and_the_tags(raw):
    assert raw["metadata"] == {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for cell in raw["cells"]:
        assert set(cell["metadata"]) <= {"tags"}, cell["id"]
        assert set(cell["metadata"].get("tags", [])) <= TAGS, cell["id"]
        assert "attachments" not in cell, cell["id"]


def test_cell_ids_are_unique_and_written_by_hand(notebook):
    names = [cell.id for cell in notebook.cells]
    assert len(names) == len(set(names))
    for name in names:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name), name
        assert not re.fullmatch(r"[0-9a-f-]{8,}", name), name


def test_every_chapter_has_the_same_skeleton(notebook):
    names = [cell.id for cell in notebook.cells]
    assert names[: len(BEGIN)] == BEGIN
    assert names[-len(FINISH) :] == FINISH


def test_the_caveat_comes_before_the_first_figure(notebook):
    names = [cell.id for cell in notebook.cells]
    shown = [
        n
        for n, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and re.search(r"chapter\.(figure|table)\(", cell.source)
    ]
    assert shown and names.index("caveat") < shown[0]
    assert ":class: caveat" in notebook.cells[names.index("caveat")].source


def test_the_parameters_are_those_of_the_package_with_their_defaults(notebook):
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert [cell.id for cell in cells] == ["parameters"]
    found = {}
    for line in cells[0].source.splitlines():
        name, literal, help_text = re.fullmatch(r"(\w+) = (\S+)  # (\S.*)", line).groups()
        found[name] = ast.literal_eval(literal)
        assert len(help_text) > 10, name
    assert found == asdict(Parameters())
    assert list(found) == list(asdict(Parameters()))


def test_the_parameters_cell_is_the_same_in_every_chapter():
    notebooks = [nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4) for name in CHAPTERS]
    assert len({cell.source for notebook in notebooks for cell in notebook.cells if cell.id == "parameters"}) == 1


def test_a_chapter_calls_itself_by_its_name(chapter, notebook):
    load = next(cell for cell in notebook.cells if cell.id == "load")
    assert f'Chapter(\n    "{chapter}", {", ".join(asdict(Parameters()))},\n    reads=[' in load.source


def test_code_is_short_and_only_calls_the_package(notebook):
    lines = [line for cell in code(notebook) for line in cell.source.splitlines() if line.strip()]
    assert len(lines) <= 45
    tree = ast.parse("\n".join(lines))
    for node in ast.walk(tree):
        assert not isinstance(
            node, ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.With | ast.If | ast.Try | ast.Import
        ), ast.unparse(node)
        if isinstance(node, ast.ImportFrom):
            assert node.module.split(".")[0] == "drawdown", node.module
        if isinstance(node, ast.Call):
            assert not re.search(r"\bopen$|read_\w+$|\beval$|\bexec$", ast.unparse(node.func)), ast.unparse(node)


def test_one_sentence_stands_on_a_line(notebook):
    for cell, line in prose(notebook):
        assert not re.search(r"[.!?][)”\"*]* +[A-Z{]", line), f"{cell}: {line}"


def test_what_only_a_screen_can_do_is_not_printed(notebook):
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown" and "Explore" in cell.source]
    assert all(source.startswith(":::{container} no-print\n") and source.endswith("\n:::") for source in cells)


def test_no_number_is_typed_in_prose(notebook):
    for cell, line in prose(notebook):
        if re.fullmatch(r"\(.*\)=", line):
            continue
        plain = LINK.sub("]", ROLE.sub("", line))
        for phrase in ALLOWED_NUMBERS:
            plain = plain.replace(phrase, "")
        assert not re.search(r"\d", plain), f"{cell}: {line}"


def test_every_allowed_number_is_still_used():
    text = "".join((paths.NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8") for name in CHAPTERS)
    assert [phrase for phrase in ALLOWED_NUMBERS if phrase not in text] == []


def test_the_numbers_of_the_method_are_those_of_the_code():
    from drawdown.measures import rates, troop_levels

    assert (troop_levels.GAP.days, troop_levels.NEAR.days, rates.CONFIDENCE) == (400, 120, 0.95)


def test_every_name_in_prose_is_a_fact_of_its_chapter(notebook, stated, tiny):
    view = View(Parameters(data=str(tiny)))  # a chapter states the same facts of every pack
    names = {}
    for cell, line in prose(notebook):
        assert len(GLUE.findall(line)) == line.count("{glue:"), f"{cell}: {line}"
        for stem, name in GLUE.findall(line):
            if stem not in names:
                facts = stated(stem, view)
                bounds = {f"{fact.id}_{end}" for fact in facts if fact.low is not None for end in ("low", "high")}
                names[stem] = {fact.id for fact in facts} | bounds | OF_EVERY_CHAPTER
            assert name in names[stem], f"{cell}: {stem}::{name}"


def test_the_page_opens_with_its_computed_finding_and_says_what_it_saw(chapter, notebook):
    cells = {cell.id: cell.source for cell in notebook.cells}
    assert re.fullmatch(rf"\({chapter.replace('_', '-')}\)=\n# [^\n]+", cells["title"])
    assert re.fullmatch(r'chapter\.say\(\w+\.finding\(.+\), "finding"\)', cells["finding"])
    assert {name for _, name in GLUE.findall(cells["scope"])} == {"as_of", "countries", "start", "end"}


def test_a_file_ends_with_one_newline_and_holds_no_path_of_a_machine(chapter):
    text = (paths.NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8")
    assert text.endswith("}\n") and not text.endswith("\n\n")
    assert not re.search(r"/(home|Users|work|tmp|root)/", text)
