"""What makes two keys of a chapter differ, in words."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from drawdown.book import seen
from drawdown.book.keys import Key

NAMED = 3  # files of one kind of change that are named; more are counted
PACKAGE = "drawdown/"

Rows = Callable[[str], Mapping[str, str] | None]


def reasons(old: Key, new: Key, rows: Rows = seen.rows) -> list[str]:
    """Return why a chapter runs again, one reason a line.

    Parameters
    ----------
    old, new
        The key of its last run and the key it has now.
    rows
        Gives the digest of each row by the digest of a table, see `drawdown.book.seen.rows`.
    """
    return [*_parameters(old, new), *_tables(old, new, rows), *files(old.files, new.files)]


def details(old: Key, new: Key, rows: Rows = seen.rows) -> list[str]:
    """Return the same part by part: the ids of the rows and the name of every file."""
    tables = chain.from_iterable(_listed(name, old, new, rows) for name in _differing(old.tables, new.tables))
    changed = (_file(name, old.files, new.files) for name in _differing(old.files, new.files))
    return [*_parameters(old, new), *tables, *changed]


def files(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return what became of files: each by name where they are few, else counted."""
    names = _differing(old, new)
    words = [_file(name, old, new) for name in names]
    return words if len(words) <= NAMED else [f"{len(words)} files changed, among them {_short(names[0])}"]


def counted(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return how many rows were added, changed and removed."""
    added, changed, removed = _split(before, after)
    counts = {"added": added, "changed": changed, "removed": removed}
    found = [(len(ids), word) for word, ids in counts.items() if ids]
    if not found:
        return "rows in another order"
    first, *more = found
    words = [f"{first[0]} {'row' if first[0] == 1 else 'rows'} {first[1]}", *(f"{n} {word}" for n, word in more)]
    return ", ".join(words)


def _parameters(old: Key, new: Key) -> list[str]:
    return [
        _now(name, old.parameters[name], new.parameters[name]) for name in _differing(old.parameters, new.parameters)
    ]


def _now(name: str, before: str, after: str) -> str:
    """Return how a parameter changed; what a word means only where the word stayed."""
    was, now = before.partition(", ")[0], after.partition(", ")[0]
    return f"{name} is now {after} (was {before})" if was == now else f"{name} is now {now} (was {was})"


def _tables(old: Key, new: Key, rows: Rows) -> Iterator[str]:
    for name in _differing(old.tables, new.tables):
        plain = name.removesuffix(seen.HISTORY)
        if plain != name and plain in _differing(old.tables, new.tables):
            continue  # the same rows once more
        if name not in old.tables:
            yield f"{name}: read now"
        elif name not in new.tables:
            yield f"{name}: not read any more"
        else:
            before, after = rows(old.tables[name]), rows(new.tables[name])
            if before is None or after is None:
                yield f"{name} changed"
            else:
                yield f"{name}: {counted(before, after)}"


def _listed(name: str, old: Key, new: Key, rows: Rows) -> Iterator[str]:
    before = rows(old.tables[name]) if name in old.tables else {}
    after = rows(new.tables[name]) if name in new.tables else {}
    if before is None or after is None:
        yield f"{name} changed; which rows is not known any more"
        return
    for word, ids in zip(("added", "changed", "removed"), _split(before, after), strict=True):
        if ids:
            yield f"{name}, {word}: {', '.join(ids)}"
    if set(before.items()) == set(after.items()):
        yield f"{name}: rows in another order"


def _split(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    added = [name for name in after if name not in before]
    changed = [name for name in after if name in before and before[name] != after[name]]
    return added, changed, [name for name in before if name not in after]


def _file(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    if name not in old:
        return f"{_short(name)} is used now"
    if name not in new:
        return f"{_short(name)} is not used any more"
    return f"{_short(name)} changed"


def _short(name: str) -> str:
    return name.removeprefix(PACKAGE)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
