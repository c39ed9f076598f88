"""Bytes -> disk: files written whole, a folder swapped in whole, one build at a time. Nothing else here writes output.

A crash at any moment leaves the old folder or the new one, never a mixture; what a crash leaves behind is cleared away
by `recover` at the next start. Every function raises OSError as the system gave it; the caller says it in plain words.
"""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

_STAGING = ".staging-"
_PREVIOUS = ".previous-"
_LOCK = ".lock"
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)}
_EXCHANGE = 2  # RENAME_EXCHANGE, linux/fs.h
_AT_FDCWD = -100


class LockedError(OSError):
    """Another build holds the folder; `str()` says which process."""


def portable(path: str) -> bool:
    """Whether a relative POSIX path can be written on every system and stays inside its folder."""
    parts = path.split("/")
    return all(
        part not in ("", ".", "..")
        and part.rstrip(" .") == part
        and part.split(".")[0].casefold() not in _RESERVED
        and not any(c in '<>:"\\|?*' or ord(c) < 32 for c in part)
        for part in parts
    )


def write(path: Path, data: bytes) -> None:
    """The file at `path` holds its old content or all of `data`, whatever happens."""
    os.makedirs(path.parent, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _save(beside, data)
        os.replace(beside, path)
        _sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def create(path: Path, data: bytes) -> None:
    """A file that was not there before holds all of `data`, or is not there. FileExistsError where there is one."""
    os.makedirs(path.parent, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _save(beside, data)
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            os.rename(beside, path)
        _sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def replace_folder(parent: Path, name: str, files: Mapping[str, bytes]) -> None:
    """`parent/name` becomes exactly `files`. Call it inside `lock(parent)`, after `recover(parent)`."""
    staging = parent / f"{_STAGING}{name}-{os.getpid()}"
    try:
        os.mkdir(staging)
        folders = {staging}
        for path, data in files.items():
            place = staging.joinpath(*PurePosixPath(path).parts)
            if place.parent not in folders:
                os.makedirs(place.parent, exist_ok=True)
                folders.add(place.parent)
            _save(place, data)
        for folder in sorted(folders, reverse=True):
            _sync_folder(folder)
        _swap(staging, parent / name, parent / f"{_PREVIOUS}{name}")
        _sync_folder(parent)
    finally:
        _remove(staging)


def recover(parent: Path) -> None:
    """Finish or undo what an interrupted build left: no staging folders, and every edition that there was."""
    for left in sorted(parent.iterdir()):
        if left.name.startswith(_PREVIOUS):
            target = parent / left.name.removeprefix(_PREVIOUS)
            if target.exists():
                _remove(left)
            else:
                os.rename(left, target)
        elif left.name.startswith(_STAGING):
            _remove(left)


@contextlib.contextmanager
def lock(folder: Path, patience: float = 20.0) -> Iterator[None]:
    """One build at a time in `folder`. The system drops the lock when its process ends, however it ends."""
    os.makedirs(folder, exist_ok=True)
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() >= until:
                raise LockedError(os.read(handle, 200).decode("utf-8", "replace").strip())
            time.sleep(0.05)
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _save(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    if sys.platform != "win32":  # Windows cannot open a folder to sync it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(staging: Path, target: Path, previous: Path) -> None:
    if not os.path.lexists(target):
        os.rename(staging, target)
    elif not _exchange(staging, target):
        os.rename(target, previous)
        try:
            os.rename(staging, target)
        except OSError:
            os.rename(previous, target)
            raise
        _remove(previous)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system has no such call."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def _remove(path: Path) -> None:
    """Gone as far as possible: what resists (a file open elsewhere) is left to the next start."""
    if path.is_symlink():
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 1 << 20, os.SEEK_SET)  # past the text that names the holder, which stays readable
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
