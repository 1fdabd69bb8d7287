"""The role and the directive ``said``: a sentence of a chapter, repeated on another page with its numbers' links.

In a line, ``{said}`CHAPTER NAME` ``; as a paragraph of its own, the directive ``{said} CHAPTER NAME``.
"""

import json
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from drawdown import paths
from drawdown.page import said
from drawdown.web.links import spoken


class Saying(SphinxDirective):
    """Shows what a chapter says under a name as a paragraph."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return the text."""
        chapter, name = self.arguments
        try:
            text = repeated(self.env, chapter, name)
        except LookupError as error:
            raise self.error(str(error)) from None
        return spoken(self.parse_text_to_nodes(text))


class SayingRole(SphinxRole):
    """Shows what a chapter says under a name within a line."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the text."""
        chapter, _space, name = self.text.partition(" ")
        try:
            text = repeated(self.env, chapter, name.strip())
        except LookupError as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        return self.inliner.parse(text, self.lineno, SimpleNamespace(), nodes.inline())  # MyST asks for no memo


def setup(app: Sphinx) -> None:
    """Register the role and the directive."""
    app.add_directive("said", Saying)
    app.add_role("said", SayingRole())


def repeated(environment: BuildEnvironment, chapter: str, name: str) -> str:
    """Return in MyST what a chapter says under a name, each number a reference to what the chapter glued.

    Raises
    ------
    LookupError
        If the chapter has not been run, or says nothing under that name.
    """
    notebook = Path(environment.srcdir) / paths.CHAPTERS.name / f"{chapter}.ipynb"
    if not notebook.is_file():
        raise LookupError(f"the chapter {chapter!r} has not been run")
    environment.note_dependency(str(notebook))
    template = _templates(notebook, notebook.stat().st_mtime_ns).get(name) if name else None
    if template is None:
        raise LookupError(f"the chapter {chapter!r} says nothing under the name {name!r}")
    return said.glued(template, f"/{paths.CHAPTERS.name}/{notebook.name}")  # from the root: right on every page


@lru_cache(maxsize=32)
def _templates(notebook: Path, _modified: int) -> dict[str, str]:
    """Return the texts of an executed chapter that can be repeated, by name."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    marked = [output.get("metadata", {}).get(said.KEY) for cell in cells for output in cell.get("outputs", [])]
    return {mark["name"]: mark["text"] for mark in marked if mark}
