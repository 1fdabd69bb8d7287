"""The locks: everything by its hash, told apart by what needs it, with its licence and its place in a bill."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from drawdown import paths
from drawdown.book import licences, locked, sbom

LOCK = """\
# by a tool
aaa==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:01 \\
    --hash=sha256:02
    # via drawdown (pyproject.toml)
aaa==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:03
    # via drawdown (pyproject.toml)
bbb==1.5 \\
    --hash=sha256:04
    # via
    #   aaa
    #   ccc
ccc==3 \\
    --hash=sha256:05
    # via drawdown (pyproject.toml:dev)
"""
NPM_LOCK = {
    "packages": {
        "": {"dependencies": {"@x/a": "1"}, "devDependencies": {"b": "1"}},
        "node_modules/@x/a": {"version": "1.0.0", "integrity": "sha512-AA==", "license": "MIT"},
        "node_modules/b": {"version": "1.1.0", "integrity": "sha512-AQ==", "dev": True, "dependencies": {"c": "2"}},
        "node_modules/b/node_modules/c": {"version": "2.0.0", "dev": True, "dependencies": {"d": "1", "b": "1"}},
        "node_modules/c": {"version": "1.0.0", "dev": True},
        "node_modules/d": {"version": "1.0.0", "dev": True, "optionalDependencies": {"c": "1", "gone": "1"}},
    }
}


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """Locks of which the answer is known."""
    monkeypatch.setattr(paths, "LOCK", tmp_path / "requirements.txt")
    monkeypatch.setattr(paths, "NPM_LOCK", tmp_path / "package-lock.json")
    paths.LOCK.write_text(LOCK, encoding="utf-8")
    paths.NPM_LOCK.write_text(json.dumps(NPM_LOCK), encoding="utf-8")


def test_a_lock_of_python_is_read_with_what_needs_what(made_up):
    told = {part.path: (part.used, part.asked, part.requires, part.hashes) for part in locked.python()}
    assert told == {
        "aaa==1.0": (True, True, ("bbb==1.5",), ("sha256:01", "sha256:02")),
        "aaa==2.0": (True, True, ("bbb==1.5",), ("sha256:03",)),
        "bbb==1.5": (True, False, (), ("sha256:04",)),
        "ccc==3": (False, True, ("bbb==1.5",), ("sha256:05",)),
    }


def test_a_lock_of_npm_is_read_with_the_copies_that_node_would_find(made_up):
    told = {part.path.replace("node_modules/", ""): part for part in locked.npm()}
    requires = {name: [path.replace("node_modules/", "") for path in part.requires] for name, part in told.items()}
    assert requires == {"@x/a": [], "b": ["b/c"], "b/c": ["d", "b"], "c": [], "d": ["c"]}
    assert [name for name, part in told.items() if part.used] == ["@x/a"]
    assert [name for name, part in told.items() if part.asked] == ["@x/a", "b"]
    assert (told["b/c"].name, told["b/c"].version, told["@x/a"].licence) == ("c", "2.0.0", "MIT")
    assert str(told["@x/a"].purl) == "pkg:npm/%40x/a@1.0.0"


def test_nothing_is_installed_without_its_hash():
    packages = locked.packages()
    wanted = {locked.PYPI: r"sha256:[0-9a-f]{64}", locked.NPM: r"sha512-[\w+/]{86}=="}
    assert {part.kind for part in packages} == wanted.keys()
    bare = [part.path for part in packages if not part.hashes]
    odd = [part.path for part in packages for held in part.hashes if not re.fullmatch(wanted[part.kind], held)]
    assert (bare, odd) == ([], [])
    lines = [line for line in paths.LOCK.read_text(encoding="utf-8").splitlines() if re.match(r"[^\s#]", line)]
    assert len(lines) == len(locked.python()), "an entry of the lock is no exact version"


def test_the_licences_are_those_of_the_locks_and_of_what_is_installed():
    declared = licences.declared()
    packages = locked.packages()
    assert licences.text(packages, declared) == paths.THIRD_PARTY.read_text(encoding="utf-8"), "run `make licences`"
    installed = 0
    for part in packages:
        try:
            held = distribution(part.name) if part.kind == locked.PYPI else None
        except PackageNotFoundError:
            continue
        if held and held.version == part.version:
            assert declared[part.name, part.version] == licences.licence(held), part.path
            installed += 1
    assert installed > 150


def test_what_readers_are_sent_is_in_the_locks():
    assert {part.name for part in locked.packages()} >= licences.SHIPPED.keys()


def test_a_licence_is_told_as_it_is_declared():
    class Held:
        def __init__(self, **fields):
            self.metadata = self
            self.fields = fields

        def get_all(self, name):
            return self.fields.get(name.replace("-", "_"))

    classes = ["License :: OSI Approved :: BSD License", "License :: Public Domain", "Topic :: Software Development"]
    assert licences.licence(Held(License_Expression=["MIT"], License=["other"], Classifier=classes)) == "MIT"
    assert licences.licence(Held(License=["BSD 3"], Classifier=classes)) == "BSD 3"
    assert licences.licence(Held(License=["a\nb"], Classifier=classes)) == "BSD License, Public Domain"
    assert licences.licence(Held(License=["UNKNOWN"], Classifier=classes[:1])) == "BSD License"
    assert licences.licence(Held(License=["a\nb"])) == licences.OWN_TEXT
    assert licences.licence(Held()) == ""


def test_a_bill_of_materials_is_valid_and_holds_every_locked_package():
    text = sbom.text("a-book", "2024-08-24")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    packages = {part.purl.to_string(): part for part in locked.packages()}
    components = {part["bom-ref"]: part for part in told["components"]}
    assert components.keys() == {*packages, "drawdown"}
    for ref, part in packages.items():
        assert (components[ref]["name"], components[ref]["version"]) == (part.name, part.version)
        assert components[ref]["purl"] == ref
    scopes = {part["name"]: part["scope"] for part in components.values() if part["name"] in ("pandas", "pytest")}
    assert scopes == {"pandas": "required", "pytest": "excluded"}
    assert told["metadata"].keys() == {"component"}
    assert (told["metadata"]["component"]["name"], told["metadata"]["component"]["version"]) == (
        "a-book",
        "2024-08-24",
    )
    needs = {held["ref"]: held.get("dependsOn", []) for held in told["dependencies"]}
    assert needs["edition"] == ["drawdown"]
    assert {ref for held in needs.values() for ref in held} >= packages.keys(), "a package that nothing asks for"
    unlicensed = [ref for ref, part in components.items() if "licenses" not in part]
    assert unlicensed == ["pkg:npm/parse-cache-control@1.0.1"]  # declares none
    assert components["drawdown"]["licenses"] == [{"license": {"id": "MIT"}}]


def test_the_validator_would_refuse_what_is_no_bill():
    text = sbom.text("a-book", "2024-08-24").replace('"scope": "required"', '"scope": "perhaps"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is not None


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_edition_has_the_same_bill_in_any_process(seed):
    code = "import sys; from drawdown.book import sbom; sys.stdout.write(sbom.text('a-book', '2024-08-24'))"
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati"}
    done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == sbom.text("a-book", "2024-08-24")
    assert done.stdout != sbom.text("a-book", "2024-08-25")
