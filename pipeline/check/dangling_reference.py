"""`[@…]` names nothing: no requirement, document, section, standard, table or term."""

from collections.abc import Iterator

from msgspec.structs import replace

from ..base.i18n import _
from ..base.nearest import Nearest
from ..model.place import Place
from ..model.problem import Problem, error
from ..model.prose import Reference, walk
from ..model.specification import Specification
from .texts import REFERENCE, Prose, around, references


def check(specification: Specification) -> Iterator[Problem]:
    lookup = specification.lookup
    nearest: Nearest | None = None
    for piece, names in references(specification):
        # The plain text shows every reference as written: blocks are walked only where one is wrong.
        known = replace(lookup, here=piece.document) if piece.document else lookup
        if all(map(known.target, names)):
            continue
        for name, line in _references(piece):
            if not known.target(name):
                nearest = nearest or Nearest(list(lookup.targets))
                yield _problem(piece, name, line, nearest)


def _references(piece: Prose) -> list[tuple[str, int]]:
    """Each name once, with the line it first stands on."""
    found: dict[str, int] = {}
    for node in walk(piece.blocks):
        if type(node) is Reference:
            found.setdefault(node.target, node.line)
    if not piece.blocks:
        found = dict.fromkeys(REFERENCE.findall(piece.text), 0)
    return list(found.items())


def _problem(piece: Prose, name: str, line: int, nearest: Nearest) -> Problem:
    place = Place(piece.place.path, line) if line and piece.place.line else piece.place
    at = piece.text.find(f"[@{name}]")
    near = nearest.to(name)
    return error(
        "dangling-reference",
        place,
        _("[@{name}] refers to nothing in this tender.").format(name=name),
        _("Did you mean [@{near}]?").format(near=near)
        if near
        else _("Write the id of a requirement, the key of a document or the code of a standard."),
        excerpt=around(piece.text, at, at + len(name) + 3) if at >= 0 else f"[@{name}]",
        requirement=piece.requirement,
    )
