"""The results of a grid: kept whole or not at all, under the log's own schema, in any file system."""

import json
from pathlib import Path

import jsonschema
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from drawdown.book.results import LOG, SCHEMA, Results
from drawdown.errors import BookError, DataError, ParameterError
from drawdown.facts.records import MIME

PLACE = "2024-08-24/Arland/en/troop_levels"
VALUES = {"as_of": "2024-08-24", "country": "Arland", "lang": "en"}
HELD = {"chapter": "troop_levels", "facts": [], "rows": {}, "sources": {}}
NOTEBOOK = json.dumps({"cells": [{"outputs": [{"data": {MIME: HELD}}]}]})
ONE, OTHER = "1" * 64, "2" * 64


@pytest.fixture(params=["memory", "file"])
def url(request, tmp_path):
    if request.param == "file":
        return tmp_path.as_uri()
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    return "memory://grid"


def test_a_run_is_done_when_its_files_are_there_and_made_from_the_same(url):
    Results(url).keep(PLACE, VALUES, ONE, 2.0, NOTEBOOK)
    again = Results(url)
    assert again.done(PLACE, ONE)
    assert not again.done(PLACE, OTHER)
    assert not again.done(PLACE.replace("en", "ar"), ONE)


def test_a_run_whose_file_was_removed_is_not_done(tmp_path):
    Results(str(tmp_path)).keep(PLACE, VALUES, ONE, 2.0, NOTEBOOK)
    (tmp_path / f"{PLACE}.facts.json").unlink()
    assert not Results(str(tmp_path)).done(PLACE, ONE)


def test_a_failed_run_is_logged_with_its_error_leaves_no_files_and_is_not_done(url):
    results = Results(url)
    results.keep(PLACE, VALUES, ONE, 2.0, NOTEBOOK)
    results.fail(PLACE, VALUES, ONE, "cell 'facts' raised LookupError")
    again = Results(url)
    assert again.entries[PLACE]["error"] == "cell 'facts' raised LookupError"
    assert not again.done(PLACE, ONE)


def test_a_log_claims_nothing_of_runs_that_are_about_to_begin(url):
    results = Results(url)
    results.keep(PLACE, VALUES, ONE, 2.0, NOTEBOOK)
    results.begin([PLACE])
    assert not Results(url).done(PLACE, ONE)


def test_the_log_follows_its_schema_which_lies_beside_it(tmp_path):
    results = Results(str(tmp_path))
    results.begin([])
    results.keep(PLACE, VALUES, ONE, 2.0, NOTEBOOK)
    results.fail(PLACE.replace("en", "ar"), VALUES, OTHER, "no")
    schema = json.loads((tmp_path / SCHEMA).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    log = json.loads((tmp_path / LOG).read_text(encoding="utf-8"))
    jsonschema.validate(log, schema, jsonschema.Draft202012Validator)
    assert [run["status"] for run in log["runs"]] == ["failed", "done"]
    assert not list(tmp_path.rglob("*.part"))


def test_a_full_disk_is_one_error_that_names_the_file_and_what_was_written_stays(tmp_path):
    results = Results(str(tmp_path))
    results.keep(PLACE, VALUES, ONE, 2.0, NOTEBOOK)
    before = (tmp_path / f"{PLACE}.ipynb").read_bytes()
    (tmp_path / PLACE).with_name(".troop_levels.ipynb.part").symlink_to("/dev/full")
    with pytest.raises(BookError, match=r"troop_levels\.ipynb to .*: no space left on device\. What was written"):
        results.keep(PLACE, VALUES, OTHER, 2.0, NOTEBOOK)
    assert (tmp_path / f"{PLACE}.ipynb").read_bytes() == before
    assert not list(tmp_path.rglob("*.part"))
    assert Path("/dev/full").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"runs": [{}]}', '"runs"'])
def test_a_file_that_is_no_log_is_told(tmp_path, text):
    (tmp_path / LOG).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="is not the log of a grid"):
        Results(str(tmp_path))


def test_a_file_system_that_is_not_known_is_told():
    with pytest.raises(ParameterError, match="--to nowhere://x: .*nowhere"):
        Results("nowhere://x")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(BookError, match=r"Cannot read grid\.json in .*/file: not a directory"):
        Results(str(tmp_path / "file"))
