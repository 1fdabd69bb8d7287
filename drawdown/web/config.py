"""What the extension reads from the book's configuration."""

import contextlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from drawdown import language, paths
from drawdown.errors import DataError
from drawdown.language import _
from drawdown.pack.schema import Schema


def setup(app: Sphinx) -> None:
    """Register the settings, and make the book's language that of every text this package writes."""
    app.add_config_value("drawdown_pack", str(paths.DATA), "env", [str])
    app.add_config_value("drawdown_base_url", "", "html", [str])
    app.add_config_value("drawdown_repository_url", "", "html", [str])
    app.add_config_value("drawdown_prints", False, "html", [bool])  # whether PDF, EPUB and pictures are made
    app.connect("config-inited", _speak)


def pack(config: Config) -> Path:
    """Return the folder of the data pack; a relative path starts at the project's root."""
    return paths.pack(config.drawdown_pack)


def _speak(app: Sphinx, config: Config) -> None:
    if config.language not in language.LOCALES:
        raise ConfigError(f"language is {config.language!r}; the book speaks {', '.join(language.LOCALES)}")
    language.activate(config.language)
    with contextlib.suppress(DataError):  # told by the first page that needs the pack
        Schema(pack(config)).speak(config.language)
    config.numfig_format = {"figure": _("Fig. %s"), "table": _("Table %s")} | config.numfig_format
