"""Files that somebody else made are read in a process with limits (`base/confined.py`); what is said when it stops."""

from ..base.confined import limited
from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, error, note

STOPPED = "reader-stopped"


def stopped(path: str, why: str) -> Problem:
    return error(
        STOPPED,
        Place(path),
        _("The file could not be read to its end: {why}.").format(why=why),
        _("Open it in the program it was made with, copy what it says into a new file, and use that one."),
    )


def weaker(path: str) -> tuple[Problem, ...]:
    """Said once, of the first file ('' for none), where the system cannot set limits."""
    if limited() or not path:
        return ()
    message = _("This system cannot limit what reading a file may cost, so only its size and build were looked at.")
    return (note("weaker-limits", Place(path), message, _("Open files of unknown origin on Linux or macOS.")),)
