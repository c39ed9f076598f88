"""Files and folders as they were named -> the files to look at, in order, and a word about the others."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..base import files
from ..base.i18n import _
from ..base.preflight import MAX_FILE, inspect
from ..base.reasons import why_not_read
from ..model.place import Place
from ..model.problem import Problem, error, note
from ..read.declarations.files import unreadable

_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods")

# A file's path as it is shown, its bytes (None where it was not read), and why it was not.
Attachment = tuple[str, bytes | None, Problem | None]


def attachments(given: Iterable[Path]) -> Iterator[Attachment]:
    """Folders are searched to the bottom, sorted. One file that cannot be read never keeps the others from it."""
    for path in given:
        if files.is_folder(path):
            for file in _below(path):
                yield _read(file, searched=True)
        else:
            yield _read(path, searched=False)


def _below(folder: Path) -> Iterator[Path]:
    """Hidden files and folders are the system's own; links are not followed, so that nothing is read twice."""
    try:
        entries = files.within(folder)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") and not entry.name.startswith(".~lock."):
            continue
        if files.is_link(entry):
            continue
        if files.is_folder(entry):
            yield from _below(entry)
        else:
            yield entry


def _read(file: Path, searched: bool) -> Attachment:
    """In a folder of mail attachments a letter or a picture is no mistake; a file named by itself is."""
    shown = file.as_posix()
    try:
        about = files.stat(file)
        if not stat.S_ISREG(about.st_mode):
            return shown, None, unreadable(shown, _("it is no ordinary file"))
        if about.st_size > MAX_FILE:
            return shown, None, _too_large(shown, about.st_size)
        data = files.read(file)
    except OSError as failure:
        return shown, None, unreadable(shown, why_not_read(failure))
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


def _too_large(path: str, size: int) -> Problem:
    return error(
        "too-large",
        Place(path),
        _("The file is {size} MB; the limit is {limit} MB.").format(
            size=-(-size // 1_000_000), limit=MAX_FILE // 1_000_000
        ),
        _("Split it into several files, or remove pictures and empty rows."),
    )
