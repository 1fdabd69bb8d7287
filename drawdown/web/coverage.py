"""The ``coverage`` and ``audit`` directives: what the evidence covers, and how often it was found wrong."""

from collections.abc import Sequence

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from drawdown.charts import coverage as charts
from drawdown.charts.chart import Chart
from drawdown.errors import DataError
from drawdown.language import _, active, date, ngettext, number, percent
from drawdown.measures import coverage as measures
from drawdown.pack import tables
from drawdown.pack.schema import DESCRIPTOR, SOURCES, Schema, Table, worded
from drawdown.pack.view import View
from drawdown.page import figures
from drawdown.parameters import Parameters
from drawdown.terms import term
from drawdown.web import config
from drawdown.web.figures import Figure, shown

AUDIT = "audit"
WORST = 10  # gaps listed


class Coverage(SphinxDirective):
    """Show what the pack covers: rows by year, country and kind of source, and the longest gaps."""

    def run(self) -> list[nodes.Node]:
        """Return the figures and the table of gaps."""
        folder = config.pack(self.config)
        self.env.note_dependency(str(folder / DESCRIPTOR))
        try:
            view = View(Parameters(lang=active(), data=str(folder)))
            rows = _evidence(view)
        except DataError as error:
            raise self.error(str(error)) from None
        for table in view.schema.tables.values():
            self.env.note_dependency(str(folder / table.path))
        titles = {name: worded(table.descriptor, "title") or name for name, table in view.schema.tables.items()}
        found = [
            charts.months(rows, titles, view.schema.theatres),
            charts.countries(rows, view.schema.theatres),
            charts.sources(rows, titles),
        ]
        gaps = measures.gaps(rows, view.schema.theatres)
        return [*(self._figure(chart, view) for chart in found), *_gaps(gaps, titles, view.schema.theatres)]

    def _figure(self, chart: Chart, view: View) -> nodes.Node:
        kept = [name for name, table in view.schema.tables.items() if table.time and table.sources]
        data, metadata = figures.bundle(chart, self.env.docname.rpartition("/")[2], view, kept)
        return shown(Figure.of(data[figures.PLOTLY], metadata), self.env, self.state.document)


class Audit(SphinxDirective):
    """Print the error rates of the pack's audit."""

    def run(self) -> list[nodes.Node]:
        """Return the table of the rates."""
        folder = config.pack(self.config)
        self.env.note_dependency(str(folder / DESCRIPTOR))
        try:
            schema = Schema(folder)
            rows = tables.read(schema, AUDIT)
        except DataError as error:
            raise self.error(str(error)) from None
        if rows.empty:
            return [_sentence(_("The pack holds no audit."))]
        self.env.note_dependency(str(folder / schema.tables[AUDIT].path))
        rates = measures.audited(rows)
        undecided = len(rows) - int(rates["rows"].sum())
        text = ngettext(
            "{n} more row of the audit was not drawn by chance, or its page could not be read; it makes no rate.",
            "{n} more rows of the audit were not drawn by chance, or their pages could not be read; they make no rate.",
            undecided,
        )
        return [_audit(rates), *([_sentence(text)] if undecided else [])]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("coverage", Coverage)
    app.add_directive("audit", Audit)


def _evidence(view: View) -> pd.DataFrame:
    kept: dict[str, Table] = {
        name: table for name, table in view.schema.tables.items() if table.time and table.sources and name != SOURCES
    }
    return measures.evidence(
        {name: view.table(name) for name in kept},
        {name: table.key for name, table in kept.items()},
        {name: table.time for name, table in kept.items() if table.time},
        {name: table.sources for name, table in kept.items()},
        view.sources,
    )


def _gaps(gaps: pd.DataFrame, titles: dict[str, str], theatres: dict[str, str]) -> list[nodes.Node]:
    if gaps.empty:
        return [_sentence(_("No time longer than 60 days lies between two rows of a table about a theatre."))]
    text = _("{n} times a table is silent about a theatre for more than 60 days; these are the longest.")
    head = [_("Table"), _("Where"), _("After"), _("Until"), _("Days")]
    body = [
        [
            titles[row.table],
            theatres[row.country],
            date(row.after.date()),
            date(row.until.date()),
            number(row.days),
        ]
        for row in gaps.head(WORST).itertuples()
    ]
    return [_sentence(text.format(n=number(len(gaps)))), _grid(head, body, numeric=1)]


def _audit(rates: pd.DataFrame) -> nodes.table:
    head = [_("Rows checked"), _("Read for it"), _("Rows"), _("Wrong"), _("Wrong or imprecise")]
    body = []
    for row in rates.to_dict("records"):
        names = [term(row["stratum"]), term(row["basis"])]
        shares = [_interval(row[name], row[f"{name}_low"], row[f"{name}_high"]) for name in ("wrong", "off")]
        body.append([*names, number(row["rows"]), *shares])
    return _grid(head, body, numeric=3)


def _interval(value: float | None, low: float | None, high: float | None) -> str:
    if value is None or low is None or high is None:
        return ""
    text = _("{share} ({low} to {high})")
    return text.format(share=percent(value, 1), low=percent(low, 1), high=percent(high, 1))


def _sentence(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text, translatable=False)


def _grid(head: Sequence[str], body: Sequence[Sequence[str]], numeric: int) -> nodes.table:
    """Return a table whose last ``numeric`` columns are numbers."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _name in head), cols=len(head))
    group += nodes.thead("", _row(head, numeric))
    group += nodes.tbody("", *(_row(cells, numeric) for cells in body))
    return nodes.table("", group, classes=["coverage"])


def _row(cells: Sequence[str], numeric: int) -> nodes.row:
    entries = []
    for place, text in enumerate(cells):
        classes = ["text-right"] if place >= len(cells) - numeric else []
        entries.append(nodes.entry("", _sentence(text), classes=classes))
    return nodes.row("", *entries)
