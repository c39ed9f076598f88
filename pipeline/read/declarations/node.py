"""What a declaration file holds before it means anything: texts, lists and mappings that know their lines.

The accessors are forgiving: what is absent or of another shape reads as empty, because `shape.check` has already said
so. One mistake gives one message.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from ...model.place import Place

YES = ("ja", "yes", "true")
NO = ("nej", "no", "false")


class Text(Struct, frozen=True):
    """A scalar, exactly as written: `1.10`, `no` and `007` stay that. `~`, `null` and nothing at all are ''."""

    text: str
    place: Place


class Items(Struct, frozen=True):
    items: "tuple[Node, ...]"
    place: Place

    def records(self) -> "tuple[Record, ...]":
        return tuple(item for item in self.items if isinstance(item, Record))

    def texts(self) -> tuple[Text, ...]:
        return tuple(item for item in self.items if isinstance(item, Text))


class Record(Struct, frozen=True):
    """A mapping. `keys` holds where each key stands, which is where a message about it points."""

    nodes: "Mapping[str, Node]"
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)

    def text(self, key: str, default: str = "") -> str:
        node = self.nodes.get(key)
        return node.text or default if isinstance(node, Text) else default

    def flag(self, key: str, default: bool = False) -> bool:
        word = self.text(key).casefold()
        return True if word in YES else False if word in NO else default

    def at(self, key: str) -> Place:
        """Where the value of `key` stands, or the record itself when it is absent."""
        node = self.nodes.get(key)
        return node.place if node else self.place

    def items(self, key: str) -> Items:
        """The list under `key`; a single value where a list was meant counts as a list of one."""
        node = self.nodes.get(key)
        if isinstance(node, Items):
            return node
        if node is None or (isinstance(node, Text) and not node.text):
            return Items((), self.at(key))
        return Items((node,), node.place)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(item.text for item in self.items(key).texts() if item.text)

    def records(self, key: str) -> "tuple[Record, ...]":
        return self.items(key).records()

    def record(self, key: str) -> "Record":
        node = self.nodes.get(key)
        return node if isinstance(node, Record) else Record({}, self.at(key))


Node = Text | Items | Record


def nothing(place: Place) -> Record:
    """An empty file: a record without keys."""
    return Record({}, place)
