"""Takes the texts of the package, its pages and chapters into the catalogues of every language there is a folder of."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from drawdown import disk, paths
from drawdown.errors import BookError
from drawdown.web.executed import meanings

WIDTH = 120
CATALOGUES = "LC_MESSAGES"  # below the folder of a language
FOUND = [  # what of the package has texts
    ("**.py", "python"),
    ("web/**.html", "jinja2"),
    ("pack/tables.json", "drawdown.pack.messages:extract"),
]
KEYWORDS = {**DEFAULT_KEYWORDS, "plurals": (1, 2)}  # what marks a text, and which of its words are texts
STRICT = {"web/**.html": {"silent": "false"}}  # a template that cannot be read is an error


def of_package() -> Catalog:
    """Return a template with every text of the package and of the chapters' parameters, and the files it is in."""
    found, package = Catalog(charset="utf-8"), paths.LOCALE.parent
    for name, line, text, comments, _context in extract_from_dir(package, FOUND, STRICT, KEYWORDS):
        place = (package.relative_to(paths.ROOT) / name).as_posix()
        found.add(text, locations=[(place, line)], auto_comments=comments)
    for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        for text in meanings(path):
            found.add(text, locations=[(path.relative_to(paths.ROOT).as_posix(), 1)])
    return read_po(io.StringIO(_po(found, sort_by_file=True)))  # in the order of the files


def extract(target: Path) -> None:
    """Write a template for each page under ``target``: what is authored, without what runs of the chapters put out.

    Raises
    ------
    BookError
        If Jupyter Book cannot read the pages.
    """
    from jupyter_book.sphinx import build_sphinx

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / paths.BOOK.name
        shutil.copytree(paths.BOOK, source, ignore=shutil.ignore_patterns("*.ipynb", paths.BOOK_LOCALE.name))
        shutil.copytree(paths.NOTEBOOKS, source / paths.CHAPTERS.name, dirs_exist_ok=True)
        (source / paths.BIBLIOGRAPHY.name).touch()
        result = build_sphinx(
            str(source),
            str(target),
            path_config=str(paths.CONFIG),
            noconfig=True,
            confoverrides={
                "external_toc_path": str(paths.TOC),
                "latex_individualpages": False,
                "drawdown_pack": str(paths.DATA),
                "suppress_warnings": ["mystnb.glue_ref", "docutils"],  # a page may show what no run put out here
            },
            doctreedir=str(Path(folder) / "doctrees"),
            freshenv=True,
            builder="gettext",
            quiet=True,
        )
    if result != 0:
        raise BookError("Jupyter Book could not read the pages; its messages stand above.")


def refresh(templates: Path, folder: Path) -> None:
    """Bring the pages' catalogues of a language to the state of the templates.

    New texts are empty, and those no longer used are gone.

    Parameters
    ----------
    templates
        Where `extract` wrote them.
    folder
        The catalogues, in a folder named by its language: "ar/LC_MESSAGES".
    """
    names = {path.relative_to(templates).with_suffix(".po") for path in templates.rglob("*.pot")}
    for name in sorted(names):
        template = read(templates / name.with_suffix(".pot"))
        if any(message.id for message in template):
            _write(_updated(template, folder / name, folder.parent.name), folder / name)
    for path in folder.rglob("*.po"):
        if path.relative_to(folder) not in names:
            path.unlink()


def refresh_package(template: Catalog, path: Path) -> None:
    """Bring a catalogue of the package to the state of its template, likewise."""
    held = read(path)
    held.update(template, no_fuzzy_matching=True, update_creation_date=False)
    disk.replace(path, _po(held, ignore_obsolete=True))


def of_language(code: str) -> Iterator[Path]:
    """Return the catalogues of a language: that of the package, and one of each page with texts."""
    yield from filter(Path.is_file, [paths.catalogue(code)])
    yield from sorted((paths.BOOK_LOCALE / code / CATALOGUES).rglob("*.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue, or a template of one."""
    return read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)


def _updated(template: Catalog, path: Path, code: str) -> Catalog:
    found = Catalog(code, header_comment="", fuzzy=False)
    held = read(path) if path.exists() else found
    for message in template:
        if message.id:
            known = held.get(message.id)
            found.add(message.id, known.string if known else "", flags=message.flags - {"fuzzy"})
    return found


def _write(catalogue: Catalog, path: Path) -> None:
    header = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    disk.replace(path, header + _po(catalogue, omit_header=True))


def _po(catalogue: Catalog, **how: bool) -> str:
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, include_lineno=False, **how)
    return written.getvalue().decode()


def main() -> None:
    """Refresh the catalogues of every language."""
    template = of_package()
    for path in sorted(paths.LOCALE.glob(f"*/{CATALOGUES}/drawdown.po")):
        refresh_package(template, path)
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(folder))
        for path in sorted(paths.BOOK_LOCALE.glob(f"*/{CATALOGUES}")):
            refresh(Path(folder), path)


if __name__ == "__main__":
    main()
