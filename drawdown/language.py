"""The words, numbers and dates of the language a reader chose.

Messages are English in the code and translated by a gettext catalogue in ``locale/``.
"""

import datetime as dt
import gettext
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from drawdown import paths

SOURCE = "en"  # the language of the code, and of columns that have to be there
# The languages there are texts in: that of the code, and those with a folder of catalogues.
LOCALES = {SOURCE: Locale(SOURCE, "GB")}
LOCALES |= {path.name: Locale.parse(path.name) for path in sorted(paths.LOCALE.iterdir())}
_PATTERNS = {"day": "d MMMM y", "brief": "d MMM y", "month": "MMMM y", "quarter": "QQQ y", "year": "y"}
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_MINUS = "\u2212"

_LEFT_TO_RIGHT = "\u200e"
PARTIAL = "# Partial: what has no translation is shown in English."
_MARKS = {"ar": {",": "،", ";": "؛"}}  # the marks that a language writes otherwise
_PERCENTAGE = re.compile(rf"(?<![\d.,+{_MINUS}{_LEFT_TO_RIGHT}-])(?=\d[\d.,]*%)")

_code = SOURCE
_locale = LOCALES[SOURCE]
_translations: gettext.NullTranslations = gettext.NullTranslations()


def activate(code: str, region: str = "") -> None:
    """Make ``code`` the language of every later call.

    ``region`` is the locale whose press the dates follow, such as "ar_MA" or "en_GB"; by default the language's own.
    """
    global _code, _locale, _translations
    spoken = LOCALES[code]  # an unknown code fails here
    _code, _locale, _translations = code, Locale.parse(region) if region else spoken, _catalogue(code)


def spoken(code: str, region: str) -> bool:
    """Return whether there are texts in a language, and it has such a locale."""
    try:
        return code in LOCALES and Locale.parse(region).language == code
    except (ValueError, UnknownLocaleError):
        return False


def partial(code: str) -> bool:
    """Return whether the head of a language's catalogue says that texts may be missing, in the words of `PARTIAL`."""
    return PARTIAL in paths.catalogue(code).read_text(encoding="utf-8").partition("msgid")[0].splitlines()


def direction(code: str) -> str:
    """Return how a language runs: "ltr" or "rtl"; one that Babel does not know from the left."""
    try:
        return Locale.parse(code).text_direction
    except UnknownLocaleError:
        return "ltr"


def active() -> str:
    """Return the code of the active language."""
    return _code


def locale() -> Locale:
    """Return the locale that dates and numbers follow."""
    return _locale


def script() -> str:
    """Return the script of the active language as ISO 15924 names it: Latn, Arab."""
    return _locale.script or get_global("likely_subtags")[_locale.language].split("_")[1]


def _(message: str) -> str:
    """Return ``message`` in the active language."""
    return typographic(_translations.gettext(message))


def said_in(code: str, message: str) -> str:
    """Return ``message`` in a language that need not be the active one."""
    return typographic(_catalogue(code).gettext(message))


def ngettext(singular: str, plural: str, n: int, **words: str) -> str:
    """Return the plural form of the message that fits ``n``, with ``{n}`` and the words filled in."""
    return typographic(_translations.ngettext(singular, plural, abs(int(n)))).format(n=number(n), **words)


def plurals(singular: str, plural: str) -> dict[str, str]:
    """Return the forms of a message by the categories of CLDR that whole numbers have here, ``{n}`` left in them.

    A browser chooses among them with ``Intl.PluralRules``.
    """
    chosen = {_locale.plural_form(n): _translations.ngettext(singular, plural, n) for n in range(200, -1, -1)}
    return {category: typographic(text) for category, text in chosen.items()}


def N_(message: str) -> str:
    """Mark ``message`` for translation and return it as it is; ``_`` translates it where it is shown."""
    return message


def typographic(text: str) -> str:
    """Return the text with the apostrophes of print, where data and code have those of a typewriter."""
    return _APOSTROPHE.sub("\u2019", text)


def number(value: float, decimals: int = 0) -> str:
    """Return ``value`` grouped by thousands, in Western digits in every language."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _negative(format_decimal(value, pattern, _locale, numbering_system="latn"))


def signed(text: str) -> str:
    """Return a number that begins with a sign so that the sign stands before it, also in text read from the right."""
    return text if _locale.text_direction == "ltr" else _LEFT_TO_RIGHT + text


def ordered(text: str) -> str:
    """Return a text whose percentages have their sign at the right of the number, also behind Arabic letters."""
    return text if _locale.text_direction == "ltr" else _PERCENTAGE.sub(_LEFT_TO_RIGHT, text)


def percent(share: float, decimals: int = 0) -> str:
    """Return a share (0 to 1) as a percentage."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return _negative(format_percent(share, pattern, _locale, numbering_system="latn"))


def share(part: float) -> str:
    """Return a share (0 to 1) as a percentage, with a decimal below a tenth."""
    return percent(part, 1 if 0 < part < 0.1 else 0)


def date(day: dt.date, precision: str = "day") -> str:
    """Return ``day`` in words, no finer than its ``precision`` (day, month, quarter or year); a day can be brief."""
    return format_date(day, _PATTERNS[precision], _locale)


def listing(parts: list[str]) -> str:
    """Return the parts as a list in words: "one, two and three"."""
    return format_list(parts, locale=_locale)


def separator(mark: str) -> str:
    """Return a comma or a semicolon as the language writes it, with the space that follows it."""
    return _MARKS.get(_code, {}).get(mark, mark) + " "


def strung(parts: Iterable[str], mark: str = ";") -> str:
    """Return the parts that are not empty with commas or semicolons between them: "one; two; three"."""
    return separator(mark).join(filter(None, parts))


def _negative(text: str) -> str:
    """Return a number with a minus sign for its hyphen, and with none where it is rounded to nothing."""
    if "-" not in text:
        return text
    return signed(text.replace("-", _MINUS)) if re.search("[1-9]", text) else text.replace("-", "")


def translated(text: str, source: Path) -> str:
    """Return a text as the catalogue in this file has it; as it is where there is no such file or text."""
    return typographic(_held(source, _code).gettext(text))


def _catalogue(code: str) -> gettext.NullTranslations:
    return _held(paths.catalogue(code), code)


@cache
def _held(source: Path, code: str) -> gettext.NullTranslations:
    if not source.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
