"""A folder's new content -> the folder, swapped in whole; and what an interrupted run left there, cleared away.

A crash at any moment leaves the old folder or the new one, never a mixture. OSError comes as the system gave it, and
then the old folder stands.
"""

import contextlib
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from . import files, system

_STAGING = ".staging-"
_PREVIOUS = ".previous-"


def replace_folder(parent: Path, name: str, content: Mapping[str, bytes]) -> None:
    """`parent/name` becomes exactly `content`. Call it inside `lock(parent)`, after `recover(parent)`."""
    staging, previous = parent / f"{_STAGING}{name}-{os.getpid()}", parent / f"{_PREVIOUS}{name}"
    try:
        system.mkdir(staging)
        folders = {staging}
        for path, data in content.items():
            place = staging.joinpath(*PurePosixPath(path).parts)
            if place.parent not in folders:
                files.make_folder(place.parent)
                folders.add(place.parent)
            files.save_new(place, data)
        for folder in sorted(folders, reverse=True):
            files.sync_folder(folder)
        undo = _swap(staging, parent / name, previous)
        try:
            files.sync_folder(parent)
        except OSError:
            with contextlib.suppress(OSError):
                undo()
            raise
        files.remove(previous)
    finally:
        files.remove(staging)


def recover(parent: Path) -> None:
    """Finish or undo what an interrupted run left: no staging folders, and every edition that there was."""
    for left in files.within(parent):
        if left.name.startswith(_PREVIOUS):
            target = parent / left.name.removeprefix(_PREVIOUS)
            if files.exists(target):
                files.remove(left)
            else:
                system.rename(left, target)
        elif left.name.startswith(_STAGING):
            files.remove(left)


def _swap(staging: Path, target: Path, previous: Path) -> Callable[[], object]:
    """What would undo it."""
    if not files.is_there(target):
        system.rename(staging, target)
        return partial(system.rename, target, staging)
    if system.exchange(staging, target):
        return partial(system.exchange, staging, target)
    system.rename(target, previous)
    try:
        system.rename(staging, target)
    except OSError:
        system.rename(previous, target)
        raise
    return partial(_swap_back, staging, target, previous)


def _swap_back(staging: Path, target: Path, previous: Path) -> None:
    system.rename(target, staging)
    system.rename(previous, target)
