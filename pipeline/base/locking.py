"""One run at a time in a folder that is written to; whoever comes second waits, and is told who holds it.

The lock is filelock's: the system drops it when its process ends, however it ends, and workers that a process forks
let go of it, so that they keep nobody waiting when the process itself was killed.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from . import files, system

_LOCK = ".lock"
_HOLDER = ".lock-holder"  # beside the lock: Windows lets nobody read a locked file
_PATIENCE = 20.0


class LockedError(OSError):
    """Another run holds the folder; `str()` says which process it is, what it does and since when."""


@contextlib.contextmanager
def lock(folder: Path, purpose: str, patience: float = _PATIENCE) -> Iterator[None]:
    """`purpose`: what the holder does, in the words of the command line. `patience` in seconds."""
    from filelock import FileLock, Timeout  # only for what writes

    files.make_folder(folder)
    held = FileLock(folder / _LOCK)
    try:
        system.acquire(held, patience)
    except Timeout:
        raise LockedError(_who(folder / _HOLDER)) from None
    try:
        with contextlib.suppress(OSError):  # the lock holds without its name
            _name(folder / _HOLDER, purpose)
        yield
    finally:
        files.remove(folder / _HOLDER)
        held.release()


def _name(path: Path, purpose: str) -> None:
    files.overwrite(path, f"{os.getpid()}, {purpose}, {time.strftime('%H:%M:%S')}\n".encode())


def _who(path: Path) -> str:
    try:
        return files.read(path).decode("utf-8", "replace").strip()
    except OSError:
        return ""
