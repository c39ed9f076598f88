"""A function that reads what somebody else made, in a process with limits: what it meets there ends there.

A file that makes a parser run on, ask for memory without end or break down costs that file; the process is replaced for
the next one. It starts when it is first needed and then reads one file after the other, so a folder pays for it once.
Bytes go in and plain values come back, so that it needs no file and can write none. What comes back is loaded with the
care of `pickles.careful`: a process that was taken over can hand over nothing that runs here.

Where a process cannot be forked (Windows) the function runs here, within the limits of `preflight` only.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from . import files
from .i18n import _
from .pickles import careful

if TYPE_CHECKING:
    from .workers import Worker

T = TypeVar("T")
SECONDS = 10  # of the processor, for one file
PATIENCE = 60.0  # seconds by the clock: a file whose reader waits for something
MEGABYTES = 1_000  # more than the process has when it starts


class StoppedError(Exception):
    """The reader did not come to an end; `str()` says why, in words for people."""


class Confined(Generic[T]):
    """`function(*given)` in a process of its own; a context manager, at whose end the process ends."""

    def __init__(self, function: Callable[..., T]) -> None:
        self._function = function
        self._worker: Worker | None = None

    def __enter__(self) -> "Confined[T]":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def close(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def __call__(self, *given: Any) -> T:
        """Raises StoppedError, and RuntimeError with the traceback of a bug of ours."""
        if not limited():
            return self._function(*given)
        if self._worker is None:
            from .workers import Worker  # a build that has read all its files before needs no processes

            self._worker = Worker(_call, self._function, before=_limit, load=careful)
        worker = self._worker
        worker.give(given)
        if not worker.pipe.poll(PATIENCE):
            self.close()
            raise StoppedError(_("it was not read within {n} seconds").format(n=round(PATIENCE)))
        answer = worker.taken()
        if answer.ended:
            self._worker = None
            raise StoppedError(_why(worker.process.exitcode or 0))
        if answer.bug:
            raise RuntimeError(answer.bug)
        return cast(T, answer.value)


def limited() -> bool:
    """Whether this system can confine a reader."""
    return hasattr(os, "fork")


def _call(function: Callable[..., T], given: tuple[Any, ...]) -> T:
    return function(*given)


def _limit() -> None:
    """Before each file: so much more processor time, and no more memory than a first file may take. No file grows."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + SECONDS
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard < 0 else min(seconds, hard), hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    kind = resource.RLIMIT_DATA if sys.platform == "darwin" else resource.RLIMIT_AS
    soft, hard = resource.getrlimit(kind)
    if soft < 0:
        most = _taken() + MEGABYTES * 1_000_000
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))


def _taken() -> int:
    """Bytes of memory the process has mapped; 0 where the system does not say."""
    try:
        return int(files.read(Path("/proc/self/statm")).split()[0]) * 4096
    except (OSError, ValueError, IndexError):
        return 0


def _why(code: int) -> str:
    if code == -getattr(signal, "SIGXCPU", 0) and code:
        return _("it takes more than {n} seconds to read").format(n=SECONDS)
    from .workers import OUT_OF_MEMORY

    if code == OUT_OF_MEMORY:
        return _("it takes more than {n} MB of memory to read").format(n=MEGABYTES)
    if code == -9:
        return _("the reader was stopped from outside, perhaps because the machine ran out of memory")
    return _("the reader broke down ({code})").format(code=code)
