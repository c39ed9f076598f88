"""A node and the shape it should have -> what does not fit."""

from collections.abc import Iterator

from ...base.i18n import _
from ...base.text import did_you_mean
from ...model.place import Place
from ...model.problem import Problem, error
from .node import Items, Node, Record, Text
from .shape import TREE, Either, Format, Key, Keys, Line, ListOf, Shape, Table, Tree, fits


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
