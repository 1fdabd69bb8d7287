"""The book's settings, read from ``_config.yml``, their one place."""

from dataclasses import dataclass
from functools import cache

import yaml

from drawdown import paths


@dataclass(frozen=True)
class Settings:
    """The addresses of the book. One not set yet is empty, and left out of citations."""

    base_url: str
    repository_url: str
    editions: tuple[str, ...] = ()  # the days of those that are to be frozen


@cache
def settings() -> Settings:
    """Return the settings of this book."""
    sphinx = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))["sphinx"]["config"]
    days = tuple(str(day) for day in sphinx.get("drawdown_editions", ()))
    return Settings(sphinx["drawdown_base_url"], sphinx["drawdown_repository_url"], days)
