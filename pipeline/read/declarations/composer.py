"""The text of a YAML file -> Node. YAML 1.2; whatever could mean something else than it looks like is refused.

Built on the parser's events rather than its nodes: no tag is resolved, so every scalar is the text as written; and
nothing recurses. Refused, with the line: two keys alike, anchors and aliases, tags, a second document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from ...base.i18n import _
from ...base.text import illegal_characters, legal
from ...model.place import Place
from ...model.problem import Problem
from .complaints import Complaints
from .node import Items, Node, Record, Text

_NULL = ("", "~", "null", "Null", "NULL")
_DEEPEST = 50


def compose(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """None when the file is empty or cannot be understood; the problems tell which."""
    say = Complaints(path, tuple(text.split("\n")))
    control = say.control_characters() if illegal_characters(text) else ()
    text = legal(text) if control else text
    composer = _Composer(text, path, say)
    try:
        for event in _events(text, say):
            composer.take(event)
    except _RefusalError as refusal:
        return None, (*control, *composer.problems, refusal.problem)
    return composer.root, (*control, *composer.problems)


class _RefusalError(Exception):
    """The rest of the file cannot be understood."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _events(text: str, say: Complaints) -> Iterator[Any]:
    """The parser's events. Its complaints become a Problem at the line they are about."""
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        said = " ".join(str(failure.problem or failure.context or "").split())
        raise _RefusalError(say.syntax(mark.line + 1 if mark else 0, said)) from None
    except ReaderError as failure:
        said = _("the character U+{code} is not allowed").format(code=f"{ord(text[failure.position]):04X}")
        raise _RefusalError(say.syntax(text.count("\n", 0, failure.position) + 1, said)) from None
    except (YAMLError, ValueError, OverflowError):
        # An escape that is no character, such as "\UFFFFFFFF": chr() raises and nothing tells where.
        line = next((number for number, shown in enumerate(say.lines, 1) if "\\U" in shown), 0)
        raise _RefusalError(say.syntax(line, _("a character is written by a number that does not exist"))) from None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet. `key` is the mapping key that waits for its value.

    `braces` = written as `{…}`, where a comma ends a text: `{title: Support, drift}` has a key `drift` nobody meant.
    """

    mapping: bool
    place: Place
    braces: bool = False
    items: list[Node] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    key: str | None = None
    key_end: int = 0

    @property
    def wants_key(self) -> bool:
        return self.mapping and self.key is None

    def closed(self) -> Node:
        return Record(self.nodes, self.place, self.keys) if self.mapping else Items(tuple(self.items), self.place)


class _Composer:
    def __init__(self, text: str, path: str, say: Complaints) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._text = text
        self._path = path
        self._say = say
        self._open: list[_Open] = []
        self._anchors: dict[str, str] = {}
        self._documents = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self._start(event, kind is MappingStartEvent)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._add(self._open.pop().closed())
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise _RefusalError(self._say.second_document(event.start_mark.line + 1))

    def _scalar(self, event: Any) -> None:
        line = self._adorned(event)
        text: str = event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = text
        if not event.style and text in _NULL:
            text = ""
        elif event.style in ("|", ">"):
            text = text.rstrip("\n")
        if bad := illegal_characters(text):  # written as an escape; those in the file itself are gone already
            self.problems.append(self._say.illegal(line, bad))
            text = legal(text)
        place = Place(self._path, line)
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.wants_key:
            self._key(parent, text, place)
            parent.key_end = event.end_mark.index
        elif parent is not None and parent.braces and self._no_colon(parent.key_end, event.start_mark.index):
            self._stray_key(parent)
        else:
            self._add(Text(text, place))

    def _start(self, event: Any, mapping: bool) -> None:
        line = self._adorned(event)
        if self._open and self._open[-1].wants_key:
            raise _RefusalError(self._say.not_a_key(line))
        if len(self._open) >= _DEEPEST:
            raise _RefusalError(self._say.syntax(line, _("lists and mappings are nested too deeply")))
        self._open.append(_Open(mapping, Place(self._path, line), mapping and bool(event.flow_style)))

    def _alias(self, event: Any) -> None:
        """Reported. One that stands for a text is read as that text, so that no second message follows."""
        line = event.start_mark.line + 1
        self.problems.append(self._say.alias(line, f"*{event.anchor}"))
        if self._open and self._open[-1].wants_key:
            raise _RefusalError(self._say.not_a_key(line))
        self._add(Text(self._anchors.get(event.anchor, ""), Place(self._path, line)))

    def _adorned(self, event: Any) -> int:
        """The event's line. An anchor or a tag is reported and otherwise ignored: what it stands on is still read."""
        line: int = event.start_mark.line + 1
        if event.anchor is not None:
            self.problems.append(self._say.alias(line, f"&{event.anchor}"))
        if event.tag is not None:
            self.problems.append(self._say.tag(line, str(event.tag)))
        return line

    def _key(self, parent: _Open, key: str, place: Place) -> None:
        parent.key = key
        first = parent.keys.setdefault(key, place)
        if first is not place:
            self.problems.append(self._say.duplicate_key(place.line, key, first))

    def _no_colon(self, start: int, end: int) -> bool:
        return ":" not in self._text[start : end + 1]

    def _stray_key(self, parent: _Open) -> None:
        key, parent.key = parent.key or "", None
        if key not in parent.nodes:
            self.problems.append(self._say.key_without_value(parent.keys.pop(key).line, key))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.mapping:
            parent.items.append(node)
        elif parent.key is not None:
            parent.nodes.setdefault(parent.key, node)
            parent.key = None
