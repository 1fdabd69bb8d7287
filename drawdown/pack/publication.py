"""A pack as a publication: its title, author and address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drawdown import paths
from drawdown.language import active, strung
from drawdown.pack.schema import Schema, worded
from drawdown.settings import Settings, doi, is_orcid, settings

NOTHING = Settings(author="", institution="", orcid="", doi="", base_url="", repository_url="")


@dataclass(frozen=True)
class Publication:
    """A book as others cite it, in the active language.

    ``address`` is that of its site in every language, and ``site`` that of the part in this one; both are empty while
    it has none, and have no slash at their end. ``institution``, ``orcid`` and ``doi`` are empty where it has none.
    """

    name: str
    title: str
    author: str
    address: str
    site: str
    institution: str = ""
    orcid: str = ""
    doi: str = ""

    @classmethod
    def of(cls, schema: Schema) -> "Publication":
        """Return the publication of a pack, its title in the active language.

        The author is the pack's contributors; a pack that names none stands for itself. The institution and the ORCID
        iD are those of the first contributor who has one, the address is the pack's ``homepage`` and the DOI its
        ``id``. What ``_config.yml`` sets holds for the project's own pack before all of these.
        """
        folder = paths.origin(schema.folder)
        own = settings() if folder == paths.DATA or paths.EDITIONS in folder.parents else NOTHING
        people: list[Mapping[str, Any]] = schema.descriptor.get("contributors", [])
        title = schema.title or schema.name
        address = str(own.base_url or schema.descriptor.get("homepage", "")).rstrip("/")
        if address and schema.edition:
            address = f"{address}/{paths.EDITIONS.name}/{schema.edition}"
        return cls(
            name=schema.name,
            title=title,
            author=own.author or strung((worded(person, "title") for person in people), ",") or title,
            address=address,
            site=address and f"{address}{language_folder(schema)}",
            institution=own.institution or _first(person.get("organization", "") for person in people),
            orcid=own.orcid or _first(map(_orcid, people)),
            doi=own.doi or doi(str(schema.descriptor.get("id", ""))),
        )


def language_folder(schema: Schema) -> str:
    """Return the part of an address that names the active language, with a slash before it; empty for the first."""
    return "" if active() == next(iter(schema.languages)) else f"/{active()}"


def _orcid(person: Mapping[str, Any]) -> str:
    """Return the ORCID iD that a contributor's ``path`` leads to; empty where it leads elsewhere."""
    named = str(person.get("path", "")).rstrip("/").rpartition("orcid.org/")[2]
    return named if is_orcid(named) else ""


def _first(found: Any) -> str:
    return next(filter(None, found), "")
