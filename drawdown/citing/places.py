"""Where the citations of a work stand in the site."""

from drawdown.citing.work import Kind, named, stem

FOLDER = "cite"  # of the pages and files of citations
ALL = "works"  # the stem of the files of all works
INDEX = f"{FOLDER}/{ALL}.json"


def group(kind: Kind, name: str) -> str:
    """Return the page with a work's citations: one for each chapter, one for the book, one for the tables."""
    return {Kind.BOOK: "book", Kind.TABLE: "tables"}.get(kind, name.partition("/")[0])


def address(kind: Kind, name: str) -> str:
    """Return the place of a work's citations, from the root of the site."""
    return f"{FOLDER}/{group(kind, name)}.html#{stem(named(kind, name))}"
