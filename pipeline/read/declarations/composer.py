"""The text of a YAML file -> Node. YAML 1.2; whatever could mean something else than it looks like is refused.

Built on the parser's events rather than its nodes: no tag is resolved, so every scalar is the text as written, and no
recursion: depth costs nothing. Refused, with the line: two keys alike, anchors and aliases, tags, a second document.
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
from ...model.problem import Problem, error
from .node import Items, Node, Record, Text

_NULL = ("", "~", "null", "Null", "NULL")
_DEEPEST = 50


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

    def closed(self) -> Node:
        return Record(self.nodes, self.place, self.keys) if self.mapping else Items(tuple(self.items), self.place)


class _RefusalError(Exception):
    """The rest of the file cannot be understood; carries the Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def compose(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """None when the file is empty or cannot be understood; every line said in the problems."""
    composer = _Composer(text, path)
    try:
        for event in _events(legal(text) if composer.control_characters() else text, composer):
            composer.take(event)
    except _RefusalError as refusal:
        return None, (*composer.problems, refusal.problem)
    return composer.root, tuple(composer.problems)


def _events(text: str, composer: "_Composer") -> Iterator[Any]:
    """The parser's events. Its complaints become a Problem at the line they are about."""
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        said = " ".join(str(failure.problem or failure.context or "").split())
        raise _RefusalError(composer.syntax(mark.line + 1 if mark else 0, said)) from None
    except ReaderError as failure:
        line = text.count("\n", 0, failure.position) + 1
        said = _("the character U+{code} is not allowed").format(code=f"{ord(failure.character):04X}")
        raise _RefusalError(composer.syntax(line, said)) from None
    except (YAMLError, ValueError, OverflowError):
        # An escape that is no character, such as "\UFFFFFFFF": chr() raises and nothing tells where.
        line = next((n for n, shown in enumerate(text.split("\n"), 1) if "\\U" in shown), 0)
        said = _("a character is written by a number that does not exist")
        raise _RefusalError(composer.syntax(line, said)) from None


class _Composer:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.path = path
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._documents = 0
        self._anchors: dict[str, str] = {}

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
                raise _RefusalError(self._second_document(self._place(event)))

    def _place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + 1)

    def _excerpt(self, place: Place) -> str:
        return self.lines[place.line - 1].strip() if 0 < place.line <= len(self.lines) else ""

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        self._plain(event, place)
        text: str = event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = text
        if event.style is None or event.style == "":
            text = "" if text in _NULL else text
        bad = illegal_characters(text)
        if bad:
            self.problems.append(self._illegal(place, bad))
            text = legal(text)
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.mapping and parent.key is None:
            self._key(parent, text, place)
            parent.key_end = event.end_mark.index
        elif parent is not None and parent.braces and self._no_colon(parent.key_end, event.start_mark.index):
            self._stray_key(parent)
        else:
            self._add(Text(text.rstrip("\n") if event.style in ("|", ">") else text, place))

    def _start(self, event: Any, mapping: bool) -> None:
        place = self._place(event)
        self._plain(event, place)
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.mapping and parent.key is None:
            raise _RefusalError(self._not_a_key(place))
        if len(self._open) >= _DEEPEST:
            raise _RefusalError(self.syntax(place.line, _("Lists and mappings are nested too deeply.")))
        self._open.append(_Open(mapping, place, mapping and bool(event.flow_style)))

    def _alias(self, event: Any) -> None:
        """Reported. One that stands for a text is read as that text, so that no second message follows."""
        place = self._place(event)
        self.problems.append(self._no_alias(place, "*" + str(event.anchor)))
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.mapping and parent.key is None:
            raise _RefusalError(self._not_a_key(place))
        self._add(Text(self._anchors.get(event.anchor, ""), place))

    def _plain(self, event: Any, place: Place) -> None:
        """An anchor or a tag is reported and otherwise ignored: what it stands on is still read."""
        if event.anchor is not None:
            self.problems.append(self._no_alias(place, "&" + str(event.anchor)))
        if event.tag is not None:
            message = _("YAML tags ({tag}) are not used in declarations.").format(tag=event.tag)
            fix = _("Remove the tag, and put the text in double quotes if it begins with «!».")
            self.problems.append(error("yaml-tag", place, message, fix, excerpt=self._excerpt(place)))

    def _key(self, parent: _Open, key: str, place: Place) -> None:
        parent.key = key
        if key in parent.keys:
            first = parent.keys[key]
            message = _("The key «{key}» stands twice, first in line {line}.").format(key=key, line=first.line)
            fix = _("Keep one of them. Until then the first counts.")
            self.problems.append(
                error("duplicate-key", place, message, fix, excerpt=self._excerpt(place), others=(first,))
            )
        else:
            parent.keys[key] = place

    def _no_colon(self, start: int, end: int) -> bool:
        return ":" not in self.text[start : end + 1]

    def _stray_key(self, parent: _Open) -> None:
        """`{title: Support, drift}`: the comma ended the text. The key is reported and not kept."""
        key, parent.key = parent.key or "", None
        if key in parent.nodes:
            return
        place = parent.keys.pop(key)
        message = _("«{key}» is a key without a value: a comma between braces ends the text before it.").format(key=key)
        fix = _("Put the whole text in double quotes.")
        self.problems.append(error("key-without-value", place, message, fix, excerpt=self._excerpt(place)))

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

    # --- what is wrong ------------------------------------------------------------------------------------------------

    def syntax(self, line: int, said: str) -> Problem:
        place = Place(self.path, min(line, len(self.lines)))
        message = _("The file cannot be understood from here on: {reason}").format(reason=said)
        fix = _(
            "Look at this line and the one before it: indentation by spaces, closing quotes and brackets, a blank "
            "after the colon. Put texts with «: », «#», «{», «[» or «@» in double quotes."
        )
        return error("yaml-syntax", place, message, fix, excerpt=self._excerpt(place))

    def control_characters(self) -> bool:
        """Reports characters that YAML, Word and Excel cannot hold, once per line; the rest of the line is read."""
        if not illegal_characters(self.text):
            return False
        for number, line in enumerate(self.lines, 1):
            if bad := illegal_characters(line):
                self.problems.append(self._illegal(Place(self.path, number), bad))
        return True

    def _no_alias(self, place: Place, word: str) -> Problem:
        message = _("«{word}»: anchors and aliases are not used in declarations.").format(word=word)
        fix = _("Write the value out where it is needed, or put it in double quotes if it is a text.")
        return error("yaml-alias", place, message, fix, excerpt=self._excerpt(place))

    def _second_document(self, place: Place) -> Problem:
        message = _("A second YAML document begins here; a declaration file holds one.")
        fix = _("Remove the line «---», or move what follows to its own file.")
        return error("yaml-document", place, message, fix, excerpt=self._excerpt(place))

    def _not_a_key(self, place: Place) -> Problem:
        message = _("A list or mapping stands where a key was expected.")
        fix = _('Put texts that begin with «{» or «[» in double quotes, for instance "{{ fact }}".')
        return error("yaml-syntax", place, message, fix, excerpt=self._excerpt(place))

    def _illegal(self, place: Place, characters: tuple[str, ...]) -> Problem:
        message = _("The text holds characters that Word and Excel cannot: {characters}.").format(
            characters=", ".join(characters)
        )
        return error("illegal-character", place, message, _("Remove them."), excerpt=self._excerpt(place))
