"""The same content in other clothes: the plain theme, and the plain theme with Plotly embedded the usual way."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import plotly.io
import yaml
from bs4 import BeautifulSoup

from drawdown import paths
from drawdown.book import plan
from drawdown.errors import BookError
from drawdown.web.figures import METADATA, MIME, Figure

THEME = "sphinx_book_theme"
DRAWING = ".chart-static"


def plain(target: Path, language: str = "en") -> Path:
    """Make the site from the executed chapters with Jupyter Book's own theme, and return its folder."""
    from jupyter_book.sphinx import build_sphinx

    extensions = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))["sphinx"]["config"]["extensions"]
    overrides = {
        "extensions": [*extensions, *({THEME} - set(extensions))],
        "external_toc_path": str(paths.TOC),
        "latex_individualpages": False,
        "html_theme": THEME,
        "language": language,
        "html_theme_options": {},
    }
    result = build_sphinx(
        str(paths.BOOK),
        str(target / "plain"),
        path_config=str(paths.CONFIG),
        noconfig=True,
        confoverrides=overrides,
        doctreedir=str(target / "doctrees"),
        freshenv=True,
        really_quiet=True,
    )
    if result != 0:
        raise BookError("Jupyter Book did not make the plain site; its messages stand above.")
    return target / "plain"


def usual(plain: Path, target: Path) -> Path:
    """Copy the plain site, put each chapter's Plotly figures in the place of its drawings, and return its folder."""
    site = Path(shutil.copytree(plain, target / "usual"))
    for chapter in plan.chapters():
        page = site / "chapters" / f"{chapter}.html"
        page.write_text(_embedded(page, paths.CHAPTERS / f"{chapter}.ipynb"), encoding="utf-8")
    return site


def _embedded(page: Path, notebook: Path) -> str:
    text = page.read_text(encoding="utf-8")
    soup = BeautifulSoup(text, "html.parser")
    for number, (figure, plot) in enumerate(_figures(notebook)):
        drawing = soup.select_one(f"#{figure.label} {DRAWING}")
        if drawing is None:
            raise BookError(f"{page.name} shows no drawing of the figure {figure.path}.")
        drawn = plotly.io.to_html(plot, include_plotlyjs=number == 0, full_html=False, validate=False)
        drawing.replace_with(BeautifulSoup(drawn, "html.parser"))
    for tools in soup.select(".chart-tools"):
        tools.decompose()
    return str(soup)


def _figures(notebook: Path) -> Iterator[tuple[Figure, dict[str, Any]]]:
    for cell in nbformat.read(notebook, as_version=4).cells:
        for output in cell.get("outputs", []):
            if METADATA in output.get("metadata", {}) and MIME in output.get("data", {}):
                yield Figure.of(output["data"][MIME], output["metadata"]), output["data"][MIME]
