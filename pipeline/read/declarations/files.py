"""A path -> its text, or a Problem: a file that is missing, unreadable or not UTF-8 is the user's to mend."""

import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ...base import files as disk
from ...base.i18n import _
from ...base.reasons import why_not_read
from ...model.place import Place
from ...model.problem import Problem, error

# A long flow list takes the parser nine seconds per megabyte; real declarations are a hundredth of that.
UNREADABLE = "unreadable-file"
LARGEST = 1_000_000


def read_bytes(root: Path, path: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The file at `path` (POSIX, relative to `root`); b'' and a Problem when it cannot be read."""
    file = root / path
    try:
        if disk.exists(file) and not disk.is_file(file) and not disk.is_folder(file):
            raise OSError(0, _("it is no ordinary file"))  # a pipe would be waited for without end
        return disk.read(file), ()
    except OSError as failure:
        return b"", (unreadable(path, why_not_read(failure)),)


def lost(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that say the disk kept something from us. What is not known now must not be taken for gone."""
    return tuple(p for p in problems if p.code == UNREADABLE)


def unreadable(path: str, reason: str) -> Problem:
    message = _("The file cannot be read: {reason}.").format(reason=reason)
    return error(UNREADABLE, Place(path), message, _("See that it is an ordinary file you may read."))


def read_text(root: Path, path: str, largest: int = sys.maxsize) -> tuple[str | None, tuple[Problem, ...]]:
    """None when there is nothing to read on with."""
    data, problems = read_bytes(root, path)
    if problems:
        return None, problems
    if len(data) > largest:
        problem = error(
            "too-large",
            Place(path),
            _("The file is {size} bytes; a declaration may be at most {limit}.").format(size=len(data), limit=largest),
            _("Keep only the declaration in it, and move the rest elsewhere."),
        )
        return None, (problem,)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as failure:
        # Counted in the bytes themselves: `failure.start` is off by a byte order mark.
        start = failure.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, start) + 1
        shown = data.split(b"\n")[line - 1].strip()[:120].decode("utf-8", "replace")
        problem = error(
            "bad-encoding",
            Place(path, line),
            _("The file is not UTF-8."),
            _("Save the file again with the encoding UTF-8."),
            excerpt=shown,
        )
        return None, (problem,)


def missing(path: str, fix: str) -> Problem:
    return error("missing-file", Place(path), _("The file is missing."), fix)


def folders(root: Path, path: str) -> tuple[tuple[str, str], ...]:
    """(key, name on disk) of the folders below `path`, sorted by key.

    The key is the name in NFC: macOS hands out `ø` and `å` in pieces. Names that begin with a full stop are skipped.
    """
    top = root / path
    names = (e.name for e in disk.within(top) if not e.name.startswith(".") and disk.is_folder(e))
    return tuple(sorted((unicodedata.normalize("NFC", name), name) for name in names))
