"""``drawdown serve``."""

import contextlib
import threading
from pathlib import Path

import click

from drawdown import paths


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free port.")
@click.option("--data", metavar="PACK", type=click.Path(path_type=Path), default=paths.DATA, help="A data pack.")
def serve(port: int, data: Path) -> None:
    """Show the published site on this machine, sent as a host on the web sends it. Ctrl-C ends it.

    \b
    Examples:
      drawdown serve
      drawdown serve --port 8001
      drawdown serve --data ../mypack                  the book of another pack
    """
    from drawdown.book.publish import place
    from drawdown.book.server import serving
    from drawdown.pack.schema import Schema

    with serving(place(Schema(data.resolve())), port) as address, contextlib.suppress(KeyboardInterrupt):
        click.echo(f"The book is at {address}; Ctrl-C ends it.")
        threading.Event().wait()
