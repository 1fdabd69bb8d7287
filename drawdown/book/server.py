"""Serves a made site on this machine as a host on the web would: compressed, cacheable, with its own page for a 404."""

import asyncio
import mimetypes
import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, StaticFileHandler

from drawdown.errors import ParameterError

HOST = "127.0.0.1"  # nobody else's business
PORT = 8000
MISSING = "404.html"
TYPES = {  # the same on every machine
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".epub": "application/epub+zip",
    ".ipynb": "application/json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
WORDED = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")

Stop = Callable[[], object]


class Files(StaticFileHandler):
    """The files of a site. What is asked for with its hash (``?v=``, as Sphinx writes it) may be kept for years."""

    def set_extra_headers(self, path: str) -> None:
        """Have the rest asked for again each time: a new build may have changed it."""
        if not self.get_argument("v", ""):
            self.set_header("Cache-Control", "no-cache")

    def get_content_type(self) -> str:
        """Return the type of the file, with the encoding of a text."""
        name = Path(self.absolute_path or "")
        kind = TYPES.get(name.suffix) or mimetypes.guess_type(name.name)[0] or "application/octet-stream"
        return f"{kind}; charset=utf-8" if kind.startswith(WORDED) else kind

    def compute_etag(self) -> str | None:
        """Return the hash of the file as it is now, not as it was before a new build."""
        return f'"{self.get_content_version(self.absolute_path)}"' if self.absolute_path else None

    def write_error(self, status_code: int, **details: object) -> None:
        """Show the site's own page for what is missing: the nearest above it, in the language it was asked for."""
        page = self._missing() if status_code == 404 else None
        if page:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **details)

    def _missing(self) -> Path | None:
        above = Path(self.get_absolute_path(self.root, self.path)).parents
        pages = (folder / MISSING for folder in above if folder.is_relative_to(self.root))
        return next(filter(Path.is_file, pages), None)


@contextmanager
def serving(folder: Path, port: int = 0, application: Application | None = None) -> Iterator[str]:
    """Serve a site in a thread of its own as long as the context lasts, and give its address.

    Parameters
    ----------
    folder
        The site. It may be replaced meanwhile.
    port
        Where to serve it; 0 takes a port that is free.
    application
        What serves it; None for `site`.

    Raises
    ------
    ParameterError
        If there is no such folder, or the port is taken.
    """
    if not folder.is_dir():
        raise ParameterError(f"There is no site in {folder}; `make book` makes it.")
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise ParameterError(f"Port {port} cannot be had: {reason}. Choose another with --port.") from None
    started: Future[Stop] = Future()
    served = application or site(folder)
    with listening:
        thread = threading.Thread(target=lambda: asyncio.run(_serve(served, listening, started)))
        thread.start()
        stop = started.result()
        try:
            yield f"http://{HOST}:{listening.getsockname()[1]}"
        finally:
            stop()
            thread.join()


async def _serve(application: Application, listening: socket.socket, started: Future[Stop]) -> None:
    listening.setblocking(False)
    server = HTTPServer(application)
    server.add_socket(listening)
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    started.set_result(lambda: loop.call_soon_threadsafe(ended.set))
    await ended.wait()
    server.stop()
    await server.close_all_connections()


def site(folder: Path, files: type[Files] = Files, *rules: tuple[Any, ...]) -> Application:
    """Return the web application that serves a site, after any other ``rules`` of its own."""
    pages = {"path": str(folder.absolute()), "default_filename": "index.html"}
    return Application([*rules, (r"/(.*)", files, pages)], compress_response=True, log_function=lambda _: None)
