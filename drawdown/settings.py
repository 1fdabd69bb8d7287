"""The book's settings, read from ``_config.yml``, their one place."""

from dataclasses import dataclass
from functools import cache

import yaml

from drawdown import paths


@dataclass(frozen=True)
class Settings:
    """Title, author and addresses of the book. An address not set yet is empty, and left out of citations."""

    title: str
    author: str
    base_url: str
    repository_url: str


@cache
def settings() -> Settings:
    """Return the settings of this book."""
    config = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))
    sphinx = config["sphinx"]["config"]
    return Settings(config["title"], config["author"], sphinx["drawdown_base_url"], sphinx["drawdown_repository_url"])
