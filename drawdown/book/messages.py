"""Takes the prose of the pages and chapters into the catalogues of its translators, a file a page."""

import io
import shutil
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from drawdown import paths
from drawdown.errors import BookError

LANGUAGE = "ar"
WIDTH = 120


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


def refresh(templates: Path, catalogues: Path) -> None:
    """Bring the catalogues to the state of the templates: new texts are empty, and those no longer used are gone."""
    names = {path.relative_to(templates).with_suffix(".po") for path in templates.rglob("*.pot")}
    for name in sorted(names):
        template = read(templates / name.with_suffix(".pot"))
        if any(message.id for message in template):
            _write(_updated(template, catalogues / name), catalogues / name)
    for path in catalogues.rglob("*.po"):
        if path.relative_to(catalogues) not in names:
            path.unlink()


def read(path: Path) -> Catalog:
    """Return a catalogue, or a template of one."""
    return read_po(io.BytesIO(path.read_bytes()), locale=LANGUAGE, abort_invalid=True)


def _updated(template: Catalog, path: Path) -> Catalog:
    found = Catalog(LANGUAGE, header_comment="", fuzzy=False)
    held = read(path) if path.exists() else found
    for message in template:
        if message.id:
            known = held.get(message.id)
            found.add(message.id, known.string if known else "", flags=message.flags - {"fuzzy"})
    return found


def _write(catalogue: Catalog, path: Path) -> None:
    header = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + written.getvalue().decode("utf-8"), encoding="utf-8")


def main() -> None:
    """Refresh the catalogues of the book's prose."""
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(folder))
        refresh(Path(folder), paths.BOOK_LOCALE / LANGUAGE / "LC_MESSAGES")


if __name__ == "__main__":
    main()
