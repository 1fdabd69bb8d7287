"""The ``measures`` directive: every measure with its definition, its assumptions, its code and its tests."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docutils import nodes
from docutils.core import publish_doctree
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config
from sphinx.ext.napoleon.docstring import NumpyDocstring
from sphinx.util.docutils import SphinxDirective

from drawdown import paths
from drawdown.language import N_, SOURCE, _, ngettext, separator
from drawdown.web import catalogue
from drawdown.web.catalogue import Measure, Module
from drawdown.web.elements import Foreign
from drawdown.web.links import code, web_link
from drawdown.web.markup import Card, CardBody, CardHead
from drawdown.web.tested import Case, cases

NOTES = "Notes"
# As a section of our own its heading is not translated, and the assumptions can be told by it in every language.
NUMPY = Config(napoleon_use_param=False, napoleon_use_rtype=False, napoleon_custom_sections=[NOTES])
_ROLE = re.compile(r":\w+:(?=`)")  # it would ask for a page of the function; the name alone is shown
FIELDS = {"Parameters": N_("Inputs"), "returns": N_("Output"), "raises": N_("Error")}
QUIET = {"report_level": 5, "halt_level": 5}  # what is wrong is read from the tree, and told once
CLOSED = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True}


class DocstringError(Exception):
    """A docstring that cannot be read as NumPy's style has it."""


@dataclass
class Described:
    """What a docstring says: the text before the first section, its notes, and the sections of its interface."""

    definition: list[nodes.Node] = field(default_factory=list)
    notes: list[nodes.Node] = field(default_factory=list)
    interface: list[nodes.Node] = field(default_factory=list)


class Measures(SphinxDirective):
    """List the measures, by module."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each module."""
        modules = catalogue.modules()
        self._depend(modules)
        tests = cases(catalogue.TESTS) if catalogue.TESTS.is_dir() else None
        try:
            return [self._module(module, tests) for module in modules]
        except DocstringError as error:
            raise self.error(str(error)) from None

    def _depend(self, modules: Iterable[Module]) -> None:
        files = [paths.TOC, *(paths.ROOT / module.file for module in modules), *catalogue.TESTS.glob("test_*.py")]
        for file in sorted(files):
            self.env.note_dependency(str(file))

    def _module(self, module: Module, tests: Mapping[str, list[Case]] | None) -> nodes.section:
        title = nodes.title("", module.name.replace("_", " ").capitalize(), translatable=False)
        section = self._section(f"measures-{module.name}".replace("_", "-"), title)
        section += _english(described(module.text, module.name).definition, "measure-module")
        section += [self._measure(measure, module.file, tests) for measure in module.measures if measure.text]
        return section

    def _measure(self, measure: Measure, file: str, tests: Mapping[str, list[Case]] | None) -> nodes.section:
        said = described(measure.text, measure.path)
        title = nodes.title("", "", code(f"{measure.module}.{measure.name}"), translatable=False)
        section = self._section(measure.anchor, title)
        section += _english(said.definition, "measure-definition")
        if said.notes:
            section += nodes.paragraph("", _("Assumptions"), classes=["measure-label"], translatable=False)
            section += _english(said.notes, "measure-notes")
        section += _paragraph(nodes.Text(_("Code") + ": "), self._link(file, measure.line))
        section += self._behind(measure, said.interface, tests)
        return section

    def _behind(
        self, measure: Measure, interface: list[nodes.Node], tests: Mapping[str, list[Case]] | None
    ) -> nodes.Node:
        """Return what is folded: how the function is called, and the tests that call it."""
        head, body = _("Inputs and outputs"), CardBody("", _paragraph(nodes.literal("", measure.signature)))
        body += _english(interface, "measure-interface")
        if tests is not None:
            held = catalogue.tested(measure, tests)
            head += separator(",") + ngettext("{n} test", "{n} tests", len(held))
            body += self._tests(catalogue.THROUGH.get(measure.path, ""), held)
        return Card("", CardHead("", head, translatable=False), body, classes=["measure-behind"])

    def _tests(self, whole: str, held: Iterable[Case]) -> list[nodes.Node]:
        items = [nodes.list_item("", _paragraph(self._link(test.path, test.line, test.name))) for test in held]
        through = [nodes.Text(_("Tested through") + " "), nodes.literal("", whole)]
        listed: list[nodes.Node] = [_paragraph(*through)] if whole else []
        return [*listed, nodes.bullet_list("", *items, classes=["measure-tests"])] if items else listed

    def _section(self, anchor: str, title: nodes.title) -> nodes.section:
        section = nodes.section("", title, ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(section, section)
        return section

    def _link(self, file: str, line: int, test: str = "") -> nodes.Node:
        """Return the name of a place in the code, as a link to it where the book says where its code is."""
        name = f"{file}::{test}" if test else f"{file}:{line}"
        base = self.config.drawdown_repository_url.rstrip("/")
        if not base:
            return nodes.literal("", name)
        return web_link(name, f"{base}/blob/HEAD/{file}#L{line}")


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("measures", Measures)


def described(text: str, name: str) -> Described:
    """Return the parts of a docstring in NumPy's style.

    Raises
    ------
    DocstringError
        If its text is not well-formed; ``name`` says whose it is.
    """
    plain = _ROLE.sub("", text)
    numpy = NumpyDocstring(plain, NUMPY, what="function")  # type: ignore[arg-type] # it names Sphinx's Config
    tree = publish_doctree(str(numpy), settings_overrides=QUIET | CLOSED)
    wrong = [node.astext() for node in tree.findall(nodes.system_message)]
    if wrong:
        raise DocstringError(f"the docstring of {name}: {'; '.join(wrong)}")
    for quoted in list(tree.findall(nodes.title_reference)):
        quoted.replace_self(nodes.literal("", quoted.astext()))
    for heading in tree.findall(nodes.field_name):
        kind, _space, error = heading.astext().partition(" ")
        if kind in FIELDS:
            heading[:] = [nodes.Text(_(FIELDS[kind])), *([nodes.Text(" "), nodes.literal("", error)] if error else [])]
    found = Described()
    part = found.definition
    for node in tree.children:
        if isinstance(node, nodes.rubric | nodes.field_list):
            part = found.notes if node.astext() == NOTES else found.interface
        if not (isinstance(node, nodes.rubric) and part is found.notes):
            part.append(node.deepcopy())
    return found


def _english(content: Iterable[nodes.Node], style: str) -> Foreign:
    text = Foreign("", *content, classes=[style], code=SOURCE)
    for part in text.findall(nodes.Element):
        part["translatable"] = False
    return text


def _paragraph(*parts: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *parts, translatable=False, classes=["measure-code"])
