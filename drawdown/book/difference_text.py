"""What differs between two editions in words: why a number moved, and all of it as Markdown, as for a pull request.

Everything that comes from a pack is text there, never markup: it cannot open a tag, a link or a table, nor call anyone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from drawdown.book.differences import Change, Differences, Number
from drawdown.language import _, ngettext
from drawdown.terms import term

SHOWN = 8  # rows that are named for one number
LISTED = 100  # numbers, sources or claims that are listed: a comment on GitHub takes 65,536 characters
LONGEST = 160  # characters of one text
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&:])")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def reasons(number: Number) -> dict[str, list[str]]:
    """Return why a number moved, in words, with the rows that each reason rests on."""
    told = {
        _("new rows"): number.new_rows,
        _("revised rows"): number.revised_rows,
        _("rows now counted"): number.counted_rows,
        _("rows no longer counted"): number.gone_rows,
    }
    rows = {words: held for words, held in told.items() if held}
    if number.code:
        return {**rows, _("other code"): []}
    return rows or {_("another day of knowledge"): []}


def verdict(code: str | None) -> str:
    """Return the word for a verdict on a claim."""
    return term(code, "verdict") if code else _("not given")


def markdown(found: Differences) -> str:
    """Return all that differs as Markdown, in the active language."""
    moved = ngettext("{n} number moved.", "{n} numbers moved.", len(found.numbers)).format(n=len(found.numbers))
    blocks = [
        moved,
        *_block(_("Numbers"), _numbers(found), len(found.numbers), head=True),
        *_block(_("Verdicts on claims"), map(_claim, found.claims), len(found.claims)),
        *_block(_("Figures"), map(_figure, found.figures), len(found.figures)),
        *_block(_("Sources"), map(_source, found.sources), len(found.sources)),
    ]
    return "\n\n".join(blocks) + "\n"


def _block(title: str, lines: Iterable[str], count: int, head: bool = False) -> Iterator[str]:
    """Yield a heading and its lines, if there are any, and how many more there are."""
    if count:
        yield f"### {title}"
        yield "\n".join(islice(lines, LISTED + 2 * head))
        if count > LISTED:
            yield ngettext("{n} more is not listed.", "{n} more are not listed.", count - LISTED).format(
                n=count - LISTED
            )


def _numbers(found: Differences) -> Iterator[str]:
    old, new = (found.old, found.new) if found.old != found.new else (_("Old"), _("New"))
    yield _row(_("Number"), old, new, _("Why"))
    yield "| --- | --- | --- | --- |"
    for number in found.numbers:
        values = (_("not given") if text is None else plain(text) for text in (number.old, number.new))
        why = "; ".join(_reason(words, rows) for words, rows in reasons(number).items())
        yield _row(f"{plain(number.definition)} ({plain(f'{number.chapter}::{number.id}')})", *values, why)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _reason(words: str, rows: Sequence[str]) -> str:
    more = f" +{len(rows) - SHOWN}" if len(rows) > SHOWN else ""
    return f"{words}: {' '.join(map(plain, rows[:SHOWN]))}{more}" if rows else words


def _claim(claim: Change) -> str:
    told = _("{old}, now {new}").format(old=plain(verdict(claim.old)), new=plain(verdict(claim.new)))
    return f"- {plain(claim.title)} ({plain(claim.id)}): {told}"


def _figure(figure: Change) -> str:
    return f"- {plain(figure.title)}"


def _source(source: Change) -> str:
    kind = _("New") if source.old is None else _("Dropped")
    return f"- {kind}: {plain(source.title)} ({plain(source.id)})"


def plain(text: str) -> str:
    """Return a text so that Markdown shows it as it is, on one line."""
    line = " ".join(_BIDI.sub("", text).split())
    short = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    return _MARKUP.sub(r"\\\1", short).replace("@", "@\u2060")  # a word joiner: nobody is called
