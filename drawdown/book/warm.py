"""Kernels forked from a warm parent, a process that has imported what chapters import and does nothing but fork.

A notebook names its kernel as everywhere; `Manager` starts that kernel by a fork instead of a new interpreter.
"""

import asyncio
import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver, popen_forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import default

from drawdown.errors import BookError

PROVISIONER = "drawdown-warm"  # its name among the entry points
PRELOAD = "drawdown.book.preload"
MEMORY = 4_000_000_000  # bytes that a kernel may hold: a chapter of the book holds a twentieth of it
LAUNCHER = "ipykernel_launcher"  # the module that a cold start runs
ENDED = (
    "The process that kernels are forked from has ended: it was killed, or could not import what chapters import, and"
    " then its messages stand above."
)

_running: set["Fork"] = set()


def parent() -> ForkServerContext:
    """Start the warm parent unless it runs, and return the context whose processes it forks."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOAD])
    forkserver.ensure_running()
    return context


def end() -> None:
    """Kill every kernel of this process, for a process that is about to end itself."""
    for fork in list(_running):
        fork.clear()


class Fork(popen_forkserver.Popen):
    """A forked kernel, which leads a session of its own, with what a provisioner expects of a process.

    It is no `multiprocessing.Process`: those refuse to start from the workers of a Dask nanny.

    Raises
    ------
    BookError
        If the warm parent is no more.
    """

    stdin = stdout = stderr = None

    def __init__(self, command: Sequence[str], env: Mapping[str, str], cwd: str, folder: Path) -> None:
        self.folder = folder
        try:
            super().__init__(parent().Process(target=_kernel, args=(list(command), dict(env), cwd, folder)))
        except (EOFError, ConnectionError):
            raise BookError(ENDED) from None
        _running.add(self)

    def send_signal(self, signum: int) -> None:
        """Signal the kernel and its own children."""
        try:
            os.killpg(self.pid, signum)
        except ProcessLookupError:  # it does not lead its session yet, or is gone
            if self.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, signum)

    async def gone(self) -> int | None:
        """Wait for the end of the kernel, and return its exit code."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self.sentinel)
        return self.poll()

    def clear(self) -> None:
        """Leave nothing of the kernel: no process of its session, no socket."""
        self.send_signal(signal.SIGKILL)
        self.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        _running.discard(self)


class Provisioner(LocalProvisioner):
    """Starts a kernel by a fork of the warm parent, with connection file and sockets in a folder of its own."""

    process: Any  # a Fork, while there is one

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Name the sockets: two kernels started from one folder would otherwise choose the same names."""
        self.folder = Path(tempfile.mkdtemp(prefix="drawdown-kernel-"))
        manager: Any = self.parent
        manager.transport = "ipc"  # over TCP a kernel warns, and starts slowly at times
        manager.ip = str(self.folder / "socket")
        manager.connection_file = str(self.folder / "connection.json")
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel that ``cmd`` would start."""
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            self.process = Fork(cmd[cmd.index(LAUNCHER) :], kwargs["env"], cwd, self.folder)
        except BookError:
            shutil.rmtree(self.folder)
            raise
        self.pid = self.pgid = self.process.pid
        self.cwd = cwd
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, awake as soon as it comes."""
        code = await self.process.gone() if self.process else 0
        self.process = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel and its own children."""
        if self.process:
            self.process.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and see it gone."""
        if self.process:
            self.process.clear()
            self.process = None

    async def cleanup(self, restart: bool = False) -> None:
        """Leave nothing of a kernel, not even of one that died by itself."""
        await self.kill(restart)
        await super().cleanup(restart)


class Specs(KernelSpecManager):
    """The machine's kernels, those of Python started by a fork."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return a kernel's spec, naming the provisioner."""
        spec = super().get_kernel_spec(kernel_name)
        if LAUNCHER in spec.argv:
            spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": PROVISIONER}}
        return spec


class Manager(AsyncKernelManager):
    """Manages one kernel of these."""

    @default("kernel_spec_manager")
    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return Specs(data_dir=self.data_dir)


def _kernel(command: list[str], env: dict[str, str], cwd: str, folder: Path) -> None:
    """Be the kernel, in the forked process."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who started it may ignore what it may not
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = command
    IPKernelApp.launch_instance(command[1:], parent_handle=os.getppid())  # ends with the warm parent too


def _end_with_parent(folder: Path) -> None:
    started_by = multiprocessing.parent_process()
    assert started_by is not None
    started_by.join()
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)
