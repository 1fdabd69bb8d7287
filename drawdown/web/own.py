"""What a page takes from the pack: its title, question and caveats, pages of its own, and names for its examples."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective, SphinxRole

from drawdown.errors import DataError
from drawdown.language import active
from drawdown.pack.plain import is_web
from drawdown.pack.schema import DESCRIPTOR, PAGES, Schema
from drawdown.web import config
from drawdown.web.links import spoken

CONFINING = ("raw_enabled", "file_insertion_enabled")  # settings of docutils
WORDS = ("title", "question")


class Own(SphinxRole):
    """``{pack}`title```, ``{pack}`question```, ``{pack}`caveat TABLE```: what the pack says of itself, in a line."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the text; a pack without a caveat says nothing."""
        self.env.note_dependency(str(config.pack(self.config) / DESCRIPTOR))
        try:
            return [nodes.Text(told(self.config, self.text))], []
        except (LookupError, DataError) as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]


class OwnPage(SphinxDirective):
    """``{pack-page} NAME``: what the pack adds to a page, from its folder ``pages``; nothing if it adds nothing."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the text as the page has it."""
        path = page(config.pack(self.config), self.arguments[0])
        if path is None or self.env.app.builder.name == "gettext":  # a pack brings its own translations
            return []
        self.env.note_dependency(str(path))
        held = self.state.document
        before = set(map(id, held.findall()))
        with _confined(held):
            found = self.parse_text_to_nodes(path.read_text(encoding="utf-8"), allow_section_headings=True)
        # MyST puts sections where their heading belongs, and returns what comes before them
        made = [node for part in found for node in part.findall()]
        made += [node for node in held.findall() if id(node) not in before]
        if strange := next((node for node in made if _acts(node)), None):
            raise self.error(
                f"{path.name} holds {type(strange).__name__}: a page of a pack is text, tables and links to the web"
            )
        spoken([*found, *(node for node in made if isinstance(node, nodes.TextElement))])
        return found


class OwnCode(SphinxDirective):
    """``{pack-code} LANGUAGE``: commands in which ``<country>``, ``<day>`` and ``<start>`` are those of the pack."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the commands with the pack's names and days in them."""
        folder = config.pack(self.config)
        self.env.note_dependency(str(folder / DESCRIPTOR))
        try:
            code = filled("\n".join(self.content), Schema(folder))
        except DataError as error:
            raise self.error(str(error)) from None
        return [nodes.literal_block(code, code, language=self.arguments[0])]


def setup(app: Sphinx) -> None:
    """Register the role and the directives."""
    app.add_role("pack", Own())
    app.add_directive("pack-page", OwnPage)
    app.add_directive("pack-code", OwnCode)


def told(held: Config, wanted: str) -> str:
    """Return what the pack says of itself, in the active language.

    Raises
    ------
    LookupError
        If ``wanted`` is nothing a pack says.
    """
    schema = Schema(config.pack(held))
    what, _space, table = wanted.partition(" ")
    if what == "caveat" and table:
        return schema.table(table).caveat
    if wanted not in WORDS:
        raise LookupError(f"a pack says its {', its '.join(WORDS)}, or a caveat of a table, and no {wanted!r}")
    return str(getattr(schema, wanted))


def filled(code: str, schema: Schema) -> str:
    """Return commands with the country and the day of the pack's ``example``, else its first country and last day.

    ``<start>`` is the first day of the year that the day lies in.
    """
    example = schema.descriptor.get("example", {})
    country = str(example.get("country") or next(iter(schema.theatres), "all"))
    day = str(example.get("day") or schema.window[1])
    words = {"<country>": f"'{country}'" if " " in country else country, "<day>": day, "<start>": f"{day[:4]}-01-01"}
    for mark, word in words.items():
        code = code.replace(mark, word)
    return code


@contextmanager
def _confined(document: nodes.document) -> Iterator[None]:
    """Have docutils refuse what would put a file or markup of another kind into the page."""
    settings = document.settings
    kept = {name: getattr(settings, name) for name in CONFINING}
    for name in CONFINING:
        setattr(settings, name, False)
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(settings, name, value)


def _acts(node: nodes.Node) -> bool:
    """Return whether a node is markup that a page of a pack may not hold, reads a file, or links to no page."""
    if isinstance(node, nodes.reference) and "refuri" in node:
        return not (node.get("internal") or node["refuri"].startswith("#") or is_web(node["refuri"]))
    return isinstance(node, nodes.raw | nodes.image | addnodes.download_reference)


def page(folder: Path, name: str) -> Path | None:
    """Return the pack's own page of a name, in the active language where it is there."""
    if not name.isidentifier():
        return None
    choices = (folder / PAGES / f"{stem}.md" for stem in (f"{name}.{active()}", name))
    return next((path for path in choices if path.is_file()), None)
