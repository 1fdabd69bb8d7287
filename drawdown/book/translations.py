"""Whether every text has its translation, before anything is made of them.

A language is shown whole, or its catalogue says that it is partial, see `drawdown.language.partial`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from drawdown import language, paths
from drawdown.book import kept, messages
from drawdown.book.snapshot import Snapshot
from drawdown.errors import BookError

COMPLETE = "complete"  # where it is kept that catalogues are
HINT = "`make messages` takes in what is new; `-p lang=` builds one language alone."


def check(languages: Iterable[str], snapshot: Snapshot) -> None:
    """Refuse languages with gaps; one that was found complete is not looked at again.

    Raises
    ------
    BookError
        If a text has no translation, or one that nobody has confirmed, the message names each, and its catalogue; or
        code or prose is edited meanwhile.
    """
    code = [path for path in paths.LOCALE.parent.rglob("*") if path.suffix in (".py", ".html")]
    due = [lang for lang in languages if lang != language.SOURCE and not language.partial(lang)]
    files = {lang: [*sorted(code), *messages.of_language(lang)] for lang in due}
    names = {lang: kept.named(lang, *map(snapshot.digest, files[lang])) for lang in due}
    unseen = [lang for lang in due if kept.get(COMPLETE, names[lang]) is None]
    found = [gap for lang in unseen for gap in gaps(lang)]
    if found:
        raise BookError("\n".join([*found, f"{len(found)} texts have no translation; nothing was built. {HINT}"]))
    for lang in unseen:
        snapshot.check(files[lang])  # what was looked at then is what was seen
        kept.put(COMPLETE, names[lang], b"")


def gaps(code: str) -> Iterator[str]:
    """Yield a line for each text that a language does not have: the catalogue, and the text in English.

    A page whose catalogue lacks a text says so itself when it is made, see `drawdown.web.untranslated`.
    """
    package = messages.read(paths.catalogue(code))
    for message in messages.of_package():
        if message.id and message.id not in package:
            yield _told(paths.catalogue(code), message, "not in the catalogue")
    for path in messages.of_language(code):
        yield from (_told(path, message, why) for message, why in _unfinished(messages.read(path)))


def _unfinished(catalogue: Catalog) -> Iterator[tuple[Message, str]]:
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and not all(forms):
            yield message, "not translated"
        elif message.id and message.fuzzy:
            yield message, "fuzzy"


def _told(path: Path, message: Message, why: str) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{path.relative_to(paths.ROOT)}: {why}: {text!r}"
