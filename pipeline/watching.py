"""A project folder -> what people have changed in it since, when they have finished saving.

Names, sizes and times are looked at a few times a second: that works on every disk, shared folders included, and needs
no library. What readers skip (an editor's temporary files, the marks of open files) is not looked at.
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from .base import files

FOLDERS = ("sources", "templates")
_EVERY = 0.4  # seconds between two looks
_QUIET = 0.3  # seconds without a change before a build: editors save in several steps
_PATIENCE = 5.0  # seconds; what never comes to rest (a slow copy) is built meanwhile

# What changes with every way of saving: size, times, and the file itself where it is replaced.
_Mark = tuple[int, int, int, int]
_NONE: _Mark = (0, 0, 0, 0)  # of a folder only the name counts: its time changes with every temporary file


class Changes(Struct, frozen=True):
    """Paths relative to the project, sorted."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


class Watcher:
    """Begins before the first build, so that nothing saved during a build is overlooked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: Mapping[str, _Mark] = marks(root)

    def wait(self) -> Changes:
        """Returns when something has changed and then nothing more for a moment."""
        now, found = self._known, Changes()
        while not found:
            time.sleep(_EVERY)
            now = marks(self._root)
            if now != self._known:
                now = self._at_rest(now)
                found = compared(self._known, now)
        self._known = now
        return found

    def _at_rest(self, now: Mapping[str, _Mark]) -> Mapping[str, _Mark]:
        for _look in range(round(_PATIENCE / _QUIET)):
            time.sleep(_QUIET)
            before, now = now, marks(self._root)
            if before == now:
                break
        return now


def compared(before: Mapping[str, _Mark], now: Mapping[str, _Mark]) -> Changes:
    return Changes(
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(path for path in now.keys() & before.keys() if now[path] != before[path])),
        tuple(sorted(before.keys() - now.keys())),
    )


def marks(root: Path) -> dict[str, _Mark]:
    """Every file and folder below sources/ and templates/ with what tells it from another version of it."""
    return {path: mark for folder in FOLDERS for path, mark in _marks(root / folder, folder)}


def _marks(folder: Path, path: str) -> Iterator[tuple[str, _Mark]]:
    try:
        listed = files.within(folder)
    except OSError:
        return
    for entry in listed:
        if entry.name.startswith((".", "~$")) or entry.name.endswith("~"):
            continue
        below = f"{path}/{entry.name}"
        try:
            if files.is_folder(entry) and not files.is_link(entry):
                yield f"{below}/", _NONE
                yield from _marks(entry, below)
            else:
                stat = files.stat(entry)
                yield below, (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        except OSError:  # gone since, or a link to nothing
            yield below, _NONE
