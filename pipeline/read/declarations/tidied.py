"""A node and its shape -> the same node with every text of one line on one line.

A title typed as `title: |`, in quotes over two lines or with blanks at its end is one line in every heading, header and
name of a file. What may have several lines (`Line.lines`, a Tree) stays as written.
"""

from msgspec.structs import replace

from ...base.text import one_line
from .node import Items, Node, Record, Text
from .shape import Either, Keys, Line, ListOf, Shape, Table


def tidied(node: Node, shape: Shape) -> Node:
    """What does not fit the shape stays as it is: that is said elsewhere."""
    match shape, node:
        case Line(lines=False), Text(text, place):
            tidy = one_line(text)
            return node if tidy == text else Text(tidy, place)
        case ListOf(of), Items(items, place):
            return Items(tuple(tidied(item, of) for item in items), place)
        case Table(of), Record(nodes):
            return replace(node, nodes={name: tidied(value, of) for name, value in nodes.items()})
        case Keys(keys), Record(nodes):
            shapes = {key.name: key.shape for key in keys}
            known = {name: tidied(value, shapes[name]) for name, value in nodes.items() if name in shapes}
            return replace(node, nodes={**nodes, **known})
        case Either(alternatives), _:
            for alternative in alternatives:
                node = tidied(node, alternative)
    return node
