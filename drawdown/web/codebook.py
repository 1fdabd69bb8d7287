"""The ``codebook`` directive: every table and column of the pack, from the schema that also checks the data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from drawdown.errors import DataError
from drawdown.language import N_, _, number, separator, signed, strung
from drawdown.pack.schema import DESCRIPTOR, Schema, Table, worded
from drawdown.web import config
from drawdown.web.links import code, web_link

Cell = Sequence[nodes.Node]
TYPES = {"string": N_("text"), "integer": N_("whole number"), "number": N_("number"), "date": N_("date")}


class Codebook(SphinxDirective):
    """Render the schema of the pack: a section for each table, an anchor for each column."""

    def run(self) -> list[nodes.Node]:
        folder = config.pack(self.config)
        self.env.note_dependency(str(folder / DESCRIPTOR))
        try:
            schema = Schema(folder)
        except DataError as error:
            raise self.error(str(error)) from None
        licences = _licences(schema.descriptor.get("licenses", []), _("Licence of the data"))
        return [*licences, *(self._section(table) for table in schema.tables.values())]

    def _section(self, table: Table) -> nodes.section:
        anchor = f"codebook-{table.name}"
        title = worded(table.descriptor, "title") or table.name
        section = nodes.section("", nodes.title("", title, translatable=False), ids=[anchor], names=[anchor])
        self.state.document.note_explicit_target(section, section)
        section += nodes.paragraph("", "", nodes.literal("", table.path), classes=["codebook-file"])
        if description := worded(table.descriptor, "description"):
            section += nodes.paragraph("", description)
        section += self._columns(table)
        section += _keys(table)
        section += _licences(table.descriptor.get("licenses", []), _("Licence"))
        return section

    def _columns(self, table: Table) -> nodes.table:
        head = [_("Column"), _("Meaning"), _("Type"), _("Allowed")]
        fields = table.descriptor["schema"]["fields"]
        rows = [_row(_cells(field)) for field in fields]
        for field, row in zip(fields, rows, strict=True):
            anchor = f"codebook-{table.name}-{field['name']}"
            row["ids"], row["names"] = [anchor], [anchor]
            self.state.document.note_explicit_target(row, row)
        return _grid(head, rows, [24, 37, 14, 25])


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("codebook", Codebook)


def _cells(field: Mapping[str, Any]) -> list[Cell]:
    constraints = field.get("constraints", {})
    known = TYPES[field["type"]]
    kind = [_(known), worded(field, "unit"), _("required") if constraints.get("required") else ""]
    title = worded(field, "title")
    meaning = [nodes.strong("", title), nodes.Text(". ")] if title else []
    return [
        [code(field["name"])],
        [*meaning, nodes.Text(worded(field, "description"))],
        [nodes.Text(strung(kind, ","))],
        _allowed(constraints, dated=field.get("type") == "date"),
    ]


def _allowed(constraints: Mapping[str, Any], *, dated: bool) -> list[nodes.Node]:
    parts: list[list[nodes.Node]] = [[code(str(value))] for value in constraints.get("enum", [])]
    if limits := _limits(constraints.get("minimum"), constraints.get("maximum"), dated):
        parts.append([nodes.Text(limits)])
    if pattern := constraints.get("pattern"):
        parts.append([nodes.Text(_("matches") + " "), code(pattern)])
    if constraints.get("unique"):
        parts.append([nodes.Text(_("unique"))])
    return _joined(parts)


def _limits(low: Any, high: Any, dated: bool) -> str:
    if low is not None and high is not None:
        return _("{low} to {high}").format(low=_bound(low), high=_bound(high))
    if low is not None:
        return (_("{low} or later") if dated else _("{low} or more")).format(low=_bound(low))
    if high is not None:
        return (_("{high} or earlier") if dated else _("{high} or less")).format(high=_bound(high))
    return ""


def _bound(value: Any) -> str:
    text = number(value) if isinstance(value, int) and abs(value) >= 10_000 else str(value)
    return signed(text) if text.startswith("-") else text


def _joined(parts: Iterable[Iterable[nodes.Node]]) -> list[nodes.Node]:
    spread = [node for part in parts for node in (nodes.Text(separator(",")), *part)]
    return spread[1:]


def _keys(table: Table) -> list[nodes.Node]:
    schema = table.descriptor["schema"]
    lines: list[nodes.Node] = []
    if key := schema.get("primaryKey"):
        columns = [[nodes.literal("", name)] for name in _listed(key)]
        lines.append(nodes.paragraph("", "", nodes.Text(_("A row is identified by") + " "), *_joined(columns)))
    for foreign in schema.get("foreignKeys", []):
        target = foreign["reference"]["resource"] or table.name
        columns = [[nodes.literal("", name)] for name in _listed(foreign["fields"])]
        goal = nodes.literal("", f"{target}.{_listed(foreign['reference']['fields'])[0]}")
        link = nodes.reference("", "", goal, refid=f"codebook-{target}", internal=True)
        lines.append(nodes.paragraph("", "", *_joined(columns), nodes.Text(" " + _("points to") + " "), link))
    return [nodes.container("", *lines, classes=["codebook-keys"])] if lines else []


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _licences(licences: Iterable[Mapping[str, str]], label: str) -> list[nodes.Node]:
    links = [[web_link(worded(entry, "title") or entry.get("name", ""), entry.get("path", ""))] for entry in licences]
    if not links:
        return []
    line = nodes.paragraph("", "", nodes.Text(label + ": "), *_joined(links), classes=["codebook-licence"])
    line["translatable"] = False  # it is in the book's language already
    return [line]


def _row(cells: Iterable[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def _grid(head: list[str], rows: list[nodes.row], widths: list[int]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row([[nodes.Text(text)] for text in head]))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["codebook", "colwidths-given"])
