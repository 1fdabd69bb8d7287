"""The box that says how to cite a chapter."""

import datetime as dt

from pybtex.database import BibliographyData, Entry, Person

from drawdown import language, paths
from drawdown.language import _
from drawdown.pack import bibliography
from drawdown.pack.publication import Publication
from drawdown.pack.view import View
from drawdown.page.written import markdown


def bundle(chapter: str, view: View) -> dict[str, str]:
    """Return the MIME bundle of the box: the citation in words, and as BibTeX."""
    book, day = Publication.of(view.schema), view.scope.as_of
    title = chapter_title(chapter)
    words = _("{author} ({year}). {title} In {book}, as known on {day}.").format(
        author=book.author, year=day.year, title=ended(title), book=book.title, day=language.date(day)
    )
    url = address(book, chapter)
    citation = markdown(words) + (f" <{url}>" if url else "")
    entry = bibtex(book, chapter, title, day)
    heading = markdown(_("Cite this chapter"))
    lines = [
        f"::::{{admonition}} {heading}",
        ":class: cite-box",
        "",
        citation,
        "",
        "```bibtex",
        entry.strip(),
        "```",
        "::::",
    ]
    return {"text/markdown": "\n".join(lines), "text/plain": words}


def ended(title: str) -> str:
    """Return a title as a sentence: with a full stop, unless a mark of its own ends it."""
    return title if title.endswith(("?", "!", ".", "؟", "…")) else f"{title}."


def chapter_title(chapter: str) -> str:
    """Return the first heading of a chapter's notebook."""
    import nbformat

    notebook = nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4)
    headings = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next(line.removeprefix("# ") for line in headings if line.startswith("# "))


def address(book: Publication, chapter: str) -> str:
    """Return the chapter's address on the published site; empty while the book has none."""
    return f"{book.site}/chapters/{chapter}.html" if book.site else ""


def bibtex(book: Publication, chapter: str, title: str, day: dt.date) -> str:
    """Return the chapter's BibTeX entry."""
    fields = {
        "title": title,
        "booktitle": book.title,
        "year": str(day.year),
        "month": f"{day:%b}".lower(),
        "note": f"As known on {day.isoformat()}",
        "url": address(book, chapter),
    }
    entry = Entry("incollection", fields={name: text for name, text in fields.items() if text})
    entry.persons["author"] = [Person(last=f"{{{book.author}}}")]
    return bibliography.text(BibliographyData({chapter: entry}))
