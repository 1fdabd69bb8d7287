"""A descriptor of another form is told by the place of what is wrong in it, and stops no check with a traceback."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawdown.errors import DataError
from drawdown.pack.check import problems
from drawdown.pack.descriptor import faults
from drawdown.pack.schema import Schema
from tests.conftest import TINY

SOUND = json.loads((TINY / "datapackage.json").read_text(encoding="utf-8"))
UNREADABLE = ["", "{", "null", "[]", "5", '"text"', "\ufeff{}", '{"resources": []}']
UNREADABLE += ["[" * 100_000, "[" + "9" * 5000 + "]"]  # too deep, and too long a number


def at(descriptor: Any, place: str) -> Any:
    for step in filter(None, place.split(".")):
        descriptor = descriptor[int(step) if step.isdigit() else step]
    return descriptor


def put(place: str, value: object) -> Callable[[Any], None]:
    *above, last = place.split(".")
    return lambda descriptor: at(descriptor, ".".join(above)).__setitem__(int(last) if last.isdigit() else last, value)


def lose(place: str) -> Callable[[Any], None]:
    *above, last = place.split(".")
    return lambda descriptor: at(descriptor, ".".join(above)).pop(last)


TABLE = "resources.0"
FIELD = f"{TABLE}.schema.fields.1"  # a date
KEY = {"fields": ["source"], "reference": {"resource": "sources", "fields": ["nonesuch"]}}
PATHS = ["../a.csv", "/etc/passwd", "a/../../b", "a\0b", "C:\\a", "https://example.org/a.csv", ["a.csv"], "", ".hidden"]
WRONG: list[tuple[Callable[[Any], None], str]] = [
    (put("name", "../other"), "name"),
    (put("title", 5), "title"),
    (put("title_ar", []), "title_ar"),
    (put("question_en", "x" * 1_000_000), "question_en"),
    (put("window", "ever"), "window"),
    (lose("window.end"), "window"),
    (put("window.start", "\u0662\u0660\u0660\u0661-01-01"), "window.start"),
    (put("window.start", "2001-02-30"), "window.start"),
    (put("window.end", "1999-01-01"), "window.end"),
    (put("edition", "soon"), "edition"),
    (put("languages", ["en"]), "languages"),
    (put("languages", {}), "languages"),
    (put("languages", {"en": 5}), "languages.en"),
    (put("languages", {"xx": "xx_XX"}), "languages.xx"),
    (put("theatres", "Arland"), "theatres"),
    (put("theatres", []), "theatres"),
    (put("theatres.0", {}), "theatres.0"),
    (put("theatres.0.title_en", {}), "theatres.0.title_en"),
    (put("terms", 5), "terms"),
    (put("terms", [{}]), "terms.0"),
    (put("resources", 5), "resources"),
    (put(TABLE, "milestones"), TABLE),
    (lose(f"{TABLE}.name"), TABLE),
    (lose(f"{TABLE}.path"), TABLE),
    (lose(f"{TABLE}.schema"), TABLE),
    (put("resources.1.name", "milestones"), "resources.1.name"),
    (put("resources.1.path", "milestones.csv"), "resources.1.path"),
    *((put(f"{TABLE}.path", path), f"{TABLE}.path") for path in PATHS),
    (put(f"{TABLE}.time", 5), f"{TABLE}.time"),
    (put(f"{TABLE}.time", ["nonesuch"]), f"{TABLE}.time"),
    (put(f"{TABLE}.later", "date"), f"{TABLE}.later"),
    (put(f"{TABLE}.later", {"nonesuch": {}}), f"{TABLE}.later.nonesuch"),
    (lose(f"{TABLE}.schema.primaryKey"), f"{TABLE}.schema"),
    (put(f"{TABLE}.schema.primaryKey", []), f"{TABLE}.schema.primaryKey"),
    (put(f"{TABLE}.schema.primaryKey", ["nonesuch"]), f"{TABLE}.schema.primaryKey"),
    (put(f"{TABLE}.schema.foreignKeys", "source"), f"{TABLE}.schema.foreignKeys"),
    (put(f"{TABLE}.schema.foreignKeys", [KEY]), f"{TABLE}.schema.foreignKeys.0"),
    (put(f"{TABLE}.schema.fields", []), f"{TABLE}.schema.fields"),
    (lose(f"{FIELD}.name"), FIELD),
    (put(f"{FIELD}.name", "milestone_id"), f"{FIELD}.name"),
    (put(f"{FIELD}.type", "day"), f"{FIELD}.type"),
    (put(f"{FIELD}.constraints", "required"), f"{FIELD}.constraints"),
    (put(f"{FIELD}.constraints.minimum", "soon"), f"{FIELD}.constraints.minimum"),
    (put(f"{TABLE}.schema.fields.0.constraints.pattern", "("), f"{TABLE}.schema.fields.0.constraints.pattern"),
]


def test_the_sound_one_has_no_fault():
    assert faults(json.dumps(SOUND)) == []


@pytest.mark.parametrize(("change", "place"), WRONG, ids=[f"{n} {place}" for n, (_, place) in enumerate(WRONG)])
def test_a_fault_is_told_by_its_place(broken_pack, change, place):
    descriptor = copy.deepcopy(SOUND)
    change(descriptor)
    (broken_pack / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = problems(broken_pack)
    assert ("datapackage.json", 0, place) in [(problem.file, problem.row, problem.column) for problem in found]
    assert max(len(str(problem)) for problem in found) < 1000
    with pytest.raises(DataError, match=r"datapackage\.json"):
        Schema(broken_pack)


@pytest.mark.parametrize("text", UNREADABLE, ids=[text[:10] for text in UNREADABLE])
def test_what_is_no_descriptor_is_told(broken_pack, text):
    (broken_pack / "datapackage.json").write_text(text, encoding="utf-8")
    assert [problem.file for problem in problems(broken_pack)] == ["datapackage.json"]


def test_a_folder_in_its_place_is_told(broken_pack):
    path = broken_pack / "datapackage.json"
    path.unlink()
    path.mkdir()
    assert [problem.file for problem in problems(broken_pack)] == ["datapackage.json"]


def places(value: Any, above: str = "") -> list[str]:
    """Every place in a descriptor."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, below in steps for place in (f"{above}.{step}", *places(below, f"{above}.{step}"))]


PLACES = [place[1:] for place in places({**SOUND, "resources": SOUND["resources"][:3]})]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.slow
@settings(max_examples=200)
@given(place=st.sampled_from(PLACES), junk=JUNK)
def test_junk_in_any_place_is_told_or_harmless(tmp_path_factory, place, junk):
    folder: Path = tmp_path_factory.mktemp("pack")
    descriptor = copy.deepcopy({**SOUND, "resources": SOUND["resources"][:3]})
    put(place, junk)(descriptor)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for resource in SOUND["resources"][:3]:
        shutil.copy(TINY / resource["path"], folder)
    for problem in problems(folder):
        assert problem.rule and problem.mend
