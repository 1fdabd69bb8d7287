"""What machines read in the head of a page: description, Open Graph and card tags, colours, the feed.

Written here rather than by sphinxext-opengraph: without an address of the site that library writes a relative
``og:url``, which the protocol does not allow, and it describes a chapter by the first words of its page, not by its
finding.
"""

from html import escape
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from drawdown import language, paths
from drawdown.charts.style import Colour
from drawdown.language import _
from drawdown.pack.plain import is_web
from drawdown.pack.schema import Schema
from drawdown.web import edition
from drawdown.web.config import base, languages, pack
from drawdown.web.executed import finding
from drawdown.web.markup import SITES

LENGTH = 160  # characters of a description, what search engines show
SHORT = 80  # a paragraph no longer than this is followed by the next
SOCIAL = "social"  # the folder of the pictures
PICTURE = (1200, 630)  # pixels
FEED = "feed.xml"


def setup(app: Sphinx) -> None:
    """Register what is written, and let the site's address also make the canonical links."""
    app.connect("config-inited", _address)
    app.connect("html-page-context", _head, priority=600)  # sphinx-notfound-page has made its links by then


def pictured(environment: BuildEnvironment) -> list[str]:
    """Return the pages with a picture of their own: the first page and the chapters."""
    chapters = [page for page in sorted(environment.found_docs) if Path(page).parent.name == paths.CHAPTERS.name]
    return [environment.config.root_doc, *chapters]


def shortened(text: str, length: int = LENGTH) -> str:
    """Return a text on one line, cut after a whole word where it is longer than ``length``."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    return words[: length - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def first_words(doctree: nodes.document) -> str:
    """Return the first paragraph of a page, and while that is short, those that follow it directly."""
    paragraphs = doctree.findall(lambda node: isinstance(node, nodes.paragraph) and _running(node))
    paragraph: nodes.Node | None = next(iter(paragraphs), None)
    text = ""
    while isinstance(paragraph, nodes.paragraph) and len(text) <= SHORT:
        text = f"{text} {paragraph.astext()}".strip()
        paragraph = paragraph.next_node(descend=False, siblings=True)
    return text


def add(context: dict[str, Any], *tags: str) -> None:
    """Put tags into the head of a page."""
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])  # pages without a source come without any


def _running(paragraph: nodes.Node) -> bool:
    return isinstance(paragraph.parent, nodes.section | nodes.document)


def _address(app: Sphinx, config: Config) -> None:
    if not config.drawdown_base_url:
        return
    if not is_web(config.drawdown_base_url):
        raise ConfigError(f"drawdown_base_url is {config.drawdown_base_url!r}; it starts with http: or https:")
    config.html_baseurl = base(config)  # Sphinx makes the canonical link of each page from it


def _head(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if app.builder.name not in SITES:
        return
    tags = [_theme("light"), _theme("dark")]
    if edition.of(app) is not None:
        href, title = context["pathto"](FEED, resource=True), _("Editions of {book}").format(book=app.config.html_title)
        tags.append(tag("link", rel="alternate", type="application/atom+xml", title=title, href=href))
    if doctree is not None:
        tags += _described(app, page, context.get("metatags", ""), finding(app.env, page) or first_words(doctree))
    add(context, *tags)


def _theme(name: str) -> str:
    colour = getattr(Colour.PAPER, name)
    return tag("meta", name="theme-color", media=f"(prefers-color-scheme: {name})", content=colour)


def _described(app: Sphinx, page: str, written: str, text: str) -> list[str]:
    title = app.env.titles[page].astext()
    words = shortened(text) or title
    own = 'name="description"' in written  # by the page itself
    tags = [] if own else [tag("meta", name="description", content=words)]
    image = _image(app, page, f"{title}. {words}")
    properties = {
        "og:title": title,
        "og:description": words,
        "og:type": "website" if page == app.config.root_doc else "article",
        "og:site_name": app.config.html_title,
        "og:locale": _territorial(language.locale()),
        **({"og:url": base(app.config) + app.builder.get_target_uri(page)} if base(app.config) else {}),
        **image,
    }
    tags += [tag("meta", property=name, content=value) for name, value in properties.items()]
    tags += [tag("meta", property="og:locale:alternate", content=code) for code in _alternates(app.config)]
    # the card's title, text and picture are those of Open Graph
    return [*tags, tag("meta", name="twitter:card", content="summary_large_image" if image else "summary")]


def _image(app: Sphinx, page: str, alt: str) -> dict[str, str]:
    """Return the tags of a page's picture; only a whole address is allowed, and only prints make pictures."""
    if not (base(app.config) and app.config.drawdown_prints):
        return {}
    own = page in pictured(app.env)
    name = page if own else app.config.root_doc
    width, height = PICTURE
    return {
        "og:image": f"{base(app.config)}{SOCIAL}/{name}.png",
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": alt if own else app.config.html_title,
    }


def _alternates(held: Config) -> list[str]:
    """Return the locales of the page's twins."""
    others = [code for code in languages(held) if code != held.language]
    regions = Schema(pack(held)).languages if others else {}
    return [_territorial(Locale.parse(regions.get(code, code))) for code in others]


def _territorial(spoken: Locale) -> str:
    """Return a language with its country, as Open Graph wants it: en_US."""
    likely = get_global("likely_subtags")[spoken.language]
    return f"{spoken.language}_{spoken.territory or likely.rpartition('_')[2]}"


def tag(element: str, **attributes: str) -> str:
    """Return an element of the head, which has attributes and no content."""
    pairs = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{element} {pairs}>"
