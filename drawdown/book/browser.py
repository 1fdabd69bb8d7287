"""Chromium, which prints the book and takes its pictures: nothing it is given may lead it to the network."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

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


class Chromium:
    """The machine's Chromium, opened when something first needs it: a build that prints nothing new needs none.

    As a context it raises BookError where Chromium fails.
    """

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> "Chromium":
        return self

    def __exit__(self, _kind: type | None, error: BaseException | None, _trace: object) -> None:
        self._open.close()
        if isinstance(error, Error):
            first = error.message.splitlines()[0]
            raise BookError(f"Chromium failed ({first}): it may lack memory, or room for temporary files.") from error

    @cached_property
    def browser(self) -> Browser:
        """The browser itself."""
        return self._open.enter_context(opened())


class Tab:
    """A page of a browser with its own settings, opened when something first needs it."""

    def __init__(self, chromium: Browser | Chromium, **settings: Any) -> None:
        self._chromium, self._settings, self._open = chromium, settings, ExitStack()

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    @cached_property
    def page(self) -> Page:
        """The page itself."""
        browser = self._chromium.browser if isinstance(self._chromium, Chromium) else self._chromium
        return self._open.enter_context(browser.new_context(**self._settings)).new_page()


def version() -> str:
    """Return the version of the machine's Chromium, in its own words."""
    return subprocess.run([found(), "--version"], capture_output=True, text=True, check=True).stdout


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
