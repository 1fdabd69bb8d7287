"""Parameters become code of the executed notebook: each is checked before, and whatever passes is one literal."""

import ast
import json

import papermill
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from drawdown.book import grid, run
from drawdown.book.declared import notebook
from drawdown.book.results import LOG, Results
from drawdown.cli import main
from drawdown.errors import DrawdownError, ParameterError
from drawdown.parameters import NAMES

CODE = [
    "2024'); import os; os.system('id') #",
    '2024"); import os #',
    "2024-01-01\nimport os",
    "2024-01-01\\",
    '""" + __import__("os").getcwd() + """',
    "{__import__('os')}",
    "$(id)",
    "`id`",
    "../../etc",
    "2024-01-01\u2028import os",
    "２０２４-０１-０１",
    "2024-01-01 ",
    "--Guard.files=/etc/passwd",
]
COMMANDS = [
    ["run", "synthesis", "-o", "out.ipynb"],
    ["grid", "--chapter", "synthesis", "--to", "out"],
    ["build", "--no-files"],
    ["vintage", "troop_levels", "--at", "2006-01-01"],
]


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a notebook would be executed."""

    def never(*_words: object, **_named: object) -> None:
        raise AssertionError("a notebook was executed")

    monkeypatch.setattr(papermill, "execute_notebook", never)


@pytest.mark.parametrize("text", CODE)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("idle")
def test_code_in_a_parameter_is_refused_before_a_notebook_is_filled_in(name, text):
    with pytest.raises(DrawdownError):
        run.check_parameters("synthesis", {name: text})


@pytest.mark.parametrize("name", ["import os; x", "country\nimport os", "__class__", "self", "chapter"])
@pytest.mark.usefixtures("idle")
def test_code_in_the_name_of_a_parameter_is_refused(name):
    with pytest.raises(ParameterError, match="Unknown parameter"):
        run.check_parameters("synthesis", {name: "x"})


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("pair", [f"start={CODE[0]}", f"data={CODE[1]}", "x=1\nimport os=2"])
@pytest.mark.usefixtures("idle")
def test_no_command_lets_code_through(command, pair, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*command, "-p", pair])
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit | DrawdownError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["--as-of", CODE[0]], ["--country", CODE[1]], ["--lang", CODE[2]], ["--chapter", "../data/x"]]
)
@pytest.mark.usefixtures("idle")
def test_no_side_of_a_grid_lets_code_through(words, tiny, tmp_path):
    result = CliRunner().invoke(main, ["grid", "-p", f"data={tiny}", "--to", str(tmp_path / "out"), *words])
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("chapter", ["../notebooks/synthesis", "./synthesis", "/etc/x", "synthesis/../synthesis"])
def test_a_chapter_is_a_name_and_no_path(chapter):
    with pytest.raises(ParameterError, match="There is no chapter"):
        notebook(chapter)


@given(text=st.text())
def test_whatever_passes_is_one_literal_of_the_notebook(text):
    """The folder of a pack may be called anything, so this holds for any text at all."""
    held = load_notebook_node(str(notebook("synthesis")))
    filled = parameterize_notebook(held, dict.fromkeys(NAMES, text))
    (cell,) = (cell for cell in filled.cells if "injected-parameters" in cell.metadata.get("tags", []))
    found = {}
    for line in ast.parse(cell.source).body:
        assert isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
        found[line.targets[0].id] = ast.literal_eval(line.value)
    assert found == dict.fromkeys(NAMES, text)


def test_what_a_log_of_a_grid_says_of_parameters_is_not_read_back(tiny, tmp_path):
    (asked,) = grid.runs(["latest"], ["all"], ["en"], ["synthesis"], {"data": str(tiny)})
    ((_one, digest),), _before = grid.stale([asked], Results(str(tmp_path)))
    entry = {
        "place": asked.place,
        "parameters": {"data": "/etc", "as_of": CODE[0]},
        "digest": digest,
        "status": "failed",
    }
    (tmp_path / LOG).write_text(json.dumps({"runs": [entry]}), encoding="utf-8")
    ((again, _digest),), before = grid.stale([asked], Results(str(tmp_path)))
    assert before == []
    assert again.values == asked.values and again.values["data"] == str(tiny)
