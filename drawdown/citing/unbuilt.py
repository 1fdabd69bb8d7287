"""The works of a pack that need no built site: the book, its chapters by their titles, its tables."""

from collections.abc import Iterator

import nbformat

from drawdown import paths
from drawdown.book.plan import chapters
from drawdown.citing.work import Book, Kind, Work
from drawdown.language import active, translated
from drawdown.pack.publication import Publication
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters, resolve


def works(schema: Schema, parameters: Parameters, *, published: bool) -> list[Work]:
    """Return the works of a pack, in the active language, as known on the parameters' day.

    Parameters
    ----------
    schema
        The pack.
    parameters
        They decide the day.
    published
        Whether the book's address shows that day; else no address is given.

    Raises
    ------
    ParameterError
        As `drawdown.parameters.resolve` does.
    """
    held = Publication.of(schema)
    licences = schema.descriptor.get("licenses", [])
    book = Book(
        name=held.name,
        title=held.title,
        author=held.author,
        language=active(),
        known=resolve(parameters, schema).as_of,
        institution=held.institution,
        doi=held.doi if published else "",
        licence=", ".join(licence.get("name", "") for licence in licences),
    )
    return list(_works(schema, book, f"{held.site}/" if published and held.site else ""))


def _works(schema: Schema, book: Book, root: str) -> Iterator[Work]:
    yield Work(Kind.BOOK, "", book.title, book, root, schema.question)
    for chapter in chapters():
        url = root and f"{root}{paths.CHAPTERS.name}/{chapter}.html"
        yield Work(Kind.CHAPTER, chapter, title(chapter), book, url)
    for table in schema.tables.values():
        version = str(schema.descriptor.get("version", ""))
        yield Work(Kind.TABLE, table.name, table.title, book, root and f"{root}evidence/{table.name}.html", "", version)


def title(chapter: str) -> str:
    """Return the first heading of a chapter's notebook, in the active language."""
    notebook = nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4)
    headings = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    written = next(line.removeprefix("# ") for line in headings if line.startswith("# "))
    return translated(written, paths.prose(chapter, active()))
