"""Entries -> the end of a list in sources/, such as decisions.yaml. What stood there before stays, byte for byte.

Before anything is saved the new content is read as the build will read it, and must give the earlier entries and the
new ones. An entry given anew in the same session takes the place of the first.
"""

import re
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from .base import files
from .base.i18n import _
from .bundle import cannot_save
from .model.place import Place
from .model.problem import Problem, Severity, error
from .read.declarations.composer import compose
from .read.declarations.files import read_text
from .read.declarations.node import Items
from .read.declarations.shape import Shape
from .read.declarations.validation import check

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


class Written(Protocol):
    def yaml(self) -> str: ...


_Entry = TypeVar("_Entry", bound=Written)
Read = tuple[tuple[object, ...], tuple[Problem, ...]]


class Additions(ABC, Generic[_Entry]):
    """`entries`: a key of the caller's -> what was added in this session. A kind of list says its path and shape, how
    an entry is read, and what is equal in an entry written and read."""

    path_in_project: str
    shape: Shape

    @abstractmethod
    def parse(self, node: Items) -> Read: ...

    @abstractmethod
    def said(self, read: object) -> tuple[object, ...]: ...

    @abstractmethod
    def wanted(self, entry: _Entry) -> tuple[object, ...]: ...

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / self.path_in_project
        self.entries: dict[str, _Entry] = {}
        self._before = self._saved = self._on_disk()

    def broken(self) -> tuple[Problem, ...]:
        """Why nothing can be added: what is wrong with the file as it stands."""
        if self._before is None:
            return ()
        text, unread = read_text(self.root, self.path_in_project)
        if text is None:
            return unread
        return tuple(p for p in self.read(text)[1] if p.severity is Severity.ERROR)

    def add(self, key: str, entry: _Entry) -> tuple[Problem, ...]:
        """Saves; problems say why it was not, and then the entry is not kept either."""
        return self.add_all({key: entry})

    def add_all(self, entries: dict[str, _Entry]) -> tuple[Problem, ...]:
        wanted = {**self.entries, **entries}
        if self._on_disk() != self._saved:
            return (self._changed(),)
        data = _appended(self._before or b"", tuple(wanted.values()))
        if not self._means(self._before or b"", data, tuple(wanted.values())):
            return (self._unwritable(tuple(entries.values())),)
        try:
            files.write(self.path, data)
        except OSError as failure:
            return (cannot_save(self.path, failure),)
        self.entries, self._saved = wanted, data
        return ()

    def _on_disk(self) -> bytes | None:
        return files.read(self.path) if files.is_file(self.path) else None

    def _means(self, before: bytes, after: bytes, entries: tuple[_Entry, ...]) -> bool:
        """Whether the new content reads as the earlier entries and then the new ones."""
        old, _problems = self.read(before.decode("utf-8-sig", "replace"))
        new, problems = self.read(after.decode("utf-8-sig"))
        if any(p.severity is Severity.ERROR for p in problems):
            return False
        return new[: len(old)] == old and [self.said(e) for e in new[len(old) :]] == [self.wanted(e) for e in entries]

    def read(self, text: str) -> Read:
        """The entries of such a file, and what is wrong with it."""
        node, problems = compose(text, self.path_in_project)
        if node is None:
            return (), problems
        wrong = (*problems, *check(node, self.shape, Place(self.path_in_project, 1)))
        entries, more = self.parse(node) if isinstance(node, Items) else ((), ())
        return entries, (*wrong, *more)

    def _changed(self) -> Problem:
        return error(
            "decision-not-written",
            Place(self.path_in_project),
            _("The file was changed by somebody else while you were deciding; nothing more was written to it."),
            _("Run the command again: it goes on with what is still open."),
        )

    def _unwritable(self, entries: tuple[_Entry, ...]) -> Problem:
        fix = _("Write the file as a plain list, or paste the lines yourself:")
        return error(
            "decision-not-written",
            Place(self.path_in_project),
            _("The decision cannot be added at the end of the file without changing what the file says."),
            "\n".join((fix, *(entry.yaml() for entry in entries[:3]))),
        )


def _appended(before: bytes, entries: tuple[Written, ...]) -> bytes:
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
