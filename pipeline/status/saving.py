"""The files of a status -> output/status, each whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

from ..base import files
from ..base.locking import LockedError, lock
from ..base.swapping import recover, replace_folder
from ..bundle import cannot_save, locked
from ..model.problem import Problem

FOLDER = "status"
MAILS = "mails"


def save(
    output: Path, content: Mapping[str, bytes], mails: Mapping[str, bytes] | None
) -> tuple[Path, tuple[Problem, ...]]:
    """`mails` replaces every mail of an earlier day, so that nobody is reminded of what has come since."""
    folder = output / FOLDER
    try:
        with lock(output, "status"):
            for name, data in content.items():
                files.write(folder / name, data)
            if mails is not None:
                files.make_folder(folder)
                recover(folder)
                replace_folder(folder, MAILS, mails)
    except LockedError as held:
        return folder, (locked(output, str(held)),)
    except OSError as failure:
        return folder, (cannot_save(Path(failure.filename or folder), failure),)
    return folder, ()
