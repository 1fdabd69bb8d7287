"""The book's own theme: what its shell of a page shows beside the text.

The theme inherits from Sphinx's ``basic``. It brings no icon font, no framework and nothing to fetch but one style
sheet and the scripts a page uses, so that a page is read at once on a slow line.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

from drawdown import language
from drawdown.language import _

THEME = Path(__file__).parent / "theme"
SECTIONS = 2  # levels of headings listed beside a page
# They serve Sphinx's own search page and its keys, notebook outputs of kinds the chapters do not show, and colours
# of code that are too pale on our ground: none is used here.
UNUSED = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "mystnb.",
    "pygments.css",
    "translations.js",
)
# Before anything is painted: the reader's own choice of colours, or that of their system.
FIRST = (
    "document.documentElement.dataset.theme=localStorage.getItem('theme')"
    "||(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light')"
)


def setup(app: Sphinx) -> None:
    """Register the theme, and what its pages show."""
    app.add_html_theme("drawdown", str(THEME))
    app.connect("html-page-context", _context, priority=900)


def texts() -> dict[str, str]:
    """Return the words of the shell in the book's language."""
    return {
        "skip": _("Skip to the content"),
        "menu": _("Contents"),
        "contents": _("Contents of the book"),
        "breadcrumb": _("You are here"),
        "search": _("Search"),
        "evidence": _("Evidence, row by row"),
        "dark": _("Dark colours"),
        "sections": _("On this page"),
        "doors": _("Files and notebook"),
        "parameters": _("Parameters of this run"),
        "turn": _("Previous and next page"),
        "previous": _("Previous"),
        "next": _("Next"),
        "editions": _("All editions"),
        "feed": _("Feed of editions"),
        "licence": _("Text and data: Creative Commons Attribution 4.0. Code: MIT."),
    }


def _context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if app.config.html_theme != "drawdown":
        return
    toctree = context.get("toctree")
    context.update(
        texts=texts(),
        author=app.config.author,
        direction=language.direction(app.config.language),
        first_script=FIRST,
        contents=lambda: _contents(toctree) if toctree else "",
        sections=_sections(app, page) if doctree is not None else "",
        script_files=[file for file in context["script_files"] if _used(file)],
        css_files=[file for file in context["css_files"] if _used(file)],
    )


def _used(file: Any) -> bool:
    return not Path(getattr(file, "filename", None) or str(file)).name.startswith(UNUSED)


def _contents(toctree: Callable[..., str]) -> str:
    """Return the list of the book's pages; Sphinx makes headings of its captions and leaves out their level."""
    listed = toctree(maxdepth=2, collapse=True, includehidden=True, titles_only=True) or ""
    return listed.replace('role="heading"', 'role="heading" aria-level="2"')


def _sections(app: Sphinx, page: str) -> str:
    """Return the list of a page's headings, without its title; empty where there are fewer than two."""
    toc = TocTree(app.env).get_toc_for(page, app.builder)
    top = next((item for item in toc.findall(nodes.list_item)), None)
    under = top.next_node(nodes.bullet_list) if top is not None else None
    if under is None or len(under.children) < 2:
        return ""
    _prune(under, SECTIONS)
    return str(app.builder.render_partial(under)["fragment"])  # type: ignore[attr-defined]


def _prune(listed: nodes.bullet_list, depth: int) -> None:
    for item in listed.children:
        for deeper in [child for child in item.children if isinstance(child, nodes.bullet_list)]:
            if depth == 1:
                item.remove(deeper)  # type: ignore[attr-defined]
            else:
                _prune(deeper, depth - 1)
