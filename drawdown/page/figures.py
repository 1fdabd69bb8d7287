"""A figure as a notebook output: the interactive figure, with all that its page needs beside it."""

from collections.abc import Iterable
from typing import Any

from drawdown.charts import interactive, static
from drawdown.charts.chart import Chart
from drawdown.pack.view import View
from drawdown.page import origin

PLOTLY = "application/vnd.plotly.v1+json"


def bundle(chart: Chart, chapter: str, view: View, tables: Iterable[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the MIME bundle of a figure and its metadata.

    JupyterLab shows the interactive figure; the book's renderer takes the static ones (for a wide page and for a
    narrow one), the texts and the data from the metadata.

    Parameters
    ----------
    chart
        The figure.
    chapter
        The stem of the chapter that shows it.
    view
        What the chapter sees of the pack.
    tables
        The tables the chapter has read so far, by name.
    """
    svg = static.svg(chart)
    about = {
        "chapter": chapter,
        "key": chart.key,
        "title": chart.title,
        "caption": chart.caption,
        "alt": chart.alt or chart.empty,
        "origin": chart.origin or origin.line(chart.data, view, chart.tables or tables),
        "as_of": view.scope.as_of.isoformat(),
        "svg": svg,
        "narrow": static.svg(chart, narrow=True),
        "csv": chart.data.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"),
    }
    plot = interactive.figure(chart, dict(view.sources["publisher"]))
    return {PLOTLY: plot, "image/svg+xml": svg, "text/plain": chart.title}, {"drawdown": about}
