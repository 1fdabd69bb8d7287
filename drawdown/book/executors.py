"""Where chapters run: processes of this machine, or the workers of a Dask cluster, behind one `Executor`."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from drawdown.book import warm
from drawdown.errors import ParameterError

PATIENCE = 10  # seconds a scheduler, and then its first worker, may take to answer

Hear = Callable[[str, int, int], None]  # name, cells done, cells in all

_reports: Connection | None = None  # to the process that started this one


class Processes(ProcessPoolExecutor):
    """Processes that run chapters one after the other, each with a warm parent of its own to fork kernels from.

    They end with this process, and end their kernels with them. Without ``kernels`` they run other tasks.
    """

    def __init__(self, jobs: int, kernels: bool = True, max_tasks_per_child: int | None = None) -> None:
        context = get_context("spawn")
        lifeline, self._lifeline = context.Pipe(duplex=False)
        self.reports, self.reporting = context.Pipe(duplex=False)
        handed = lifeline, self.reporting, kernels
        super().__init__(jobs, context, _begin, handed, max_tasks_per_child=max_tasks_per_child)

    def abandon(self) -> None:
        """End the processes in the midst of what they do."""
        self._lifeline.close()


class Report:
    """Tells the process that waits for a task how many cells are done; from another machine, tells nobody.

    Parameters
    ----------
    name
        What to call the task.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, done: int, cells: int) -> None:
        if _reports is not None:
            _reports.send((self._name, done, cells))  # in one piece, being short: processes need no lock between them


@contextmanager
def apart(jobs: int) -> Iterator[Executor]:
    """Open a place to run tasks in, each in a new process of this machine; they end with this process."""
    with _processes(jobs, kernels=False, max_tasks_per_child=1) as executor:
        yield executor


def opened(jobs: int, scheduler: str | None = None) -> AbstractContextManager[Executor]:
    """Open a place to run chapters in; what still runs when the context fails is ended.

    Parameters
    ----------
    jobs
        How many processes of this machine to run side by side.
    scheduler
        The address of a Dask scheduler, whose workers run the chapters instead.

    Raises
    ------
    ParameterError
        If nothing answers at that address, or only a scheduler without workers.
    """
    return _processes(jobs) if scheduler is None else _cluster(scheduler)


@contextmanager
def heard(executor: Executor, hear: Hear) -> Iterator[None]:
    """Have ``hear`` called, in a thread, with every report of the executor's tasks."""
    if not isinstance(executor, Processes):
        yield
        return
    thread = threading.Thread(target=_pass_on, args=(executor.reports, hear), daemon=True)
    thread.start()
    try:
        yield
    finally:
        executor.reporting.send(None)
        thread.join()


@contextmanager
def _processes(jobs: int, **options: Any) -> Iterator[Executor]:
    executor = Processes(jobs, **options)
    try:
        yield executor
    except BaseException:
        executor.abandon()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    try:
        get_address_host_port(scheduler)  # of what is no address a client would be long in letting go
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ParameterError(f"No Dask scheduler answers at {scheduler}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ParameterError(
                f"The scheduler at {scheduler} has no workers; start one with `dask worker {scheduler}`."
            ) from None
        executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)


def _begin(lifeline: Connection, reporting: Connection, kernels: bool) -> None:
    """Make a process ready: the one that started it hears Ctrl-C for all, and holds the other end of its lifeline."""
    global _reports
    _reports = reporting
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    if kernels:
        warm.parent()  # makes itself ready while this process does


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)  # nothing is sent: it is ready when the other end is closed
    warm.end()
    os._exit(1)


def _pass_on(reports: Connection, hear: Hear) -> None:
    while (report := reports.recv()) is not None:
        hear(*report)
