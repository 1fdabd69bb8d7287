"""The address an error is reported to, from the setting ``drawdown_report_url``."""

from urllib.parse import quote, urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from drawdown.web.config import base

SCHEMES = ("http", "https", "mailto")


def setup(app: Sphinx) -> None:
    """Register the setting."""
    app.add_config_value("drawdown_report_url", "", "env", [str])
    app.connect("config-inited", lambda app, config: check(config))


def address(config: Config, fact: str, page: str) -> str:
    """Return the address to report an error in a fact to; empty while the book has none.

    Parameters
    ----------
    config
        The book's configuration.
    fact
        The fact, as ``chapter/id``; it takes the place of ``{fact}``.
    page
        The path of its page and the place on it; it takes the place of ``{page}``, the site's address before it.
    """
    whole = f"{base(config)}{page}"
    return _filled(config.drawdown_report_url, quote(fact, safe=""), quote(whole, safe=""))


def check(config: Config) -> None:
    """Refuse an address that is not one of the web or of mail, or that has other placeholders.

    Raises
    ------
    ConfigError
        With what the setting may be.
    """
    target = config.drawdown_report_url
    if not target:
        return
    try:
        _filled(target, "", "")
    except (KeyError, IndexError, ValueError):
        raise ConfigError(f"drawdown_report_url is {target!r}; it may hold {{fact}} and {{page}}") from None
    if urlsplit(target).scheme not in SCHEMES:
        raise ConfigError(f"drawdown_report_url is {target!r}; it starts with http:, https: or mailto:")


def _filled(target: str, fact: str, page: str) -> str:
    return target.format(fact=fact, page=page)
