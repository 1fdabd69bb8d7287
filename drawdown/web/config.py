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
    app.add_config_value("drawdown_languages", [], "html", [list])  # those of the site, the first one's at its root
    for name in ("author", "institution", "orcid", "doi"):
        app.add_config_value(f"drawdown_{name}", "", "html", [str])  # see drawdown.settings
    app.add_config_value("drawdown_base_url", "", "html", [str])  # of the whole site, or of a whole frozen edition
    app.add_config_value("drawdown_repository_url", "", "html", [str])
    app.add_config_value("drawdown_editions", [], "", [list])  # read by `drawdown edition`
    app.add_config_value("drawdown_frozen", {}, "html", [dict])  # the day and the data of the edition that is the same
    app.add_config_value("drawdown_prints", False, "html", [bool])  # whether PDF, EPUB and pictures are made
    app.connect("config-inited", _speak)


def pack(config: Config) -> Path:
    """Return the folder of the data pack; a relative path starts at the project's root."""
    return paths.pack(config.drawdown_pack)


def languages(config: Config) -> list[str]:
    """Return the languages of the site; a book made by Sphinx alone has its own."""
    return list(config.drawdown_languages) or [config.language]


def folder(config: Config, language: str) -> str:
    """Return the folder of a language, from the root of the site, with a slash at its end; empty for the first one."""
    return "" if language == languages(config)[0] else f"{language}/"


def saved(config: Config, name: str) -> str:
    """Return what a file is called when a reader keeps it: one in another language than the first tells its own."""
    stem, dot, ending = name.partition(".")
    return f"{stem}-{config.language}{dot}{ending}" if folder(config, config.language) else name


def base(config: Config, language: str = "") -> str:
    """Return the address of the site in a language, by default the book's, with a slash at its end.

    Empty while the book has none.
    """
    root = config.drawdown_base_url.rstrip("/")
    return f"{root}/{folder(config, language or config.language)}" if root else ""


def permanent(config: Config) -> str:
    """Return the address at which what the book says stays, with a slash at its end: that of the frozen edition.

    That of the site, while there is no such edition, and empty while the book has none.
    """
    root, day = config.drawdown_base_url.rstrip("/"), config.drawdown_frozen.get("edition", "")
    inner = f"{paths.EDITIONS.name}/{day}/" if day else ""
    return f"{root}/{inner}{folder(config, config.language)}" if root else ""


def _speak(app: Sphinx, config: Config) -> None:
    if config.language not in language.LOCALES:
        raise ConfigError(f"language is {config.language!r}; the book speaks {', '.join(language.LOCALES)}")
    language.activate(config.language)
    with contextlib.suppress(DataError):  # told by the first page that needs the pack
        Schema(pack(config)).speak(config.language)
    config.numfig_format = {"figure": _("Fig. %s"), "table": _("Table %s")} | config.numfig_format
