"""Files and folders, read and written: every file operation of the program is one of these functions.

A file is written whole: a crash at any moment leaves the old content or the new, and a file beside it that the next
writer clears away. `base.swapping` does the same for folders. Every function raises OSError as the system gave it; the
caller says it in plain words.
"""

import contextlib
import errno
import os
import re
import stat as modes
import sys
from collections.abc import Iterator
from pathlib import Path

from . import system

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)}
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)
_PIECE = 1 << 20  # bytes read at once
_LEFT = re.compile(r"\..+\.([0-9]+)\.tmp")  # with the number of the process that was writing it


# --- reading ----------------------------------------------------------------------------------------------------------


def read(path: Path, most: int = -1) -> bytes:
    """All of the file, or at most its first `most` bytes. A pipe is waited for without end: look at `is_file` first."""
    handle = system.open(path, system.READING)
    try:
        pieces, left = [], most if most >= 0 else sys.maxsize
        while left and (piece := system.read(handle, min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        system.close(handle)


def stat(path: Path) -> os.stat_result:
    return system.stat(path)


def is_file(path: Path) -> bool:
    """An ordinary file, or a link to one. OSError where the system will not say."""
    return modes.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    return modes.S_ISDIR(_mode(path))


def exists(path: Path) -> bool:
    """Of a link: what it leads to."""
    return _mode(path) != 0


def is_link(path: Path) -> bool:
    return modes.S_ISLNK(_mode(path, follow=False))


def is_there(path: Path) -> bool:
    """Also a link that leads nowhere."""
    return _mode(path, follow=False) != 0


def is_readable(path: Path) -> bool:
    return system.access(path, os.R_OK)


def real(path: Path) -> Path:
    """Absolute and without links, as far as it can be followed."""
    return Path(system.realpath(path))


def within(folder: Path, ending: str = "") -> tuple[Path, ...]:
    """What lies in the folder and has a name that ends so, by name. Nothing where there is no such folder."""
    try:
        names = system.listdir(folder)
    except OSError as failure:
        if failure.errno in _ABSENT:
            return ()
        raise
    return tuple(folder / name for name in sorted(names) if name.endswith(ending))


def below(folder: Path) -> Iterator[Path]:
    """Every file in the folder and in those in it, by name. Links to folders are not followed."""
    for path in within(folder):
        if modes.S_ISDIR(_mode(path, follow=False)):
            yield from below(path)
        elif is_file(path):
            yield path


def _mode(path: Path, follow: bool = True) -> int:
    """0 where there is nothing."""
    try:
        return (system.stat(path) if follow else system.lstat(path)).st_mode
    except ValueError:  # a name no system has, with a NUL in it
        return 0
    except OSError as failure:
        if failure.errno in _ABSENT:
            return 0
        raise


# --- writing ----------------------------------------------------------------------------------------------------------


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


def make_folder(path: Path) -> None:
    """With those it lies in; it may be there already."""
    try:
        system.mkdir(path)
    except FileNotFoundError:
        if path.parent == path:
            raise
        make_folder(path.parent)
        make_folder(path)
    except OSError:
        if not is_folder(path):
            raise


def write(path: Path, data: bytes) -> None:
    """The file at `path` holds its old content or all of `data`, whatever happens."""
    with _beside(path, data) as beside:
        system.replace(beside, path)
        sync_folder(path.parent)


def create(path: Path, data: bytes) -> None:
    """A file that was not there before holds all of `data`, or is not there. FileExistsError where there is one."""
    with _beside(path, data) as beside:
        try:
            system.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if is_there(path):
                raise FileExistsError(path) from None
            system.rename(beside, path)
        sync_folder(path.parent)


def overwrite(path: Path, data: bytes) -> None:
    """For what may be lost: quick, and torn by a crash."""
    _fill(system.open(path, system.ANEW, 0o666), data, sync=False)


def swap_in(path: Path, data: bytes) -> None:
    """For what may be lost: whole or not at all for who reads it, but not kept through a power cut."""
    beside = _name_beside(path)
    try:
        overwrite(beside, data)
        system.replace(beside, path)
    except OSError:
        remove(beside)
        raise


def remove(path: Path) -> None:
    """Gone as far as possible: what resists (a file open elsewhere) is left to the next start."""
    with contextlib.suppress(OSError):
        if modes.S_ISDIR(system.lstat(path).st_mode):
            for inner in within(path):
                remove(inner)
            system.rmdir(path)
        else:
            system.unlink(path)


def clear(folder: Path) -> None:
    """What processes that were killed while they wrote have left beside the files of the folder."""
    for path in within(folder, ".tmp"):
        left = _LEFT.fullmatch(path.name)
        if left and _is_gone(int(left[1])):
            remove(path)


def _is_gone(process: int) -> bool:
    """Whether no such process runs; False on Windows, where asking would end it."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _name_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


@contextlib.contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """A file in the same folder, which is gone afterwards."""
    make_folder(path.parent)
    clear(path.parent)
    beside = _name_beside(path)
    try:
        save_new(beside, data)
        yield beside
    finally:
        remove(beside)


def save_new(path: Path, data: bytes) -> None:
    """Where nothing is yet, and kept through a power cut. Not whole when it fails."""
    _fill(system.open(path, system.NEW, 0o666), data, sync=True)


def _fill(handle: int, data: bytes, sync: bool) -> None:
    try:
        view = memoryview(data)
        while view:
            view = view[system.write(handle, view) :]
        if sync:
            system.fsync(handle)
    finally:
        system.close(handle)


def sync_folder(folder: Path) -> None:
    if sys.platform != "win32":  # Windows cannot open a folder to sync it
        handle = system.open(folder, system.READING)
        try:
            system.fsync(handle)
        finally:
            system.close(handle)
