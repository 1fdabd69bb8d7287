"""The pictures that a link to the book shows elsewhere: here their pages, which `drawdown.book.social` photographs."""

from pathlib import Path
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from sphinx.application import Sphinx

from drawdown import language
from drawdown.errors import DataError
from drawdown.pack.schema import Schema
from drawdown.web import config, edition
from drawdown.web.assets import Figures
from drawdown.web.config import base
from drawdown.web.executed import finding
from drawdown.web.head import PICTURE, SOCIAL, pictured, shortened
from drawdown.web.markup import SITES
from drawdown.web.styles import colours

LENGTH = 260  # characters of a finding that fit


def setup(app: Sphinx) -> None:
    """Register the pages of the pictures, which only a book with prints has."""
    app.connect("build-finished", _write)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in SITES or not app.config.drawdown_prints:
        return
    for page in pictured(app.env):
        path = Path(app.outdir) / SOCIAL / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawn(app, page), encoding="utf-8", newline="")


def drawn(app: Sphinx, page: str) -> str:
    """Return the page of the picture of a page: the book, its title, what it finds, and the edition."""
    first, held = page == app.config.root_doc, edition.of(app)
    width, height = PICTURE
    templates = Environment(
        loader=PackageLoader("drawdown.web"), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    return templates.get_template("social.html").render(
        language=app.config.language,
        direction=language.direction(app.config.language),
        first=first,
        width=width,
        height=height,
        colours=colours(),
        book=app.config.author if first else app.config.html_title,
        title=app.config.html_title if first else app.env.titles[page].astext(),
        finding=_question(app) if first else shortened(finding(app.env, page), LENGTH),
        svg="" if first else _chart(app, page),
        known=held.known if held else "",
        address=base(app.config).partition("://")[2].rstrip("/"),
    )


def _question(app: Sphinx) -> str:
    try:
        return Schema(config.pack(app.config)).question
    except DataError:
        return ""


def _chart(app: Sphinx, page: str) -> str:
    """Return the drawing of the first figure of a page."""
    figures = cast(Figures, app.env.get_domain(Figures.name)).figures.values()
    return next((figure.svg for shown, figure in figures if shown == page), "")
