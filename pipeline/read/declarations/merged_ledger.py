"""sources/ids.csv as a git merge left it -> the lines of both sides, with the branch each came from.

Git writes `<<<<<<< ours`, `=======`, `>>>>>>> theirs` around what it could not merge, and in some settings the common
ancestor after `|||||||`; that one is passed over, for each side has kept or changed it.
"""

from collections.abc import Iterator

from ...base.text import normal
from ...model.claim import Claim
from ...model.problem import Problem
from .ledger import MARKERS, lines_of

_OURS, _MIDDLE, _THEIRS, _BASE = MARKERS


def claims_of(text: str) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Line numbers stay those of the file."""
    lines = text.replace("\r\n", "\n").split("\n")
    sides = tuple(_sides(lines))
    kept = "\n".join("" if side is None else line for line, side in zip(lines, sides, strict=True))
    entries, problems = lines_of(kept)
    return tuple(Claim(entry, sides[entry.place.line - 1] or "") for entry in entries), problems


def _sides(lines: list[str]) -> Iterator[str | None]:
    """The branch of each line, '' outside of conflicts, None for lines that are no line of the ledger."""
    ours = ""
    part = ""
    for n, line in enumerate(lines):
        mark = line[:7] if line[7:8] in ("", " ") else ""
        if mark in MARKERS:
            part = {_OURS: _OURS, _BASE: _BASE, _MIDDLE: _THEIRS, _THEIRS: ""}[mark]
            ours = normal(line[7:]) if mark == _OURS else ours
            yield None
        elif part == _BASE:
            yield None
        elif part == _THEIRS:
            yield next((normal(later[7:]) for later in lines[n:] if later.startswith(_THEIRS)), "")
        else:
            yield ours if part == _OURS else ""
