"""Weighs the pages: ours, the plain theme with the same content, and Plotly embedded the usual way. One run.

The published site must be there, and the chapters it was made from. Writes _build/bench/pages.json.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from benchmarks import variants
from benchmarks.goal import Goal
from benchmarks.weight import Weight, weigh
from drawdown import paths
from drawdown.book import browser, plan, server

FOLDER = paths.BUILD / "bench" / "pages"
PAGES = ["index.html", *(f"chapters/{chapter}.html" for chapter in plan.chapters())]
COLUMNS = ("page", "site", "requests", "kB", "of plain", "+ Explore", "off site", "elements", "CLS", "+ Explore")

Weights = dict[str, dict[str, Weight]]  # {site: {page: weight}}


def weights() -> Weights:
    """Make the other sites and return the weights of all pages; the numbers are kept in a file too."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    plain = variants.plain(FOLDER)
    usual = variants.usual(plain, FOLDER)
    found = {name: weighed(site) for name, site in {"ours": paths.HTML, "plain": plain, "usual": usual}.items()}
    report = {name: {page: asdict(weight) for page, weight in pages.items()} for name, pages in found.items()}
    FOLDER.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(FOLDER)
    return found


def goals(found: Weights) -> Iterator[Goal]:
    """Yield the goals of the heaviest chapter."""
    ours, plain = found["ours"], found["plain"]
    page = max(PAGES, key=lambda name: ours[name].received)
    method = f"the heaviest page, {Path(page).stem}, on a phone, nothing cached, gzip; beside it the plain theme"
    yield Goal("a page", ours[page].received / 1000, plain[page].received / 1000, None, method, unit="kB", within=300)
    yield Goal("its requests", ours[page].requests, plain[page].requests, None, method, unit="", within=26)


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
