"""``drawdown new``: an empty pack that is sound, teaches how to fill it, and is never half there."""

import csv
import json
import re

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from drawdown.cli import main
from drawdown.pack import blank, check
from drawdown.pack.guide import guide
from drawdown.pack.publication import Publication
from drawdown.pack.schema import DESCRIPTOR, Schema, standard
from drawdown.pack.view import View
from drawdown.parameters import Parameters
from tests.test_names import PATTERN

WORDS = ("--title", "Leaving Arland", "--question", "Did it help?", "--theatre", "Arland", "--theatre", "Bor Land")


def call(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def pack(tmp_path):
    done = call("new", str(tmp_path / "My Pack"), *WORDS, "--start", "2001-10-07", "--end", "2021-08-31")
    assert done.exit_code == 0, done.output
    return tmp_path / "My Pack"


def test_a_new_pack_is_sound(pack):
    assert check.problems(pack) == []
    result = call("check", str(pack))
    assert (result.exit_code, result.output) == (0, "My Pack: no problems.\n")


def test_it_says_what_it_was_told(pack):
    schema = Schema(pack)
    assert (schema.name, schema.title, schema.question) == ("my-pack", "Leaving Arland", "Did it help?")
    assert list(schema.theatres) == ["Arland", "Bor Land"]
    assert [day.isoformat() for day in schema.window] == ["2001-10-07", "2021-08-31"]
    assert Publication.of(schema) == Publication("my-pack", "Leaving Arland", "Leaving Arland", "", "")
    assert list(schema.languages) == ["en"]


def test_every_table_is_there_with_its_header_and_no_row(pack):
    assert {path.name for path in pack.iterdir()} == {
        "README.md",
        "datapackage.json",
        *(f"{name}.csv" for name in standard()),
    }
    for table in standard().values():
        with (pack / table.path).open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [list(table.types)]


def test_a_row_is_about_its_theatres(pack):
    fields = {
        (table.name, field["name"]): field["constraints"]["enum"]
        for table in Schema(pack).tables.values()
        for field in table.descriptor["schema"]["fields"]
        if field.get("vocabulary") == "theatres"
    }
    assert fields["milestones", "country"] == ["Arland", "Bor Land", "Arland+Bor Land", "all", "region", "World"]
    assert fields["waves", "country"] == ["Arland", "Bor Land"]


def test_it_knows_no_other_withdrawal(pack):
    texts = {path.name: path.read_text(encoding="utf-8") for path in pack.iterdir()}
    assert {name: PATTERN.findall(text) for name, text in texts.items() if PATTERN.search(text)} == {}


def test_its_readme_explains_every_column_and_the_commands():
    text = guide("A title", "a-name")
    for table in standard().values():
        assert f"### `{table.path}`" in text
        for column in table.types:
            assert f"- `{column}` (" in text
    assert {"drawdown check .", "drawdown build --data ."} <= set(re.findall(r"drawdown \w+ (?:--data )?\.", text))


@pytest.mark.parametrize("name", standard())
def test_its_tables_can_be_seen(pack, name):
    view = View(Parameters(data=str(pack)))
    assert view.table(name).empty and list(view.schema.table(name).types) == list(standard()[name].types)


def test_a_text_is_required_in_the_languages_the_pack_has(pack):
    table, path = standard()["predictions"], pack / "predictions.csv"
    row = {"prediction_id": "PR01", "test": "years", "direction": "rise", "expects_en": "More."}
    lines = [table.types, [row.get(name, "") for name in table.types]]
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    english = {problem.column for problem in check.problems(pack)}
    descriptor = json.loads((pack / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["languages"] = {"en": "en", "ar": "ar"}
    (pack / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    owed = {(problem.file, problem.column) for problem in check.problems(pack) if problem.column not in english}
    assert owed == {("predictions.csv", "expects_ar"), *((DESCRIPTOR, f"{name}_ar") for name in ("title", "question"))}
    assert english == {"mechanism_id"}


def test_what_is_there_already_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name in ("mine", "file"):
        result = call("new", str(tmp_path / name))
        assert result.exit_code == 2 and "there already" in result.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "mine", "notes.txt"]


def test_an_empty_folder_is_filled(tmp_path):
    assert call("new", str(tmp_path)).exit_code == 0
    assert check.problems(tmp_path) == []


def test_a_failure_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(blank, "files", lambda outline: {"README.md": "text", "no/such/folder.csv": ""})
    with pytest.raises(FileNotFoundError):
        blank.write(tmp_path / "pack", blank.Outline("pack", "T", "Q", ("A",), "2001-01-01", "2002-01-01"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--start", "2002-01-02", "--end", "2002-01-01"), "lies after"),
        (("--start", "soon"), "is not a date"),
        (("--theatre", "A+B"), "which join names"),
        (("--theatre", " "), "is not empty"),
        (("--theatre", "A", "--theatre", "A"), "given once"),
    ],
)
def test_what_no_pack_can_be_is_refused(tmp_path, words, said):
    result = call("new", str(tmp_path / "pack"), *words)
    assert result.exit_code == 2 and said in result.output
    assert not (tmp_path / "pack").exists()


@given(title=st.text(min_size=1, max_size=30), question=st.text(max_size=30))
def test_any_title_and_question_are_kept_as_they_are(title, question):
    outline = blank.Outline("pack", title, question, ("Arland",), "2001-01-01", "2002-01-01")
    described = json.loads(blank.files(outline)["datapackage.json"])
    assert (described["title_en"], described["question_en"]) == (title, question)
