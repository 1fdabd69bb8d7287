"""A pack as a publication: its title, author and address."""

from dataclasses import dataclass

from drawdown import paths
from drawdown.language import strung
from drawdown.pack.schema import Schema, worded
from drawdown.settings import settings


@dataclass(frozen=True)
class Publication:
    """A book as others cite it. ``address`` is that of its site, empty while it has none."""

    name: str
    title: str
    author: str
    address: str

    @classmethod
    def of(cls, schema: Schema) -> "Publication":
        """Return the publication of a pack, its title in the active language.

        The author is the pack's contributors; a pack that names none stands for itself. The address is the pack's
        ``homepage``; that of the project's own pack may stand in ``_config.yml``.
        """
        people = [worded(person, "title") for person in schema.descriptor.get("contributors", [])]
        own = settings().base_url if schema.folder == paths.DATA else ""
        title = schema.title or schema.name
        return cls(schema.name, title, strung(people, ",") or title, str(schema.descriptor.get("homepage") or own))
