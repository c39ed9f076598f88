"""Answers -> sources/decisions.yaml, each saved at once. What stood there before stays, byte for byte.

Before anything is saved the new content is read as the build will read it, and must give the earlier decisions and the
new ones. An answer given anew in the same session takes the place of the first.
"""

import os
import re
from pathlib import Path

from ..base import files
from ..base.i18n import _
from ..bundle import cannot_save
from ..model.entry import DecisionEntry
from ..model.place import Place
from ..model.problem import Problem, Severity, error
from ..model.tender import Decision
from ..read.declarations.composer import compose
from ..read.declarations.decisions import PATH, SHAPE, decisions_of
from ..read.declarations.files import read_text
from ..read.declarations.node import Items
from ..read.declarations.validation import check

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


class Record:
    """`entries`: question key -> what was answered in this session."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / PATH
        self.entries: dict[str, DecisionEntry] = {}
        self._before = self._saved = self._on_disk()

    def broken(self) -> tuple[Problem, ...]:
        """Why nothing can be added: what is wrong with the file as it stands."""
        if self._before is None:
            return ()
        text, unread = read_text(self.root, PATH)
        if text is None:
            return unread
        return tuple(p for p in _read(text)[1] if p.severity is Severity.ERROR)

    def add(self, key: str, entry: DecisionEntry) -> tuple[Problem, ...]:
        """Saves; problems say why it was not, and then the answer is not kept either."""
        return self.add_all({key: entry})

    def add_all(self, entries: dict[str, DecisionEntry]) -> tuple[Problem, ...]:
        wanted = {**self.entries, **entries}
        if self._on_disk() != self._saved:
            return (_changed(),)
        data = _appended(self._before or b"", tuple(wanted.values()))
        if not _means(self._before or b"", data, tuple(wanted.values())):
            return (_unwritable(tuple(entries.values())),)
        try:
            files.write(self.path, data)
        except OSError as failure:
            return (cannot_save(self.path, failure),)
        self.entries, self._saved = wanted, data
        return ()

    def _on_disk(self) -> bytes | None:
        return self.path.read_bytes() if os.path.lexists(self.path) and self.path.is_file() else None


def _appended(before: bytes, entries: tuple[DecisionEntry, ...]) -> bytes:
    """In the style of the file: its line ends and its indentation, a blank line between entries."""
    text = before.decode("utf-8-sig", "replace")
    end = "\r\n" if "\r\n" in text else "\n"
    found = _ITEM.search(text)
    indent = found[1] if found else ""
    blocks = []
    for entry in entries:
        lines = [indent + line if line else "" for line in entry.yaml().split("\n")]
        blocks.append(end.join(lines) + end)
    gap = "" if not text.strip() else end if text.endswith("\n") else end + end
    return before + (gap + end.join(blocks)).encode()


def _means(before: bytes, after: bytes, entries: tuple[DecisionEntry, ...]) -> bool:
    """Whether the new content reads as the earlier decisions and then the new ones."""
    old, _problems = _read(before.decode("utf-8-sig", "replace"))
    new, problems = _read(after.decode("utf-8-sig"))
    if any(p.severity is Severity.ERROR for p in problems):
        return False
    return new[: len(old)] == old and [_said(d) for d in new[len(old) :]] == [_wanted(e) for e in entries]


def _read(text: str) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    node, problems = compose(text, PATH)
    if node is None:
        return (), problems
    wrong = (*problems, *check(node, SHAPE, Place(PATH, 1)))
    decisions, more = decisions_of(node) if isinstance(node, Items) else ((), ())
    return decisions, (*wrong, *more)


def _said(d: Decision) -> tuple[object, ...]:
    return d.requirement, d.field, d.kind, d.other, d.between, d.take, d.text, d.reason, d.role, d.date


def _wanted(e: DecisionEntry) -> tuple[object, ...]:
    take = next((sha256 for place, sha256 in e.between if place == e.take), "")
    between = tuple(sorted({sha256 for _place, sha256 in e.between}))
    return e.requirement, e.field, e.kind, e.other, between, take, e.text, e.reason, e.role, e.date


def _changed() -> Problem:
    return error(
        "decision-not-written",
        Place(PATH),
        _("The file was changed by somebody else while you were deciding; nothing more was written to it."),
        _("Run the command again: it goes on with what is still open."),
    )


def _unwritable(entries: tuple[DecisionEntry, ...]) -> Problem:
    fix = _("Write the file as a plain list, or paste the lines yourself:")
    return error(
        "decision-not-written",
        Place(PATH),
        _("The decision cannot be added at the end of the file without changing what the file says."),
        "\n".join((fix, *(entry.yaml() for entry in entries[:3]))),
    )
