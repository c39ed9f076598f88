"""Files and folders as they were named -> the files to look at, in order, and a word about the others."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..base.i18n import _
from ..base.preflight import MAX_FILE, inspect
from ..model.place import Place
from ..model.problem import Problem, error, note

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods")

# A file's path as it is shown, its bytes (None where it was not read), and why it was not.
Attachment = tuple[str, bytes | None, Problem | None]


def attachments(given: Iterable[Path]) -> Iterator[Attachment]:
    """Folders are searched to the bottom, sorted. One file that cannot be read never keeps the others from it."""
    for path in given:
        if path.is_dir():
            for file in _below(path):
                yield _read(file, searched=True)
        else:
            yield _read(path, searched=False)


def _below(folder: Path) -> Iterator[Path]:
    """Hidden files and folders are the system's own; links are not followed, so that nothing is read twice."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") and not entry.name.startswith(".~lock."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        elif not entry.is_symlink():
            yield Path(entry.path)


def _read(file: Path, searched: bool) -> Attachment:
    """In a folder of mail attachments a letter or a picture is no mistake; a file named by itself is."""
    shown = file.as_posix()
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            return shown, None, _unreadable(shown, _("it is no ordinary file"))
        if about.st_size > MAX_FILE:
            return shown, None, _too_large(shown, about.st_size)
        data = file.read_bytes()
    except FileNotFoundError:
        return shown, None, _unreadable(shown, _("there is no such file"))
    except OSError as failure:
        return shown, None, _unreadable(shown, failure.strerror or type(failure).__name__)
    if searched and file.suffix.casefold() not in _WORKBOOKS and not inspect(data, shown).kind.is_workbook:
        return shown, None, _passed_over(shown)
    return shown, data, None


def _passed_over(path: str) -> Problem:
    return note(
        "not-a-workbook",
        Place(path),
        _("The file is no workbook, so it was passed over."),
        _("Nothing to do, unless it holds answers: those are written in the form."),
    )


def _unreadable(path: str, reason: str) -> Problem:
    return error(
        "unreadable-file",
        Place(path),
        _("The file cannot be read: {reason}.").format(reason=reason),
        _("See that it is an ordinary file you may read."),
    )


def _too_large(path: str, size: int) -> Problem:
    return error(
        "too-large",
        Place(path),
        _("The file is {size} MB; the limit is {limit} MB.").format(
            size=-(-size // 1_000_000), limit=MAX_FILE // 1_000_000
        ),
        _("Split it into several files, or remove pictures and empty rows."),
    )
