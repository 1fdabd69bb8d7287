"""What a page costs the reader who opens it: bytes over the wire, requests, elements, movement of what is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 740}
EXPLORE = "button.chart-explore"
DRAWN = ".js-plotly-plot .main-svg"  # an interactive chart that can be seen

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}  # ms, bytes/s

WATCH = """
window.movement = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => {
  if (!hadRecentInput) window.movement += value;
})).observe({ type: "layout-shift", buffered: true });
"""
SETTLE = """async () => {
  for (const image of document.images) image.loading = "eager"; // a reader who reads to the end loads every image
  await Promise.allSettled([...document.images].map((image) => image.decode()));
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""


@dataclass
class Traffic:
    """What went over the wire so far."""

    requests: int = 0
    received: int = 0  # bytes as sent, compressed, with their headers
    elsewhere: int = 0  # requests to other hosts


@dataclass(frozen=True)
class Weight:
    """What a page costs; ``explored`` and ``moved_explored`` are None where no chart can be made interactive.

    ``moved`` is the sum of all layout shifts, which is never less than the CLS. Like the CLS it forgives what follows a
    press within half a second; the chart is asked for on a slow line, where its files come seconds after the press.
    """

    requests: int
    received: int
    explored: int | None
    elsewhere: int
    elements: int
    moved: float
    moved_explored: float | None


def weigh(browser: Browser, address: str, path: str) -> Weight:
    """Open a page on a phone that has seen nothing of the site, read it, make its first chart interactive, and weigh.

    Parameters
    ----------
    address
        The site, without a slash at the end.
    path
        The page in it.
    """
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        traffic = _watched(page, address)
        page.goto(f"{address}/{path}", wait_until="networkidle")
        moved = _settled(page)
        read = Traffic(**vars(traffic))
        elements = page.evaluate("document.querySelectorAll('*').length")
        explored = moved_explored = None
        if page.locator(EXPLORE).count():
            page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
            page.locator(EXPLORE).first.click()
            page.locator(DRAWN).first.wait_for(state="visible")
            moved_explored = _settled(page) - moved
            explored = traffic.received
        return Weight(read.requests, read.received, explored, traffic.elsewhere, elements, moved, moved_explored)


def _watched(page: Page, address: str) -> Traffic:
    traffic = Traffic()

    def asked(event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        traffic.requests += url.startswith("http")
        traffic.elsewhere += url.startswith("http") and not url.startswith(f"{address}/")

    def came(event: dict[str, Any]) -> None:
        traffic.received += int(event["encodedDataLength"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    watchers: dict[str, Callable[[dict[str, Any]], None]] = {
        "Network.requestWillBeSent": asked,
        "Network.loadingFinished": came,
    }
    for event, watcher in watchers.items():
        session.on(event, watcher)
    return traffic


def _settled(page: Page) -> float:
    page.evaluate(SETTLE)
    return float(page.evaluate("window.movement"))
