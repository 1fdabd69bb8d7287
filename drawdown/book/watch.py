"""Builds again whenever something is saved, and has the pages that are open load themselves again."""

import asyncio
import subprocess
import sys
from collections.abc import Collection, Generator, Iterator, Mapping
from pathlib import Path

from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler
from watchfiles import Change, watch

from drawdown import paths
from drawdown.book import inputs, publish, server
from drawdown.book.server import Files
from drawdown.errors import BookError
from drawdown.pack.schema import Schema
from drawdown.parameters import Parameters

BUILT = "/.built"  # where an open page waits for the next build
TICK = 1000  # milliseconds after which nothing saved is said too, so that Ctrl-C is heard
LISTENS = "/.built.js"  # a file of its own: no page may run what is written into it
SCRIPT = f'new EventSource("{BUILT}").onmessage = () => location.reload();\n'
TAG = f'<script src="{LISTENS}"></script>'.encode()


class Readers:
    """The pages that are open, each of which waits for the next build."""

    def __init__(self) -> None:
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    async def built(self) -> None:
        """Wait for the next build."""
        event = asyncio.Event()
        waiting = asyncio.get_running_loop(), event
        self._waiting.add(waiting)
        try:
            await event.wait()
        finally:
            self._waiting.discard(waiting)

    def tell(self) -> None:
        """Tell them all, from any thread, that a build is published."""
        for loop, event in tuple(self._waiting):
            loop.call_soon_threadsafe(event.set)


class Watched(Files):
    """The files of a site, with a script at the end of each page that is sent; the files themselves have none."""

    @classmethod
    def get_content(
        cls, abspath: str, start: int | None = None, end: int | None = None
    ) -> Generator[bytes, None, None]:
        """Yield a file and, of a page, the script."""
        yield from super().get_content(abspath, start, end)
        if abspath.endswith(".html"):
            yield TAG

    def get_content_size(self) -> int:
        """Return the bytes of what is sent."""
        return super().get_content_size() + len(TAG) * str(self.absolute_path).endswith(".html")


class Listening(RequestHandler):
    """Gives the script."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(SCRIPT)


class Waiting(RequestHandler):
    """Keeps the question of a page open, and answers it after each build."""

    def initialize(self, readers: Readers) -> None:
        """Take the pages that are open."""
        self._readers = readers

    async def get(self) -> None:
        """Tell the page of every build for as long as it listens."""
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-cache")
        try:
            await self.flush()
            while True:
                await self._readers.built()
                self.write("data: built\n\n")
                await self.flush()
        except StreamClosedError:
            return


def builds(options: Collection[str], pack: Path, target: Path) -> Iterator[bool]:
    """Build at once and after everything that is saved, and say each time whether a new site was published.

    Each build is a process of its own, which runs the code as it was saved.

    Parameters
    ----------
    options
        Those of ``drawdown build``.
    pack
        The folder of the pack.
    target
        Where its site is published.
    """
    folders = [pack, *inputs.folders(), *(path for path in inputs.single() if path.is_file())]
    command = [sys.executable, "-m", "drawdown", "build", *options]
    shown, saved = _shown(target), _saved(folders)
    next(saved)  # what is saved during the first build is not missed
    while True:
        subprocess.run(command, check=False)
        yield shown != (shown := _shown(target))
        while not next(saved):
            pass


def watching(options: Collection[str], values: Mapping[str, str], port: int) -> Iterator[str]:
    """Serve the book, build it after everything that is saved, and yield its address once it can be read.

    Raises
    ------
    BookError
        If the first build fails and there is no site from an earlier one.
    """
    readers = Readers()
    pack = paths.pack(Parameters(**values).data)
    target = publish.place(Schema(pack))
    made = builds(options, pack, target)
    next(made)
    if not target.is_dir():
        raise BookError("There is no book to watch yet: mend what the build says, and start again.")
    served = server.site(target, Watched, (BUILT, Waiting, {"readers": readers}), (LISTENS, Listening))
    with server.serving(target, port, served) as address:
        yield address
        for new in made:
            if new:
                readers.tell()


def _saved(places: list[Path]) -> Iterator[bool]:
    """Say again and again whether something was saved since."""
    while True:
        for changes in watch(*places, watch_filter=_authored, yield_on_timeout=True, rust_timeout=TICK):
            yield bool(changes)
            if any(Path(path) in inputs.single() for _change, path in changes):
                break  # an editor may have put another file in its place, which is to be watched from now on


def _shown(target: Path) -> str:
    """Return the name of the published site, which is another after each build."""
    return target.resolve().name


def _authored(_change: Change, path: str) -> bool:
    return inputs.authored(Path(path)) and not Path(path).name.startswith(".")
