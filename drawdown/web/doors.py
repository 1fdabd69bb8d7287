"""The analyst's doors: what of a page can be taken away, and where its notebook can be run again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from drawdown import paths
from drawdown.language import _
from drawdown.pack.schema import Schema
from drawdown.web import config
from drawdown.web.executed import notebook, parameters
from drawdown.web.markup import SITES

FILES = "files"  # the folder of the prints in the site
BINDER = "https://mybinder.org/v2/gh"
COLAB = "https://colab.research.google.com/github"


class Door(NamedTuple):
    """A link: its words, where it leads, the name a download takes (None for a page), and what a reader finds there."""

    label: str
    href: str
    download: str | None
    title: str


@dataclass(frozen=True)
class Repository:
    """The book's repository on GitHub, at a branch, a tag or a commit."""

    owner: str
    name: str
    reference: str

    @property
    def address(self) -> str:
        """Where it is cloned from."""
        return f"https://github.com/{self.owner}/{self.name}"

    def binder(self, path: str) -> str:
        """Return the address at which Binder opens a notebook in JupyterLab."""
        reference = quote(self.reference, safe="")
        return f"{BINDER}/{self.owner}/{self.name}/{reference}?urlpath={quote(f'lab/tree/{path}', safe='')}"

    def colab(self, path: str) -> str:
        """Return the address at which Colab opens a notebook."""
        return f"{COLAB}/{self.owner}/{self.name}/blob/{quote(self.reference)}/{path}"


class SetupCell(SphinxDirective):
    """``{setup-cell}``: the cell that makes a notebook run on a machine without the book, with its repository."""

    def run(self) -> list[nodes.Node]:
        """Return the cell; a book without a public repository says so."""
        held = repository(self.config)
        if held is None:
            return [nodes.paragraph("", _("This book names no public repository yet."), translatable=False)]
        clone = f"!git clone --quiet --depth 1 --branch {held.reference} {held.address}.git {held.name}"
        code = f"{clone}\n%pip install --quiet --editable ./{held.name}\n%cd {held.name}"
        return [nodes.literal_block(code, code, language="ipython3")]


def setup(app: Sphinx) -> None:
    """Register the setting, the directive and the doors."""
    app.add_config_value("drawdown_repository_ref", "main", "html", [str])
    app.add_directive("setup-cell", SetupCell)
    app.connect("config-inited", _check)
    app.connect("html-page-context", _context, priority=600)


def repository(held: Config) -> Repository | None:
    """Return the book's repository if its address is one of GitHub, which Binder and Colab can open."""
    address = urlsplit(held.drawdown_repository_url)
    parts = address.path.strip("/").removesuffix(".git").split("/")
    if address.scheme != "https" or address.hostname not in ("github.com", "www.github.com") or len(parts) != 2:
        return None
    return Repository(parts[0], parts[1], held.drawdown_repository_ref)


def book_name(held: Config) -> str:
    """Return the stem of the files of the whole book: the name of its pack."""
    return Schema(config.pack(held)).name


def _check(app: Sphinx, held: Config) -> None:
    if held.drawdown_repository_url and not held.drawdown_repository_ref:
        raise ConfigError("drawdown_repository_ref is empty; it names a branch, a tag or a commit")


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if app.builder.name not in SITES or doctree is None:
        return
    path = notebook(app.env, page)
    if path is not None:
        prints = app.config.drawdown_prints
        chapter = [_file(app, context, path.stem, "pdf", _("PDF of this chapter"))] if prints else []
        kept = [*chapter, *_book(app, context), *_notebook(app, context, path)]
        context["doors"] = [*kept, *_elsewhere(app.config, path)]
        context["parameters"] = parameters(path)
    elif page == app.config.root_doc:
        context["doors"] = _book(app, context)


def _book(app: Sphinx, context: dict[str, Any]) -> list[Door]:
    if not app.config.drawdown_prints:
        return []
    name = book_name(app.config)
    kinds = {"pdf": _("PDF of the book"), "epub": _("EPUB of the book")}
    return [_file(app, context, name, kind, label) for kind, label in kinds.items()]


def _file(app: Sphinx, context: dict[str, Any], stem: str, kind: str, label: str) -> Door:
    name = f"{stem}.{kind}"
    title = _("To print, or to read on paper") if kind == "pdf" else _("For e-readers")
    return Door(label, context["pathto"](f"{FILES}/{name}", resource=True), config.saved(app.config, name), title)


def _notebook(app: Sphinx, context: dict[str, Any], path: Path) -> list[Door]:
    """Return the door to the executed notebook, which Sphinx puts beside the pages unless it is told not to."""
    if not (context.get("has_source") and context.get("sourcename")):
        return []
    href = context["pathto"](f"_sources/{context['sourcename']}", resource=True)
    name = config.saved(app.config, path.name)
    return [Door(_("Executed notebook"), href, name, _("As it was run, with its outputs, for Jupyter"))]


def _elsewhere(held: Config, path: Path) -> list[Door]:
    source = repository(held)
    if source is None or not paths.own(config.pack(held)):  # there the notebooks would run the project's own pack
        return []
    place = f"{paths.NOTEBOOKS.name}/{path.name}"
    return [
        Door(_("Run on Binder"), source.binder(place), None, _("Opens mybinder.org: JupyterLab with this chapter")),
        Door(_("Open in Colab"), source.colab(place), None, _("Opens colab.research.google.com; see Rerun first")),
    ]
