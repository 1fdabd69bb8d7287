"""``ro-crate-metadata.json``: what a frozen edition is, who made it and which files it holds, as RO-Crate 1.2 tells it.

Only what is in the edition's folder and in its pack is told, so that the same edition has the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from rocrate.model import ContextEntity
from rocrate.rocrate import ROCrate

from drawdown import paths
from drawdown.book import facts, files, sbom, site
from drawdown.book.archive import BUILT, DATA
from drawdown.citing.unbuilt import title
from drawdown.language import _
from drawdown.pack.publication import Publication
from drawdown.pack.schema import Schema, worded

NAME = "ro-crate-metadata.json"
VERSION = "1.2"
NOTEBOOKS = f"_sources/{paths.CHAPTERS.name}"  # the executed ones, in the site of a language
TYPES = {
    ".csv": "text/csv",
    ".epub": "application/epub+zip",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
}

Described = dict[str, Any]


def write(made: Path, schema: Schema, languages: Sequence[str]) -> None:
    """Write the description of a frozen edition into its folder.

    Parameters
    ----------
    made
        The folder, with all that it is to hold but this file and the sums.
    schema
        Its frozen pack, where it stays.
    languages
        Those of its site, the first one's at its root; names are in the first.
    """
    text = json.dumps(described(made, schema, languages), ensure_ascii=False, indent=1)
    (made / NAME).write_text(f"{text}\n", encoding="utf-8")


def described(made: Path, schema: Schema, languages: Sequence[str]) -> Described:
    """Return the description as JSON-LD; what is not known is left out."""
    schema.speak(languages[0])
    crate = ROCrate(version=VERSION)
    licences = [_licence(crate, held) for held in schema.descriptor.get("licenses", [])]
    _fill(crate.root_dataset, _root(crate, schema, languages) | {"license": licences})
    code = metadata("drawdown")["License-Expression"]
    own = _licence(crate, {"name": code, "path": f"https://spdx.org/licenses/{code}"})
    for path, properties in _files(made, schema, languages):
        entity = crate.add_file(dest_path=path.relative_to(made).as_posix())
        both = [*licences, own] if path.suffix == ".ipynb" else []
        _fill(entity, {"encodingFormat": TYPES.get(path.suffix, ""), **properties, "license": both})
    schema.speak(languages[0])
    return crate.metadata.generate()


def _root(crate: ROCrate, schema: Schema, languages: Sequence[str]) -> Described:
    book = Publication.of(schema)
    publisher = _entity(crate, "#publisher", "Organization", name=book.institution) if book.institution else ""
    author = (f"https://orcid.org/{book.orcid}", "Person") if book.orcid else ("#author", "Organization")
    return {
        "name": book.title,
        "description": " ".join(filter(None, (schema.question, worded(schema.descriptor, "description")))),
        "datePublished": schema.edition,
        "author": _entity(crate, *author, name=book.author, affiliation=publisher if book.orcid else ""),
        "publisher": publisher,
        "identifier": f"https://doi.org/{book.doi}" if book.doi else "",
        "url": book.address and f"{book.address}/",
        "version": str(schema.descriptor.get("version", "")),
        "inLanguage": list(languages),
        "keywords": schema.descriptor.get("keywords", []),
    }


def _licence(crate: ROCrate, held: Described) -> ContextEntity:
    name = held.get("title") or held.get("name")
    return _entity(crate, held.get("path") or f"#{held['name']}", "CreativeWork", name=name)


def _entity(crate: ROCrate, identity: str, kind: str, **properties: Any) -> ContextEntity:
    entity = crate.add(ContextEntity(crate, identity, properties={"@type": kind}))
    _fill(entity, properties)
    return entity


def _fill(entity: Any, properties: Described) -> None:
    for name, value in properties.items():
        if value:
            entity[name] = value


def _files(made: Path, schema: Schema, languages: Sequence[str]) -> Iterator[tuple[Path, Described]]:
    """Yield the files that are told of, each with its name: the data first, then those of each language."""
    tables = {table.path: table.title for table in schema.tables.values()}
    for path in sorted(path for path in (made / DATA).rglob("*") if path.is_file()):
        name = path.relative_to(made / DATA).as_posix()
        yield path, {"name": tables.get(name, name)}
    yield made / BUILT, {"name": _("What this edition was made from")}
    about = {"name": _("The packages it was made with"), "encodingFormat": sbom.MEDIA_TYPE}
    yield made / sbom.NAME, {**about, "conformsTo": {"@id": sbom.SPECIFICATION}}
    for code in languages:
        schema.speak(code)
        for path, name in _of_language(site.place(made, languages, code), schema):
            yield path, {"name": name, "inLanguage": code}


def _of_language(place: Path, schema: Schema) -> Iterator[tuple[Path, str]]:
    yield place / facts.NAME, _("The numbers of the text, with the rows behind them")
    notebooks = sorted((place / NOTEBOOKS).glob("*.ipynb"))
    chapters = {path.stem: title(path.stem) for path in notebooks}
    for path in notebooks:
        yield path, chapters[path.stem]
    for path in sorted((place / files.FOLDER).glob("*")):
        yield path, chapters.get(path.stem, schema.title)
