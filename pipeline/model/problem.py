"""Something a person should look at. Collected and returned, never raised: an exception means the mistake is ours."""

from collections.abc import Iterable
from enum import StrEnum

from .place import Place
from .struct import Struct


class Severity(StrEnum):
    """An error stops every edition but `internal`; a warning wants a look; a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Problem(Struct, frozen=True):
    """One finding: where, what they wrote, what is wrong, what to do.

    `code` names the mistake and is the key of the catalogue (`udbud explain CODE`). `excerpt` is the user's own text,
    shown after `| `. `others` are further places that belong to the same finding (the other side of a conflict).
    `requirement` is the printed label of the requirement concerned, where there is one.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    fix: str
    excerpt: str = ""
    others: tuple[Place, ...] = ()
    requirement: str = ""


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, then code and message: the order of files and checks never shows. Exact repeats are dropped."""
    return tuple(dict.fromkeys(sorted(problems, key=lambda p: (p.place, p.code, p.message))))


def error(code: str, place: Place, message: str, fix: str, **more: object) -> Problem:
    return Problem(code, Severity.ERROR, place, message, fix, **more)  # type: ignore[arg-type]


def warning(code: str, place: Place, message: str, fix: str, **more: object) -> Problem:
    return Problem(code, Severity.WARNING, place, message, fix, **more)  # type: ignore[arg-type]


def note(code: str, place: Place, message: str, fix: str, **more: object) -> Problem:
    return Problem(code, Severity.NOTE, place, message, fix, **more)  # type: ignore[arg-type]
