"""Declaration files as data: every text in them by its place, and the same file with other texts."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.declarations.composer import compose
from pipeline.read.declarations.node import Items, Node, Record, Text
from pipeline.read.declarations.schemas import SHAPES
from pipeline.read.declarations.shape import Either, Keys, Line, ListOf, Shape, Table, Tree

EXAMPLE = Path(__file__).resolve().parents[1]
Step = str | int
# What a reader of YAML takes for a line break or for no character.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text of a declaration. `free`: any text may stand there; it is no key, date or word to choose."""

    file: str
    path: tuple[Step, ...]
    text: str
    free: bool

    @property
    def key(self) -> str:
        """The same for every entry of a list: `tender.yaml: goals.title`."""
        return f"{self.file}: " + ".".join(step for step in self.path if isinstance(step, str))


def files(root: Path) -> Iterator[tuple[str, Shape]]:
    """The declaration files of a project, with the shape each should have."""
    for _name, pattern, shape in SHAPES:
        for path in sorted(root.glob(pattern)):
            yield path.relative_to(root).as_posix(), shape


def leaves(root: Path) -> tuple[Leaf, ...]:
    found: list[Leaf] = []
    for file, shape in files(root):
        node, _problems = compose((root / file).read_text("utf-8"), file)
        assert node is not None, file
        found += (Leaf(file, path, text, free) for path, text, free in _texts(node, shape, ()))
    return tuple(found)


def _texts(node: Node, shape: Shape | None, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str, bool]]:
    if isinstance(shape, Either):
        fitting = {Text: Line, Items: ListOf, Record: Keys | Table}[type(node)]
        shape = next((one for one in shape.alternatives if isinstance(one, fitting)), None)
    match node:
        case Text(text):
            free = isinstance(shape, Tree) or (
                isinstance(shape, Line) and not (shape.words or shape.format or shape.refers)
            )
            yield path, text, free
        case Items(items):
            for n, item in enumerate(items):
                yield from _texts(item, shape.of if isinstance(shape, ListOf) else _tree(shape), (*path, n))
        case Record(nodes):
            for name, value in nodes.items():
                below: Shape | None = _tree(shape)
                if isinstance(shape, Table):
                    below = shape.of
                elif isinstance(shape, Keys):
                    below = next((key.shape for key in shape.keys if key.name == name), None)
                yield from _texts(value, below, (*path, name))


def _tree(shape: Shape | None) -> Shape | None:
    return shape if isinstance(shape, Tree) else None


def plain(root: Path, file: str) -> object:
    """The file as lists and mappings of texts."""
    node, _problems = compose((root / file).read_text("utf-8"), file)
    assert node is not None, file
    return _plain(node, (), lambda _path, text: text)


def rewrite(root: Path, texts: Mapping[tuple[str, tuple[Step, ...]], str]) -> None:
    """Every declaration of the project again, with the texts given; each text has a line of its own."""
    for file, _shape in files(root):
        node, _problems = compose((root / file).read_text("utf-8"), file)
        assert node is not None, file
        changed = _plain(node, (), lambda path, text, file=file: texts.get((file, path), text))
        (root / file).write_text(as_yaml(changed), "utf-8", newline="\n")


def _plain(node: Node, path: tuple[Step, ...], text_of: Callable[[tuple[Step, ...], str], str]) -> object:
    match node:
        case Text(text):
            return text_of(path, text)
        case Items(items):
            return [_plain(item, (*path, n), text_of) for n, item in enumerate(items)]
        case Record(nodes):
            return {name: _plain(value, (*path, name), text_of) for name, value in nodes.items()}


def as_yaml(data: object) -> str:
    """JSON is YAML 1.2, once what the two disagree on is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
