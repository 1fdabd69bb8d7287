"""``drawdown serve``."""

import contextlib
import threading

import click

from drawdown import paths


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free port.")
def serve(port: int) -> None:
    """Show the published site on this machine, sent as a host on the web sends it. Ctrl-C ends it.

    \b
    Examples:
      drawdown serve
      drawdown serve --port 8001
    """
    from drawdown.book.server import serving

    with serving(paths.HTML, port) as address, contextlib.suppress(KeyboardInterrupt):
        click.echo(f"The book is at {address}; Ctrl-C ends it.")
        threading.Event().wait()
