"""The command line: what it says, and the code it exits with."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from drawdown import paths, vintage
from drawdown.cli import main
from drawdown.errors import PackEdited
from drawdown.parameters import Parameters


def call(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("command", ["check", "run", "serve", "vintage", "build", "grid", "new", "import", "tidy"])
def test_every_command_explains_itself(command):
    result = call(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output
    assert command == "tidy" or "Examples:" in result.output


def test_help_gives_examples_and_exit_codes():
    result = call("--help")
    assert result.exit_code == 0
    assert "Examples:" in result.output and "Exit codes:" in result.output


def test_the_module_is_the_command():
    done = subprocess.run([sys.executable, "-m", "drawdown", "--version"], capture_output=True, text=True, check=True)
    assert "drawdown" in done.stdout or "version" in done.stdout


def test_the_real_pack_is_sound():  # the one test that checks it: that takes seconds
    result = call("check")
    assert (result.exit_code, result.output) == (0, "data: no problems.\n")


def test_check_lists_every_problem_of_every_file(broken_pack):
    pack = broken_pack
    _edit(pack / "troop_levels.csv", ",8000,", ",many,")
    _edit(pack / "pledges.csv", ",kept,", ",honoured,")
    result = call("check", str(pack))
    assert result.exit_code == 1
    assert "troop_levels.csv row" in result.output and "'many'" in result.output
    assert "pledges.csv row" in result.output and "'honoured'" in result.output
    assert "2 problems in 2 files." in result.output


def test_check_of_no_folder_is_an_error_of_the_command_line():
    result = call("check", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.output


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("cuntry=Syria", "Did you mean 'country'"),
        ("country=Atlantis", "Iraq, Syria, Jordan"),
        ("start=yesterday", "not a date"),
        ("as_of=2024-02-31", "not a date"),
        ("lang=fr", "en, ar"),
        ("country", "name=value"),
    ],
)
def test_a_wrong_parameter_is_refused_before_a_kernel_starts(parameter, said, tmp_path):
    output = tmp_path / "out.ipynb"
    result = call("run", "troop_levels", "-p", parameter, "-o", str(output))
    assert result.exit_code == 2
    assert said in result.output
    assert not output.exists()


def test_start_after_end_is_refused():
    result = call("run", "troop_levels", "-p", "start=2024-01-02", "-p", "end=2024-01-01", "-o", "never.ipynb")
    assert result.exit_code == 2
    assert "2024-01-02 lies after end = 2024-01-01" in result.output


def test_an_unknown_chapter_lists_those_there_are():
    result = call("run", "troop_level", "-o", "never.ipynb")
    assert result.exit_code == 2
    assert "troop_levels" in result.output


def test_a_pack_that_is_none_is_the_fault_of_the_data(tmp_path):
    result = call("build", "-p", f"data={tmp_path}")
    assert result.exit_code == 1
    assert "datapackage.json" in result.output


def test_a_build_on_bad_data_lists_the_problems_and_publishes_nothing(tmp_path, broken_pack, monkeypatch):
    pack = broken_pack
    _edit(pack / "troop_levels.csv", ",8000,", ",many,")
    monkeypatch.setattr(paths, "HTML", tmp_path / "html")
    result = call("build", "-p", f"data={pack}")
    assert result.exit_code == 1
    assert "'many'" in result.output and "nothing was built" in result.output
    assert not (tmp_path / "html").exists()


SYRIA = ("vintage", "troop_levels", "--country", "Syria")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("--at", "2024-08-24"), "Syria on 2024-08-24, as known on 2024-08-24: 900 (low 900, high 900)."),
        (("--at", "2024-12-24"), "Syria on 2024-12-24, as known on 2024-12-24: 2,000 (low 900, high 2,000)."),
        (
            ("--on", "2024-08-24", "--at", "2024-12-24"),
            "Syria on 2024-08-24, as known on 2024-12-24: 900 (low 900, high 900); it is open which held, see below.",
        ),
    ],
)
def test_vintage_tells_the_day_asked_about_from_the_day_of_knowledge(days, said):
    result = call(*SYRIA, *days)
    assert (result.exit_code, result.output.splitlines()[0]) == (0, said)
    assert "\x1b" not in result.output and "https://" in result.output and "tier C" in result.output


def test_vintage_lists_what_may_have_held_already():
    result = call(*SYRIA, "--on", "2024-08-24", "--at", "2024-12-24")
    before, after = result.output.split("it may have held already:")
    assert "SYR-099" in before and "SYR-054" not in before
    assert "SYR-054" in after and "a placeholder" in after


def test_vintage_as_json_gives_every_source_of_a_row(tiny):
    words = ("vintage", "troop_levels", "--country", "Borland", "--at", "2006-12-19", "--data", str(tiny), "--json")
    found = json.loads(call(*words).output)
    assert (found["low"], found["headline"], found["high"], found["open"]) == (2000, 2000, 2000, [])
    assert [said["row"] for said in found["sources"]] == ["BOR-002"]
    assert found["sources"][0]["title"] == "Twice as many as said (made up)"
    assert (found["sources"][0]["tier"], found["sources"][0]["gives"]) == ("B", "headline, low, high")


def test_vintage_of_a_day_nobody_knew_says_so(tiny):
    result = call("vintage", "troop_levels", "--country", "Borland", "--at", "2006-08-10", "--data", str(tiny))
    assert result.exit_code == 0
    assert "nothing is known" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vintage", "milestones", "--country", "Syria"), "the tables with levels are troop_levels"),
        (("vintage", "no_such_table", "--country", "Syria"), "the tables with levels are troop_levels"),
        (("vintage", "troop_levels", "--country", "Atlantis"), "Iraq, Syria, Jordan"),
        (("vintage", "troop_levels", "--country", "all"), "Iraq, Syria, Jordan"),
        (("vintage", "troop_levels"), "--country"),
        ((*SYRIA, "--at", "2024-02-31"), "--at 2024-02-31 is not a date"),
        ((*SYRIA, "--on", "soon"), "--on soon is not a date"),
    ],
)
def test_vintage_refuses_what_it_cannot_answer(words, said):
    result = call(*words)
    assert result.exit_code == 2
    assert said in result.output


def test_vintage_on_a_terminal_is_a_table(tiny):
    found = vintage.answer("troop_levels", Parameters(country="Borland", as_of="2006-12-19", data=str(tiny)), None)
    console = Console(width=160, record=True, file=io.StringIO())
    vintage.show(found, console)
    text = console.export_text()
    assert "2,000" in text and "Borland Herald" in text and "What it said" in text and "┃" in text


def test_tidy_check_holds_for_the_chapters():
    assert call("tidy", "--check").exit_code == 0


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was planned of a build; the pack is edited each time before it begins."""
    found: list[str] = []

    def edited(*_arguments: object) -> None:
        found.append("a plan")
        raise PackEdited("levels.csv was edited while the book was planned. Nothing was published; build again.")

    monkeypatch.setattr("drawdown.book.plan.begun", edited)
    return found


def test_a_pack_that_never_rests_is_given_up_with_one_sentence(plans, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "BUILD", tmp_path)
    result = call("build")
    assert result.exit_code == 1 and len(plans) == 3
    assert result.output.count("levels.csv was edited while the book was planned: it is planned again.\n") == 2
    assert result.output.endswith("Nothing was published; build again.\n")
