"""The package's own templates: what they print is escaped, and their texts are in the reader's language."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from drawdown.language import _, active, direction, separator


def render(name: str, **values: Any) -> str:
    """Return a template of ``web/templates`` filled in."""
    own = {"language": active(), "direction": direction(active()), "separator": separator, "_": _}
    return _environment().get_template(name).render(own, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("drawdown.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
