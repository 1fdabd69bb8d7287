"""What repositories read of the project: ``CITATION.cff``, ``.zenodo.json`` and ``codemeta.json``.

All three are made from the settings, the project's own pack and ``pyproject.toml``: ``make citation`` writes them.
"""

import json
import tomllib
from typing import Any

import yaml

from drawdown import disk, paths
from drawdown.errors import BookError
from drawdown.pack.publication import Publication
from drawdown.pack.schema import Schema
from drawdown.settings import settings

Described = dict[str, Any]

MESSAGE = "If you use the report or its data, please cite it as below."
CFF, ZENODO, CODEMETA = "CITATION.cff", ".zenodo.json", "codemeta.json"


def files() -> dict[str, str]:
    """Return the text of each file, by name."""
    return {CFF: _yaml(cff()), ZENODO: _json(zenodo()), CODEMETA: _json(codemeta())}


def cff() -> Described:
    """Return the contents of ``CITATION.cff``: the code, with the report as what is cited."""
    schema, book, code = _sources()
    known = schema.window[1]
    return {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        **_filled(
            {
                "title": book.title,
                "abstract": _abstract(schema),
                "type": "software",
                "authors": [_cff_author(book)],
                "version": code["version"],
                "license": code["license"],
                "repository-code": settings().repository_url,
                "url": book.address,
                "keywords": schema.descriptor["keywords"],
            }
        ),
        "preferred-citation": _filled(
            {
                "type": "report",
                "title": book.title,
                "authors": [_cff_author(book)],
                "institution": {"name": book.institution} if book.institution else "",
                "year": known.year,
                "month": known.month,
                "edition": f"as known on {known.isoformat()}",
                "languages": list(schema.languages),
                "license": _licence(schema)["name"],
                "doi": book.doi,
                "url": book.address,
            }
        ),
    }


def zenodo() -> Described:
    """Return the metadata of a deposit at Zenodo: the report with its data and code."""
    schema, book, code = _sources()
    return _filled(
        {
            "title": book.title,
            "description": _abstract(schema),
            "upload_type": "publication",
            "publication_type": "report",
            "creators": [_filled({"name": book.author, "affiliation": book.institution, "orcid": book.orcid})],
            "license": _licence(schema)["name"].lower(),
            "keywords": schema.descriptor["keywords"],
            "version": code["version"],
            "related_identifiers": [
                {"identifier": url, "relation": "isIdenticalTo" if url == book.address else "isCompiledBy"}
                for url in (book.address, settings().repository_url)
                if url
            ],
        }
    )


def codemeta() -> Described:
    """Return the description of the code in terms of CodeMeta."""
    schema, book, code = _sources()
    author = {"@type": "Person", "@id": f"https://orcid.org/{book.orcid}"} if book.orcid else {"@type": "Organization"}
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        **_filled(
            {
                "name": code["name"],
                "description": code["description"],
                "version": code["version"],
                "license": f"https://spdx.org/licenses/{code['license']}",
                "author": [{**author, "name": book.author}],
                "codeRepository": settings().repository_url,
                "url": book.address,
                "keywords": schema.descriptor["keywords"],
                "programmingLanguage": "Python",
                "runtimePlatform": f"Python {code['requires-python']}",
                "referencePublication": f"https://doi.org/{book.doi}" if book.doi else "",
            }
        ),
    }


def write() -> None:
    """Write the files at the root of the project."""
    for name, text in files().items():
        disk.replace(paths.ROOT / name, text)


def _sources() -> tuple[Schema, Publication, Described]:
    schema = Schema(paths.DATA)
    code = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return schema, Publication.of(schema), code


def _abstract(schema: Schema) -> str:
    return f"{schema.question} {schema.descriptor['description']}"


def _licence(schema: Schema) -> Described:
    for licence in schema.descriptor.get("licenses", []):
        return licence
    raise BookError(f"{schema.folder.name}/datapackage.json names no licence.")


def _cff_author(book: Publication) -> Described:
    return _filled({"name": book.author, "orcid": f"https://orcid.org/{book.orcid}" if book.orcid else ""})


def _filled(described: Described) -> Described:
    return {name: value for name, value in described.items() if value}


def _yaml(described: Described) -> str:
    return yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=100)


def _json(described: Described) -> str:
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write()
