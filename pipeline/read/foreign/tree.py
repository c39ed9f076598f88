"""A YAML or JSON file -> rows: every mapping in a list that has a text or title is a requirement.

Lists of mappings inside a requirement are its sub-requirements and name it as their parent; inside a mapping that has
only a title they are the requirements of that section. Aliases, tags and duplicate keys are refused; scalars are text.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...base.i18n import _
from ...base.text import folded
from ...model.place import Place
from ...model.problem import Problem, Severity, error
from ..declarations.composer import compose
from ..declarations.node import Items, Node, Record, Text
from ..values import Vocabulary
from .columns import recognised_as
from .encoding import decode
from .escape import one_line
from .rows import Found, LeftOut, Row, headers_of

_DEEPEST = 100


def read_yaml(
    data: bytes, path: str, mapping: Mapping[str, str], words: Vocabulary
) -> tuple[Found, tuple[Problem, ...]]:
    text, encoding, problems = decode(data, path)
    if text is None:
        return Found("YAML"), problems
    node, more = compose(text.replace("\r\n", "\n").replace("\r", "\n"), path)
    if any(problem.severity is Severity.ERROR for problem in more):
        return Found("YAML"), (*problems, *more)
    return _found(f"YAML ({encoding})", node, path, mapping, words), (*problems, *more)


def read_json(
    data: bytes, path: str, mapping: Mapping[str, str], words: Vocabulary
) -> tuple[Found, tuple[Problem, ...]]:
    text, encoding, problems = decode(data, path)
    if text is None:
        return Found("JSON"), problems
    doubled: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(items)
        if len(record) < len(items):
            doubled.append(Counter(key for key, _value in items).most_common(1)[0][0])
        return record

    try:
        loaded = json.loads(text, object_pairs_hook=pairs, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as failure:
        message = _("The file cannot be read as JSON from here on: {reason}.").format(reason=failure.msg)
        fix = _("Export the list again, or correct this line.")
        return Found("JSON"), (*problems, error("bad-json", Place(path, failure.lineno), message, fix))
    except RecursionError:
        return Found("JSON"), (*problems, _too_deep(path))
    if doubled:
        message = _("The key «{key}» stands twice in one object.").format(key=doubled[0])
        return Found("JSON"), (*problems, error("duplicate-key", Place(path), message, _("Keep one of them.")))
    node = _node(loaded, Place(path), 0)
    if node is None:
        return Found("JSON"), (*problems, _too_deep(path))
    return _found(f"JSON ({encoding})", node, path, mapping, words), problems


def _too_deep(path: str) -> Problem:
    message = _("Lists and objects are nested too deeply.")
    return error("too-deep", Place(path), message, _("Export the requirements as a flat list."))


def _node(loaded: Any, place: Place, depth: int) -> Node | None:
    """None when it is nested beyond what any list is."""
    if depth > _DEEPEST:
        return None
    if isinstance(loaded, dict):
        nodes = {str(key): _node(value, place, depth + 1) for key, value in loaded.items()}
        return None if None in nodes.values() else Record({k: v for k, v in nodes.items() if v is not None}, place)
    if isinstance(loaded, list):
        items = [_node(item, place, depth + 1) for item in loaded]
        return None if None in items else Items(tuple(i for i in items if i is not None), place)
    word = {True: "true", False: "false", None: ""}.get(loaded) if isinstance(loaded, bool | None) else str(loaded)
    return Text(word or "", place)


# --- nodes -> rows ---------------------------------------------------------------------------------------------------


def _found(name: str, node: Node | None, path: str, mapping: Mapping[str, str], words: Vocabulary) -> Found:
    walker = _Walker(path, words, {folded(key) for key in mapping})
    if isinstance(node, Record) and not walker.lists(node) and walker.says(node) == "text":
        walker.requirement(node, "", "", -1)
    elif node is not None:
        walker.walk(node, "", "", -1)
    rows = tuple(walker.rows)
    return Found(name, headers_of(rows), rows, tuple(walker.left_out))


@dataclass(slots=True)
class _Walker:
    path: str
    words: Vocabulary
    mapped: set[str]
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def walk(self, node: Node, at: str, section: str, parent: int) -> None:
        """`at` is the way to the node in words: `requirements[3].sub[1]`."""
        if isinstance(node, Items):
            for n, item in enumerate(node.items, 1):
                self._entry(item, f"{at}[{n}]", section, parent)
        elif isinstance(node, Record):
            if self._named_entries(node):
                for key, item in node.nodes.items():
                    self._entry(item, _join(at, key), section, parent, key)
                return
            inside = self._title(node) or section
            for key, item in node.nodes.items():
                if isinstance(item, Text):
                    self._leave_out(item, _join(at, key))
                else:
                    self.walk(item, _join(at, key), inside, parent)
        else:
            self._leave_out(node, at)

    def _entry(self, item: Node, at: str, section: str, parent: int, key: str = "") -> None:
        if not isinstance(item, Record):
            self.walk(item, at, section, parent)
            return
        nested = self.lists(item)
        says = self.says(item)
        if says == "text" or (says == "title" and not nested and not self._empty_list(item)):
            self.requirement(item, at, section, parent, key)
        else:
            self.walk(item, at, section, parent)

    def requirement(self, record: Record, at: str, section: str, parent: int, key: str = "") -> None:
        cells: dict[str, str] = {"id": key} if key else {}
        nested = self.lists(record)
        for name, node in record.nodes.items():
            if name not in nested:
                _flatten(name, node, cells)
        place = Place(record.place.path, record.place.line)
        self.rows.append(Row(place, at, {k: v for k, v in cells.items() if v.strip()}, {}, section, parent))
        mine = len(self.rows) - 1
        for name in nested:
            self.walk(record.nodes[name], _join(at, name), section, mine)

    def lists(self, record: Record) -> list[str]:
        """Keys that hold further entries."""
        return [key for key, node in record.nodes.items() if isinstance(node, Items) and node.records()]

    def _empty_list(self, record: Record) -> bool:
        """A section without requirements has an empty list."""
        return any(isinstance(node, Items) and not node.items for node in record.nodes.values())

    def says(self, record: Record) -> str:
        """`text` when the mapping has a requirement text (or a key the user named), `title` when only a title."""
        filled = [key for key, node in record.nodes.items() if isinstance(node, Text) and node.text.strip()]
        fields = {name for key in filled for name in recognised_as(key, self.words)}
        if "text" in fields or any(folded(key) in self.mapped for key in filled):
            return "text"
        return "title" if "title" in fields else ""

    def _named_entries(self, record: Record) -> bool:
        """`K-001: {title: …, text: …}`: the keys are the ids."""
        inner = list(record.nodes.values())
        return bool(inner) and all(isinstance(node, Record) and self.says(node) == "text" for node in inner)

    def _title(self, record: Record) -> str:
        for key, node in record.nodes.items():
            if isinstance(node, Text) and node.text.strip() and "title" in recognised_as(key, self.words):
                return one_line(node.text)
        return ""

    def _leave_out(self, node: Text, at: str) -> None:
        if node.text.strip():
            self.left_out.append(LeftOut(node.place, f"{at}: {one_line(node.text)[:200]}"))


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _flatten(name: str, node: Node, cells: dict[str, str]) -> None:
    """`L1: {Required: true}` -> `L1.Required`; a list of words -> the words, separated by commas."""
    match node:
        case Text(text):
            cells[name] = text
        case Record(nodes):
            for key, inner in nodes.items():
                _flatten(f"{name}.{key}", inner, cells)
        case Items():
            texts = [text.text for text in node.texts() if text.text]
            joiner = "\n" if any("\n" in text or len(text) > 60 for text in texts) else ", "
            cells[name] = joiner.join(texts)
            for n, inner in enumerate(node.items, 1):
                if not isinstance(inner, Text):
                    _flatten(f"{name}[{n}]", inner, cells)
