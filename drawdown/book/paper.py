"""The pages of a made site as paper and e-readers want them: their articles, without what only a screen can use.

What is folded away on the screen stays on the site: code, tests of measures, the rows behind a number. The cards of
a chapter's numbers become one table.
"""

import copy
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from sphinx_external_toc.parsing import parse_toc_yaml

from drawdown import paths
from drawdown.book import card_table, hatching
from drawdown.charts.vector import standalone

ARTICLE = "main article"
CAPTIONS = "nav .caption-text"
DRAWINGS = "drawings"  # the folder that the drawings seem to lie in; each output puts them where it can
LEFT_OUT = (
    ".headerlink, .no-print, .chart-tools, .chart-interactive, .chart-narrow, .pager, .cell_input, .toctree-wrapper,"
    " .source-rests, .citation > .label, details, button, form, input, select, script, style, template, [hidden]"
)
OWN_WAY = ".source-title, .source-description, .source-publisher, .citation, .bibtex-citation"
KEPT = frozenset(["id", "class", "href", "src", "alt", "lang", "dir", "colspan", "rowspan", "scope", "start"])
KEPT_OF = {"col": {"style"}, "abbr": {"title"}}
STYLED = re.compile(r"(fact-|source-|tier|section-number|caption-number)")  # the styles that are worth an element
OUTPUT = "cell_output"
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_LABEL = re.compile(r'\saria-label="([^"]*)"')


@dataclass(frozen=True)
class Sheet:
    """A page of the book: where it stands, its article, and its drawings as SVG documents by file name.

    ``above`` is the page that it stands below in the contents; those of a part stand below none.
    """

    name: str
    part: str
    above: str
    article: Tag
    drawings: Mapping[str, str]

    @property
    def key(self) -> str:
        """Its name as one word, for ids and files."""
        return self.name.replace("/", "-")

    @property
    def file(self) -> str:
        """Its file in the site."""
        return f"{self.name}.html"

    @property
    def title(self) -> str:
        """Its heading."""
        return self.article.select_one("h1").get_text()  # type: ignore[union-attr]

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The id and the words of each section below the heading."""
        return [
            (str(section["id"]), heading.get_text())
            for section in self.article.select("section[id]")
            for heading in section.find_all("h2", recursive=False)
        ]

    @property
    def ids(self) -> set[str]:
        """Every place in it that a link can lead to."""
        return {str(node["id"]) for node in self.article.select("[id]")}


def sheets(site: Path, contents: Path = paths.TOC) -> list[Sheet]:
    """Return every page of the table of contents, in reading order; its parts are called as on the site."""
    places = order(contents)
    parts = dict.fromkeys(part for _name, part, _above in places if part)
    said = _captions(site / f"{places[0][0]}.html") or list(parts)
    shown = {"": ""} | dict(zip(parts, said, strict=True))
    return [_sheet(site, name, shown[part], above) for name, part, above in places]


def order(contents: Path = paths.TOC) -> list[tuple[str, str, str]]:
    """Return the pages in reading order, each with the caption of its part and the page above it.

    The first page has no part; the pages of a part have none above them.
    """
    toc = parse_toc_yaml(contents)

    def below(name: str, part: str, above: str) -> Iterator[tuple[str, str, str]]:
        yield name, part, above
        for tree in toc[name].subtrees:
            for item in tree.items:
                if item in toc:  # not an address
                    yield from below(str(item), tree.caption or part, name if part else "")

    return list(below(toc.root.docname, "", ""))


def _captions(page: Path) -> list[str]:
    """Return what the contents beside a page call its parts, in the language of the page."""
    markup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return [node.get_text() for node in markup.select(CAPTIONS)]


def places(held: Sequence[Sheet], place: Callable[[Sheet, str], str]) -> dict[str, str]:
    """Return where pages and their parts stand in an output, as ``place(sheet, id)`` says; a page itself has no id."""
    found = {sheet.file: place(sheet, "") for sheet in held}
    return found | {f"{sheet.file}#{name}": place(sheet, name) for sheet in held for name in sheet.ids}


def linked(sheet: Sheet, found: Mapping[str, str], address: str) -> Sheet:
    """Return a page whose links hold outside the site.

    A link leads to its place in the output, else to the page at ``address``, else it is plain text.
    """
    article = copy.copy(sheet.article)
    for link in article.select("a[href]"):
        target = _target(sheet, str(link["href"]))
        path, _hash, _place = target.partition("#")
        if urlsplit(target).scheme:
            continue
        if target in found or path in found:
            link["href"] = found.get(target) or found[path]
        elif address:
            link["href"] = f"{address}/{target}"
        else:
            link.unwrap()
    return replace(sheet, article=article)


def cited(sheet: Sheet, held: Sequence[Sheet]) -> list[Tag]:
    """Return the entries of bibliographies on other pages that a page links to, in their order."""
    wanted = {_target(sheet, str(link["href"])) for link in sheet.article.select("a[href*='#']")}
    entries = ((other, node) for other in held for node in other.article.select(".citation[id]"))
    return [node for other, node in entries if f"{other.file}#{node['id']}" in wanted]


def _sheet(site: Path, name: str, part: str, above: str) -> Sheet:
    key = name.replace("/", "-")
    drawings: dict[str, str] = {}

    def drawn(found: re.Match[str]) -> str:
        file = f"{key}-{len(drawings) + 1}.svg"
        drawings[file] = hatching.lined(standalone(found[0]))
        label = _LABEL.search(found[0])
        return f'<img src="{DRAWINGS}/{file}" alt="{label[1] if label else ""}">'

    # the parser writes all names in small letters, which SVG does not bear
    markup = _SVG.sub(drawn, (site / f"{name}.html").read_text(encoding="utf-8"))
    article = BeautifulSoup(markup, "html.parser").select_one(ARTICLE)
    if article is None:
        raise LookupError(f"{name}.html has no article ({ARTICLE})")
    _clean(article)
    shown = {posixpath.basename(str(node["src"])) for node in article.select("img")}
    return Sheet(name, part, above, article, {file: drawings[file] for file in drawings if file in shown})


def _clean(article: Tag) -> None:
    for cards in article.select("ul.facts"):
        cards.replace_with(card_table.of(cards))
    for node in article.select(LEFT_OUT):
        node.decompose()
    for node in [article, *article.find_all(True)]:
        kept = KEPT | KEPT_OF.get(node.name, set())
        node.attrs = {name: value for name, value in node.attrs.items() if name in kept}
    for text in article.select(OWN_WAY):
        text["dir"] = "auto"  # as its own language runs; an e-book's styles may not say so
    for text in article.select("code, pre"):
        text["dir"] = "ltr"
    for node in article.find_all(["div", "p", "span"]):
        if not _matters(node):
            node.unwrap()


def _matters(node: Tag) -> bool:
    """Return whether an element says something: the others would double the size of a tagged PDF."""
    if node.name == "p":
        return node.parent is None or node.parent.name not in ("td", "th", "li") or len(node.parent.find_all("p")) > 1
    if any(name in node.attrs for name in ("id", "lang", "dir")):
        return True
    styles = node.get_attribute_list("class")
    return (
        bool(STYLED.match(" ".join(map(str, styles))))
        if node.name == "span"
        else styles[:1] != ["cell"] and OUTPUT not in styles
    )


def _target(sheet: Sheet, href: str) -> str:
    """Return a link as seen from the site's folder."""
    if urlsplit(href).scheme:
        return href
    path, hash_, place = href.partition("#")
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.name), path)) if path else sheet.file
    return inside + hash_ + place
