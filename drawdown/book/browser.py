"""Chromium, which prints the book and takes its pictures: nothing it is given may lead it to the network."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from drawdown.errors import BookError

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)


@contextmanager
def opened() -> Iterator[Browser]:
    """Open the machine's Chromium without a window.

    Raises
    ------
    BookError
        If the machine has none; the message says how to mend that.
    """
    program = found()
    root = os.geteuid() == 0  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=not root, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def found() -> str:
    """Return the path of the machine's Chromium.

    Raises
    ------
    BookError
        If there is none.
    """
    programs = filter(None, map(shutil.which, NAMES))
    program = next(programs, None)
    if program is None:
        raise BookError(
            f"No browser to print the book with ({', '.join(NAMES)}). Install one with `make browser`,"
            " or leave the files out with `drawdown build --no-files`."
        )
    return program
