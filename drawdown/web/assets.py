"""The files beside the pages: each figure's data, drawing and interactive form, the scripts, and Plotly itself."""

import json
import shutil
from collections.abc import Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Domain
from sphinx.util import logging

from drawdown import paths
from drawdown.charts import plot_locale
from drawdown.charts.vector import standalone
from drawdown.web import figure_pages, pager
from drawdown.web.figure_headings import Headings
from drawdown.web.figure_table import Words
from drawdown.web.figures import Figure
from drawdown.web.markup import FIGURES, SITES, ChartFigure
from drawdown.web.pager import Pager
from drawdown.web.toolbar import LOCALE, PLOTLY

STATIC = Path(__file__).parent / "static"
BASIC = paths.PLOTLY

logger = logging.getLogger(__name__)


class Figures(Domain):
    """The figures of the book by path, and the page of each, kept from one build to the next."""

    name = "drawdown"
    label = "Figures"
    initial_data: dict[str, Any] = {"figures": {}}

    @property
    def figures(self) -> dict[str, tuple[str, Figure]]:
        """{path: (page, figure)}"""
        return self.data["figures"]

    def note(self, figure: Figure, docname: str) -> None:
        """Keep a figure that a page shows."""
        if figure.path in self.figures:
            other = self.figures[figure.path][0]
            message = f"figure {figure.path} is shown twice; the first time in {other}"
            logger.warning(message, location=docname, type="drawdown", subtype="figure")
        self.figures[figure.path] = (docname, figure)

    def clear_doc(self, docname: str) -> None:
        """Forget the figures of a page that is read again or gone."""
        self.data["figures"] = {path: held for path, held in self.figures.items() if held[0] != docname}

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname, figure in otherdata["figures"].values():
            if docname in docnames:
                self.note(figure, docname)

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """Figures are resolved by their labels, in the standard domain."""
        return []


def setup(app: Sphinx) -> None:
    """Register the files."""
    app.add_domain(Figures)
    app.add_js_file("book.js", loading_method="defer")
    app.connect("builder-inited", _static)
    app.connect("html-page-context", _scripts)
    app.connect("build-finished", _write)


def _static(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    app.config.html_static_path.append(str(STATIC))
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    if app.builder.name in SITES:
        _copy_plotly(folder / PLOTLY)


def _copy_plotly(target: Path) -> None:
    """Copy the bundle of the chart types that the charts use, or the whole library where it is not set up."""
    if BASIC.is_file():
        shutil.copyfile(BASIC, target)
        return
    with as_file(files("plotly") / "package_data" / PLOTLY) as library:
        shutil.copyfile(library, target)


def _scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    shown = list(doctree.findall()) if doctree is not None else []
    for kind, names in ((ChartFigure, ("drawdown.js",)), (Pager, (pager.SCRIPT,))):
        for name in names if any(isinstance(node, kind) for node in shown) else ():
            app.add_js_file(name, loading_method="defer")


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in SITES:
        return
    folder = Path(app.outdir) / FIGURES
    domain = cast(Figures, app.env.get_domain(Figures.name))
    builder = cast(StandaloneHTMLBuilder, app.builder)
    written = (
        figure_pages.written_sources(builder),
        figure_pages.words_of_columns(builder),
        figure_pages.headings_of_columns(builder),
    )
    figures = [figure for _, figure in domain.figures.values()]
    wanted = {folder / name: text for figure in figures for name, text in _files(figure, builder, *written)}
    if figures:
        spoken = json.dumps(plot_locale.described(), ensure_ascii=False)
        wanted[Path(app.outdir) / LOCALE] = f"drawdownLocale = {spoken};\n"
    for path in set(folder.rglob("*.*")) - wanted.keys():
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def _files(
    figure: Figure,
    builder: StandaloneHTMLBuilder,
    sources: Mapping[str, str],
    words: Mapping[str, Words],
    heading: Headings,
) -> Iterator[tuple[str, str]]:
    yield from figure_pages.pages(builder, figure.path, sources, words, heading)
    yield f"{figure.path}.csv", figure.csv
    yield f"{figure.path}.svg", standalone(figure.svg)
    yield f"{figure.path}.js", f"drawdownFigures[{json.dumps(figure.path)}] = {figure.plot};\n"
