"""``sbom.cdx.json``: every locked package a frozen edition was made with, as a CycloneDX 1.6 bill of materials.

It is made from the locks and the list of licences alone, so that the same edition has the same bytes: no time of day,
and a serial number that stands for the content.
"""

import base64
import hashlib
from collections.abc import Iterable
from importlib.metadata import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6

from drawdown import __version__, paths
from drawdown.book import licences, locked
from drawdown.book.locked import Package
from drawdown.pack.schema import Schema

NAME = "sbom.cdx.json"
MEDIA_TYPE = "application/vnd.cyclonedx+json"
SPECIFICATION = "https://cyclonedx.org/docs/1.6/json/"


def write(made: Path, schema: Schema) -> None:
    """Write the bill of materials of a frozen edition into its folder; ``schema`` is that of its pack."""
    (made / NAME).write_text(f"{text(schema.name, schema.edition)}\n", encoding="utf-8")


def text(book: str, day: str) -> str:
    """Return the bill of materials of the edition of a day, as JSON."""
    packages = locked.packages()
    declared = licences.declared()
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (paths.LOCK, paths.NPM_LOCK)}
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, " ".join([book, day, *sums.values()])))
    bom.metadata.timestamp = None  # type: ignore[assignment] # or the library takes the time of day
    edition = Component(name=book, version=day, type=ComponentType.DATA, bom_ref="edition")
    edition.properties = [Property(name=f"drawdown:sha256:{name}", value=digest) for name, digest in sums.items()]
    own = metadata("drawdown")["License-Expression"]
    code = Component(name="drawdown", version=__version__, bom_ref="drawdown", licenses=_licences(own))
    parts = {part.purl.to_string(): _component(part, declared) for part in packages}
    of_path = {part.path: parts[part.purl.to_string()] for part in packages}
    bom.metadata.component = edition
    bom.components = [code, *parts.values()]
    bom.register_dependency(edition, [code])
    bom.register_dependency(code, {of_path[part.path] for part in packages if part.asked})
    for part in packages:  # one version in two places asks for what both ask for
        bom.register_dependency(of_path[part.path], {of_path[path] for path in part.requires})
    return JsonV1Dot6(bom).output_as_string(indent=1)


def _component(part: Package, declared: dict[tuple[str, str], str]) -> Component:
    """Return a package as a component; one that only the work on the book needs is there as excluded."""
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.LIBRARY,
        bom_ref=part.purl.to_string(),
        purl=part.purl,
        scope=ComponentScope.REQUIRED if part.used else ComponentScope.EXCLUDED,
        licenses=_licences(part.licence or declared.get((part.name, part.version), "")),
        hashes=_hashes(part),
    )


def _hashes(part: Package) -> Iterable[HashType]:
    """Return the digest of a package that is one file for every machine; most of Python's are not."""
    if part.kind == locked.NPM:
        return map(HashTypeFactory().from_composite_str, map(_composite, part.hashes))
    return map(HashTypeFactory().from_composite_str, part.hashes) if len(part.hashes) == 1 else ()


def _composite(integrity: str) -> str:
    """Return ``sha512-BASE64`` as ``sha512:HEX``."""
    name, _, digest = integrity.partition("-")
    return f"{name}:{base64.b64decode(digest).hex()}"


def _licences(text: str) -> list[License]:
    return [LicenseFactory().make_from_string(text)] if text else []
