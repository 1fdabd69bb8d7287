"""Keeps a chapter to what it declares: an IPython extension that refuses every other file, network and program.

It hears what Python tells of itself (``sys.addaudithook``). Libraries that open files in their own compiled code, as
DuckDB and Arrow do, are not heard; neither are the names in a folder.
"""

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets import List, Unicode
from traitlets.config import Configurable

from drawdown.errors import UndeclaredRead

PACKAGE = Path(__file__).resolve().parent.parent
SYSTEM = ("/usr", "/lib", "/proc", "/dev", "/sys", "/System", "/etc/localtime", "/etc/mime.types", "/etc/fonts")
FONTS = ("~/.fonts", "~/.local/share/fonts", "/Library/Fonts", "~/Library/Fonts")
PROGRAMS = ("fc-list",)  # by which matplotlib finds the machine's fonts, once
STARTS = {"subprocess.Popen": 1, "os.system": 0, "os.exec": 0, "os.posix_spawn": 0, "os.spawn": 1}  # place of the name
CODE = (".py", ".pyc")


class Guard(Configurable):
    """What a chapter may read, besides the machine's own files and what it wrote itself."""

    files = List(Unicode(), help="The files it declares.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._files = {os.path.realpath(file) for file in self.files}
        self._written: set[str] = set()
        homes = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *_caches(), *SYSTEM]
        homes += map(os.path.expanduser, FONTS)
        self._homes = tuple(dict.fromkeys(f"{os.path.realpath(home).rstrip(os.sep)}{os.sep}" for home in homes))

    def hear(self, event: str, details: tuple[Any, ...]) -> None:
        """Refuse an event that brings in what is not declared.

        Raises
        ------
        UndeclaredRead
            With what is read.
        """
        match event, details:
            case "open", (str() | bytes() | os.PathLike() as path, mode, flags):
                self._open(os.path.realpath(os.fsdecode(path)), mode, flags)
            case "sqlite3.connect", (str() | bytes() | os.PathLike() as path, *_) if path != ":memory:":
                self._open(os.path.realpath(os.fsdecode(path)), "r", 0)
            case "urllib.Request", (url, *_):
                _refuse(str(url))
            case "socket.connect", (_, (host, port, *_)):
                _refuse(f"{host}:{port}")
            case _ if event in STARTS:
                self._start(details[STARTS[event]])

    def _open(self, path: str, mode: str | None, flags: int) -> None:
        writes = set(mode) & set("wax") if mode else flags & (os.O_WRONLY | os.O_CREAT)
        if writes:
            self._written.add(path)
        elif path not in self._files | self._written and not self._own(path):
            _refuse(path)

    def _own(self, path: str) -> bool:
        """Return whether a file belongs to the machine, to Python or to the code of this package."""
        if Path(path).is_relative_to(PACKAGE):
            return path.endswith(CODE)
        return f"{path}{os.sep}".startswith(self._homes)

    def _start(self, command: Any) -> None:
        words = [command] if isinstance(command, str | bytes | os.PathLike) else list(command)
        if Path(os.fsdecode(words[0])).name not in PROGRAMS:
            _refuse(" ".join(os.fsdecode(word) for word in words))


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Put the guard up, for as long as the kernel lives."""
    sys.addaudithook(Guard(parent=shell).hear)


def _refuse(name: str) -> None:
    raise UndeclaredRead(f"reads {name}, which it does not declare.")


def _caches() -> list[str]:
    """Return where matplotlib and IPython keep what they found on this machine."""
    import matplotlib
    from IPython.paths import get_ipython_dir
    from jupyter_core.paths import jupyter_runtime_dir

    return [matplotlib.get_cachedir(), matplotlib.get_configdir(), get_ipython_dir(), jupyter_runtime_dir()]
