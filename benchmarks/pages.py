"""Weighs the pages: ours, the plain theme with the same content, and Plotly embedded the usual way. One run.

    python -m benchmarks.pages

The published site must be there, and the chapters it was made from. Writes _build/bench/pages.json.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import variants
from benchmarks.weight import Weight, weigh
from drawdown import paths
from drawdown.book import browser, plan, server

FOLDER = paths.BUILD / "bench"
PAGES = ["index.html", *(f"chapters/{chapter}.html" for chapter in plan.chapters())]
COLUMNS = ("page", "site", "requests", "kB", "of plain", "+ Explore", "off site", "elements", "CLS", "+ Explore")

Weights = dict[str, dict[str, Weight]]  # {site: {page: weight}}


def main() -> None:
    """Make the other sites, weigh all pages, print the table and keep the numbers."""
    console = Console()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with console.status("make the plain site"):
        plain = variants.plain(FOLDER)
    with console.status("embed Plotly the usual way"):
        usual = variants.usual(plain, FOLDER)
    weights = {}
    for name, site in {"ours": paths.HTML, "plain": plain, "usual": usual}.items():
        with console.status(f"weigh {name}"):
            weights[name] = weighed(site)
    console.print(table(weights))
    report = {name: {page: asdict(weight) for page, weight in pages.items()} for name, pages in weights.items()}
    (FOLDER / "pages.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    console.print(f"{(FOLDER / 'pages.json').relative_to(paths.ROOT)} holds the numbers.")


def weighed(site: Path) -> dict[str, Weight]:
    """Return the weight of the index and each chapter of a site."""
    with server.serving(site) as address, browser.opened() as chromium:
        return {page: weigh(chromium, address, page) for page in PAGES}


def table(weights: Weights) -> Table:
    """Return the weights page by page, the sites below each other.

    "+ Explore": after a chart was made interactive; for the usual way that is from the start.
    """
    shown = Table(*COLUMNS, title="Pages on a phone, nothing cached, gzip; kB over the wire")
    for column in shown.columns[2:]:
        column.justify = "right"
    for page in PAGES:
        for name, pages in weights.items():
            shown.add_row(Path(page).stem if name == "ours" else "", name, *_cells(pages[page], weights["plain"][page]))
        shown.add_section()
    return shown


def _cells(weight: Weight, plain: Weight) -> list[str]:
    explored = weight.received if weight.explored is None else weight.explored
    moved = "" if weight.moved_explored is None else f"{weight.moved_explored:.3f}"
    return [
        f"{weight.requests}",
        f"{weight.received / 1000:,.0f}",
        f"{weight.received / plain.received:.2f}",
        f"{explored / 1000:,.0f}",
        f"{weight.elsewhere}",
        f"{weight.elements:,}",
        f"{weight.moved:.3f}",
        moved,
    ]


if __name__ == "__main__":
    main()
