"""The system calls that touch files, each under one name. `base.files` and `base.locking` make all of them here.

So a test can make any one of them fail, or end the process at it; `CALLS` are their names. Nobody else calls these.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

_EXCHANGE = 2  # RENAME_EXCHANGE, linux/fs.h
_AT_FDCWD = -100
_OPENED = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

READING = os.O_RDONLY | _OPENED
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPENED
ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _OPENED

open = os.open
read = os.read
write = os.write
fsync = os.fsync
close = os.close
stat = os.stat
lstat = os.lstat
listdir = os.listdir
access = os.access
mkdir = os.mkdir
rename = os.rename
replace = os.replace
link = os.link
unlink = os.unlink
rmdir = os.rmdir
realpath = os.path.realpath  # raises nothing: what cannot be followed stays as it is

CALLS = (
    *("open", "read", "write", "fsync", "close", "stat", "lstat", "listdir", "access", "mkdir", "rename", "replace"),
    *("link", "unlink", "rmdir", "exchange", "acquire"),
)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system has no such call."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def acquire(lock: "BaseFileLock", seconds: float) -> None:
    """filelock.Timeout when somebody else holds it all the time."""
    lock.acquire(timeout=seconds)
