"""A pack as a publication: its title, author and address."""

from dataclasses import dataclass

from drawdown import paths
from drawdown.language import active
from drawdown.pack.schema import Schema
from drawdown.settings import settings


@dataclass(frozen=True)
class Publication:
    """A book as others cite it, in the active language.

    ``address`` is that of its site in every language, and ``site`` that of the part in this one; both are empty while
    it has none, and have no slash at their end.
    """

    name: str
    title: str
    author: str
    address: str
    site: str

    @classmethod
    def of(cls, schema: Schema) -> "Publication":
        """Return the publication of a pack, its title in the active language.

        The author is the pack's contributors; a pack that names none stands for itself. The address is the pack's
        ``homepage``; that of the project's own pack may stand in ``_config.yml``.
        """
        people = [str(person["title"]) for person in schema.descriptor.get("contributors", [])]
        own = settings().base_url if schema.folder == paths.DATA else ""
        title = schema.title or schema.name
        address = str(schema.descriptor.get("homepage") or own).rstrip("/")
        folder = "" if active() == next(iter(schema.languages)) else f"/{active()}"
        return cls(schema.name, title, ", ".join(people) or title, address, address and f"{address}{folder}")
