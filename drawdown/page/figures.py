"""A figure as a notebook output: the interactive figure, with all that its page needs beside it."""

from typing import Any

from drawdown.charts import interactive, static
from drawdown.charts.chart import Chart

PLOTLY = "application/vnd.plotly.v1+json"


def bundle(chart: Chart, chapter: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the MIME bundle of a figure and its metadata.

    JupyterLab shows the interactive figure; the book's renderer takes the static one, the texts and the data from
    the metadata.
    """
    svg = static.svg(chart)
    about = {
        "chapter": chapter,
        "key": chart.key,
        "title": chart.title,
        "caption": chart.caption,
        "alt": chart.alt or chart.empty,
        "svg": svg,
        "csv": chart.data.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"),
    }
    return {PLOTLY: interactive.figure(chart), "image/svg+xml": svg, "text/plain": chart.title}, {"drawdown": about}
