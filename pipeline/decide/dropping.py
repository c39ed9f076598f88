"""Decisions that no longer hold -> sources/decisions.yaml without them; everything else stays, byte for byte.

Before anything is saved the new content is read as the build will read it, and must give the other decisions unchanged.
A file that could not be read may be what a decision misses, so nothing is dropped while there is one.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from ..base import files
from ..base.i18n import _
from ..bundle import cannot_save
from ..model.place import Place
from ..model.problem import Problem, Severity, error
from ..model.tender import Decision
from ..read.declarations.decisions import PATH
from . import Asked
from .record import Record

_CODE = "decision-not-written"
_DASH = re.compile(r"( *)-(?: |$)")


def void(now: Asked) -> tuple[Problem, ...]:
    """One for each decision that settles nothing any more."""
    return tuple({p.place: p for p in now.problems if p.code == "void-decision"}.values())


def drop(root: Path, now: Asked) -> tuple[Problem, ...]:
    """Takes out those that `void` names; the problems say why nothing was done."""
    if any(p.severity is Severity.ERROR for p in now.unread):
        message = _("No decision was deleted: as long as files cannot be read, nobody knows which decisions hold.")
        return (error(_CODE, Place(PATH), message, _("Correct what «udbud check» calls an error first.")),)
    path, record = root / PATH, Record(root)
    lines = {p.place.line for p in void(now)}
    before = files.read(path)
    after = without(before.decode("utf-8-sig"), lines).encode()
    left, problems = record.read(after.decode())
    wanted = [_said(d) for d in now.tender.decisions if d.place.line not in lines]
    if [_said(d) for d in left] != wanted or any(p.severity is Severity.ERROR for p in problems):
        message = _("The decisions cannot be deleted without changing what else the file says.")
        return (error(_CODE, Place(PATH), message, _("Delete the entries yourself.")),)
    try:
        files.write(path, after)
    except OSError as failure:
        return (cannot_save(path, failure),)
    return ()


def without(text: str, lines: Iterable[int]) -> str:
    """The list less the entries that stand at these lines (from 1). Comments and blank lines before the next stay."""
    every = text.splitlines(keepends=True)
    first = next((found for line in every if (found := _DASH.match(line))), None)
    indent = len(first[1]) if first else 0
    starts = [n for n, line in enumerate(every) if (found := _DASH.match(line)) and len(found[1]) == indent]
    gone: set[int] = set()
    for line in lines:
        start = max((n for n in starts if n < line), default=None)
        if start is None:
            continue
        end = min((n for n in starts if n > start), default=len(every))
        while end > start + 1 and _outside(every[end - 1], indent):
            end -= 1
        while end < len(every) and not every[end].strip():
            end += 1
        gone |= set(range(start, end))
    return "".join(line for n, line in enumerate(every) if n not in gone)


def _outside(line: str, indent: int) -> bool:
    """A blank line, or a comment that is not part of an entry."""
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= indent)


def _said(read: object) -> Decision:
    assert isinstance(read, Decision)
    return replace(read, place=Place(PATH), wording=None)
