"""How a figure is cited and embedded."""

import re
from html import escape

from pybtex.database import BibliographyData, Entry, Person

from drawdown.language import _
from drawdown.pack import bibliography
from drawdown.web.placed import Placed

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_WIDTH = 680  # pixels of a drawing in the column of a news page
_LETTERS = 90  # in a line of that width
_LINE = 22  # pixels
_MARGINS = 130  # around the texts, and the two lines at the foot


def words(placed: Placed) -> str:
    """Return the citation in words."""
    cited = _("{author} ({year}). {figure}. In the chapter “{chapter}” of {book}, as known on {day}.").format(
        author=placed.author,
        year=placed.known.year,
        figure=placed.heading,
        chapter=placed.chapter,
        book=placed.book,
        day=placed.day,
    )
    return f"{cited} <{placed.address}>" if placed.address else cited


def bibtex(placed: Placed) -> str:
    """Return the citation as BibTeX."""
    note = _("{figure} in the chapter “{chapter}”, as known on {day}")
    fields = {
        "title": placed.figure.title,
        "booktitle": placed.book,
        "year": str(placed.known.year),
        "month": f"{placed.known:%b}".lower(),
        "note": note.format(figure=placed.name, chapter=placed.chapter, day=placed.figure.as_of),
        "url": placed.address,
    }
    author = Person(last=f"{{{placed.author}}}")
    entry = Entry("incollection", fields={name: text for name, text in fields.items() if text})
    entry.persons["author"] = [author]
    return bibliography.text(BibliographyData({f"{placed.figure.chapter}_{placed.figure.key}": entry})).strip()


def snippet(placed: Placed) -> str:
    """Return the markup that shows the figure on a page of another site."""
    base = f"{placed.base_url}/" if placed.base_url else ""
    return (
        f'<iframe src="{escape(base + placed.file(".html"))}" title="{escape(placed.heading)}" width="100%"'
        f' height="{_height(placed)}" style="border: 0" loading="lazy"></iframe>'
    )


def _height(placed: Placed) -> int:
    """Return how high the figure's own page is in a column of usual width, rather too much than too little."""
    texts = (placed.heading, placed.figure.caption, placed.figure.origin)
    lines = sum(-(-len(text) // _LETTERS) for text in texts)
    found = _BOX.search(placed.figure.svg)
    drawing = _WIDTH * float(found[2]) / float(found[1]) if found else _WIDTH
    return round((drawing + lines * _LINE + _MARGINS) / 10) * 10
