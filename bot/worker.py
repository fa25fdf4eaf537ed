"""One process beside ours for work that would hold up everybody else.

It starts when it is first needed, imports only what it is asked to call, and ends with us.
"""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context, parent_process
from threading import Lock, Thread
from typing import Any, Final

THREADS: Final = "OPENBLAS_NUM_THREADS"
"""Read by numpy when it is imported: on two cores, its second thread would be the bot's."""

ONE: Final = "1"


class Worker:
    """Calls functions by their path in the other process; threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def call(self, path: str, *arguments: object) -> Any:  # noqa: ANN401 -- whatever is called
        """Return what the function at `package.module:name` returns for the arguments.

        Blocks the thread until then. A process that dies is started anew once, and asked again.

        Raises:
            BrokenProcessPool: It died on that question twice.
        """
        pool = self._alive(None)
        try:
            return pool.submit(run, path, arguments).result()
        except BrokenProcessPool:
            return self._alive(pool).submit(run, path, arguments).result()

    def close(self) -> None:
        """End the process; a later call starts it again."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(cancel_futures=True)

    def _alive(self, broken: ProcessPoolExecutor | None) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None or self._pool is broken:
                context = get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=serve)
            return self._pool


def run(path: str, arguments: tuple[object, ...]) -> object:
    """Call a function by its path; only here is its module imported."""
    module, _, name = path.partition(":")
    function: Callable[..., object] = getattr(import_module(module), name)
    return function(*arguments)


def serve() -> None:
    """Take one core, leave Ctrl-C to our parent, and end with it however it ends."""
    os.environ[THREADS] = ONE
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the parent and follow it at once, even where it was killed and could not say so."""
    if parent := parent_process():
        parent.join()
        os._exit(0)
