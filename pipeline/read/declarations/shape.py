"""The shape of a declaration file, said once: validation and the JSON Schemas both come from it.

A shape says what a node must look like. What refers to another declaration (an area that must be known) is not shape;
`consistency` looks at that when everything has been read.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import Problem, error
from .node import NO, YES, Items, Node, Record, Text


@dataclass(frozen=True, slots=True)
class Format:
    """A way a text must be written: `code` is the mistake, `meant` completes the sentence "Write …" when it is made.

    `valid` says what a pattern cannot, such as that a month has no 31st.
    """

    code: str
    pattern: str
    meant: Callable[[], str]
    valid: Callable[[str], bool] = bool


@dataclass(frozen=True, slots=True)
class Line:
    """A text. `words`: the only words allowed, in any case. `format`: how it must be written when it is not empty.

    `refers`: what it names elsewhere (area, municipality …); `references` looks that up when everything is read.
    """

    words: tuple[str, ...] = ()
    format: Format | None = None
    refers: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    of: "Shape"


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys the user chooses; `format` and `refers` are those of the keys."""

    of: "Shape"
    format: Format | None = None
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a Mapping. `required`: it must stand there and not be empty. `help` is shown by editors."""

    name: str
    shape: "Shape"
    help: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping whose keys are given here."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """The first alternative whose outer form (text, list, mapping) fits counts."""

    alternatives: "tuple[Shape, ...]"


@dataclass(frozen=True, slots=True)
class Tree:
    """Texts, mappings of trees, and lists of texts and mappings, as deep as the user likes."""


Shape = Line | ListOf | Table | Keys | Either | Tree


def keys(*given: Key) -> Keys:
    return Keys(given)


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


# The lambdas wait with translating until the language is known.
DATE = Format(
    "bad-date",
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    lambda: _("a date that exists as year-month-day, for instance 2027-03-15"),
    _is_date,
)
NUMBER = Format(
    "bad-number", r"[0-9]{1,12}|[0-9]{1,3}([. ][0-9]{3}){1,3}", lambda: _("a whole number, for instance 84000")
)
WEIGHT = Format(
    "bad-weight", r"[0-9]{1,3}([.,][0-9]{1,9})?( ?%)?", lambda: _("a share in per cent, for instance 40 or 12.5")
)
# What [@…] can name: requirement ids, document keys and standard codes share it.
NAME = Format("bad-name", r"[A-Za-zÆØÅæøå0-9.-]+", lambda: _("letters, digits, full stop and hyphen, without blanks"))
SLUG = Format("bad-name", r"[a-z0-9]+(-[a-z0-9]+)*", lambda: _("small letters a-z, digits and hyphens, without blanks"))
FACT = Format(
    "bad-fact-name",
    r"[a-zæøå][a-zA-ZæøåÆØÅ0-9_.]*",
    lambda: _("a small letter first, then letters, digits, _ and full stop"),
)
HASH = Format(
    "bad-hash", r"[0-9a-fA-F]{64}", lambda: _("the 64 characters of the SHA-256 in the message about the conflict")
)
TEXT = Line()
TREE = Tree()
TEXTS = ListOf(TEXT)
FLAG = Line((*YES, *NO))


def check(node: Node | None, shape: Shape, where: Place) -> Iterator[Problem]:
    """What does not fit, outermost first. Nothing below a wrong shape is looked at: one mistake, one message."""
    if node is None:
        node = Record({}, where) if isinstance(shape, Keys | Table) else Items((), where)
    match shape:
        case Line():
            yield from _line(node, shape)
        case ListOf(of):
            if not isinstance(node, Items):
                yield from () if _empty(node) else (_wrong(node, shape),)
                return
            for item in node.items:
                yield from check(item, of, item.place)
        case Table(of, format_):
            if not isinstance(node, Record):
                yield from () if _empty(node) else (_wrong(node, shape),)
                return
            for name, value in node.nodes.items():
                if format_ and not fits(name, format_):
                    yield bad_format(name, format_, node.keys[name])
                yield from check(value, of, value.place)
        case Keys():
            if not isinstance(node, Record):
                yield _wrong(node, shape)
                return
            yield from _keys(node, shape)
        case Either(alternatives):
            fitting = next((s for s in alternatives if _fits(node, s)), None)
            yield from check(node, fitting, where) if fitting else (_wrong(node, alternatives[-1]),)
        case Tree():
            yield from _tree(node)


def fits(text: str, format_: Format) -> bool:
    return re.fullmatch(format_.pattern, text) is not None and format_.valid(text)


def bad_format(text: str, format_: Format, place: Place) -> Problem:
    message = _("«{word}» is not written as it must be.").format(word=text)
    fix = _("Write {meant}.").format(meant=format_.meant())
    return error(format_.code, place, message, fix, excerpt=text)


def _line(node: Node, shape: Line) -> Iterator[Problem]:
    if not isinstance(node, Text):
        yield _wrong(node, shape)
    elif shape.words and node.text and node.text.casefold() not in {w.casefold() for w in shape.words}:
        yield unknown_word(node.text, shape.words, node.place)
    elif shape.format and node.text and not fits(node.text, shape.format):
        yield bad_format(node.text, shape.format, node.place)


def _keys(node: Record, shape: Keys) -> Iterator[Problem]:
    names = tuple(key.name for key in shape.keys)
    for name in node.nodes:
        if name not in names:
            yield _unknown_key(name, names, node.keys[name])
    for key in shape.keys:
        value = node.nodes.get(key.name)
        if key.required and (value is None or _empty(value)):
            yield _missing_key(key, value, node)
        elif value is not None:
            yield from check(value, key.shape, value.place)


def _tree(node: Node) -> Iterator[Problem]:
    match node:
        case Record(nodes):
            for value in nodes.values():
                yield from _tree(value)
        case Items(items):
            for item in items:
                yield from (_wrong(item, TREE),) if isinstance(item, Items) else _tree(item)


def _empty(node: Node) -> bool:
    match node:
        case Text(text):
            return not text.strip()
        case Items(items):
            return not items
        case Record(nodes):
            return not nodes


def _fits(node: Node, shape: Shape) -> bool:
    match shape:
        case Line():
            return isinstance(node, Text)
        case ListOf():
            return isinstance(node, Items)
        case Table() | Keys():
            return isinstance(node, Record)
    return True


# --- what is wrong ----------------------------------------------------------------------------------------------------


def unknown_word(word: str, known: tuple[str, ...], place: Place) -> Problem:
    near = did_you_mean(word, known)
    fix = _("Choose {words}.").format(words=", ".join(known))
    if near:
        fix = _("Did you mean «{near}»?").format(near=near) + " " + fix
    message = _("«{word}» is not one of the words allowed here.").format(word=word)
    return error("unknown-word", place, message, fix, excerpt=word)


def _unknown_key(name: str, known: tuple[str, ...], place: Place) -> Problem:
    near = did_you_mean(name, known)
    if near:
        fix = _("Did you mean «{near}»?").format(near=near)
    else:
        fix = _("Use one of: {words}.").format(words=", ".join(known))
    return error("unknown-key", place, _("«{key}» is not a key here.").format(key=name), fix, excerpt=f"{name}:")


def _missing_key(key: Key, value: Node | None, node: Record) -> Problem:
    if value is None:
        message, place = _("The key «{key}» is missing.").format(key=key.name), node.place
    else:
        message, place = _("«{key}» is empty.").format(key=key.name), node.keys.get(key.name, value.place)
    fix = _("Add a line «{key}: …».").format(key=key.name) if value is None else _("Fill it in.")
    return error("missing-key", place, message, fix)


def _wrong(node: Node, shape: Shape) -> Problem:
    match shape:
        case Line():
            meant = _("a single text")
        case ListOf():
            meant = _("a list")
        case _:
            meant = _("a mapping of keys to values")
    match node:
        case Text(text):
            found, excerpt = _("a single text"), text.split("\n")[0]
        case Items():
            found, excerpt = _("a list"), ""
        case Record(nodes):
            found, excerpt = _("a mapping of keys to values"), ", ".join(f"{name}:" for name in nodes)
    message = _("Here stands {found} where {meant} is expected.").format(found=found, meant=meant)
    match shape:
        case Line():
            fix = _("Write one text; put it in double quotes if it contains «: », «{» or «[».")
        case ListOf():
            fix = _("Write «[first, second]», or one item per line beginning with «- ».")
        case _:
            fix = _("Write «key: value», one per line, indented alike.")
    return error("wrong-shape", node.place, message, fix, excerpt=excerpt)
