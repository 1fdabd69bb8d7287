"""The words, numbers and dates of the language a reader chose.

Messages are English in the code and translated by a gettext catalogue in ``locale/``.
"""

import datetime as dt
import gettext
import io
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from drawdown import paths

LOCALES = {"en": Locale("en"), "ar": Locale("ar", "IQ")}
_PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "quarter": "QQQ y", "year": "y"}

_LEFT_TO_RIGHT = "\u200e"

_code = "en"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def activate(code: str) -> None:
    """Make ``code`` ("en" or "ar") the language of every later call."""
    global _code, _translations
    LOCALES[code]  # an unknown code fails here
    _code, _translations = code, _catalogue(code)


def active() -> str:
    """Return the code of the active language."""
    return _code


def _(message: str) -> str:
    """Return ``message`` in the active language."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the plural form of the message that fits ``n``, with ``{n}`` filled in."""
    return _translations.ngettext(singular, plural, n).format(n=number(n))


def N_(message: str) -> str:
    """Mark ``message`` for translation and return it as it is; ``_`` translates it where it is shown."""
    return message


def number(value: float, decimals: int = 0) -> str:
    """Return ``value`` grouped by thousands, in Western digits in every language."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, pattern, LOCALES[_code], numbering_system="latn")
    return signed(text) if value < 0 else text


def signed(text: str) -> str:
    """Return a number that begins with a sign so that the sign stands before it, also in text read from the right."""
    return text if LOCALES[_code].text_direction == "ltr" else _LEFT_TO_RIGHT + text


def percent(share: float, decimals: int = 0) -> str:
    """Return a share (0 to 1) as a percentage."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return format_percent(share, pattern, LOCALES[_code], numbering_system="latn")


def date(day: dt.date, precision: str = "day") -> str:
    """Return ``day`` in words, no finer than its ``precision`` (day, month, quarter or year)."""
    return format_date(day, _PATTERNS[precision], LOCALES[_code])


def listing(parts: list[str]) -> str:
    """Return the parts as a list in words: "Iraq, Syria and Jordan"."""
    return format_list(parts, locale=LOCALES[_code])


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    source = paths.LOCALE / code / "LC_MESSAGES" / "drawdown.po"
    if not source.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
