"""A path and a shape -> the checked node of a YAML file; problems and references to look up later are piled up.

`broken` holds the files of which nothing could be read: what they would have declared is not called unknown.
"""

from dataclasses import dataclass, field
from pathlib import Path

from ...base import files as disk
from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, error
from . import files
from .node import Items, Node, Record
from .references import Mention, mentions
from .shape import Shape
from .tidied import tidied
from .validation import check


@dataclass(slots=True)
class Loader:
    root: Path
    problems: list[Problem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def exists(self, path: str) -> bool:
        return disk.exists(self.root / path)

    def required(self, path: str) -> None:
        if not self.exists(path):
            self.broken.add(path)
            self.problems.append(
                files.missing(path, _("Create it; «udbud new» makes a project with an example of it."))
            )
        elif self._is_empty(path):
            self.broken.add(path)
            message = _("The file is empty, and the program cannot do without it.")
            fix = _("Get an earlier version of it, or take the one «udbud new» makes.")
            self.problems.append(error("missing-file", Place(path), message, fix))

    def said(self, path: str) -> bool:
        """Whether this file has a problem already."""
        return path in self.broken or any(problem.place.path == path for problem in self.problems)

    def record(self, path: str, shape: Shape) -> Record:
        """Empty when the file is missing or broken."""
        node = self._node(path, shape) if self.exists(path) else None
        return node if isinstance(node, Record) else Record({}, Place(path))

    def items(self, path: str, shape: Shape) -> Items:
        """Empty when the file is missing or broken."""
        node = self._node(path, shape) if self.exists(path) else None
        return node if isinstance(node, Items) else Items((), Place(path))

    def text(self, path: str) -> str:
        text, problems = files.read_text(self.root, path) if self.exists(path) else ("", ())
        self.problems += problems
        return text or ""

    def data(self, path: str) -> bytes:
        data, problems = files.read_bytes(self.root, path)
        self.problems += problems
        return data

    def folders(self, path: str) -> tuple[tuple[str, str], ...]:
        return files.folders(self.root, path)

    def _is_empty(self, path: str) -> bool:
        data, unread = files.read_bytes(self.root, path)
        return not unread and not data.removeprefix(b"\xef\xbb\xbf").strip()

    def _node(self, path: str, shape: Shape) -> Node | None:
        if path in self.broken:
            return None
        text, problems = files.read_text(self.root, path, files.LARGEST)
        self.problems += problems
        if text is None:
            self.broken.add(path)
            return None
        from .composer import compose  # and with it the YAML parser: only where a file has changed

        node, problems = compose(text, path)
        self.problems += problems
        if node is None and problems:
            self.broken.add(path)
            return None
        node = tidied(node, shape) if node is not None else None
        self.problems += check(node, shape, Place(path, 1))
        if node is not None:
            self.mentions += mentions(node, shape)
        return node
